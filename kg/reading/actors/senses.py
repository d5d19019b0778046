"""Words that come to the same in a claim: attack and barrage, residential and civilian, on board and carry."""

from __future__ import annotations

import csv
from functools import cache

from spacy.tokens import Token

from kg.resources import SEEDS


@cache
def _senses() -> dict[str, str]:
    with (SEEDS / "senses.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return {word: row["sense"] for row in reversed(rows) for word in row["words"].split()}


def sense_of(token: Token) -> str:
    """The sense of a word in the table, or an empty string; "carry out" and "shoot down" are words of their own."""
    lemma = token.lemma_.lower()
    particle = next((each.lower_ for each in token.children if each.dep_ == "prt"), "")
    if lemma == "shoot":
        return "shoot-down" if particle == "down" else ""
    if lemma == "carry" and particle:
        return ""
    # "was closed" is read as an adjective, whose lemma keeps its ending
    forms = (lemma, token.lower_, lemma.removesuffix("d"), lemma.removesuffix("ed"))
    return next((sense for form in forms if (sense := _senses().get(form))), "")


def sense_called(word: str) -> str:
    """The sense of a word given by itself, or an empty string."""
    return _senses().get(word, "")


def alike(left: str, right: str) -> bool:
    """Whether two words are the same or of one sense."""
    return left == right or (bool(_senses().get(left)) and _senses().get(left) == _senses().get(right))
