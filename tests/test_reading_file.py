"""The Reading file: what is read, of which text, and by whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from short_reading import GOOD, HEAD, SAYS, TEXT, faults, read, shown, write

from kg.errors import InputError, LimitError
from kg.reading.file import load_reading


def test_a_reading_is_read() -> None:
    """Words become spans, and scales get their own names."""
    reading = read(GOOD)
    assertion = reading.assertions[0]
    assert (shown(assertion.source), shown(assertion.cue)) == (["Moscow"], ["accused"])
    assert shown(assertion.quote) == ["Kiev of shooting it down"]
    assert (assertion.stance, assertion.certainty, reading.article.publisher) == ("Affirms", "Certain", "AP")


@pytest.mark.parametrize("stance", ["CouldNotVerify", "could-not-verify", "could not verify", "COULD_NOT_VERIFY"])
def test_a_stance_is_taken_in_any_case(stance: str) -> None:
    """People write it as it comes; the record has one form."""
    reading = read(f"  - {{id: a1, by: mayor, quote: It was late, stance: {stance}, content: late}}\n")
    assert reading.assertions[0].stance == "CouldNotVerify"


def test_channel_and_basis_get_their_own_names() -> None:
    """ "none offered" and NoneOffered are one concept, and so are "news conference" and NewsConference."""
    reading = read(
        f"  - {{id: a1, by: mayor, quote: It was late, {SAYS}, channel: news conference, basis: none-offered}}\n"
    )
    assert (reading.assertions[0].channel, reading.assertions[0].basis) == ("NewsConference", "NoneOffered")


# ---------------------------------------------------------------- who read, and which text


def test_a_persons_reading_with_one_false_quote_is_refused_whole() -> None:
    """A person can correct it; half a reading would hide the slip."""
    assert faults(GOOD + f"  - {{id: a2, by: mayor, quote: never said, {SAYS}}}\n")


@pytest.mark.parametrize("kind", ["machine", "model"])
def test_a_machines_false_quote_is_dropped_and_counted(kind: str) -> None:
    """A model invents words now and then; its other assertions stand."""
    rows = (
        GOOD
        + f"  - {{id: a2, by: mayor, quote: never said, {SAYS}}}\n"
        + "  - {id: a3, by: mayor, quote: It was late, stance: relays, reports: a2}\n"
        + f"  - {{id: a4, by: russia, quote: It was late, {SAYS}, revises: a2}}\n"
    )
    reading = read(rows, HEAD.replace("kind: person", f"kind: {kind}, name: test"))
    assert [(assertion.id, assertion.revises) for assertion in reading.assertions] == [("a1", None), ("a4", None)]
    assert [note.split(":")[0] for note in reading.dropped] == ["a2", "a3"]


def test_a_machines_other_faults_refuse_its_reading() -> None:
    """An unknown id is a fault of the program, not of a quote."""
    assert faults(
        f"  - {{id: a1, by: nobody, quote: It was late, {SAYS}}}\n", HEAD.replace("kind: person", "kind: machine")
    )


def test_another_text_is_an_error() -> None:
    """A quote found by chance in another version would point at other words."""
    (line,) = faults(GOOD, HEAD.replace("file: a.txt", f"file: a.txt, sha256: {'0' * 64}"))
    assert "article.sha256: the text in 'a.txt' is not the one that was read" in line


def test_the_article_lies_beside_its_reading(tmp_path: Path) -> None:
    """The file names it, wherever one stands when reading it."""
    reading = load_reading(write(tmp_path, HEAD + GOOD))
    assert (reading.article.name, reading.article.text) == ("a", TEXT)


@pytest.mark.parametrize("file", ["../secret.txt", "/etc/passwd", "sub/../../secret.txt", "link.txt"])
def test_no_other_folder_is_read(tmp_path: Path, file: str) -> None:
    """A Reading from somewhere else must not open what lies around it."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text(TEXT)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(InputError, match="lies outside the Reading's folder"):
        load_reading(write(folder, HEAD.replace("a.txt", file) + GOOD))


@pytest.mark.parametrize(
    ("file", "told"), [("b.txt", "No such file"), ("sub", "Is a directory"), ("empty.txt", "no text")]
)
def test_a_missing_article_is_told_with_its_line(tmp_path: Path, file: str, told: str) -> None:
    """The other faults of the file are told along with it."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "empty.txt").write_text(" ")
    with pytest.raises(InputError, match=told) as caught:
        load_reading(write(tmp_path, HEAD.replace("a.txt", file) + GOOD))
    assert (caught.value.line, caught.value.column) == (1, 17)


def test_a_reading_that_is_too_long_is_refused(tmp_path: Path) -> None:
    """A limit protects from a file that is none."""
    with pytest.raises(LimitError):
        load_reading(write(tmp_path, HEAD + GOOD), max_bytes=100)


def test_a_reading_is_utf8(tmp_path: Path) -> None:
    """A guess at the encoding would make other quotes."""
    path = write(tmp_path, HEAD)
    path.write_bytes((HEAD + GOOD.replace("accused", "accus\xe9")).encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8") as caught:
        load_reading(path)
    assert caught.value.line == 13
