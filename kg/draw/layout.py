"""Lays out the conflict sheet: a pure function from conflicts to a picture in which everything has its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from kg.draw.bands import MARGIN, WIDTH, place_band
from kg.draw.boxes import Setting, line, wrap
from kg.draw.disputes import Cut, Dispute, find_disputes
from kg.draw.sheet import Band, Key, Line, Sheet
from kg.draw.text import make_inert
from kg.draw.words import is_pill, is_publisher, is_unresolved, show_date
from kg.model import AssertionView, Conflict

MOST_BOXES: Final = 60
TITLE: Final = "Who contradicts whom"
_FILLS: Final = 4
OTHERS: Final = _FILLS - 1
"""Number of the colour that all further sides share."""
_PROMISE: Final = "Every side stays as it was said; the sheet does not decide who is right."


def lay_out_sheet(
    conflicts: Iterable[Conflict], *, about: str = "", reason: str = "", limit: int = MOST_BOXES
) -> Sheet:
    """The sheet of the given conflicts and unresolved pairs.

    Args:
        conflicts: in any order; the sheet does not depend on it.
        about: what the pairs were chosen by, for the title.
        reason: why there is nothing to draw, where there is nothing.
        limit: how many boxes are drawn at most.
    """
    pairs = list(conflicts)
    cut = find_disputes(pairs, limit)
    setting, sides = _setting(cut.disputes)
    title = TITLE + (f" about {make_inert(about)}" if about else "")
    summary = _summary(pairs, cut)
    lines, y = _top(title, summary, cut, reason)
    legend: tuple[Key, ...] = ()
    if cut.disputes:
        legend, y = _legend(cut.disputes, sides, y)
    bands, y = _bands(cut.disputes, setting, y + 8)
    foot = line(_PROMISE, "meta", MARGIN, y + 20, "soft")
    return Sheet(
        width=WIDTH, height=round(y + 36), title=title, summary=summary, lines=(*lines, foot), legend=legend,
        bands=bands, shown=cut.shown, total=cut.total,
    )  # fmt: skip


def _bands(disputes: Sequence[Dispute], setting: Setting, y: float) -> tuple[tuple[Band, ...], float]:
    bands: list[Band] = []
    first_id = 1
    for number, dispute in enumerate(disputes, start=1):
        bands.append(place_band(dispute, number, first_id, round(y, 1), setting))
        y = bands[-1].y + bands[-1].h + 22
        first_id += len(dispute.nodes)
    return tuple(bands), y - 22 if bands else y


def _setting(disputes: Sequence[Dispute]) -> tuple[Setting, list[str]]:
    """The sides' colours: the most frequent sides have one of their own, all beyond them share one."""
    views = [node.view for dispute in disputes for node in dispute.nodes]
    counts = Counter(view.by_side for view in views)
    often = sorted(counts, key=lambda side: (-counts[side], side))
    own = often if len(often) <= _FILLS else often[:OTHERS]
    publishers = {view.by_side for view in views if is_publisher(view)}
    sides = [side for side in counts if side in own]  # in the order of the text, those who only report last
    sides = sorted(sides, key=lambda side: side in publishers) + [side for side in often if side not in own]
    fills = {side: min(rank, OTHERS) for rank, side in enumerate(sides)}
    return Setting(fills=fills, several=len({view.article for view in views}) > 1), sides


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _summary(pairs: Sequence[Conflict], cut: Cut) -> str:
    """How much there is: articles, questions, assertions, conflicts, unresolved pairs."""
    views = {view.iri: view for pair in pairs for view in (pair.a, pair.b)}
    unresolved = sum(is_unresolved(pair) for pair in pairs)
    counts = [
        _articles(list(views.values())),
        _count(cut.questions, "question"),
        _count(len(views), "assertion"),
        _count(len(pairs) - unresolved, "conflict"),
        _count(unresolved, "unresolved pair"),
    ]
    return " · ".join(counts) if pairs else "No conflicts found"


def _articles(views: Sequence[AssertionView]) -> str:
    """How many articles; of a single one also who published it and when."""
    count = _count(len({view.article for view in views}), "article")
    dates = sorted({view.date for view in views if view.date and not view.said_on})
    about = [make_inert(views[0].publisher) if views else "", show_date(dates[0]) if dates else ""]
    known = ", ".join(part for part in about if part)
    return f"{count} ({known})" if count == "1 article" and known else count


def _top(title: str, summary: str, cut: Cut, reason: str) -> tuple[list[Line], float]:
    """The title, the counts, and what is missing."""
    room = WIDTH - 2 * MARGIN
    lines = []
    y = 10.0
    for text in wrap(title, "title", room, 2):
        y += 25
        lines.append(line(text, "title", MARGIN, y))
    notes = [summary]
    if cut.shown < cut.total:
        notes.append(
            f"{cut.shown:,} of {cut.total:,} boxes shown: conflicts before unresolved pairs, each question in turn."
        )
    notes += [reason] if reason and not cut.disputes else []
    for note in notes:
        y += 4
        for text in wrap(note, "note", room, 3):
            y += 17
            lines.append(line(text, "note", MARGIN, y, "soft"))
    return lines, y + 8


def _legend(disputes: Sequence[Dispute], sides: Sequence[str], y: float) -> tuple[tuple[Key, ...], float]:
    """What marks, lines and colours mean, in rows that are as wide as the sheet."""
    samples: list[tuple[Literal["check", "cross", "question", "pill", "solid", "dashed", "fill"], str, int]] = [
        ("check", "asserts", 0), ("cross", "denies", 0), ("question", "doubts or undercuts", 0),
        ("pill", "takes no position", 0), ("solid", "conflict", 0), ("dashed", "unresolved or undercut", 0),
    ]  # fmt: skip
    if not any(is_pill(node.view) for dispute in disputes for node in dispute.nodes):
        samples.pop(3)
    named = sides if len(sides) <= _FILLS else [*sides[:OTHERS], "all others"]
    samples += [("fill", side or "side unknown", rank) for rank, side in enumerate(named)]
    keys: list[Key] = []
    x, y = MARGIN, y + 16
    for sample, words, fill in samples:
        text = wrap(words, "meta", 260, 1)[0]
        start = 34 if sample in {"solid", "dashed", "pill"} else 21
        key = Key(sample=sample, x=x, y=y, line=line(text, "meta", x + start, y, "soft"), fill=fill)
        if x > MARGIN and x + start + key.line.width > WIDTH - MARGIN:
            x, y = MARGIN, y + 20
            key = Key(sample=sample, x=x, y=y, line=line(text, "meta", x + start, y, "soft"), fill=fill)
        keys.append(key)
        x = key.line.x + key.line.width + 18
    return tuple(keys), y + 8
