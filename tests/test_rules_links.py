"""What the machine links: the same said and denied, questions and answers, and what must not be linked."""

from __future__ import annotations

import hashlib

import pytest

from kg.model import Article, Assertion, Proposition, Reading
from kg.reading import read_article


def read(text: str, published: str = "2024-05-16") -> Reading:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return read_article(
        Article(text=text, name="t", sha256=digest, published=published, publisher="The Ledger"), "rules"
    )


def said(reading: Reading, words: str) -> Assertion:
    """The assertion whose quote holds the words."""
    text = reading.article.text
    return next(each for each in reading.assertions if words in text[each.quote[0].start : each.quote[-1].end])


def claim(reading: Reading, words: str) -> Proposition:
    """The proposition of that assertion."""
    return next(each for each in reading.propositions if each.id == said(reading, words).content)


def test_a_denial_of_what_another_said_is_about_the_same_claim() -> None:
    """Only a shared proposition lets the rules see that the two are opposed."""
    reading = read(
        "The mayor of Leeds said the bridge was closed on Friday. The contractor denied that the bridge was closed."
    )
    denial = next(each for each in reading.assertions if each.stance == "Denies")
    assert said(reading, "closed on Friday").content == denial.content


def test_a_denial_of_something_else_stays_by_itself() -> None:
    """A wrong link is worse than a missed one: the toll road is not the bridge."""
    reading = read(
        "The mayor of Leeds said the bridge was closed on Friday. The contractor denied that the tunnel was unsafe."
    )
    assert len({each.content for each in reading.assertions}) == 2


def test_the_accusation_is_the_one_against_the_denier() -> None:
    """ "Denied the accusation" answers what was laid at the speaker's door, not the last thing said."""
    reading = read(
        "The union accused Halven Lines of cutting maintenance. The mayor said the sea was calm. "
        "Halven Lines denied the accusation."
    )
    denial = next(each for each in reading.assertions if each.stance == "Denies")
    assert denial.content == said(reading, "cutting maintenance").content


def test_involvement_far_from_any_accusation_points_to_nothing() -> None:
    """Kiev's denial of May 2023 is none of the crash: a vague word reaches one paragraph back."""
    gap = "\n\n".join(["The river rose.", "The road was dry.", "The fair opened."])
    reading = read(f"Lusatia accused Norland of shelling a school.\n\n{gap}\n\nNorland denied involvement.")
    denial = next(each for each in reading.assertions if each.stance == "Denies")
    assert denial.content != said(reading, "shelling a school").content


def test_silence_about_another_matter_is_no_answer() -> None:
    """ "Made no mention of the crash" is about the crash, not about who shot the plane down."""
    reading = read("Lusatia accused Norland of sinking the ferry Marisol. Norland made no mention of the crash.")
    silent = next(each for each in reading.assertions if each.stance == "Silent")
    assert silent.content != said(reading, "sinking the ferry").content


def test_who_was_at_the_helm_bears_on_who_was_at_the_helm() -> None:
    """A question left open is unresolved only against claims that would answer it."""
    reading = read("The coastguard has not said who was at the helm. An official said Tomas Reuel was at the helm.")
    assert claim(reading, "Tomas Reuel was at the helm").id in claim(reading, "who was at the helm").asks


def test_a_reported_case_is_an_instance_of_what_is_denied_in_general() -> None:
    """A general denial is met by one report of a case."""
    general = "Varro denies that it pollutes any river."
    reading = read(f"{general} The water board said solvent from a Varro plant had leaked into the river Lek.")
    denied = next(each for each in reading.assertions if each.stance == "Denies")
    assert claim(reading, "solvent").instance_of == (denied.content,)


def test_a_leak_at_another_firm_is_no_instance() -> None:
    """Without the denier in it a case tells nothing of the denier."""
    general = "Varro denies that it pollutes any river."
    reading = read(f"{general} The water board said solvent from a Kolmar plant had leaked into the river Lek.")
    assert claim(reading, "solvent").instance_of == ()


