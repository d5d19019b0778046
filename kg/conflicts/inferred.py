"""The inferred graph: conflicts, where each claim stands, and first sources; written from the rules, never by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.conflicts.hits import find_all
from kg.conflicts.load import load_world
from kg.conflicts.status import proposition_status
from kg.conflicts.world import World
from kg.model import AssertionView, Conflict
from kg.namespaces import INFERRED, KG
from kg.store import Change, Store
from kg.views.facts import term

_GRAPH = NamedNode(INFERRED)


def infer(store: Store) -> Change:
    """Rebuilds the inferred graph."""
    world = load_world(store)
    return store.replace({INFERRED: conflict_quads(world, find_all(world), store.base)})


def conflict_quads(world: World, hits: Iterable[Conflict], base: str) -> list[Quad]:
    """The whole inferred graph.

    Shape: shapes/conflict.ttl.
    """
    hits = list(hits)
    return [
        *(quad for hit in hits for quad in _hit_quads(hit, base)),
        *_origin_quads(world.all_assertions),
        *_status_quads(proposition_status(world, hits)),
    ]


def _hit_quads(hit: Conflict, base: str) -> Iterator[Quad]:
    iri = f"{base}conflict/{hit.id}"
    kind = KG + "".join(word.capitalize() for word in hit.type.split("-"))
    yield _quad(iri, "rdf:type", NamedNode(KG + "Conflict"))
    yield _quad(iri, "dcterms:identifier", Literal(hit.id))
    yield _quad(iri, "kg:conflictType", NamedNode(kind))
    yield _quad(iri, "kg:rule", Literal(hit.rule))
    yield from (_quad(iri, "kg:between", NamedNode(side.iri)) for side in sorted({hit.a, hit.b}, key=lambda a: a.iri))
    yield _quad(iri, "schema:description", Literal(hit.why))
    yield _quad(iri, "schema:about", NamedNode(hit.proposition))


def _origin_quads(assertions: list[AssertionView]) -> Iterator[Quad]:
    """The first assertion of each chain of reports: AP ← Tass ← an employee leads to the employee."""
    known = {a.iri: a for a in assertions}
    for assertion in assertions:
        at, seen = assertion, {assertion.iri}
        while at.reports in known and at.reports not in seen:
            at = known[at.reports]
            seen.add(at.iri)
        yield _quad(assertion.iri, "kg:origin", NamedNode(at.iri))


def _status_quads(standings: dict[str, str]) -> Iterator[Quad]:
    for iri, status in sorted(standings.items()):
        yield _quad(iri, "kg:status", Literal(status))


def _quad(subject: str, predicate: str, object: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), term(predicate), object, _GRAPH)
