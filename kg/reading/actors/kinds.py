"""Nouns that can mean the same body or person ("bank", "lender"), and wider ones that can stand for it ("company")."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.reading.actors.gazetteer import country_of_demonym
from kg.reading.spans.wordlists import words_of
from kg.resources import SEEDS

SAME, ALIKE, WIDER = 3, 2, 1
"""How near a noun is to one that is known of somebody."""
_COMPLEMENT: Final = re.compile(r",? (?:of|for|at|in|from|with|to|on|who|which|that)\b.*")
_ABBREVIATED: Final = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "prof": "professor",
    "dr": "doctor",
    "col": "colonel",
    "capt": "captain",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "maj": "major",
    "rev": "reverend",
    "cllr": "councillor",
    "supt": "superintendent",
    "insp": "inspector",
    "det": "detective",
    "pres": "president",
    "cmdr": "commander",
    "adm": "admiral",
    "cpl": "corporal",
    "atty": "attorney",
    "ds": "sergeant",
    "di": "inspector",
    "dci": "inspector",
    "pc": "constable",
    "dc": "constable",
}
_FREE: Final = re.compile(r".*(?:-year-old|-based|-owned|-listed|-run|-born|-time|-old)$")


@dataclass(frozen=True)
class Kind:
    """One row: nouns for the same, and nouns that are wider; ``of`` says what: body, person or office."""

    of: str
    nouns: frozenset[str]
    wider: frozenset[str]


@cache
def kinds() -> tuple[Kind, ...]:
    """All rows of the table."""
    with (SEEDS / "kinds.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return tuple(
        Kind(row["of"], frozenset(row["nouns"].lower().split()), frozenset(row["wider"].lower().split()))
        for row in rows
    )


@lru_cache(maxsize=20_000)
def _rows_of(noun: str) -> tuple[Kind, ...]:
    return tuple(each for each in kinds() if noun in each.nouns)


def is_known_kind(noun: str, *of: str) -> bool:
    """Whether the table has the noun as that of a body, a person or an office."""
    return any(row.of in of for row in _rows_of(noun))


def is_office(noun: str) -> bool:
    """Whether the noun names an office, which a stranger may hold: "the mayor" need not be whom we spoke of."""
    rows = _rows_of(noun)
    return any(row.of == "office" for row in rows)


def is_description(noun: str) -> bool:
    """Whether the noun only describes somebody known: "the striker", "the financier"."""
    return any(row.of == "person" for row in _rows_of(noun)) and not is_office(noun)


@lru_cache(maxsize=20_000)
def closeness(noun: str, known: str) -> int:
    """How well a noun can stand for somebody known by another: the same, alike, wider, or 0."""
    if noun == known:
        return SAME
    rows = _rows_of(known)
    if any(noun in row.nouns for row in rows):
        return ALIKE
    narrower = noun in words_of("telling") and any(known in row.wider for row in _rows_of(noun))
    return WIDER if narrower or any(noun in row.wider for row in rows) else 0


def nearest(noun: str, known: Iterable[str]) -> int:
    """The best closeness of a noun to any of the known ones."""
    return max((closeness(noun, each) for each in known), default=0)


@lru_cache(maxsize=5_000)
def head_of(phrase: str) -> str:
    """The noun that a phrase without its complement ends in: "chief executive of Linhas" → executive."""
    words = _COMPLEMENT.sub("", phrase).lower().split()
    last = words[-1].strip(",.") if words else ""
    return _ABBREVIATED.get(last, last)


@lru_cache(maxsize=5_000)
def modifiers(phrase: str) -> frozenset[str]:
    """The words before the noun that tell one holder from another: "burly transport minister" → transport."""
    words = _COMPLEMENT.sub("", phrase).lower().split()[:-1]
    free = words_of("loose")
    return frozenset(
        word.strip(",.")
        for word in words
        if word not in free and not _FREE.match(word) and not country_of_demonym(word) and not word[0].isdigit()
    )


def role_fits(phrase: str, role: str) -> bool:
    """Whether "the minister" can be the holder of a role: "transport minister", but not "prime minister"."""
    if not nearest(head_of(phrase), [head_of(role)]):
        return False
    asked, held = modifiers(phrase), modifiers(role)
    apart = words_of("rank")
    return asked & apart == held & apart and asked <= held | set(role.lower().split())
