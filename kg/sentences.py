"""The sentence around a stretch of text, found without a language model so that every stage can have it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from kg.model import Span

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt rev st jr sr no vs inc ltd co corp jan feb mar apr jun jul aug "
    "sep sept oct nov dec u.s u.k u.n e.u a.m p.m d.c e.g i.e etc".split()
)
_ENDING = frozenset(
    "a.m p.m u.s u.k u.n e.u d.c etc inc ltd co corp jr sr no st jan feb mar apr jun jul aug sep sept oct nov "
    "dec".split()
)
"""Abbreviations that a sentence may end with: "a flight to the U.S. The pilot said so", "at 6 p.m. Police came"."""
_TIMED = frozenset("a.m p.m".split())
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my but and or yet so in on at by for "
    "from with after before when while as if since although though however meanwhile there no not asked both "
    "neither some many police officials according all each another other".split()
)
"""Words with which a sentence begins and a name does not."""
_CALENDAR = re.compile(
    r"\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\s+\d"
    r"|[A-Z]{2,4}T\b|(?:GMT|UTC|CET|BST|Eastern|Central|Pacific|Moscow|Local)\b)"
)
"""What follows a time of day within its sentence: "at 6 p.m. Monday", "at 6 p.m. GMT"."""
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_WORD = re.compile(r"\s+[\"'“‘«(\[]*(\w+)")
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s)")
_FAR = 1_000
"""Code points before and after; the longest of 34,000 sentences of news has 979."""
_OPENS = re.compile(r"\s+[\"'“‘«(\[]*[A-Z0-9À-ÖØ-ÞА-Я]")


def _is_end(text: str, match: re.Match[str]) -> bool:
    """Whether the stop closes a sentence: not after "U.S." or an initial, and a capital follows."""
    word = re.search(r"[\w.]*$", text[max(0, match.start() - 12) : match.start()])
    token = word.group().lower().rstrip(".") if word else ""
    if match.group().startswith(".") and (token in _ABBREVIATIONS or _INITIALS.fullmatch(token)):
        return (token in _ENDING or "." in token) and _begins_anew(text, match.end(), token)
    return bool(_OPENS.match(text, match.end()))


def _begins_anew(text: str, at: int, abbreviation: str) -> bool:
    """Whether a sentence begins after the abbreviation: with a word of its own, or, after a time, with any capital."""
    if abbreviation in _TIMED:
        return bool(_OPENS.match(text, at)) and not _CALENDAR.match(text, at)
    first = _WORD.match(text, at)
    return first is not None and first[1].lower() in _STARTERS and first[1][:1].isupper()


def sentence_spans(text: str, start: int, end: int) -> list[Span]:
    """The sentences of ``text[start:end]``, in order, without the white space between them."""
    borders = [m.end() for m in _END.finditer(text, start, end) if _is_end(text, m)]
    spans = []
    for left, right in zip([start, *borders], [*borders, end], strict=True):
        piece = text[left:right]
        left += len(piece) - len(piece.lstrip())
        right -= len(piece) - len(piece.rstrip())
        if left < right:
            spans.append(Span(left, right))
    return spans


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence, or run of sentences, that holds ``text[start:end]``; it never crosses a line break
    that the stretch itself does not cross, nor goes much further than a sentence can be long."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    spans = _of_paragraph(text, left, right)
    first = bisect_right(spans, start, key=lambda span: span.end)
    last = bisect_left(spans, end, key=lambda span: span.start) - 1
    if first > last:
        return Span(start, end)
    return Span(max(spans[first].start, start - _FAR), min(spans[last].end, end + _FAR))


@lru_cache(maxsize=64)
def _of_paragraph(text: str, left: int, right: int) -> tuple[Span, ...]:
    """Kept, since every assertion asks for its own: an article may be one line of a megabyte."""
    return tuple(sentence_spans(text, left, right))
