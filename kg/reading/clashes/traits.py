"""What of two sayings tells whether they bear on one matter: words, names, numbers, polarity, place in the text.

Each trait is a number; the model of `forest` was grown on just these, in this order, so a change here needs a new
model: ``python -m tests.eval.clashes --write``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from kg.model import COMMITTED, NON_ANSWERS
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.contrast import is_set_against
from kg.reading.propositions.families import above, near
from kg.reading.propositions.ruling import is_ruled_out
from kg.reading.propositions.times import same_time
from kg.reading.spans.drafts import hull, overlap
from kg.reading.spans.parse import Parse

REACH: Final = 60
"""How many sayings apart the two of a pair may stand."""
TRAITS: Final = 71
_TELLING: Final = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
_STANCES: Final = (*sorted(COMMITTED), *sorted(NON_ANSWERS))
_UNIVERSAL: Final = frozenset("all every each always only entire entirely whole fully any ever never none".split())
_POINTING: Final = frozenset("it that this they them those these so such one there".split())
_NEGATIVE: Final = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|without|neither|nor|denied|denies|rejected|false|untrue|cannot|only)\b|n[’']t\b",
    re.IGNORECASE,
)
_BUT: Final = re.compile(r"\b(?:but|however|yet|although|though|despite|while|whereas|instead)\b", re.IGNORECASE)
_RECORDS: Final = frozenset({"Document", "Video"})


@dataclass
class Side:
    """One saying, as the traits see it."""

    claim: Claim
    order: int
    words: frozenset[str]  # telling words of the content
    around: frozenset[str]  # those of its sentence
    speaker: frozenset[str]  # those of its speaker's name
    numbers: frozenset[str]
    names: frozenset[str]
    negative: bool
    rules_out: bool
    ruled: bool  # something in it is ruled out
    universal: bool
    points: bool
    quoted: bool
    but: bool
    past: bool
    length: int
    ranks: dict[int, int] = field(default_factory=dict)  # how near in words others are, by their order

    @cached_property
    def near(self) -> frozenset[str]:
        """What shares a main sense with one of its keys."""
        return frozenset(each for key in self.claim.gist.keys for each in near(key))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds above its keys."""
        return frozenset(each for key in self.claim.gist.keys for each in above(key))

    @cached_property
    def sides(self) -> frozenset[str]:
        """The speaker and whom she speaks for, as keys."""
        return frozenset("@" + each for each in (self.claim.by.id, self.claim.by.part_of) if each)


@dataclass(frozen=True)
class Pair:
    """Two sayings of an article that may bear on one matter, the earlier first."""

    first: Side
    second: Side
    kind: str  # "clash" of two speakers' claims, or "answer" to a claim


def pairs_of(claims: Sequence[Claim]) -> list[tuple[int, int, str]]:
    """Which two can make a pair, by their places in the list, and the pair's kind."""
    return [
        (at, number, kind)
        for number, claim in enumerate(claims)
        for at in range(max(0, number - REACH), number)
        if (kind := kind_of(claims[at], claim))
    ]


def kind_of(first: Claim, second: Claim) -> str:
    """ "clash" or "answer", or nothing where the two can make no pair."""
    pair = (first, second)
    if first.by is second.by or any(each.reports or not each.found.content for each in pair):
        return ""
    if first.commits and second.commits:
        return "" if overlap(hull(first.found.content), hull(second.found.content)) else "clash"
    silent = any(each.judged.stance in NON_ANSWERS for each in pair)
    return "answer" if silent and (first.commits or second.commits) else ""


def sides_of(parse: Parse, claims: Sequence[Claim]) -> list[Side]:
    """Each saying as the traits see it."""
    found = [_side(parse, claim, n) for n, claim in enumerate(claims)]
    weights = _weights(found)
    for n, side in enumerate(found):
        others = [each for each in found[max(0, n - REACH) : n + REACH + 1] if each is not side]
        told = {each.order: _weight(side.words & each.words, weights) for each in others}
        nearest = sorted(told, key=lambda order: (-told[order], order))
        side.ranks = {order: rank for rank, order in enumerate(nearest) if told[order]}
    return found


