"""Looks up what the article graphs say, one predicate at a time, so that spans' words are not read in vain."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.namespaces import ENTITIES, PREFIXES
from kg.store import SHARED, Store


def term(name: str) -> NamedNode:
    """The node of a prefixed name (``kg:by``)."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def local_name(iri: str) -> str:
    """What stands behind the last ``#`` or ``/`` of an IRI.

    >>> local_name("https://schema.org/Country")
    'Country'
    """
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def local_id(iri: str) -> str:
    """The id in its Reading of one of the article's own things.

    >>> local_id("https://example.org/article/1f/entity-il-76")
    'il-76'
    """
    return unquote(local_name(iri).partition("-")[2])


def value(node: object) -> str:
    """The IRI or the words of a term."""
    return str(node.value) if isinstance(node, NamedNode | Literal | BlankNode) else ""


def number(text: str) -> Decimal | None:
    """The number that a literal holds; ``None`` where it holds none, as in an invalid graph kept on request."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


class Facts:
    """What a store's article graphs say, or those of some articles only."""

    def __init__(self, store: Store, articles: Iterable[str] | None = None) -> None:
        self._store = store
        self._articles = None if articles is None else sorted(set(articles))
        self._tables: dict[str, dict[str, list[str]]] = {}

    def _quads(self, predicate: NamedNode, object: NamedNode | None = None) -> Iterable[Quad]:
        if self._articles is None:
            return (q for q in self._store.quads(None, predicate, object) if value(q.graph_name) not in SHARED)
        return (q for name in self._articles for q in self._store.quads(None, predicate, object, name))

    def table(self, predicate: str) -> dict[str, list[str]]:
        """Subject → its values, sorted."""
        if predicate not in self._tables:
            table: dict[str, set[str]] = {}
            for quad in self._quads(term(predicate)):
                table.setdefault(value(quad.subject), set()).add(value(quad.object))
            self._tables[predicate] = {subject: sorted(values) for subject, values in table.items()}
        return self._tables[predicate]

    def all(self, subject: str, predicate: str) -> tuple[str, ...]:
        """All values of a subject, sorted."""
        return tuple(self.table(predicate).get(subject, ()))

    def one(self, subject: str, predicate: str) -> str:
        """The value of a subject, the first where an invalid graph has more, or an empty string."""
        values = self.table(predicate).get(subject)
        return values[0] if values else ""

    def members(self, kind: str) -> dict[str, str]:
        """The nodes of a class, sorted, each with the graph that it stands in."""
        found = {value(q.subject): value(q.graph_name) for q in self._quads(term("rdf:type"), term(kind))}
        return dict(sorted(found.items()))

    def types(self, subject: str, graph: str) -> list[str]:
        """The classes of one node, sorted."""
        return sorted(value(q.object) for q in self._store.quads(NamedNode(subject), term("rdf:type"), None, graph))

    def identities(self) -> dict[str, str]:
        """Each article's own entity → the canonical one; empty before entities were resolved."""
        return {value(q.subject): value(q.object) for q in self._store.quads(None, term("kg:identity"), None, ENTITIES)}
