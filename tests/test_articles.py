"""Articles: bytes → stored text and metadata, with the limits and refusals of hostile files."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import sys
from pathlib import Path

import pytest

from kg.articles import MAX_BYTES, Metadata, load_article
from kg.errors import InputError, KgError, LimitError
from kg.resources import SEEDS

FRONT = (
    b"---\ntitle: A plane fell\npublisher: The Paper\ndate: 2024-01-24\nurl: https://example.org/a b\n"
    b"author: [Ann, Bob]\nlang: en\n---\n"
)


def test_the_stored_text_is_the_file_itself() -> None:
    """Offsets point into the file that the user has, so nothing is trimmed or turned."""
    article = load_article(SEEDS / "il76" / "article.txt")
    assert article.text.encode() == (SEEDS / "il76" / "article.txt").read_bytes()
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()


def test_the_folder_names_what_is_called_article() -> None:
    """Every folder may hold an article.txt; its name tells nothing."""
    assert load_article(SEEDS / "il76" / "article.txt").name == "il76"


def test_another_file_has_its_stem_for_a_name(tmp_path: Path) -> None:
    """A name of its own is the better name."""
    (tmp_path / "il76-2.md").write_text("Moscow said no.")
    assert load_article(tmp_path / "il76-2.md").name == "il76-2"


# ---------------------------------------------------------------- front matter


def test_front_matter_is_metadata_and_not_text() -> None:
    """A title that the editor wrote over the article is not in the article's words."""
    article = load_article(FRONT + b"Moscow said no.\n")
    assert article.text == "Moscow said no.\n"
    assert (article.title, article.publisher, article.published) == ("A plane fell", "The Paper", "2024-01-24")
    assert (article.url, article.authors, article.language) == ("https://example.org/a%20b", ("Ann", "Bob"), "en")


def test_flags_override_front_matter() -> None:
    """Whoever types a flag knows better than the file."""
    article = load_article(FRONT + b"Moscow said no.", Metadata(publisher="AP", published="2024-01-25"))
    assert (article.publisher, article.published, article.title) == ("AP", "2024-01-25", "A plane fell")


def test_what_is_not_given_stays_unknown() -> None:
    """No date is made up for "Wednesday"."""
    article = load_article(b"On Wednesday, Moscow said no.")
    assert (article.published, article.publisher, article.url, article.title, article.language) == ("",) * 5


def test_front_matter_with_windows_line_ends_is_found() -> None:
    """A file from Windows has the same front matter."""
    assert load_article(b"---\r\ntitle: T\r\n---\r\nText\r\n").text == "Text\r\n"


@pytest.mark.parametrize(
    "raw", [b"---\nSaid the mayor\n---\nNothing.", b"---\na: *b\n---\nText", b"---\nText without end"]
)
def test_a_rule_of_hyphens_is_text(raw: bytes) -> None:
    """An article may start with a rule; then its first lines are not thrown away."""
    assert load_article(raw).text == raw.decode()


@pytest.mark.parametrize(
    ("raw", "words", "line"),
    [
        (b"---\ntitle: x\ndate: 24 January\n---\nText", "is not a date", 3),
        (b"---\nurl: 'javascript:alert(1)'\n---\nText", "no web address", 2),
    ],
)
def test_a_bad_date_or_address_is_refused_with_its_line(raw: bytes, words: str, line: int) -> None:
    """Neither is guessed at, and a script never becomes a link."""
    with pytest.raises(InputError, match=words) as caught:
        load_article(raw, name="a.md")
    assert (caught.value.file, caught.value.line) == ("a.md", line)


def test_a_bad_flag_is_refused() -> None:
    """The same rules hold for the command line."""
    with pytest.raises(InputError, match="no web address"):
        load_article(b"Text", Metadata(url="file:///etc/passwd"))


# ---------------------------------------------------------------- no text, too much text


