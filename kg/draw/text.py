"""Text made harmless and broken into lines that fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from kg.draw.metrics import Face, text_width

ELLIPSIS: Final = "…"
_JOINERS: Final = "\u200c\u200d"
_SPACES: Final = "\t\n\r\x0b\x0c\x85\u2028\u2029"
_MARKS_KEPT: Final = 3


def make_inert(text: str) -> str:
    """The text on one line, with nothing invisible or steering in it: what a reader sees is what is there.

    Control characters, lone surrogates and non-characters become U+FFFD; bidi overrides, zero-width spaces and the like
    are shown as ``[U+202E]``; of a heap of combining marks three stay.

    >>> make_inert("a\\x00b \\u202eevil")
    'a\ufffdb [U+202E]evil'
    """
    out: list[str] = []
    marks = 0
    for i, character in enumerate(text):
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= _MARKS_KEPT:
            out.append(_shown(character, text[i - 1 : i], text[i + 1 : i + 2]))
    return " ".join("".join(out).split())


def has_hidden(text: str) -> bool:
    """Whether the text holds characters that are made to go unseen or to turn the reading order."""
    return any(
        _shown(c, text[i - 1 : i], text[i + 1 : i + 2]).startswith("[U+") for i, c in enumerate(text) if c > "\x7f"
    )


def _shown(character: str, before: str, after: str) -> str:
    """What stands for one character in a picture."""
    if character in _SPACES:
        return " "
    category = unicodedata.category(character)
    if category in {"Cc", "Cs", "Co"} or (category == "Cn" and ord(character) & 0xFFFE == 0xFFFE):
        return "\ufffd"
    if category != "Cf":
        return character
    # Persian and emoji need the joiners; between Latin letters they only hide something.
    if character in _JOINERS and before > "\u02ff" and after > "\u02ff":
        return character
    return f"[U+{ord(character):04X}]"


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, the last one an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def wrap_text(text: str, width: float, size: float, face: Face = "regular", max_lines: int = 4) -> list[str]:
    """The text in lines no wider than ``width``; what does not fit in ``max_lines`` is cut with an ellipsis."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width, size, face):
        joined = line + piece
        if not line.strip() or text_width(joined.rstrip(), size, face) <= width:
            line = joined
            continue
        lines.append(line.rstrip())
        line = piece
        if len(lines) == max_lines:
            return [*lines[:-1], _with_ellipsis(lines[-1], width, size, face)]
    return [*lines, line.rstrip()] if line.strip() else lines


def _with_ellipsis(line: str, width: float, size: float, face: Face) -> str:
    """The line shortened until an ellipsis fits after it."""
    clusters = list(_clusters(line))
    while clusters and text_width("".join(clusters) + ELLIPSIS, size, face) > width:
        clusters.pop()
    return "".join(clusters).rstrip() + ELLIPSIS


def _pieces(text: str, width: float, size: float, face: Face) -> Iterator[str]:
    """What a line is made of: words with the space after them, wide characters, parts of words that are too long."""
    word = ""
    for cluster in _clusters(text):
        breaks = cluster == " " or unicodedata.east_asian_width(cluster[0]) in "WF"
        if word and not breaks and text_width(word + cluster, size, face) > width:
            yield word
            word = ""
        word += cluster
        if breaks:
            yield word
            word = ""
    if word:
        yield word


def _clusters(text: str) -> Iterator[str]:
    """Characters with the marks and joiners that belong to them."""
    cluster = ""
    for character in text:
        joins = unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"} or "\U0001f3fb" <= character <= "\U0001f3ff"
        if cluster and not joins and not cluster.endswith("\u200d"):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster
