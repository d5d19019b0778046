"""Corrections: which statement a note withdraws, and when it withdraws none."""

from __future__ import annotations

import hashlib

import pytest

from kg.model import Article, Reading
from kg.reading import read_article
from kg.reading.file import parse_reading
from kg.reading.file.dump import dump_reading

BLAST = "The ministry said 96 people had died in the blast. A doctor said the ward was full.\n\n"
JOBS = "The union said 400 jobs would go.\n\n"


def read(text: str) -> Reading:
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(text=text, name="t", sha256=digest, published="2024-05-16", publisher="The Ledger")
    return read_article(article, "rules")


def withdrawn(reading: Reading) -> list[str]:
    """The words of what was withdrawn."""
    text = reading.article.text
    return [
        " … ".join(text[span.start : span.end] for span in each.quote)
        for each in reading.assertions
        if each.withdrawn_in
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BLAST + "This story has been corrected to show that 69 people died in the blast, not 96.",
         "96 people had died in the blast"),
        (BLAST + "Correction: An earlier version of this article misstated a toll. It killed 69 people, not 96.",
         "96 people had died in the blast"),
        (BLAST + "This article was amended on 3 May 2024. The blast killed 69 people rather than 96.",
         "96 people had died in the blast"),
        (JOBS + "Clarification: an earlier version of this story put the jobs to go at 400. They say 40.",
         "400 jobs would go"),
        (JOBS + "(Corrects paragraph 1 to say 40 jobs, not 400)", "400 jobs would go"),
        ("The mayor of Leeds said the bridge would close on Friday. The union said the bridge was safe.\n\n"
         "Correction: An earlier version of this article incorrectly said that the bridge would close on Friday.",
         "the bridge would close on Friday"),
        ("The minister told reporters that the plant was shut in 2021.\n\n"
         "Editor's note: The minister did not say that the plant was shut in 2021, as we reported. It was sold.",
         "that the plant was shut in 2021"),
        ("Ida Lomond said the bridge was built in Leeds. Tom Reed said the ferry was built in Leeds.\n\n"
         "Correction: An earlier version of this report said Mr Reed had said the ferry was built in Leeds.",
         "the ferry was built in Leeds"),
        ("Fire chief Tom Reed said 16 homes were destroyed. The mayor said 40 cars were burned.\n\n"
         "Correction: An earlier version of this article misstated the number of homes destroyed. It was six.",
         "16 homes were destroyed"),
        ("The trial opened in Leeds on Monday. Ida Lomond denied the charge.\n\n"
         "Correction: The trial opened in York, not Leeds.", "The trial opened in Leeds on Monday."),
        ("The hall was full. Ida Lomond spoke there on Tuesday.\n\n"
         "This story has been updated to correct that Ida Lomond spoke about the toll late Tuesday, not Wednesday.",
         "Ida Lomond spoke about the toll late … Wednesday"),
    ],
)  # fmt: skip
def test_a_note_withdraws_the_one_statement_that_says_what_was_wrong(text: str, words: str) -> None:
    """Of a source, of the publisher itself, or told by the note alone where the text was corrected."""
    assert withdrawn(read(text)) == [words]


@pytest.mark.parametrize(
    "text",
    [
        BLAST + "This story has been updated with comment from the mayor, not 96 words long.",
        BLAST + "An earlier version of this article misspelled the name of the doctor.",
        BLAST + "Correction: An earlier version of this article gave the wrong date of the blast.",
        "The ministry said 96 people had died in the blast, not 69.",
        BLAST.replace("96", "69")
        + "An earlier version of this article said 96 people had been hurt in a fire in York.",
        "Fire chief Tom Reed said six homes were destroyed. The mayor said 40 cars were burned.\n\n"
        "Correction: An earlier version of this article misstated the number of homes destroyed. It is six.",
        "Tom Reed said 16 homes were destroyed. The mayor said 12 homes were destroyed.\n\n"
        "Correction: An earlier version of this article misstated the number of homes destroyed. It is six.",
        "A doctor said 96 beds were full. A nurse said 96 beds were full.\n\nCorrection: 69 beds were full, not 96.",
    ],
)
def test_a_note_without_the_wrong_words_withdraws_nothing(text: str) -> None:
    """Nor does one that two statements fit: a wrong withdrawal would take a saying out of every dispute."""
    assert withdrawn(read(text)) == []


def test_the_article_itself_is_no_speaker_in_its_note() -> None:
    """ "An earlier version of this article said" tells of a mistake, not of a source."""
    reading = read(BLAST + "An earlier version of this article said that 96 people had died. The article was wrong.")
    assert {each.by for each in reading.assertions} <= {"ministry", "doctor", "the-ledger"}


def test_what_was_withdrawn_comes_back_from_the_file() -> None:
    """What the machine links, a person can check and correct: the link goes through the file."""
    reading = read(BLAST + "This story has been corrected to show that 69 people died in the blast, not 96.")
    again = parse_reading(dump_reading(reading), reading.article)
    assert [each.withdrawn_in for each in again.assertions] == [each.withdrawn_in for each in reading.assertions]
    assert "c1" in [each.withdrawn_in for each in again.assertions]
