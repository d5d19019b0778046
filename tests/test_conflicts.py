"""The rules for conflicts: each fires on a pair that clashes and keeps still on a near miss."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sayings import clashes, entity, open_pairs, pairs, prop, say, world

from kg.conflicts import CONFLICT_TYPES, RULES, find_all, find_conflicts, proposition_status
from kg.model import NON_ANSWERS, AssertionView

SHOT = prop("shot", "Ukraine shot down the plane")
NOT_SHOT = prop("not-shot", "Ukraine did not shoot down the plane", negates="shot")
ABOARD = prop("aboard", "65 prisoners were on board", counts="prisoners aboard", value=65)
CREW = prop("crew", "Six crew were on board", counts="crew aboard", value=6)
LOAD = prop("load", "71 people were on board", counts="people aboard", value=71, parts=("aboard", "crew"), sums=True)
CIVILIANS = prop("civilians", "Russian troops attack civilian areas")
NOBODY = prop("nobody", "Nobody opened fire", negates="fired")
BULLETS = prop("bullets", "Three of the dead had bullet wounds", excludes=("nobody",))
STRIKE = prop("strike", "Missiles hit homes in Kharkiv", instance_of=("civilians",))


def test_affirmed_and_denied_by_two_is_opposed() -> None:
    """The plainest contradiction there is."""
    assert clashes(SHOT, say("a1", "russia", "Affirms", "shot"), say("a2", "ukraine", "Denies", "shot")) == [
        "opposed a1 a2"
    ]


@pytest.mark.parametrize("stance", sorted(NON_ANSWERS))
def test_silence_is_not_denial(stance: str) -> None:
    """No kind of not answering is ever a conflict; it leaves the claim unresolved."""
    sayings = (SHOT, say("a1", "russia", "Affirms", "shot"), say("a2", "ukraine", stance, "shot"))
    assert clashes(*sayings) == []
    assert open_pairs(*sayings) == ["a1 a2"]


@pytest.mark.parametrize("stance", ["Urges", "Commits"])
def test_urging_and_promising_claim_no_fact(stance: str) -> None:
    """A call to stop attacks denies nothing, and leaves nothing unanswered."""
    sayings = (SHOT, say("a1", "russia", "Denies", "shot"), say("a2", "ukraine", stance, "shot"))
    assert clashes(*sayings) == open_pairs(*sayings) == []


def test_affirming_a_negation_opposes_the_claim() -> None:
    """ "It was not us" said as an affirmation."""
    assert clashes(
        SHOT, NOT_SHOT, say("a1", "russia", "Affirms", "shot"), say("a2", "ukraine", "Affirms", "not-shot")
    ) == ["opposed a1 a2"]


def test_two_denials_of_a_claim_and_its_negation_are_opposed() -> None:
    """To deny that it did not happen is to say that it did."""
    assert clashes(
        SHOT, NOT_SHOT, say("a1", "russia", "Denies", "not-shot"), say("a2", "ukraine", "Denies", "shot")
    ) == ["opposed a1 a2"]


def test_denying_a_claim_and_affirming_its_negation_agree() -> None:
    """Two ways of saying the same."""
    assert (
        clashes(SHOT, NOT_SHOT, say("a1", "russia", "Denies", "shot"), say("a2", "ukraine", "Affirms", "not-shot"))
        == []
    )


def test_a_denied_part_opposes_the_whole() -> None:
    """Whoever says 71 with 65 prisoners among them says 65 prisoners."""
    assert clashes(
        ABOARD, CREW, LOAD, say("a1", "russia", "Affirms", "load"), say("a2", "ukraine", "Denies", "aboard")
    ) == ["opposed a1 a2"]


def test_a_denied_whole_leaves_its_parts_open() -> None:
    """To deny the whole is not to deny each part of it."""
    assert (
        clashes(ABOARD, CREW, LOAD, say("a1", "russia", "Affirms", "crew"), say("a2", "ukraine", "Denies", "load"))
        == []
    )


def test_one_speaker_does_not_oppose_herself() -> None:
    """Affirming and denying in no known order is no reversal either."""
    assert clashes(SHOT, say("a1", "russia", "Affirms", "shot"), say("a2", "russia", "Denies", "shot")) == []


def test_a_ministry_can_oppose_its_government() -> None:
    """Who speaks for whom does not make two speakers one."""
    ministry = entity("ministry", "GovernmentOrganization", part_of="art/entity-russia")
    sayings = (say("a1", "russia", "Affirms", "shot"), say("a2", "ministry", "Denies", "shot"))
    assert clashes(SHOT, entity("russia"), ministry, *sayings) == ["opposed a1 a2"]


def test_a_withdrawn_assertion_takes_part_in_nothing() -> None:
    """What a correction took back contradicts nobody and is answered by nobody."""
    gone = say("a1", "russia", "Affirms", "shot", withdrawn_in="art/correction-c1")
    assert clashes(SHOT, gone, say("a2", "ukraine", "Denies", "shot")) == []
    assert open_pairs(SHOT, gone, say("a2", "ukraine", "Silent", "shot")) == []


def test_a_relay_adds_no_second_conflict() -> None:
    """Tass citing an employee is the employee's claim, once."""
    employee = say("a2", "employee", "Affirms", "shot")
    relay = say("a1", "tass", "Relays", "shot", reports="a2")
    assert clashes(SHOT, relay, employee, say("a3", "ukraine", "Denies", "shot")) == ["opposed a2 a3"]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("Certain", "Certain", True),
        ("Possible", "Certain", True),  # "may have used decoys" against "used no decoys"
        ("Certain", "Possible", True),
        ("Probable", "Probable", True),  # "likely" against "likely not"
        ("Possible", "Possible", False),  # "may have" goes with "may not have"
        ("Possible", "Probable", False),
    ],
)
def test_two_hedged_sayings_can_both_hold(one: str, other: str, clash: bool) -> None:
    """Sureness decides whether opposite sayings exclude each other."""
    sayings = (
        say("a1", "isw", "Affirms", "shot", certainty=one),
        say("a2", "russia", "Denies", "shot", certainty=other),
    )
    assert bool(clashes(SHOT, *sayings)) is clash


