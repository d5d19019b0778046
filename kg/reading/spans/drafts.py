"""The attribution as the finders hand it on: spans for source, cue and content, and nothing of the parser's."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.model import Span
from kg.reading.spans.cues import Cue

Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Attribution:
    """Who (``source``), by which words (``cue``), what (``content``); any finder may make one.

    Only ``content`` or ``cue`` has to be there. ``confidence`` is the finder's own, 1 meaning sure.
    """

    source: Spans
    cue: Spans
    content: Spans
    confidence: float = 1.0


@dataclass
class Draft:
    """An attribution in the making: its cue's row and head word are still at hand."""

    row: Cue
    head: Token
    source: list[Token]
    cue: list[Token]
    content: list[Token] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    confidence: float = 0.8


def hull(spans: Spans) -> Span:
    """From the first start to the last end; the spans are not empty."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def overlap(left: Span, right: Span) -> int:
    """How many code points the two spans share."""
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def merged(spans: list[Span], text: str) -> Spans:
    """The spans in order; those that touch, or with only white space between them, become one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and (span.start <= found[-1].end or not text[found[-1].end : span.start].strip()):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
