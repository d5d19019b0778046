"""Bytes → text: finds the encoding, replaces what no text may hold, and notes what a reader should know."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

from charset_normalizer import from_bytes

from kg.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# C0 without tab, line feed and carriage return, DEL, C1, and the two that XML forbids besides.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]|(?<=[A-Za-zÀ-ɏͰ-ӿ])[\u200c\u200d](?=[A-Za-zÀ-ɏͰ-ӿ])")
# Python knows codecs that are no encodings of news (punycode, unicode_escape); a file cannot ask for those.
_DECLARABLE = re.compile(r"(utf-?(8|16|32)|iso-?8859|latin|cp|windows|koi8|mac|big5|gb|euc|shift|us-ascii|ascii)", re.I)
_MOST_CONTROL = 0.1
_MOST_HIGH = 0.3


def decode_text(raw: bytes, declared: str = "") -> tuple[str, str, list[str]]:
    """The text, the name of the encoding it was in, and notes on what had to be guessed.

    A byte order mark counts first, then the encoding that was declared, then UTF-16 that shows, then UTF-8, and only
    then a guess; a declaration that the bytes contradict ("UTF-8" over Latin-1 bytes) is noted.

    Raises:
        InputError: no encoding fits.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _decode_strictly(raw[len(mark) :], encoding), encoding, []
    notes: list[str] = []
    declared = declared if _DECLARABLE.match(declared) else ""
    for encoding in (declared, _wide(raw), "utf-8"):
        text = _decoded(raw, encoding) if encoding else None
        if text is not None:
            return text, codecs.lookup(encoding).name, notes
        if encoding and encoding == declared:
            notes.append(f"declared as {declared}, which the bytes are not")
    text, encoding = _guess(raw)
    return text, encoding, [*notes, f"not UTF-8: read as {encoding}, which is a guess"]


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark: every other byte is zero, which UTF-8 would take for a character of its own."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if raw[start::2].count(0) > len(raw) / 4 and raw[1 - start :: 2].count(0) < len(raw) / 16:
            return encoding
    return ""


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(codecs.lookup(encoding).name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _decode_strictly(raw: bytes, encoding: str) -> str:
    text = _decoded(raw, encoding)
    if text is None:
        raise InputError(f"starts with the mark of {encoding}, but its bytes are not", hint="Save it as UTF-8.")
    return text


def _guess(raw: bytes) -> tuple[str, str]:
    """The text in the likeliest encoding other than UTF-8."""
    _refuse_broken_utf8(raw)
    letters = sum(chr(byte).isalpha() for byte in raw if byte < 128)
    high = sum(byte > 127 for byte in raw)
    western = _decoded(raw, "cp1252")
    if western is not None and high <= _MOST_HIGH * letters:
        return western, "cp1252"
    best = from_bytes(raw).best()
    if best is None:
        raise InputError("is not text in any encoding known here", hint="Save it as UTF-8 text.")
    return str(best), codecs.lookup(best.encoding).name


def _refuse_broken_utf8(raw: bytes) -> None:
    """Stops UTF-8 with a few broken bytes from being read as something else, letter by wrong letter."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(ord(c) > 127 for c in text) - broken
    if sound > broken > 0:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise InputError(
            f"is UTF-8 with {broken} broken byte(s), the first in line {line}", hint="Repair or remove them."
        )


def replace_controls(text: str) -> tuple[str, list[str]]:
    """The text with each control character replaced by U+FFFD, one for one, so that offsets hold.

    Raises:
        InputError: so many that this is no text but a picture, an archive or a program.
    """
    count = len(_CONTROL.findall(text))
    if not count:
        return text, []
    if count > _MOST_CONTROL * len(text) and len(text) > 20:
        raise InputError("is no text: it is full of control characters", hint="Give plain text or Markdown.")
    first = _CONTROL.search(text)
    assert first is not None
    return _CONTROL.sub("\ufffd", text), [
        f"{count} control character(s) replaced by U+FFFD, the first at offset {first.start()}"
    ]


def note_invisible(text: str) -> list[str]:
    """A note on each kind of character that turns the reading direction or hides in a word."""
    notes = []
    for pattern, warning in ((_BIDI, "turns the reading direction"), (_ZERO_WIDTH, "has no width")):
        hits = Counter(match.group() for match in pattern.finditer(text))
        for character, count in sorted(hits.items()):
            name = unicodedata.name(character, "unnamed")
            where = text.index(character) if pattern is _BIDI else _first(pattern, text, character)
            notes.append(f"U+{ord(character):04X} {name} {warning}: {count} time(s), first at offset {where}")
    return notes


def _first(pattern: re.Pattern[str], text: str, character: str) -> int:
    return next(match.start() for match in pattern.finditer(text) if match.group() == character)
