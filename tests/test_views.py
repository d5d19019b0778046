"""Records from a store: what emit wrote comes back, with the words that are shown to a person."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from msgspec import structs
from pyoxigraph import NamedNode, Quad
from readings import plane, readings

from kg.emit import reading_quads
from kg.errors import UsageError
from kg.iris import article_iri, entity_iri
from kg.model import Actor, Assertion, Reader, Reading, Span, Thing
from kg.namespaces import ENTITIES, KG
from kg.store import Store, open_store
from kg.views import find_entity, load_assertions, load_entities, load_propositions


def fill(store: Store, *all_readings: Reading) -> Store:
    store.replace({article_iri(reading.article): reading_quads(reading) for reading in all_readings})
    return store


def identify(store: Store, reading: Reading, **names: str) -> None:
    """Judges some of an article's entities to be canonical ones."""
    article, graph = article_iri(reading.article), NamedNode(ENTITIES)
    quads = [
        Quad(NamedNode(f"{article}/entity-{local}"), NamedNode(KG + "identity"), NamedNode(entity_iri(name)), graph)
        for local, name in names.items()
    ]
    store.replace({ENTITIES: [*store.graph(ENTITIES), *quads]})


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield fill(opened, plane())


def view(store: Store, local: str) -> Any:
    return next(view for view in load_assertions(store) if view.id == local)


@pytest.mark.parametrize(
    ("local", "field", "expected"),
    [
        ("a01", "by_label", "Russia"),
        ("a01", "by_type", "Country"),
        ("a01", "stance", "Affirms"),
        ("a01", "certainty", "Certain"),
        ("a01", "text", "Ukraine shot the plane down"),
        ("a01", "quote", "Kyiv shot the plane down"),
        ("a01", "spans", (Span(12, 36),)),
        ("a01", "start", 12),
        ("a01", "sentence", "Moscow said Kyiv shot the plane down."),
        ("a01", "doc", "plane"),
        ("a01", "publisher", "Daily"),
        ("a01", "channel", "Telegram"),
        ("a01", "voice", "source"),
        ("a01", "reader", "person"),
        ("a01", "unchecked", False),
        ("a02", "certainty", ""),
        ("a02", "confidence", None),
        ("a03", "by_type", "AnonymousSource"),
        ("a03", "confidence", 0.5),
        ("a03", "source", (Span(64, 71),)),
    ],
)
def test_what_was_emitted_comes_back(store: Store, local: str, field: str, expected: object) -> None:
    """Rules, pictures and tables all read these records and nothing else."""
    assert getattr(view(store, local), field) == expected


def test_the_side_is_the_top_of_the_chain(store: Store) -> None:
    """A clerk of a ministry speaks on its country's side."""
    assert view(store, "a03").by_side == "Russia"
    assert view(store, "a02").by_side == "Ukraine"


def test_a_chain_that_bites_its_tail_still_ends(store: Store) -> None:
    """An invalid graph kept on request must not hang every command."""
    actors = tuple(
        Actor(id=name, type="Organization", label=name, part_of=above) for name, above in [("x", "y"), ("y", "x")]
    )
    said = Assertion(id="z1", by="x", stance="Silent", content="aboard", quote=(Span(0, 1),))
    fill(store, structs.replace(plane(published=""), actors=actors, assertions=(said,)))
    assert view(store, "z1").by_side == "y"


def test_a_relay_shows_the_claim_at_the_end_of_its_chain(store: Store) -> None:
    """AP ← Tass ← employee: what Tass passed on is the employee's claim."""
    assert view(store, "a04").text == "65 people were on it"
    assert view(store, "a04").reports == view(store, "a03").iri


def test_relays_in_a_circle_have_no_claim(store: Store) -> None:
    """Shapes refuse a circle; a store kept with it must still be listed."""
    circle = tuple(
        Assertion(id=name, by="russia", stance="Relays", reports=other, quote=(Span(0, 1),))
        for name, other in [("r1", "r2"), ("r2", "r1")]
    )
    fill(store, structs.replace(plane(published=""), assertions=circle))
    assert view(store, "r1").content == ""