def test_a_claim_judged_the_same_in_another_article_is_opposed() -> None:
    """A denial in tomorrow's paper answers today's accusation."""
    denial = prop("denial", "Ukraine shot down the Il-76", "art2", same_claim=("art:shot",))
    sayings = (say("a1", "russia", "Affirms", "shot"), say("b1", "ukraine", "Denies", "denial", "art2"))
    assert clashes(SHOT, denial, *sayings) == ["opposed a1 b1"]


def test_like_propositions_of_two_articles_are_not_one_claim_by_themselves() -> None:
    """Identity across articles is a judgement, not a coincidence of words."""
    twin = prop("shot", SHOT.text, "art2")
    sayings = (say("a1", "russia", "Affirms", "shot"), say("b1", "ukraine", "Denies", "shot", "art2"))
    assert clashes(SHOT, twin, *sayings) == []


def test_an_article_with_both_sides_speaks_for_the_dispute() -> None:
    """Two states in forty articles make forty pairs, not sixteen hundred."""
    twin = prop("twin", SHOT.text, "art2", same_claim=("art:shot",))
    first = (say("a1", "russia", "Affirms", "shot"), say("a2", "ukraine", "Denies", "shot"))
    second = (say("b1", "russia", "Affirms", "twin", "art2"), say("b2", "ukraine", "Denies", "twin", "art2"))
    assert clashes(SHOT, twin, *first, *second) == ["opposed a1 a2", "opposed b1 b2"]


def test_a_new_version_of_an_article_repeats_no_pair() -> None:
    """An update that still holds both sides shows them once; an unnamed source is the one of the version before."""
    twin = prop("twin", SHOT.text, "art2", same_claim=("art:shot",))
    unnamed = {"by_type": "AnonymousSource"}
    old = (
        say("a1", "russia", "Affirms", "shot"),
        say("a2", "official", "Denies", "shot", entity="entity/official-1", **unnamed),
    )
    new = (
        say("b1", "russia", "Affirms", "twin", "art2"),
        say("b2", "official", "Denies", "twin", "art2", entity="entity/official-2", **unnamed),
    )
    known = world(SHOT, twin, *old, *new, revises={"art2": "art"})
    assert pairs(find_conflicts(known)) == [("opposed", "b1", "b2")]


def test_versions_that_follow_each_other_in_a_circle_are_harmless() -> None:
    """Only an invalid graph holds one."""
    known = world(SHOT, say("a1", "russia", "Affirms", "shot"), revises={"art": "art2", "art2": "art"})
    assert known.version("art") == ("art2", 1)


def test_between_articles_one_pair_stands_for_a_dispute() -> None:
    """A headline and a sentence that deny the same are one denial of the other article's claim."""
    twin = prop("twin", SHOT.text, "art2", same_claim=("art:shot",))
    denials = (say("b1", "ukraine", "Denies", "twin", "art2"), say("b2", "ukraine", "Denies", "twin", "art2"))
    assert clashes(SHOT, twin, say("a1", "russia", "Affirms", "shot"), *denials) == ["opposed a1 b1"]


def test_negations_that_lead_in_a_circle_are_harmless() -> None:
    """A Reading that makes a claim its own negation must not set every claim against itself."""
    one, two, three = (prop(n, negates=m) for n, m in (("p", "q"), ("q", "r"), ("r", "p")))
    assert clashes(one, two, three, say("a1", "russia", "Affirms", "p"), say("a2", "ukraine", "Affirms", "p")) == []


