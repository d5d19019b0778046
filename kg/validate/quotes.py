"""Proves every quote verbatim: each span against the stored text of its article, each quote against its spans."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Violation
from kg.namespaces import KG, OA, SCHEMA
from kg.validate.wording import Wording, quoted

JOINER = " … "
_MOST_SPANS = 6  # of one quote out of the text's order; more are compared in the text's order alone
_READ = frozenset(
    [SCHEMA + "articleBody"]
    + [OA + name for name in ("hasSource", "start", "end", "exact", "prefix", "suffix")]
    + [KG + name for name in ("textHash", "quote", "evidence")]
)
Values = dict[str, dict[str, list[str]]]


def misquoted(quads: Iterable[Quad]) -> list[Violation]:
    """Every span, quote and hash that is not what the stored text says; an empty list proves them all.

    Units: offsets are code points, half-open.
    """
    quads = list(quads)
    values = _values(quads)
    found = [*_hashes(values), *_spans(values), *_quotes(values)]
    words = Wording(quads) if found else None
    return [_violation(words, *row) for row in sorted(found)] if words else []


def count_quotes(quads: Iterable[Quad]) -> int:
    """How many assertions with a quote there are, all of which ``misquoted`` compares with the text."""
    return sum(quad.predicate.value == KG + "quote" for quad in quads)


def _values(quads: Iterable[Quad]) -> Values:
    values: Values = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            continue
        if quad.predicate.value in _READ:
            values[subject.value][quad.predicate.value].append(value.value)
    return values


def _violation(words: Wording, focus: str, path: str, value: str, message: str) -> Violation:
    return Violation(message=words.sentence(focus, message), focus_node=focus, path=path, value=value, shape="verbatim")


Row = tuple[str, str, str, str]


def _hashes(values: Values) -> Iterator[Row]:
    for article, of in values.items():
        for text in of.get(SCHEMA + "articleBody", []):
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            for given in of.get(KG + "textHash", []):
                if given != digest:
                    yield article, KG + "textHash", given, f"must have the hash of its own text, {digest[:16]}…"


def _spans(values: Values) -> Iterator[Row]:
    for span, of in values.items():
        if OA + "exact" in of:
            yield from _span(values, span, of)


def _span(values: Values, span: str, of: dict[str, list[str]]) -> Iterator[Row]:
    """What is wrong with one span. A span that lacks a part is the shapes' business and proves nothing here."""
    text = next(
        (t for a in of.get(OA + "hasSource", []) for t in values.get(a, {}).get(SCHEMA + "articleBody", [])), None
    )
    start, end = (_number(of.get(OA + name, [""])[0]) for name in ("start", "end"))
    if text is None or start is None or end is None:
        yield span, OA + "exact", "", "cannot be compared with its text: it has no source with a text, or no offsets"
        return
    stands, exact = text[start:end], of[OA + "exact"][0]
    if not 0 <= start < end <= len(text) or stands != exact:
        yield (
            span,
            OA + "exact",
            exact,
            f"must be verbatim: at {start} to {end} the text says {quoted(stands) or 'nothing'}",
        )
    elif any(not text[:start].endswith(prefix) for prefix in of.get(OA + "prefix", [])):
        yield span, OA + "prefix", of[OA + "prefix"][0], "must be preceded by its prefix in the text"
    elif any(not text.startswith(suffix, end) for suffix in of.get(OA + "suffix", [])):
        yield span, OA + "suffix", of[OA + "suffix"][0], "must be followed by its suffix in the text"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _quotes(values: Values) -> Iterator[Row]:
    for assertion, of in values.items():
        pieces = [values.get(span, {}) for span in of.get(KG + "evidence", [])]
        for quote in of.get(KG + "quote", []):
            if not _is_joined(quote, pieces):
                yield (
                    assertion,
                    KG + "quote",
                    quote,
                    "must quote exactly the words of its spans (kg:quote, kg:evidence)",
                )


def _is_joined(quote: str, pieces: list[dict[str, list[str]]]) -> bool:
    """Whether the quote is the pieces, in the text's order or, of a few, in any."""
    ordered = sorted(pieces, key=lambda of: _number(of.get(OA + "start", [""])[0]) or 0)
    words = [of.get(OA + "exact", [""])[0] for of in ordered]
    if JOINER.join(words) == quote:
        return True
    return len(words) <= _MOST_SPANS and any(JOINER.join(order) == quote for order in permutations(words))
