"""A Reading as lines of JSON, one assertion a line, with offsets; and attributions in the corpus' convention."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from msgspec import structs

from kg.model import Actor, Article, Assertion, Reading, Span
from kg.reading.spans.drafts import Attribution


def without_unsure(reading: Reading, least: float) -> Reading:
    """The Reading without assertions of less confidence than ``least``, and without relays of those."""
    sure = {each.id for each in reading.assertions if each.confidence is None or each.confidence >= least}
    kept = [each for each in reading.assertions if each.id in sure and (each.reports is None or each.reports in sure)]
    known = {each.id for each in kept}
    kept = [each if each.revises in known else structs.replace(each, revises=None) for each in kept]
    return structs.replace(reading, assertions=tuple(kept))


def assertion_lines(reading: Reading) -> Iterator[str]:
    """One line an assertion, in the Reading's order."""
    actors = {each.id: each for each in reading.actors}
    for assertion in reading.assertions:
        yield json.dumps(_assertion(reading, assertion, actors[assertion.by]), ensure_ascii=False)


def attribution_lines(article: Article, found: list[Attribution], least: float = 0.0) -> Iterator[str]:
    """One line an attribution: ``doc``, ``id`` and the three lists of spans."""
    for number, each in enumerate(found):
        if each.confidence >= least:
            row = {"doc": article.name, "id": number} | _roles(each.source, each.cue, each.content)
            yield json.dumps(row | {"confidence": round(each.confidence, 3)}, ensure_ascii=False)


def _assertion(reading: Reading, assertion: Assertion, actor: Actor) -> dict[str, Any]:
    content = () if assertion.quote == assertion.cue else assertion.quote
    return {
        "doc": reading.article.name,
        "id": assertion.id,
        **_roles(assertion.source, assertion.cue, content),
        "stance": assertion.stance,
        "certainty": assertion.certainty,
        "by": assertion.by,
        "by_label": actor.label,
        "by_type": actor.type,
        "channel": assertion.channel,
        "reports": assertion.reports,
        "proposition": assertion.content,
        "voice": assertion.voice,
        "confidence": assertion.confidence,
    }


def _roles(source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...]) -> dict[str, list[list[int]]]:
    roles = {"source": source, "cue": cue, "content": content}
    return {role: [[span.start, span.end] for span in spans] for role, spans in roles.items()}
