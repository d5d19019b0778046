"""Identity across articles: each merge a recorded judgement with its reason, which a person can overrule.

Conservative: a wrong merge puts words into somebody's mouth, a missed one only hides a conflict. Deterministic: the
result depends on what the articles say, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.namespaces import ENTITIES
from kg.resolve.canonical import (
    about_quads,
    canonical_names,
    claim_quads,
    entity_quads,
    judgement_quads,
    quad,
)
from kg.resolve.claims import group_claims
from kg.resolve.clusters import Groups, Merge, Ruling, group_entities
from kg.resolve.hints import find_hints
from kg.resolve.rulings import find_subjects, load_rulings, moved_rulings, record_rulings
from kg.store import Change, Store
from kg.views import EntityView, load_entities, load_propositions
from kg.views.facts import term

__all__ = [
    "Groups",
    "Merge",
    "Ruling",
    "find_hints",
    "find_subjects",
    "group_claims",
    "group_entities",
    "identity_quads",
    "load_rulings",
    "moved_rulings",
    "record_rulings",
    "resolve",
]


def resolve(store: Store, base: str = "") -> Change:
    """Rebuilds the entities graph; ``base`` is needed only before the store knows its own."""
    return store.replace({ENTITIES: identity_quads(store, base)})


def identity_quads(store: Store, base: str = "") -> list[Quad]:
    """The whole entities graph, made anew from the articles' graphs and from what people decided."""
    base = base or store.base
    entities, propositions, rulings = load_entities(store), load_propositions(store), load_rulings(store)
    groups = group_entities(entities, propositions, rulings)
    claims = group_claims(propositions, entities, groups, rulings)
    names = canonical_names(entities, groups, base)
    return [
        quad(ENTITIES, "void:uriSpace", Literal(base)),
        *entity_quads(entities, names),
        *_type_quads(store, entities, names),
        *about_quads(propositions, names),
        *judgement_quads([*groups.merges, *claims.merges], base),
        *claim_quads(claims),
    ]


def _type_quads(store: Store, entities: Iterable[EntityView], names: dict[str, str]) -> Iterator[Quad]:
    """The members' types for each canonical entity."""
    for entity in entities:
        for known in store.quads(NamedNode(entity.iri), term("rdf:type"), None, entity.article):
            if isinstance(known.object, NamedNode):
                yield quad(names[entity.iri], "rdf:type", known.object)