def test_parts_that_lead_in_a_circle_are_harmless() -> None:
    """A whole that is a part of its part is read once."""
    one, two = prop("p", parts=("q",)), prop("q", parts=("p",))
    assert clashes(one, two, say("a1", "russia", "Affirms", "p"), say("a2", "ukraine", "Denies", "q")) == [
        "opposed a1 a2"
    ]


# Incompatible by count.


def count(name: str, number: int | None = None, article: str = "art", **known: object) -> object:
    """A proposition that counts prisoners aboard the plane."""
    return prop(name, article=article, **{"counts": "prisoners aboard", "value": number, "about": ("plane",), **known})


def count_clash(left: object, right: object, *others: object, by: str = "ukraine") -> list[str]:
    """The clash of two counts p and q, said by Russia and by another."""
    plane = entity("plane", "Aircraft"), entity("attack", "Event"), entity("kyiv", "Place"), entity("russia")
    sayings = say("a1", "russia", "Affirms", "p"), say("a2", by, "Affirms", "q")
    return clashes(*plane, left, right, *others, *sayings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (count("p", 65), count("q", 63)),
        (count("p", min=41), count("q", 40)),
        (count("p", text="more than 40 were killed", min=40), count("q", 40)),
        (count("p", text="more than 40 were killed", value=40), count("q", 39)),
        (count("p", max=225), count("q", 226)),
        (count("p", 65), count("q", 63, about=("plane", "russia"))),
        (count("p", 65, counts="the prisoners on board"), count("q", 63)),
        (count("p", 12, counts="people killed"), count("q", 15, counts="deaths")),
        (count("p", 65, time="2024-01-24"), count("q", 63, time="2024-01-24T08:15:00Z")),
        (count("p", 65, text="about 65"), count("q", 90)),
        (count("p", 71, unit="percent"), count("q", 72, unit="percent")),
        (count("p", 2_000_000, unit="euro"), count("q", 2_400_000, unit="euro")),
    ],
)
def test_counts_with_no_number_in_common_are_incompatible(left: object, right: object) -> None:
    """Bounds, synonyms of what is counted and more or less exact times are honoured."""
    assert count_clash(left, right) == ["incompatible a1 a2"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (count("p", min=41), count("q", 45)),  # "more than 40" and 45
        (count("p", text="more than 40 were killed", value=40), count("q", 45)),
        (count("p", min=3), count("q", 4)),  # "several" and four
        (count("p", max=225), count("q", 74)),
        (count("p", 130), count("q", 120, counts="buildings hit")),  # injured and buildings
        (count("p", 65, unit="tonnes"), count("q", 63)),
        (count("p", 65, time="2024-01-24"), count("q", 63, time="2024-01-25")),
        (count("p", 65), count("q", 63, about=("attack",))),
        (count("p", 18, about=("attack",)), count("q", 12, about=("attack", "kyiv"))),  # in all, and in Kyiv
        (count("p", 18, about=("attack",)), count("q", 12, about=("attack",), place="kyiv")),
        (count("p", 500, about=("russia",)), count("q", 12, about=("russia", "kyiv"))),
        (count("p", 65, text="about 65"), count("q", 70)),
        (count("p", 71, unit="percent"), count("q", 71.3, unit="percent")),  # rounded
        (count("p", 1_400_000_000, unit="euro"), count("q", 1_380_000_000, unit="euro")),
        (count("p"), count("q", 70)),
    ],
)
def test_counts_that_can_both_hold_are_compatible(left: object, right: object) -> None:
    """Other things, times, places and bounds that overlap."""
    assert count_clash(left, right) == []


def test_a_part_is_not_compared_with_its_whole() -> None:
    """18 killed in all and 12 of them in Kyiv, worded alike, are both true."""
    assert count_clash(count("p", 18, parts=("q",)), count("q", 12)) == []


def test_two_parts_of_one_sum_are_not_compared() -> None:
    """Twelve here and six there."""
    assert count_clash(count("p", 12), count("q", 6), count("r", 18, parts=("p", "q"))) == []


def test_a_speaker_who_gives_two_numbers_at_once_is_incompatible() -> None:
    """Nothing says that the second number corrects the first."""
    assert count_clash(count("p", 65), count("q", 63), by="russia") == ["incompatible a1 a2"]


def test_a_speaker_who_updates_a_number_is_not_held_to_the_first() -> None:
    """A death toll rises."""
    sayings = (
        say("a1", "russia", "Affirms", "p", said_on="2024-01-23"),
        say("a2", "russia", "Affirms", "q", said_on="2024-01-24"),
    )
    assert clashes(entity("plane", "Aircraft"), count("p", 12), count("q", 15), *sayings) == []  # type: ignore[arg-type]


def test_a_denied_number_is_no_other_number() -> None:
    """ "Not 65" leaves open whether it was 63."""
    assert (
        clashes(
            count("p", 65), count("q", 63), say("a1", "russia", "Denies", "p"), say("a2", "ukraine", "Affirms", "q")
        )
        == []
    )  # type: ignore[arg-type]


