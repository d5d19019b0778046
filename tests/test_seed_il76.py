"""The seed: the hand-made Reading of the article against the gold, row by row and pair by pair."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.model import COMMITTED, Reading, Span
from kg.reading.file import load_reading
from kg.resources import SEEDS

if TYPE_CHECKING:
    from kg.store import Store

_LINES = [json.loads(line) for line in (Path(__file__).parent / "golden" / "il76-gold.jsonl").read_text().splitlines()]
ROWS = [row for row in _LINES if not row.get("relation")]
PAIRS = [row for row in _LINES if row.get("relation")]
READING: Reading = load_reading(SEEDS / "il76" / "reading.yaml")
ASSERTIONS = {assertion.id: assertion for assertion in READING.assertions}
ACTORS = {actor.id: actor for actor in READING.actors}
PROPOSITIONS = {proposition.id: proposition for proposition in READING.propositions}

each_row = pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])


def spans(found: tuple[Span, ...]) -> list[list[int]]:
    """The spans as the gold writes them."""
    return [[span.start, span.end] for span in found]


def words(found: tuple[Span, ...]) -> str:
    """The words of the article at those spans."""
    return " … ".join(READING.article.text[span.start : span.end] for span in found)


# ---------------------------------------------------------------- row by row


@each_row
def test_each_gold_row_has_its_words(row: dict[str, Any]) -> None:
    """Source and cue stand exactly where a careful reader found them."""
    assertion = ASSERTIONS[row["id"]]
    assert (spans(assertion.source), spans(assertion.cue)) == (row["source"], row["cue"])


@pytest.mark.parametrize("row", [row for row in ROWS if row["content"]], ids=lambda row: row["id"])
def test_each_gold_row_has_its_quote(row: dict[str, Any]) -> None:
    """What is said stands exactly where a careful reader found it."""
    assert spans(ASSERTIONS[row["id"]].quote) == row["content"]


def test_the_silent_kremlin_is_quoted_by_its_silence() -> None:
    """The gold gives a30 no content, and an assertion without words would have no evidence."""
    assert words(ASSERTIONS["a30"].quote) == "There was no comment from the Kremlin"


@each_row
def test_each_gold_row_has_its_speaker(row: dict[str, Any]) -> None:
    """The speaker bears the gold's name or one of its aliases."""
    actor = ACTORS[ASSERTIONS[row["id"]].by]
    assert {actor.label, *actor.surface} & {row["actor"], *row["aliases"]}


@each_row
def test_each_gold_row_has_its_stance(row: dict[str, Any]) -> None:
    """A non-answer is not a denial, and "likely" is not certain."""
    assertion = ASSERTIONS[row["id"]]
    assert (assertion.stance, assertion.certainty) == (row["stance"], row.get("certainty"))


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("anonymous")], ids=lambda row: row["id"])
def test_nameless_sources_are_anonymous(row: dict[str, Any]) -> None:
    """ "Some observers" have no name either."""
    assert ACTORS[ASSERTIONS[row["id"]].by].type == "AnonymousSource"


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("narrator")], ids=lambda row: row["id"])
def test_the_publishers_own_words_are_in_its_voice(row: dict[str, Any]) -> None:
    """ "Russia did not provide any evidence" is said by nobody but the publisher."""
    assertion = ASSERTIONS[row["id"]]
    assert (assertion.by, assertion.voice) == ("ap", "publisher")


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("medium")], ids=lambda row: row["id"])
def test_the_channel_is_read(row: dict[str, Any]) -> None:
    """A statement, Telegram and X are told apart."""
    assert ASSERTIONS[row["id"]].channel.lower() == row["medium"].lower()


# ---------------------------------------------------------------- pair by pair


def pairs_of(store: Store) -> set[tuple[str, frozenset[str]]]:
    """Every conflict and unresolved pair of the store, by the local ids of its two sides."""
    from kg.conflicts.hits import find_all
    from kg.conflicts.world import World
    from kg.views import load_assertions, load_entities, load_propositions

    cues = {view.iri: words(ASSERTIONS[view.id].cue) for view in load_assertions(store)}
    world = World(load_assertions(store), load_propositions(store), load_entities(store), cues)
    return {(hit.type, frozenset({hit.a.id, hit.b.id})) for hit in find_all(world)}


