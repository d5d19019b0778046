"""An article's text with its assertions marked: speakers in the margin, the words coloured by stance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import click
from rich.cells import cell_len, set_cell_size

from kg.cli.common import safe
from kg.model import COMMITTED, AssertionView

MARGIN = 30
_COLOURS = {"Affirms": "green", "Denies": "red", "Relays": "cyan", "Urges": "magenta", "Commits": "magenta"}
_OPEN = "yellow"
_UNCHECKED = "~ "
Line = tuple[int, int]
Brackets = tuple[dict[int, str], dict[int, str]]


def colour(stance: str) -> str:
    """The colour of a stance; all ways of not answering share one."""
    return _COLOURS.get(stance, _OPEN)


def stance_words(stance: str) -> str:
    """The stance as a Reading file writes it: could-not-verify."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", stance).lower()


def marked_text(text: str, views: Sequence[AssertionView], *, width: int, colours: bool) -> Iterator[str]:
    """The lines to print. Without colours, brackets with the assertion's id stand around the words."""
    styles = _styles(text, views) if colours else {}
    brackets: Brackets = ({}, {}) if colours else _brackets(views)
    waiting = sorted(views, key=lambda view: (view.start, view.end, view.iri))
    for start, end in _lines(text, max(20, width - MARGIN - 3)):
        begun = [view for view in waiting if view.start < max(end, start + 1)]
        waiting = waiting[len(begun) :]
        labels = [_label(view, colours=colours) for view in begun] or [_cell("")]
        yield f"{labels[0]} │ {_words(text, start, end, styles, brackets)}".rstrip()
        yield from (f"{label} │" for label in labels[1:])


def _label(view: AssertionView, *, colours: bool) -> str:
    """Who, and with what stance; machine-read ones bear a sign that the legend explains."""
    sure = view.certainty.lower() if view.stance in COMMITTED and view.certainty != "Certain" else ""
    words = " ".join(filter(None, (safe(view.id), sure, stance_words(view.stance), safe(view.by_label))))
    cell = _cell((_UNCHECKED if view.unchecked else "") + words)
    return click.style(cell, fg=colour(view.stance)) if colours else cell


def _cell(words: str) -> str:
    return set_cell_size(words if cell_len(words) <= MARGIN else set_cell_size(words, MARGIN - 1) + "…", MARGIN)


def _lines(text: str, width: int) -> Iterator[Line]:
    """Stretches of the text that fit the width, broken between words; a word too long for a line is cut."""
    at = 0
    for paragraph in text.split("\n"):
        yield from _wrapped(paragraph, at, width)
        at += len(paragraph) + 1


def _wrapped(paragraph: str, offset: int, width: int) -> Iterator[Line]:
    start = end = used = 0
    for word in _pieces(paragraph, width):
        size = cell_len(safe(word.group()))
        if used and used + cell_len(safe(word.group().rstrip())) > width:
            yield offset + start, offset + end
            start, used = word.start(), 0
        end, used = word.end(), used + size
    yield offset + start, offset + end


def _pieces(paragraph: str, width: int) -> Iterator[re.Match[str]]:
    """Words with the space behind them; an escaped character may take ten cells, hence the tenth of the width."""
    plain = cell_len(safe(paragraph)) == len(paragraph)
    return re.finditer(rf"\S{{1,{width if plain else max(1, width // 10)}}}\s*|\s+", paragraph)


def _styles(text: str, views: Sequence[AssertionView]) -> dict[int, str]:
    """Code point → colour; where quotes lie in each other, the inner one shows."""
    styles = {}
    by_length = sorted(views, key=lambda view: (-sum(span.end - span.start for span in view.spans), view.iri))
    for view in by_length:
        for span in view.spans:
            styles.update(dict.fromkeys(range(span.start, span.end), colour(view.stance)))
    return styles


def _brackets(views: Sequence[AssertionView]) -> Brackets:
    """What is written before and after a code point; of two that begin together, the longer one stands outside."""
    before: dict[int, list[tuple[int, str]]] = {}
    after: dict[int, str] = {}
    for view in views:
        for span in view.spans:
            before.setdefault(span.start, []).append((-span.end, f"[{view.id} "))
            after[span.end - 1] = after.get(span.end - 1, "") + "]"
    return {at: "".join(mark for _, mark in sorted(marks)) for at, marks in before.items()}, after


def _words(text: str, start: int, end: int, styles: dict[int, str], brackets: Brackets) -> str:
    """One line of the text, made safe for a terminal before any colour is put on it."""
    before, after = brackets
    parts: list[tuple[str, str]] = []
    for at in range(start, end):
        style = styles.get(at, "")
        piece = before.get(at, "") + _shown(text, at) + after.get(at, "")
        if parts and parts[-1][0] == style:
            parts[-1] = (style, parts[-1][1] + piece)
        else:
            parts.append((style, piece))
    return "".join(click.style(piece, fg=style, bold=True) if style else piece for style, piece in parts)


def _shown(text: str, at: int) -> str:
    """One code point; a tab is a space, and the \\r of a Windows line end is nothing."""
    if text[at] == "\t":
        return " "
    return "" if text[at : at + 2] == "\r\n" else safe(text[at])
