"""Identity across articles: what is merged and why, what never is, and what a person decides."""

from __future__ import annotations

from typing import Any

import pytest
from built import DENIALS, SEED, pairs_in, store_of
from hypothesis import given
from hypothesis import strategies as st
from sayings import entity, prop

from kg.errors import UsageError
from kg.namespaces import BASE, ENTITIES, JUDGEMENTS, KG, SCHEMA
from kg.pipeline import derive
from kg.resolve import (
    Ruling,
    find_hints,
    find_subjects,
    group_claims,
    group_entities,
    identity_quads,
    load_rulings,
    record_rulings,
)
from kg.store import Store
from kg.validate import violations
from kg.views import EntityView, PropositionView


def here(name: str, type: str, label: str, **known: Any) -> EntityView:
    """An entity of the first article."""
    return entity(name, type, "one", label=label, **{"published": "2024-01-24", **known})


def there(name: str, type: str, label: str, **known: Any) -> EntityView:
    """An entity of the second article."""
    return entity(name, type, "two", label=label, **{"published": "2024-01-25", **known})


RUSSIA, RUSSIA_TOO = here("russia", "Country", "Russia"), there("rf", "Country", "Russia")
UKRAINE, UKRAINE_TOO = here("ukraine", "Country", "Ukraine"), there("ua", "Country", "Ukraine")
STATES = (RUSSIA, RUSSIA_TOO, UKRAINE, UKRAINE_TOO)


