"""Of which event or thing something is counted, so that only figures of one matter are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.cast import Cast, Entity
from kg.reading.propositions.circumstances import resolve_weekday, weekday_in
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.counted import kinds
from kg.reading.propositions.keys import is_named
from kg.reading.spans.nouns import noun_class
from kg.reading.spans.wordlists import words_of

_MONTHS: Final = "january february march april may june july august september october november december".split()
_PAST: Final = re.compile(
    r"\b(?:last|previous|past) (?:year|month|week|season|spring|summer|autumn|fall|winter|decade|time)\b"
    r"|\b(?:years?|months?|weeks?|decades?|seasons?) (?:ago|earlier|before)\b|\bpreviously\b|\bso far this year\b"
    r"|\b(?:in|over|during) (?:the )?(?:past|last|previous|recent) (?:\w+ )?(?:years?|months?|weeks?|decades?)\b"
    r"|\bsince (?:the )?(?:start|beginning|outbreak|spring|summer|autumn|winter|war|turn)\b|^\S+ then\b"
    r"|\b(?:another|similar|separate|earlier|previous|unrelated|different|past) (?:\w+ )?"
    r"(?:attack|strike|crash|accident|blast|explosion|fire|flood|outbreak|collapse|raid|shooting|incident|disaster|case|"
    r"protest|march|rally|derailment|sinking|storm|earthquake|landslide|bombing|assault|clash|riot|spill|leak)\b",
    re.IGNORECASE,
)
"""Words that place a figure in another time or event: "a similar outbreak in 2019 sickened 32 babies"."""
_IN: Final = frozenset("in near at across inside outside around throughout".split())


@dataclass(frozen=True)
class Matters:
    """The article's main event (or place), for each thing counted the places of which it is told, and the claims'
    places in the article by id."""

    main: str
    places: dict[str, frozenset[str]]
    published: str
    number_of: dict[str, int]
    as_of: dict[str, str]  # claim → the day of its figure, where figures grew from day to day


def matters_of(cast: Cast, publisher: Entity, claims: Sequence[Claim], published: str) -> Matters:
    """What the counts of an article are about."""
    places: dict[str, set[str]] = {}
    for claim in claims:
        for count in claim.counts:
            places.setdefault(count.counts, set()).update(_places(claim))
    told = {label: frozenset(found) for label, found in places.items()}
    order = {claim.id: number for number, claim in enumerate(claims)}
    return Matters(_main(cast, publisher), told, published, order, _as_of(claims, published))


def _as_of(claims: Sequence[Claim], published: str) -> dict[str, str]:
    """The days of figures that later ones of the same kind exceed: 80 dead on Monday are no rival of 131 later."""
    figures: dict[str, list[tuple[str, float, str]]] = {}
    for claim in claims if published else ():
        day = _said_day(claim)
        for count in claim.counts if day else ():
            number = next((n for n in (count.value, count.min, count.max) if n is not None), 0)
            figures.setdefault(count.counts, []).append((resolve_weekday(day, published), number, claim.id))
    found: dict[str, str] = {}
    for label, told in figures.items():
        ordered = sorted(told)
        grows = all(one[1] <= two[1] for one, two in pairwise(ordered)) and ordered[0][0] != ordered[-1][0]
        found.update({name: day for day, _, name in ordered if grows and label in _OF_EVENTS})
    return found


def _said_day(claim: Claim) -> str:
    """The weekday on which it was said: one named in the sentence outside the content, where that names none."""
    if not claim.tokens or weekday_in(" ".join(token.text for token in claim.tokens)):
        return ""
    inside = {token.i for token in claim.tokens}
    return weekday_in(" ".join(token.text for token in claim.tokens[0].sent if token.i not in inside))


def _main(cast: Cast, publisher: Entity) -> str:
    """What the article tells of most, where nothing nearer is named: the same for all its counts."""
    alone = [each for each in cast.entities.values() if each.type in ("Event", "Place") and not each.plural]
    events = [each for each in alone if each.type == "Event"]
    return max(events or alone, key=lambda each: each.weight).id if alone else publisher.id


def _places(claim: Claim) -> list[str]:
    """The names of the places "in" which the claim's clause says that something happened, in lower case."""
    return [
        token.lower_
        for token in claim.tokens
        if token.dep_ == "pobj" and token.pos_ == "PROPN" and _is_in(token.head) and not _is_calendar(token)
    ]


