"""Brings attributions into the convention of the PolNeAR corpus: outermost ones only, each word in one role."""

from __future__ import annotations

from kg.model import Span
from kg.reading.spans.drafts import Attribution, overlap
from kg.reading.spans.findings import Findings


def to_polnear(found: list[Attribution]) -> list[Attribution]:
    """The attributions whose cue stands in no other one's content, without words that two roles share."""
    held = Findings(found)
    return [_one_role(one) for one in found if not any(_holds(each, one) for each in held.near(one) if each is not one)]


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if not inner.cue or not any(overlap(span, inner.cue[0]) for span in outer.content):
        return False
    mutual = outer.cue and any(overlap(span, outer.cue[0]) for span in inner.content)
    return not mutual or _size(outer) > _size(inner)


def _size(found: Attribution) -> int:
    return sum(span.end - span.start for span in found.content)


def _one_role(found: Attribution) -> Attribution:
    taken = (*found.cue, *found.source)
    content = tuple(piece for span in found.content for piece in _without(span, taken))
    return Attribution(found.source, found.cue, content, found.confidence)


def _without(span: Span, taken: tuple[Span, ...]) -> list[Span]:
    """What is left of the span when the others are cut out of it."""
    pieces = [span]
    for other in taken:
        pieces = [
            part
            for piece in pieces
            for part in (Span(piece.start, min(piece.end, other.start)), Span(max(piece.start, other.end), piece.end))
            if part.start < part.end
        ]
    return pieces
