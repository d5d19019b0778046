"""Adds, for every own term, the triple that says the same in a standard vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.namespaces import KG, OWL, RDF, RDFS
from kg.resources import ONTOLOGY, turtle_files
from kg.views.facts import value

_TYPE = RDF + "type"
_BUILT_IN = (OWL, RDFS)


def _supers() -> dict[str, set[str]]:
    """Each own class and property → the standard terms above it, at any distance."""
    above: dict[str, set[str]] = defaultdict(set)
    for path in turtle_files(ONTOLOGY):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if quad.predicate.value in (RDFS + "subClassOf", RDFS + "subPropertyOf"):
                above[value(quad.subject)].add(value(quad.object))
    return {term: _reach(term, above) for term in sorted(above) if term.startswith(KG)}


def _reach(term: str, above: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [term]
    while waiting:
        for upper in above.get(waiting.pop(), ()):
            if upper not in reached:
                reached.add(upper)
                waiting.append(upper)
    return {upper for upper in reached if not upper.startswith((KG, *_BUILT_IN))}


def super_triples(quads: Iterable[Quad]) -> list[Quad]:
    """The standard triples that the own terms in these quads stand for, in the same graphs."""
    supers = _supers()
    added = []
    for quad in quads:
        for upper in sorted(supers.get(quad.predicate.value, ())):
            added.append(Quad(quad.subject, NamedNode(upper), quad.object, quad.graph_name))
        if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
            for upper in sorted(supers.get(value(quad.object), ())):
                added.append(Quad(quad.subject, quad.predicate, NamedNode(upper), quad.graph_name))
    return added
