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
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_OPENS = re.compile(r"\s+[\"'“‘«(\[]*[A-Z0-9À-ÖØ-ÞА-Я]")


def _is_end(text: str, match: re.Match[str]) -> bool:
    """Whether the stop closes a sentence: not after "U.S." or an initial, and a capital follows."""
    word = re.search(r"[\w.]*$", text[max(0, match.start() - 12) : match.start()])
    token = word.group().lower().rstrip(".") if word else ""
    if match.group().startswith(".") and (token in _ABBREVIATIONS or (len(token) == 1 and token.isalpha())):
        return False
    return bool(_OPENS.match(text, match.end()))


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
    that the stretch itself does not cross."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    spans = _of_paragraph(text, left, right)
    first = bisect_right(spans, start, key=lambda span: span.end)
    last = bisect_left(spans, end, key=lambda span: span.start) - 1
    return Span(spans[first].start, spans[last].end) if first <= last else Span(start, end)


@lru_cache(maxsize=64)
def _of_paragraph(text: str, left: int, right: int) -> tuple[Span, ...]:
    """Kept, since every assertion asks for its own: an article may be one line of a megabyte."""
    return tuple(sentence_spans(text, left, right))