def are_merged(left: EntityView, right: EntityView, *others: EntityView | PropositionView, **known: Any) -> bool:
    """Whether the two become one canonical entity."""
    entities = [left, right, *(o for o in others if isinstance(o, EntityView))]
    propositions = [o for o in others if isinstance(o, PropositionView)]
    return group_entities(entities, propositions, **known).are_same(left.iri, right.iri)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (here("state", "Country", "Ukraine"), there("country", "Country", "Ukraine")),
        (here("state", "Country", "Russia"), there("fed", "Country", "Russian Federation")),
        (here("usa", "Country", "United States"), there("us", "Country", "U.S.")),
        (here("state", "Country", "Ukraine", surface=("Kiev",)), there("kyiv", "Country", "Kyiv")),
        (here("state", "Country", "Ukraine"), there("gov", "GovernmentOrganization", "Ukraine")),
    ],
)
def test_a_country_is_merged_under_any_of_its_names(left: EntityView, right: EntityView) -> None:
    """Capitals stand for governments only where the other article says so."""
    assert are_merged(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (here("z", "Person", "Volodymyr Zelensky"), there("zelenskyy", "Person", "President Volodymyr Zelenskyy")),
        (here("p", "Person", "Dmitry Peskov"), there("p", "Person", "Peskov", surface=("Dmitry Peskov",))),
        (here("x", "Person", "A B", wikidata="Q1"), there("y", "Person", "Someone Else", wikidata="Q1")),
        (
            here("mod", "GovernmentOrganization", "Russian Ministry of Defence"),
            there("rmod", "GovernmentOrganization", "the Russian Defense Ministry"),
        ),
        (
            here("ap", "NewsMediaOrganization", "The Associated Press"),
            there("publisher", "NewsMediaOrganization", "Associated Press"),
        ),
        (here("times", "NewsMediaOrganization", "The Times"), there("times", "NewsMediaOrganization", "The Times")),
        (
            here("isw", "Organization", "Institute for the Study of War"),
            there("i", "Organization", "ISW", surface=("Institute for the Study of War",)),
        ),
        (
            here("mod", "GovernmentOrganization", "Ministry of Defence", part_of="one/entity-russia"),
            there("mod", "GovernmentOrganization", "Defense Ministry", part_of="two/entity-rf"),
        ),
        (here("b", "Place", "Belgorod region"), there("b", "Place", "the Belgorod region")),
        (here("e", "Event", "Il-76 crash"), there("c", "Event", "crash of the Il-76")),
        (here("s", "Weapon", "S-300 missiles"), there("s300", "Weapon", "S-300 missiles")),
    ],
)
def test_the_same_under_one_name_is_merged(left: EntityView, right: EntityView) -> None:
    """Names, spellings, titles, word order, Wikidata."""
    assert are_merged(left, right, *STATES)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (here("o", "AnonymousSource", "a U.S. official"), there("o", "AnonymousSource", "a U.S. official")),
        (here("a", "CollectiveSource", "analysts"), there("a", "CollectiveSource", "analysts")),
        (here("p", "Person", "Dmitry Peskov"), there("p", "Person", "Dmitry Реskov")),  # Cyrillic in the surname
        (here("p", "Person", "Dmitry Реskov"), there("p", "Person", "Dmitry Реskov")),
        (here("p", "Person", "Dmitry Peskov"), there("p", "Person", "Dmitry Pe\u200bskov")),
        (here("p", "Person", "Dmitry Peskov"), there("p", "Person", "Oleg Peskov")),
        (here("p", "Person", "Dmitry Peskov"), there("p", "Person", "Peskov")),
        (here("g", "Person", "A B", wikidata="Q1"), there("g", "Person", "A B", wikidata="Q2")),
        (here("g", "Country", "Georgia"), there("g", "Place", "Georgia")),
        (
            here("d", "GovernmentOrganization", "Defense Ministry"),
            there("d", "GovernmentOrganization", "Defense Ministry"),
        ),
        (
            here("d", "GovernmentOrganization", "Defense Ministry", part_of="one/entity-russia"),
            there("d", "GovernmentOrganization", "Defense Ministry", part_of="two/entity-ua"),
        ),
        (
            here("d", "GovernmentOrganization", "Russian Ministry of Defence", surface=("the Russian military",)),
            there("d", "Organization", "Russian military"),
        ),
        (here("n", "NewsMediaOrganization", "the newspaper"), there("n", "NewsMediaOrganization", "the newspaper")),
        (here("o", "Organization", "the operator"), there("o", "Organization", "the operator")),
        (
            here("t", "GovernmentOrganization", "Transport Ministry"),
            there("t", "GovernmentOrganization", "Transport Ministry"),
        ),
        (here("s", "Person", "a senior official"), there("s", "Person", "a senior official")),
        (here("r", "Place", "the region"), there("r", "Place", "the region")),
        (here("e", "Event", "the crash"), there("e", "Event", "the crash")),
        (here("e", "Event", "Il-76 crash", time="2024-01-24"), there("e", "Event", "Il-76 crash", time="2022-06-24")),
        (here("plane", "Aircraft", "the plane"), there("plane", "Aircraft", "the plane")),
    ],
)
def test_what_may_be_another_is_kept_apart(left: EntityView, right: EntityView) -> None:
    """A wrong merge puts words into somebody's mouth; a missed one only hides a conflict."""
    assert not are_merged(left, right, *STATES)


def test_two_that_one_article_tells_apart_are_never_merged() -> None:
    """Not even by way of a third article."""
    left, right = here("a", "Place", "Oryol"), here("b", "Place", "Oryol")
    assert not are_merged(left, right, there("c", "Place", "Oryol"))


def plane_claims(**known: str) -> tuple[PropositionView, ...]:
    """Each article's plane in one matter with Ukraine, or with what is named instead."""
    return (
        prop("p", article="one", about=("plane", known.get("one", "ukraine"))),
        prop("q", article="two", about=("plane", known.get("two", "ua"))),
    )


IL_76 = here(
    "plane",
    "Aircraft",
    "the Il-76 that crashed on 24 January 2024",
    model="Ilyushin Il-76",
    surface=("the crashed Russian plane", "the Russian plane"),
)


