"""The sheet as SVG: no script, no link, nothing that a quote could break out of, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from kg.draw.metrics import is_measured
from kg.draw.palette import LIGHT, style_sheet
from kg.draw.paths import HEAD
from kg.draw.sheet import Arrow, Band, Box, Key, Line, Sheet, Wire
from kg.draw.text import make_inert, shorten
from kg.draw.words import Mark

_MARKS: Final[dict[Mark, str]] = {
    "check": "M-3.6 .4L-1 3L3.8 -3",
    "cross": "M-3 -3L3 3M-3 3L3 -3",
    "question": "M-2.5 -1.9C-2.5 -5.2 2.7 -5 2.5 -2C2.4 -.2 0 -.2 0 1.7M0 3.9V4.4",
}
"""Drawn, not typed: no font is sure to hold them."""
_LONGEST_TITLE: Final = 600
HELD: Final = ' textLength="{:.1f}" lengthAdjust="spacingAndGlyphs"'
"""Holds a line to its planned width; no text can hold these words, since its quotation marks are escaped."""


def render_svg(sheet: Sheet, *, interactive: bool = False) -> str:
    """The sheet as SVG; ``interactive`` makes its boxes focusable for a page's script."""
    description = shorten(" ".join([f"{sheet.summary}.", *map(_in_words, enumerate(sheet.bands, start=1))]), 2000)
    parts = [
        *map(draw_line, sheet.lines),
        *map(_key, sheet.legend),
        *(part for band in sheet.bands for part in _band(band, interactive)),
    ]
    return draw_picture(sheet.title, description, sheet.width, sheet.height, parts, interactive=interactive)


def draw_picture(
    title: str, description: str, width: float, height: float, parts: Iterable[str], *, interactive: bool
) -> str:
    """The SVG element around drawn parts, named and described for those who do not see it."""
    role = "group" if interactive else "img"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sheet" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="{role}" aria-labelledby="sheet-title sheet-desc">',
        f'<title id="sheet-title">{encode(title)}</title>',
        f'<desc id="sheet-desc">{encode(description)}</desc>',
        "" if interactive else f"<style>{style_sheet(LIGHT)}</style>",  # a page brings its own
        '<rect class="paper" width="100%" height="100%"/>',
        *parts,
        "</svg>",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _in_words(numbered: tuple[int, Band]) -> str:
    number, band = numbered
    return f"{number}. {band.question} ({band.status.text})"


def encode(text: str) -> str:
    """The text made harmless, for XML content and quoted attributes alike."""
    return escape(make_inert(text), quote=True)


def draw_line(line: Line) -> str:
    """One line of text; where a fallback font will draw it, it is held to the width that was planned."""
    anchor = "" if line.anchor == "start" else f' text-anchor="{line.anchor}"'
    held = "" if is_measured(line.text) else HELD.format(line.width)
    tone = "" if line.tone == "ink" else f" {line.tone}"
    text = escape(line.text)
    return f'<text class="{line.style}{tone}" x="{line.x:g}" y="{line.y:g}"{anchor}{held}>{text}</text>'


def _band(band: Band, interactive: bool) -> Iterable[str]:
    yield draw_rect("bar", 8, band.y, 984, band.head, 3)
    yield from map(draw_line, (*band.heading, band.status, *band.notes))
    yield from (_wire(wire, interactive) for wire in band.wires)
    yield from (_box(box, interactive) for box in band.boxes)
    yield from (_pill(pill, interactive) for pill in band.pills)
    yield from (_word(wire, interactive) for wire in band.wires)


def _opening(box: Box, interactive: bool) -> str:
    # A page tells the rest in its panel and its table.
    said = f"{box.view.by_label} {box.phrase}" if interactive else summarise(box)
    return open_group(box.id, said, [other for other, _ in box.beside], interactive)


def open_group(name: str, summary: str, near: Iterable[str], interactive: bool) -> str:
    """The start of a group with a tooltip; in a page it can be chosen, together with those near it."""
    title = f"<title>{encode(summary)}</title>"
    if not interactive:
        return f"<g>{title}"
    beside = " ".join(dict.fromkeys(near))
    return f'<g id="{name}" class="pick" tabindex="0" role="button" data-with="{beside}">{title}'


