"""The networkx projection: one node an entity, every assertion with speaker, stance and quote."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pytest
from hypothesis import given
from msgspec import structs
from pyoxigraph import NamedNode, Quad
from readings import plane, readings

from kg.emit import reading_quads
from kg.export.graph import to_networkx
from kg.iris import article_iri, entity_iri
from kg.model import Reader, Reading
from kg.namespaces import ENTITIES, INFERRED, KG, RDF, SCHEMA
from kg.store import Store, open_store

ARTICLE = article_iri(plane().article)


def fill(store: Store, *all_readings: Reading) -> Store:
    store.replace({article_iri(reading.article): reading_quads(reading) for reading in all_readings})
    return store


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield fill(opened, plane())


def test_an_assertion_carries_speaker_stance_and_quote(store: Store) -> None:
    """A network program shows attributes, not neighbours."""
    assert to_networkx(store).nodes[f"{ARTICLE}/assertion-a01"] == {
        "label": "Russia: Affirms",
        "type": "Assertion",
        "speaker": "Russia",
        "stance": "Affirms",
        "quote": "Kyiv shot the plane down",
    }


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("assertion-a01", "entity-russia", "by"),
        ("assertion-a01", "proposition-shot-down", "content"),
        ("assertion-a04", "assertion-a03", "reports"),
        ("proposition-aboard", "entity-plane", "about"),
        ("entity-clerk", "entity-russia", "partOf"),
    ],
)
def test_edges_say_what_they_mean(store: Store, start: str, end: str, kind: str) -> None:
    """A relay leads to what it passes on and not to the claim itself."""
    assert set(to_networkx(store)[f"{ARTICLE}/{start}"][f"{ARTICLE}/{end}"]) == {kind}


def test_a_relay_has_no_content_of_its_own(store: Store) -> None:
    """Counting edges into a claim would otherwise count each origin twice."""
    assert not to_networkx(store).has_edge(f"{ARTICLE}/assertion-a04", f"{ARTICLE}/proposition-aboard")


def test_an_entity_of_two_articles_is_one_node(store: Store) -> None:
    """Centrality over articles is what the projection is for."""
    other = plane(publisher="Elsewhere")
    fill(store, other)
    members = [f"{article_iri(reading.article)}/entity-russia" for reading in (plane(), other)]
    one, graph = NamedNode(entity_iri("russia")), NamedNode(ENTITIES)
    store.replace({ENTITIES: [Quad(NamedNode(member), NamedNode(KG + "identity"), one, graph) for member in members]})
    assert to_networkx(store).in_degree(one.value) == 4  # two sayings and two clerks


def test_a_conflict_stands_between_its_assertions(store: Store) -> None:
    """The contradiction subgraph is cut from this one."""
    conflict, graph = NamedNode("https://w3id.org/kg-assertions/id/conflict/1"), NamedNode(INFERRED)
    quads = [
        Quad(conflict, NamedNode(RDF + "type"), NamedNode(KG + "Conflict"), graph),
        Quad(conflict, NamedNode(KG + "conflictType"), NamedNode(KG + "Opposed"), graph),
        Quad(conflict, NamedNode(KG + "between"), NamedNode(f"{ARTICLE}/assertion-a01"), graph),
        Quad(conflict, NamedNode(KG + "between"), NamedNode(f"{ARTICLE}/assertion-a02"), graph),
        Quad(conflict, NamedNode(SCHEMA + "about"), NamedNode(f"{ARTICLE}/proposition-shot-down"), graph),
    ]
    store.replace({INFERRED: quads})
    network = to_networkx(store)
    assert network.nodes[conflict.value]["type"] == "Conflict: Opposed"
    assert network.out_degree(conflict.value) == 3


def test_machine_read_assertions_are_marked(store: Store) -> None:
    """The mark stands in the label, which is all that most programs show."""
    fill(store, structs.replace(plane(), reader=Reader(kind="machine", name="rules")))
    assert "unchecked" in to_networkx(store).nodes[f"{ARTICLE}/assertion-a01"]["label"]


@given(readings())
def test_every_node_and_edge_has_all_attributes(reading: Reading) -> None:
    """GraphML declares its keys once; a missing one would read back as a different graph."""
    with open_store() as store:
        network = to_networkx(fill(store, reading))
        wanted = {"label", "type", "speaker", "stance", "quote"}
        assert all(set(data) == wanted for _, data in network.nodes(data=True))
        assert all(set(data) == wanted for *_, data in network.edges(data=True))
        assert nx.utils.graphs_equal(network, to_networkx(store))
