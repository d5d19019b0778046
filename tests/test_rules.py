"""Reading by rules: never an exception, quotes verbatim, and the seed's core pairs from the machine's reading alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article, Assertion, Reading
from kg.reading import find_spans, read_article
from kg.reading.file import parse_reading
from kg.reading.file.dump import dump_reading

SEED = Path(__file__).parent.parent / "seeds" / "il76" / "article.txt"


def article(text: str, **known: str) -> Article:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(text=text, name="test", sha256=digest, **known)


@pytest.fixture(scope="module")
def seed() -> Reading:
    text = SEED.read_bytes().decode()
    return read_article(article(text, published="2024-01-24", publisher="The Associated Press"), "rules")


def quoted(reading: Reading, words: str) -> Assertion:
    """The assertion whose quote begins with the words."""
    text = reading.article.text
    (found,) = [each for each in reading.assertions if text.startswith(words, each.quote[0].start)]
    return found


MARKS = ["“", "”", '"', "'", "‘", "’", "\n", ", ", ". ", "\t", "", "(", ")", ":", "\u2028", "\x00", "\u202e", "😀"]
WORDS = ["said", " the mayor ", "accused", "He ", "it ", "denied", " according to ", "שלום", "ﷺ", "A" * 130, " not "]
MORE = ["whether ", "12 people ", "Smith", "LONDON (AP) – ", "initially ", "later "]
PIECES = st.sampled_from([*MARKS, *WORDS, *MORE])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40).map("".join))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    """Whatever a file holds, reading it is no error; every quote lies in the text and is not empty."""
    reading = read_article(article(text), "rules")
    spans = [span for each in reading.assertions for span in (*each.quote, *each.cue, *each.source)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "“”",
        '""',
        "“He said.",
        "said " * 3000,
        "“" * 500,
        "x" * 20_000,
        "\u202eabc\u202c said “no”",
        "a\r\n\r\nHe said it.",
    ],
    ids=["empty", "white", "empty-quote", "empty-straight", "unclosed", "said", "marks", "junk", "rtl", "crlf"],
)
def test_odd_texts_are_read(text: str) -> None:
    """Empty and unbalanced quotation marks, junk and right-to-left marks are text like any other."""
    assert read_article(article(text), "rules").article.text == text


def test_the_draft_comes_back_from_its_file_as_it_was(seed: Reading) -> None:
    """The machine writes the format that a person corrects: the file read again gives the same assertions."""
    again = parse_reading(dump_reading(seed), seed.article)
    assert again.assertions == seed.assertions
    assert not again.dropped


def test_the_same_text_gives_the_same_reading(seed: Reading) -> None:
    """No clock, no chance: a graph built twice has to be the same to the byte."""
    again = read_article(seed.article, "rules")
    assert again == seed


def test_neither_confirmed_nor_denied_is_no_denial(seed: Reading) -> None:
    """Ukraine takes no position on the very claim of which Russia accuses it."""
    accusation, answer = quoted(seed, "Kiev of shooting it down"), quoted(seed, "it.\n")
    assert (answer.stance, answer.content) == ("NonCommittal", accusation.content)


def test_what_an_agency_reports_of_an_employee_is_relayed(seed: Reading) -> None:
    """AP ← Tass ← employee is a chain: the agency passes on, the employee asserts."""
    relay = next(each for each in seed.assertions if each.stance == "Relays")
    origin = next(each for each in seed.assertions if each.id == relay.reports)
    assert (relay.by, origin.by) == ("tass", "emergency-service-employee")


def test_a_capital_that_speaks_is_a_government(seed: Reading) -> None:
    """Moscow accuses: that is Russia; a crash in Moscow would be a place."""
    assert quoted(seed, "Kiev of shooting it down").by == "russia"
    assert any(each.entity == "russia" and "Moscow" in each.forms for each in seed.judgements)


def test_anonymous_sources_give_their_reason(seed: Reading) -> None:
    """Why a name is withheld belongs to the source, in the article's words."""
    official = next(each for each in seed.actors if each.label == "U.S. official")
    assert official.reason == "to provide details that have not been publicly disclosed"


def test_a_statement_speaks_for_its_issuer(seed: Reading) -> None:
    """ "A statement on Telegram" is nobody: whoever spoke last has issued it."""
    assert "coordination-headquarters" in quoted(seed, "“We emphasize").by


def test_no_date_is_made_up() -> None:
    """ "On Tuesday" in an article without a date stays without one."""
    reading = read_article(
        article("The mayor of Leeds said on Tuesday that the bridge would close on Friday."), "rules"
    )
    assert [each.said_on for each in reading.assertions] == [""]
    assert [each.time for each in reading.propositions] == [""]


def test_the_corpus_convention_has_no_nested_attribution() -> None:
    """The corpus counts only the outermost of two attributions."""
    text = "The senator said the minister had denied that the mine was unsafe."
    assert len(find_spans(text, "rules", "polnear")) == 1
    assert len(find_spans(text, "rules", "own")) == 2


def test_a_name_with_an_invisible_character_is_another_name() -> None:
    """Who writes Peskov with a zero-width space in it wants to pass for him."""
    text = "Dmitry Peskov said the bridge was closed. Pe\u200bskov denied that the road was closed."
    speakers = {assertion.by for assertion in read_article(article(text), "rules").assertions}
    assert len(speakers) == 2


def test_one_of_some_speaks_without_a_name() -> None:
    """ "Another", "both" and "one" are somebody new each time, unless a name stands beside; nobody merges them."""
    text = "Another said the van was late. Both said they were tired. Another, Arun Pillai, said he was glad."
    reading = read_article(article(text), "rules")
    by = {actor.id: actor for actor in reading.actors}
    assert [(by[each.by].label, by[each.by].type) for each in reading.assertions] == [
        ("another", "AnonymousSource"),
        ("both", "CollectiveSource"),
        ("Arun Pillai", "Person"),
    ]
