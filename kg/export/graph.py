"""The network of actors, assertions, propositions and conflicts as a networkx graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode

from kg.model import AssertionView
from kg.namespaces import INFERRED, KG, RDF, SCHEMA
from kg.store import Store
from kg.views import EntityView, PropositionView, load_assertions, load_entities, load_propositions

Edge = tuple[str, str, str]
"""From, to, and what the edge means."""

_EMPTY = {"label": "", "type": "", "speaker": "", "stance": "", "quote": ""}
_LINKS = {
    "part": "parts",
    "excludes": "excludes",
    "asks": "asks",
    "instanceOf": "instance_of",
    "evidenceFor": "evidence_for",
    "noEvidenceFor": "no_evidence_for",
    "sameClaim": "same_claim",
}


def to_networkx(store: Store) -> nx.MultiDiGraph:
    """The network, its nodes named by IRI; an entity that several articles mention is one node.

    Every node and edge carries the strings ``label``, ``type``, ``speaker``, ``stance`` and ``quote``, empty where they
    do not apply; an edge's key is its type. Nodes and edges are added in sorted order.
    """
    assertions, propositions, entities = load_assertions(store), load_propositions(store), load_entities(store)
    nodes = {**_entity_nodes(entities), **_proposition_nodes(propositions), **_assertion_nodes(assertions)}
    nodes.update(_conflict_nodes(store))
    one = {entity.iri: entity.entity for entity in entities}
    edges = {
        *_assertion_edges(assertions),
        *_proposition_edges(propositions),
        *_entity_edges(entities),
        *_conflict_edges(store),
    }
    joined = {(one.get(start, start), one.get(end, end), kind) for start, end, kind in edges}
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((node, _EMPTY | nodes[node]) for node in sorted(nodes))
    for start, end, kind in sorted(joined):
        if start in nodes and end in nodes:  # an invalid graph, kept on request, may point nowhere
            graph.add_edge(start, end, key=kind, **_edge_words(kind, nodes[start]))
    return graph


def _edge_words(kind: str, start: dict[str, str]) -> dict[str, str]:
    """An assertion's edges say who spoke and how, so that an edge list alone can be read."""
    said = {name: start.get(name, "") for name in ("speaker", "stance", "quote")}
    return _EMPTY | {"label": said["stance"] if kind == "content" else kind, "type": kind, **said}


def _entity_nodes(entities: list[EntityView]) -> dict[str, dict[str, str]]:
    return {entity.entity: {"label": entity.label, "type": entity.type} for entity in reversed(entities)}


def _proposition_nodes(propositions: list[PropositionView]) -> dict[str, dict[str, str]]:
    return {p.iri: {"label": p.text, "type": "Proposition"} for p in propositions}


def _assertion_nodes(assertions: list[AssertionView]) -> dict[str, dict[str, str]]:
    return {
        view.iri: {
            "label": f"{view.by_label}: {view.stance}" + (" (machine-read, unchecked)" if view.unchecked else ""),
            "type": "Assertion",
            "speaker": view.by_label,
            "stance": view.stance,
            "quote": view.quote,
        }
        for view in assertions
    }


def _assertion_edges(assertions: list[AssertionView]) -> Iterator[Edge]:
    for view in assertions:
        yield view.iri, view.by, "by"
        yield (view.iri, view.reports, "reports") if view.reports else (view.iri, view.content, "content")
        yield view.iri, view.revises, "revises"


def _proposition_edges(propositions: list[PropositionView]) -> Iterator[Edge]:
    for p in propositions:
        yield from ((p.iri, entity, "about") for entity in p.about)
        yield p.iri, p.negates, "negates"
        yield from ((p.iri, other, kind) for kind, field in _LINKS.items() for other in getattr(p, field))


def _entity_edges(entities: list[EntityView]) -> Iterator[Edge]:
    for entity in entities:
        yield entity.iri, entity.part_of, "partOf"
        yield entity.iri, entity.controlled_by, "controlledBy"
        yield entity.iri, entity.place, "place"


def _inferred(store: Store, predicate: str) -> Iterable[tuple[str, str]]:
    found: Any = store.quads(None, NamedNode(predicate), None, INFERRED)
    return ((quad.subject.value, quad.object.value) for quad in found)


def _conflict_nodes(store: Store) -> dict[str, dict[str, str]]:
    whys = dict(_inferred(store, SCHEMA + "description"))
    types = dict(_inferred(store, KG + "conflictType"))
    found = {node for node, kind in _inferred(store, RDF + "type") if kind == KG + "Conflict"}
    return {
        node: {"label": whys.get(node, ""), "type": f"Conflict: {types.get(node, '').removeprefix(KG)}"}
        for node in found
    }


def _conflict_edges(store: Store) -> Iterator[Edge]:
    for kind, predicate in (("between", KG + "between"), ("about", SCHEMA + "about")):
        yield from ((conflict, other, kind) for conflict, other in _inferred(store, predicate))
