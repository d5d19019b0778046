"""What is refused before it reaches the engine: other servers, updates, and too much."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator

import pytest
from asking import bridge_store, refused, request, sparql

from kg.errors import LimitError, UsageError
from kg.queries.answers import ask
from kg.queries.engine import Worker
from kg.queries.guard import check_query
from kg.store import Store

ELSEWHERE = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE/**/<URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment\n <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }",
    "PREFIX a: <URL> SELECT * { SERVICE a: { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE: { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { ?s ?p 1SERVICE:{ ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { S\\U00000045RVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a # b' SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '''a ' \\''' SERVICE''' SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p <http://e/\\u0041#b> . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    # Here "<" compares, and what looks like an IRI, a string or a comment hides the word.
    "SELECT * { VALUES (?a ?b) { (1 2) } FILTER(?a<?b)SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?u) FILTER(1<2)SERVICE?u#>\n{ ?s ?p ?o } }",
    "SELECT * { BIND('c' AS ?a) FILTER(?a<CONCAT('>','d')) SERVICE <URL> { ?s ?p ?o } FILTER('x'!='') }",
    "SELECT * { BIND('c' AS ?a) FILTER(?a<CONCAT('>','#')) SERVICE <URL>\n{ ?s ?p ?o } }",
]
HERE = [
    "SELECT ('SERVICE <http://e/>' AS ?x) {}",
    'SELECT ("a \\" SERVICE" AS ?x) {}',
    "SELECT ('''it's a SERVICE''' AS ?x) {}",
    "SELECT * { ?service a <http://example.org/SERVICE> }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://e/> {}",
    "PREFIX service: <http://e/> SELECT * { ?s service:a service:service }",
    "PREFIX service: <http://e/> SELECT * { GRAPH service:a { ?s ?p ?o } }",
    "SELECT * { ?s :self.service 'x'@service . _:service ?p ?o }",
    "SELECT * { VALUES (?a ?b) { (<urn:x:service> <urn:y:service>) } }",
    "SELECT * { FILTER(1<2 && 3>2) ?s ?p 'service' }",
]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with bridge_store() as opened:
        yield opened


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """A server on loopback at which nobody may knock."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def knocked(door: socket.socket) -> bool:
    return bool(select.select([door], [], [], 0.05)[0])


def url(door: socket.socket) -> str:
    return f"http://127.0.0.1:{door.getsockname()[1]}/"


@pytest.mark.parametrize("text", ELSEWHERE)
def test_no_spelling_of_service_leaves_the_house(text: str, store: Store, door: socket.socket) -> None:
    """Federation would tell strangers what an analyst asks."""
    error = refused(store, text.replace("URL", url(door)))
    assert (error.exit_code, "federation is off" in error.message) == (2, True)
    assert not knocked(door)


@pytest.mark.parametrize("text", HERE)
def test_the_word_service_may_be_written_about(text: str, store: Store) -> None:
    """In strings, IRIs, names and comments it asks nobody."""
    ask(store, sparql(text))


def test_a_service_that_slipped_through_opens_no_socket(store: Store, door: socket.socket) -> None:
    """The engine has an HTTP client built in; the worker has no descriptor left to give it."""
    text = f"SELECT * {{ SERVICE <{url(door)}> {{ ?s ?p ?o }} }}"
    with Worker(store) as worker:
        reply = worker.ask(request(text), 20)
    assert reply.fault
    assert not knocked(door)


@pytest.mark.parametrize("text", ["LOAD <URL>", "LOAD SILENT <URL> INTO GRAPH <http://e/>", "CLEAR ALL ; load <URL>"])
def test_load_fetches_nothing(text: str, store: Store, door: socket.socket) -> None:
    """It is an update besides."""
    assert "federation is off" in refused(store, text.replace("URL", url(door))).message
    assert not knocked(door)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { :a :b :c }",
        "PREFIX select: <http://e/> # SELECT\ndelete where { ?s ?p ?o }",
        "WITH <http://e/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DROP ALL",
    ],
)
def test_an_update_is_no_query(text: str) -> None:
    """A reader who pastes one has to learn that nothing was changed."""
    with pytest.raises(UsageError, match="this is an update") as caught:
        check_query(text)
    assert "kg import" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("select * {}", "SELECT"),
        ("# INSERT\nBASE <http://e/> PREFIX insert: <http://e/> ASK {}", "ASK"),
        ("CONSTRUCT WHERE { ?delete ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <http://e/DROP>", "DESCRIBE"),
        ("SELEKT * {}", ""),
        ("", ""),
    ],
)
def test_the_form_of_a_query_is_its_first_word(text: str, form: str) -> None:
    """Comments, prefixes and names before it do not count."""
    assert check_query(text).form == form


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {" + "OPTIONAL {" * 3000 + "}" * 3001,
        "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_001 + " }",
        "SELECT * {" + " UNION ".join(["{ ?s ?p ?o }"] * 16_000) + "}",
        "SELECT * {" + "UNION".join(["{}"] * 16_000) + "}",
        "SELECT * { FILTER(" + "!" * 30_000 + "true) }",
        "SELECT * {" + "[" * 5000 + "]" * 5000 + " }",
    ],
)
def test_too_deep_or_too_long_is_refused(text: str) -> None:
    """Each of these has ended a process that uses the engine."""
    with pytest.raises(LimitError, match="too deep or too long"):
        check_query(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {" + "OPTIONAL {" * 150 + "}" * 151,
        "SELECT * { ?s ?p '" + "(" * 50_000 + "' }",
        "SELECT * { VALUES ?x {" + " :a" * 15_000 + "} }",
    ],
)
def test_large_queries_that_the_engine_bears_pass(text: str) -> None:
    """Brackets in a string nest nothing, and a long list of values is a normal question."""
    assert check_query(text).form == "SELECT"


def test_from_names_graphs_of_the_store_only(store: Store) -> None:
    """FROM <file:///etc/passwd> reads no file, and is not overruled by the union of all graphs."""
    nothing = ask(store, sparql("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"))
    article = "https://w3id.org/kg-assertions/id/article/2222222222222222"
    one = ask(store, sparql(f"SELECT DISTINCT ?g FROM <{article}> {{ ?g a schema:NewsArticle }}"))
    both = ask(store, sparql("SELECT DISTINCT ?g { ?g a schema:NewsArticle }"))
    assert (nothing.rows, one.rows, both.rows) == (0, 1, 3)
