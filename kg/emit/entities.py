"""Quads of actors and things, as one article shows them."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from kg.emit.sheet import Sheet
from kg.emit.terms import concept, moment, node, type_node
from kg.model import Actor, Reading, Thing

_WIKIDATA = re.compile(r"Q[1-9]\d*")


def entity_ids(reading: Reading) -> set[str]:
    """The local ids of actors and things, which share one kind."""
    return {actor.id for actor in reading.actors} | {thing.id for thing in reading.things}


def _add_common(sheet: Sheet, entity: Actor | Thing, role: str) -> NamedNode:
    subject = sheet.local("entity", entity.id)
    sheet.add(subject, "rdf:type", type_node(entity.type), node(role))
    sheet.add_text(subject, "rdfs:label", entity.label)
    sheet.add_text(subject, "kg:surfaceForm", *entity.surface)
    if entity.part_of:
        sheet.add(subject, "kg:partOf", sheet.local("entity", entity.part_of))
    if _WIKIDATA.fullmatch(entity.wikidata):
        # exactMatch and never owl:sameAs: two data sets' "Kyiv" differ in what they say of it.
        sheet.add(subject, "skos:exactMatch", node(f"wd:{entity.wikidata}"))
    return subject


def add_actor(sheet: Sheet, actor: Actor) -> None:
    """Describes someone who can speak; "the Russian military" acts on behalf of what it is part of.

    Shape: shapes/actor.ttl.
    """
    subject = _add_common(sheet, actor, "kg:Actor")
    sheet.add_text(subject, "schema:roleName", actor.role)
    sheet.add_text(subject, "kg:anonymityReason", actor.reason)
    if actor.controlled_by:
        sheet.add(subject, "kg:controlledBy", sheet.local("entity", actor.controlled_by))
    for superior in (actor.part_of, actor.controlled_by):
        if superior:
            sheet.add(subject, "prov:actedOnBehalfOf", sheet.local("entity", superior))


def add_thing(sheet: Sheet, thing: Thing) -> None:
    """Describes what is spoken about without speaking."""
    subject = _add_common(sheet, thing, "kg:Thing")
    sheet.add_text(subject, "schema:model", thing.model)
    if thing.place:
        sheet.add(subject, "sem:hasPlace", sheet.local("entity", thing.place))
    if thing.time:
        sheet.add(subject, "sem:hasTimeStamp", moment(thing.time))
    if thing.time_basis:
        sheet.add(subject, "kg:dateBasis", concept(thing.time_basis))
