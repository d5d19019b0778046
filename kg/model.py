"""The records that the stages hand to each other; frozen, and free of RDF and of any parser's objects.

Offsets everywhere: code points into the stored text of the article, half-open, so that
``text[span.start:span.end]`` is the quote. Local ids (``il-76``, ``shot-down``, ``a02``) are unique within their kind
in one Reading; actors and things share one kind.
"""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct, field

Stance = Literal[
    "Affirms",
    "Denies",
    "Questions",
    "NonCommittal",
    "NoInformation",
    "CouldNotVerify",
    "DeclinesComment",
    "Silent",
    "Relays",
    "Urges",
    "Commits",
]
Certainty = Literal["Certain", "Probable", "Possible"]
ReaderKind = Literal["person", "machine", "model"]

STANCES: tuple[Stance, ...] = get_args(Stance)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
COMMITTED: frozenset[str] = frozenset({"Affirms", "Denies"})
"""The stances that claim a fact and so carry a certainty."""
NON_ANSWERS: frozenset[str] = frozenset(
    {"Questions", "NonCommittal", "NoInformation", "CouldNotVerify", "DeclinesComment", "Silent"}
)
"""The ways of not answering; none of them is ever a denial."""


class Span(Struct, frozen=True, order=True):
    """A stretch of the article's stored text. Units: code points, half-open."""

    start: int
    end: int


class Article(Struct, frozen=True, kw_only=True):
    """One version of one article: its stored text and what is known about it; ``None`` or empty means unknown."""

    text: str
    name: str  # the file's stem; for display only, never part of an IRI
    sha256: str  # of the stored text's UTF-8 bytes
    publisher: str = ""
    published: str = ""  # ISO 8601 date, or date and time with zone
    url: str = ""
    title: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()  # what was noticed on reading the bytes: replaced characters, damage


class Reader(Struct, frozen=True, kw_only=True):
    """Who or what read the article."""

    kind: ReaderKind
    name: str = ""
    version: str = ""


class Actor(Struct, frozen=True, kw_only=True):
    """Someone who can speak or act. ``type`` is a class of the vocabulary or of schema.org, without prefix."""

    id: str
    type: str
    label: str
    surface: tuple[str, ...] = ()  # other forms in the text
    part_of: str | None = None  # id of the actor it is an organ or member of
    controlled_by: str | None = None
    role: str = ""
    reason: str = ""  # anonymous sources: why the name is withheld, in the article's words
    wikidata: str = ""  # Q-number


class Thing(Struct, frozen=True, kw_only=True):
    """What is spoken about without speaking: aircraft, weapons, places, events, documents."""

    id: str
    type: str
    label: str
    surface: tuple[str, ...] = ()
    part_of: str | None = None
    model: str = ""
    place: str | None = None
    time: str = ""  # events: ISO 8601 date, date-time or interval
    time_basis: str = ""
    wikidata: str = ""


class Predicate(Struct, frozen=True, kw_only=True):
    """A predicate that propositions of this Reading use, where more is known of it than its name."""

    id: str
    label: str = ""
    single_valued: bool = False  # one subject has at most one object: two different ones are incompatible


class Proposition(Struct, frozen=True, kw_only=True):
    """What may be true or false; it is nobody's yet. All references are local ids of the same Reading."""

    id: str
    text: str
    about: tuple[str, ...]
    question: str = ""  # the question in dispute, as a heading ("Did Ukraine shoot down the Il-76?")
    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    counts: str = ""  # what is counted ("prisoners of war aboard")
    value: float | int | None = None
    min: float | int | None = None  # inclusive
    max: float | int | None = None  # inclusive
    unit: str = ""
    time: str = ""
    time_basis: str = ""
    place: str | None = None
    parts: tuple[str, ...] = ()
    sums: bool = False  # the parts that count add up to this proposition's own count
    negates: str | None = None
    excludes: tuple[str, ...] = ()  # propositions that cannot hold if this one does; both may be false
    asks: tuple[str, ...] = ()  # a wh-question: the propositions that answer it
    instance_of: tuple[str, ...] = ()  # general statements of which this is a reported case
    evidence_for: tuple[str, ...] = ()  # says that there is evidence for these
    no_evidence_for: tuple[str, ...] = ()  # says that none was given for these (by `subject`, where it names one)


