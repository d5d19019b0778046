"""Checks of the vocabulary: each gives the terms that fail it, so that a test can name them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.namespaces import DCTERMS, KG, OA, PROV, SCHEMA, SEM

ITS = "http://www.w3.org/2005/11/its/rdf#"
STANDARD = (SCHEMA, PROV, OA, SEM, DCTERMS, ITS, str(SKOS), str(RDF), str(RDFS))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
_PREFIXED = re.compile(r"(?<![\w/:#-])kg:([A-Za-z]\w*)")
_WHOLE = re.compile(re.escape(KG) + r"([A-Za-z]\w*)")
# emit, resolve and the rules write a concept or property from its name: KG + "Conflict"
_JOINED = re.compile(r"\bKG \+ \"([A-Za-z]\w*)\"")


def own_terms(graph: Graph) -> set[str]:
    """The local names of all terms that the vocabulary declares."""
    declared = {term for term in graph.subjects(RDF.type) if isinstance(term, URIRef) and term.startswith(KG)}
    return {str(term).removeprefix(KG) for term in declared}


def lacking(graph: Graph, predicate: URIRef) -> set[str]:
    """The terms that have no such value, such as no label."""
    return {name for name in own_terms(graph) if graph.value(URIRef(KG + name), predicate) is None}


def defined_elsewhere(graph: Graph) -> set[str]:
    """The terms that are not said to be defined by an ontology of this graph."""
    ontologies = set(graph.subjects(RDF.type, OWL.Ontology))
    return {name for name in own_terms(graph) if graph.value(URIRef(KG + name), RDFS.isDefinedBy) not in ontologies}


def without_standard_super(graph: Graph) -> set[str]:
    """The classes and properties that are below no standard term, so that others cannot make sense of them."""
    return {
        str(term).removeprefix(KG)
        for kind in KINDS
        for term in graph.subjects(RDF.type, kind)
        if not any(str(upper).startswith(STANDARD) for upper in _above(graph, term))
    }


def _above(graph: Graph, term: Node) -> set[Node]:
    return {
        upper
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf)
        for upper in graph.transitive_objects(term, predicate)
        if upper != term
    }


def in_circles(graph: Graph) -> set[str]:
    """The terms that are below themselves."""
    links = [pair for pred in (RDFS.subClassOf, RDFS.subPropertyOf) for pair in graph.subject_objects(pred)]
    return {str(low).removeprefix(KG) for low, high in links if low == high or low in _above(graph, high)}


def scale(graph: Graph, name: str) -> set[str]:
    """The local names of a scheme's concepts."""
    return {str(concept).removeprefix(KG) for concept in graph.subjects(SKOS.inScheme, URIRef(KG + name))}


def notations(graph: Graph, name: str) -> set[str]:
    """The notations of a scheme's concepts."""
    concepts = graph.subjects(SKOS.inScheme, URIRef(KG + name))
    return {str(value) for concept in concepts for value in graph.objects(concept, SKOS.notation)}


def terms_in_text(texts: Iterable[str]) -> set[str]:
    """The own terms that queries, shapes or code write down, as ``kg:by`` or as a whole IRI."""
    return {name for text in texts for pattern in (_PREFIXED, _WHOLE, _JOINED) for name in pattern.findall(text)}
