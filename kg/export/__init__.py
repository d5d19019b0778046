"""The graph in other formats: one line a format in EXPORTERS, each the same bytes on every run."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from kg.errors import UsageError
from kg.export.jsonld import jsonld
from kg.export.nanopub import nanopublications
from kg.export.networks import cytoscape, dot, gexf, graphml
from kg.export.rdf import nquads, trig, turtle
from kg.export.selection import Selection, select
from kg.export.tables import assertion_csv
from kg.store import Store

__all__ = ["EXPORTERS", "Selection", "export"]


class Exporter(Struct, frozen=True):
    """One format: how it is written, and what it is for."""

    write: Callable[[Store, Selection], str]
    line: str


EXPORTERS: dict[str, Exporter] = {
    "turtle": Exporter(turtle, "all graphs as one, sorted and prefixed"),
    "trig": Exporter(trig, "with the named graphs"),
    "nquads": Exporter(nquads, "with the named graphs, one line a quad"),
    "jsonld": Exporter(jsonld, "all graphs as one, with its context inside"),
    "nanopub": Exporter(nanopublications, "one nanopublication an assertion, as TriG"),
    "graphml": Exporter(graphml, "the network, for yEd, Gephi, igraph"),
    "gexf": Exporter(gexf, "the network, for Gephi"),
    "dot": Exporter(dot, "the network, for Graphviz"),
    "cytoscape": Exporter(cytoscape, "the network, for Cytoscape and cytoscape.js"),
    "csv": Exporter(assertion_csv, "one row an assertion"),
}


def export(
    store: Store,
    format: str,
    *,
    about: str = "",
    hops: int = 2,
    conflicts: bool = False,
    standards: bool = False,
    excel_safe: bool = False,
) -> str:
    """The store's graph, or what ``about``, ``hops`` and ``conflicts`` cut out of it, as text in that format.

    Raises:
        UsageError: the format or what it should be about is unknown.
    """
    if format not in EXPORTERS:
        raise UsageError(f"no format {format!r}", hint="formats: " + ", ".join(EXPORTERS))
    chosen = select(store, about=about, hops=hops, conflicts=conflicts, standards=standards, excel_safe=excel_safe)
    return EXPORTERS[format].write(store, chosen)