def test_initially_and_later_are_a_turn_of_one_speaker() -> None:
    """Words of order make the second saying take back the first."""
    reading = read("Halven Lines initially said the radar had failed but later denied it.")
    first, second = reading.assertions
    assert (second.revises, second.stance, second.by) == (first.id, "Denies", first.by)


def test_no_evidence_undercuts_the_speaker_who_gave_none() -> None:
    """The publisher's remark names whose claim it is about."""
    reading = read("The union accused Halven Lines of cutting maintenance, but it did not provide any evidence.")
    remark = next(each for each in reading.propositions if each.no_evidence_for)
    assert remark.no_evidence_for == (said(reading, "cutting maintenance").content,)


def test_evidence_that_was_given_undercuts_nothing() -> None:
    """ "Provided evidence" is no remark on a lack of it."""
    reading = read("The union accused Halven Lines of cutting maintenance, and it provided evidence.")
    assert not any(each.no_evidence_for for each in reading.propositions)


@pytest.mark.parametrize(
    ("words", "value", "least", "most"),
    [
        ("12 people were killed", 12, None, None),
        ("more than 40 people were killed", None, 41, None),
        ("at least six people were killed", None, 6, None),
        ("up to 225 people were killed", None, None, 225),
        ("fewer than ten people were killed", None, None, 9),
        ("several people were killed", None, 3, None),
    ],
)
def test_bounds_are_inclusive_and_a_bound_is_no_value(
    words: str, value: int | None, least: int | None, most: int | None
) -> None:
    """ "More than 40" and 45 can both be true; keeping 40 as a value would make a conflict of them."""
    (found,) = [each for each in read(f"The mayor of Leeds said {words}.").propositions if each.counts]
    assert (found.counts, found.value, found.min, found.max) == ("people killed", value, least, most)


@pytest.mark.parametrize(
    "words", ["the 24-year-old was hurt", "the fire of 2019 was set", "the train left at 11:15 a.m."]
)
def test_ages_years_and_times_count_nothing(words: str) -> None:
    """Two speakers cannot differ about how many a year is."""
    assert not any(each.counts for each in read(f"The mayor of Leeds said {words}.").propositions)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ida Lomond, a farmer, spoke. “We lost everything,” she said.", "Ida Lomond"),
        ("Its lawyer, Greta Moss, said the case was closed.", "Greta Moss"),
        ("The Institute for Polar Study (IPS) met. IPS said the ice was thin.", "Institute for Polar Study"),
        ("The Norland Defense Ministry met. The ministry said the ship was safe.", "Norland Defense Ministry"),
        ("The singer Volodymyr Zelenskyy bowed. Zelensky said the hall was full.", "Volodymyr Zelenskyy"),
    ],
)
def test_short_forms_mean_who_was_named_before(text: str, speaker: str) -> None:
    """Pronouns, appositions, abbreviations, bodies and spellings are merged by a recorded judgement."""
    reading = read(text)
    label = {each.id: each.label for each in reading.actors}
    assert [label[each.by] for each in reading.assertions] == [speaker]


def test_two_nameless_sources_are_never_one() -> None:
    """An official and an official are two people as far as anybody can tell."""
    reading = read("An official said the dam was safe. An official said the dam was cracked.")
    assert len({each.by for each in reading.assertions}) == 2


@pytest.mark.parametrize(
    "words",
    [
        "having met the lender",
        "ever having owned a gun",
        "being drunk",
        "having been paid by the club",
        "being paid by the club",
    ],
)
def test_a_gerund_with_a_helper_verb_is_what_is_denied(words: str) -> None:
    """ "Denied having met" tells as much as "denied meeting"."""
    text = f"Ida Lomond denied {words}."
    (found,) = read(text).assertions
    assert (found.stance, text[found.quote[0].start : found.quote[-1].end]) == ("Denies", words)


def test_a_participle_beside_what_is_denied_is_no_part_of_it() -> None:
    """ "Denied the charge, having …" gives a ground of the reporter's."""
    text = "Ida Lomond denied the charge, having met the lender."
    (found,) = read(text).assertions
    assert text[found.quote[0].start : found.quote[-1].end] == "the charge"
