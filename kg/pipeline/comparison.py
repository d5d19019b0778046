"""Compares two Readings together with the conflicts that follow from each."""

from __future__ import annotations

from kg.compare import Comparison, compare
from kg.conflicts import find_conflicts, find_unresolved, load_world
from kg.emit import reading_quads
from kg.iris import article_iri
from kg.model import Conflict, Reading
from kg.namespaces import BASE
from kg.pipeline.derive import derive
from kg.store import open_store


def compare_readings(a: Reading, b: Reading) -> Comparison:
    """What both found, what differs, what one found alone, down to conflicts and unresolved pairs.

    Raises:
        InputError: they are Readings of different texts.
    """
    return compare(a, b, _conflicts(a), _conflicts(b))


def _conflicts(reading: Reading) -> list[Conflict]:
    """As a store that holds this Reading alone would list them."""
    with open_store() as store:
        store.replace({article_iri(reading.article): reading_quads(reading)})
        derive(store, BASE)
        world = load_world(store)
    return [*find_conflicts(world), *find_unresolved(world)]
