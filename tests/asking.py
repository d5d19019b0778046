"""What the tests of queries share: the made-up bridge store, and ways to ask it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.queries.answers import Answer, ask
from kg.queries.engine import Worker
from kg.queries.header import Query, parse_query
from kg.store import Store, open_store

FOLDER = Path(__file__).parent / "queries"
ENTITY = "https://w3id.org/kg-assertions/id/entity/"


def bridge_store(folder: Path | None = None) -> Store:
    """The store of three articles on a bridge, in memory or in a folder, open."""
    store = open_store(folder, write=folder is not None)
    store.engine.load(path=str(FOLDER / "bridge.trig"))
    store.flush()
    return store


def find(name: str) -> str:
    """Entities of the bridge store are given by their local names."""
    return ENTITY + name


def sparql(text: str) -> Query:
    return parse_query(text, "-")


def rows(answer: Answer) -> list[dict[str, str]]:
    """The rows of an answer in CSV."""
    return list(csv.DictReader(io.StringIO(answer.body.decode(), newline="")))


def refused(store: Store, text: str, worker: Worker | None = None) -> KgError:
    """The error that a query ends with."""
    with pytest.raises(KgError) as caught:
        ask(store, sparql(text), worker=worker)
    return caught.value


def request(text: str, **more: object) -> dict[str, object]:
    """A worker's request, past every check."""
    plain = {"prefixes": {}, "union": True, "bindings": {}, "columns": [], "format": "json", "limit": 10}
    return {"query": text, **plain, **more}
