"""What a phrase that points back means: "that version", "it did not", "the figure was wrong", "no proof for it"."""

from __future__ import annotations

import re

import pytest

from kg.resources import SEEDS
from tests.ruled import content, last, read

UNION = "The Seafarers' Union said Halven Lines had cut maintenance."


@pytest.mark.parametrize(
    "denial",
    [
        "Halven Lines rejected that version.",
        "Halven Lines disputed the account.",
        "Halven Lines disputed this.",
        "Halven Lines denied the allegation.",
        "Halven Lines denied doing so.",
        "Halven Lines dismissed the report as nonsense.",
        "Halven Lines called the report a lie.",
        "Halven Lines described the claim as false.",
        "That version was rejected by Halven Lines.",
    ],
)
def test_a_denial_by_a_pointing_phrase_is_about_what_was_just_said(denial: str) -> None:
    """The content is hardly more than a noun: the claim before is what is denied."""
    reading = read(f"{UNION} {denial}")
    assert last(reading).stance == "Denies"
    assert last(reading).content == reading.assertions[0].content


@pytest.mark.parametrize(
    "reply",
    [
        "Halven Lines said that was untrue.",
        "Halven Lines said it had not.",
        "Halven Lines said it had done nothing of the kind.",
        "Halven Lines said there was no truth in the report.",
        "Halven Lines said the union's claim had no basis.",
        "“There is nothing in it,” Halven Lines said.",
        "“That is simply not true,” Halven Lines said.",
        "“Absolutely false,” Halven Lines said.",
        "“These are slanders,” Halven Lines said.",
    ],
)
def test_to_say_that_it_is_untrue_is_to_affirm_the_contrary(reply: str) -> None:
    """The stance is as worded: who says "that is untrue" affirms something, and denies nothing in so many words."""
    reading = read(f"{UNION} {reply}")
    assert last(reading).stance == "Affirms"
    assert content(reading, last(reading)).negates == reading.assertions[0].content


@pytest.mark.parametrize(
    "other",
    [
        "Halven Lines said it was wrong to close the harbour.",
        "Halven Lines said the report would be serious if true.",
        "Halven Lines said its critics were wrong.",
        "Halven Lines rejected the offer.",
        "Halven Lines said it could not do this.",
        "“This is the lie that their campaign is built on,” Halven Lines said.",
        "Two of the ferries on the northern route are older than the port, although Halven Lines denies this.",
        "Halven Lines called the strike absurd.",
        "Halven Lines rejected the knife allegation.",
        "“This just is not right,” Halven Lines said.",
        "“That is wrong,” Halven Lines said.",
    ],
)
def test_a_reply_on_another_matter_points_to_nothing(other: str) -> None:
    """An act may be wrong, a strike absurd, an offer rejected: none of it speaks of the claim before."""
    reading = read(f"{UNION} {other}")
    assert last(reading).content != reading.assertions[0].content
    assert content(reading, last(reading)).negates is None


def test_the_figure_is_the_one_with_a_number() -> None:
    """A noun wants a claim of its kind, however near another stands."""
    reading = read(
        "The mayor, Ann Wood, said four people had died. Tom Crane said the sea was calm. "
        "The Coastguard said the figure was wrong."
    )
    assert content(reading, last(reading)).negates == reading.assertions[0].content


def test_the_link_is_the_claim_about_a_cause() -> None:
    """ "Disputes the link" is no reply to a claim about prices."""
    reading = read(
        "The Food Board said Lacto's powder was the source of the outbreak. Tom Crane said prices had risen. "
        "Lacto disputes the link."
    )
    assert last(reading).content == reading.assertions[0].content


def test_the_possessive_says_whose_claim_is_meant() -> None:
    """ "Ms Wood's claim" is hers, though another spoke last."""
    reading = read(
        "Ann Wood said the bridge had been closed. Tom Crane said the tunnel was full. "
        "Halven Lines rejected Wood's claim."
    )
    assert last(reading).content == reading.assertions[0].content


def test_nobody_points_back_to_a_claim_of_their_own() -> None:
    """What one has just said oneself is not what one rejects."""
    reading = read("Ann Wood said the bridge had been closed. She rejected the claim.")
    assert last(reading).content != reading.assertions[0].content


def test_an_indefinite_noun_takes_up_its_own_sentence() -> None:
    """ "…, a charge the owner denies": nothing but the same sentence can be meant."""
    reading = read("Ann Wood said Tom Crane had taken the money, a charge which Crane denied.")
    assert last(reading).content == reading.assertions[0].content


