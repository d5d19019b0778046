"""Reading → quads of one named graph; the only place that builds them.

No blank nodes, no clock, and only literals in canonical form, so that the same Reading gives the same quads and a
store gives back exactly what it was given.
"""

from __future__ import annotations

from pyoxigraph import Quad

from kg.emit.article import add_article, add_corrections, add_judgements, add_reader, reader_label
from kg.emit.assertions import add_assertion
from kg.emit.entities import add_actor, add_thing
from kg.emit.propositions import add_propositions
from kg.emit.sheet import Sheet
from kg.iris import article_iri
from kg.model import Reading
from kg.namespaces import BASE

__all__ = ["reader_label", "reading_quads"]


def reading_quads(reading: Reading, base: str = BASE, *, revision_of: str = "") -> list[Quad]:
    """The quads of the article's graph, each once.

    ``revision_of`` is the IRI of the version that this one follows, where there is one. The graph's name is
    ``article_iri(reading.article, base)``.

    Shape: all of shapes/.
    """
    sheet = Sheet(reading.article, article_iri(reading.article, base), base)
    add_article(sheet, reading, revision_of)
    activity = add_reader(sheet, reading.reader)
    for actor in reading.actors:
        add_actor(sheet, actor)
    for thing in reading.things:
        add_thing(sheet, thing)
    add_propositions(sheet, reading)
    for assertion in reading.assertions:
        add_assertion(sheet, assertion, activity)
    add_corrections(sheet, reading)
    add_judgements(sheet, reading.judgements)
    return sheet.quads()
