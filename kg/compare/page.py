"""A comparison as one HTML page: the text in the middle, what each Reading found beside its paragraph."""

from __future__ import annotations

import unicodedata
from html import escape
from itertools import pairwise
from typing import NamedTuple

from kg.compare import Comparison
from kg.model import Assertion, Conflict, Reading, Span

_STYLE = """
:root { color-scheme: light dark; --both: #1b7837; --differs: #b35806; --a: #2166ac; --b: #762a83; --line: #8886; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 90rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; } th, td { padding: .15rem .8rem; text-align: right; }
th:first-child, td:first-child { text-align: left; } tr + tr td { border-top: 1px solid var(--line); }
.row { display: grid; grid-template-columns: 1fr 1.6fr 1fr; gap: 1.2rem; padding: .5rem 0; }
.row { border-top: 1px solid var(--line); }
.row > p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; } .head { font-weight: 700; }
.note { font-size: .82rem; line-height: 1.35; border-left: 4px solid; padding: .1rem .5rem; }
.note { margin-bottom: .4rem; overflow-wrap: anywhere; }
.both { border-color: var(--both); } .differs { border-color: var(--differs); }
.a { border-color: var(--a); } .b { border-color: var(--b); }
mark { background: none; color: inherit; border-bottom: 3px solid; } mark.a { border-bottom-style: dashed; }
mark.b { border-bottom-style: dotted; } mark.differs { border-bottom-style: double; }
@media (max-width: 700px) { .row { grid-template-columns: 1fr; } }
"""
_KINDS = {"both": "same in both", "differs": "in both, not alike", "a": "only in the left", "b": "only in the right"}


def comparison_page(found: Comparison) -> str:
    """The page, without scripts and without anything fetched."""
    left, right = _shown(_reader(found.a)), _shown(_reader(found.b))
    title = f"{left} and {right} of “{_shown(found.a.article.title or found.a.article.name)}”"
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>",
        _totals(found),
        "<p>" + " · ".join(f'<mark class="{kind}">{words}</mark>' for kind, words in _KINDS.items()) + "</p>",
        f'<div class="row head"><p>{left}</p><p>the text</p><p>{right}</p></div>',
        *_rows(found),
        _conflicts(found),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _reader(reading: Reading) -> str:
    reader = reading.reader
    return " ".join(word for word in (f"{reader.kind}:", reader.name, reader.version) if word).rstrip(":")


def _shown(text: str) -> str:
    """Escaped for HTML, with what is invisible or turns the direction of writing made visible."""
    kept = (c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"} else f"\\u{ord(c):04x}" for c in text)
    return escape("".join(kept))


def _totals(found: Comparison) -> str:
    rows = (
        f"<tr><td>{name}</td><td>{tally.both}</td><td>{tally.only_a}</td><td>{tally.only_b}</td><td>{tally.f1:.0%}</td></tr>"
        for name, tally in found.tallies().items()
    )
    head = "<tr><th></th><th>both</th><th>only left</th><th>only right</th><th>agreement</th></tr>"
    return f"<table>{head}{''.join(rows)}</table>"


def _rows(found: Comparison) -> list[str]:
    """One row a paragraph that has words."""
    text = found.a.article.text
    notes = _notes(found)
    rows, start = [], 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if line.strip():
            here = [note for note in notes if start <= note.assertion.quote[0].start < end]
            left, right = ("".join(note.html for note in here if note.side == side) for side in "ab")
            middle = _marked(text, start, end, [(span, note.kind) for note in notes for span in note.assertion.quote])
            rows.append(f'<div class="row"><div>{left}</div><p>{middle}</p><div>{right}</div></div>')
        start = end
    return rows


class _Note(NamedTuple):
    """What stands beside the text for one assertion; ``kind`` is a key of _KINDS, ``side`` "a" or "b"."""

    assertion: Assertion
    kind: str
    side: str
    html: str


def _notes(found: Comparison) -> list[_Note]:
    """In the order of the text."""
    notes = [_note(found.a, x, "a", "a") for x in found.only_a] + [_note(found.b, y, "b", "b") for y in found.only_b]
    for match in found.matches:
        kind = "differs" if match.differs else "both"
        notes += [_note(found.a, match.a, kind, "a", match.differs), _note(found.b, match.b, kind, "b")]
    return sorted(notes, key=lambda note: (note.assertion.quote, note.side, note.assertion.id))


def _note(reading: Reading, assertion: Assertion, kind: str, side: str, differs: tuple[str, ...] = ()) -> _Note:
    speaker = next((actor.label for actor in reading.actors if actor.id == assertion.by), assertion.by)
    said = next((p.text for p in reading.propositions if p.id == assertion.content), "")
    stance = " ".join(word for word in (assertion.stance, assertion.certainty) if word)
    more = f"<br><i>not alike: {', '.join(differs)}</i>" if differs else ""
    html = f'<div class="note {kind}"><b>{_shown(speaker)}</b> · {stance}<br>{_shown(said)}{more}</div>'
    return _Note(assertion, kind, side, html)


def _marked(text: str, start: int, end: int, spans: list[tuple[Span, str]]) -> str:
    """The paragraph with every stretch marked after the first kind that covers it."""
    inside = [(max(s.start, start), min(s.end, end), kind) for s, kind in spans if s.start < end and s.end > start]
    borders = sorted({start, end, *(edge for a, b, _ in inside for edge in (a, b))})
    pieces = []
    for left, right in pairwise(borders):
        kind = next((kind for a, b, kind in inside if a <= left and right <= b), "")
        piece = _shown(text[left:right])
        pieces.append(f'<mark class="{kind}">{piece}</mark>' if kind else piece)
    return "".join(pieces).rstrip("\n")


def _conflicts(found: Comparison) -> str:
    groups = (
        ("Conflicts in both", [ours for ours, _ in found.conflicts]),
        ("Conflicts only in the left", found.conflicts_only_a),
        ("Conflicts only in the right", found.conflicts_only_b),
    )
    return "".join(f"<h2>{name}</h2>{''.join(map(_conflict, pairs))}" for name, pairs in groups if pairs)


def _conflict(pair: Conflict) -> str:
    sides = " ↔ ".join(f"<b>{_shown(s.by_label)}</b> “{_shown(s.quote)}”" for s in (pair.a, pair.b))
    return f"<p>{_shown(pair.type)}: {sides}</p>"
