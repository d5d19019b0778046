"""Actors and things of a store as records."""

from __future__ import annotations

from collections.abc import Iterable

from kg.namespaces import KG
from kg.store import Store
from kg.views.facts import Facts, local_id, local_name
from kg.views.records import EntityView

_ROLES = frozenset({KG + "Actor", KG + "Thing"})


def load_entities(store: Store, articles: Iterable[str] | None = None) -> list[EntityView]:
    """The actors and things of all articles, or of some, sorted by IRI."""
    return read_entities(Facts(store, articles))


def read_entities(facts: Facts) -> list[EntityView]:
    """The same, from facts that are at hand."""
    nodes = facts.members("kg:Actor") | facts.members("kg:Thing")
    identities = facts.identities()
    return [_view(facts, iri, nodes[iri], identities.get(iri, iri)) for iri in sorted(nodes)]


def _view(facts: Facts, iri: str, article: str, entity: str) -> EntityView:
    types = [name for name in facts.types(iri, article) if name not in _ROLES]
    return EntityView(
        iri=iri,
        id=local_id(iri),
        article=article,
        type=local_name(types[0]) if types else "Thing",
        label=facts.one(iri, "rdfs:label"),
        entity=entity,
        published=facts.one(article, "schema:datePublished"),
        surface=facts.all(iri, "kg:surfaceForm"),
        part_of=facts.one(iri, "kg:partOf"),
        controlled_by=facts.one(iri, "kg:controlledBy"),
        role=facts.one(iri, "schema:roleName"),
        model=facts.one(iri, "schema:model"),
        place=facts.one(iri, "sem:hasPlace"),
        time=facts.one(iri, "sem:hasTimeStamp"),
        wikidata=local_name(facts.one(iri, "skos:exactMatch")),
    )


def top_of(iri: str, entities: dict[str, EntityView]) -> EntityView | None:
    """The country or body at the top of an entity's ``partOf`` chain, or where that ends, ``controlledBy`` chain.

    "The Russian military" leads to Russia; a chain that bites its own tail ends before it does.
    """
    seen: set[str] = set()
    at = entities.get(iri)
    while at is not None:
        seen.add(at.iri)
        above = at.part_of or at.controlled_by
        if above in seen or above not in entities:
            return at
        at = entities[above]
    return None
