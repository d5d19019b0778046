"""Every format: the same bytes on two runs, and what is read back is what went out."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pydot
import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import Dataset, Graph

from kg.errors import UsageError
from kg.export import EXPORTERS, export
from kg.export.networks import ATTRIBUTES, network
from kg.export.selection import select
from kg.export.tables import excel_safe_cell
from kg.namespaces import KG, ONTOLOGY, PROV, RDF, SCHEMA
from kg.store import Store

RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


def _triples(quads: Any) -> set[str]:
    return {str(quad.triple) for quad in quads}


def _data_triples(store: Store) -> set[str]:
    return _triples(quad for name in store.graphs() if name != ONTOLOGY for quad in store.quads(graph=name))


@pytest.mark.parametrize("format", EXPORTERS)
def test_same_graph_same_bytes(seed_store: Store, format: str) -> None:
    """Exports live in git; a second run must not make a diff."""
    assert export(seed_store, format) == export(seed_store, format)


@pytest.mark.parametrize("format", EXPORTERS)
def test_bytes_do_not_depend_on_the_hash_seed(seed_folder: Path, format: str) -> None:
    """Sets iterate in another order in every process; nothing of that may reach the file."""
    command = [sys.executable, "-m", "kg", "export", "--format", format, "--store", str(seed_folder)]
    runs = {
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@pytest.mark.parametrize("format", RDF_FORMATS)
def test_rdf_formats_hold_every_triple(seed_store: Store, format: str) -> None:
    """rdflib is known to write an empty Turtle file from named graphs; ours holds them all."""
    parsed = pyoxigraph.parse(export(seed_store, format), format=RDF_FORMATS[format])
    assert _triples(parsed) == _data_triples(seed_store)


@pytest.mark.parametrize("format", ["trig", "nquads"])
def test_named_graphs_survive(seed_store: Store, format: str) -> None:
    """Which article a statement comes from is the point of the whole thing."""
    quads = {str(quad) for name in seed_store.graphs() if name != ONTOLOGY for quad in seed_store.quads(graph=name)}
    assert {str(quad) for quad in pyoxigraph.parse(export(seed_store, format), format=RDF_FORMATS[format])} == quads


def test_rdflib_reads_the_turtle(seed_store: Store) -> None:
    """Another parser than the one that wrote it."""
    assert len(Graph().parse(data=export(seed_store, "turtle"), format="turtle")) == len(_data_triples(seed_store))


def test_turtle_is_prefixed(seed_store: Store) -> None:
    """A person reads it: no full IRI of the vocabulary, and the article's own names are short."""
    body = [line for line in export(seed_store, "turtle").splitlines() if not line.startswith("@prefix")]
    assert not [line for line in body if f"<{KG}" in line]
    assert any(line.startswith("a1:assertion-a02 ") for line in body)


def test_jsonld_fetches_no_context(seed_store: Store) -> None:
    """The context lies inside the file, as an object and not as an address."""
    document = json.loads(export(seed_store, "jsonld"))
    assert isinstance(document["@context"], dict)
    assert any(node.get("stance") == "kg:NonCommittal" for node in document["@graph"])


def test_standards_say_the_same_without_our_vocabulary(seed_store: Store) -> None:
    """A program that knows PROV-O finds who said it; without the flag it does not."""
    attributed = f"<{PROV}wasAttributedTo>"
    assert attributed not in export(seed_store, "nquads")
    assert export(seed_store, "nquads", standards=True).count(attributed) == export(seed_store, "nquads").count(
        f"<{KG}by>"
    )


# Nanopublications


def test_each_nanopublication_has_its_four_graphs(seed_store: Store) -> None:
    """Head, assertion, provenance, publication information: each there, each about the right thing."""
    ask = """PREFIX np: <http://www.nanopub.org/nschema#> PREFIX kg: <%s> PREFIX prov: <%s>
    SELECT (COUNT(DISTINCT ?np) AS ?n) { GRAPH ?head { ?np a np:Nanopublication ; np:hasAssertion ?claim ;
      np:hasProvenance ?source ; np:hasPublicationInfo ?made }
      GRAPH ?claim { ?a a kg:Assertion } GRAPH ?source { ?claim prov:wasQuotedFrom ?article }
      GRAPH ?made { ?np ?p ?o } }"""
    dataset = Dataset()
    dataset.parse(data=export(seed_store, "nanopub"), format="trig")
    (row,) = dataset.query(ask % (KG, PROV))
    sayings = sum(
        quad.object.value == KG + "Assertion" for quad in seed_store.quads() if str(RDF) in str(quad.predicate)
    )
    assert int(row[0]) == sayings > 0  # type: ignore[index]


# Networks


def _same(read: nx.MultiDiGraph, written: nx.MultiDiGraph) -> bool:
    return read.adj == written.adj and read.nodes == written.nodes


def test_graphml_reads_back_equal(seed_store: Store) -> None:
    """Nodes, keys and every attribute."""
    read = nx.parse_graphml(export(seed_store, "graphml"), force_multigraph=True)
    assert _same(read, network(seed_store, select(seed_store)))


