"""Numbers: which words are one, what it counts, when two figures are of one thing, and when parts make up a whole."""

from __future__ import annotations

import hashlib

import pytest

from kg.model import Article, Proposition, Reading
from kg.reading import read_article
from kg.reading.propositions.counted import Kind, kinds
from kg.reading.propositions.counts import Count, counts_in
from kg.reading.propositions.numerals import numerals
from kg.reading.spans.parse import parse


def counts(text: str) -> list[Count]:
    return counts_in(list(parse(text).paragraphs[0]), None)


def read(text: str) -> Reading:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return read_article(
        Article(text=text, name="t", sha256=digest, published="2024-05-16", publisher="The Ledger"), "rules"
    )


def sums(text: str) -> list[Proposition]:
    return [each for each in read(text).propositions if each.sums]


@pytest.mark.parametrize(
    ("text", "value", "high", "hedge", "unit"),
    [
        ("half a million people", 500_000, None, "", ""),
        ("twenty-three cows", 23, None, "", ""),
        ("one hundred and twelve cows", 112, None, "", ""),
        ("two and a half million cows", 2_500_000, None, "", ""),
        ("two dozen arrests", 24, None, "", ""),
        ("several hundred fans", 300, None, "vague", ""),
        ("hundreds of thousands of fans", 200_000, None, "vague", ""),
        ("a bill of €1.2m", 1_200_000, None, "", "euro"),
        ("3 billion dollars", 3_000_000_000, None, "", "dollar"),
        ("12 per cent", 12, None, "", "percent"),
        ("a third of the beds", 33.3, None, "near", "percent"),
        ("one in five drivers", 20.0, None, "near", "percent"),
        ("between 40 and 50 cows", 40, 50, "", ""),
        ("two to three million cows", 2_000_000, 3_000_000, "", ""),
        ("no more than 12 cows", 12, None, "to", ""),
        ("20 cows or more", 20, None, "from", ""),
        ("the toll rose from nine to 14", 14, None, "", ""),
    ],
)
def test_a_number_is_read_from_digits_and_words(
    text: str, value: float, high: float | None, hedge: str, unit: str
) -> None:
    """ "1.2m" and "1.2 million" have to meet, and "two to three million" begins at two million."""
    (found,) = numerals(text)
    assert (found.value, found.high, found.hedge, found.unit) == (value, high, hedge, unit)


@pytest.mark.parametrize(
    "text",
    [
        "on May 16",
        "16 May 2026",
        "in 2019",
        "at 11:15 a.m.",
        "by 6pm",
        "at nine o'clock",
        "a 24-year-old",
        "aged 24",
        "Tom Reed, 58, spoke",
        "Flight 370",
        "the S-300",
        "reactor 4",
        "won 3-0",
        "voted 61 to 38",
        "the G7",
        "the 20th",
    ],
)
def test_dates_times_ages_scores_and_names_are_no_counts(text: str) -> None:
    """Two speakers cannot differ about how many a flight number is."""
    assert numerals(text) == []


@pytest.mark.parametrize("row", kinds(), ids=lambda row: f"{row.counts}-{row.of}-{row.role}")
def test_example_of_a_counted_thing_has_its_name(row: Kind) -> None:
    """Each row of the table is its own test; bodies are people killed."""
    assert ("people killed" if row.of == "body" else row.counts) in [each.counts for each in counts(row.example)]


@pytest.mark.parametrize(
    "text",
    [
        "The blast killed 14.",
        "Officials put the number of dead at 14.",
        "The death toll rose from nine to 14.",
        "The attack left 14 people dead and scores injured.",
        "The fire claimed 14 lives.",
        "Fourteen people lost their lives.",
        "Crash kills 14",
    ],
)
def test_a_toll_is_one_count_in_all_its_wordings(text: str) -> None:
    """Only so do the figures of two speakers meet."""
    assert [(each.counts, each.value) for each in counts(text) if each.counts == "people killed"] == [
        ("people killed", 14)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nine of the 14 dead were miners.",
        "Nine of them died.",
        "Another nine people died.",
        "The storm could kill nine people.",
        "The blast did not kill nine people.",
        "Nine gunmen killed a farmer.",
        "Nine people a day were killed.",
        "Nine children were killed.",
        "No one was killed.",
    ],
)
def test_shares_additions_and_possibilities_are_no_toll(text: str) -> None:
    """ "Nine children were killed" and "14 people were killed" are both true."""
    assert not any(each.counts == "people killed" and 9 in (each.value, each.min) for each in counts(text))


def test_bodies_found_are_the_least_number_of_dead() -> None:
    """ "Eleven bodies were found" goes with 14 dead, and not with nine."""
    (found,) = counts("Police said 11 bodies had been pulled from the mud.")
    assert (found.counts, found.value, found.min, found.max) == ("people killed", None, 11, None)


@pytest.mark.parametrize(
    "words", ["in 2009", "last year", "in a similar fire in Leeds", "since the start of the war", "three years ago"]
)
def test_a_figure_of_another_time_answers_nothing_today(words: str) -> None:
    """A past toll beside a new one is background, not a rival."""
    assert not any(each.counts for each in read(f"The mayor of Leeds said 14 people were killed {words}.").propositions)


def test_figures_of_two_places_are_kept_apart() -> None:
    """Seven dead in Leeds and five in York do not contradict each other."""
    text = "The fire spread. The mayor said 7 people were killed in Leeds. Police said 5 people were killed in York."
    found = [each for each in read(text).propositions if each.counts == "people killed"]
    assert [each.place for each in found] == ["leeds", "york"]


