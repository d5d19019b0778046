"""One speaker who says one thing and later the contrary, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.ruled import content, last, read


@pytest.mark.parametrize(
    "text",
    [
        "Ann Wood had assured parents last Friday that every tin was off the shelves. On Monday she conceded that "
        "some had remained on sale.",
        "Ann Wood, who in October ruled out the use of public money, told parliament on Tuesday that a guarantee "
        "could not be excluded.",
        "Ann Wood told reporters on Wednesday that the captain was ill, but admitted 24 hours later that there had "
        "been no illness.",
        "In a statement Ann Wood said she had seen Tom Crane. But in court she insisted she had seen nobody at all.",
        "Halven Lines initially said it had had no contact with the embassy. On Tuesday it acknowledged that its "
        "manager had dined with the ambassador.",
        "Ann Wood said no demand had been received. On Thursday she said a demand for money had arrived in August.",
        "Last month Halven Lines denied that it had dumped oil. It has since acknowledged that oil had been dumped.",
        "Halven Lines initially said the radar had failed but later denied it.",
        "“I was at home all evening,” Tom Crane told police. He has since changed his story, telling the court he had "
        "been at a pub.",
        "Ann Wood said the engine had failed. She later retracted the statement.",
        "Halven Lines initially told the family that the ship was sound. It has now accepted that a pump was missing.",
        "Halven Lines initially denied involvement but later said it had towed the wreck to sea.",
        "Tom Crane told MPs he had never met the donor. Yesterday he conceded that they had dined together twice.",
        "At first, the Coastguard said the man had been armed. It later said no weapon had been found.",
        "Tom Crane, who last week denied having met the donor, acknowledged on Friday that the two had dined together.",
        "Adding to the confusion, Ann Wood told the radio on Tuesday morning that a target had been hit. Hours later "
        "she told parliament that no strike had taken place.",
    ],
)
def test_who_takes_back_what_was_said_revises_it(text: str) -> None:
    """Order, concession or contrast, and the contrary of what was said: a turn."""
    reading = read(text)
    first, second = reading.assertions[0], last(reading)
    links = content(reading, second)
    assert second.revises == first.id
    assert first.content in (second.content, links.negates, *links.instance_of)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Wood said on Monday that no decision had been made. On Tuesday she said a decision would be made in May.",
        "Ann Wood said on Monday that no workers had been hurt. On Tuesday she said the plant had been closed.",
        "Ann Wood said the fire had been put out. She said no firefighters were hurt.",
        "Halven Lines initially said the radar had failed. It later said the sonar had been switched off.",
        "Ann Wood said no demand had been received. Tom Crane later said a demand had arrived.",
        "Tom Crane, who last week denied having met the donor, acknowledged on Friday that two banks had failed.",
        "Tom Crane, who last week denied having met the donor, acknowledged on Friday that the club was in debt.",
        "Halven Lines said nobody was hurt. On Tuesday it acknowledged that the ship was old.",
        "Halven Lines said the ship was old. It later acknowledged that the captain was not on the bridge.",
        "Ann Wood blasted the mayor's call for a curfew on Wednesday, calling it absurd.",
        "Ann Wood said the firm worked closely with Crane. But Wood said Crane was not working for the embassy.",
        "Last week Ann Wood said “I have a real question whether both sides want to sign it.” On Monday she said that "
        "they may not want to sign it.",
    ],
)
def test_another_matter_or_another_speaker_is_no_turn(text: str) -> None:
    """A later saying adds more often than it takes back; a wrong reversal accuses somebody of inconstancy."""
    assert not any(each.revises for each in read(text).assertions)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Wood said in the morning that she would boycott the recount. By evening she told reporters that she "
        "would take part after all.",
        "Ann Wood had vowed that no taxes would be raised. On Friday she announced a tax on fuel.",
        "Tom Crane vowed last week not to sell the club. On Monday he said he would sell the club to Kolmar.",
    ],
)
def test_a_plan_given_up_is_a_turn_too(text: str) -> None:
    """A promise claims no fact, but who gives it up has turned."""
    reading = read(text)
    assert last(reading).revises == reading.assertions[0].id


def test_a_second_promise_takes_back_no_first() -> None:
    """Two plans can both be kept."""
    reading = read("Ann Wood promised on Monday to build a school. On Tuesday she pledged to pave the road.")
    assert not any(each.revises for each in reading.assertions)


def test_the_pluperfect_tells_which_was_said_first() -> None:
    """News puts the latest first: "had said last week" comes before "said"."""
    reading = read("Ann Wood said the bridge was safe. Last week she had said the bridge was not safe.")
    new, old = reading.assertions
    assert (new.revises, old.revises) == (old.id, None)
