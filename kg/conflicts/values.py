"""Rules for values that cannot both hold: two counts, two objects, a whole and its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from itertools import combinations

from kg.conflicts.findings import Finding, are_too_sure, by_others, order_of
from kg.conflicts.intervals import Interval, add, can_both_hold, describe, is_empty
from kg.conflicts.quantities import are_comparable, counted_words, interval_of, times_agree
from kg.conflicts.wording import holding, speaker
from kg.conflicts.world import Commitment, World
from kg.model import AssertionView
from kg.views import PropositionView


def find_incompatible_counts(world: World) -> Iterator[Finding]:
    """Two affirmed counts of one thing whose bounds leave no number in common."""
    groups: dict[frozenset[str], list[Commitment]] = {}
    for commitment in _affirmed(world):
        if commitment.proposition.counts and interval_of(commitment.proposition):
            groups.setdefault(counted_words(commitment.proposition.counts), []).append(commitment)
    for group in groups.values():
        for left, right in combinations(group, 2):
            same = left.claim == right.claim
            if not same and _counts_clash(left.proposition, right.proposition, world) and _exclude(left, right, world):
                one, two = (describe(interval_of(c.proposition) or Interval()) for c in (left, right))
                why = f"{_both(left, right)}; {one} and {two} {left.proposition.counts} cannot both be right."
                yield Finding(a=left.assertion, b=right.assertion, claim=min(left.claim, right.claim), why=why)


def find_incompatible_objects(world: World) -> Iterator[Finding]:
    """Two objects affirmed for one subject of a predicate that takes only one."""
    groups: dict[tuple[str, str], list[Commitment]] = {}
    for commitment in _affirmed(world):
        p = commitment.proposition
        if p.subject and p.predicate and p.object:
            groups.setdefault((world.canonical(p.subject), p.predicate), []).append(commitment)
    for group in groups.values():
        if any(c.proposition.single_valued for c in group):
            yield from _object_clashes(group, world)


def find_wrong_sums(world: World) -> Iterator[Finding]:
    """An assertion whose counted parts cannot add up to its own count."""
    for commitment in _affirmed(world):
        whole = commitment.proposition
        total, parts = interval_of(whole), sum_of_parts(whole, world)
        if total and parts and not is_empty(total) and not can_both_hold(total, parts):
            assertion = commitment.assertion
            why = f"{speaker(assertion)} counts {describe(total)} {whole.counts}, but the parts make {describe(parts)}."
            yield Finding(a=_first_told(commitment, world), b=assertion, claim=commitment.claim, why=why)


def _first_told(summed: Commitment, world: World) -> AssertionView:
    """The assertion before it in its article that gives the same total: "46 were on the shift. Of those, 29 …"."""
    p, assertion = summed.proposition, summed.assertion
    before = [
        each.assertion
        for each in _affirmed(world)
        if each.assertion.article == assertion.article
        and each.assertion.start < assertion.start
        and not each.proposition.sums
        and (each.proposition.counts, each.proposition.value, each.proposition.unit) == (p.counts, p.value, p.unit)
    ]
    return before[-1] if before else assertion


def sum_of_parts(whole: PropositionView, world: World) -> Interval | None:
    """The sums that the parts allow; a part without a number adds at least nothing.

    ``None`` if the parts are not said to make up the whole, or none of them counts.
    """
    counts = [interval_of(world.propositions[p]) for p in whole.parts if p in world.propositions]
    known = [interval for interval in counts if interval]
    if not whole.sums or not known:
        return None
    unknown = [Interval(low=Decimal(0), whole=True)] if len(known) < len(whole.parts) else []
    return reduce(add, known + unknown)


def _affirmed(world: World) -> list[Commitment]:
    """What is affirmed as worded; a denied number leaves open which other holds."""
    return [c for c in world.commitments if c.holds == world.claims.of(c.proposition.iri)[1]]


def _exclude(left: Commitment, right: Commitment, world: World) -> bool:
    """Whether both sayings stand side by side: by others, or by one speaker who did not correct herself.

    A later figure of the same speaker is an update, and one that may be later is not held against her.
    """
    if not are_too_sure(left.assertion, right.assertion) or left.assertion.iri == right.assertion.iri:
        return False
    if by_others(left.assertion, right.assertion, world):
        return True
    same_time = left.assertion.said_on == right.assertion.said_on and left.assertion.article == right.assertion.article
    return same_time and order_of(left.assertion, right.assertion, world) is None


def _counts_clash(left: PropositionView, right: PropositionView, world: World) -> bool:
    one, two = interval_of(left, rounded=True), interval_of(right, rounded=True)
    return (
        bool(one and two)
        and not can_both_hold(one or Interval(), two or Interval())
        and are_comparable(left, right, world)
    )


def _both(left: Commitment, right: Commitment) -> str:
    one, two = holding(left.assertion, left.proposition), holding(right.assertion, right.proposition, first=False)
    return f"{one}; {two}"


def _object_clashes(group: list[Commitment], world: World) -> Iterator[Finding]:
    for left, right in combinations(group, 2):
        one, two = left.proposition, right.proposition
        if (
            times_agree(one.time, two.time)
            and _are_apart(one.object, two.object, world)
            and _exclude(left, right, world)
        ):
            why = f"{_both(left, right)}; only one of the two can be right."
            yield Finding(a=left.assertion, b=right.assertion, claim=min(left.claim, right.claim), why=why)


def _are_apart(left: str, right: str, world: World) -> bool:
    """Whether two objects are two things, not one inside the other ("in Belgorod", "in the Korochansky district").

    Between articles a name that holds all words of the other may be the same thing seen from farther away.
    """
    one, two = world.entities.get(left), world.entities.get(right)
    if one is None or two is None:
        return left != right
    if world.canonical(left) in world.chain(right) or world.canonical(right) in world.chain(left):
        return False
    words = [set(re.findall(r"\w+", entity.label.casefold())) for entity in (one, two)]
    return one.article == two.article or not (words[0] <= words[1] or words[1] <= words[0])
