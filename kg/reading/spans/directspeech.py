"""Gives quotations to the cues beside them, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kg.model import Span
from kg.reading.spans.drafts import Draft, overlap
from kg.reading.spans.parse import Parse, end_offset, offset
from kg.reading.spans.quotations import is_closed, quotations

_ONLY_BREAK = re.compile(r"[\s,;:–—-]*")
_SENTENCE_BREAK = re.compile(r"[.!?]?[\s]*")
_FAR = 1_000
"""Code points over which a quotation may follow its clause; one sentence of news, at the longest."""


@dataclass(frozen=True)
class Quoted:
    """A quotation and the number of its paragraph."""

    span: Span
    paragraph: int


def find_quotations(parse: Parse) -> list[Quoted]:
    """All quotations of the text, in order."""
    return [
        Quoted(span, number)
        for number, (doc, start) in enumerate(zip(parse.paragraphs, parse.starts, strict=True))
        for span in quotations(parse.text, start, start + len(doc.text))
    ]


def clause_span(draft: Draft) -> Span:
    """The stretch of the words that attribute, source and cue, without the content."""
    tokens = [*draft.cue, *draft.source]
    near = [token for token in tokens if token.sent == draft.head.sent] or draft.cue
    return Span(min(offset(token) for token in near), max(end_offset(token) for token in near))


def inside_quotation(span: Span, quoted: list[Quoted]) -> Quoted | None:
    """The quotation that holds the span, or None."""
    near = bisect_right(quoted, span.start, key=lambda each: each.span.start) - 1
    return quoted[near] if near >= 0 and span.end <= quoted[near].span.end else None


def attach_quotations(draft: Draft, parse: Parse, quoted: list[Quoted]) -> None:
    """Adds to the draft the quotations that stand beside its clause, and those that carry on after it."""
    head = Span(offset(draft.head), end_offset(draft.head))
    if (
        draft.row.kind in ("decline", "silent")
        or inside_quotation(head, quoted) is not None
        or (not draft.source and draft.head.tag_ == "VBN")
    ):
        return
    clause = clause_span(draft)
    before = _before(clause, parse.text, quoted)
    after = _after(draft, clause, parse, quoted)
    draft.quoted = [each.span for each in (before, after) if each is not None]
    if draft.quoted or draft.content:
        draft.quoted += _following(draft, clause, parse, quoted, after or before)


def _before(clause: Span, text: str, quoted: list[Quoted]) -> Quoted | None:
    """The quotation that ends where the clause begins: “…,” said the mayor."""
    first = bisect_left(quoted, clause.start - 4, key=lambda each: each.span.end)
    last = bisect_right(quoted, clause.start, key=lambda each: each.span.end)
    for each in quoted[first:last]:
        if _ONLY_BREAK.fullmatch(text, each.span.end, clause.start):
            return (
                each
                if _is_speech(text, each.span) and text[each.span.end - 2 : each.span.end - 1] in ",?!—-…"
                else None
            )
    return None


def _is_speech(text: str, span: Span) -> bool:
    """More than a quoted term: “missile alarm” alone is none."""
    return len(text[span.start : span.end].split()) >= 2 or text[span.end - 2 : span.end - 1] in ",?!."


def _after(draft: Draft, clause: Span, parse: Parse, quoted: list[Quoted]) -> Quoted | None:
    """The quotation that follows: The mayor said, “…”; or in the next paragraph after a colon."""
    end = draft.head.sent[-1]
    near = bisect_left(quoted, clause.end, key=lambda each: each.span.start)
    if near == len(quoted) or quoted[near].span.start - clause.end > _FAR:
        return None
    each = quoted[near]
    between = parse.text[clause.end : each.span.start]
    if each.span.start <= end_offset(end):
        introduced = between.rstrip().endswith((",", ":")) or not between.strip()
        return each if introduced and len(between.split()) <= 8 and _is_speech(parse.text, each.span) else None
    return each if between.rstrip().endswith(":") and not between.rstrip()[:-1].strip() else None


def _following(draft: Draft, clause: Span, parse: Parse, quoted: list[Quoted], last: Quoted | None) -> list[Span]:
    """Quotations that go on as sentences of their own: “…,” he said. “We will rebuild.”"""
    found: list[Span] = []
    at = max([clause.end, end_offset(draft.head.sent[-1]), *(span.end for span in draft.quoted)])
    for number in range(bisect_left(quoted, at, key=lambda each: each.span.start), len(quoted)):
        each = quoted[number]
        if last is not None and each.paragraph == last.paragraph + 1 and not is_closed(parse.text, last.span):
            pass  # a paragraph that never closes its quotation hands it on to the next
        elif not _goes_on(parse.text, at, each.span) or last is None:
            break
        found.append(each.span)
        at, last = each.span.end, each
    return found


def _goes_on(text: str, at: int, span: Span) -> bool:
    """Whether the quotation makes up the next sentence of the same paragraph alone."""
    between, rest = text[at : span.start], text[span.end : span.end + 3].lstrip(" ")
    alone = (
        not rest
        or rest[0] in "\n\r"
        or (text[span.end - 2 : span.end - 1] in ".!?…" and (rest[0].isupper() or rest[0] in '“"'))
    )
    return "\n" not in between and len(between) <= 3 and bool(_SENTENCE_BREAK.fullmatch(between)) and alone


def cover(spans: list[Span], quotation: Span) -> bool:
    """Whether the quotation is already a part of one of the spans."""
    return any(overlap(span, quotation) >= 0.9 * (quotation.end - quotation.start) for span in spans)
