"""What follows from the articles: the vocabulary's own graph, who is who, and the conflicts."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.conflicts import infer
from kg.errors import UsageError
from kg.namespaces import BASE, ENTITIES, INFERRED, ONTOLOGY, VOID
from kg.resolve import resolve
from kg.resources import ONTOLOGY as FOLDER
from kg.resources import turtle_files
from kg.store import Store


def ontology_quads() -> list[Quad]:
    """The vocabulary and its scales."""
    graph = NamedNode(ONTOLOGY)
    parsed = (quad for path in turtle_files(FOLDER) for quad in parse(path=path, format=RdfFormat.TURTLE))
    return [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]


def derive(store: Store, base: str, *, changed: bool = True) -> int:
    """Brings the derived graphs up to date and gives the quads written.

    Every write of an article drops the conflicts, so that their absence shows a build that was interrupted; a new
    vocabulary comes with a new version, whose rules may find more.
    """
    written = sum(store.replace({ONTOLOGY: ontology_quads()}))
    if changed or written or INFERRED not in store.graphs():
        written += sum(resolve(store, base))
        written += sum(infer(store))
    return written


def known_base(store: Store) -> str:
    """The base that the store remembers; empty for a new one."""
    found = store.quads(NamedNode(ENTITIES), NamedNode(VOID + "uriSpace"), graph=ENTITIES)
    return store.base if any(True for _ in found) else ""


def chosen_base(store: Store, wanted: str) -> str:
    """The base to mint IRIs under: the store's own, for a new one the wanted one or the usual.

    Raises:
        UsageError: the wanted one is no base, or another than the store's.
    """
    known = known_base(store)
    if known and wanted and known != wanted:
        raise UsageError(f"this store's base is {known}", hint="Leave --base out, or build into a new --store.")
    base = known or wanted or BASE
    try:
        NamedNode(base + "article/")
    except ValueError as error:
        raise UsageError(f"{base!r} is no base: {error}", hint="Give one such as https://example.org/id/") from error
    if not base.endswith(("/", "#")):
        raise UsageError(f"the base {base!r} must end in / or #", hint=f"Try {base}/")
    return base