class Assertion(Struct, frozen=True, kw_only=True):
    """One saying of a proposition: who, with what stance, in which words of the article."""

    id: str
    by: str
    stance: Stance
    quote: tuple[Span, ...]  # the content's words, in order; never empty
    content: str | None = None  # exactly one of content and reports
    reports: str | None = None  # id of the assertion that is passed on
    certainty: Certainty | None = None  # if and only if the stance claims a fact
    source: tuple[Span, ...] = ()  # the words that name the speaker
    cue: tuple[Span, ...] = ()  # the words that attribute
    voice: Literal["source", "publisher"] = "source"
    channel: str = ""  # a Channel of scales.ttl: Telegram, X, Statement, NewsConference, Interview …
    said_on: str = ""  # ISO 8601 date or date-time
    date_basis: str = ""  # given-publication-date, weekday, stated …
    basis: str = ""  # a Basis of scales.ttl: Radar, Eyewitness, Document, Video, Hearsay, NoneOffered
    revises: str | None = None  # id of the earlier assertion that this one takes back
    withdrawn_in: str | None = None  # id of the correction that withdraws it
    confidence: float | None = None  # the reader's own, in [0, 1], 1 meaning sure; apart from certainty


class Correction(Struct, frozen=True, kw_only=True):
    """A correction that the article itself prints."""

    id: str
    quote: tuple[Span, ...]


class Judgement(Struct, frozen=True, kw_only=True):
    """A recorded "same" between mentions: which surface forms were taken for one actor or thing, and why."""

    entity: str
    forms: tuple[str, ...]
    reason: str


class Reading(Struct, frozen=True, kw_only=True):
    """Everything read from one article version, by a person or by a machine."""

    article: Article
    reader: Reader
    actors: tuple[Actor, ...] = ()
    things: tuple[Thing, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    corrections: tuple[Correction, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    dropped: tuple[str, ...] = field(default=())  # assertions of a machine left out, and why


class Violation(Struct, frozen=True, kw_only=True):
    """One outcome of a check: a SHACL result, or a quote that is not what the text says at its offsets."""

    message: str
    focus_node: str
    path: str = ""
    value: str = ""
    shape: str = ""
    severity: Literal["Violation", "Warning", "Info"] = "Violation"


class AssertionView(Struct, frozen=True, kw_only=True):
    """One assertion as it stands in a store, with everything shown to a person; all ids are IRIs."""

    iri: str
    id: str  # the local id of its Reading
    by: str
    by_label: str
    by_type: str
    by_side: str  # label of the country or body at the top of the speaker's partOf chain
    entity: str  # canonical IRI of the speaker, the same across articles where judged the same
    stance: Stance
    certainty: str
    content: str  # IRI of the proposition; for Relays the one at the end of the chain
    text: str  # the proposition's text
    quote: str  # the quote's spans joined by " … "
    spans: tuple[Span, ...]
    article: str
    doc: str  # the article's display name
    publisher: str
    date: str  # said on, else published, else ""
    said_on: str
    start: int
    end: int
    sentence: str
    reader: str  # "person", "machine: rules 0.1.0", "model: …"
    unchecked: bool  # read by a machine or model and not checked by a person
    voice: str
    channel: str = ""
    reports: str = ""
    revises: str = ""
    withdrawn_in: str = ""
    confidence: float | None = None
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


class Conflict(Struct, frozen=True, kw_only=True):
    """Two assertions that clash, or of which one leaves the other unanswered; ``a`` is the earlier in the text."""

    id: str
    type: str  # a conflict type of scales.ttl, or "unresolved"
    rule: str  # the name in RULES
    why: str
    a: AssertionView
    b: AssertionView
    proposition: str  # IRI of what is in dispute
    question: str  # the dispute as a heading
