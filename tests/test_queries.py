"""The named queries: each has a header, answers its question, and gives the rows written down beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from asking import FOLDER, bridge_store, find, rows, sparql
from pyoxigraph import NamedNode, Quad

from kg.namespaces import INFERRED, KG, PROV
from kg.queries.answers import Answer, ask
from kg.queries.binding import bind
from kg.queries.engine import Worker
from kg.queries.named import find_query, named_queries
from kg.store import Store
from kg.views import find_entity

QUERIES = {query.name: query for query in named_queries()}
NARROWED = sorted(
    name for name, q in QUERIES.items() if any(p.name == "about" and not p.required for p in q.parameters)
)
SHOW_READER = sorted(name for name, q in QUERIES.items() if {"reader", "article"} <= set(q.columns))
SEED = sorted(path.parent.name for path in FOLDER.glob("*/seed.csv"))
MAIN_QUESTION = (
    "SELECT ?who ?stance ?what { ?a kg:by/rdfs:label ?who ; kg:stance ?stance ; "
    "kg:content ?p . ?p schema:about :il-76 ; schema:text ?what }"
)


@pytest.fixture(scope="module")
def bridge() -> Iterator[Store]:
    with bridge_store() as store:
        yield store


@pytest.fixture(scope="module")
def worker(bridge: Store) -> Iterator[Worker]:
    with Worker(bridge) as running:
        yield running


def given(name: str, file: str = "params.json") -> dict[str, str]:
    path = FOLDER / name / file
    return json.loads(path.read_text()) if path.exists() else {}


def answer(store: Store, name: str, worker: Worker | None = None, **parameters: str) -> Answer:
    query = QUERIES[name]
    graph = query.text.count("CONSTRUCT")
    bindings = bind(query, given(name) | parameters, find)
    return ask(store, query, bindings, format="ntriples" if graph else "csv", limit=0, worker=worker)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_gives_the_rows_written_down_beside_it(name: str, bridge: Store, worker: Worker) -> None:
    """A query without them would be a stub that nobody notices."""
    (expected,) = FOLDER.glob(f"{name}/expected.*")
    assert answer(bridge, name, worker).body.decode().replace("\r\n", "\n") == expected.read_text()


@pytest.mark.parametrize("name", SEED)
def test_a_query_gives_its_rows_on_the_seed(name: str, seed_store: Store) -> None:
    """The article that everybody tries first."""
    query = QUERIES[name]
    bindings = bind(query, given(name, "seed.json"), lambda entity: find_entity(seed_store, entity))
    found = ask(seed_store, query, bindings, format="csv", limit=0)
    assert found.body.decode().replace("\r\n", "\n") == (FOLDER / name / "seed.csv").read_text()


def test_rows_are_kept_for_queries_that_exist() -> None:
    """A renamed query would leave its rows behind, untested."""
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == set(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_a_header_says_what_a_query_answers(name: str) -> None:
    """'kg query --list' and the competency questions are made from it."""
    query = QUERIES[name]
    assert query.title
    assert query.questions
    assert query.columns
    assert query.example.startswith(f"kg query {name}")
    assert "# params:" in query.text


def test_every_competency_question_has_a_query() -> None:
    """The 21 questions of the model are its specification."""
    assert {number for query in QUERIES.values() for number in query.questions} == set(range(1, 22))


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_can_be_read_on_one_screen(name: str) -> None:
    """A reader has to be able to check what it asks."""
    assert len(QUERIES[name].text.splitlines()) <= 30


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_orders_its_rows_and_leaves_none_out(name: str) -> None:
    """Rows in the engine's order would differ from run to run; a LIMIT would hide some."""
    text = QUERIES[name].text
    assert "ORDER BY" in text or "CONSTRUCT" in text
    assert not re.search(r"\bLIMIT\b|PREFIX", text)


@pytest.mark.parametrize("name", QUERIES)
def test_columns_are_what_a_query_selects(name: str, bridge: Store, worker: Worker) -> None:
    """Only parameters may be selected, which binding needs, without being shown."""
    query = QUERIES[name]
    selected = set(re.findall(r"\?(\w+)", query.text.partition("SELECT")[2].partition(" {\n")[0]))
    shown = set(query.columns) | {parameter.name for parameter in query.parameters}
    assert shown <= selected or "CONSTRUCT" in query.text


@pytest.mark.parametrize("name", NARROWED)
def test_about_only_narrows(name: str, bridge: Store, worker: Worker) -> None:
    """Left out, it means everything: the same rows and more."""
    everything = rows(answer(bridge, name, worker))
    assert all(row in everything for row in rows(answer(bridge, name, worker, about="suderia")))
    assert all(row in everything for row in rows(answer(bridge, name, worker, about="bridge")))


