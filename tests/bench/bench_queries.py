"""What it costs to ask in a worker that can be stopped, against asking in this process, in the same run.

Run: ``.venv/bin/python tests/bench/bench_queries.py``
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter

import pyoxigraph

from kg.namespaces import prefixes
from kg.pipeline import build
from kg.queries.answers import ask
from kg.queries.engine import Worker
from kg.queries.header import Query
from kg.resources import SEEDS
from kg.store import Store, open_store

QUESTION = (
    "SELECT ?who ?stance ?what { ?a kg:by/rdfs:label ?who ; kg:stance ?stance ; "
    "kg:content ?p . ?p schema:about :il-76 ; schema:text ?what }"
)
ROUNDS = 300


def in_process(store: Store) -> float:
    """Seconds for one question asked of the engine itself."""
    names, start = prefixes(store.base), perf_counter()
    for _ in range(ROUNDS):
        found = store.engine.query(QUESTION, prefixes=names, use_default_graph_as_union=True)
        found.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
    return (perf_counter() - start) / ROUNDS


def warm(store: Store, worker: Worker) -> float:
    """Seconds for one question asked of a worker that runs."""
    question = Query(name="-", text=QUESTION)
    ask(store, question, worker=worker)
    start = perf_counter()
    for _ in range(ROUNDS):
        ask(store, question, worker=worker)
    return (perf_counter() - start) / ROUNDS


def cold(store: Store, worker: Worker) -> float:
    """Seconds to stop a worker, start another and have its answer."""
    rounds, start = ROUNDS // 10, perf_counter()
    for _ in range(rounds):
        worker.stop()
        ask(store, Query(name="-", text=QUESTION), worker=worker)
    return (perf_counter() - start) / rounds


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        with open_store(path, write=True) as store:
            build([SEEDS / "il76"], store)
        with open_store(path) as store, Worker(store) as worker:
            inside, running, started = in_process(store), warm(store, worker), cold(store, worker)
    print(f"in process     {inside * 1000:7.2f} ms")
    print(f"warm worker    {running * 1000:7.2f} ms   {running / inside:.1f} times")
    print(f"kill and start {started * 1000:7.2f} ms   {started / inside:.1f} times")


if __name__ == "__main__":
    main()