def traits_of(parse: Parse, claims: Sequence[Claim], wanted: Sequence[tuple[int, int, str]]) -> NDArray[np.float32]:
    """One row of traits for each pair."""
    sides = sides_of(parse, claims)
    weights = _weights(sides)
    found = np.empty((len(wanted), TRAITS), dtype=np.float32)  # filled row by row: a transcript has 200,000 pairs
    for row, (one, two, kind) in enumerate(wanted):
        found[row] = _row(parse, Pair(sides[one], sides[two], kind), weights, len(sides))
    return found


def _side(parse: Parse, claim: Claim, order: int) -> Side:
    tokens, sentence = claim.tokens, list(claim.tokens[0].sent) if claim.tokens else []
    quote = " ".join(parse.quote((span,)) for span in claim.found.content)
    lowered = {token.lower_ for token in tokens}
    return Side(
        claim=claim,
        order=order,
        words=_telling(tokens),
        around=_telling(sentence),
        speaker=frozenset(word[:6] for word in re.findall(r"[a-z]{3,}", claim.by.label.lower())),
        numbers=frozenset(token.lower_ for token in tokens if token.like_num),
        names=frozenset(token.lower_ for token in tokens if token.pos_ == "PROPN"),
        negative=bool(_NEGATIVE.search(quote)),
        rules_out=(claim.judged.stance == "Denies") != claim.gist.negated,
        ruled=any(is_ruled_out(word.token) for word in claim.gist.words),
        universal=bool(lowered & _UNIVERSAL),
        points=len(tokens) <= 3 or bool({token.lower_ for token in tokens[:2]} & _POINTING),
        quoted=any(token.is_quote for token in tokens),
        but=bool(sentence) and bool(_BUT.match(sentence[0].text)),
        past=any(token.tag_ in ("VBD", "VBN") for token in tokens),
        length=len(tokens),
    )


def _telling(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.lemma_.lower()[:7] for token in tokens if token.pos_ in _TELLING and not token.is_stop)


def _weights(sides: Sequence[Side]) -> dict[str, float]:
    """How much a word tells within the article: the rarer the more."""
    counts = Counter(word for side in sides for word in side.words | side.around)
    return {word: math.log((len(sides) + 1) / count) for word, count in counts.items()}


def _weight(words: frozenset[str], weights: dict[str, float]) -> float:
    return sum(weights[word] for word in sorted(words))


def _row(parse: Parse, pair: Pair, weights: dict[str, float], many: int) -> list[float]:
    one, two = pair.first, pair.second
    return [
        *_in_common(one, two, weights),
        *_by_meaning(one, two),
        *_polarity(one, two),
        *_numbers(one, two),
        *_places(parse, one, two, many),
        *_speakers(one, two),
        float(pair.kind == "answer"),
        *_linked(one.claim, two.claim),
    ]


def _in_common(one: Side, two: Side, weights: dict[str, float]) -> list[float]:
    shared, around = one.words & two.words, one.around & two.around
    weight = _weight(shared, weights)
    ranks = sorted((one.ranks.get(two.order, 99), two.ranks.get(one.order, 99)))
    crossed = _weight(one.words & two.around, weights) + _weight(one.around & two.words, weights)
    whole = [_weight(side.words, weights) + 0.1 for side in (one, two)]
    return [
        weight,
        weight / whole[0],
        weight / whole[1],
        float(len(shared)),
        _weight(around, weights),
        float(len(around)),
        crossed,
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
    return [
        float(bool(one.numbers)),
        float(bool(two.numbers)),
        float(len(one.numbers & two.numbers)),
        float(bool(one.numbers and two.numbers) and not one.numbers & two.numbers),
        float(len(alike)),
        float(bool(alike) and not values[0] & values[1]),
        float(same_time(one.claim.gist.times, two.claim.gist.times)),
    ]


def _places(parse: Parse, one: Side, two: Side, many: int) -> list[float]:
    apart = two.order - one.order
    beside = apart <= 2 and is_set_against(parse, two.claim, one.claim)
    return [
        float(apart),
        float(abs(two.claim.paragraph - one.claim.paragraph)),
        float(many),
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
    ]


def _linked(one: Claim, two: Claim) -> list[float]:
    """What the rules have made of the two."""
    links = [{each for ids in claim.links.values() for each in ids} for claim in (one, two)]
    joined = one.proposition == two.proposition
    named = one.proposition in links[1] or two.proposition in links[0]
    opposite = bool({one.opposite, *links[0]} & {two.opposite, *links[1]} - {""})
    return [float(joined), float(named), float(opposite), float(bool(links[0])), float(bool(links[1]))]
