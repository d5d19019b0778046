"""What of two sayings tells whether they bear on one matter: words, names, numbers, polarity, place in the text.

Each trait is a number; the model of `forest` was grown on just these, in this order, so a change here needs a new
model: ``python -m tests.eval.weighing``. None grows with the text: a model that knows how many sayings there are
learns that long articles have no clashes, because those that it learned from have few.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.model import COMMITTED, NON_ANSWERS
from kg.reading.clashes.sides import Side, weight_of, weights_of
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.contrast import is_set_against
from kg.reading.propositions.times import same_time
from kg.reading.spans.parse import Parse

TRAITS: Final = 79
_STANCES: Final = (*sorted(COMMITTED), *sorted(NON_ANSWERS))
_RECORDS: Final = frozenset({"Document", "Video"})
_KINDS: Final = ("Person", "AnonymousSource", "CollectiveSource", "Organization", "GovernmentOrganization", "Country")
_DISPUTES: Final = re.compile(
    r"\b(?:insist|maintain|den(?:y|ied|ies)|reject|disput|claim|alleg|contend|counter|contradict|refut|dismiss|accus|"
    r"contest|rebut|challeng|admit|acknowledg|conced|recall|testif)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Pair:
    """Two sayings of an article that may bear on one matter, the earlier first."""

    first: Side
    second: Side
    kind: str  # "clash" of two speakers' claims, or "answer" to a claim


def traits_of(parse: Parse, sides: Sequence[Side], wanted: Sequence[tuple[int, int, str]]) -> NDArray[np.float32]:
    """One row of traits for each pair."""
    weights = weights_of(sides)
    found = np.empty((len(wanted), TRAITS), dtype=np.float32)  # filled row by row: a transcript has 200,000 pairs
    for row, (one, two, kind) in enumerate(wanted):
        found[row] = _row(parse, Pair(sides[one], sides[two], kind), weights)
    return found


def _row(parse: Parse, pair: Pair, weights: dict[str, float]) -> list[float]:
    one, two = pair.first, pair.second
    return [
        *_in_common(one, two, weights),
        *_by_meaning(one, two),
        *_polarity(one, two),
        *_numbers(one, two),
        *_places(parse, one, two),
        *_speakers(one, two),
        float(pair.kind == "answer"),
        *_linked(one.claim, two.claim),
    ]


def _in_common(one: Side, two: Side, weights: dict[str, float]) -> list[float]:
    shared, around = one.words & two.words, one.around & two.around
    weight = weight_of(shared, weights)
    ranks = sorted((one.ranks.get(two.order, 99), two.ranks.get(one.order, 99)))
    crossed = weight_of(one.words & two.around, weights) + weight_of(one.around & two.words, weights)
    whole = [weight_of(side.words, weights) + 0.1 for side in (one, two)]
    return [
        weight / whole[0],
        weight / whole[1],
        float(len(shared)),
        float(len(around)),
        crossed / sum(whole),
        *map(float, ranks),
    ]


def _by_meaning(one: Side, two: Side) -> list[float]:
    left, right = one.claim.gist, two.claim.gist
    core = [frozenset(key for word in gist.core for key in word.keys) for gist in (left, right)]
    return [
        float(len(left.keys & right.keys)),
        float(len(one.claim.keys & two.claim.keys)),
        float(len((one.near & right.keys) | (two.near & left.keys))),
        float(len((one.kinds & right.keys) | (two.kinds & left.keys))),
        float(bool(core[0] & right.keys)),
        float(bool(core[1] & left.keys)),
        float(bool(core[0] & core[1])),
        float(len({key for key in left.keys & right.keys if key[0] == "@"})),
    ]


def _polarity(one: Side, two: Side) -> list[float]:
    found: list[int] = []
    for side in (one, two):
        gist, stance = side.claim.gist, side.claim.judged.stance
        found += [stance == "Denies", gist.negated, gist.general, gist.open, side.negative, side.universal, side.ruled]
        found += [_STANCES.index(stance) if stance in _STANCES else -1, side.points, side.quoted, side.past]
    return [*map(float, found), float(one.rules_out != two.rules_out), float(one.negative != two.negative)]


def _numbers(one: Side, two: Side) -> list[float]:
    counted = [{count.counts for count in side.claim.counts} for side in (one, two)]
    values = [{(count.counts, count.value) for count in side.claim.counts} for side in (one, two)]
    alike = counted[0] & counted[1]
    times = [side.claim.gist.times for side in (one, two)]
    return [
        float(bool(one.numbers)),
        float(bool(two.numbers)),
        float(len(one.numbers & two.numbers)),
        float(bool(one.numbers and two.numbers) and not one.numbers & two.numbers),
        float(len(alike)),
        float(bool(alike) and not values[0] & values[1]),
        float(one.loose or two.loose),
        float(times[0].other == times[1].other),
        float(same_time(replace(times[0], other=frozenset()), replace(times[1], other=frozenset()))),
    ]


def _places(parse: Parse, one: Side, two: Side) -> list[float]:
    apart = two.order - one.order
    beside = apart <= 2 and is_set_against(parse, two.claim, one.claim)
    return [
        float(apart),
        float(abs(two.claim.paragraph - one.claim.paragraph)),
        float(one.length),
        float(two.length),
        float(one.but),
        float(two.but),
        float(beside),
    ]


def _speakers(one: Side, two: Side) -> list[float]:
    return [
        float(bool(one.sides & two.claim.gist.keys)),
        float(bool(two.sides & one.claim.gist.keys)),
        float(bool(one.sides & two.sides)),
        float(len(one.speaker & two.words)),
        float(len(two.speaker & one.words)),
        float(one.claim.by.type in _RECORDS),
        float(two.claim.by.type in _RECORDS),
        float(one.claim.judged.kind == "accuse"),
        float(two.claim.judged.kind == "accuse"),
        _kind_of(one),
        _kind_of(two),
        float(bool(_DISPUTES.search(one.claim.cue_text))),
        float(bool(_DISPUTES.search(two.claim.cue_text))),
        float(one.claim.subject is not None and one.claim.subject is two.claim.subject),
        float(one.claim.subject is one.claim.by),
        float(two.claim.subject is two.claim.by),
        float(one.pronoun),
        float(two.pronoun),
    ]


def _kind_of(side: Side) -> float:
    """What kind of speaker: a person, somebody nameless, a body, a paper."""
    kind = side.claim.by.type
    return float(_KINDS.index(kind) if kind in _KINDS else len(_KINDS))


def _linked(one: Claim, two: Claim) -> list[float]:
    """What the rules have made of the two."""
    links = [{each for ids in claim.links.values() for each in ids} for claim in (one, two)]
    joined = one.proposition == two.proposition
    named = one.proposition in links[1] or two.proposition in links[0]
    opposite = bool({one.opposite, *links[0]} & {two.opposite, *links[1]} - {""})
    return [float(joined), float(named), float(opposite), float(bool(links[0])), float(bool(links[1]))]
