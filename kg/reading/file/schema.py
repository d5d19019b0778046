"""The form of a Reading file: what may stand in it, in words that an editor can show."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field, json

from kg.model import CERTAINTIES, STANCES

CHANNELS = (
    "Statement",
    "Telegram",
    "X",
    "NewsConference",
    "Interview",
    "Briefing",
    "Broadcast",
    "Letter",
    "Report",
    "SocialMedia",
    "Spokesperson",
)
BASES = ("Radar", "Eyewitness", "Document", "Video", "Image", "Hearsay", "NoneOffered")
DATE_BASES = ("given-publication-date", "weekday", "stated", "relative")
ACTOR_TYPES = Literal[
    "AnonymousSource",
    "CollectiveSource",
    "Person",
    "GovernmentOrganization",
    "NewsMediaOrganization",
    "Organization",
    "Country",
    "Place",
    "Document",
    "Thing",
]
THING_TYPES = Literal["Aircraft", "Vehicle", "Weapon", "Event", "Document", "Place", "Country", "Organization", "Thing"]
SCHEMA_ID = "https://w3id.org/kg-assertions/reading.schema.json"


def file_form(name: str) -> str:
    """The name of a scale's value as a file has it: ``CouldNotVerify`` → ``could-not-verify``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _scale(values: tuple[str, ...], description: str) -> Meta:
    """A word of a scale, offered in the file's own form and taken in any case."""
    names = [file_form(value) for value in values]
    offered = names + [value for value in values if value not in names]
    return Meta(description=description, extra_json_schema={"enum": offered})


def _told(description: str, **more: Any) -> Meta:
    return Meta(description=description, **more)


Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*(?![\s\S])", max_length=80)]
Text = Annotated[str, Meta(min_length=1)]
Number = int | float
Day = Annotated[str, _told("ISO 8601: a date (2024-01-24) or a date and time with zone (2024-01-24T08:15:00Z).")]
DayBasis = Annotated[str, _scale(DATE_BASES, "How the date is known: never guessed without saying on what basis.")]


