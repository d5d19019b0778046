"""Cuts the part of the graph that is to be written: everything, what lies around X, or the contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import networkx as nx
from msgspec import Struct
from pyoxigraph import NamedNode, Quad

from kg.export.standards import super_triples
from kg.namespaces import KG, ONTOLOGY, RDF, RDFS
from kg.store import Store
from kg.views import find_entity
from kg.views.facts import value

TYPE = NamedNode(RDF + "type")
IDENTITY = KG + "identity"
_CORE = frozenset({KG + name for name in ("Assertion", "Proposition", "Entity", "Actor", "Thing", "Conflict")})
_NAMING = frozenset({RDF + "type", RDFS + "label", IDENTITY})


class Selection(Struct, frozen=True):
    """What is to be written: its quads, sorted, and the core resources that it is about (``None``: all)."""

    quads: tuple[Quad, ...]
    core: frozenset[str] | None
    excel_safe: bool = False


def select(
    store: Store,
    *,
    about: str = "",
    hops: int = 2,
    conflicts: bool = False,
    standards: bool = False,
    excel_safe: bool = False,
) -> Selection:
    """The quads of all articles, entities and conflicts, cut as asked; the vocabulary itself stays out."""
    quads = [quad for graph in store.graphs() if graph != ONTOLOGY for quad in store.quads(graph=graph)]
    core: frozenset[str] | None = None
    if about or conflicts:
        core = frozenset(_chosen(quads, find_entity(store, about) if about else "", hops, conflicts))
        quads = _cut(quads, core)
    if standards:
        quads = [*quads, *super_triples(quads)]
    return Selection(tuple(sorted(set(quads), key=str)), core, excel_safe)


def _chosen(quads: list[Quad], centre: str, hops: int, conflicts: bool) -> set[str]:
    """The core resources around the centre; of contradictions there, all that they stand on, however far away."""
    core = _core_nodes(quads)
    near = _around(quads, core, centre, hops) if centre else core
    if not conflicts:
        return near
    found = _in_conflicts(quads, core, near)
    return found | _around(quads, core, centre, 0) if centre else found


def _core_nodes(quads: Iterable[Quad]) -> set[str]:
    """The resources between which a hop leads; spans, quantities and articles hang on them."""
    return {value(q.subject) for q in quads if q.predicate == TYPE and value(q.object) in _CORE}


def _core_graph(quads: Iterable[Quad], core: set[str]) -> nx.Graph:
    """An undirected graph of the core resources; an article's own entity and its identity count as one node."""
    one = {value(q.subject): value(q.object) for q in quads if q.predicate.value == IDENTITY}
    graph = nx.Graph()
    graph.add_nodes_from(sorted(one.get(node, node) for node in core))
    for quad in quads:
        ends = [value(quad.subject), value(quad.object)]
        if quad.predicate.value != IDENTITY and ends[0] in core and ends[1] in core:
            graph.add_edge(*(one.get(end, end) for end in ends))
    return graph


def _around(quads: list[Quad], core: set[str], centre: str, hops: int) -> set[str]:
    """The core resources within that many hops of the canonical entity, itself included."""
    graph = _core_graph(quads, core)
    if centre not in graph:
        return {centre}
    near = set(nx.ego_graph(graph, centre, radius=hops))
    members = {value(q.subject) for q in quads if q.predicate.value == IDENTITY and value(q.object) in near}
    return near | members


def _in_conflicts(quads: list[Quad], core: set[str], near: set[str]) -> set[str]:
    """Conflicts near by, the assertions between which they lie, and what those directly refer to."""
    between = [q for q in quads if q.predicate.value == KG + "between" and value(q.subject) in near]
    inner = {value(end) for q in between for end in (q.subject, q.object)}
    ends = {value(q.object) for q in quads if value(q.subject) in inner}
    return inner | (ends & core)


def _cut(quads: list[Quad], core: frozenset[str]) -> list[Quad]:
    """The quads of the chosen core, of what hangs on it, and the names of the neighbours it points to."""
    by_subject: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_subject[value(quad.subject)].append(quad)
    others = _core_nodes(quads) - core
    kept: list[Quad] = []
    seen: set[str] = set()
    waiting = sorted(core)
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        rows = by_subject.get(node, [])
        kept += [q for q in rows if node not in others or q.predicate.value in _NAMING]
        if node not in others:
            waiting += [value(q.object) for q in rows if value(q.object) in by_subject]
    return kept