# Incompatible by object.


def cause(name: str, object: str, article: str = "art", **known: object) -> object:
    """What the plane was brought down by; one plane, one cause."""
    known = {"single_valued": True, **known}
    return prop(
        name, f"it was brought down by {object}", article, subject="plane", predicate="cause", object=object, **known
    )


def test_two_objects_of_a_single_valued_predicate_are_incompatible() -> None:
    """A missile and an engine failure cannot both have brought it down."""
    sayings = say("a1", "russia", "Affirms", "p"), say("a2", "ukraine", "Affirms", "q")
    assert clashes(cause("p", "missile"), cause("q", "failure"), *sayings) == ["incompatible a1 a2"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (cause("p", "missile", single_valued=False), cause("q", "failure", single_valued=False)),
        (cause("p", "missile"), cause("q", "missile")),
        (cause("p", "belgorod"), cause("q", "korocha")),  # a district of the region
        (cause("p", "missile", time="2024-01-24"), cause("q", "failure", time="2024-01-25")),
    ],
)
def test_objects_that_can_both_hold_are_compatible(left: object, right: object) -> None:
    """Many objects, the same one, one inside the other, another time."""
    places = entity("belgorod", "Place"), entity("korocha", "Place", part_of="art/entity-belgorod")
    sayings = say("a1", "russia", "Affirms", "p"), say("a2", "ukraine", "Affirms", "q")
    assert clashes(*places, left, right, *sayings) == []  # type: ignore[arg-type]


def test_a_fuller_name_in_another_article_is_not_another_object() -> None:
    """ "Missile" here and "Patriot missile" there may be one."""
    named = entity("missile", "Weapon", label="missile"), entity("patriot", "Weapon", "art2", label="Patriot missile")
    plane = entity("plane", "Aircraft"), entity("plane", "Aircraft", "art2")
    sayings = say("a1", "russia", "Affirms", "p"), say("b1", "ukraine", "Affirms", "q", "art2")
    assert clashes(*named, *plane, cause("p", "missile"), cause("q", "patriot", "art2"), *sayings) == []  # type: ignore[arg-type]


# reversal


def turned(cue_one: str = "denied", cue_two: str = "said", **known: object) -> list[str]:
    """Kyiv denies, then affirms; what tells the order is given."""
    sayings = say("a1", "kyiv", "Denies", "shot"), say("a2", "kyiv", "Affirms", "shot", **known)
    return clashes(SHOT, *sayings, cues={"a1": cue_one, "a2": cue_two})


@pytest.mark.parametrize(
    ("one", "two"), [("initially denied", "later said"), ("initially denied", "said"), ("denied", "later said")]
)
def test_words_of_order_make_a_reversal(one: str, two: str) -> None:
    """ "Initially denied involvement but later said …"."""
    assert turned(one, two) == ["reversal a1 a2"]


def test_without_order_there_is_no_reversal() -> None:
    """The place in the article tells nothing: news puts the latest first."""
    assert turned() == []


def test_a_revision_makes_a_reversal() -> None:
    """The Reading says so."""
    assert turned(revises="a1") == ["reversal a1 a2"]


def test_two_dates_make_a_reversal_and_one_does_not() -> None:
    """An undated saying may be of the same day."""
    early = say("a1", "kyiv", "Denies", "shot", said_on="2024-01-23", date="2024-01-23")
    late = say("a2", "kyiv", "Affirms", "shot", said_on="2024-01-24", date="2024-01-24")
    undated = say("a2", "kyiv", "Affirms", "shot", date="2024-01-24")
    assert clashes(SHOT, early, late) == ["reversal a1 a2"]
    assert clashes(SHOT, early, undated) == []


def test_admitting_an_instance_reverses_a_general_denial() -> None:
    """Denied involvement, later said they had used Patriot missiles."""
    sayings = say("a1", "kyiv", "Denies", "civilians"), say("a2", "kyiv", "Affirms", "strike")
    assert clashes(CIVILIANS, STRIKE, *sayings, cues={"a2": "later said"}) == ["reversal a1 a2"]


def test_denying_an_instance_does_not_reverse_the_general_claim() -> None:
    """Attacks in general, but not this one."""
    sayings = say("a1", "kyiv", "Affirms", "civilians"), say("a2", "kyiv", "Denies", "strike")
    assert clashes(CIVILIANS, STRIKE, *sayings, cues={"a2": "later said"}) == []


def test_two_speakers_make_no_reversal() -> None:
    """That one contradicts what the other said earlier is opposition."""
    sayings = say("a1", "kyiv", "Denies", "shot"), say("a2", "moscow", "Affirms", "shot")
    assert clashes(SHOT, *sayings, cues={"a2": "later said"}) == ["opposed a1 a2"]


# arithmetic


