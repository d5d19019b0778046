"""Writes a query's results in the W3C's formats; runs inside the worker."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple

Node = NamedNode | BlankNode | Literal | Triple
Row = TypeVar("Row")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
ROWS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
"""Formats of SELECT and ASK."""
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""Formats of CONSTRUCT and DESCRIBE."""


class Result(NamedTuple):
    """A query's result as bytes; ``cut`` says that there was more than the limit."""

    body: bytes
    rows: int
    cut: bool


def write_boolean(answer: pyoxigraph.QueryBoolean, kind: str) -> Result:
    """The answer of ASK."""
    return Result(answer.serialize(format=ROWS[kind]) or b"", 1, False)


def write_rows(solutions: pyoxigraph.QuerySolutions, columns: list[str], kind: str, limit: int) -> Result:
    """The rows of SELECT; ``columns`` empty means every variable, ``limit`` 0 means no limit."""
    names = columns or [variable.value for variable in solutions.variables]
    table, cut = _taken(({name: solution[name] for name in names} for solution in solutions), limit)
    rows = [{name: _json(node) for name, node in row.items() if node is not None} for row in table]
    # The engine writes whole results only, and this one may be cut: so one format by hand, the others from it.
    body = json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}, ensure_ascii=False).encode()
    if kind != "json":
        parsed = pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON)
        assert isinstance(parsed, pyoxigraph.QuerySolutions)
        body = parsed.serialize(format=ROWS[kind]) or b""
    return Result(body, len(rows), cut)


def write_triples(triples: Iterable[Triple], kind: str, limit: int, prefixes: Mapping[str, str]) -> Result:
    """The triples of CONSTRUCT and DESCRIBE, each once and sorted, since the engine gives them in any order."""
    kept, cut = _taken(_distinct(triples), limit)
    ordered = sorted(kept, key=str)
    body = pyoxigraph.serialize(ordered, format=GRAPHS[kind], prefixes=dict(prefixes)) or b""
    return Result(_tidy(body) if kind in {"turtle", "trig"} else body, len(ordered), cut)


def _tidy(body: bytes) -> bytes:
    """Prefixes sorted, and only those in use: the engine writes all of them, in an order that changes."""
    lines = body.splitlines(keepends=True)
    declared = [line for line in lines if line.startswith(b"@prefix ")]
    rest = b"".join(lines[len(declared) :])
    return b"".join(line for line in sorted(declared) if line.split()[1] in rest) + rest


def _taken(rows: Iterator[Row], limit: int) -> tuple[list[Row], bool]:
    """The first rows, and whether there are more."""
    kept = list(itertools.islice(rows, limit or None))
    return kept, bool(limit) and next(rows, None) is not None


def _distinct(triples: Iterable[Triple]) -> Iterator[Triple]:
    seen: set[Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _json(node: Node) -> dict[str, object]:
    if isinstance(node, NamedNode):
        return {"type": "uri", "value": node.value}
    if isinstance(node, BlankNode):
        return {"type": "bnode", "value": node.value}
    if isinstance(node, Literal):
        return _literal(node)
    parts = {"subject": node.subject, "predicate": node.predicate, "object": node.object}
    return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}


def _literal(node: Literal) -> dict[str, object]:
    term: dict[str, object] = {"type": "literal", "value": node.value}
    if node.language:
        return term | {"xml:lang": node.language}
    return term if node.datatype.value == _XSD_STRING else term | {"datatype": node.datatype.value}
