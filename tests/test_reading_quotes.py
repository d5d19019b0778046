"""How quotes are placed in the text: verbatim, and by the file's own choice where there is one."""

from __future__ import annotations

import pytest
from short_reading import SAYS, TEXT, faults, read, shown

from kg.model import Span
from kg.reading.file.quotes import choices, find_nearest, find_only, paragraph_around


def test_a_quote_in_pieces_stands_in_order() -> None:
    """ "A series of crashes … to more flights": the pieces belong together."""
    reading = read(f"  - {{id: a1, by: mayor, quote: [Moscow accused, it down], {SAYS}}}\n")
    assert shown(reading.assertions[0].quote) == ["Moscow accused", "it down"]


def test_an_ambiguous_quote_is_an_error_that_says_how_to_settle_it() -> None:
    """Nobody else may choose between two places."""
    (line,) = faults(f"  - {{id: a1, by: mayor, quote: the mayor said, {SAYS}}}\n".replace("the mayor", "mayor"))
    assert "'mayor said' occurs 2 times" in line
    assert "`occurrence: 1` to 2" in line
    assert "near" in line


@pytest.mark.parametrize(
    ("settled", "start"),
    [
        ("occurrence: 2", TEXT.rindex("mayor said")),
        ("near: mayor said more", TEXT.rindex("mayor said")),
        ("occurrence: 1", TEXT.index("mayor said")),
    ],
)
def test_occurrence_or_near_settles_an_ambiguous_quote(settled: str, start: int) -> None:
    """A number or a longer stretch, whichever is easier to see."""
    reading = read(f"  - {{id: a1, by: mayor, quote: mayor said, {settled}, {SAYS}}}\n")
    assert reading.assertions[0].quote[0].start == start


@pytest.mark.parametrize(
    ("settled", "words"),
    [
        ("occurrence: 3", "occurs 2 time(s), not 3"),
        ("near: mayor said less", "is not in the article's text"),
        ("near: The mayor", "is not in 'The mayor'"),
        ("near: Moscow accused", "is not in 'Moscow accused'"),
        ("occurrence: 0", "expected a whole number >= 1"),
        ("near: mayor said more, occurrence: 1", "not both"),
    ],
)
def test_a_settlement_that_settles_nothing_is_an_error(settled: str, words: str) -> None:
    """A third occurrence of two, or a stretch that the text lacks, points nowhere."""
    told = faults(f"  - {{id: a1, by: mayor, quote: mayor said, {settled}, {SAYS}}}\n")
    assert words in told[0]


def test_words_are_whole_words() -> None:
    """ "it" is not in "with"."""
    assert len(choices(TEXT, "it")) == 4


def test_a_script_without_spaces_is_searched_inside_words() -> None:
    """Chinese has no spaces, and a quote in it is a quote all the same."""
    assert find_only("东京的首相说没有。", "首相") == Span(3, 5)


def test_a_piece_of_a_word_is_found_only_when_counted_out() -> None:
    """ "It was lat" is a slip; the cut word of a damaged copy can still be pointed at."""
    assert not choices(TEXT, "It was lat")
    reading = read(f"  - {{id: a1, by: mayor, quote: It was lat, occurrence: 1, {SAYS}}}\n")
    assert shown(reading.assertions[0].quote) == ["It was lat"]


def test_source_and_cue_are_the_nearest_ones() -> None:
    """ "said" stands in most sentences; the one beside the quote attributes it."""
    quote = [find_only(TEXT, "more than he knew")]
    assert find_nearest(TEXT, "said", quote).start == TEXT.rindex("said")


def test_the_nearest_word_outside_the_quote_comes_first() -> None:
    """ "it said it was late": the second "it" is part of what is said."""
    text = "It was late, it said it was."
    assert find_nearest(text, "it", [Span(21, 27)]) == Span(13, 15)


def test_a_source_in_another_paragraph_has_to_be_named_by_its_place() -> None:
    """A word of another paragraph that happens to be the same is not taken."""
    (line,) = faults(f"  - {{id: a1, by: mayor, source: Moscow, quote: It was late, {SAYS}}}\n")
    assert "is not in the paragraph of the quote" in line
    reading = read(f"  - {{id: a1, by: mayor, source: {{text: Moscow, occurrence: 1}}, quote: It was late, {SAYS}}}\n")
    assert reading.assertions[0].source == (Span(0, 6),)


def test_an_empty_line_ends_a_paragraph() -> None:
    """Lines of one paragraph may be broken; Windows ends them in two characters."""
    assert paragraph_around("a\r\nb\r\n\r\nc\nd", [Span(3, 4)]) == Span(0, 5)
    assert paragraph_around("a\n \nc\nd", [Span(4, 5)]) == Span(4, 7)


@pytest.mark.parametrize("words", ["[it down, Moscow accused]", "[Moscow accused, accused Kiev]"])
def test_pieces_out_of_order_are_an_error(words: str) -> None:
    """Pieces that overlap or run backwards are no quote."""
    assert "earlier piece" in faults(f"  - {{id: a1, by: mayor, quote: {words}, {SAYS}}}\n")[0]


@pytest.mark.parametrize("words", ["''", "[]"])
def test_a_quote_has_words(words: str) -> None:
    """An assertion without words has no evidence."""
    assert faults(f"  - {{id: a1, by: mayor, quote: {words}, {SAYS}}}\n")
