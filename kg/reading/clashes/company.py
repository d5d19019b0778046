"""What an article's other pairs tell about one: two who clash once clash again, and over the same words.

A pair by itself is hard to judge. Whether its two speakers clash elsewhere, whether each of its sayings has a better
partner, and whether another pair speaks of the same in other words are known only when all pairs have a first estimate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

COMPANY: Final = 11
"""How many traits each pair gets. None grows with the text; see `traits`."""
_NONE: Final = -6.0
"""The log-odds that stand for a pair that there is not."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Saying:
    """Who says it, and its telling words."""

    speaker: str
    words: frozenset[str]


def company_of(sayings: Sequence[Saying], pairs: Sequence[tuple[int, int]], odds: Floats) -> NDArray[np.float32]:
    """One row of traits for each pair of sayings, given the first estimate of each as log-odds.

    ``pairs`` are places in ``sayings``. In this order: the best and the second best pair of the same two speakers and
    their mean, the best of them by words in common, the best of anyone's by words in common, the best other pair of
    either saying (the better first), whether the two have a common opponent, the words that the two share, and how
    much the article's pairs clash at all: their mean, and the third best.
    """
    if not pairs:
        return np.zeros((0, COMPANY), dtype=np.float32)
    places, both = np.unique(np.array(pairs), return_inverse=True)  # of a transcript's thousands only those in pairs
    one, two = both.reshape(-1, 2).T
    paired = [sayings[place] for place in places.tolist()]
    names = {name: n for n, name in enumerate(dict.fromkeys(each.speaker for each in paired))}
    speaker = np.array([names[each.speaker] for each in paired])
    shared = _shared(paired)
    chances = 1 / (1 + np.exp(-odds))
    straight = _equal(speaker[one]) & _equal(speaker[two])
    crossed = speaker[one][:, None] == speaker[two]
    crossed &= crossed.T
    others = ~np.eye(len(pairs), dtype=bool)
    same = (straight | crossed) & others
    along = (shared[np.ix_(one, one)] + shared[np.ix_(two, two)]) / 2
    across = (shared[np.ix_(one, two)] + shared[np.ix_(two, one)]) / 2
    alike = np.where(straight, along, np.where(crossed, across, np.maximum(along, across)))
    best = np.where(same, odds, _NONE)
    ranked = -np.sort(-best, axis=1)
    by_saying = [_most((each[:, None] == one) | (each[:, None] == two), odds, others) for each in (one, two)]
    columns = [
        ranked[:, 0],
        ranked[:, 1] if len(pairs) > 1 else np.full(1, _NONE),
        (same * chances).sum(1) / np.maximum(same.sum(1), 1),
        (same * chances * alike).max(1),
        (others * chances * alike).max(1),
        np.maximum(*by_saying),
        np.minimum(*by_saying),
        _common_opponent(speaker[one], speaker[two], chances, len(names)),
        shared[one, two],
        np.full(len(pairs), chances.mean()),
        np.full(len(pairs), -np.sort(-odds)[min(2, len(pairs) - 1)]),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _shared(sayings: Sequence[Saying]) -> Floats:
    """For any two of the sayings the share of the shorter one's words that the other has too."""
    found = np.zeros((len(sayings), len(sayings)))
    for n, one in enumerate(sayings):
        for m, two in enumerate(sayings[: n + 1]):
            words = one.words, two.words
            found[n, m] = found[m, n] = len(words[0] & words[1]) / max(1, min(map(len, words)))
    return found


def _equal(values: NDArray[np.int_]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = values[:, None] == values
    return found


def _most(joined: NDArray[np.bool_], odds: Floats, others: NDArray[np.bool_]) -> Floats:
    """The best of the other pairs that are joined to each."""
    found: Floats = np.where(joined & others, odds, _NONE).max(1)
    return found


def _common_opponent(one: NDArray[np.int_], two: NDArray[np.int_], chances: Floats, many: int) -> Floats:
    """How surely somebody clashes with both speakers: they are on one side then."""
    against = np.zeros((many, many))
    np.maximum.at(against, (one, two), chances)
    np.maximum.at(against, (two, one), chances)
    both = np.minimum(against[one], against[two])
    rows = np.arange(len(one))
    both[rows, one] = both[rows, two] = 0  # neither is a third
    found: Floats = both.max(1)
    return found