@pytest.mark.parametrize("name", SHOW_READER)
def test_what_a_machine_read_says_that_nobody_checked_it(name: str, bridge: Store, worker: Worker) -> None:
    """The article "valley" was read by rules, and an analyst must see that in every row."""
    by_machine = {row["reader"] for row in rows(answer(bridge, name, worker)) if row["article"] == "valley"}
    assert by_machine <= {"machine: rules 0.1.0, unchecked"}


def test_a_conflict_with_a_machines_assertion_is_marked(bridge: Store) -> None:
    """One unchecked side makes the pair unchecked."""
    machine = "https://w3id.org/kg-assertions/id/article/2222222222222222/assertion-m1"
    conflict = NamedNode("https://w3id.org/kg-assertions/id/conflict/c3")
    between = NamedNode("https://w3id.org/kg-assertions/vocab#between")
    human = NamedNode("https://w3id.org/kg-assertions/id/article/1111111111111111/assertion-a01")
    with bridge_store() as changed:
        changed.engine.remove(Quad(conflict, between, human, NamedNode(INFERRED)))
        changed.engine.add(Quad(conflict, between, NamedNode(machine), NamedNode(INFERRED)))
        readers = {row["conflict"]: row["reader"] for row in rows(answer(changed, "opposed-claims"))}
    assert readers == {"Incompatible": "machine-read, unchecked", "Opposed": "person"}


def test_a_replaced_version_of_an_article_is_left_out(bridge: Store) -> None:
    """The old version stays in the store; its assertions would stand beside the new one's a second time."""
    old = "https://w3id.org/kg-assertions/id/article/2222222222222222"
    newer = NamedNode("https://w3id.org/kg-assertions/id/article/3333333333333333")
    with bridge_store() as changed:
        changed.engine.add(Quad(newer, NamedNode(PROV + "wasRevisionOf"), NamedNode(old), newer))
        articles = {row["article"] for row in rows(answer(changed, "who-claimed-what"))}
    assert articles == {"bridge", "recovery"}


def test_the_main_question_is_plain_sparql_of_150_characters(bridge: Store) -> None:
    """Nobody should need a manual to ask who said what; each claim comes once, though its subject has two names."""
    assert len(MAIN_QUESTION) < 150
    found = rows(ask(bridge, sparql(MAIN_QUESTION.replace("il-76", "collapse")), format="csv"))
    assert [row["who"] for row in found].count("Mayor Ida Berg") == 2
    assert len(found) == 5


@pytest.mark.parametrize("lost", [f"<{KG}revises>", f"<{KG}revises> <{KG}saidOn>"])
def test_the_turn_of_a_speaker_has_a_direction(lost: str) -> None:
    """Where nobody says what takes back what, the day decides, and then the place in the text."""
    with bridge_store() as changed:
        changed.engine.update(
            f"DELETE {{ GRAPH ?g {{ ?a ?p ?o }} }} WHERE {{ VALUES ?p {{ {lost} }} GRAPH ?g {{ ?a ?p ?o }} }}"
        )
        (row,) = rows(answer(changed, "reversals"))
    assert (row["first"], row["then"]) == ("Denies", "Affirms")


def test_silence_is_not_denial(bridge: Store, worker: Worker) -> None:
    """The police had no information, which must never be shown as a denial."""
    found = rows(answer(bridge, "did-x-deny-y", worker, by="police", about="builder"))
    assert [(row["denied"], row["stance"]) for row in found] == [("no", "NoInformation")]


def test_the_seed_holds_no_ukrainian_denial(seed_store: Store) -> None:
    """Ukraine did not answer the accusation; whoever speaks for it denied something else."""
    query = find_query("did-x-deny-y")
    bindings = bind(query, {"by": "Kiev", "about": "il-76"}, lambda name: find_entity(seed_store, name))
    found = rows(ask(seed_store, query, bindings, format="csv"))
    assert {row["denied"] for row in found} == {"no"}


def test_the_same_question_gives_the_same_bytes(bridge: Store) -> None:
    """Answers are compared and kept in git; the engine itself changes the order of prefixes and triples."""
    query = QUERIES["conflicts-around"]
    bindings = bind(query, given(query.name), find)
    first, second = (ask(bridge, query, bindings, format="turtle").body for _ in range(2))
    assert first == second
    assert b"owl:" not in first
