"""The quads of one article's graph while they are collected."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.emit.terms import node, number, string
from kg.iris import local_iri, span_iri
from kg.model import Article, Span

CONTEXT = 32
"""Code points of prefix and suffix that tell a span from the same words elsewhere."""


class Sheet:
    """Collects quads of one graph, each once, in the order in which they were added."""

    def __init__(self, article: Article, iri: str, base: str) -> None:
        self.article, self.iri, self.base = article, iri, base
        self.graph = NamedNode(iri)
        self._quads: dict[Quad, None] = {}
        self._spans: set[Span] = set()

    def add(self, subject: NamedNode, predicate: str, *objects: NamedNode | Literal) -> None:
        """Adds one quad an object; no objects add nothing."""
        for value in objects:
            self._quads[Quad(subject, node(predicate), value, self.graph)] = None

    def add_text(self, subject: NamedNode, predicate: str, *texts: str) -> None:
        """Adds plain strings; empty ones mean "unknown" and add nothing."""
        self.add(subject, predicate, *(string(text) for text in texts if text))

    def local(self, kind: str, name: str) -> NamedNode:
        """The node of one of the article's own things."""
        return NamedNode(local_iri(self.iri, kind, name))

    def add_spans(self, subject: NamedNode, predicate: str, spans: Iterable[Span]) -> None:
        """Links to stretches of the text, each described once however often it is linked."""
        for span in spans:
            self.add(subject, predicate, NamedNode(span_iri(self.iri, span)))
            if span not in self._spans:
                self._spans.add(span)
                self._describe_span(span)

    def _describe_span(self, span: Span) -> None:
        text, subject = self.article.text, NamedNode(span_iri(self.iri, span))
        self.add(subject, "rdf:type", node("kg:Span"))
        self.add(subject, "oa:hasSource", self.graph)
        self.add(subject, "oa:start", number(span.start))
        self.add(subject, "oa:end", number(span.end))
        self.add(subject, "oa:exact", string(text[span.start : span.end]))
        self.add_text(subject, "oa:prefix", text[max(0, span.start - CONTEXT) : span.start])
        self.add_text(subject, "oa:suffix", text[span.end : span.end + CONTEXT])

    def quads(self) -> list[Quad]:
        """Everything collected so far."""
        return list(self._quads)
