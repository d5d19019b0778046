"""Writes the labels of the node-link view's nodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kg.draw.boxes import TONES, UNCHECKED, line, name_of, quoted, wrap
from kg.draw.network import Vertex
from kg.draw.sheet import Line, Style, Tone
from kg.draw.text import shorten
from kg.draw.words import MARKS, Mark, is_pill, phrase_of
from kg.model import AssertionView

_PAD: Final = 11.0
_INDENT: Final = 31.0
_ROWS: Final[dict[Style, float]] = {"actor": 16.5, "quote": 15.5, "verb": 15.5, "claim": 16.5, "meta": 15.0}


class Label(Struct, frozen=True, kw_only=True):
    """A node's text, placed from the node's corner, and the height that it takes."""

    lines: tuple[Line, ...]
    height: float
    summary: str
    mark: Mark | None = None


def write_node(vertex: Vertex, width: float) -> Label:
    """The label of a node of the given width."""
    view = vertex.view
    if vertex.kind == "assertion" and view is not None:
        return _assertion(vertex, view, width)
    if vertex.kind == "speaker" and view is not None:
        side = f"side: {view.by_side}" if view.by_side not in {view.by_label, ""} else ""
        lines, bottom = _write([(name_of(view), "actor", 3), (side, "meta", 2)], _PAD, width)
        return Label(lines=lines, height=bottom + 9, summary=f"Speaker: {view.by_label}")
    style: Style = "verb" if vertex.kind == "conflict" else "claim"
    lines, bottom = _write([(vertex.text or "no text", style, 4)], _PAD, width)
    if vertex.kind == "conflict":
        lines = tuple(replace(each, tone="doubts" if vertex.dashed else "conflict") for each in lines)
    return Label(lines=lines, height=bottom + 9, summary=f"{vertex.kind.capitalize()}: {shorten(vertex.text, 500)}")


def _assertion(vertex: Vertex, view: AssertionView, width: float) -> Label:
    phrase = phrase_of(view, vertex.role)
    tone: Tone = "soft" if is_pill(view) else TONES[vertex.role]
    foot = UNCHECKED if view.unchecked else ""
    indent = _PAD if is_pill(view) else _INDENT
    lines, bottom = _write([(phrase, "verb", 1), (quoted(view.quote), "quote", 4), (foot, "meta", 1)], indent, width)
    return Label(
        lines=(replace(lines[0], tone=tone), *lines[1:]), height=bottom + 9,
        mark=None if is_pill(view) else MARKS[vertex.role],
        summary=f"{view.by_label} {phrase}: “{shorten(view.quote, 500)}”",
    )  # fmt: skip


def _write(texts: Sequence[tuple[str, Style, int]], indent: float, width: float) -> tuple[tuple[Line, ...], float]:
    """Texts, each with its style and how many lines it may take, one below the other, and where they end."""
    lines: list[Line] = []
    y = 4.0
    for text, style, most in texts:
        for row in wrap(text, style, width - indent - _PAD, most):
            y += _ROWS[style]
            lines.append(line(row, style, indent, y, "soft" if style in {"quote", "meta"} else "ink"))
    return tuple(lines), y