@pytest.fixture(scope="module")
def found() -> set[tuple[str, frozenset[str]]]:
    """The pairs that the rules find in the person's Reading alone."""
    from kg.emit import reading_quads
    from kg.iris import article_iri
    from kg.store import open_store

    with open_store() as store:
        store.replace({article_iri(READING.article): reading_quads(READING)})
        return pairs_of(store)


def key(pair: dict[str, Any]) -> tuple[str, frozenset[str]]:
    """A gold pair as the fixture holds it."""
    return pair["kind"], frozenset({pair["a"], pair["b"]})


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{pair['a']}-{pair['b']}-{pair['kind']}" for pair in PAIRS])
def test_gold_pairs_are_found_and_negative_ones_are_not(
    found: set[tuple[str, frozenset[str]]], pair: dict[str, Any]
) -> None:
    """The core pairs, the other right ones, and none of those that a careless rule would add."""
    assert (key(pair) in found) is not bool(pair.get("negative"))


def test_no_other_pair_is_found(found: set[tuple[str, frozenset[str]]]) -> None:
    """A pair that no careful reader would grant costs the trust in all others."""
    assert found <= {key(pair) for pair in PAIRS if not pair.get("negative")}


# ---------------------------------------------------------------- what the gold does not say


def test_the_article_is_read_whole() -> None:
    """An investigative reader wants more than the scored rows."""
    assert len(READING.assertions) >= len(ROWS)
    assert len(READING.actors) + len(READING.things) >= 40


def test_the_chain_leads_from_tass_to_the_employee() -> None:
    """The publisher is the last link and has no assertion of its own."""
    relay, origin = ASSERTIONS["a14"], ASSERTIONS["a15"]
    assert (relay.by, relay.reports, relay.content) == ("tass", "a15", None)
    assert (origin.by, origin.content) == ("emergency-employee", "responders")


def test_the_correction_withdraws_when_and_not_what() -> None:
    """Zelensky did not speak on Wednesday; that 18 were killed stands, said on Tuesday."""
    withdrawn = [assertion.id for assertion in READING.assertions if assertion.withdrawn_in == "c1"]
    assert withdrawn == ["n06"]
    assert (ASSERTIONS["a31"].said_on, ASSERTIONS["a31"].withdrawn_in) == ("2024-01-23", None)


def test_the_correction_is_evidence_of_what_it_withdraws() -> None:
    """The corrected wording is not in the text."""
    note, withdrawn = READING.corrections[0].quote[0], ASSERTIONS["n06"].quote
    assert all(note.start <= span.start and span.end <= note.end for span in withdrawn)


def test_anonymity_has_its_reason_in_the_articles_words() -> None:
    """The reason is quoted, not summed up."""
    assert ACTORS["us-official"].reason in READING.article.text


@pytest.mark.parametrize(("name", "basis"), [("a08", "Radar"), ("a05", "Video"), ("a02", ""), ("a01", "")])
def test_grounds_are_read_where_some_are_offered(name: str, basis: str) -> None:
    """A radar and a video are grounds; the accusation has none."""
    assert ASSERTIONS[name].basis == basis


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("pows-aboard", (65, None, None)),
        ("missiles-tuesday", (None, 41, None)),
        ("capacity", (None, None, 225)),
        ("drones-oryol-city", (None, 2, None)),
        ("exchange-gap", (None, 4, 5)),
        ("all-killed", (74, None, None)),
        ("december-dead", (25, None, None)),
    ],
)
def test_numbers_have_their_bounds(name: str, number: tuple[int | None, int | None, int | None]) -> None:
    """ "More than 40" is not 40, "up to 225" is not 225, "several" is not four."""
    proposition = PROPOSITIONS[name]
    assert (proposition.value, proposition.min, proposition.max) == number


