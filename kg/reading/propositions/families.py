"""What words have to do with each other: families, synonyms, kinds, opposites.

From WordNet (``seeds/families.tsv``), and from ``seeds/nearby.tsv`` what newspapers use alike and WordNet keeps apart.
A word is written with its part of speech ("v:evacuate"); a family is known by one of its words, so that "evacuation"
and "evacuate" are the same. The table is derived by ``python -m tests.wordnet``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
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
    for relation, word, words in _rows():
        if relation == "family":
            family.update({each: word for each in (word, *words.split())})
            continue
        head, *others = (family.get(each, each) for each in (word, *words.split()))
        for each in others:
            low, high = (each, head) if relation == "kind" else (head, each)
            if low != high:
                found[relation][low].add(high)
                found[relation][high].update({low} if relation != "kind" else ())
    for group in _alike():
        names = {family.get(each, each) for each in group}
        for each in names:
            found["same"][each] |= names - {each}
    return Families(family, *(_frozen(found[name]) for name in ("same", "kind", "opposite")))


def _rows() -> Iterator[tuple[str, str, str]]:
    """Relation, word and words of both tables, the families first."""
    for name in ("families.tsv", "nearby.tsv"):
        for row in _table(name):
            if row["relation"] != "alike":
                yield row["relation"], row["word"], row["words"]


def _alike() -> Iterator[list[str]]:
    """Groups of words that newspapers use for each other, of which none stands above the rest."""
    return ([row["word"], *row["words"].split()] for row in _table("nearby.tsv") if row["relation"] == "alike")


def _table(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


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