def summarise(box: Box) -> str:
    """The assertion in one sentence: who, what stance, what, in which words, where."""
    view = box.view
    said = (
        f"{view.by_label} {box.phrase}: {view.text}. “{view.quote}” ({view.doc}, characters {view.start} to {view.end})"
    )
    return shorten(said, _LONGEST_TITLE)


def draw_rect(classes: str, x: float, y: float, w: float, h: float, radius: float) -> str:
    """A rectangle with rounded corners."""
    return f'<rect class="{classes}" x="{x:.6g}" y="{y:.6g}" width="{w:.5g}" height="{h:.5g}" rx="{radius:g}"/>'


def _box(box: Box, interactive: bool) -> str:
    tone = "doubts" if box.role == "undercuts" else box.role
    mark = ""
    if box.mark:
        mark = draw_mark(box.mark, tone, box.x + 18, box.lines[0].y - 4.5)
    tag = ""
    if box.tag:
        tag = draw_rect("frame", box.tag.x - 5, box.tag.y - 10.5, box.tag.width + 10, 14, 3) + draw_line(box.tag)
    rect = draw_rect(f"box f{box.fill} {tone}", box.x, box.y, box.w, box.h, 6)
    return f"{_opening(box, interactive)}{rect}{mark}{''.join(map(draw_line, box.lines))}{tag}</g>"


def draw_mark(mark: Mark, tone: str, x: float, y: float) -> str:
    """A check, cross or question mark in a disc."""
    return (
        f'<g transform="translate({x:g} {y:g})"><circle class="disc {tone}" r="8"/>'
        f'<path class="mark" d="{_MARKS[mark]}"/></g>'
    )


def _pill(pill: Box, interactive: bool) -> str:
    rect = draw_rect(f"capsule f{pill.fill}", pill.x, pill.y, pill.w, 24, 12)
    return f"{_opening(pill, interactive)}{rect}{draw_line(pill.lines[0])}</g>"


def _ends(wire: Wire, interactive: bool) -> str:
    return f' data-ends="{" ".join(wire.ends)}"' if interactive else ""


def _word(wire: Wire, interactive: bool) -> str:
    """The label, drawn after all boxes and wires so that nothing runs across it."""
    return f'<g class="word"{_ends(wire, interactive)}>{"".join(map(draw_line, wire.label))}</g>'


def _wire(wire: Wire, interactive: bool) -> str:
    dashed = " dashed" if wire.dashed else ""
    ends = "".join(map(_arrow, wire.arrows))
    return (
        f'<g class="wire {wire.tone}"{_ends(wire, interactive)}>'
        f'<path class="halo" d="{wire.path}"/><path class="run{dashed}" d="{wire.path}"/>{ends}</g>'
    )


def _arrow(arrow: Arrow) -> str:
    if not arrow.head:
        shift = 2.5 if arrow.towards == "left" else -2.5
        return f'<circle cx="{arrow.x + shift:g}" cy="{arrow.y:g}" r="3"/>'
    back = arrow.x + HEAD if arrow.towards == "left" else arrow.x - HEAD
    return f'<path d="M{arrow.x:g} {arrow.y:g}L{back:g} {arrow.y - 4.5:g}V{arrow.y + 4.5:g}z"/>'


def _key(key: Key) -> str:
    y = key.y - 4
    samples = {
        "pill": draw_rect("capsule", key.x, y - 6, 28, 12, 6),
        "solid": f'<path class="run conflict" d="M{key.x:g} {y:g}h28"/>',
        "dashed": f'<path class="run doubts dashed" d="M{key.x:g} {y:g}h28"/>',
        "fill": draw_rect(f"swatch f{key.fill}", key.x, y - 6, 15, 12, 2),
    }
    marks: dict[str, tuple[Mark, str]] = {
        "check": ("check", "asserts"),
        "cross": ("cross", "denies"),
        "question": ("question", "doubts"),
    }
    if key.sample in marks:
        return draw_mark(*marks[key.sample], key.x + 8, y) + draw_line(key.line)
    return samples[key.sample] + draw_line(key.line)
