"""Sayings that look like a clash and are none, each beside the near miss that is one."""

from __future__ import annotations

import pytest

from tests.test_opposing import clashes, read


def asks(text: str) -> bool:
    """Whether something is left open that another saying would answer."""
    reading = read(text)
    shared = len({each.content for each in reading.assertions}) < len(reading.assertions)
    return shared or any(each.asks for each in reading.propositions)


@pytest.mark.parametrize(
    "text",
    [
        "A majority of voters say they are following the campaign. But 26 percent say they are not following the "
        "campaign.",
        "Three members of parliament have disavowed Weber. A strategist, Ida Lund, said that Weber has the potential "
        "to do well.",
        "Prosecutors said Weber never opened Lida Brandt's mailbox. Weber said that he had opened the mailboxes of "
        "actors.",
        "The singer said he had not signed an agreement with Korva. Lawyers said that Korva had sued Lida Brandt over "
        "an agreement that she had signed.",
        "Ann Wood said the deal is fair. But an inspector, Tom Crane, said that his work is not done.",
        "“We have enemies everywhere,” Ann Wood said. “I would bring back the tolls.” Tom Crane denied that the tolls "
        "are a tax.",
        "Ann Wood said that the board had sought to restore the deal. Tom Crane backed away from the deal.",
        "The army said it had launched a rescue. Tom Crane said there was never any question that there would be a "
        "rescue.",
        "Ann Wood said a sense of fear drove the voters. Tom Crane said it makes no sense to blame the voters.",
        "Korva said that sales rose 4 percent in Europe. Analysts said that sales had fallen 3 percent in Asia.",
        "The mayor said the school would reopen on Monday. Parents said the school should not reopen on Monday.",
        "Ann Wood said that Weber is a really, really good guy. “Weber is not a racist, guys,” Tom Crane said.",
        "By leaving it to Tom Crane to prove he's worthy of support, the mayor allows members to dodge Crane without "
        "having to contradict the will of millions of his voters who support him.",
        "Last month Ann Wood sought to restore the deal, the Ledger reported. But Korva declined to renew the deal, "
        "according to an agent.",
        "Asked whether Wood “has the integrity to serve as mayor,” 75 percent of members said yes, but 55 percent of "
        "all voters say she does not.",
    ],
)
def test_shares_people_owners_and_wishes_are_no_clash(text: str) -> None:
    """Each shares its words with another saying and speaks of something else."""
    assert not clashes(text)


@pytest.mark.parametrize(
    "text",
    [
        "A majority of ministers said the bridge was closed on Friday. The contractor denied that the bridge was "
        "closed.",
        "Ann Wood said the council had paid her. The council rejected the claim.",
        "Ann Wood said that the guards had never read Lida Brandt's letters. Tom Crane said that the guards had read "
        "Lida Brandt's letters.",
        "Lawyers said that the singer had signed an agreement with Korva. The singer said he had not signed an "
        "agreement with Korva.",
        "Ann Wood said that the council had opened a review. Tom Crane said the council had not opened any review.",
        "The mayor said the school would reopen on Monday. Parents said the school would not reopen on Monday.",
        "Ann Wood said there was a risk to divers. Tom Crane said there was no risk to divers.",
        "Ann Wood said Tom Crane broke the lock. Tom Crane said that he did not.",
        "The Ledger reported that Korva had renewed the deal. But an agent said that Korva had not renewed the deal.",
        "Ann Wood said that the mayor hid the papers from the public. The mayor went on to deny that she hid the "
        "papers from the public.",
        "“The critics don't have any plan,” said Ann Wood. But Tom Crane said that the critics have a plan.",
        "A critic called the bill anti-union. The mayor rejected the accusation.",
    ],
)
def test_the_near_misses_are_clashes(text: str) -> None:
    """The same constructions about one matter."""
    assert clashes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said she had seen the video. The minister's statement about the video was not challenged by the "
        "hosts.",
        "Ann Wood said the party could keep the treasurer. “That’s like a bribe, isn’t it?” Tom Crane asked.",
        "The minister said the bridge was safe. A reporter asked whether the bridge was safe.",
    ],
)
def test_what_nobody_doubts_is_not_left_open(text: str) -> None:
    """A doubt that is not raised, and a question put for effect."""
    assert not asks(text)


def test_a_statement_that_is_challenged_is_left_open() -> None:
    """The same without "not"."""
    assert asks("The minister said the bridge was safe. The hosts questioned whether the bridge was safe.")


@pytest.mark.parametrize(
    "text",
    [
        "“I do not think that she should resign,” Ann Wood said. While she supports her, Ann Wood admits there is a "
        "group in the party she does not like.",
        "Tom Crane said he did not own the yacht to impress people, but agreed that it was large. He added that he "
        "could get by without owning a yacht.",
        "Ann Wood later walked back her remarks. She said that the nurses had not been at fault.",
        "Ann Wood later retracted her remarks. Ann Wood said that the nurses had not been at fault.",
    ],
)
def test_an_admission_of_something_else_takes_nothing_back(text: str) -> None:
    """One name in common, or the thing only named as what one could do without."""
    assert not any(each.revises for each in read(text).assertions)


def test_an_admission_of_what_was_denied_does() -> None:
    """ "There had been" takes up what was denied."""
    text = "Ann Wood said no official had met the envoys. She then conceded there had been “a conversation”."
    assert any(each.revises for each in read(text).assertions)


def test_what_is_asked_is_the_thing_that_is_counted() -> None:
    """Who was asked how much leave there is was not asked how many workers there are."""
    silent = "Korva did not respond to questions about how {} it {}. Korva has 7,600 employees, according to papers."
    assert not asks(silent.format("much leave", "offers employees"))
    assert asks(silent.format("many employees", "has"))
