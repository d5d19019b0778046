"""Lists of words (``seeds/words.tsv``: titles, words in names of bodies, first names) and of set phrases.

A row of ``seeds/phrases.tsv`` is a regular expression and where it is looked for: in the cue or the content, where it
decides the stance, or in the publisher's own sentences.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from kg.resources import SEEDS


@cache
def _lists() -> dict[str, frozenset[str]]:
    with (SEEDS / "words.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["kind"]: frozenset(row["words"].split()) for row in csv.DictReader(lines, delimiter="\t")}


def words_of(kind: str) -> frozenset[str]:
    """The words of one kind, in lower case."""
    return _lists()[kind]


@cache
def _pointers() -> dict[str, frozenset[str]]:
    with (SEEDS / "pointers.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["class"]: frozenset(row["words"].split()) for row in csv.DictReader(lines, delimiter="\t")}


def pointing_words(kind: str) -> frozenset[str]:
    """The words of one class of ``seeds/pointers.tsv``: what sayings are called, and what is said of them."""
    return _pointers()[kind]


def pronoun_of(name: str) -> str:
    """Whether the first name is a woman's ("she") or a man's ("he"); "" where it is unknown or both."""
    plain = unicodedata.normalize("NFKD", name.partition(" ")[0])
    first = "".join(each for each in plain if not unicodedata.combining(each)).lower()
    found = [pronoun for pronoun in ("she", "he") if first in words_of(pronoun)]
    return found[0] if len(found) == 1 else ""


@cache
def phrases(where: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns for one place with the stance each gives, in the table's order: the first that fits decides."""
    with (SEEDS / "phrases.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    flags = re.IGNORECASE | re.MULTILINE
    return tuple((re.compile(row["pattern"], flags), row["stance"]) for row in rows if row["where"] == where)


def matches(where: str, text: str) -> Iterator[re.Match[str]]:
    """Where the patterns for one place stand in the text, pattern by pattern."""
    for pattern, _ in phrases(where):
        yield from pattern.finditer(text)
