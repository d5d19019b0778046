"""What a proposition counts, within which bounds, and which counts can be compared at all."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from kg.conflicts.intervals import Interval, point
from kg.conflicts.world import PARTICULARS, PLACES, World
from kg.views import PropositionView

_ROUGHLY = Decimal("0.2")
_ROUNDED = Decimal("0.05")
_LARGE = 1000
HEDGES: dict[str, str] = {
    "more than": "above",
    "over": "above",
    "above": "above",
    "exceeding": "above",
    "at least": "from",
    "no fewer than": "from",
    "no less than": "from",
    "a minimum of": "from",
    "fewer than": "below",
    "less than": "below",
    "under": "below",
    "below": "below",
    "up to": "to",
    "at most": "to",
    "no more than": "to",
    "as many as": "to",
    "a maximum of": "to",
    "about": "near",
    "around": "near",
    "some": "near",
    "roughly": "near",
    "nearly": "near",
    "almost": "near",
    "approximately": "near",
    "an estimated": "near",
    "close to": "near",
}
"""Words before a number and the bound they make of it; "no more than" is longer than "more than" and so wins."""
_BOUND = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, HEDGES), key=len, reverse=True)) + r")\s+(\d[\d,]*(?:\.\d+)?)",
    re.IGNORECASE,
)
SYNONYMS: dict[str, str] = {
    "dead": "killed",
    "deaths": "killed",
    "death": "killed",
    "died": "killed",
    "fatalities": "killed",
    "wounded": "injured",
    "hurt": "injured",
    "injuries": "injured",
    "onboard": "aboard",
    "pows": "prisoners war",
    "homes": "houses",
}
_EMPTY = frozenset("a an the of in on at who were was are is been being people persons person number total".split())


def interval_of(proposition: PropositionView, *, rounded: bool = False) -> Interval | None:
    """The numbers that a proposition allows, or ``None`` if it counts nothing.

    Bounds in the Reading are inclusive. Where the proposition's own words say "more than 40" the bound 40 is open,
    and a bare value of 40 becomes a bound, since a Reading that keeps only the number must not make it exact.
    ``rounded`` leaves a measured value what it may have been rounded from.
    """
    value, low, high = (_finite(number) for number in (proposition.value, proposition.min, proposition.max))
    numbers = [n for n in (value, low, high) if n is not None]
    if not numbers:
        return None
    whole = not proposition.unit and all(n == n.to_integral_value() for n in numbers)
    hedges = {number: HEDGES[words] for words, number in _hedged(proposition.text)}
    if value is not None:
        hedge = hedges.get(value, "")
        return _bounded(value, hedge, whole) if hedge or not (rounded and proposition.unit) else _measured(value)
    return Interval(
        low=low,
        high=high,
        low_open=low is not None and hedges.get(low) == "above",
        high_open=high is not None and hedges.get(high) == "below",
        whole=whole,
    )


def are_comparable(left: PropositionView, right: PropositionView, world: World) -> bool:
    """Whether two propositions count the same thing, so that their numbers can clash.

    The same words for what is counted, the same unit, no different time or place, and the same subject or matter.
    A part is never compared with its whole: 12 killed in Kyiv and 18 killed in all are both true.
    """
    return (
        bool(left.counts)
        and counted_words(left.counts) == counted_words(right.counts)
        and left.unit.casefold() == right.unit.casefold()
        and times_agree(left.time, right.time)
        and _places_agree(left, right, world)
        and _same_matter(left, right, world)
        and not _are_parts(left, right, world)
    )


def counted_words(counts: str) -> frozenset[str]:
    """The words that say what is counted, without articles and with one word for one thing.

    >>> sorted(counted_words("the people killed")) == sorted(counted_words("deaths"))
    True
    """
    words = re.findall(r"[^\W_]+", counts.casefold().replace("on board", "aboard"))
    return frozenset(w for word in words for w in SYNONYMS.get(word, word).split()) - _EMPTY


def times_agree(left: str, right: str) -> bool:
    """Whether two times can be the same: a day holds its hours, and an unknown time contradicts none."""
    return left.startswith(right) or right.startswith(left)


def _finite(number: Decimal | None) -> Decimal | None:
    return None if number is None or not Decimal(number).is_finite() else Decimal(number)


def _hedged(text: str) -> list[tuple[str, Decimal]]:
    found = []
    for match in _BOUND.finditer(text):
        try:
            found.append((match[1].lower(), Decimal(match[2].replace(",", ""))))
        except InvalidOperation:
            continue
    return found


def _bounded(value: Decimal, hedge: str, whole: bool) -> Interval:
    """The interval that a hedge makes of one number; "about 40" allows a fifth more or less."""
    if hedge in {"above", "from"}:
        return Interval(low=value, low_open=hedge == "above", whole=whole)
    if hedge in {"below", "to"}:
        return Interval(high=value, high_open=hedge == "below", whole=whole)
    if hedge == "near":
        return Interval(low=value - abs(value) * _ROUGHLY, high=value + abs(value) * _ROUGHLY, whole=whole)
    return point(value, whole=whole)


def _measured(value: Decimal) -> Interval:
    """What a measured number can be rounded from: 71 percent may be 71.3, and 1.4 billion euros 1.38 billion."""
    exponent = value.normalize().as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) and abs(value) >= _LARGE else min(int(exponent), 0))
    half = min(last / 2, abs(value) * _ROUNDED)
    return Interval(low=value - half, high=value + half, high_open=half > 0)


def _matter(proposition: PropositionView, world: World) -> set[str]:
    return {world.canonical(e) for e in (*proposition.about, proposition.subject, proposition.object) if e}


def _types(entities: set[str], world: World) -> set[str]:
    return {kind for entity in entities for kind in world.types.get(entity, ())}


def _same_matter(left: PropositionView, right: PropositionView, world: World) -> bool:
    """Whether both are about the same: all the same, or one particular thing and on one side more.

    "65 prisoners aboard" about the Il-76 is comparable with the same about the Il-76 and Russia; what was counted in
    one attack and in one attack in Kyiv is not.
    """
    one, two = _matter(left, world), _matter(right, world)
    if one == two:
        return bool(one)
    shared = _types(one & two, world)
    if not (one <= two or two <= one) or not shared & PARTICULARS:
        return False
    return "Event" not in shared or not _types(one ^ two, world) & PLACES


def _places_agree(left: PropositionView, right: PropositionView, world: World) -> bool:
    """Whether both name the same place, or neither does, or the one without it is about that place."""
    one, two = world.canonical(left.place), world.canonical(right.place)
    if one and two:
        return one == two
    return one in _matter(right, world) | {""} if not two else two in _matter(left, world)


def _are_parts(left: PropositionView, right: PropositionView, world: World) -> bool:
    """Whether one is part of the other, or both are parts of one sum."""
    one = {world.claims.of(p.iri)[0] for p in world.with_parts(left.iri)}
    two = {world.claims.of(p.iri)[0] for p in world.with_parts(right.iri)}
    if world.claims.of(right.iri)[0] in one or world.claims.of(left.iri)[0] in two:
        return True
    wholes = (world.wholes.get(world.claims.of(p.iri)[0], set()) for p in (left, right))
    return bool(set.intersection(*wholes))
