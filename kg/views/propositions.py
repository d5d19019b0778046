"""Propositions of a store as records."""

from __future__ import annotations

from collections.abc import Iterable

from kg.store import Store
from kg.views.facts import Facts, number, term, value
from kg.views.records import PropositionView


def load_propositions(store: Store, articles: Iterable[str] | None = None) -> list[PropositionView]:
    """The propositions of all articles, or of some, sorted by IRI."""
    facts = Facts(store, articles)
    single = set(facts.members("owl:FunctionalProperty"))
    same = _same_claims(store)
    nodes = facts.members("kg:Proposition")
    return [_view(facts, iri, article, single, same.get(iri, set())) for iri, article in nodes.items()]


def _same_claims(store: Store) -> dict[str, set[str]]:
    """Proposition → those of other articles that were judged to be the same claim, in either direction."""
    same: dict[str, set[str]] = {}
    for quad in store.quads(None, term("kg:sameClaim")):
        left, right = value(quad.subject), value(quad.object)
        same.setdefault(left, set()).add(right)
        same.setdefault(right, set()).add(left)
    return same


def _view(facts: Facts, iri: str, article: str, single: set[str], same: set[str]) -> PropositionView:
    predicate, quantity = facts.one(iri, "rdf:predicate"), facts.one(iri, "kg:quantity")
    return PropositionView(
        iri=iri,
        id=facts.one(iri, "dcterms:identifier"),
        article=article,
        text=facts.one(iri, "schema:text"),
        question=facts.one(iri, "kg:question"),
        about=facts.all(iri, "schema:about"),
        subject=facts.one(iri, "rdf:subject"),
        predicate=predicate,
        object=facts.one(iri, "rdf:object"),
        single_valued=predicate in single,
        counts=facts.one(quantity, "kg:counts"),
        value=number(facts.one(quantity, "schema:value")),
        min=number(facts.one(quantity, "schema:minValue")),
        max=number(facts.one(quantity, "schema:maxValue")),
        unit=facts.one(quantity, "schema:unitText"),
        time=facts.one(iri, "kg:time"),
        place=facts.one(iri, "kg:place"),
        parts=facts.all(iri, "kg:part"),
        sums=facts.one(iri, "kg:partsSum") == "true",
        negates=facts.one(iri, "kg:negates"),
        excludes=facts.all(iri, "kg:excludes"),
        asks=facts.all(iri, "kg:asks"),
        instance_of=facts.all(iri, "kg:instanceOf"),
        evidence_for=facts.all(iri, "kg:evidenceFor"),
        no_evidence_for=facts.all(iri, "kg:noEvidenceFor"),
        same_claim=tuple(sorted(same)),
    )
