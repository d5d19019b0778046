"""The placed picture: everything that a renderer needs, in pixels, with every line of text measured.

A ``Sheet`` says where things stand and what they mean, never in which format they are drawn. Units: pixels from the top
left corner; the ``y`` of a line of text is its baseline.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kg.draw.words import Mark, Role
from kg.model import AssertionView

Style = Literal["title", "heading", "actor", "verb", "claim", "quote", "meta", "tag", "pill", "label", "note"]
Tone = Literal["ink", "soft", "asserts", "denies", "doubts", "conflict"]


class Line(Struct, frozen=True, kw_only=True):
    """One line of text."""

    x: float
    y: float
    text: str
    style: Style
    width: float
    tone: Tone = "ink"
    anchor: Literal["start", "middle", "end"] = "start"


class Box(Struct, frozen=True, kw_only=True):
    """One assertion, drawn as a box or, where it takes no position, as a pill."""

    id: str
    x: float
    y: float
    w: float
    h: float
    lines: tuple[Line, ...]
    view: AssertionView
    role: Role
    phrase: str  # what the speaker does, as a verb
    fill: int  # number of the side's colour
    mark: Mark | None = None
    tag: Line | None = None  # "machine-read, unchecked", framed
    beside: tuple[tuple[str, str], ...] = ()  # (box id, label) of everything it is paired with


class Arrow(Struct, frozen=True, kw_only=True):
    """The end of a wire at a box: a head, or a dot where the wire starts."""

    x: float
    y: float
    towards: Literal["left", "right"]
    head: bool


class Wire(Struct, frozen=True, kw_only=True):
    """The line between one assertion and those it is paired with, with what it means."""

    ends: tuple[str, ...]  # box ids
    path: str  # in SVG's path language: M, H, V, Q
    dashed: bool
    tone: Tone
    arrows: tuple[Arrow, ...]
    label: tuple[Line, ...]


class Band(Struct, frozen=True, kw_only=True):
    """One question in dispute."""

    y: float
    h: float
    head: float  # height of the heading's bar
    question: str
    status: Line
    heading: tuple[Line, ...]
    boxes: tuple[Box, ...]
    pills: tuple[Box, ...]
    wires: tuple[Wire, ...]
    notes: tuple[Line, ...] = ()


class Key(Struct, frozen=True, kw_only=True):
    """One entry of the legend: a sample and its words."""

    sample: Literal["check", "cross", "question", "pill", "solid", "dashed", "fill"]
    x: float
    y: float
    line: Line
    fill: int = 0


class Sheet(Struct, frozen=True, kw_only=True):
    """The whole picture."""

    width: float
    height: float
    title: str
    summary: str
    lines: tuple[Line, ...]
    legend: tuple[Key, ...]
    bands: tuple[Band, ...]
    shown: int
    total: int
