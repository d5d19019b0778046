"""Lays the findings of two readers beside each other: which of them speak of the same saying."""

from __future__ import annotations

from collections.abc import Sequence

from kg.reading.spans.drafts import Attribution, Spans, overlap

SAME = 0.5
"""Two contents are of one saying from this share of common letters on."""


def shared(left: Spans, right: Spans) -> int:
    """How many code points two lists of spans have in common."""
    return sum(overlap(one, two) for one in left for two in right)


def length(spans: Spans) -> int:
    """How many code points the spans have."""
    return sum(span.end - span.start for span in spans)


def likeness(left: Spans, right: Spans) -> float:
    """1 for the same code points, 0 for none in common, between them twice the common ones by all."""
    common = shared(left, right)
    return 2 * common / (length(left) + length(right)) if common else 0.0


def is_same_saying(left: Attribution, right: Attribution) -> bool:
    """Whether the two share words of the cue, or tell much the same of the same source by other cues."""
    if shared(left.cue, right.cue):
        return True
    same_source = bool(shared(left.source, right.source)) or not (left.source and right.source)
    return same_source and likeness(left.content, right.content) >= SAME


def closest(one: Attribution, others: Sequence[Attribution]) -> Attribution | None:
    """The finding that is of the same saying; of several, the first of those with most in common."""
    same = [other for other in others if is_same_saying(one, other)]
    return max(same, key=lambda other: _in_common(one, other), default=None)


def _in_common(left: Attribution, right: Attribution) -> float:
    """A letter of the cue counts as six of the content, one of the source half."""
    cue, content, source = (shared(getattr(left, role), getattr(right, role)) for role in ("cue", "content", "source"))
    return 6 * cue + content + 0.5 * source


def stands_inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether the inner one's cue (without one: its content) stands in the outer one's content."""
    return shared(inner.cue or inner.content, outer.content) > 0
