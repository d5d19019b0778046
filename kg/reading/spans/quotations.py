"""Finds stretches between quotation marks; marks that never close are read to the end of their paragraph."""

from __future__ import annotations

import re
from typing import Final

from kg.model import Span

_PAIRS: Final = {"“": "”", "«": "»", "„": "“", "‘": "’", "''": "''", '"': '"', "'": "'", "``": "''", "‟": "”"}
_MARK = re.compile(r"``|''|[“”„‟«»\"‘’']")


def _opens(text: str, at: int, mark: str, start: int) -> bool:
    """Whether the mark can begin a quotation: nothing or a break before it, something after it."""
    before, after = text[at - 1 : at] if at > start else "", text[at + len(mark) : at + len(mark) + 1]
    return not (before.isalnum() or before in (".", ",", "!", "?")) and bool(after) and not after.isspace()


def _closes(text: str, at: int, mark: str) -> bool:
    """Whether the mark can end a quotation; an apostrophe inside a word cannot."""
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    return not (after.isalnum() or before.isspace())


def _closing(text: str, opening: re.Match[str], end: int) -> int | None:
    """Where the quotation that opens here ends, its mark included, or None."""
    wanted = _PAIRS[opening.group()]
    same = opening.group() == wanted
    depth = 1
    for mark in _MARK.finditer(text, opening.end(), end):
        if mark.group() == wanted and (wanted in "”»" or _closes(text, mark.start(), wanted)):
            depth -= 1
            if not depth:
                return mark.end()
        elif not same and mark.group() == opening.group() and opening.group() not in "‘'":
            depth += 1
    return None


def quotations(text: str, start: int, end: int) -> list[Span]:
    """The outermost quotations of one paragraph ``text[start:end]``, marks included, in order.

    A double mark that never closes runs to the paragraph's end; a single one is an apostrophe.
    """
    found: list[Span] = []
    at = start
    while opening := _MARK.search(text, at, end):
        at = opening.end()
        if opening.group() not in _PAIRS or not _opens(text, opening.start(), opening.group(), start):
            continue
        close = _closing(text, opening, end)
        if close is None and opening.group() not in ("‘", "'", "''"):
            close = end
        if close is not None:
            found.append(Span(opening.start(), close))
            at = close
    return found


def is_closed(text: str, quotation: Span) -> bool:
    """Whether the quotation ends with a mark of its own."""
    last = text[quotation.end - 1 : quotation.end]
    return quotation.end - quotation.start > 1 and last in "”\"'’»“"