@pytest.mark.parametrize(("local", "date"), [("a01", "2024-01-24"), ("a02", "2024-01-24")])
def test_what_was_said_on_no_day_has_the_day_of_publication(store: Store, local: str, date: str) -> None:
    """A timeline needs a day; the view keeps apart which one it is."""
    assert view(store, local).date == date


def test_a_machine_reading_is_marked_unchecked(store: Store) -> None:
    """Everything that shows a machine's assertion must say so."""
    machine = Reader(kind="machine", name="rules", version="0.1.0")
    fill(store, structs.replace(plane(), reader=machine))
    assert (view(store, "a01").reader, view(store, "a01").unchecked) == ("machine: rules 0.1.0", True)


def test_propositions_come_back(store: Store) -> None:
    """Numbers as decimals, so that bounds compare exactly."""
    aboard, shot = load_propositions(store)
    assert (aboard.counts, aboard.value, aboard.min) == ("people aboard", Decimal(65), None)
    assert (shot.question, shot.single_valued) == ("Who shot the plane down?", True)
    assert [iri.rpartition("/")[2] for iri in shot.about] == ["entity-plane", "entity-ukraine"]


def test_same_claims_lead_both_ways(store: Store) -> None:
    """The judgement is written once, and either article may be asked first."""
    left, right = load_propositions(store)
    graph = NamedNode(ENTITIES)
    store.replace({ENTITIES: [Quad(NamedNode(left.iri), NamedNode(KG + "sameClaim"), NamedNode(right.iri), graph)]})
    assert [p.same_claim for p in load_propositions(store)] == [(right.iri,), (left.iri,)]


def test_entities_come_back(store: Store) -> None:
    """Before anything is resolved, each is itself."""
    entities = {entity.id: entity for entity in load_entities(store)}
    assert set(entities) == {"russia", "ukraine", "clerk", "daily", "plane"}
    assert entities["plane"].entity == entities["plane"].iri
    assert (entities["plane"].type, entities["plane"].wikidata) == ("Aircraft", "Q1")
    assert entities["clerk"].part_of == entities["russia"].iri


def test_some_articles_alone(store: Store) -> None:
    """`kg show` reads one article of thousands."""
    other = plane(publisher="Elsewhere")
    fill(store, other)
    assert {view.article for view in load_assertions(store, [article_iri(other.article)])} == {
        article_iri(other.article)
    }


@given(readings())
def test_every_assertion_has_one_view(reading: Reading) -> None:
    """Whatever the words: none is lost and none is doubled."""
    with open_store() as store:
        fill(store, reading)
        assert sorted(view.id for view in load_assertions(store)) == sorted(a.id for a in reading.assertions)
        assert len(load_propositions(store)) == len(reading.propositions)


@pytest.mark.parametrize(
    "name", ["il-76", ":il-76", "IL-76", "the plane", "<https://w3id.org/kg-assertions/id/entity/il-76>"]
)
def test_an_entity_is_found_by_any_of_its_names(store: Store, name: str) -> None:
    """An analyst types what the article says."""
    identify(store, plane(), plane="il-76", russia="russia")
    assert find_entity(store, name) == entity_iri("il-76")


def test_a_local_name_outranks_a_surface_form(store: Store) -> None:
    """The capital Moscow is a form of Russia; a city with that local name must stay reachable."""
    other = plane(publisher="Elsewhere")
    fill(store, structs.replace(other, things=(Thing(id="moscow", type="Place", label="the city"),)))
    assert find_entity(store, "moscow").endswith("/entity-moscow")


def test_an_ambiguous_name_lists_the_candidates(store: Store) -> None:
    """Exit 2, never a guess."""
    reading = structs.replace(
        plane(publisher="Elsewhere"), things=(Thing(id="jet", type="Aircraft", label="the plane"),)
    )
    fill(store, reading)
    with pytest.raises(UsageError, match="can mean 2 entities"):
        find_entity(store, "the plane")


def test_an_unknown_name_suggests_a_near_one(store: Store) -> None:
    """A slip of the keyboard should cost one look."""
    with pytest.raises(UsageError, match="nothing in the store") as caught:
        find_entity(store, "Russai")
    assert "Russia" in caught.value.hint