def _is_in(link: Token) -> bool:
    """ "In Tarn", "in the city of Tarn"."""
    inner = link.head if link.lower_ == "of" else None
    around = inner is not None and inner.dep_ == "pobj" and noun_class(inner.text) == "Place"
    return link.lower_ in _IN or (around and inner is not None and inner.head.lower_ in _IN)


def _is_calendar(token: Token) -> bool:
    return token.lower_ in words_of("calendar")


def about_count(cast: Cast, matters: Matters, claim: Claim, label: str) -> tuple[str, ...]:
    """What is said to have had, held or lost so many.

    People are counted of an event; the one place that all their counts name adds nothing, but "seven in Kyiv and five
    in Kharkiv" are two figures. Of anything else the named things matter.
    """
    if label not in _OF_EVENTS and not label.endswith(" aboard"):
        named = tuple(name for name in claim.about if is_named(cast.entities[name]))
        return named or (matters.main,)
    event = _event(cast, matters, claim)
    if len(matters.places.get(label, ())) > 1 and _places(claim) and not place_of_count(cast, matters, claim, label):
        return (claim.by.id,)  # a place that nobody knows: the figure is compared with no other
    vehicles = [name for name in claim.about if cast.entities[name].type in ("Aircraft", "Vehicle")]
    return tuple(dict.fromkeys((event, *(vehicles if label.endswith("aboard") else ()))))


def place_of_count(cast: Cast, matters: Matters, claim: Claim, label: str) -> str | None:
    """Where people were counted, if the article tells of several places: seven in Kyiv are not all the dead."""
    names = _places(claim) if len(matters.places.get(label, ())) > 1 else []
    known = [
        name
        for name in claim.about
        if any(form.lower().split()[-1:] == [each] for each in names for form in cast.entities[name].forms)
    ]
    return known[0] if known else None


_OF_EVENTS: Final = frozenset(row.counts for row in kinds() if row.of in ("people", "crowd", "lives", "body"))


def _event(cast: Cast, matters: Matters, claim: Claim) -> str:
    """The claim's own event where it is another than the article's: "a raid on Paktika".

    What was hit is no event of its own: "when missiles struck a wedding party".
    """
    own = [cast.entities[name] for name in claim.about if cast.entities[name].type == "Event"]
    told = {token.lower_ for token in claim.tokens if _brings(token)}
    other = next((each for each in own if not each.definite and each.label.lower().split()[-1] in told), None)
    return matters.main if other is None or any(each.id == matters.main for each in own) else other.id


def _brings(token: Token) -> bool:
    """Whether the noun stands where what brought the harm does: "the raid killed", "killed in a raid"."""
    links = ("in", "during", "by", "from", "after")
    return token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "pobj" and token.head.lower_ in links)


def past_words(claim: Claim) -> frozenset[str]:
    """The words by which a claim speaks of another time: "last year"."""
    words = " ".join(token.text for token in claim.tokens)
    return frozenset(match.group().lower() for match in _PAST.finditer(words))


def is_background(claim: Claim, published: str) -> bool:
    """Whether another time or case is spoken of ("30 died in 2019"), so that the number is no answer to today's."""
    words = " ".join(token.text for token in claim.tokens)
    years = re.findall(r"\b(?:19|20)\d\d\b", words)
    return (
        bool(_PAST.search(words)) or any(year != published[:4] for year in years) or _is_other_month(words, published)
    )


def _is_other_month(words: str, published: str) -> bool:
    """Whether a month is named that is neither the publication's nor the one before it."""
    if not published:
        return False
    now = int(published[5:7]) - 1
    named = re.findall(r"\b(?:in|since|until|by|during|last|of) (" + "|".join(_MONTHS) + r")\b", words.lower())
    return any(_MONTHS.index(each) not in (now, (now - 1) % 12) for each in named)