@pytest.mark.parametrize(
    "raw", [b"", b" \n\t\r\n", "\u200b\ufeff".encode(), b"---\ntitle: x\n---\n \n", b"\x00\x00", b"***"]
)
def test_a_file_without_words_is_no_article(raw: bytes) -> None:
    """Nothing to read is told as such, whatever the bytes."""
    with pytest.raises(InputError, match="no text") as caught:
        load_article(raw)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("raw", [b"<!DOCTYPE html><p></p>", b"<div>" * 100_000, b"<?xml version='1.0'?><a>Text</a>"])
def test_markup_is_not_taken_for_words(raw: bytes) -> None:
    """Tags are nobody's words, and a hundred thousand of them are no article."""
    with pytest.raises(InputError, match="no article text found"):
        load_article(raw)


def test_a_tag_inside_the_text_is_text() -> None:
    """Markdown may hold a tag, and a quotation may too."""
    assert load_article(b"He typed <div> and left.").text == "He typed <div> and left."


def test_too_long_a_text_is_refused_with_the_way_out(tmp_path: Path) -> None:
    """A file of 20 MB is rarely one article; whoever is sure can raise the limit."""
    (tmp_path / "a.txt").write_bytes(b"word " * 4_000_000)
    with pytest.raises(LimitError, match="longer than") as caught:
        load_article(tmp_path / "a.txt")
    assert (caught.value.exit_code, "--max-bytes" in caught.value.hint) == (5, True)


def test_a_text_of_just_the_limit_is_read() -> None:
    """The limit itself is allowed."""
    assert len(load_article(b"a" * 100, max_bytes=100).text) == 100
    assert MAX_BYTES == 5_000_000


def test_gzip_is_unpacked() -> None:
    """Archives of news come packed."""
    assert load_article(gzip.compress(b"Moscow said no.")).text == "Moscow said no."


@pytest.mark.parametrize("max_bytes", [MAX_BYTES, 10**12])
def test_a_bomb_in_gzip_stops_at_the_limit(max_bytes: int) -> None:
    """200 kB that open to 200 MB are read no further than 50 MB."""
    with pytest.raises(LimitError, match="longer than"):
        load_article(gzip.compress(b"a" * 200_000_000, 1), max_bytes=max_bytes)


@pytest.mark.parametrize("raw", [b"\x1f\x8b", gzip.compress(b"Moscow said no." * 99)[:-9], b"\x1f\x8b" + b"x" * 99])
def test_damaged_gzip_is_bad_input(raw: bytes) -> None:
    """Half an archive is no article."""
    with pytest.raises(InputError, match="damaged gzip"):
        load_article(raw)


# ---------------------------------------------------------------- characters


def test_control_characters_are_replaced_one_for_one() -> None:
    """No XML can hold them, and offsets must hold."""
    article = load_article("a\x00b\x07c\x85d\uffffe\tf\r\ng".encode())
    assert article.text == "a\ufffdb\ufffdc\ufffdd\ufffde\tf\r\ng"
    assert article.notes == ("4 control character(s) replaced by U+FFFD, the first at offset 1",)


@pytest.mark.parametrize(
    "text", ["One\r\ntwo\r\n", "no final newline", "Zele\u0301nskyj said", "🛩️ said 👨‍👩‍👧", "a\u2028b", "\tTab\n\n\n"]
)
def test_text_is_stored_as_it_stands(text: str) -> None:
    """Line ends, decomposed letters and emoji stay, so that offsets in code points hold."""
    article = load_article(text.encode())
    assert (article.text, article.notes) == (text, ())


