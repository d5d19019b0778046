"""Plain lists of words by kind, from ``seeds/words.tsv``: titles, words in names of bodies, days, first names."""

from __future__ import annotations

import csv
from functools import cache

from kg.resources import SEEDS


@cache
def _lists() -> dict[str, frozenset[str]]:
    with (SEEDS / "words.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["kind"]: frozenset(row["words"].split()) for row in csv.DictReader(lines, delimiter="\t")}


def words_of(kind: str) -> frozenset[str]:
    """The words of one kind, in lower case."""
    return _lists()[kind]


def pronoun_of(name: str) -> str:
    """Whether the first name is a woman's ("she") or a man's ("he"); "" where it is unknown or both."""
    first = name.split(" ")[0].lower()
    found = [pronoun for pronoun in ("she", "he") if first in words_of(pronoun)]
    return found[0] if len(found) == 1 else ""
