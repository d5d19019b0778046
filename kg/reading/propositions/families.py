"""What words have to do with each other by WordNet (``seeds/families.tsv``): families, synonyms, kinds, opposites.

A word is written with its part of speech ("v:evacuate"); a family is known by one of its words, so that "evacuation"
and "evacuate" are the same. The table is derived by ``python -m tests.wordnet``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.resources import SEEDS

_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Families:
    """The table by relation: of a word its family, of a family the words near it, above it and against it."""

    family: dict[str, str]
    same: dict[str, frozenset[str]]
    above: dict[str, frozenset[str]]
    against: dict[str, frozenset[str]]

    def of(self, word: str) -> str:
        """The family of a word, or an empty string for one that the table does not know."""
        found = self.family.get(word, "")
        return found or (word if word in self.same or word in self.above or word in self.against else "")


@cache
def families() -> Families:
    """The table; read once."""
    family: dict[str, str] = {}
    found: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in ("same", "kind", "opposite")}
    with (SEEDS / "families.tsv").open(encoding="utf-8", newline="") as lines:
        for relation, word, words in csv.reader(lines, delimiter="\t"):
            if relation == "family":
                family.update({each: word for each in (word, *words.split())})
            elif relation in found:
                head = family.get(word, word)
                for each in words.split():
                    low, high = (each, head) if relation == "kind" else (head, each)
                    found[relation][low].add(high)
                    if relation != "kind":
                        found[relation][high].add(low)
    return Families(family, *(_frozen(found[name]) for name in ("same", "kind", "opposite")))


def _frozen(found: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(words) for word, words in found.items()}


def near(word: str) -> frozenset[str]:
    """The families of which one main sense is also this one's: "remove" and "take"."""
    return families().same.get(word, _NOTHING)


def above(word: str) -> frozenset[str]:
    """The families that name a kind to which this one belongs: for "rifle" "weapon"."""
    return families().above.get(word, _NOTHING)


def against(word: str) -> frozenset[str]:
    """The families that say the opposite: for "safe" "unsafe"."""
    return families().against.get(word, _NOTHING)
