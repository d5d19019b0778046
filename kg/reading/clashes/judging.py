"""How likely two sayings bear on one matter, in three steps, each for fewer pairs than the one before.

A forest judges every pair by itself. Of the likelier ones a network reads both sayings side by side. A second forest
then weighs both, together with what the article's other pairs tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.reading.clashes.company import Saying, company_of
from kg.reading.clashes.comparer import load_comparer
from kg.reading.clashes.forest import SECOND, load_forest
from kg.reading.clashes.sides import Side, sides_of
from kg.reading.clashes.traits import traits_of
from kg.reading.propositions.claims import Claim
from kg.reading.spans.parse import Parse

Pair = tuple[int, int, str]
LEAST: Final = 0.1
"""The network does not read pairs that the forest gives less."""
MOST: Final = 60
"""Nor more than so many of an article, the likeliest; an ordinary one has fewer."""

Floats = NDArray[np.float64]


def likely(parse: Parse, claims: Sequence[Claim], wanted: Sequence[Pair]) -> list[Pair]:
    """The pairs, of those wanted, that the models are sure enough of, in their order; none without a model."""
    forest = load_forest()
    if forest is None or not wanted:
        return []
    sides = sides_of(parse, claims)
    traits = traits_of(parse, sides, wanted)
    chances = forest.judge(traits)
    read = worth_reading(chances)
    comparer = load_comparer() if len(read) else None  # most short texts do without
    second = load_forest(SECOND)
    if comparer is None or second is None:
        return _above(wanted, chances, forest.bars)
    some = [wanted[n] for n in read.tolist()]
    scores = comparer.scores([(claims[one], claims[two]) for one, two, _ in some])
    pairs = [(one, two) for one, two, _ in some]
    rows = second_traits([saying_of(side) for side in sides], pairs, traits[read], log_odds(chances[read]), scores)
    return _above(some, second.judge(rows), second.bars)


def worth_reading(chances: Floats) -> NDArray[np.int_]:
    """The places of the pairs that the network reads, given the forest's probabilities."""
    read = np.flatnonzero(chances >= LEAST)
    return np.sort(read[np.argsort(-chances[read], kind="stable")[:MOST]])


def second_traits(
    sayings: Sequence[Saying],
    pairs: Sequence[tuple[int, int]],
    traits: NDArray[np.float32],
    odds: Floats,
    scores: Floats,
) -> NDArray[np.float32]:
    """What the second forest sees of each pair: both estimates, the article's other pairs, the traits."""
    estimate = (odds + scores[:, 0]) / 2
    known = np.column_stack([odds, scores, estimate])
    return np.concatenate([known.astype(np.float32), company_of(sayings, pairs, estimate), traits], axis=1)


def saying_of(side: Side) -> Saying:
    """The saying as its company sees it."""
    return Saying(side.claim.by.id, side.words)


def log_odds(chances: Floats) -> Floats:
    """The logarithm of how much likelier it is than not."""
    found: Floats = np.log(chances / (1 - chances))
    return found


def _above(pairs: Sequence[Pair], chances: Floats, bars: dict[str, float]) -> list[Pair]:
    return [pair for pair, chance in zip(pairs, chances.tolist(), strict=True) if chance >= bars[pair[2]]]
