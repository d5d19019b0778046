"""Small Readings for tests: built in memory, and strategies that make any."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

from kg.model import (
    COMMITTED,
    STANCES,
    Actor,
    Article,
    Assertion,
    Correction,
    Judgement,
    Predicate,
    Proposition,
    Reader,
    Reading,
    Span,
    Thing,
)

TEXT = "Moscow said Kyiv shot the plane down. Kyiv declined to comment. A clerk said 65 people were on it."


def article(text: str = TEXT, **known: Any) -> Article:
    """An article record whose hash fits its text."""
    return Article(
        text=text, name=known.pop("name", "plane"), sha256=hashlib.sha256(text.encode()).hexdigest(), **known
    )


def find(words: str, text: str = TEXT) -> tuple[Span, ...]:
    """The spans of words of the text, each sought after the one before; " | " parts them."""
    spans, at = [], 0
    for part in words.split(" | "):
        at = text.index(part, at)
        spans.append(Span(at, at + len(part)))
    return tuple(spans)


def plane(**known: Any) -> Reading:
    """Two actors and a clerk on a plane: an affirmation, a non-answer, a relay, a count."""
    return Reading(
        article=article(**{"publisher": "The Daily", "published": "2024-01-24", **known}),
        reader=Reader(kind="person"),
        actors=(
            Actor(id="russia", type="Country", label="Russia", surface=("Moscow",)),
            Actor(id="ukraine", type="Country", label="Ukraine", surface=("Kyiv",)),
            Actor(id="clerk", type="AnonymousSource", label="a clerk", part_of="russia", reason="fear of dismissal"),
            Actor(id="daily", type="NewsMediaOrganization", label="Daily"),
        ),
        things=(Thing(id="plane", type="Aircraft", label="the plane", model="Il-76", wikidata="Q1"),),
        predicates=(Predicate(id="shotDown", label="shot down", single_valued=True),),
        propositions=(
            Proposition(
                id="shot-down",
                text="Ukraine shot the plane down",
                about=("plane", "ukraine"),
                question="Who shot the plane down?",
                subject="ukraine",
                predicate="shotDown",
                object="plane",
                time="2024-01-24T11:15:00+03:00",
                time_basis="stated",
            ),
            Proposition(id="aboard", text="65 people were on it", about=("plane",), counts="people aboard", value=65),
        ),
        assertions=(
            Assertion(
                id="a01",
                by="russia",
                stance="Affirms",
                certainty="Certain",
                content="shot-down",
                quote=find("Kyiv shot the plane down"),
                source=find("Moscow"),
                cue=find("said"),
                channel="Telegram",
                said_on="2024-01-24",
                date_basis="weekday",
            ),
            Assertion(
                id="a02",
                by="ukraine",
                stance="DeclinesComment",
                content="shot-down",
                quote=find("declined to comment"),
                source=find("Kyiv declined")[:1],
            ),
            Assertion(
                id="a03",
                by="clerk",
                stance="Affirms",
                certainty="Probable",
                content="aboard",
                quote=find("65 people were on it"),
                source=find("A clerk"),
                confidence=0.5,
            ),
            Assertion(id="a04", by="daily", stance="Relays", reports="a03", quote=find("A clerk said | people")),
        ),
        corrections=(Correction(id="c1", quote=find("A clerk")),),
        judgements=(Judgement(entity="russia", forms=("Moscow",), reason="a capital stands for its government"),),
    )


_WORDS = st.text(min_size=1, max_size=12)
_IDS = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)
_MAYBE = st.just("") | _WORDS
_NUMBERS = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
_TIMES = st.sampled_from(["", "2024-01-24", "2024-01-24T11:15:00+03:00", "0001-01-01T00:00:00+23:00", "2023-05"])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any Reading whose references hold: hostile words, every stance, counts of every size."""
    text = draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
    spans = st.lists(_spans(len(text)), min_size=1, max_size=3, unique=True).map(tuple)
    actors = draw(st.lists(_IDS, min_size=1, max_size=3, unique=True))
    propositions = draw(st.lists(_IDS, min_size=1, max_size=3, unique=True))
    known = {key: draw(_MAYBE) for key in ("publisher", "title", "language", "url")}
    return Reading(
        article=article(text, published=draw(_TIMES), **known),
        reader=Reader(kind=draw(st.sampled_from(["person", "machine"])), name=draw(_MAYBE)),
        actors=tuple(Actor(id=name, type="Person", label=draw(_WORDS), surface=(draw(_WORDS),)) for name in actors),
        propositions=tuple(draw(_propositions(name, actors, propositions)) for name in propositions),
        assertions=tuple(
            draw(_assertions(name, actors, propositions, spans))
            for name in draw(st.lists(_IDS, max_size=4, unique=True))
        ),
    )


def _spans(length: int) -> st.SearchStrategy[Span]:
    ends = st.lists(st.integers(0, length), min_size=2, max_size=2, unique=True)
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def _propositions(name: str, actors: list[str], others: list[str]) -> st.SearchStrategy[Proposition]:
    return st.builds(
        Proposition,
        id=st.just(name),
        text=_WORDS,
        about=st.lists(st.sampled_from(actors), min_size=1, unique=True).map(tuple),
        predicate=st.none() | _WORDS,
        object=st.none() | st.sampled_from(actors),
        counts=_MAYBE,
        value=_NUMBERS,
        min=_NUMBERS,
        time=_TIMES,
        parts=st.lists(st.sampled_from(others), unique=True).map(tuple),
    )


@st.composite
def _assertions(
    draw: st.DrawFn, name: str, actors: list[str], others: list[str], spans: st.SearchStrategy[tuple[Span, ...]]
) -> Assertion:
    stance = draw(st.sampled_from([stance for stance in STANCES if stance != "Relays"]))
    return Assertion(
        id=name,
        by=draw(st.sampled_from(actors)),
        stance=stance,
        certainty="Certain" if stance in COMMITTED else None,
        content=draw(st.sampled_from(others)),
        quote=draw(spans),
        source=draw(st.just(()) | spans),
        said_on=draw(_TIMES),
        confidence=draw(st.none() | st.floats(0, 1)),
    )