def test_the_people_aboard_add_up() -> None:
    """65 prisoners, 6 crew and 3 soldiers are the 74 who were killed."""
    manifest = PROPOSITIONS["manifest"]
    assert (
        sum(PROPOSITIONS[part].value or 0 for part in manifest.parts)
        == manifest.value
        == PROPOSITIONS["all-killed"].value
    )
    assert manifest.sums


def test_every_date_says_how_it_is_known() -> None:
    """The article names weekdays only; a date without its basis would be made up."""
    dated = [a.date_basis for a in READING.assertions if a.said_on] + [
        p.time_basis for p in READING.propositions if p.time
    ]
    assert dated
    assert all(dated)


def wholes_of(name: str) -> list[str]:
    """What an actor or a thing is part of, from the inside out."""
    part_of = {entity.id: entity.part_of for entity in (*READING.actors, *READING.things)}
    whole = part_of[name]
    return [whole, *wholes_of(whole)] if whole else []


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        ("crash-site", ["korochansky-district", "belgorod-region", "russia"]),
        ("kharkiv", ["kharkiv-region", "ukraine"]),
        ("ru-mod", ["russia"]),
        ("peskov", ["kremlin", "russia"]),
        ("us-official", ["united-states"]),
    ],
)
def test_who_and_what_belongs_where(name: str, chain: list[str]) -> None:
    """A spokesman speaks for the Kremlin and so for Russia; a district lies in a region."""
    assert wholes_of(name) == chain


def test_disputes_have_headings() -> None:
    """The picture heads each band with a question."""
    assert {p.question for p in READING.propositions if p.question} >= {
        "Did Ukraine shoot down the Il-76?",
        "Were 65 Ukrainian prisoners of war on board?",
        "Do Russian troops attack civilian areas?",
    }


def test_nothing_is_affirmed_by_the_headline_fragment() -> None:
    """The first line is cut off and has no source."""
    first_line = READING.article.text.index("\n")
    assert min(span.start for assertion in READING.assertions for span in assertion.quote) > first_line


def test_every_proposition_is_used() -> None:
    """A proposition that nobody says and nothing points to is a leftover."""
    pointed = {name for p in READING.propositions for name in (*p.parts, *p.asks, *p.instance_of, p.negates or "")}
    said = {assertion.content for assertion in READING.assertions}
    assert set(PROPOSITIONS) - pointed - said == set()


def test_every_merge_has_its_reason() -> None:
    """Moscow is Russia by a judgement that can be read and undone."""
    merged = {form for judgement in READING.judgements for form in judgement.forms}
    assert merged >= {"Moscow", "the Russian military", "a U.S. think tank", "Zelenskyy", "a statement on Telegram"}
    assert all(judgement.reason for judgement in READING.judgements)


@pytest.mark.parametrize("judgement", READING.judgements, ids=[judgement.entity for judgement in READING.judgements])
def test_the_forms_of_a_merge_stand_in_the_text(judgement: Any) -> None:
    """A form that the article never uses cannot have been taken for anybody."""
    text = READING.article.text
    assert [
        form for form in judgement.forms if form not in text and form not in {a.label for a in ACTORS.values()}
    ] == []


@pytest.mark.parametrize("entity", [*READING.actors, *READING.things], ids=lambda entity: entity.id)
def test_surface_forms_stand_in_the_text(entity: Any) -> None:
    """A surface form is one that the article uses, apart from a publisher's short names."""
    text = READING.article.text
    assert [form for form in entity.surface if form not in text] == []


def test_only_claims_of_fact_are_certain() -> None:
    """A question, a promise or a silence is neither certain nor uncertain."""
    assert {a.id for a in READING.assertions if (a.certainty is not None) != (a.stance in COMMITTED)} == set()


def test_the_reading_is_a_persons() -> None:
    """What a person read is not marked as unchecked."""
    assert READING.reader.kind == "person"
    assert READING.dropped == ()


def test_assertions_follow_the_text() -> None:
    """Whoever checks the file against the article reads both from top to bottom."""
    starts = [min(span.start for span in (*a.quote, *a.source)) for a in READING.assertions if a.id != "n06"]
    paragraphs = [READING.article.text.count("\n", 0, start) for start in starts]
    assert paragraphs == sorted(paragraphs)