@pytest.mark.parametrize(
    ("right", "claims", "same"),
    [
        (there("plane", "Aircraft", "Il-76"), plane_claims(), True),
        (there("plane", "Aircraft", "the Il-76 that crashed on 24 January 2024"), plane_claims(), True),
        (there("plane", "Aircraft", "Il-76", published=""), plane_claims(), True),
        (there("plane", "Aircraft", "Il-76", published="2022-06-25"), plane_claims(), False),
        (there("plane", "Aircraft", "the Il-76 of 24 June 2022", published=""), plane_claims(), False),
        (there("plane", "Aircraft", "Il-76"), plane_claims(two="poland"), False),
        (there("plane", "Aircraft", "Su-34"), plane_claims(), False),
        (there("plane", "Vehicle", "Il-76"), plane_claims(), True),
        (there("plane", "Thing", "Il-76"), plane_claims(), True),
        (there("plane", "Weapon", "Il-76"), plane_claims(), False),
        (there("plane", "Aircraft", "the plane", surface=("a crashed Russian plane",)), plane_claims(), True),
        (there("plane", "Aircraft", "a Russian plane"), plane_claims(), False),
    ],
)
def test_an_aircraft_is_merged_by_type_date_and_matter(
    right: EntityView, claims: tuple[PropositionView, ...], same: bool
) -> None:
    """ "The Il-76" of two articles is one if they are of the same days and matter, and speak of only one."""
    assert are_merged(IL_76, right, *claims, *STATES, there("poland", "Country", "Poland")) is same


@given(st.permutations([*STATES, IL_76, there("plane", "Aircraft", "Il-76"), here("o", "AnonymousSource", "official")]))
def test_the_order_of_input_changes_nothing(entities: list[EntityView]) -> None:
    """The same articles give the same graph, whichever came first."""
    groups = group_entities(entities, plane_claims())
    assert [len(members) for members in groups.all()] == [1, 2, 2, 2]
    assert groups.merges == group_entities(reversed(entities), plane_claims()).merges


def claim(name: str, text: str, article: str = "one", **known: Any) -> PropositionView:
    """A proposition about Ukraine and the plane of its article."""
    state = "ukraine" if article == "one" else "ua"
    return prop(name, text, article, **{"about": ("plane", state), **known})


def triple(article: str, predicate: str = "shotDown", **known: Any) -> dict[str, Any]:
    """Subject, predicate and object of a claim."""
    state = "ukraine" if article == "one" else "ua"
    return {"subject": state, "predicate": f"pred/{predicate}", "object": "plane", **known}


SHOT = claim("shot", "Ukraine shot down the Il-76", **triple("one"))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (claim("q", "Ukraine shot down the Il-76", "two"), True),
        (claim("q", "Ukraine shot the plane down.", "two"), True),
        (claim("q", "The Il-76 was shot down by Ukraine", "two"), True),
        (claim("q", "Ukraine downed the aircraft", "two"), True),
        (claim("q", "It was Ukraine's doing", "two", **triple("two", "shot_down")), True),
        (
            claim("q", "It was Ukraine's doing", "two", **triple("two", "shotDownBy", subject="plane", object="ua")),
            True,
        ),
        (claim("q", "It was Ukraine's doing", "two"), False),
        (claim("q", "Ukraine shot down the Il-76", "two", about=("ua",)), True),
        (claim("q", "Ukraine did not shoot down the Il-76", "two", **triple("two")), False),
        (claim("q", "Ukraine shot down the Il-76 with a Patriot", "two", **triple("two")), False),
        (claim("q", "Ukraine may have shot down the Il-76", "two", **triple("two")), False),
        (claim("q", "The Il-76 shot down Ukraine", "two"), False),
        (claim("q", "Ukraine repaired the Il-76", "two", **triple("two", "repaired")), False),
        (claim("q", "Ukraine shot down 2 planes", "two", value=2, counts="planes", **triple("two")), False),
        (claim("q", "Did Ukraine shoot it down", "two", asks=("one:shot",), **triple("two")), False),
        (claim("q", "Ukraine shot down the Il-76", "one"), True),
        (claim("q", "It was Ukraine's doing", "one", **triple("one")), False),
    ],
)
def test_a_claim_is_the_same_by_words_or_triple(other: PropositionView, same: bool) -> None:
    """Conservative: a qualification, a negation or a number makes another claim."""
    entities = [*STATES, IL_76, there("plane", "Aircraft", "Il-76")]
    groups = group_entities(entities, [SHOT, other, *plane_claims()])
    claims = group_claims([SHOT, other], entities, groups)
    assert claims.are_same(SHOT.iri, other.iri) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ({"time": "2024-01-24"}, {"time": "2024-01-24T08:15:00Z"}, True),
        ({"time": "2024-01-24"}, {"time": "2024-01-25"}, False),
        ({"place": "ukraine"}, {"place": "ua"}, True),
        ({"place": "ukraine"}, {"place": "rf"}, False),
        ({"place": "ukraine"}, {}, True),
    ],
)
def test_a_claim_of_another_time_or_place_is_another(left: dict[str, Any], right: dict[str, Any], same: bool) -> None:
    """Attacks on Kharkiv happen every week."""
    entities = [*STATES, IL_76, there("plane", "Aircraft", "Il-76")]
    one, two = claim("p", "Ukraine shot down the Il-76", **left), claim("q", SHOT.text, "two", **right)
    groups = group_entities(entities, [one, two])
    assert group_claims([one, two], entities, groups).are_same(one.iri, two.iri) is same


def test_equal_counts_of_the_same_things_are_one_claim() -> None:
    """65 prisoners aboard, in other words."""
    known = {"counts": "prisoners aboard", "value": 65}
    one, two = claim("p", "65 prisoners were on board", **known), claim("q", "There were 65 prisoners", "two", **known)
    other = claim("r", "63 prisoners were on it", "two", **{**known, "value": 63})
    entities = [*STATES, IL_76, there("plane", "Aircraft", "Il-76")]
    claims = group_claims([one, two, other], entities, group_entities(entities, [one, two, other]))
    assert claims.are_same(one.iri, two.iri)
    assert not claims.are_same(one.iri, other.iri)


@pytest.mark.parametrize(
    ("label", "hint"),
    [
        ("Реskov", "looks like “Peskov”"),
        ("Pe\u200bskov", "looks like “Peskov”"),
        ("Реtrov", "mixes scripts or hides characters, and is kept apart"),
    ],
)
def test_a_name_that_pretends_is_pointed_out(label: str, hint: str) -> None:
    """A person sees two names where the screen shows one."""
    (found,) = find_hints([here("p", "Person", "Peskov"), there("q", "Person", label)])
    assert hint in found


def test_honest_names_give_no_hint() -> None:
    """Not even in another script."""
    assert (
        find_hints([here("p", "Person", "Peskov"), there("q", "Person", "Песков"), here("r", "Person", "Müller")]) == []
    )


# A person's judgements, on real Readings.


def judged(store: Store, left: str, right: str, *, same: bool) -> None:
    """Records a judgement and derives what follows from it."""
    record_rulings(store, find_subjects(store, left), find_subjects(store, right), same=same, reason="I looked")
    derive(store, store.base)


def test_a_person_parts_what_a_rule_merged() -> None:
    """Then the denial is of another plane's fate."""
    store = store_of(SEED, DENIALS / "other-names")
    judged(store, "il76/il-76", "other-names/plane", same=False)
    assert pairs_in(store, "opposed") == []
    judged(store, "il76/il-76", "other-names/plane", same=True)
    assert len(pairs_in(store, "opposed")) == 1


def test_a_person_merges_what_no_rule_would() -> None:
    """Planes and claims alike."""
    store = store_of(SEED, DENIALS / "another-claim")
    judged(store, "il76/shot-down", "another-claim/shot-down", same=True)
    assert len(pairs_in(store, "opposed")) == 1


