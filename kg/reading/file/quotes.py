"""Finds quoted words in the text: verbatim, never by likeness; where there is a choice, the file has to make it.

Offsets are computed here and never typed. Words are found as whole words ("it" not in "with"), except in scripts that
write no spaces; a piece of a word is found only where the file counts it out with ``occurrence``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kg.model import Span

# Thai and Lao, Burmese, Khmer, Japanese and Chinese: every border between two characters may be one of words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_BREAK = re.compile(r"\n(?=[^\S\n]*(\n))")


class QuoteError(ValueError):
    """Words that cannot be placed in the text; the message says why and how to settle it."""


def occurrences(text: str, words: str, within: Span | None = None) -> list[Span]:
    """Where the words stand whole, in order; then where they stand inside longer words."""
    whole, inside = _everywhere(text, words)
    return [*_cut(whole, within), *_cut(inside, within)]


@lru_cache(maxsize=256)
def _everywhere(text: str, words: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Kept, since every assertion of a long text asks where "said" stands."""
    whole: list[Span] = []
    inside: list[Span] = []
    start = text.find(words) if words else -1
    while start >= 0:
        span = Span(start, start + len(words))
        (whole if _is_whole(text, span) else inside).append(span)
        start = text.find(words, start + 1)
    return tuple(whole), tuple(inside)


def _cut(hits: tuple[Span, ...], within: Span | None) -> Sequence[Span]:
    """Those of some hits, all of one length, that lie in the stretch."""
    if within is None or not hits:
        return hits
    last = within.end - (hits[0].end - hits[0].start)
    return hits[bisect_left(hits, within.start, key=_start) : bisect_right(hits, last, key=_start)]


def _start(span: Span) -> int:
    return span.start


def _is_whole(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return not (_joins(before, text[span.start]) or _joins(text[span.end - 1], after))


def _joins(left: str, right: str) -> bool:
    """Whether two neighbouring characters stand in one word."""
    pair = left + right
    return bool(left and right and re.match(r"\w\w", pair) and not _UNSPACED.search(pair))


def choices(text: str, words: str, within: Span | None = None) -> Sequence[Span]:
    """The occurrences that compete for words without a number: the whole ones."""
    return _cut(_everywhere(text, words)[0], within)


def number_of(text: str, span: Span) -> int:
    """Which occurrence of its words the span is, from 1."""
    whole, inside = _everywhere(text, text[span.start : span.end])
    at = bisect_left(whole, span)
    return at + 1 if whole[at : at + 1] == (span,) else len(whole) + bisect_left(inside, span) + 1


def paragraph_around(text: str, spans: Sequence[Span]) -> Span:
    """The paragraph, or run of paragraphs, that holds the spans; an empty line ends one."""
    starts, ends = _paragraphs(text)
    first = bisect_right(starts, spans[0].start) - 1
    return Span(starts[first], ends[bisect_left(ends, spans[-1].end)])


@lru_cache(maxsize=4)
def _paragraphs(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where paragraphs start and where they end, an empty line at a time."""
    breaks = [(match.start(), match.end(1)) for match in _BREAK.finditer(text)]
    return (0, *(start for _, start in breaks)), (*(end for end, _ in breaks), len(text))


def find_occurrence(text: str, words: str, number: int) -> Span:
    """The ``number``-th occurrence, from 1.

    Raises:
        QuoteError: there are not so many.
    """
    hits = occurrences(text, words)
    if number > len(hits):
        raise QuoteError(f"{_shown(words)} occurs {len(hits)} time(s), not {number}")
    return hits[number - 1]


def find_only(text: str, words: str, near: str = "") -> Span:
    """The one occurrence of the words, in the stretch ``near`` where that is given.

    Raises:
        QuoteError: none, or more than one.
    """
    within = find_only(text, near) if near else None
    hits = choices(text, words, within)
    where = f"in {_shown(near)}" if near else "in the article's text"
    if not hits:
        raise QuoteError(f"{_shown(words)} is not {where}; a quote is verbatim, to the character")
    if len(hits) > 1:
        raise QuoteError(
            f"{_shown(words)} occurs {len(hits)} times {where}; settle it with `occurrence: 1` to {len(hits)}, "
            'or `near: "a longer stretch that holds it and occurs once"`'
        )
    return hits[0]


def find_after(text: str, words: str, previous: Span) -> Span:
    """The next occurrence after the previous piece, in its paragraph.

    Raises:
        QuoteError: there is none.
    """
    rest = Span(previous.end, paragraph_around(text, [previous]).end)
    hits = choices(text, words, rest)
    if not hits:
        raise QuoteError(f"{_shown(words)} does not follow the quote's earlier piece in the same paragraph")
    return hits[0]


def find_nearest(text: str, words: str, quote: Sequence[Span]) -> Span:
    """The occurrence nearest to the quote in its paragraph, outside the quote if there is one; the earlier of two.

    Raises:
        QuoteError: the paragraph has none.
    """
    hits = choices(text, words, paragraph_around(text, quote))
    if not hits:
        raise QuoteError(
            f"{_shown(words)} is not in the paragraph of the quote; correct it, or name its place in the text with "
            "{text: …, occurrence: n}"
        )
    first = bisect_left(hits, quote[0].start - len(words), key=_start)
    last = bisect_left(hits, quote[-1].end, key=_start)
    near = hits[max(0, first - 1) : last + 1]
    return min(near, key=lambda hit: (_overlaps(hit, quote), _distance(hit, quote), hit))


def _overlaps(hit: Span, quote: Sequence[Span]) -> bool:
    return any(hit.start < piece.end and hit.end > piece.start for piece in quote)


def _distance(hit: Span, quote: Sequence[Span]) -> int:
    return min(max(piece.start - hit.end, hit.start - piece.end, 0) for piece in quote)


def check_order(spans: Sequence[Span]) -> None:
    """Nothing, when the pieces stand in the order of the text without touching one another.

    Raises:
        QuoteError: they do not.
    """
    if any(left.end > right.start for left, right in pairwise(spans)):
        raise QuoteError("the pieces overlap or do not stand in the order of the text")


def _shown(words: str) -> str:
    """The words as a message can show them: on one line, and not too long."""
    return repr(words if len(words) <= 80 else words[:77] + "…")