def test_parts_that_cannot_make_the_whole_are_arithmetic() -> None:
    """65 and 6 are not 74."""
    wrong = prop("wrong", counts="people aboard", value=74, parts=("aboard", "crew"), sums=True)
    assert clashes(ABOARD, CREW, wrong, say("a1", "russia", "Affirms", "wrong")) == ["arithmetic a1 a1"]


def test_a_wrong_sum_is_held_against_who_gave_the_total_before() -> None:
    """ "74 were on board. Of those, 65 were prisoners and six crew": the reader wants to see both sentences."""
    told = prop("told", "74 people were on board", counts="people aboard", value=74)
    wrong = prop("wrong", "Of those, …", counts="people aboard", value=74, parts=("aboard", "crew"), sums=True)
    sayings = (say("a1", "russia", "Affirms", "told"), say("a2", "russia", "Affirms", "wrong"))
    assert clashes(ABOARD, CREW, told, wrong, *sayings) == ["arithmetic a1 a2"]


@pytest.mark.parametrize(
    "whole",
    [
        {"value": 71, "sums": True},
        {"min": 70, "sums": True},
        {"value": 74, "sums": False},  # "including 65 prisoners"
        {"value": 74, "sums": True, "parts": ("aboard", "crew", "shot")},  # a part that is not counted
    ],
)
def test_parts_that_can_make_the_whole_are_no_conflict(whole: dict[str, object]) -> None:
    """Equal, within the bound, not meant to be complete, or not counted in full."""
    total = prop("total", **{"counts": "people aboard", "parts": ("aboard", "crew"), **whole})
    assert clashes(ABOARD, CREW, SHOT, total, say("a1", "russia", "Affirms", "total")) == []


def test_a_denied_sum_is_no_wrong_sum() -> None:
    """Only who affirms a total answers for it."""
    wrong = prop("wrong", counts="people aboard", value=74, parts=("aboard", "crew"), sums=True)
    assert clashes(ABOARD, CREW, wrong, say("a1", "russia", "Denies", "wrong")) == []


# undercut

NO_EVIDENCE = prop("no-evidence", "Russia gave no evidence", subject="russia", no_evidence_for=("shot",))


def test_a_claim_said_to_lack_evidence_is_undercut() -> None:
    """AP on Moscow's accusation."""
    assert clashes(
        SHOT,
        NO_EVIDENCE,
        entity("russia"),
        say("a1", "russia", "Affirms", "shot"),
        say("a2", "ap", "Affirms", "no-evidence"),
    ) == ["undercut a1 a2"]


def test_an_organ_of_the_speaker_meant_is_undercut_too() -> None:
    """The ministry speaks for Russia."""
    ministry = entity("ministry", "GovernmentOrganization", part_of="art/entity-russia")
    sayings = say("a1", "ministry", "Affirms", "shot"), say("a2", "ap", "Affirms", "no-evidence")
    assert clashes(SHOT, NO_EVIDENCE, entity("russia"), ministry, *sayings) == ["undercut a1 a2"]


@pytest.mark.parametrize(
    "sayings",
    [
        (say("a1", "poland", "Affirms", "shot"), say("a2", "ap", "Affirms", "no-evidence")),  # another's claim
        (say("a1", "russia", "Affirms", "whole"), say("a2", "ap", "Affirms", "no-evidence")),  # only a part of it
        (say("a1", "russia", "Denies", "shot"), say("a2", "ap", "Affirms", "no-evidence")),
        (say("a1", "russia", "Affirms", "shot"), say("a2", "ap", "Denies", "no-evidence")),
        (say("a1", "russia", "Affirms", "shot"), say("a2", "ap", "Questions", "no-evidence")),
    ],
)
def test_nothing_else_is_undercut(sayings: tuple[object, ...]) -> None:
    """The remark hits exactly the claim it names, by the speaker it names."""
    whole = prop("whole", parts=("shot",))
    known = entity("russia"), entity("poland")
    assert clashes(SHOT, NO_EVIDENCE, whole, *known, *sayings) == []  # type: ignore[arg-type]


def test_a_remark_without_a_subject_undercuts_everybody_else() -> None:
    """ "No evidence has been given" – by anybody."""
    remark = prop("no-evidence", no_evidence_for=("shot",))
    sayings = say("a1", "poland", "Affirms", "shot"), say("a2", "ap", "Affirms", "no-evidence")
    assert clashes(SHOT, remark, *sayings) == ["undercut a1 a2"]


# attributed-contrary

CONTRARY = prop("contrary", "There is substantial evidence of it", evidence_for=("civilians",))


def test_the_publishers_evidence_stands_against_a_denial() -> None:
    """ "Russia denies …, despite substantial evidence to the contrary"."""
    sayings = say("a1", "russia", "Denies", "civilians"), say("a2", "ap", "Affirms", "contrary", voice="publisher")
    assert clashes(CIVILIANS, CONTRARY, *sayings) == ["attributed-contrary a1 a2"]


