"""``kg.open``: rdflib, networkx, pandas and notebooks see what the store holds, and nothing runs wild."""

from __future__ import annotations

import builtins
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from pyoxigraph import NamedNode
from rdflib import Dataset, Literal, URIRef
from readings import plane

import kg
from kg.api import KnowledgeGraph, open_graph
from kg.emit import reading_quads
from kg.errors import InputError, StoreError, UsageError
from kg.iris import article_iri, entity_iri
from kg.model import Actor, Reader
from kg.namespaces import SCHEMA
from kg.pipeline import derive
from kg.store import Store, open_store


@pytest.fixture
def graph(seed_folder: Path) -> KnowledgeGraph:
    return open_graph(seed_folder)


@pytest.fixture
def hostile(tmp_path: Path) -> KnowledgeGraph:
    """A machine's Reading of an article by somebody called <script>."""
    actors = tuple(structs.replace(actor, label=f"<script>{actor.label}") for actor in plane().actors)
    machine = Reader(kind="machine", name="rules", version="1")
    reading = structs.replace(plane(name="<img onerror=x>"), actors=actors, reader=machine)
    with open_store(tmp_path / "s", write=True) as store:
        store.replace({article_iri(reading.article): reading_quads(reading)})
        derive(store, store.base)
    return open_graph(tmp_path / "s")


def test_kg_open_opens(seed_folder: Path) -> None:
    """The name that the documentation gives."""
    assert isinstance(kg.open(seed_folder), KnowledgeGraph)


def test_importing_kg_loads_no_rdflib() -> None:
    """`kg --help` imports the package, and has 0.3 s."""
    code = "import sys, kg; print(sorted({'rdflib', 'pyoxigraph', 'networkx', 'spacy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_there_is_nothing_to_open(tmp_path: Path) -> None:
    """At once, and not at the first question."""
    with pytest.raises(StoreError, match="no store"):
        open_graph(tmp_path / "none")


def test_it_does_not_keep_a_build_waiting(hostile: KnowledgeGraph) -> None:
    """A notebook stays open for days."""
    hostile.assertions()
    open_store(hostile.folder, write=True).close()


def test_the_dataset_holds_every_quad(graph: KnowledgeGraph, seed_store: Store) -> None:
    """rdflib drops or doubles some literals when they are converted carelessly."""
    assert len(list(graph.dataset.quads((None, None, None, None)))) == len(seed_store)


def test_the_default_graph_is_the_union(graph: KnowledgeGraph) -> None:
    """The main question needs no GRAPH."""
    assert isinstance(graph.dataset, Dataset)
    about = URIRef(SCHEMA + "about"), URIRef(entity_iri("il-76"))
    assert list(graph.dataset.subjects(*about))


@pytest.mark.filterwarnings("error")
def test_the_dataset_can_be_asked_where_warnings_are_errors(graph: KnowledgeGraph) -> None:
    """rdflib warns its users of what rdflib itself calls."""
    dataset = open_graph(graph.folder).dataset
    assert len(list(dataset.query("SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 2"))) == 2
    assert dataset.serialize(format="trig")


def test_the_dataset_reads_no_files(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Row 25: FROM <file:…> means a graph's name and nothing else."""
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:a> <urn:b> <urn:c> .")
    assert not list(graph.dataset.query(f"SELECT * FROM <{secret.as_uri()}> {{ <urn:a> ?p ?o }}"))


def test_a_query_gives_rdflib_terms(graph: KnowledgeGraph) -> None:
    """With the project's prefixes known, in one line."""
    rows = list(graph.query("SELECT ?who { ?a kg:by/rdfs:label ?who ; kg:content/schema:about :il-76 } ORDER BY ?who"))
    assert isinstance(rows[0].who, Literal)  # type: ignore[union-attr]


def test_a_named_query_takes_its_parameters(graph: KnowledgeGraph) -> None:
    """The README's first example, from Python."""
    assert any("shot" in str(row.what) for row in graph.query("who-claimed-what", about="il-76"))  # type: ignore[union-attr]


def test_construct_gives_a_graph(graph: KnowledgeGraph) -> None:
    """A subgraph goes on to any rdflib program."""
    built = graph.query("CONSTRUCT { ?a kg:by ?b } WHERE { ?a kg:by ?b }").graph
    assert built is not None
    assert len(built) >= 50


def test_ask_gives_a_truth(graph: KnowledgeGraph) -> None:
    """The third form of answer."""
    assert bool(graph.query("ASK { ?a a kg:Assertion }")) is True


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", UsageError),
        ("DELETE WHERE { ?s ?p ?o }", UsageError),
        ("SELECT * { ?s ", InputError),
        ("no-such-query", UsageError),
    ],
)
def test_queries_that_must_not_run(graph: KnowledgeGraph, query: str, error: type[Exception]) -> None:
    """Rows 23, 24 and 26 hold from Python, too."""
    with pytest.raises(error):
        graph.query(query)


def test_the_network_and_the_table_hold_every_assertion(graph: KnowledgeGraph) -> None:
    """One record, three forms."""
    found = {view.iri for view in graph.assertions()}
    nodes = graph.to_networkx().nodes(data="type")
    assert {node for node, kind in nodes if kind == "Assertion"} == found
    assert set(graph.to_pandas()["iri"]) == found


def test_conflicts_and_unresolved_are_kept_apart(graph: KnowledgeGraph) -> None:
    """No answer is not a denial."""
    assert {pair.type for pair in graph.unresolved()} == {"unresolved"}
    assert "unresolved" not in {pair.type for pair in graph.conflicts()}


def test_without_pandas_the_way_out_is_named(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra; an ImportError alone would not say which."""
    known = builtins.__import__

    def refuse(name: str, *arguments: Any, **more: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return known(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError, match="pandas") as caught:
        graph.to_pandas()
    assert "kg-assertions[pandas]" in caught.value.hint


def test_the_notebook_view_is_inert(hostile: KnowledgeGraph) -> None:
    """Row 10: a label from an article is text, wherever it is shown."""
    html = hostile._repr_html_()
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;img onerror=x&gt;" in html


def test_the_notebook_view_marks_the_machine(hostile: KnowledgeGraph) -> None:
    """Whoever looks at it must see that nobody checked it."""
    assert "machine: rules 1, unchecked" in hostile._repr_html_()


def test_the_notebook_view_shows_conflicts(graph: KnowledgeGraph) -> None:
    """With both sides and their words."""
    html = graph._repr_html_()
    assert len(re.findall("<tr>", html)) >= 8
    assert "reversal" in html


def test_nothing_else_is_in_the_package() -> None:
    """A misspelt name fails as in any module."""
    with pytest.raises(AttributeError, match="opne"):
        kg.opne  # noqa: B018


def test_labels_of_any_form_reach_the_dataset(tmp_path: Path) -> None:
    """Row 11: N-Quads carry them; quotes, backslashes and newlines come back."""
    label = 'a "b" \\ c\n]]> é😀'
    reading = structs.replace(plane(), actors=(*plane().actors, Actor(id="odd", type="Person", label=label)))
    iri = article_iri(reading.article)
    with open_store(tmp_path / "s", write=True) as store:
        store.replace({iri: reading_quads(reading)})
        assert NamedNode(iri).value in store.graphs()
    assert Literal(label) in set(open_graph(tmp_path / "s").dataset.objects(URIRef(f"{iri}/entity-odd")))