def test_one_place_alone_tells_no_figures_apart() -> None:
    """Where all the dead are counted in Leeds, "14 dead" and "nine dead in Leeds" are rivals."""
    text = "The fire spread. The mayor said 14 people were killed. Police said nine people were killed in Leeds."
    found = [each for each in read(text).propositions if each.counts == "people killed"]
    assert [(each.about, each.place) for each in found] == [(found[0].about, None)] * 2


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("The ministry said 74 people were on board: 65 prisoners, six crew and three soldiers.", 74, [65, 6, 3]),
        ("The board has 12 members, comprising seven women and four men, the mayor said.", 12, [7, 4]),
        ("The regulator said it had 312 complaints, 200 from the north and 120 from the south.", 312, [200, 120]),
        ("The coastguard said that of the 118 passengers, 96 were rescued and 30 died.", 118, [96, 30]),
        ("The firm said 46 people were on the shift. Of those, 29 left, nine were hurt and six died, it said.", 46,
         [29, 9, 6]),
        ("The army said it had lost 40 tanks (22 destroyed and 18 captured).", 40, [22, 18]),
    ],
)  # fmt: skip
def test_parts_that_are_all_there_is_sum(text: str, whole: int, parts: list[int]) -> None:
    """A list after a colon, "comprising" or "of those" leaves nothing over."""
    (found,) = sums(text)
    known = {each.id: each.value for each in read(text).propositions}
    assert (found.value, [known[each] for each in found.parts]) == (whole, parts)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the attack killed 14 people, nine of them children.",
        "The mayor said a total of 40 people were hurt, including 12 children and five women.",
        "The coastguard said that of the 118 passengers, 96 were women and 40 were tourists.",
        "The mayor said about 40 people were hurt: 20 in Leeds and 10 in York.",
        "The mayor said 2.1 million homes are in France, 900,000 in Spain and 250,000 in Italy.",
        "The firm said it lost 3.4 million euros: 2.1 million euros in France and 1.25 million euros in Spain.",
        "The clinic said it had treated 21 patients, eight of whom were children, and discharged 12.",
    ],
)
def test_parts_that_leave_something_over_do_not(text: str) -> None:
    """Neither do groups that overlap, rounded numbers, or a list without a whole."""
    assert sums(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The council put the cost at 40 million euros. The union put it at 60 million euros.",
        "The council said the fine was 40 million euros. The union said it was 60 million euros.",
        "The mayor said 14 people were killed. Police put the figure at nine.",
        "The agency said two women had been killed and 46 people injured. The mayor said four people were killed.",
    ],
)
def test_figures_that_point_back_or_tally_are_of_one_thing(text: str) -> None:
    """ "Put it at 60 million" is a rival of the figure told just before; a tally's dead are all the dead."""
    found = [each for each in read(text).propositions if each.counts and each.counts != "people injured"]
    assert (found[0].counts, found[0].about) == (found[-1].counts, found[-1].about)
    assert found[0].value != found[-1].value


def test_a_figure_with_nothing_to_point_to_counts_nothing() -> None:
    """ "Put the figure at nine" alone says not of what."""
    assert not any(each.counts for each in read("The road was closed. Police put the figure at nine.").propositions)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said inspections had increased. The agency said inspections fell by 12 percent.",
        "The minister said school spending had risen. The union said school spending had been cut.",
        "The bank said prices had gone up. The union said prices had fallen.",
    ],
)
def test_what_rose_for_one_and_fell_for_another_is_denied(text: str) -> None:
    """One figure cannot go both ways in one time."""
    first, second = read(text).propositions
    assert second.negates == first.id


@pytest.mark.parametrize(
    "text",
    [
        "The minister said exports had risen. The bank said exports to China had fallen.",
        "The minister said prices had risen in May. The bank said prices had fallen last year.",
        "The minister said prices would rise. The bank said prices fell.",
        "The minister said prices had not risen. The bank said wages fell.",
    ],
)
def test_trends_of_other_things_or_times_go_together(text: str) -> None:
    """Exports to China are not all exports, and what would rise has not risen."""
    assert not any(each.negates for each in read(text).propositions)


def test_a_number_left_open_asks_the_figures_of_others() -> None:
    """ "Could not confirm the number of dead" bears on who gives one, not on who denies that there was a strike."""
    text = (
        "The mayor of Leeds said 14 people were killed and 30 injured. The union said the bridge was safe. "
        "Police could not confirm the number of dead."
    )
    reading = read(text)
    (asking,) = [each for each in reading.propositions if each.asks]
    (toll,) = [each.id for each in reading.propositions if each.counts == "people killed"]
    assert asking.asks == (toll,)


def test_a_number_of_something_else_asks_no_toll() -> None:
    """The number of the missing is not that of the dead."""
    text = "The mayor of Leeds said 14 people were killed. Police could not confirm the number of missing."
    assert not any(each.asks for each in read(text).propositions)


def test_a_figure_that_grew_from_day_to_day_is_of_its_day() -> None:
    """Eighty dead on Monday and 131 by Wednesday is news, not a quarrel."""
    text = "On Monday the mayor said 80 people had died. Police said on Wednesday that 131 people had died."
    assert [each.time for each in read(text).propositions] == ["2024-05-13", "2024-05-15"]


def test_figures_of_one_day_or_falling_ones_are_of_no_day() -> None:
    """Two tolls of one day are rivals, and so is a smaller one told later."""
    text = "On Monday the mayor said 80 people had died. Police said on Wednesday that nine people had died."
    assert [each.time for each in read(text).propositions] == ["", ""]
