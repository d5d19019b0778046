"""The publisher's own remarks: claims without evidence, with evidence against them, and that could not be verified."""

from __future__ import annotations

import hashlib

import pytest

from kg.model import Article, Assertion, Proposition, Reading
from kg.reading import read_article

CHARGE = "The union accused Halven Lines of cutting maintenance."
CLAIM = "The mayor of Leeds said the bridge was safe."


def read(text: str) -> Reading:
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(text=text, name="t", sha256=digest, published="2024-05-16", publisher="The Ledger")
    return read_article(article, "rules")


def said(reading: Reading, words: str) -> Assertion:
    """The source's assertion whose quote holds the words."""
    text = reading.article.text
    return next(
        each
        for each in reading.assertions
        if each.voice == "source" and words in text[each.quote[0].start : each.quote[-1].end]
    )


def remarks(reading: Reading, link: str) -> list[Proposition]:
    """What the publisher says with such a link."""
    own = {each.content for each in reading.assertions if each.voice == "publisher"}
    return [each for each in reading.propositions if each.id in own and getattr(each, link)]


@pytest.mark.parametrize(
    "text",
    [
        CHARGE + " It offered no evidence for the accusation.",
        CHARGE + " It did not immediately provide any proof.",
        CHARGE + " The union has yet to produce any evidence.",
        CHARGE + " The union failed to present evidence.",
        CHARGE + " It offered not a shred of proof.",
        CHARGE + " It could not substantiate the charge.",
        CHARGE + " The union gave no details.",
        CHARGE + " The union released no pictures of the ship.",
        "The union accused Halven Lines of cutting maintenance, without offering any evidence.",
        "Without evidence, the union accused Halven Lines of cutting maintenance.",
        "The union accused Halven Lines of cutting maintenance, but has published nothing to support the charge.",
    ],
)
def test_a_claim_without_evidence_is_undercut(text: str) -> None:
    """The reporter says it in many ways, and means the one who claimed."""
    reading = read(text)
    (remark,) = remarks(reading, "no_evidence_for")
    assert remark.no_evidence_for == (said(reading, "cutting maintenance").content,)
    assert remark.subject == said(reading, "cutting maintenance").by


@pytest.mark.parametrize(
    "text",
    [
        CHARGE + " It provided evidence for the accusation.",
        CHARGE + " If it offers no evidence, the case will be closed.",
        CHARGE + " The mayor of Leeds offered no evidence.",
        CHARGE + " Police asked whether it had no proof.",
        CHARGE + "\n\nThe river rose.\n\nThe fair opened.\n\nThe union offered no evidence.",
        "The mayor of Leeds said the fair would open. She gave no details.",
        "The mayor of Leeds said the fair would open. She released no pictures of it.",
        "The mayor of Leeds promised to give away a house. Public records show no evidence that she gave one away.",
    ],
)
def test_other_words_on_evidence_undercut_nothing(text: str) -> None:
    """Evidence given or supposed, another's, too far away, or a plan without details."""
    assert not remarks(read(text), "no_evidence_for")


def test_a_charge_for_which_she_offered_no_evidence_is_her_own() -> None:
    """Nobody says of herself that she offered none: the words after the charge are the publisher's."""
    text = "Ida Lomond said the papers were forged in Leeds, a charge for which she offered no evidence."
    (remark,) = remarks(read(text), "no_evidence_for")
    assert remark.no_evidence_for == (said(read(text), "papers were forged").content,)


@pytest.mark.parametrize(
    "remark",
    [
        "That account is at odds with a video posted online.",
        "The claim is hard to square with records obtained by The Ledger.",
        "Inspection reports seen by The Ledger suggest otherwise.",
        "A letter seen by this newspaper tells a different story.",
        "Minutes of the council reviewed by The Ledger suggest otherwise.",
    ],
)
def test_evidence_against_a_claim_is_evidence_for_its_negation(remark: str) -> None:
    """So it stands against who affirms, as "evidence to the contrary" does against who denies."""
    reading = read(f"{CLAIM} {remark}")
    found = [each for each in reading.propositions if each.negates == said(reading, "bridge was safe").content]
    assert [each.evidence_for for each in remarks(reading, "evidence_for")] == [(found[0].id,)]


@pytest.mark.parametrize(
    "text",
    [
        f"{CLAIM} The school report shows otherwise good results.",
        f"{CLAIM} The union said records suggest otherwise.",
        f"{CLAIM}\n\nThe fair opened. People came from all over the county, and it rained on them for two whole days "
        "and nights, which spoiled the races and the shows, and the band went home early, as did the judges and the "
        "farmers who had come with their cows and sheep to show them to the judges.\n\n"
        "That account is at odds with a video posted online.",
    ],
)
def test_words_like_these_elsewhere_speak_against_nothing(text: str) -> None:
    """Another's words are not the publisher's, and "that account" reaches no claim of long before."""
    assert not remarks(read(text), "evidence_for")


@pytest.mark.parametrize(
    "remark",
    [
        "The claim could not be independently verified.",
        "It was not immediately possible to verify the claim.",
        "The claim remains unverified.",
        "There was no independent confirmation of the claim.",
        "The report has yet to be confirmed.",
    ],
)
def test_what_could_not_be_verified_is_the_claim_told_before(remark: str) -> None:
    """The publisher takes no position on it: unresolved, not denied."""
    reading = read(f"{CLAIM} {remark}")
    own = [each for each in reading.assertions if each.voice == "publisher"]
    assert [(each.stance, each.content) for each in own] == [("CouldNotVerify", said(reading, "safe").content)]


@pytest.mark.parametrize(
    "text",
    [
        "The senator said the vote had been stolen, without providing evidence.",
        "The mayor claimed that rivals had rigged the count, without presenting any proof.",
        "The mayor said rivals had rigged the count, without offering any evidence for the claim.",
    ],
)
def test_without_evidence_behind_a_saying_is_the_publishers_remark(text: str) -> None:
    """It is no part of what was said, and it undercuts that."""
    reading = read(text)
    (remark,) = remarks(reading, "no_evidence_for")
    (saying,) = [each for each in reading.assertions if each.voice == "source"]
    assert "without" not in text[saying.quote[0].start : saying.quote[-1].end]
    assert (remark.no_evidence_for, remark.subject) == ((saying.content,), saying.by)


@pytest.mark.parametrize(
    "text",
    [
        "The senator said judges had jailed her son, without offering any evidence.",
        "The senator said the minister had accused her of theft, without offering any evidence.",
        "“The vote was stolen, without anybody providing evidence,” the senator said.",
        "The senator said the vote had been held, without causing any delay.",
    ],
)
def test_whoever_else_may_have_given_none_is_left_to_the_speaker(text: str) -> None:
    """Those told of may be meant, and a quotation is the speaker's to its end."""
    reading = read(text)
    assert not remarks(reading, "no_evidence_for")
    assert "without" in text[reading.assertions[0].quote[0].start : reading.assertions[0].quote[-1].end]
