"""Assertions of a store as records, with everything that is shown to a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from kg.model import AssertionView, Span, Stance
from kg.store import Store
from kg.views.entities import read_entities, top_of
from kg.views.facts import Facts, local_name, number
from kg.views.records import EntityView


def load_assertions(store: Store, articles: Iterable[str] | None = None) -> list[AssertionView]:
    """The assertions of all articles, or of some, as they are read: by display name, then by place in the text."""
    facts = Facts(store, articles)
    entities = {entity.iri: entity for entity in read_entities(facts)}
    persons = set(facts.members("prov:Person"))
    views = [_view(facts, iri, at, entities, persons) for iri, at in facts.members("kg:Assertion").items()]
    return sorted(views, key=lambda view: (view.doc, view.article, view.start, view.end, view.iri))


def _view(facts: Facts, iri: str, article: str, entities: dict[str, EntityView], persons: set[str]) -> AssertionView:
    spans = _spans(facts, iri, "kg:evidence")
    content = _content(facts, iri)
    confidence = number(facts.one(iri, "kg:confidence"))
    said_on = facts.one(iri, "kg:saidOn")
    return AssertionView(
        iri=iri,
        id=facts.one(iri, "dcterms:identifier"),
        stance=cast(Stance, local_name(facts.one(iri, "kg:stance"))),
        certainty=local_name(facts.one(iri, "kg:certainty")),
        content=content,
        text=facts.one(content, "schema:text"),
        quote=facts.one(iri, "kg:quote"),
        spans=spans,
        article=article,
        doc=facts.one(article, "schema:identifier"),
        publisher=facts.one(facts.one(article, "schema:publisher"), "rdfs:label"),
        date=said_on or facts.one(article, "schema:datePublished"),
        said_on=said_on,
        start=min((span.start for span in spans), default=0),
        end=max((span.end for span in spans), default=0),
        sentence=_sentence(facts, iri),
        voice="publisher" if local_name(facts.one(iri, "kg:voice")) == "PublisherVoice" else "source",
        channel=local_name(facts.one(iri, "kg:channel")),
        reports=facts.one(iri, "kg:reports"),
        revises=facts.one(iri, "kg:revises"),
        withdrawn_in=facts.one(iri, "kg:withdrawnIn"),
        confidence=None if confidence is None else float(confidence),
        source=_spans(facts, iri, "kg:source"),
        cue=_spans(facts, iri, "kg:cue"),
        **_speaker(facts.one(iri, "kg:by"), entities),
        **_reader(facts, iri, persons),
    )


def _speaker(iri: str, entities: dict[str, EntityView]) -> dict[str, Any]:
    speaker, top = entities.get(iri), top_of(iri, entities)
    if speaker is None or top is None:
        return {"by": iri, "by_label": "", "by_type": "", "by_side": "", "entity": iri}
    return {
        "by": iri,
        "by_label": speaker.label,
        "by_type": speaker.type,
        "by_side": top.label,
        "entity": speaker.entity,
    }


def _reader(facts: Facts, iri: str, persons: set[str]) -> dict[str, Any]:
    """Who read; whatever is not known to be a person's is unchecked."""
    agent = facts.one(facts.one(iri, "prov:wasGeneratedBy"), "prov:wasAssociatedWith")
    return {"reader": facts.one(agent, "rdfs:label"), "unchecked": agent not in persons}


def _content(facts: Facts, iri: str) -> str:
    """The proposition; for one who passes on what another said, the one at the end of the chain."""
    seen: set[str] = set()
    while iri and iri not in seen:
        seen.add(iri)
        content = facts.one(iri, "kg:content")
        if content:
            return content
        iri = facts.one(iri, "kg:reports")
    return ""


def _spans(facts: Facts, iri: str, predicate: str) -> tuple[Span, ...]:
    ends = ((facts.one(span, "oa:start"), facts.one(span, "oa:end")) for span in facts.all(iri, predicate))
    return tuple(sorted(Span(int(start), int(end)) for start, end in ends if start.isdigit() and end.isdigit()))


def _sentence(facts: Facts, iri: str) -> str:
    spans = facts.all(iri, "kg:sentence")
    return " … ".join(facts.one(span, "oa:exact") for span in sorted(spans, key=lambda span: _start(facts, span)))


def _start(facts: Facts, span: str) -> int:
    start = facts.one(span, "oa:start")
    return int(start) if start.isdigit() else 0
