"""What a rule gives back, and the tests of speakers, certainty and order that several rules share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from kg.conflicts.world import Commitment, World
from kg.model import AssertionView


class Finding(Struct, frozen=True, kw_only=True):
    """Two assertions of which a rule says something, and the claim it is about."""

    a: AssertionView
    b: AssertionView
    claim: str
    why: str


class Rule(Struct, frozen=True, kw_only=True):
    """One rule: what it finds, and what a person should know about it."""

    name: str
    type: str
    find: Callable[[World], Iterable[Finding]]
    template: str  # the shape of its reason
    says: str  # when it fires, in plain words
    ends: str  # what would make a pair go away
    silent_on: str  # what it does not claim


REVISED = "The Reading says that the second revises the first"
_FIRST = re.compile(r"\b(initially|at first|first|originally|earlier|previously|formerly|once|had)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(later|subsequently|then|afterwards?|eventually|finally|now|since|no longer)\b", re.IGNORECASE)


def by_others(left: AssertionView, right: AssertionView, world: World) -> bool:
    """Whether two assertions have different speakers.

    A ministry and the state it belongs to are different speakers: when they differ, a reader wants to see it.
    """
    return world.speaker(left) != world.speaker(right)


def are_too_sure(left: AssertionView, right: AssertionView) -> bool:
    """Whether two opposite sayings exclude each other, given how sure each is.

    "May have used decoys" and "used none" exclude each other, so do "likely" and "likely not"; "may have" goes with
    "may not have", and with "probably not".
    """
    sure = {left.certainty or "Certain", right.certainty or "Certain"}
    return "Certain" in sure or sure == {"Probable"}


def order_of(
    left: AssertionView, right: AssertionView, world: World
) -> tuple[AssertionView, AssertionView, str] | None:
    """The earlier and the later of two sayings of one speaker, and how that is known; ``None`` if nothing tells.

    The order of sentences in an article tells nothing: news puts the latest first.
    """
    for old, new in ((left, right), (right, left)):
        if new.revises == old.iri:
            return old, new, REVISED
    one, two = _days(left, right)
    if one and two and one != two:
        old, new = (left, right) if one < two else (right, left)
        return old, new, f"The first is dated {min(one, two)}, the second {max(one, two)}"
    return _order_in_words(left, right, world) if left.article == right.article else None


def commitments_by_sign(commitments: list[Commitment]) -> tuple[list[Commitment], list[Commitment]]:
    """Those who hold a claim, and those who hold its opposite."""
    return [c for c in commitments if c.holds], [c for c in commitments if not c.holds]


def _days(left: AssertionView, right: AssertionView) -> tuple[str, str]:
    """The days of two sayings; the day of publication stands for an unknown one only between articles."""
    if (left.said_on and right.said_on) or left.article != right.article:
        return (left.said_on or left.date)[:10], (right.said_on or right.date)[:10]
    return "", ""


def _order_in_words(
    left: AssertionView, right: AssertionView, world: World
) -> tuple[AssertionView, AssertionView, str] | None:
    """The order that the cues tell: "initially denied … but later said"."""
    for old, new in ((left, right), (right, left)):
        first, then = _FIRST.search(_words(old, world)), _THEN.search(_words(new, world))
        taken_back = _THEN.search(_words(old, world)) or _FIRST.search(_words(new, world))
        if (first or then) and not taken_back:
            words = " … ".join(f"“{match.group()}”" for match in (first, then) if match)
            return old, new, f"The text says {words}"
    return None


def _words(assertion: AssertionView, world: World) -> str:
    return world.cues.get(assertion.iri, "")