def test_a_relative_clause_denies_the_whole_sentence() -> None:
    """ "…, which the firm disputes" is no dispute about the checks."""
    reading = read("The union said Halven Lines had cut the checks, which the company disputes.")
    assert (last(reading).stance, last(reading).content) == ("Denies", reading.assertions[0].content)


def test_a_second_relative_clause_stands_for_the_same_noun() -> None:
    """ "A charge for which she had no proof and which he dismissed": the charge."""
    reading = read(
        "Ann Wood said the papers had been printed in his own office, a charge for which she offered no evidence and "
        "which Crane dismissed as a fairy tale."
    )
    denial = next(each for each in reading.assertions if each.stance == "Denies")
    assert denial.content == reading.assertions[0].content


def test_no_such_inspection_denies_what_was_told_of() -> None:
    """ "Any such" points back by itself."""
    reading = read(
        "The union said Halven Lines had promised an inspection. Halven Lines denied that there was any such promise."
    )
    assert last(reading).content == reading.assertions[0].content


@pytest.mark.parametrize("reply", ["rejected any suggestion that it was at fault", "denied that it was to blame"])
def test_who_is_not_to_blame_denies_the_accusation(reply: str) -> None:
    """Blame is laid on somebody by name; a denial of it needs no more words."""
    reading = read(f"The union blamed the delay on a supplier, Varro Steel. Varro Steel {reply}.")
    assert last(reading).content == reading.assertions[0].content


def test_a_non_answer_takes_up_what_was_just_denied() -> None:
    """ "Declined to comment on it": the matter is the same, whether affirmed or denied last."""
    reading = read(f"{UNION} Halven Lines denied the report. Tom Crane declined to comment on it.")
    assert last(reading).content == reading.assertions[0].content


def test_the_speaker_goes_on_about_the_same_matter() -> None:
    """After "rejected the report" the speaker's own "there is nothing in it" is about the report."""
    reading = read(f"{UNION} Halven Lines rejected the report. “There is nothing in it,” the company said.")
    assert content(reading, last(reading)).negates == reading.assertions[0].content


def test_a_denial_called_a_lie_is_affirmed() -> None:
    """ "Denied knowing of it. That was a lie": who says so says that it was known."""
    reading = read("Halven Lines denied that it had cut maintenance. Tom Crane said that was a lie.")
    assert (last(reading).stance, last(reading).content) == ("Affirms", reading.assertions[0].content)


@pytest.mark.parametrize(
    "text",
    [
        "Bank denies rival's allegation that it hid the losses",
        "The union disputed the operator's claim that the driver was speeding.",
    ],
)
def test_one_sentence_can_hold_both_sides(text: str) -> None:
    """Whose claim is rejected says it too: two sayings of one clause, one affirmed and one denied."""
    denial, claim = read(text).assertions
    assert (denial.stance, claim.stance) == ("Denies", "Affirms")
    assert denial.content == claim.content


def test_a_claim_that_nobody_answers_stays_inside() -> None:
    """ "Said the operator's claim that …" is one saying; only an answer makes the owner a side."""
    reading = read("The union said the operator's claim that the driver was speeding had hurt many.")
    assert len(reading.assertions) == 1


def test_every_row_of_the_table_has_an_example_with_its_word() -> None:
    """The table is documented by sentences that show it."""
    rows = [line.split("\t") for line in (SEEDS / "pointers.tsv").read_text().splitlines()[1:]]
    shown = {name: {*words.split()} & {*re.findall(r"[a-z]+", example.lower())} for name, words, example in rows}
    assert [name for name, found in shown.items() if not found] == []


def test_nobody_is_accused_of_what_will_be() -> None:
    """An allegation is of something done."""
    reading = read("Ann Wood said the library would close. Halven Lines denied the allegation.")
    assert last(reading).content != reading.assertions[0].content


def test_who_confirms_an_account_affirms_what_it_says() -> None:
    """Agreement shares the claim."""
    reading = read(f"{UNION} Tom Crane confirmed the account.")
    assert (last(reading).stance, last(reading).content) == ("Affirms", reading.assertions[0].content)


def test_asked_about_the_allegation_they_said_nothing_of_it() -> None:
    """A non-answer withholds what the question in its own sentence was about."""
    reading = read(f"{UNION} Asked about the allegation, Halven Lines declined to comment.")
    assert (last(reading).stance, last(reading).content) == ("DeclinesComment", reading.assertions[0].content)


