"""Rules for one claim that is affirmed and denied: by two speakers, by one over time, or by a reported instance."""

from __future__ import annotations

from collections.abc import Iterator

from kg.conflicts.findings import REVISED, Finding, are_too_sure, by_others, commitments_by_sign, order_of
from kg.conflicts.wording import holding
from kg.conflicts.world import Commitment, World

PLANS = "Commits"
"""The stance of promises, plans and threats."""


def find_opposed(world: World) -> Iterator[Finding]:
    """One claim that one speaker affirms and another denies."""
    for claim, commitments in sorted(world.by_claim.items()):
        held, rejected = commitments_by_sign(commitments)
        for yes in held:
            for no in rejected:
                if by_others(yes.assertion, no.assertion, world) and are_too_sure(yes.assertion, no.assertion):
                    why = f"{_saying(yes)}; {_saying(no, first=False)}."
                    yield Finding(a=yes.assertion, b=no.assertion, claim=claim, why=why)


def find_reversals(world: World) -> Iterator[Finding]:
    """One speaker who held a claim and then its opposite, or an instance of what she denied."""
    for yes, no in _same_speaker_pairs(world):
        order = order_of(yes.assertion, no.assertion, world)
        if order is None:
            continue
        old, new = (yes, no) if order[0] is yes.assertion else (no, yes)
        why = f"{_saying(old)}; later {_in_own_words(new, world)}. {order[2]}."
        yield Finding(a=yes.assertion, b=no.assertion, claim=no.claim, why=why)
    yield from _plans_given_up(world)


def _plans_given_up(world: World) -> Iterator[Finding]:
    """What a speaker undertook, and the later saying of which the Reading says that it takes that back.

    A promise claims no fact, so nothing but the Reading can tell that "would boycott" and "would take part" clash.
    """
    said = {each.iri: each for each in world.assertions}
    for new in world.assertions:
        old = said.get(new.revises)
        if old is not None and PLANS in (old.stance, new.stance) and not by_others(old, new, world):
            one, two = world.propositions[old.content], world.propositions[new.content]
            why = f"{holding(old, one)}; later {holding(new, two, first=False)}. {REVISED}."
            yield Finding(a=old, b=new, claim=world.claims.of(new.content)[0], why=why)


def find_instances_of_denied(world: World) -> Iterator[Finding]:
    """A general denial, and another speaker's report of a case of what is denied."""
    for yes, no in _instance_pairs(world):
        if by_others(yes.assertion, no.assertion, world) and are_too_sure(yes.assertion, no.assertion):
            why = f"{_saying(no)}; {_saying(yes, first=False)}, which would be an instance of what is ruled out."
            yield Finding(a=no.assertion, b=yes.assertion, claim=no.claim, why=why)


def _saying(commitment: Commitment, *, first: bool = True) -> str:
    return holding(commitment.assertion, commitment.proposition, first=first)


def _in_own_words(commitment: Commitment, world: World) -> str:
    """The whole of what is said, of which the claim may be a part ("they had used Patriot missiles")."""
    assertion = commitment.assertion
    return holding(assertion, world.propositions[assertion.content], first=False)


def _same_speaker_pairs(world: World) -> Iterator[tuple[Commitment, Commitment]]:
    """What one speaker holds and what she rejects: the same claim, or an instance and the general claim."""
    for commitments in world.by_claim.values():
        held, rejected = commitments_by_sign(commitments)
        yield from ((y, n) for y in held for n in rejected if not by_others(y.assertion, n.assertion, world))
    for yes, no in _instance_pairs(world):
        if not by_others(yes.assertion, no.assertion, world):
            yield yes, no


def _instance_pairs(world: World) -> Iterator[tuple[Commitment, Commitment]]:
    """Every affirmed instance with every denial of a general claim it is an instance of."""
    known: dict[tuple[str, bool], list[tuple[str, bool]]] = {}
    for yes in world.commitments:
        key = (yes.claim, yes.holds)
        if key not in known:
            known[key] = sorted(_generals(yes, world))
        for claim, sign in known[key]:
            yield from ((yes, no) for no in world.by_claim.get(claim, ()) if no.holds != sign and no.claim != yes.claim)


def _generals(commitment: Commitment, world: World) -> set[tuple[str, bool]]:
    """The general claims that hold if this one does, up any number of ``instanceOf`` links."""
    found: set[tuple[str, bool]] = set()
    ahead = [(commitment.claim, commitment.holds)]
    while ahead:
        claim, holds = ahead.pop()
        for iri in world.claims.members(claim):
            if world.claims.of(iri)[1] == holds:
                links = {world.claims.of(general) for general in world.propositions[iri].instance_of} - found
                found |= links
                ahead.extend(sorted(links))
    return found
