"""The sheet's twin in words: a table for every question, for those without a script or without sight of the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from kg.draw.disputes import Dispute, Node
from kg.draw.svg import encode
from kg.draw.text import make_inert, shorten
from kg.draw.words import phrase_of, show_date
from kg.model import AssertionView

_COLUMNS: Final = ("Who", "Stance", "Claim", "Quoted words", "Sentence", "Paired with", "Where and when")
_MOST_NAMED: Final = 5
_LONGEST: Final = 1500


def draw_tables(disputes: Sequence[Dispute], boxes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The tables of all disputes, also of what the picture has no room for.

    Args:
        disputes: all of them, uncut.
        boxes: (question, assertion) → id of the box that shows it.
    """
    head = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    for number, dispute in enumerate(disputes, start=1):
        caption = f"{number}. {encode(dispute.question)} ({encode(dispute.status)})"
        yield f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>"
        against = _against(dispute)
        for i, node in enumerate(dispute.nodes):
            yield _row(
                node, against[i], boxes.get((dispute.question, node.view.iri)) or boxes.get(("", node.view.iri), "")
            )
        yield "</tbody></table>"


def _against(dispute: Dispute) -> list[str]:
    """For every assertion, whom it stands against, and how."""
    met: list[dict[str, None]] = [{} for _ in dispute.nodes]
    for edge in dispute.edges:
        for here, there in ((edge.a, edge.b), (edge.b, edge.a)):
            other = "itself" if here == there else make_inert(dispute.nodes[there].view.by_label)
            met[here][f"{other} ({edge.label})"] = None
    return [_listed(list(names)) for names in met]


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return "; ".join(names[:_MOST_NAMED]) + more


def _row(node: Node, against: str, box: str) -> str:
    view = node.view
    side = f"<br><small>side: {encode(view.by_side)}</small>" if view.by_side not in {view.by_label, ""} else ""
    cells = [
        encode(_stance(node)),
        encode(view.text),
        encode(shorten(view.quote, _LONGEST)),
        mark_quote(view),
        escape(against),
        encode(_source(node)),
    ]
    shown = f' data-box="{box}"' if box else ""
    rest = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr{shown}><th scope="row">{encode(view.by_label)}{side}</th>{rest}</tr>'


def _stance(node: Node) -> str:
    phrase = phrase_of(node.view, node.role)
    return f"{phrase}, {node.turn}" if node.turn else phrase


def _source(node: Node) -> str:
    """Date, article, place in the text, reader."""
    view = node.view
    said = (
        f"said {show_date(view.said_on)}" if view.said_on else f"published {show_date(view.date)}" if view.date else ""
    )
    reader = "read by a person" if view.reader == "person" else f"read by {view.reader}"
    reader += ", unchecked" if view.unchecked else ""
    parts = [said, view.publisher, f"{view.doc}, characters {view.start} to {view.end}", reader]
    return " · ".join(part for part in parts if part)


def mark_quote(view: AssertionView) -> str:
    """The sentence as HTML with the quote's pieces marked where they stand in it."""
    sentence = view.sentence[: 2 * _LONGEST]
    out, at = [], 0
    for start, end in _stretches(view):
        if at <= start < end <= len(sentence):
            out += [_encode_part(sentence[at:start]), f"<mark>{_encode_part(sentence[start:end])}</mark>"]
            at = end
    return "".join([*out, _encode_part(sentence[at:])]).strip() + ("…" if len(view.sentence) > len(sentence) else "")


def _stretches(view: AssertionView) -> list[tuple[int, int]]:
    """Where the quote's pieces stand in the sentence, as offsets into it.

    "Ukraine neither immediately confirmed nor denied it": the quote is the last word, not the "it" in "neither". The
    sentence holds all the spans of its assertion; that, and what stands at them, tells where in the text it begins.
    """
    pieces = view.quote.split(" … ")
    spans = sorted([*view.spans, *view.source, *view.cue])
    for begin in _beginnings(view, pieces[0]):
        found = [(span.start - begin, span.end - begin) for span in sorted(view.spans)]
        inside = spans[0].start >= begin and max(span.end for span in spans) <= begin + len(view.sentence)
        if inside and [view.sentence[start:end] for start, end in found] == pieces:
            return found
    return [(match.start(), match.end()) for piece in pieces if (match := _word(piece).search(view.sentence))]


def _beginnings(view: AssertionView, piece: str) -> Iterator[int]:
    """The places in the text at which the sentence may begin, if the quote's first piece stands in it as words."""
    for match in _word(piece).finditer(view.sentence):
        yield from (span.start - match.start() for span in sorted(view.spans)[:1])


def _word(piece: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)") if piece else re.compile(r"(?!)")


def _encode_part(text: str) -> str:
    """A part of a sentence, its spaces at the ends kept."""
    left, right = text[:1].isspace(), text[-1:].isspace()
    return (" " if left else "") + encode(text) + (" " if right and text.strip() else "")