def test_no_comment_without_a_matter_is_about_no_claim() -> None:
    """Nothing points: the claim before is not what is left unanswered."""
    reading = read(f"{UNION} Halven Lines declined to comment.")
    assert last(reading).content != reading.assertions[0].content


@pytest.mark.parametrize(
    "remark",
    [
        "Jan Ek said the union had produced no evidence for its claims.",
        "Jan Ek said the union had offered not a shred of proof for its story.",
        "Jan Ek said the union had yet to offer any proof.",
        "Jan Ek said there was no evidence for the allegation.",
    ],
)
def test_a_source_can_say_that_another_gave_no_evidence(remark: str) -> None:
    """What undercuts a claim need not be the publisher's own remark."""
    reading = read(f"{UNION} {remark}")
    assert content(reading, last(reading)).no_evidence_for == (reading.assertions[0].content,)


@pytest.mark.parametrize(
    "remark",
    ["Jan Ek said the police had no evidence yet.", "Jan Ek said the union had offered proof."],
)
def test_evidence_of_others_or_evidence_given_undercuts_nothing(remark: str) -> None:
    """The police have claimed nothing, and proof that was offered is no lack of it."""
    assert not any(each.no_evidence_for for each in read(f"{UNION} {remark}").propositions)


BEATEN = "The union said a guard had beaten an inmate."


@pytest.mark.parametrize(
    "answer",
    [
        "The prison did not respond to questions about the incident.",
        "The prison declined to discuss the matter.",
        "The prison would not comment on the episode.",
        "The prison would neither confirm nor deny the incident.",
    ],
)
def test_the_incident_that_is_not_spoken_of_is_the_one_just_told(answer: str) -> None:
    """A general word for what happened points to what another has just said was done."""
    reading = read(f"{BEATEN} {answer}")
    assert last(reading).content == reading.assertions[0].content


@pytest.mark.parametrize(
    "text",
    [
        "The union said a guard would be dismissed. The prison declined to discuss the matter.",
        f"{BEATEN} The sea was calm. The fair opened. The prison declined to discuss the matter.",
        f"{BEATEN} The prison declined to comment on the incident at Leeds airport.",
        "The union said a guard had beaten an inmate, and the mayor said a cook had fallen. "
        "The prison declined to comment on the incident.",
    ],
)
def test_no_incident_is_meant_where_it_is_to_come_or_another_or_unclear(text: str) -> None:
    """What will be, what was told further back, what has a place of its own, or either of two."""
    reading = read(text)
    assert last(reading).content not in {each.content for each in reading.assertions[:-1]}


def test_the_footage_is_the_video_that_another_tells_of() -> None:
    """Not only what a video shows: where it was made is left open too, but not where a car was found."""
    verify = "The Guardian has not been able to verify the footage."
    one, two = (read(f"The {what} in Kano, the group said. {verify}") for what in ("video was filmed", "car was found"))
    assert (last(one).stance, last(one).content) == ("CouldNotVerify", one.assertions[0].content)
    assert last(two).content != two.assertions[0].content


@pytest.mark.parametrize(
    "words",
    ["they had produced nothing to support the claim", "they had offered nothing that would back the claim"],
)
def test_nothing_to_support_a_claim_undercuts_it(words: str) -> None:
    """ "Nothing" given is evidence that was not given; something given for another purpose is none of it."""
    claimed = "The lawyers of Halven Lines claimed the files had been forged. Judge Ann Wood said"
    undercut, other = read(f"{claimed} {words}."), read(f"{claimed} they had produced two clerks to support the claim.")
    assert content(undercut, last(undercut)).no_evidence_for == (undercut.assertions[0].content,)
    assert not content(other, last(other)).no_evidence_for


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Terrell Gaines said he had forgiven the officer. Ann Gaines said she had not.", False),
        ("Ann Gaines said she had paid the fine. The bank said it had not.", False),
        ("Halven Lines said it had paid the crew. The Seafarers' Union said it had not.", True),
        ("Terrell Gaines said he had paid the fine. Judge Ann Wood said he had not.", True),
        ("Terrell Gaines said the dam was safe. Ann Wood said it was not.", True),
    ],
)
def test_who_did_not_may_be_the_speaker(text: str, same: bool) -> None:
    """ "She had not" after "he had forgiven" is said of herself, where it cannot mean the other."""
    reading = read(text)
    negated = content(reading, last(reading)).negates
    assert (last(reading).content == reading.assertions[0].content or bool(negated)) == same
