"""The publisher's own sentences that bear on what others claim: evidence, verification, "if true", corrections."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import Span, Stance
from kg.reading.actors.mentions import Reader
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.contrary import find_contrary
from kg.reading.propositions.undercutting import find_undercut
from kg.reading.spans.drafts import Attribution, hull
from kg.reading.spans.parse import Parse
from kg.reading.spans.wordlists import matches
from kg.sentences import sentence_around

_NO_TOPIC: Final = frozenset(
    "claim claims report reports account accounts figure figures that this these those their statement statements "
    "assertion allegation allegations information details authenticity video footage neither either both "
    "which have been".split()
)

_REACH: Final = 200
"""How many claims before and after a remark it may bear on; no article has so many."""


@dataclass(frozen=True)
class Remark:
    """What the publisher says in its own words: the quote, its stance, and the propositions that it bears on."""

    quote: Span
    stance: Stance
    link: str  # no_evidence_for, evidence_for, evidence_against, same, or "" for a correction
    targets: tuple[str, ...] = ()
    subject: str = ""


def find_remarks(parse: Parse, claims: list[Claim], reader: Reader) -> list[Remark]:
    """All such remarks outside other people's words, in order."""
    found = [*_contrary(parse, claims), *_if_true(parse, claims), *_unverified(parse, claims)]
    free = [each for each in found if not any(_within(each.quote, one) for one in _around(claims, each.quote.start))]
    return sorted([*_no_evidence(parse, claims, reader), *free], key=lambda each: each.quote)


def find_open_questions(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """ "It was not immediately clear how the fire had started": what the publisher itself leaves open."""
    taken = [span for each in found for span in (*each.content, *each.cue)]
    questions = []
    for match in matches("open", parse.text):
        cue, content = Span(*match.span("cue")), Span(*match.span("question"))
        if not any(span.start <= cue.start < span.end for span in taken):
            questions.append(Attribution((), (cue,), (content,), 0.7))
    return questions


def _around(claims: list[Claim], at: int) -> list[Claim]:
    """The claims before and after the place, as many as an article has."""
    near = bisect_left(claims, at, key=lambda each: hull(each.found.cue or each.found.content).start)
    return claims[max(0, near - _REACH) : near + _REACH]


def _within(quote: Span, claim: Claim) -> bool:
    """Whether the words stand inside a quotation or another's clause, away from its end."""
    return any(span.start <= quote.start and quote.end < span.end - 1 for span in claim.found.content)


def _no_evidence(parse: Parse, claims: list[Claim], reader: Reader) -> Iterator[Remark]:
    for found in find_undercut(parse, claims, reader):
        yield Remark(found.quote, "Affirms", "no_evidence_for", (found.target.proposition,), found.giver)


def _contrary(parse: Parse, claims: list[Claim]) -> Iterator[Remark]:
    for found in find_contrary(parse, claims):
        link = "evidence_for" if found.target.judged.stance == "Denies" else "evidence_against"
        yield Remark(found.quote, "Affirms", link, (found.target.proposition,))


def _if_true(parse: Parse, claims: list[Claim]) -> Iterator[Remark]:
    for match in matches("if-true", parse.text):
        near = _near(parse, match.start(), match.end(), _around(claims, match.start()))
        held = [each for each in near if each.judged.stance == "Affirms"]
        if held:
            yield Remark(Span(match.start(), match.end()), "Questions", "same", _propositions(held[-1:]))


def _unverified(parse: Parse, claims: list[Claim]) -> Iterator[Remark]:
    for match in matches("unverified", parse.text):
        start = sentence_around(parse.text, match.start(), match.end()).start
        near = _around(claims, match.start())
        affirmed = [each for each in near if each.judged.stance == "Affirms" and each.place.start < match.start()]
        held = _meant(parse.text[start : match.start()], affirmed)
        held = _near(parse, match.start(), match.end(), affirmed, back=1) if held is None else held
        if held:
            yield Remark(Span(start, match.end()), "CouldNotVerify", "same", _propositions(held[-1:]))


def _meant(words: str, claims: list[Claim]) -> list[Claim] | None:
    """The claims that the words before "could not be verified" name, by speaker or by topic; None if they name none."""
    by_name = [each for each in claims if any(form in words for form in each.by.forms)]
    topic = {word for word in re.findall(r"[a-z]{4,}", words.lower())} - _NO_TOPIC
    if by_name or not topic:
        return by_name or None
    scored = [(len(topic & set(re.findall(r"[a-z]{4,}", each.text.lower()))), n) for n, each in enumerate(claims)]
    best = max(scored, default=(0, 0))
    return [claims[best[1]]] if best[0] else []


def _near(parse: Parse, start: int, end: int, claims: list[Claim], *, back: int = 0) -> list[Claim]:
    """The claims of the same sentence; with ``back``, of the paragraph before it too, up to the words."""
    sentence = sentence_around(parse.text, start, end)
    same = [each for each in claims if each.place.start < sentence.end and each.place.end > sentence.start]
    if same or not back:
        return same
    return [each for each in claims if each.place.start < start and start - each.place.end < 300][-1:]


def _propositions(claims: list[Claim]) -> tuple[str, ...]:
    return tuple(each.proposition for each in claims)