class _Form(Struct, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all forms share: an unknown key is an error."""


class Pick(_Form):
    """Words of the text, with which of their occurrences is meant."""

    text: Annotated[Text, _told("The words, verbatim.")]
    occurrence: Annotated[int, Meta(ge=1, description="Which occurrence in the whole text, from 1.")]


Words = Annotated[
    str | Pick | list[str | Pick],
    _told("Words of the article, verbatim; a list where they are not in one piece, in the order of the text."),
]


class ArticleForm(_Form):
    """The article that was read."""

    file: Annotated[Text, _told("The article's file, beside this one.")]
    sha256: Annotated[
        str, _told("SHA-256 of the stored text; another text is an error.", pattern=r"^[0-9a-f]{64}(?![\s\S])")
    ] = ""
    publisher: Annotated[str, _told("Who published it, by name.")] = ""
    published: Day = ""
    url: Annotated[str, _told("Its address, http or https.")] = ""
    title: str = ""
    language: Annotated[str, _told("BCP 47: en, uk, pt-BR.")] = ""
    author: Annotated[str | list[str], _told("Its author or authors.")] = ""
    notes: Annotated[list[str], _told("What is wrong with this copy of the text.")] = field(default_factory=list)


class ReaderForm(_Form):
    """Who or what read it."""

    kind: Literal["person", "machine", "model"]
    name: str = ""
    version: str = ""


class ActorForm(_Form):
    """Someone who can speak or act."""

    type: ACTOR_TYPES
    label: Annotated[Text, _told("The name to show.")]
    surface: Annotated[list[Text], _told("Other forms in the text.")] = field(default_factory=list)
    part_of: Annotated[Id | None, _told("The actor it is an organ or member of, or the place it lies in.")] = None
    controlled_by: Id | None = None
    role: Annotated[str, _told("Office or function: governor, spokesman.")] = ""
    reason: Annotated[str, _told("Anonymous sources: why the name is withheld, in the article's words.")] = ""
    wikidata: Annotated[str, _told("Q-number.", pattern=r"^(Q[1-9][0-9]*)?(?![\s\S])")] = ""


class ThingForm(_Form):
    """What is spoken about without speaking: aircraft, weapons, places, events, documents."""

    type: THING_TYPES
    label: Annotated[Text, _told("The name to show.")]
    surface: Annotated[list[Text], _told("Other forms in the text.")] = field(default_factory=list)
    part_of: Id | None = None
    model: str = ""
    place: Id | None = None
    time: Annotated[str, _told("Events: date, date and time with zone, or two of them joined by a slash.")] = ""
    time_basis: DayBasis = ""
    wikidata: Annotated[str, _told("Q-number.", pattern=r"^(Q[1-9][0-9]*)?(?![\s\S])")] = ""


class PredicateForm(_Form):
    """A predicate of which more is known than its name."""

    label: str = ""
    single_valued: Annotated[bool, _told("One subject has at most one object: two different ones clash.")] = False


class PropositionForm(_Form):
    """What may be true or false; it is nobody's yet. Its text stands alone, without "it"."""

    text: Text
    about: Annotated[list[Id], _told("The actors and things it is about.", min_length=1)]
    question: Annotated[str, _told("The question in dispute, as a heading.")] = ""
    subject: Id | None = None
    predicate: Id | None = None
    object: Id | None = None
    counts: Annotated[str, _told("What is counted; the same words mean the same count.")] = ""
    value: Annotated[Number | None, _told("The number, where the text gives one.")] = None
    min: Annotated[Number | None, _told('Lower bound, inclusive: "more than 40" is 41.')] = None
    max: Annotated[Number | None, _told('Upper bound, inclusive: "up to 225" is 225.')] = None
    unit: str = ""
    time: Day = ""
    time_basis: DayBasis = ""
    place: Id | None = None
    parts: Annotated[list[Id], _told("Who affirms this affirms these too.")] = field(default_factory=list)
    sums: Annotated[bool, _told("The parts' counts add up to this one's own.")] = False
    negates: Annotated[Id | None, _told("The proposition of which this is the contrary.")] = None
    excludes: Annotated[list[Id], _told("Propositions that cannot hold if this one does.")] = field(
        default_factory=list
    )
    asks: Annotated[list[Id], _told("A wh-question: the propositions that answer it.")] = field(default_factory=list)
    instance_of: Annotated[list[Id], _told("General statements of which this is a case.")] = field(default_factory=list)
    evidence_for: Annotated[list[Id], _told("Says that there is evidence for these.")] = field(default_factory=list)
    no_evidence_for: Annotated[
        list[Id], _told("Says that no evidence was given for these, by `subject` where it names one.")
    ] = field(default_factory=list)


class AssertionForm(_Form):
    """One saying of a proposition: who, with what stance, in which words."""

    id: Id
    by: Annotated[Id, _told("The speaker: an actor.")]
    stance: Annotated[str, _scale(STANCES, "The speaker's attitude to the content as worded.")]
    quote: Annotated[Words, _told("The content's words, verbatim; offsets are computed.")]
    source: Annotated[Words | None, _told("The words that name the speaker, sought near the quote.")] = None
    cue: Annotated[Words | None, _told("The words that attribute, sought near the quote.")] = None
    voice: Annotated[Literal["source", "publisher"], _told("publisher: the publisher's own words.")] = "source"
    certainty: Annotated[str, _scale(CERTAINTIES, "If and only if the stance is affirms or denies.")] = ""
    content: Annotated[Id | None, _told("The proposition; or give `reports`.")] = None
    reports: Annotated[Id | None, _told("The assertion that is passed on, with stance relays.")] = None
    said_on: Day = ""
    date_basis: DayBasis = ""
    channel: Annotated[str, _scale(CHANNELS, "How it was said.")] = ""
    basis: Annotated[str, _scale(BASES, "What the speaker offers as ground.")] = ""
    revises: Annotated[Id | None, _told("The speaker's earlier assertion that this one takes back.")] = None
    withdrawn_in: Annotated[Id | None, _told("The correction that withdraws it.")] = None
    occurrence: Annotated[int, Meta(ge=1, description="Which occurrence of the quote, from 1.")] | None = None
    near: Annotated[str, _told("A longer stretch, found once in the text, that holds the quote.")] = ""
    confidence: Annotated[float, Meta(ge=0, le=1, description="The reader's own; 1 is sure.")] | None = None


class CorrectionForm(_Form):
    """A correction that the article itself prints."""

    quote: Words
    occurrence: Annotated[int, Meta(ge=1)] | None = None
    near: str = ""


class JudgementForm(_Form):
    """A recorded "same": which forms were taken for one actor or thing, and why."""

    entity: Id
    forms: Annotated[list[Text], Meta(min_length=1)]
    reason: Text


class ReadingForm(_Form):
    """Everything read from one article, as a file that a person can check, correct and keep in git."""

    article: ArticleForm
    reader: ReaderForm
    actors: dict[Id, ActorForm] = field(default_factory=dict)
    things: dict[Id, ThingForm] = field(default_factory=dict)
    predicates: dict[Id, PredicateForm] = field(default_factory=dict)
    propositions: dict[Id, PropositionForm] = field(default_factory=dict)
    assertions: list[AssertionForm] = field(default_factory=list)
    corrections: dict[Id, CorrectionForm] = field(default_factory=dict)
    judgements: list[JudgementForm] = field(default_factory=list)


SECTIONS: tuple[str, ...] = ReadingForm.__struct_fields__


def reading_schema() -> str:
    """The JSON Schema of the Reading file, the same bytes every time; editors complete and check by it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **json.schema(ReadingForm)}
    return json.format(json.encode(schema), indent=2).decode() + "\n"
