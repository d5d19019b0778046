"""How sure the rules alone are of a finding: by the kind of its cue and by what source and content look like.

Fitted on the corpus' dev part like the confidence of both finders together (``kg.reading.confidence``).
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Final

from kg.reading.agreement import length
from kg.reading.confidence import logit, probability
from kg.reading.spans.cues import Convention, Cue
from kg.reading.spans.drafts import Attribution, hull
from kg.reading.spans.parse import Parse
from kg.reading.spans.stance import find_row

_KINDS: Final = (
    frozenset({"say", "report", "warn", "ask"}),
    frozenset({"claim", "deny", "accuse", "confirm", "call", "question"}),
    frozenset({"urge", "commit", "decline"}),
    frozenset({"attitude", "think", "wish"}),
    frozenset({"show", "cite", "verify"}),
)
FEATURES: Final = (
    "always",
    "logit of the finder's own confidence",
    "a cue that says",
    "a cue that claims or denies",
    "a cue that urges or promises",
    "a cue of attitude",
    "a cue that shows",
    "a cue of no kind",
    "the cue is a noun",
    "no source",
    "the source is a pronoun",
    "the source is a name",
    "no content",
    "the content is a quotation",
    "the content has several pieces",
    "words stand between content and the rest",
    "the content ends where a clause ends",
    "logarithm of the content's length",
)
_PRONOUN: Final = re.compile(r"(?:i|you|he|she|it|we|they|who|which|that)$", re.IGNORECASE)
_QUOTE: Final = re.compile(r"[“\"‘«„]")
_CLAUSE_END: Final = re.compile(r"[\s]*(?:[.,;:!?…”\"’)—–-]|$)")
_TOUCHING: Final = 3
"""Code points that a comma, a mark and a space take up."""


def graded_alone(parse: Parse, found: list[Attribution], convention: Convention) -> list[Attribution]:
    """The findings, each with the probability that it says rightly who said what."""
    name = f"rules {convention}"
    return [replace(each, confidence=probability(name, features(parse, each))) for each in found]


def features(parse: Parse, found: Attribution) -> tuple[float, ...]:
    """What the confidence is computed from, in the order of ``FEATURES``."""
    row, _ = find_row(parse, found)
    return (1.0, logit(found.confidence), *_of_cue(row), *_of_source(parse, found), *_of_content(parse, found))


def _of_cue(row: Cue | None) -> tuple[float, ...]:
    kind = row.kind if row is not None else ""
    known = [float(kind in kinds) for kinds in _KINDS]
    return (*known, float(not any(known)), float(row is not None and row.pos == "noun"))


def _of_source(parse: Parse, found: Attribution) -> tuple[float, ...]:
    words = parse.quote(found.source)
    return (float(not words), float(bool(_PRONOUN.match(words))), float(words[:1].isupper()))


def _of_content(parse: Parse, found: Attribution) -> tuple[float, ...]:
    size = math.log1p(length(found.content or found.cue))  # the corpus has no "did not respond" to learn from
    if not found.content:
        return (1.0, 0.0, 0.0, 0.0, 0.0, size)
    content = hull(found.content)
    return (
        0.0,
        float(bool(_QUOTE.match(parse.text, content.start))),
        float(len(found.content) > 1),
        float(_gap(found) > _TOUCHING),
        float(bool(_CLAUSE_END.match(parse.text, content.end))),
        size,
    )


def _gap(found: Attribution) -> int:
    """How many code points lie between the content and the nearest word of cue or source."""
    gaps = [
        max(one.start - other.end, other.start - one.end, 0)
        for one in found.content
        for other in (*found.cue, *found.source)
    ]
    return min(gaps, default=0)
