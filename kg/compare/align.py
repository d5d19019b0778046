"""Finds for each assertion of one Reading the assertion of another that stands for the same saying.

Two assertions say the same when their sources overlap (or both are the publisher's own words) and the words of their
contents agree by half: token-F1 of 0.5 or more. Source: the "who said what" measure of attribution extraction
(Pareti 2016; Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.model import Assertion, Span

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_ENOUGH = 0.5


class Words:
    """The words of a text, to turn spans into sets of them; punctuation does not count."""

    def __init__(self, text: str) -> None:
        found = [m for m in _TOKEN.finditer(text) if m.group()[0].isalnum() or m.group()[0] in "$%_"]
        self._starts = [m.start() for m in found]
        self._ends = [m.end() for m in found]

    def within(self, spans: tuple[Span, ...]) -> frozenset[int]:
        """The numbers of the words that overlap any of the spans."""
        return frozenset(n for span in spans for n in self._overlapping(span))

    def _overlapping(self, span: Span) -> range:
        return range(bisect_left(self._ends, span.start + 1), bisect_left(self._starts, span.end))


def token_f1(one: frozenset[int], other: frozenset[int]) -> float:
    """Agreement of two sets of words, in [0, 1]; two empty sets agree wholly."""
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def _agreement(a: Assertion, b: Assertion, words: Words) -> float:
    """How well two assertions match; 0 where they do not."""
    sources = words.within(a.source), words.within(b.source)
    if not (sources[0] & sources[1] or (not sources[0] and not sources[1])):
        return 0.0
    f1 = token_f1(words.within(a.quote), words.within(b.quote))
    cues = words.within(a.cue) & words.within(b.cue)
    # "denied … but later said …" may share one content; the cue then decides.
    return f1 + 0.1 * bool(cues) if f1 >= _ENOUGH else 0.0


def align(ours: tuple[Assertion, ...], theirs: tuple[Assertion, ...], text: str) -> list[tuple[Assertion, Assertion]]:
    """Pairs that say the same, best matches first, each assertion in one pair at most; in the order of ``ours``."""
    words = Words(text)
    scored = [(_agreement(a, b, words), -i, -j) for i, a in enumerate(ours) for j, b in enumerate(theirs)]
    left: set[int] = set()
    right: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for score, i, j in sorted(scored, reverse=True):
        if score > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((-i, -j))
    return [(ours[i], theirs[j]) for i, j in sorted(pairs)]
