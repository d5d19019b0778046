"""The worker: whatever a query does to it, the caller lives, and the next question is answered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import bridge_store, refused, request, sparql

from kg.errors import LimitError, StoreError
from kg.queries import engine
from kg.queries.answers import ask
from kg.queries.engine import Worker
from kg.store import Store, open_store

COUNT = "SELECT (COUNT(*) AS ?n) { ?s a kg:Assertion }"
SLOW = [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(CONCAT(STR(?a), STR(?d), STR(?g))) LIMIT 1",
    "SELECT * {" + " ?s ?p ?o ." * 1000 + " }",
    "SELECT * { ?s <http://e/>" + "/<http://e/>" * 2000 + " ?o }",
    "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(CONCAT(STR(?a), STR(?l)) = '') }",
]
DEEP = [
    "SELECT * {" + "OPTIONAL {" * 200_000 + "}" * 200_001,
    "SELECT * { FILTER(" + "(" * 400_000 + "1" + ")" * 400_001 + " }",
]
TRIPLED = (
    "SELECT (STRLEN(?x30) AS ?n) { BIND('" + "a" * 99 + "' AS ?x0) "
    "" + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(30)) + " }"
)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with bridge_store() as opened:
        yield opened


@pytest.fixture
def worker(store: Store) -> Iterator[Worker]:
    with Worker(store) as running:
        yield running


def assert_answers(store: Store, worker: Worker) -> None:
    """The next question gets its answer."""
    assert b'"16"' in ask(store, sparql(COUNT), worker=worker).body


@pytest.mark.parametrize("text", SLOW)
def test_a_slow_query_is_stopped_and_the_next_answered(text: str, store: Store, worker: Worker) -> None:
    """The engine itself can be neither timed nor interrupted."""
    with pytest.raises(LimitError, match=r"took longer than 0\.5 s") as caught:
        ask(store, sparql(text), timeout=0.5, worker=worker)
    assert "--timeout" in caught.value.hint
    assert_answers(store, worker)


@pytest.mark.parametrize("text", DEEP)
def test_a_query_that_ends_the_worker_does_not_end_us(text: str, store: Store, worker: Worker) -> None:
    """The engine's parser overflows the stack; the guard is passed over here."""
    with pytest.raises(LimitError, match="too deep or too long"):
        worker.ask(request(text), 60)
    assert_answers(store, worker)


def test_a_query_that_eats_memory_is_stopped(store: Store) -> None:
    """Each CONCAT triples the string; the system would go down before the time is up."""
    with Worker(store, memory=2**30) as small:
        with pytest.raises(LimitError, match="memory"):
            ask(store, sparql(TRIPLED), worker=small)
        assert_answers(store, small)


def test_a_pattern_that_backtracks_elsewhere_is_quick_here(store: Store, worker: Worker) -> None:
    """(a+)+ takes for ever in many engines; in this one, time grows with the text alone."""
    found = ask(store, sparql(f"ASK {{ FILTER(REGEX('{'a' * 5000}b', '^(a+)+$')) }}"), worker=worker)
    assert b"false" in found.body


def test_one_worker_answers_many_questions(store: Store, worker: Worker) -> None:
    """Starting one for each would cost a hundred times the answer."""
    assert_answers(store, worker)
    first = worker._process
    assert_answers(store, worker)
    assert worker._process is first


def test_a_fault_does_not_end_the_worker(store: Store, worker: Worker) -> None:
    """A misspelt query must not cost the next one a start."""
    assert_answers(store, worker)
    first = worker._process
    assert refused(store, "SELECT * { ?s foo ?o }", worker).exit_code == 3
    assert worker._process is first


def test_a_killed_worker_is_replaced(store: Store, worker: Worker) -> None:
    """The system's own guard against a full memory may come first."""
    assert_answers(store, worker)
    assert worker._process is not None
    worker._process.kill()
    with pytest.raises(LimitError, match="memory"):
        ask(store, sparql(COUNT), worker=worker)
    assert_answers(store, worker)


def test_whatever_interrupts_us_stops_the_query(store: Store, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A query left behind would go on for hours."""
    assert_answers(store, worker)
    process = worker._process

    def interrupt(*arguments: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "_read", interrupt)
    with pytest.raises(KeyboardInterrupt):
        ask(store, sparql(SLOW[0]), worker=worker)
    assert process is not None
    assert process.returncode is not None


def test_a_stopped_worker_leaves_no_process(store: Store) -> None:
    """Nor a zombie."""
    with Worker(store) as worker:
        assert_answers(store, worker)
        assert worker._process is not None
        number = worker._process.pid
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_worker_reads_a_store_on_disk(tmp_path: Path) -> None:
    """It opens the folder itself, for reading, while we hold the lock."""
    bridge_store(tmp_path / "store").close()
    with open_store(tmp_path / "store") as store, Worker(store) as worker:
        assert_answers(store, worker)


def test_a_store_that_is_being_written_to_can_be_asked(tmp_path: Path) -> None:
    """The engine cannot read a folder beside its writer, so the worker gets what stands in it now."""
    with bridge_store(tmp_path / "store") as store, Worker(store) as worker:
        assert_answers(store, worker)


def test_a_store_that_cannot_be_opened_is_the_stores_fault(tmp_path: Path) -> None:
    """The query is not to blame, and the exit code says so."""
    bridge_store(tmp_path / "store").close()
    with open_store(tmp_path / "store") as store:
        store.folder = tmp_path / "elsewhere"
        with pytest.raises(StoreError):
            ask(store, sparql(COUNT))


@pytest.mark.parametrize(("limit", "shown", "cut"), [(0, 16, False), (16, 16, False), (15, 15, True), (1, 1, True)])
def test_rows_are_cut_at_the_limit_and_that_is_said(
    limit: int, shown: int, cut: bool, store: Store, worker: Worker
) -> None:
    """An answer that silently lacks rows is a wrong answer; one that is just full is whole."""
    found = ask(store, sparql("SELECT ?a { ?a a kg:Assertion }"), limit=limit, worker=worker)
    assert (found.rows, found.cut, len(found.table()[1])) == (shown, cut, shown)


def test_triples_are_cut_at_the_limit_too(store: Store, worker: Worker) -> None:
    """CONSTRUCT can multiply a store."""
    found = ask(store, sparql("CONSTRUCT { ?s a ?o } { ?s a ?o }"), format="ntriples", limit=3, worker=worker)
    assert (found.rows, found.cut, found.body.count(b"\n")) == (3, True, 3)


def test_a_million_rows_are_cut_before_they_are_made(store: Store, worker: Worker) -> None:
    """The engine gives rows one by one: what nobody sees is not computed."""
    found = ask(store, sparql("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"), limit=1000, worker=worker)
    assert (found.rows, found.cut) == (1000, True)
