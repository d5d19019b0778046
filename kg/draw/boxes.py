"""Writes an assertion into a box or a pill: which words, in which lines, how high."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kg.draw.disputes import Node
from kg.draw.metrics import Face, text_width
from kg.draw.sheet import Box, Line, Style, Tone
from kg.draw.text import has_hidden, make_inert, shorten, wrap_text
from kg.draw.words import MARKS, channel_of, is_publisher, phrase_of, show_date
from kg.model import AssertionView

SIZES: Final[dict[Style, tuple[float, Face]]] = {
    "title": (20, "bold"),
    "heading": (15, "bold"),
    "actor": (13, "bold"),
    "verb": (12, "regular"),
    "claim": (13, "regular"),
    "quote": (12, "italic"),
    "meta": (11, "regular"),
    "tag": (10, "regular"),
    "pill": (12, "regular"),
    "label": (11, "regular"),
    "note": (12, "regular"),
}
"""Font size in pixels and face of every style."""
UNCHECKED: Final = "machine-read, unchecked"
_INDENT: Final = 34.0
_PAD: Final = 12.0
_LONGEST: Final = 1500
"""More characters than four lines can hold: what is beyond is not even measured."""
TONES: Final[dict[str, Tone]] = {"asserts": "asserts", "denies": "denies", "doubts": "doubts", "undercuts": "doubts"}


class Setting(Struct, frozen=True, kw_only=True):
    """What all boxes of a sheet share."""

    fills: dict[str, int]  # side → number of its colour
    several: bool  # whether the assertions come from more than one article: each then names its own


def measure(text: str, style: Style) -> float:
    """The width of a line in the given style."""
    size, face = SIZES[style]
    return text_width(text, size, face)


def wrap(text: str, style: Style, width: float, max_lines: int) -> list[str]:
    """The text, made harmless, in lines of the given style."""
    size, face = SIZES[style]
    return wrap_text(make_inert(shorten(text, _LONGEST)), width, size, face, max_lines)


def line(text: str, style: Style, x: float, y: float, tone: Tone = "ink") -> Line:
    """A measured line that starts at ``x``."""
    return Line(x=x, y=y, text=text, style=style, width=measure(text, style), tone=tone)


def quoted(words: str) -> str:
    """The words in quotation marks, unless they come with their own."""
    words = make_inert(shorten(words, _LONGEST))
    own = words.startswith("“") and words.endswith("”") and words.count("“") == 1
    return words if own or not words else f"“{words}”"


def name_of(view: AssertionView) -> str:
    """The speaker's label, with a warning where it hides characters."""
    label = make_inert(view.by_label) or "unnamed"
    return f"⚠ {label}" if has_hidden(view.by_label) else label


def write_box(node: Node, box_id: str, width: float, setting: Setting) -> Box:
    """The assertion as a box at the origin, as high as its words need."""
    inner = width - _INDENT - _PAD
    tone = TONES[node.role]
    lines = _heading(node, inner, tone)
    y = lines[-1].y
    for text in wrap(node.view.text, "claim", inner, 3):
        y += 17
        lines.append(line(text, "claim", _INDENT, y))
    y += 2
    for text in wrap(quoted(node.view.quote), "quote", inner, 4):
        y += 15.5
        lines.append(line(text, "quote", _INDENT, y, "soft"))
    for text in wrap(node.flaw, "verb", inner, 3):
        y += 16
        lines.append(line(text, "verb", _INDENT, y, "conflict"))
    meta, tag = _below(node, inner, y, setting)
    bottom = max([y, *(each.y for each in meta), tag.y if tag else 0])
    return Box(
        id=box_id, x=0, y=0, w=width, h=bottom + 10, lines=(*lines, *meta), view=node.view, role=node.role,
        phrase=phrase_of(node.view, node.role), fill=setting.fills[node.view.by_side], mark=MARKS[node.role], tag=tag,
    )  # fmt: skip


def _heading(node: Node, inner: float, tone: Tone) -> list[Line]:
    """The speaker's name and, beside it or below, what the speaker does."""
    names = wrap(name_of(node.view), "actor", inner, 2)
    lines = [line(name, "actor", _INDENT, 21 + 16.5 * row) for row, name in enumerate(names)]
    phrase = phrase_of(node.view, node.role)
    x, y = _INDENT + lines[-1].width + 7, lines[-1].y
    if x + measure(phrase, "verb") > _INDENT + inner:
        x, y = _INDENT, y + 16
    return [*lines, line(phrase, "verb", x, y, tone)]


def _below(node: Node, inner: float, y: float, setting: Setting) -> tuple[list[Line], Line | None]:
    """The line of circumstances at the foot, and the tag of what no person has checked."""
    meta = []
    y += 1.5
    for text in wrap(" · ".join(_circumstances(node, setting)), "meta", inner, 2):
        y += 16
        meta.append(line(text, "meta", _INDENT, y, "soft"))
    if not node.view.unchecked:
        return meta, None
    start = _INDENT + (meta[-1].width + 12 if meta else 0)
    room = start + measure(UNCHECKED, "tag") + 10 <= _INDENT + inner and meta
    return meta, line(UNCHECKED, "tag", start + 5 if room else _INDENT + 5, y if room else y + 17, "soft")


def _circumstances(node: Node, setting: Setting) -> list[str]:
    """Earlier or later, side, channel, date, article: what is known and not already said."""
    view = node.view
    said = f"said {show_date(view.said_on)}" if view.said_on else ""
    published = f"published {show_date(view.date)}" if view.date and not view.said_on and setting.several else ""
    side = view.by_side if view.by_side != view.by_label else ""
    voice = "publisher’s own words" if is_publisher(view) else ""
    doc = view.doc if setting.several else ""
    parts = [node.turn, side and f"side: {side}", voice, channel_of(view), said, published, doc]
    return [part for part in parts if part]


def write_pill(node: Node, box_id: str, room: float, setting: Setting) -> Box:
    """The assertion as a pill at the origin, at most ``room`` wide."""
    tail = f" — {phrase_of(node.view)}" + (f" · {UNCHECKED}" if node.view.unchecked else "")
    name = wrap(name_of(node.view), "pill", room - 24 - measure(tail, "pill"), 1)
    text = line(name[0] + tail, "pill", 12, 16)
    return Box(
        id=box_id, x=0, y=0, w=text.width + 24, h=24, lines=(text,), view=node.view, role=node.role,
        phrase=phrase_of(node.view), fill=setting.fills[node.view.by_side],
    )  # fmt: skip


def move(box: Box, x: float, y: float) -> Box:
    """The box, with everything in it, at another place."""

    def shift(each: Line) -> Line:
        return replace(each, x=round(each.x + x - box.x, 2), y=round(each.y + y - box.y, 2))

    lines = tuple(shift(each) for each in box.lines)
    return replace(box, x=round(x, 2), y=round(y, 2), lines=lines, tag=shift(box.tag) if box.tag else None)