def test_a_judgement_outlasts_a_rebuild_and_is_repeated_in_vain() -> None:
    """It is the one graph that cannot be worked out anew."""
    store = store_of(SEED, DENIALS / "same-names")
    subjects = find_subjects(store, "il76/ukraine"), find_subjects(store, "same-names/ukraine")
    assert record_rulings(store, *subjects, same=False, reason="two states")
    before = store.graph(JUDGEMENTS)
    assert not record_rulings(store, *subjects, same=False, reason="two states")
    derive(store, store.base)
    assert store.graph(JUDGEMENTS) == before
    assert [ruling.same for ruling in load_rulings(store)] == [False]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("il76/us-official", "same-names/ukraine"),
        ("il76/ukraine", "il76/ukraine"),
        ("il76/ukraine", "il76/shot-down"),
        ("il76/nobody", "il76/ukraine"),
    ],
)
def test_what_cannot_be_judged_is_refused(left: str, right: str) -> None:
    """Unnamed sources, a thing against itself, a state against a claim, an unknown name."""
    store = store_of(SEED, DENIALS / "same-names")
    with pytest.raises(UsageError):
        judged(store, left, right, same=True)


def test_a_ruling_stands_against_every_way_round() -> None:
    """Two that must stay apart are not joined by way of a third."""
    one, two, three = (
        here("a", "Place", "Oryol"),
        there("b", "Place", "Oryol"),
        entity("c", "Place", "three", label="Oryol"),
    )
    ruling = Ruling(min(one.iri, two.iri), max(one.iri, two.iri), False, "two towns")
    groups = group_entities([one, two, three], [], [ruling])
    assert not groups.are_same(one.iri, two.iri)


# The entities graph.


def test_merged_entities_share_a_name_and_a_record_of_why() -> None:
    """:ukraine stands for both articles' Ukraine."""
    store = store_of(SEED, DENIALS / "same-names")
    ukraine = [
        q.subject
        for q in store.graph(ENTITIES)
        if q.predicate.value == KG + "identity" and q.object.value == BASE + "entity/ukraine"
    ]
    reasons = [q.object.value for q in store.graph(ENTITIES) if q.predicate.value == KG + "reason"]
    assert len(ukraine) == 2
    assert "both are called Ukraine" in reasons


def test_propositions_are_about_canonical_entities_too() -> None:
    """So that the main question needs no path through identities."""
    store = store_of(SEED)
    about = [q for q in store.graph(ENTITIES) if q.predicate.value == SCHEMA + "about"]
    assert any(q.object.value == BASE + "entity/il-76" and q.subject.value.endswith("shot-down") for q in about)


def test_two_that_want_one_name_both_get_a_longer_one() -> None:
    """Neither of two planes is "the" il-76."""
    store = store_of(SEED, DENIALS / "another-plane")
    names = {q.object.value for q in store.graph(ENTITIES) if q.predicate.value == KG + "identity"}
    assert BASE + "entity/il-76" not in names
    assert (
        sum(
            name.startswith(BASE + "entity/il-76-") and len(name) == len(BASE + "entity/il-76-123456") for name in names
        )
        == 2
    )


def test_the_graph_is_the_same_whatever_the_order_of_articles() -> None:
    """Nothing depends on when an article came."""
    forward = store_of(SEED, DENIALS / "same-names", DENIALS / "both-sides")
    backward = store_of(DENIALS / "both-sides", DENIALS / "same-names", SEED)
    assert set(identity_quads(forward)) == set(identity_quads(backward)) == forward.graph(ENTITIES)


def test_what_is_derived_and_judged_meets_the_shapes() -> None:
    """Merges, rulings, conflicts, standings: nothing that 'kg validate' would refuse."""
    store = store_of(SEED, DENIALS / "other-names")
    judged(store, "il76/il-76", "other-names/plane", same=True)
    judged(store, "il76/russia", "other-names/ukraine", same=False)
    assert [v.message for v in violations(store.quads())] == []
