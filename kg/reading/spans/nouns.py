"""The noun table: what kind of actor or thing a common noun names ("ministry", "employee", "footage")."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from typing import Final

from kg.resources import SEEDS

TELLERS: Final = frozenset({"Document", "Video"})
"""Things that can stand as a source: a report says, a video shows."""
ORGANISATIONS: Final = frozenset({"Organization", "GovernmentOrganization", "NewsMediaOrganization"})

_TRADES: Final = tuple(
    f"{each}{plural}"
    for each in ("ologist", "keeper", "mate", "ographer", "chemist", "monger", "woman")
    for plural in ("", "s")
)
"""Endings of nouns for people whatever comes before."""
MUTE: Final = frozenset({"Event", "Weapon", "Vehicle", "Aircraft", "Place"})
"""Kinds of things of which silence says nothing: "the guns remained silent", "the bridge could not be reached"."""


@cache
def noun_classes() -> dict[str, str]:
    """Noun → class; a plural that names a group is listed as it stands, other nouns in the singular."""
    with (SEEDS / "nouns.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    found: dict[str, str] = {}
    for row in rows:
        for noun in row["nouns"].split():
            found.setdefault(noun, row["class"])
    return found


@lru_cache(maxsize=20_000)
def noun_class(word: str) -> str:
    """The class of a noun in any form, or an empty string."""
    table, word = noun_classes(), word.lower()
    if word in table:
        return table[word]
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("men", "man"), ("women", "woman")):
        if word.endswith(ending) and word[: -len(ending)] + instead in table:
            return table[word[: -len(ending)] + instead]
    if word.endswith(_TRADES):
        return "Person"
    return ""
