"""Bytes → Article: text, metadata, encoding, hash. Plain text and Markdown, with or without front matter."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import stat
import sys
import zlib
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from kg.errors import InputError, LimitError
from kg.formats import check_date, check_url
from kg.model import Article
from kg.plaintext import decode_text, note_invisible, replace_controls
from kg.webpage import is_markup, read_page
from kg.yamltree import Tree, parse_yaml

MAX_BYTES = 5_000_000
_MAX_UNPACKED = 50_000_000
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:(?!---).*\n){0,50}?encoding:[ \t]*[\"']?([\w-]+)")


class Metadata(Struct, frozen=True, kw_only=True):
    """What is known of an article from outside its text; empty means unknown."""

    published: str = ""
    publisher: str = ""
    url: str = ""
    title: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    encoding: str = ""


def load_article(
    source: Path | str | bytes, metadata: Metadata | None = None, *, name: str = "", max_bytes: int = MAX_BYTES
) -> Article:
    """The article in a file, in bytes, or on stdin (``"-"``).

    Front matter is taken off the stored text; what ``metadata`` gives overrides it. Everything else of the text is
    kept as it is, line ends included, so that offsets point into the file that the user has.

    Raises:
        InputError: no file, no text, no known encoding, a date or address that is none.
        LimitError: more bytes than ``max_bytes``, packed or unpacked.
    """
    file = name or ("<bytes>" if isinstance(source, bytes) else "<stdin>" if source == "-" else str(source))
    try:
        raw = _unpack(_read(source, max_bytes), max_bytes)
        return _article(raw, name or _name(source), metadata or Metadata())
    except (InputError, LimitError) as error:
        error.file = error.file or file
        raise


def _name(source: Path | str | bytes) -> str:
    """The display name: the file's stem; ``il76`` for ``il76/article.txt``, as every folder may hold such a file."""
    if isinstance(source, bytes):
        return "article"
    if source == "-":
        return "stdin"
    path = Path(source).resolve()
    return path.parent.name if path.stem == "article" and path.parent.name else path.name.split(".")[0] or path.name


def _read(source: Path | str | bytes, max_bytes: int) -> bytes:
    if isinstance(source, bytes):
        return _within(source, max_bytes)
    if source == "-":
        return _within(sys.stdin.buffer.read(max_bytes + 1), max_bytes)
    with open_regular(Path(source)) as stream:
        return _within(stream.read(max_bytes + 1), max_bytes)


def open_regular(path: Path) -> io.BufferedReader:
    """The file opened for reading, once it is sure to be a plain file and not something that blocks or never ends.

    Raises:
        InputError: no such file, a folder, a pipe, a socket or a device.
    """
    try:
        # A pipe without a writer would block here for ever, hence O_NONBLOCK.
        stream = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"cannot be read: {reason}", file=str(path), hint="Check the file's name.") from error
    mode = os.fstat(stream.fileno()).st_mode
    if stat.S_ISREG(mode):
        return stream
    stream.close()
    raise InputError("is a pipe or a device, not a file", file=str(path), hint='Pipe it in and name it "-".')


def _within(raw: bytes, max_bytes: int) -> bytes:
    if len(raw) > max_bytes:
        raise LimitError(
            f"is longer than {max_bytes:,} bytes",
            hint=f"If it really is one article, raise --max-bytes above {max_bytes}.",
        )
    return raw


def _unpack(raw: bytes, max_bytes: int) -> bytes:
    """The bytes, unpacked when they are gzip, and never more of them than the limits allow."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    limit = min(max_bytes, _MAX_UNPACKED)
    try:
        unpacked = gzip.GzipFile(fileobj=io.BytesIO(raw)).read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"is damaged gzip: {error}", hint="Unpack it by hand.") from error
    return _within(unpacked, limit)


def _article(raw: bytes, name: str, given: Metadata) -> Article:
    declared = given.encoding or _declared_encoding(raw)
    text, encoding, notes = decode_text(raw, declared)
    text, replaced = replace_controls(text)
    text, front, skipped = _split_front(text)
    if is_markup(text):
        text, said = read_page(text)
        front.value = {**said, **front.value}
        skipped = [*skipped, f"taken out of a web page whose bytes have the SHA-256 {hashlib.sha256(raw).hexdigest()}"]
    known = _merge(given, front)
    if not any(character.isalnum() for character in text):
        raise InputError("no text: nothing in it can be read", hint="Give a file that holds an article.")
    return Article(
        text=text,
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        encoding=encoding,
        notes=(*notes, *replaced, *skipped, *note_invisible(text)),
        **{field: value for field, value in structs.asdict(known).items() if field != "encoding"},
    )


def _declared_encoding(raw: bytes) -> str:
    match = _DECLARED.match(raw)
    return match.group(1).decode("ascii", "ignore") if match else ""


def _split_front(text: str) -> tuple[str, Tree, list[str]]:
    """The text without its front matter, the front matter, and a note when what looked like it was none."""
    match = _FRONT.match(text)
    if not match:
        return text, Tree(value={}), []
    tree = parse_yaml(match["yaml"])
    if isinstance(tree.value, dict) and not tree.faults:
        return text[match.end() :], tree, []
    return text, Tree(value={}), ["starts with --- but not with front matter: kept as text"]


def _merge(given: Metadata, front: Tree) -> Metadata:
    """The metadata given, completed from the front matter, and checked."""
    words = {key.lower(): value for key, value in front.value.items()}
    authors = words.get("author", words.get("authors"))
    found: dict[str, Any] = {
        "published": _word(words.get("published", words.get("date"))),
        "publisher": _word(words.get("publisher")),
        "url": _word(words.get("url")),
        "title": _word(words.get("title")),
        "language": _word(words.get("language", words.get("lang"))),
        "authors": tuple(_word(author) for author in (authors if isinstance(authors, list) else [authors]) if author),
    }
    given = checked_metadata(given)
    merged = Metadata(**{key: getattr(given, key) or value for key, value in found.items()})
    try:
        return checked_metadata(merged)
    except InputError as error:
        error.line = _line_of(front, merged.url if "web address" in error.message else merged.published)
        raise


def _line_of(front: Tree, value: str) -> int | None:
    """The file's line of a value in the front matter, which starts in the second."""
    lines = [place.line for (key, *_), place in front.keys.items() if _word(front.value.get(key)) == value]
    return lines[0] + 1 if lines else None


def _word(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def checked_metadata(metadata: Metadata) -> Metadata:
    """The same metadata with date and address in good form.

    Raises:
        InputError: the date is not ISO 8601, or the address is not of the web.
    """
    try:
        published = metadata.published and check_date(metadata.published)
        url = metadata.url and check_url(metadata.url)
    except ValueError as error:
        raise InputError(str(error), hint="Correct the front matter or the flag, or leave it out.") from error
    return structs.replace(metadata, published=published, url=url)
