"""Turtle, TriG and N-Quads: sorted, prefixed, and counted after writing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import StoreError
from kg.export.selection import Selection
from kg.namespaces import prefixes
from kg.store import Store
from kg.views.facts import value

_ARTICLE = re.compile(r".*/article/([^/]+)/")


def written(rows: Iterable[Quad] | Iterable[Triple], format: RdfFormat, names: dict[str, str] | None = None) -> str:
    """The rows in the order given, as text in that format."""
    raw = serialize(rows, format=format, prefixes=names)
    return raw.decode() if raw else ""


def file_prefixes(store: Store, quads: Iterable[Quad]) -> dict[str, str]:
    """The project's prefixes, and ``a1``, ``a2`` … for the articles that the quads speak of."""
    found = (_ARTICLE.match(value(quad.subject)) for quad in quads)
    articles = sorted({match.group(1) for match in found if match})
    own = {f"a{number}": f"{store.base}article/{name}/" for number, name in enumerate(articles, 1)}
    return prefixes(store.base) | own


def _in_use(quads: Iterable[Quad], names: dict[str, str]) -> dict[str, str]:
    """Only the prefixes that occur, so that a small cut has a small head."""
    terms = {value(part) for quad in quads for part in (quad.subject, quad.predicate, quad.object)}
    types = {quad.object.datatype.value for quad in quads if isinstance(quad.object, Literal)}
    return {p: iri for p, iri in names.items() if any(t.startswith(iri) for t in terms | types)}


def turtle(store: Store, selection: Selection) -> str:
    """All graphs flattened into one.

    Raises:
        StoreError: the text read back holds another number of triples than went in.
    """
    triples = sorted({quad.triple for quad in selection.quads}, key=_type_first)
    names = _in_use(selection.quads, file_prefixes(store, selection.quads))
    text = written(triples, RdfFormat.TURTLE, names)
    return _counted(text, RdfFormat.TURTLE, len(triples))


def _type_first(triple: Triple) -> tuple[str, bool, str, str]:
    return str(triple.subject), not triple.predicate.value.endswith("#type"), str(triple.predicate), str(triple.object)


def trig(store: Store, selection: Selection) -> str:
    """Every graph under its name.

    Raises:
        StoreError: as for ``turtle``.
    """
    quads = sorted(selection.quads, key=lambda quad: (str(quad.graph_name), *_type_first(quad.triple)))
    names = _in_use(quads, file_prefixes(store, quads))
    return _counted(written(quads, RdfFormat.TRIG, names), RdfFormat.TRIG, len(quads))


def nquads(store: Store, selection: Selection) -> str:
    """One line a quad, sorted, which makes two exports easy to compare with ``diff``."""
    lines = sorted(written(selection.quads, RdfFormat.N_QUADS).splitlines(keepends=True))
    return "".join(lines)


def _counted(text: str, format: RdfFormat, expected: int) -> str:
    found = len(set(parse(text, format=format)))
    if found != expected:
        raise StoreError(f"the export holds {found} statements where {expected} were written", hint="report this")
    return text
