"""How wide text is, measured from the bundled fonts, so that the layout needs no browser.

DejaVu Sans is among the widest of the common sans-serif fonts: what fits in it fits in Arial, Helvetica, Liberation
Sans, Noto Sans and Segoe UI as well. The PNG is drawn with the very files that are measured here.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final, Literal

Face = Literal["regular", "bold", "italic"]

FONTS: Final[dict[Face, Path]] = {
    "regular": Path(__file__).with_name("fonts") / "DejaVuSans.ttf",
    "bold": Path(__file__).with_name("fonts") / "DejaVuSans-Bold.ttf",
    "italic": Path(__file__).with_name("fonts") / "DejaVuSans-Oblique.ttf",
}
_MARGIN: Final = 1.02
"""Room for kerning and rounding: browsers place glyphs by their own rules."""
_EMOJI: Final = range(0x1F000, 0x1FB00)
_WIDEST: Final = {0xFDFA: 3.0, 0xFDFB: 2.5, 0xFDFD: 12.0, 0x1242B: 6.0, 0x12219: 5.0, 0xA9C5: 3.0, 0x102A: 2.0}
"""Single characters as wide as a phrase."""


def text_width(text: str, size: float, face: Face = "regular") -> float:
    """The width of one line of text. Units: pixels, for a font size in pixels."""
    known = _advances(face)
    return sum(known.get(ord(c), None) or _guess(c, face) for c in text) * size * _MARGIN


def is_measured(text: str) -> bool:
    """Whether the bundled fonts hold every character, so that the width is known and not a guess."""
    known = _advances("regular")
    return all(ord(c) in known for c in text)


def _guess(character: str, face: Face) -> float:
    """The advance of a character that the face lacks, in em: not too small, whatever font is found for it."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if face != "regular" and ord(character) in _advances("regular"):
        return _advances("regular")[ord(character)] * 1.15
    return _WIDEST.get(ord(character), 1.4 if ord(character) in _EMOJI or ord(character) > 0x11FFF else 1.0)


@cache
def _advances(face: Face) -> dict[int, float]:
    """Code point → advance in em."""
    font = FONTS[face].read_bytes()
    tables = {
        tag.decode(): offset
        for tag, _, offset, _ in (struct.unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(_short(font, 4)))
    }
    em, count = _short(font, tables["head"] + 18), _short(font, tables["hhea"] + 34)
    widths = [_short(font, tables["hmtx"] + 4 * glyph) / em for glyph in range(count)]
    return {code: widths[min(glyph, count - 1)] for code, glyph in _glyphs(font, tables["cmap"]).items()}


def _short(font: bytes, at: int) -> int:
    """The unsigned 16-bit number at an offset."""
    return int.from_bytes(font[at : at + 2], "big")


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Code point → glyph number, from the font's format 4 table. Source: the OpenType specification, ``cmap``."""
    at = cmap + int.from_bytes(font[cmap + 8 : cmap + 12], "big")
    segments = _short(font, at + 6) // 2
    ends, starts = at + 14, at + 16 + 2 * segments
    deltas, offsets = starts + 2 * segments, starts + 4 * segments
    found = {}
    for i in range(segments - 1):  # the last segment is the end mark 0xFFFF
        delta, offset = _short(font, deltas + 2 * i), _short(font, offsets + 2 * i)
        first = _short(font, starts + 2 * i)
        for code in range(first, _short(font, ends + 2 * i) + 1):
            place = offsets + 2 * i + offset + 2 * (code - first)
            glyph = _short(font, place) if offset else code
            found[code] = (glyph + delta) % 65536 if glyph else 0
    return found