@pytest.mark.parametrize(
    "sayings",
    [
        (say("a1", "russia", "Denies", "civilians"), say("a2", "kyiv", "Affirms", "contrary")),  # a source's words
        (say("a1", "russia", "Affirms", "civilians"), say("a2", "ap", "Affirms", "contrary", voice="publisher")),
        (say("a1", "russia", "Silent", "civilians"), say("a2", "ap", "Affirms", "contrary", voice="publisher")),
    ],
)
def test_evidence_is_contrary_only_to_a_denial_and_in_the_publishers_voice(sayings: tuple[object, ...]) -> None:
    """What a source calls evidence is that source's claim."""
    assert clashes(CIVILIANS, CONTRARY, *sayings) == []  # type: ignore[arg-type]


# instance-against-denial


def test_a_reported_instance_stands_against_a_general_denial() -> None:
    """Missiles hit residential areas; Russia denies attacking any."""
    sayings = say("a1", "russia", "Denies", "civilians"), say("a2", "governor", "Affirms", "strike")
    assert clashes(CIVILIANS, STRIKE, *sayings) == ["instance-against-denial a1 a2"]


def test_an_instance_of_an_instance_counts() -> None:
    """This house, of this barrage, of attacks on civilian areas."""
    house = prop("house", instance_of=("strike",))
    sayings = say("a1", "russia", "Denies", "civilians"), say("a2", "governor", "Affirms", "house")
    assert clashes(CIVILIANS, STRIKE, house, *sayings) == ["instance-against-denial a1 a2"]


@pytest.mark.parametrize(
    "sayings",
    [
        (say("a1", "russia", "Denies", "civilians"), say("a2", "governor", "Questions", "strike")),
        (say("a1", "russia", "Affirms", "civilians"), say("a2", "governor", "Denies", "strike")),
        (say("a1", "russia", "Denies", "strike"), say("a2", "governor", "Affirms", "civilians")),
        (
            say("a1", "russia", "Denies", "civilians"),
            say("a2", "governor", "Affirms", "strike", withdrawn_in="art/correction-c1"),
        ),
    ],
)
def test_only_an_affirmed_instance_stands_against_a_denial(sayings: tuple[object, ...]) -> None:
    """A questioned or withdrawn report does not, nor does a general claim against a denied instance."""
    assert clashes(CIVILIANS, STRIKE, *sayings) == []  # type: ignore[arg-type]


# unresolved


def test_a_part_without_an_answer_leaves_the_whole_unresolved() -> None:
    """65 prisoners among 71; not clear whether there were any."""
    sayings = say("a1", "russia", "Affirms", "load"), say("a2", "official", "Questions", "aboard")
    assert open_pairs(ABOARD, CREW, LOAD, *sayings) == ["a1 a2"]


def test_an_open_question_leaves_its_answers_unresolved() -> None:
    """AP could not confirm who was on board."""
    who = prop("who", "Who was on board", asks=("aboard",))
    sayings = say("a1", "russia", "Affirms", "load"), say("a2", "ap", "CouldNotVerify", "who", voice="publisher")
    assert open_pairs(ABOARD, CREW, LOAD, who, *sayings) == ["a1 a2"]


@pytest.mark.parametrize(
    "sayings",
    [
        (say("a1", "russia", "Affirms", "aboard"), say("a2", "russia", "NoInformation", "aboard")),  # one speaker
        (say("a1", "russia", "Affirms", "aboard"), say("a2", "kyiv", "Silent", "load")),  # the whole, not the part
        (say("a1", "russia", "Questions", "aboard"), say("a2", "kyiv", "Silent", "aboard")),  # nobody claims it
        (say("a1", "russia", "Affirms", "shot"), say("a2", "kyiv", "Silent", "aboard")),  # another matter
    ],
)
def test_other_silence_leaves_nothing_unresolved(sayings: tuple[object, ...]) -> None:
    """The object of a non-answer is the one in its sentence."""
    assert open_pairs(SHOT, ABOARD, CREW, LOAD, *sayings) == []  # type: ignore[arg-type]


# what a hit looks like, and where a claim stands


def test_the_reason_names_both_speakers_and_what_they_said() -> None:
    """A person checks a sentence, not a rule's name."""
    found = find_conflicts(world(SHOT, say("a1", "russia", "Affirms", "shot"), say("a2", "ukraine", "Denies", "shot")))
    assert found[0].why == (
        "Russia affirms that Ukraine shot down the plane; Ukraine denies that Ukraine shot down the plane."
    )


def test_the_name_of_a_pair_is_its_own() -> None:
    """Other articles, and the order in which they are read, change no name."""
    sayings = [SHOT, say("a1", "russia", "Affirms", "shot"), say("a2", "ukraine", "Denies", "shot")]
    more = [CIVILIANS, say("a0", "russia", "Denies", "civilians"), say("a3", "ap", "Affirms", "civilians")]
    (alone,) = find_conflicts(world(*sayings))
    among = [hit.id for hit in find_conflicts(world(*reversed(sayings + more))) if hit.a.id == "a1"]
    assert among == [alone.id]
    assert len(alone.id) == len("c-3fa2b1")


def test_the_earlier_in_the_text_is_a() -> None:
    """Whoever denies first stands first."""
    found = find_conflicts(world(SHOT, say("a2", "russia", "Affirms", "shot"), say("a1", "ukraine", "Denies", "shot")))
    assert pairs(found) == [("opposed", "a1", "a2")]


@pytest.mark.parametrize(
    ("sayings", "status"),
    [
        ([say("a1", "russia", "Affirms", "shot")], "uncontested"),
        ([say("a1", "russia", "Affirms", "shot"), say("a2", "ukraine", "Silent", "shot")], "unresolved"),
        ([say("a2", "ukraine", "Silent", "shot")], "unresolved"),
        ([say("a1", "russia", "Affirms", "shot"), say("a2", "ukraine", "Denies", "shot")], "opposed"),
        ([say("a1", "russia", "Affirms", "shot"), say("a2", "russia", "Denies", "shot", revises="a1")], "reversed"),
        ([say("a1", "russia", "Affirms", "shot", withdrawn_in="art/correction-c")], "withdrawn"),
        ([say("a1", "russia", "Urges", "shot")], None),
        ([], None),
    ],
)
def test_a_claim_has_one_standing(sayings: list[object], status: str | None) -> None:
    """Uncontested, unresolved, opposed, reversed, withdrawn; what nobody claims has none."""
    made = world(SHOT, *sayings)  # type: ignore[arg-type]
    assert proposition_status(made, find_all(made)).get(SHOT.iri) == status


def test_a_whole_stands_no_better_than_its_parts() -> None:
    """A passenger list is not uncontested while its prisoners are in doubt."""
    made = world(ABOARD, CREW, LOAD, say("a1", "russia", "Affirms", "load"), say("a2", "kyiv", "Denies", "aboard"))
    standings = proposition_status(made, find_all(made))
    assert [standings[p.iri] for p in (ABOARD, CREW, LOAD)] == ["opposed", "uncontested", "opposed"]


TRIPS = {
    "opposed-same-proposition": (SHOT, say("a1", "russia", "Affirms", "shot"), say("a2", "ukraine", "Denies", "shot")),
    "incompatible-count": (
        ABOARD,
        prop("fewer", counts="prisoners aboard", value=63),
        say("a1", "russia", "Affirms", "aboard"),
        say("a2", "ukraine", "Affirms", "fewer"),
    ),
    "incompatible-object": (
        cause("p", "missile"),
        cause("q", "failure"),
        say("a1", "russia", "Affirms", "p"),
        say("a2", "ukraine", "Affirms", "q"),
    ),
    "reversal-in-time": (
        SHOT,
        say("a1", "ukraine", "Denies", "shot"),
        say("a2", "ukraine", "Affirms", "shot", revises="a1"),
    ),
    "arithmetic-sum": (
        ABOARD,
        prop("wrong", counts="people aboard", value=60, parts=("aboard",), sums=True),
        say("a1", "russia", "Affirms", "wrong"),
    ),
    "undercut-no-evidence": (
        SHOT,
        NO_EVIDENCE,
        entity("russia"),
        say("a1", "russia", "Affirms", "shot"),
        say("a2", "ap", "Affirms", "no-evidence"),
    ),
    "evidence-against-denial": (
        CIVILIANS,
        CONTRARY,
        say("a1", "russia", "Denies", "civilians"),
        say("a2", "ap", "Affirms", "contrary", voice="publisher"),
    ),
    "instance-of-denied": (
        CIVILIANS,
        STRIKE,
        say("a1", "russia", "Denies", "civilians"),
        say("a2", "governor", "Affirms", "strike"),
    ),
    "opposed-contraries": (
        NOBODY,
        BULLETS,
        say("a1", "police", "Denies", "fired"),
        say("a2", "surgeon", "Affirms", "bullets"),
        prop("fired", "Officers opened fire"),
    ),
    "incompatible-contraries": (
        prop("home", "The mayor was home by ten"),
        prop("bar", "The mayor paid for drinks at eleven", excludes=("home",)),
        say("a1", "mayor", "Affirms", "home"),
        say("a2", "barman", "Affirms", "bar"),
    ),
    "reversal-contraries": (
        prop("home", "The mayor was at home all evening"),
        prop("bar", "The mayor had stopped for a drink", excludes=("home",)),
        say("a1", "mayor", "Affirms", "home"),
        say("a2", "mayor", "Affirms", "bar", revises="a1"),
    ),
    "unresolved-no-answer": (
        SHOT,
        say("a1", "russia", "Affirms", "shot"),
        say("a2", "ukraine", "NonCommittal", "shot"),
    ),
    "unresolved-open-question": (
        SHOT,
        prop("who", "Who shot it down", asks=("shot",)),
        say("a1", "russia", "Affirms", "shot"),
        say("a2", "ap", "CouldNotVerify", "who"),
    ),
}


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_rule_has_a_pair_that_trips_it_and_no_other(rule: str) -> None:
    """A new rule comes with its example."""
    assert [hit.rule for hit in find_all(world(*TRIPS[rule]))] == [rule]


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_rule_keeps_still_when_a_side_is_withdrawn(rule: str) -> None:
    """The nearest miss of all: the same words, taken back by a correction."""
    first, *others = [r for r in TRIPS[rule] if isinstance(r, AssertionView)]
    known = [r for r in TRIPS[rule] if not isinstance(r, AssertionView)]
    assert find_all(world(*known, replace(first, withdrawn_in="art/correction-c1"), *others)) == []