def test_cytoscape_reads_back_equal(seed_store: Store) -> None:
    """Apart from the id, value and name that the format itself adds to nodes."""
    read = nx.cytoscape_graph(json.loads(export(seed_store, "cytoscape")))
    written = network(seed_store, select(seed_store))
    assert {n: {k: d[k] for k in ATTRIBUTES} for n, d in read.nodes(data=True)} == dict(written.nodes(data=True))
    assert sorted(read.edges(keys=True)) == sorted(written.edges(keys=True))


def test_gexf_reads_back_equal(seed_store: Store) -> None:
    """Attributes that are empty are left out by the format; the others are equal."""
    read = nx.read_gexf(io.BytesIO(export(seed_store, "gexf").encode()))
    written = network(seed_store, select(seed_store))
    assert {n: {k: d.get(k, "") for k in ATTRIBUTES} for n, d in read.nodes(data=True)} == dict(
        written.nodes(data=True)
    )
    assert sorted(read.edges()) == sorted(written.edges())


def test_gexf_carries_no_date(seed_store: Store) -> None:
    """networkx writes today's; ours is the same tomorrow."""
    assert "lastmodifieddate" not in export(seed_store, "gexf")


def test_dot_reads_back_equal(seed_store: Store) -> None:
    """pydot, another program, finds the same nodes, edges and labels."""
    (read,) = pydot.graph_from_dot_data(export(seed_store, "dot"))  # type: ignore[misc]
    written = network(seed_store, select(seed_store))
    urls = {node.get_name(): json.loads(node.get("URL")) for node in read.get_nodes() if node.get("URL")}
    labels = {json.loads(n.get("URL")): json.loads(n.get("label")) for n in read.get_nodes() if n.get("URL")}
    edges = sorted((urls[edge.get_source()], urls[edge.get_destination()]) for edge in read.get_edges())
    assert labels == {node: data["label"] for node, data in written.nodes(data=True)}
    assert edges == sorted(written.edges())


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_every_node_and_edge_carries_the_attribute(seed_store: Store, attribute: str) -> None:
    """A table in Gephi has no missing columns, and no column is empty throughout."""
    graph = network(seed_store, select(seed_store))
    nodes = [data[attribute] for _, data in graph.nodes(data=True)]
    edges = [data[attribute] for _, _, data in graph.edges(data=True)]
    assert any(nodes)
    assert len(edges) == graph.number_of_edges()


# CSV


def test_csv_has_a_row_for_every_assertion(seed_store: Store) -> None:
    """And the quote in the row is the text at its offsets."""
    rows = list(csv.DictReader(io.StringIO(export(seed_store, "csv"))))
    text = next(str(q.object.value) for q in seed_store.quads() if q.predicate.value == SCHEMA + "articleBody")
    assert len(rows) >= 50
    one = next(row for row in rows if row["id"] == "a02")
    assert (one["speaker"], one["stance"]) == ("Russia", "Affirms")
    assert text[int(one["start"]) : int(one["end"])] == one["quote"] == "Kiev of shooting it down"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [('=HYPERLINK("x")', '\'=HYPERLINK("x")'), ("+1", "'+1"), ("@a", "'@a"), ("65 aboard", "65 aboard")],
)
def test_a_formula_in_a_cell_is_neutral_when_asked(cell: str, shown: str) -> None:
    """An article may say =HYPERLINK(…); a spreadsheet must not run it."""
    assert excel_safe_cell(cell) == shown


# Cutting


def test_about_keeps_what_lies_around_and_nothing_else(seed_store: Store) -> None:
    """Two hops from the plane: the claims about it and who made them, not the German helicopters."""
    cut = export(seed_store, "nquads", about="il-76", hops=2)
    assert "assertion-a02>" in cut
    assert "assertion-a44>" not in cut


def test_more_hops_reach_further(seed_store: Store) -> None:
    """Zero hops are the entity itself; each further one holds the nearer."""
    sizes = [len(select(seed_store, about="il-76", hops=hops).quads) for hops in range(4)]
    assert sizes == sorted(set(sizes))


def test_conflicts_keep_only_the_sides(seed_store: Store) -> None:
    """Both sides of a contradiction are in it; an assertion that nobody disputes is not."""
    cut = export(seed_store, "nquads", conflicts=True)
    assert "assertion-a38> " in cut
    assert "assertion-a37> " in cut
    assert "assertion-a18> " not in cut


def test_conflicts_around_an_entity_come_with_both_sides(seed_store: Store) -> None:
    """Competency question 20: whose evidence is doubted about the plane; not who attacks towns elsewhere."""
    cut = export(seed_store, "nquads", about="il-76", conflicts=True)
    assert "assertion-a02> " in cut
    assert "assertion-n02> " in cut
    assert "entity-il-76> " in cut
    assert "assertion-a37> " not in cut
    rows = list(csv.DictReader(io.StringIO(export(seed_store, "csv", about="il-76", conflicts=True))))
    assert {"a02", "n02"} <= {row["id"] for row in rows}


def test_an_unknown_entity_is_a_usage_error(seed_store: Store) -> None:
    """An empty file would look like an answer."""
    with pytest.raises(UsageError):
        export(seed_store, "turtle", about="zeppelin")


def test_an_unknown_format_lists_those_there_are(seed_store: Store) -> None:
    """The way out stands in the error."""
    with pytest.raises(UsageError) as caught:
        export(seed_store, "rdfxml")
    assert "turtle" in caught.value.hint
