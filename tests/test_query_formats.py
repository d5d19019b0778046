"""Answers in the W3C's formats, and faults shown where they are."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from xml.etree import ElementTree

import pyoxigraph
import pytest
import rdflib
from asking import bridge_store, refused, sparql
from rdflib.query import Result

from kg.errors import InputError, UsageError
from kg.queries.answers import GRAPH_FORMATS, ROW_FORMATS, ask
from kg.queries.engine import Worker
from kg.queries.results import GRAPHS, ROWS
from kg.store import Store

TERMS = """SELECT ?iri ?text ?word ?number ?day ?nothing {
  BIND(<http://example.org/é> AS ?iri) BIND("a \\"b\\",\\tc\\nd & <e>" AS ?text) BIND("mot"@fr AS ?word)
  BIND(4 AS ?number) BIND("2024-01-24"^^xsd:date AS ?day) }"""
FULL = [
    rdflib.URIRef("http://example.org/é"),
    rdflib.Literal('a "b",\tc\nd & <e>'),
    rdflib.Literal("mot", lang="fr"),
    rdflib.Literal(4),
    rdflib.Literal("2024-01-24", datatype=rdflib.XSD.date),
    None,
]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with bridge_store() as opened:
        yield opened


@pytest.fixture(scope="module")
def worker(store: Store) -> Iterator[Worker]:
    with Worker(store) as running:
        yield running


def test_the_formats_offered_are_those_that_the_worker_writes() -> None:
    """The lists stand apart, so that the command line need not load the engine."""
    assert (tuple(ROWS), tuple(GRAPHS)) == (ROW_FORMATS, GRAPH_FORMATS)


@pytest.mark.parametrize("format_", ["json", "xml", "tsv"])
def test_another_library_reads_the_same_terms(format_: str, store: Store, worker: Worker) -> None:
    """Types, languages and what is unbound survive."""
    body = ask(store, sparql(TERMS), format=format_, worker=worker).body
    result = Result.parse(io.BytesIO(body), format=format_)
    assert [str(name) for name in result.vars or []] == ["iri", "text", "word", "number", "day", "nothing"]
    assert [list(row) for row in result] == [FULL]


def test_csv_is_plain_values(store: Store, worker: Worker) -> None:
    """The format has no types; quoting and line breaks must hold."""
    body = ask(store, sparql(TERMS), format="csv", worker=worker).body.decode()
    found = list(csv.reader(io.StringIO(body, newline="")))
    assert found[1] == ["http://example.org/é", 'a "b",\tc\nd & <e>', "mot", "4", "2024-01-24", ""]


@pytest.mark.parametrize("format_", GRAPH_FORMATS)
def test_triples_are_the_same_in_every_format(format_: str, store: Store, worker: Worker) -> None:
    """Six ways to write one graph."""
    query = sparql("CONSTRUCT { ?a kg:quote ?q } { ?a kg:quote ?q }")
    body = ask(store, query, format=format_, worker=worker).body
    found = {quad.triple for quad in pyoxigraph.parse(body, format=GRAPHS[format_])}
    plain = ask(store, query, format="ntriples", worker=worker).body
    assert found == {quad.triple for quad in pyoxigraph.parse(plain, format=GRAPHS["ntriples"])}
    assert len(found) == 16


def test_triples_come_once_and_sorted(store: Store, worker: Worker) -> None:
    """The engine gives some of them twice, and in any order."""
    body = ask(store, sparql("CONSTRUCT { ?p a ?t } { ?s a ?t ; ?p ?o }"), format="ntriples", worker=worker).body
    lines = body.decode().splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("format_", ROW_FORMATS)
def test_ask_answers_in_every_row_format(format_: str, store: Store, worker: Worker) -> None:
    """Yes or no."""
    assert b"true" in ask(store, sparql("ASK { ?s ?p ?o }"), format=format_, worker=worker).body


def test_describe_is_a_graph(store: Store, worker: Worker) -> None:
    """Turtle without being asked."""
    found = ask(store, sparql("DESCRIBE :bridge"), worker=worker)
    assert b'rdfs:label "the Norrby bridge"' in found.body


@pytest.mark.parametrize(
    ("text", "format_"),
    [("SELECT * {}", "turtle"), ("ASK {}", "jsonld"), ("CONSTRUCT WHERE {}", "json"), ("DESCRIBE :a", "csv")],
)
def test_a_format_that_does_not_fit_is_refused(text: str, format_: str, store: Store) -> None:
    """Rows are no graph; the message lists what fits."""
    with pytest.raises(UsageError, match=f"gives no {format_}") as caught:
        ask(store, sparql(text), format=format_)
    assert "Formats that fit" in caught.value.hint


def test_control_characters_do_not_break_a_format(store: Store, worker: Worker) -> None:
    """An article's text may hold anything, and a file that cannot be read back is no answer."""
    text = "SELECT ('\\u0001\\u001b[31m\\u202e]]>' AS ?x) {}"
    words = json.loads(ask(store, sparql(text), worker=worker).body)["results"]["bindings"][0]["x"]["value"]
    assert words == "\x01\x1b[31m\u202e]]>"
    near = ask(store, sparql("SELECT ('\\u001b]]>&' AS ?x) {}"), format="csv", worker=worker).body
    assert near.decode().splitlines()[1] == "\x1b]]>&"


def test_xml_stays_well_formed(store: Store, worker: Worker) -> None:
    """]]> and & in a quotation are text."""
    body = ask(store, sparql("SELECT (']]> & <b>' AS ?x) {}"), format="xml", worker=worker).body
    assert "]]> & <b>" in "".join(ElementTree.fromstring(body).itertext())


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("SELECT ?x WHERE { ?x foo ?y }", (1, 22), "'foo' does not fit here"),
        ("SELECT ?x\nWHERE {\n  ?x foo:p ?y }", (3, 6), "the prefix 'foo:' is not declared"),
        ('SELECT ?x { ?x rdfs:label "a ?y }', (1, 27), "this string has no end"),
        ("SELECT ?x { ?x rdfs:label ?y", (1, 11), "'{' is never closed"),
        ("SELECT ?x { ?x rdfs:label ?y ) }", (1, 30), "')' closes no bracket"),
        ("SELECT ?x { ?x a ?y }\n}", (2, 1), "'}' closes no bracket"),
        ("SELEC ?x { ?x a ?y }", (1, 1), "a query starts with SELECT"),
        ("", (1, 1), "there is no query"),
        ("# only a comment\n", (1, 1), "there is no query"),
        ("SELECT ?x { ?x a ?y } LIMIT ten", (1, 29), "'ten' does not fit here"),
        ("SELECT ?x { ?x kg:by 'é😀' OPTIONAL ?x }", (1, 36), "'?x' does not fit here"),
        ("SELECT ?x { ?x a ?y } GROUP BY ?y", (1, 34), "GROUP BY leaves"),
    ],
)
def test_a_syntax_error_names_the_users_line_and_column(
    text: str, place: tuple[int, int], what: str, store: Store, worker: Worker
) -> None:
    """Prefixes that we add must not shift it; columns count code points."""
    error = refused(store, text, worker)
    assert isinstance(error, InputError)
    assert (error.line, error.column) == place
    assert what in error.message
    assert error.where.startswith("-:")


def test_the_caret_stands_below_the_place(store: Store, worker: Worker) -> None:
    """Also where a tab would push it aside."""
    assert refused(store, "SELECT ?x {\n\t?x foo ?y }", worker).hint == " ?x foo ?y }\n    ^"


def test_a_long_line_is_cut_around_the_place(store: Store, worker: Worker) -> None:
    """A query of one line and thousands of characters would fill the screen."""
    hint = refused(store, f"SELECT ?x {{ ?x a {'?y , ' * 1000} foo bar ?z }}", worker).hint
    shown, caret = hint.split("\n")
    assert len(shown) <= 100
    assert shown[caret.index("^") :].startswith("foo")


def test_a_function_that_does_not_exist_is_a_fault_of_the_query(store: Store, worker: Worker) -> None:
    """The engine finds out only when it runs."""
    error = refused(store, "SELECT (<http://e/f>(1) AS ?x) {}", worker)
    assert (error.exit_code, "<http://e/f>" in error.message) == (3, True)
