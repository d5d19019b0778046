"""JSON-LD with its context inside, so that nobody has to fetch one."""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import Literal, Quad, RdfFormat, parse
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from kg.export.rdf import file_prefixes
from kg.export.selection import Selection
from kg.namespaces import KG, OWL, RDF, XSD
from kg.resources import ONTOLOGY, turtle_files
from kg.store import Store
from kg.views.facts import value


def _statements() -> list[Quad]:
    return [quad for path in turtle_files(ONTOLOGY) for quad in parse(path=path, format=RdfFormat.TURTLE)]


def context() -> dict[str, Any]:
    """The vocabulary's properties by their local names; those that lead to a node give its IRI as a string."""
    kinds = {value(q.subject): value(q.object) for q in _statements() if q.predicate.value == RDF + "type"}
    links = {iri for iri, kind in kinds.items() if kind == OWL + "ObjectProperty"}
    plain = {iri for iri, kind in kinds.items() if kind == OWL + "DatatypeProperty"}
    own = sorted(iri for iri in links | plain if iri.startswith(KG))
    return {iri.removeprefix(KG): {"@id": iri, "@type": "@id"} if iri in links else {"@id": iri} for iri in own}


def jsonld(store: Store, selection: Selection) -> str:
    """All graphs flattened into one ``@graph``, sorted by IRI and by key."""
    graph = Graph(bind_namespaces="none")
    for quad in selection.quads:
        graph.add((URIRef(value(quad.subject)), URIRef(quad.predicate.value), _node(quad.object)))
    names = {prefix: iri for prefix, iri in file_prefixes(store, selection.quads).items() if prefix}
    terms = names | context()
    written = json.loads(graph.serialize(format="json-ld", context=terms))
    nodes = sorted(written.get("@graph", []), key=lambda node: str(node["@id"]))
    document = {"@context": terms, "@graph": [_ordered(node) for node in nodes]}
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _node(term: object) -> Node:
    """The term as rdflib has it, without the rewriting of literals ("08:15:00Z" to "+00:00") that its parsers do."""
    if not isinstance(term, Literal):
        return URIRef(value(term))
    datatype = None if term.language else URIRef(term.datatype.value)
    plain = datatype == URIRef(XSD + "string")
    return RdflibLiteral(term.value, lang=term.language, datatype=None if plain else datatype, normalize=False)


def _ordered(node: dict[str, Any]) -> dict[str, Any]:
    """The node with every list of values in a fixed order: RDF has none, and a set's changes from run to run."""
    return {key: sorted(value, key=_as_text) if isinstance(value, list) else value for key, value in node.items()}


def _as_text(value: object) -> str:
    return json.dumps(value, sort_keys=True)
