"""Articles, propositions and entities as they stand in a store.

All references are IRIs and stay within one article.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct


class PropositionView(Struct, frozen=True, kw_only=True):
    """One proposition of one article; ``same_claim`` are the propositions of other articles judged to be the same."""

    iri: str
    id: str  # the local id of its Reading
    article: str
    text: str
    question: str = ""
    about: tuple[str, ...] = ()  # the article's own entities, not the canonical ones
    subject: str = ""
    predicate: str = ""
    object: str = ""
    single_valued: bool = False
    counts: str = ""
    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    unit: str = ""
    time: str = ""
    place: str = ""
    parts: tuple[str, ...] = ()
    sums: bool = False
    negates: str = ""
    excludes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    instance_of: tuple[str, ...] = ()
    evidence_for: tuple[str, ...] = ()
    no_evidence_for: tuple[str, ...] = ()
    same_claim: tuple[str, ...] = ()  # kg:sameClaim, in either direction


class EntityView(Struct, frozen=True, kw_only=True):
    """One actor or thing of one article."""

    iri: str
    id: str
    article: str
    type: str  # the class's local name: "Country", "AnonymousSource", "Aircraft" …
    label: str
    entity: str  # canonical IRI; its own IRI before `resolve` has run
    published: str = ""  # of its article
    surface: tuple[str, ...] = ()
    part_of: str = ""
    controlled_by: str = ""
    role: str = ""
    model: str = ""
    place: str = ""
    time: str = ""
    wikidata: str = ""


class ArticleView(Struct, frozen=True, kw_only=True):
    """One article version, without its text."""

    iri: str
    id: str  # the IRI's last part
    doc: str  # display name
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()
    revises: str = ""  # the version that it follows
    reader: str = ""
    unchecked: bool = True  # read by a machine or model and not checked by a person
    assertions: int = 0
