"""Runs SHACL on an rdflib graph and gives plain results; knows nothing of where the triples come from."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

import pyshacl
from pyoxigraph import BlankNode, NamedNode, Quad
from pyoxigraph import Literal as StoreLiteral
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError, ShapeRecursionWarning
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.plugins import sparql
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as SparqlResult
from rdflib.term import Node

from kg.errors import InputError
from kg.namespaces import SH, XSD
from kg.resources import SHAPES, turtle_files

# Else `FROM <file:///…>` in a shape's query would read files.
sparql.SPARQL_LOAD_GRAPHS = False
# rdflib logs a warning a badly typed literal ("2024-02-31"^^xsd:date); the shapes report them.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)

UNREADABLE = (ConstraintLoadError, ReportableRuntimeError, ShapeLoadError, ShapeRecursionWarning)


class Result(NamedTuple):
    """One SHACL result, its nodes as text."""

    focus: str
    shape: str
    path: str
    value: str
    message: str
    severity: str
    component: str


@cache
def own_shapes() -> Graph:
    """The shapes of the package, parsed once a process."""
    graph = Graph()
    for path in turtle_files(SHAPES):
        graph.parse(path, format="turtle")
    return graph


class QueriedGraph(Graph):
    """A graph that parses each query text once a process: parsing takes longer than most of our queries run."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> SparqlResult:
        """The query's result."""
        return super().query(
            _prepared(query_object) if isinstance(query_object, str) else query_object, *args, **kwargs
        )


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    return sparql.prepareQuery(text)


def graph_of(quads: Iterable[Quad]) -> Graph:
    """The quads as one rdflib graph, whatever graphs they stand in."""
    graph = QueriedGraph()
    nodes: dict[object, Node] = {}
    for quad in quads:
        triple = tuple(_node(term, nodes) for term in (quad.subject, quad.predicate, quad.object))
        graph.add(triple)  # type: ignore[arg-type]
    return graph


def _node(term: object, known: dict[object, Node]) -> Node:
    node = known.get(term)
    if node is None:
        node = known[term] = _converted(term)
    return node


def _converted(term: object) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, StoreLiteral):
        if term.language:
            return Literal(term.value, lang=term.language)
        # In RDF 1.1 "a" and "a"^^xsd:string are one; in rdflib they are not, and its Turtle parser writes the first.
        if term.datatype.value == XSD + "string":
            return Literal(term.value)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise InputError("a triple term", hint="RDF 1.1 only: write a kg:Proposition")


def shacl_results(data: Graph, shapes: Graph) -> list[Result]:
    """What the shapes find in the data, sorted.

    Nothing is inferred, imported or fetched, and no rule or function of SHACL's advanced part is run.

    Raises: InputError when the shapes are not well-formed, or when the data's chains are too long to follow.
    """
    try:
        _, report, _ = pyshacl.validate(
            data, shacl_graph=shapes, inference="none", advanced=False, inplace=True, do_owl_imports=False, js=False
        )
    except UNREADABLE as error:
        raise InputError(
            f"the shapes cannot be applied: {error}", hint="check them against the SHACL standard"
        ) from error
    except RecursionError as error:
        raise InputError("chains in the data or shapes are too long to follow") from error
    assert isinstance(report, Graph)
    return sorted({_result(report, node) for node in report.objects(None, URIRef(SH + "result"))})


def _result(report: Graph, node: Node) -> Result:
    def value(name: str) -> str:
        found = report.value(node, URIRef(SH + name))
        return "" if found is None else str(found)

    messages = sorted(str(text) for text in report.objects(node, URIRef(SH + "resultMessage")))
    return Result(
        value("focusNode"),
        value("sourceShape"),
        _path_text(report, report.value(node, URIRef(SH + "resultPath"))),
        value("value"),
        " ".join(messages),
        value("resultSeverity").removeprefix(SH),
        value("sourceConstraintComponent").removeprefix(SH),
    )


def _path_text(report: Graph, node: Node | None) -> str:
    """The property; of a path of several, all of them, for a blank node has no name to show."""
    if not isinstance(node, BNode):
        return str(node or "")
    reached: list[str] = []
    waiting: list[Node] = [node]
    seen: set[Node] = set()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        found = [target for _, target in sorted(report.predicate_objects(at), key=lambda pair: str(pair[0]))]
        reached += [str(target) for target in found if isinstance(target, URIRef) and target != RDF.nil]
        waiting += [target for target in found if isinstance(target, BNode)]
    return " ".join(sorted(reached))