def test_rules_cover_the_seven_types() -> None:
    """Each type of the vocabulary has a rule, and each rule says what it does not claim."""
    assert set(CONFLICT_TYPES) == {
        "opposed",
        "incompatible",
        "reversal",
        "arithmetic",
        "undercut",
        "attributed-contrary",
        "instance-against-denial",
    }
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.says and rule.ends and rule.silent_on and rule.template for rule in RULES)


def test_a_plan_given_up_is_a_reversal_where_the_reading_says_so() -> None:
    """A promise claims no fact, so nothing else could tell."""
    boycott, join = prop("boycott", "Kyiv will boycott the talks"), prop("join", "Kyiv will join the talks")
    first = say("a1", "kyiv", "Commits", "boycott")
    assert clashes(boycott, join, first, say("a2", "kyiv", "Commits", "join", revises="a1")) == ["reversal a1 a2"]
    assert clashes(boycott, join, first, say("a2", "kyiv", "Commits", "join")) == []


def test_contraries_of_one_speaker_without_an_order_are_no_reversal() -> None:
    """News puts the latest first, so the order of sentences tells nothing."""
    home, bar = prop("home"), prop("bar", excludes=("home",))
    assert clashes(home, bar, say("a1", "mayor", "Affirms", "home"), say("a2", "mayor", "Affirms", "bar")) == []


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ("The mayor was home by ten", "The mayor paid for drinks at 11.40", "incompatible"),
        ("The mayor was home by ten", "The mayor paid for drinks late that night", "opposed"),
        ("The mayor slept", "The mayor danced", "opposed"),
    ],
)
def test_contraries_are_incompatible_where_both_give_figures(one: str, two: str, kind: str) -> None:
    """As a reader would call them: figures do not fit, claims are opposed."""
    home, bar = prop("home", one), prop("bar", two, excludes=("home",))
    said = say("a1", "mayor", "Affirms", "home"), say("a2", "barman", "Affirms", "bar")
    assert clashes(home, bar, *said) == [f"{kind} a1 a2"]


def test_both_of_two_contraries_may_be_false() -> None:
    """Where kg:negates would make two denials of contraries a contradiction, kg:excludes does not."""
    home, bar = prop("home"), prop("bar", excludes=("home",))
    assert clashes(home, bar, say("a1", "mayor", "Denies", "home"), say("a2", "barman", "Denies", "bar")) == []
    assert clashes(home, bar, say("a1", "mayor", "Affirms", "home"), say("a2", "barman", "Denies", "bar")) == []


def test_what_two_exclude_alike_is_not_one_claim() -> None:
    """Two cases against one alibi say different things: who denies the one does not contradict the other."""
    home, bar, car = prop("home"), prop("bar", excludes=("home",)), prop("car", excludes=("home",))
    sayings = (say("a1", "barman", "Affirms", "bar"), say("a2", "driver", "Denies", "car"))
    assert clashes(home, bar, car, *sayings) == []


def test_a_guess_does_not_exclude_a_guess() -> None:
    """ "May have been at home" goes with "may have been at the bar"."""
    home, bar = prop("home"), prop("bar", excludes=("home",))
    one = say("a1", "mayor", "Affirms", "home", certainty="Possible")
    assert clashes(home, bar, one, say("a2", "barman", "Affirms", "bar", certainty="Possible")) == []


def test_what_is_said_to_exclude_itself_excludes_nothing() -> None:
    """A slip in a Reading, or two propositions judged one claim, must not set those who agree against each other."""
    home, same = prop("home", excludes=("home",)), prop("same", excludes=("home",), same_claim=("home",))
    one = say("a1", "mayor", "Affirms", "home")
    assert clashes(home, one, say("a2", "barman", "Affirms", "home")) == []
    assert clashes(home, same, one, say("a2", "barman", "Affirms", "same")) == []
