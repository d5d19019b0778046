"""Stores in memory for tests, built from Readings as a user would build them."""

from __future__ import annotations

from pathlib import Path

from kg.conflicts import find_all
from kg.pipeline import build
from kg.resources import SEEDS
from kg.store import Store, open_store

SEED = SEEDS / "il76"
GOLDEN = Path(__file__).parent / "golden"
DENIALS = GOLDEN / "denials"


def store_of(*paths: Path) -> Store:
    """A store of these Readings."""
    store = open_store()
    build(paths, store)
    return store


def pairs_in(store: Store, kind: str) -> list[str]:
    """The pairs of one type, each as "doc id, doc id"."""
    hits = [hit for hit in find_all(store) if hit.type == kind]
    return [f"{hit.a.doc} {hit.a.id}, {hit.b.doc} {hit.b.id}" for hit in hits]