@pytest.mark.parametrize(
    ("raw", "encoding", "text"),
    [
        ("Müller said no.".encode("latin-1"), "cp1252", "Müller said no."),
        ("“No”, she said – twice.".encode("cp1252"), "cp1252", "“No”, she said – twice."),
        ("Müller".encode("utf-16"), "utf-16-le", "Müller"),
        ("Moscow said no.".encode("utf-16-be"), "utf-16-be", "Moscow said no."),
        ("Müller".encode("utf-8-sig"), "utf-8", "Müller"),
        ("Müller".encode("utf-32"), "utf-32-le", "Müller"),
        ("Москва заявила, что самолёт был сбит над Белгородом.".encode("cp1251"), "cp1251", None),
        (b"---\nencoding: iso-8859-2\n---\n" + "Łódź said no.".encode("iso8859-2"), "iso8859-2", "Łódź said no."),
    ],
)
def test_other_encodings_are_read_and_recorded(raw: bytes, encoding: str, text: str | None) -> None:
    """A file that is not UTF-8 says in the graph what it was read as."""
    article = load_article(raw)
    assert article.encoding == encoding
    assert article.text == (text or "Москва заявила, что самолёт был сбит над Белгородом.")


def test_a_declaration_that_the_bytes_contradict_is_noted() -> None:
    """Latin-1 declared as UTF-8 is read as what it is."""
    article = load_article(b"---\nencoding: utf-8\n---\nM\xfcller said no.")
    assert article.text == "Müller said no."
    assert "declared as utf-8, which the bytes are not" in article.notes


@pytest.mark.parametrize(
    "raw", [b"\xff\xfea", bytes(range(256)) * 40, "ééé".encode() + b"\xff", b"\x00\x01\x02\x03" * 40 + b"text"]
)
def test_what_is_text_in_no_encoding_is_refused(raw: bytes) -> None:
    """A picture or a broken file is not read letter by wrong letter."""
    with pytest.raises(InputError):
        load_article(raw)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("said \u202egnorw", "U+202E RIGHT-TO-LEFT OVERRIDE turns the reading direction: 1 time(s), first at offset 5"),
        ("Pes\u200bkov", "U+200B ZERO WIDTH SPACE has no width: 1 time(s), first at offset 3"),
        ("Pes\u200dkov", "U+200D ZERO WIDTH JOINER has no width: 1 time(s), first at offset 3"),
    ],
)
def test_what_deceives_the_eye_is_noted_and_kept(text: str, note: str) -> None:
    """A name with a hidden character is another name, and the reader is warned."""
    article = load_article(text.encode())
    assert (article.text, article.notes) == (text, (note,))


# ---------------------------------------------------------------- files that are none


def test_a_pipe_is_refused_unless_piped_in(tmp_path: Path) -> None:
    """Opening a FIFO without a writer would wait for ever."""
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(InputError, match="pipe or a device") as caught:
        load_article(tmp_path / "fifo")
    assert '"-"' in caught.value.hint


@pytest.mark.parametrize("name", ["/dev/null", "/dev/zero", ".", "no-such-file", "a\x00b", "x" * 5000])
def test_devices_folders_and_missing_files_are_bad_input(name: str) -> None:
    """/dev/zero never ends, and a folder has no words."""
    with pytest.raises(InputError) as caught:
        load_article(name)
    assert (caught.value.exit_code, caught.value.file) == (3, name)


def test_a_link_is_read_as_the_file_it_leads_to(tmp_path: Path) -> None:
    """Whoever names a link means the file; a link to a device stays refused."""
    (tmp_path / "a.txt").write_text("Moscow said no.")
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    assert load_article(tmp_path / "link.txt").text == "Moscow said no."
    with pytest.raises(InputError, match="device"):
        load_article(tmp_path / "null.txt")


def test_a_hyphen_reads_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe is welcome where it is named as one."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Moscow said no.")))
    assert (load_article("-").text, load_article(b"x").name) == ("Moscow said no.", "article")


def test_a_circle_of_links_is_bad_input(tmp_path: Path) -> None:
    """A link to itself leads nowhere."""
    (tmp_path / "a.txt").symlink_to("a.txt")
    with pytest.raises(KgError):
        load_article(tmp_path / "a.txt")
