"""Quads of propositions, their quantities, and the predicates that they use."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from kg.emit.entities import entity_ids
from kg.emit.sheet import Sheet
from kg.emit.terms import boolean, concept, moment, node, number
from kg.iris import predicate_iri
from kg.model import Predicate, Proposition, Reading

_LINKS = (
    ("kg:part", "parts"),
    ("kg:excludes", "excludes"),
    ("kg:asks", "asks"),
    ("kg:instanceOf", "instance_of"),
    ("kg:evidenceFor", "evidence_for"),
    ("kg:noEvidenceFor", "no_evidence_for"),
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def add_propositions(sheet: Sheet, reading: Reading) -> None:
    """Describes what may be true or false, and nobody's yet.

    Shape: shapes/proposition.ttl.
    """
    propositions = {proposition.id for proposition in reading.propositions} - entity_ids(reading)
    for proposition in reading.propositions:
        subject = sheet.local("proposition", proposition.id)
        sheet.add(subject, "rdf:type", node("kg:Proposition"))
        sheet.add_text(subject, "dcterms:identifier", proposition.id)
        sheet.add_text(subject, "schema:text", proposition.text)
        sheet.add_text(subject, "kg:question", proposition.question)
        sheet.add(subject, "schema:about", *(sheet.local("entity", name) for name in proposition.about))
        _add_triple(sheet, subject, proposition, propositions)
        _add_circumstances(sheet, subject, proposition)
        _add_links(sheet, subject, proposition)
        _add_quantity(sheet, subject, proposition)
    add_predicates(sheet, reading)


def _add_triple(sheet: Sheet, subject: NamedNode, proposition: Proposition, propositions: set[str]) -> None:
    """The known triple, reified: as a plain one it would say that it is true."""
    for term, name in (("rdf:subject", proposition.subject), ("rdf:object", proposition.object)):
        if name:
            sheet.add(subject, term, sheet.local("proposition" if name in propositions else "entity", name))
    if proposition.predicate:
        sheet.add(subject, "rdf:predicate", node(predicate_iri(proposition.predicate)))


def _add_circumstances(sheet: Sheet, subject: NamedNode, proposition: Proposition) -> None:
    if proposition.time:
        sheet.add(subject, "kg:time", moment(proposition.time))
    if proposition.time_basis:
        sheet.add(subject, "kg:dateBasis", concept(proposition.time_basis))
    if proposition.place:
        sheet.add(subject, "kg:place", sheet.local("entity", proposition.place))
    if proposition.sums:
        sheet.add(subject, "kg:partsSum", boolean(True))


def _add_links(sheet: Sheet, subject: NamedNode, proposition: Proposition) -> None:
    if proposition.negates:
        sheet.add(subject, "kg:negates", sheet.local("proposition", proposition.negates))
    for predicate, field in _LINKS:
        sheet.add(subject, predicate, *(sheet.local("proposition", name) for name in getattr(proposition, field)))


def _add_quantity(sheet: Sheet, subject: NamedNode, proposition: Proposition) -> None:
    bounds = {"schema:value": proposition.value, "schema:minValue": proposition.min, "schema:maxValue": proposition.max}
    if not proposition.counts and all(bound is None for bound in bounds.values()):
        return
    quantity = sheet.local("quantity", proposition.id)
    sheet.add(subject, "kg:quantity", quantity)
    sheet.add(quantity, "rdf:type", node("schema:QuantitativeValue"))
    sheet.add_text(quantity, "kg:counts", proposition.counts)
    sheet.add_text(quantity, "schema:unitText", proposition.unit)
    for predicate, bound in bounds.items():
        if bound is not None:
            sheet.add(quantity, predicate, number(bound))


def add_predicates(sheet: Sheet, reading: Reading) -> None:
    """Describes every predicate that a proposition uses, by its words where nothing more is known."""
    known = {predicate.id: predicate for predicate in reading.predicates}
    used = {proposition.predicate for proposition in reading.propositions if proposition.predicate}
    for name in sorted(used | set(known)):
        predicate = known.get(name, Predicate(id=name))
        subject = node(predicate_iri(name))
        sheet.add(subject, "rdf:type", node("rdf:Property"))
        sheet.add_text(subject, "rdfs:label", predicate.label or _HUMP.sub(" ", name).lower())
        if predicate.single_valued:
            sheet.add(subject, "rdf:type", node("owl:FunctionalProperty"))
