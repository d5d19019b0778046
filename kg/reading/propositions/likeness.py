"""How much of one content another one holds, each word weighed by how much it tells within the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.reading.propositions.claims import Claim
from kg.reading.propositions.families import above, near
from kg.reading.propositions.gist import Word

_COMMON: Final = 3
"""Claims in which a word may stand before it tells less: "crash" stands in every second one about a crash."""
_NEAR: Final = 0.7
_KIND: Final = 0.6


@dataclass(frozen=True)
class Weights:
    """How much each key tells: all of 1 while it stands in a few claims, then less and less."""

    counts: Counter[str]

    def of(self, word: Word) -> float:
        """The weight of the word's most telling key."""
        return max(min(1.0, _COMMON / self.counts[key]) if self.counts[key] else 1.0 for key in word.keys)


def weigh(claims: Iterable[Claim]) -> Weights:
    """The weights of all keys in the claims."""
    return Weights(Counter(key for claim in claims for key in claim.gist.keys))


@dataclass(frozen=True)
class Likeness:
    """What a content holds: its keys, those near them and the kinds they belong to."""

    keys: frozenset[str]

    @cached_property
    def near(self) -> frozenset[str]:
        """All that shares a main sense with a key."""
        return frozenset(each for key in self.keys for each in near(key))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds above the keys: a content with a rifle is one with a weapon."""
        return frozenset(each for key in self.keys for each in above(key))

    def holds(self, word: Word) -> float:
        """1 for the same word, name or sense, less for a synonym, or where the word names a kind of what is held."""
        if word.keys & self.keys:
            return 1.0
        if word.keys & self.near:
            return _NEAR
        return _KIND if word.keys & self.kinds else 0.0


def share(words: Iterable[Word], held: Likeness, weights: Weights) -> float:
    """Which share of the words' weight the content holds."""
    found = {word.keys: (weights.of(word), held.holds(word)) for word in words}
    whole = sum(weight for weight, _ in found.values())
    return sum(weight * hit for weight, hit in found.values()) / whole if whole else 0.0


def common(words: Iterable[Word], held: Likeness, weights: Weights) -> float:
    """The weight of what the content holds of the words."""
    found = {word.keys: weights.of(word) * held.holds(word) for word in words}
    return sum(found.values())
