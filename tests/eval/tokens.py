"""Spans as sets of word numbers, so that commas and quotation marks at a border do not count."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
Spans = list[list[int]]
Words = frozenset[int]


class Text:
    """The words of one text by number."""

    def __init__(self, text: str) -> None:
        found = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
        self.starts = [start for start, _, _ in found]
        self.ends = [end for _, end, _ in found]
        self.counts = [word[0].isalnum() or word[0] in "$%_" for _, _, word in found]

    def of(self, spans: Spans) -> Words:
        """The numbers of the words that the spans touch, without punctuation."""
        return frozenset(n for span in spans for n in self._touched(*span) if self.counts[n])

    def _touched(self, start: int, end: int) -> range:
        return range(bisect_left(self.ends, start + 1), bisect_left(self.starts, end))


def f1(one: Words, two: Words) -> float:
    """Token F1 of two sets of words."""
    return 2 * len(one & two) / (len(one) + len(two)) if one & two else 0.0


def roles(row: dict[str, Any], words: Text) -> dict[str, Words]:
    """The three roles of an attribution as words."""
    return {role: words.of(row.get(role) or []) for role in ("source", "cue", "content")}
