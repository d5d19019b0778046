"""Quads of assertions: who said what, in which words of the article."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.emit.sheet import Sheet
from kg.emit.terms import concept, decimal, moment, node
from kg.model import Assertion, Span
from kg.sentences import sentence_around


def add_assertion(sheet: Sheet, assertion: Assertion, activity: NamedNode) -> None:
    """Describes one saying.

    Shape: shapes/assertion.ttl.
    """
    subject = sheet.local("assertion", assertion.id)
    sheet.add(subject, "rdf:type", node("kg:Assertion"))
    sheet.add_text(subject, "dcterms:identifier", assertion.id)
    sheet.add(subject, "kg:by", sheet.local("entity", assertion.by))
    sheet.add(subject, "kg:stance", concept(assertion.stance))
    sheet.add(subject, "kg:voice", node("kg:PublisherVoice" if assertion.voice == "publisher" else "kg:SourceVoice"))
    sheet.add(subject, "prov:wasGeneratedBy", activity)
    _add_links(sheet, subject, assertion)
    _add_words(sheet, subject, assertion)
    _add_circumstances(sheet, subject, assertion)


def _add_links(sheet: Sheet, subject: NamedNode, assertion: Assertion) -> None:
    for predicate, kind, name in (
        ("kg:content", "proposition", assertion.content),
        ("kg:reports", "assertion", assertion.reports),
        ("kg:revises", "assertion", assertion.revises),
        ("kg:withdrawnIn", "correction", assertion.withdrawn_in),
    ):
        if name:
            sheet.add(subject, predicate, sheet.local(kind, name))


def _add_words(sheet: Sheet, subject: NamedNode, assertion: Assertion) -> None:
    text = sheet.article.text
    words = " … ".join(text[span.start : span.end] for span in assertion.quote)
    sheet.add_text(subject, "kg:quote", words)
    sheet.add_spans(subject, "kg:evidence", assertion.quote)
    sheet.add_spans(subject, "kg:cue", assertion.cue)
    sheet.add_spans(subject, "kg:source", assertion.source)
    spans = (*assertion.quote, *assertion.cue, *assertion.source)
    sheet.add_spans(subject, "kg:sentence", sentences_of(text, spans))


def sentences_of(text: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences that hold the spans; those with nothing but white space between them as one stretch."""
    joined: list[Span] = []
    for span in sorted({sentence_around(text, span.start, span.end) for span in spans}):
        if joined and not text[joined[-1].end : span.start].strip():
            span = Span(joined[-1].start, max(joined.pop().end, span.end))
        joined.append(span)
    return joined


def _add_circumstances(sheet: Sheet, subject: NamedNode, assertion: Assertion) -> None:
    for predicate, name in (
        ("kg:certainty", assertion.certainty),
        ("kg:channel", assertion.channel),
        ("kg:basis", assertion.basis),
        ("kg:dateBasis", assertion.date_basis),
    ):
        if name:
            sheet.add(subject, predicate, concept(name))
    if assertion.said_on:
        sheet.add(subject, "kg:saidOn", moment(assertion.said_on))
    if assertion.confidence is not None:
        sheet.add(subject, "kg:confidence", decimal(assertion.confidence))
