"""The seed article's pairs: what a careful reader must be shown, what she must not be, and what one denial changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from built import DENIALS, GOLDEN, SEED, pairs_in, store_of

from kg.conflicts import find_all, find_conflicts, infer, load_world, proposition_status
from kg.model import Conflict
from kg.namespaces import INFERRED, KG
from kg.resolve import resolve
from kg.store import Store

GOLD = [json.loads(line) for line in (GOLDEN / "il76-gold.jsonl").read_text(encoding="utf-8").splitlines()]
RELATIONS = [row for row in GOLD if row.get("relation")]
REVIEWED = [json.loads(line) for line in (GOLDEN / "il76-pairs.jsonl").read_text(encoding="utf-8").splitlines()]

SEED_CONFLICTS = sum(row["type"] != "unresolved" for row in REVIEWED)


@pytest.fixture(scope="module")
def pairs(seed_store: Store) -> list[Conflict]:
    """Everything found on the seed."""
    return find_all(seed_store)


def _sides(relation: dict[str, Any]) -> str:
    return " ".join(sorted((relation["a"], relation["b"])))


def _found(pairs: list[Conflict]) -> set[tuple[str, str]]:
    return {(hit.type, " ".join(sorted((hit.a.id, hit.b.id)))) for hit in pairs}


@pytest.mark.parametrize("relation", [r for r in RELATIONS if not r.get("negative")], ids=_sides)
def test_every_relation_of_the_gold_is_found(relation: dict[str, Any], pairs: list[Conflict]) -> None:
    """Core ones must be, and the others are right too."""
    assert (relation["kind"], _sides(relation)) in _found(pairs)


@pytest.mark.parametrize("relation", [r for r in RELATIONS if r.get("negative")], ids=_sides)
def test_no_negative_relation_of_the_gold_is_found(relation: dict[str, Any], pairs: list[Conflict]) -> None:
    """Each has a reason in the gold why a reader must not be told so."""
    assert (relation["kind"], _sides(relation)) not in _found(pairs)


def test_the_pairs_are_the_reviewed_ones(pairs: list[Conflict]) -> None:
    """Whoever changes a rule or the Reading sees which pairs come and go, and reads them."""
    assert [_reviewed(hit) for hit in pairs] == REVIEWED


def _reviewed(hit: Conflict) -> dict[str, str]:
    """A line of golden/il76-pairs.jsonl."""
    return {"type": hit.type, "a": hit.a.id, "b": hit.b.id, "rule": hit.rule, "about": hit.question, "why": hit.why}


def test_the_shoot_down_is_unresolved_not_opposed(seed_store: Store, pairs: list[Conflict]) -> None:
    """The article holds no Ukrainian denial."""
    world = load_world(seed_store)
    standings = proposition_status(world, pairs)
    assert [status for iri, status in standings.items() if iri.endswith("/proposition-shot-down")] == ["unresolved"]


def test_what_the_correction_withdrew_stands_as_withdrawn(seed_store: Store, pairs: list[Conflict]) -> None:
    """Zelensky did not speak on Wednesday."""
    standings = proposition_status(load_world(seed_store), pairs)
    assert [iri.rpartition("/")[2] for iri, status in standings.items() if status == "withdrawn"] == [
        "proposition-spoke-wednesday"
    ]


def test_first_sources_are_inferred(seed_store: Store) -> None:
    """What Tass reported comes from an employee of the emergency service."""
    origins = [q for q in seed_store.graph(INFERRED) if q.predicate.value == KG + "origin"]
    (tass,) = [q for q in origins if q.subject.value.endswith("/assertion-a14")]
    assert tass.object.value.endswith("/assertion-a15")


DENYING = ["same-names", "other-names", "words-only", "passive", "negation", "by-an-officer"]


@pytest.mark.parametrize("name", DENYING)
def test_one_denial_in_a_second_article_makes_exactly_one_opposed(name: str) -> None:
    """However its Reading words the claim and names the plane."""
    store = store_of(SEED, DENIALS / name)
    assert [set(pair.split(", ")) for pair in pairs_in(store, "opposed")] == [{"il76 a02", f"{name} b01"}]
    assert len(find_conflicts(store)) == SEED_CONFLICTS + 1


def test_an_article_with_both_sides_makes_exactly_one_opposed() -> None:
    """Its own accusation and denial are one dispute, the seed's accusation adds none."""
    assert pairs_in(store_of(SEED, DENIALS / "both-sides"), "opposed") == ["both-sides b01, both-sides b02"]


@pytest.mark.parametrize("name", ["another-plane", "two-planes", "another-claim", "roles-swapped", "no-answer"])
def test_a_near_miss_in_a_second_article_makes_none(name: str) -> None:
    """Another plane, one of two, a narrower claim, the same words the other way round, still no answer."""
    assert pairs_in(store_of(SEED, DENIALS / name), "opposed") == []


def test_a_denial_leaves_the_articles_own_pairs_alone() -> None:
    """A second article adds to the seed's pairs and takes none away."""
    before = {hit.id for hit in find_all(store_of(SEED))}
    assert before <= {hit.id for hit in find_all(store_of(SEED, DENIALS / "same-names"))}


QUOTE = "neither immediately confirmed nor denied it"
SAID = f"{{id: x1, by: %s, quote: {QUOTE}, stance: %s, certainty: certain, content: %s}}"


@pytest.mark.parametrize(
    ("assertion", "proposition"),
    [
        (SAID % ("ukraine", "denies", "shot-down"), ""),
        (SAID % ("general-staff", "denies", "shot-down"), ""),
        (
            SAID % ("ukraine", "affirms", "not-us"),
            "not-us: {text: Ukraine did not shoot it down, about: [il-76], negates: shot-down}",
        ),
        (
            SAID % ("ukraine", "denies", "again"),
            "again: {text: Ukraine shot down the Il-76, about: [il-76, ukraine]}",
        ),
    ],
    ids=["same proposition", "an organ", "negation", "the proposition written once more"],
)
def test_one_denial_added_to_the_reading_makes_exactly_one_opposed(
    assertion: str, proposition: str, tmp_path: Path
) -> None:
    """A person who finds an assertion that was overlooked adds a line, and sees the conflict."""
    shutil.copytree(SEED, tmp_path / "il76")
    reading = tmp_path / "il76" / "reading.yaml"
    text = reading.read_text(encoding="utf-8").replace("\nassertions:\n", f"\nassertions:\n  - {assertion}\n")
    if proposition:
        text = text.replace("\npropositions:\n", f"\npropositions:\n  {proposition}\n")
    reading.write_text(text, encoding="utf-8")
    store = store_of(tmp_path / "il76")
    (opposed,) = pairs_in(store, "opposed")
    assert set(opposed.split(", ")) == {"il76 a02", "il76 x1"}
    assert len(find_conflicts(store)) == SEED_CONFLICTS + 1


def test_derived_graphs_are_rebuilt_identically() -> None:
    """They can be deleted at any time."""
    store = store_of(SEED, DENIALS / "same-names")
    before = store.graph(INFERRED)
    base = store.base
    store.replace({INFERRED: []})
    resolve(store, base)
    infer(store)
    assert store.graph(INFERRED) == before
