"""Rules for what is said about evidence: that none was given, or that there is some against a denial."""

from __future__ import annotations

from collections.abc import Iterator

from kg.conflicts.findings import Finding, by_others
from kg.conflicts.wording import clause, holding, speaker, verb
from kg.conflicts.world import Commitment, World
from kg.model import AssertionView
from kg.views import PropositionView


def find_undercut(world: World) -> Iterator[Finding]:
    """An affirmed claim for which another says that no evidence was given.

    Only what is claimed by itself is undercut, not a part of it: "Russia did not provide any evidence" leaves a radar
    reading alone unless the Reading says that it is meant too.
    """
    for remark, claim, sign in _remarks(world, "no_evidence_for"):
        for commitment in world.by_claim.get(claim, ()):
            target = commitment.assertion
            meant = _is_meant(remark.proposition, target, world)
            if commitment.direct and commitment.holds == sign and meant and by_others(remark.assertion, target, world):
                why = (
                    f"{holding(target, commitment.proposition)}; "
                    f"{holding(remark.assertion, remark.proposition)}, which undercuts it without denying it."
                )
                yield Finding(a=target, b=remark.assertion, claim=claim, why=why)


def find_attributed_contrary(world: World) -> Iterator[Finding]:
    """A denial against which the publisher itself reports evidence."""
    for remark, claim, sign in _remarks(world, "evidence_for"):
        if remark.assertion.voice != "publisher":
            continue
        for commitment in world.by_claim.get(claim, ()):
            if commitment.holds != sign and by_others(remark.assertion, commitment.assertion, world):
                against = commitment.assertion
                why = (
                    f"{holding(against, commitment.proposition)}; {speaker(remark.assertion)}, in its own words, "
                    f"{verb(remark.assertion)} that {clause(remark.proposition)}."
                )
                yield Finding(a=against, b=remark.assertion, claim=claim, why=why)


def _remarks(world: World, link: str) -> Iterator[tuple[Commitment, str, bool]]:
    """Every affirmed remark about evidence, with the claim it is about and its sign there."""
    for commitment in world.commitments:
        affirmed = commitment.holds == world.claims.of(commitment.proposition.iri)[1]
        for target in getattr(commitment.proposition, link) if affirmed else ():
            yield commitment, *world.claims.of(target)


def _is_meant(remark: PropositionView, target: AssertionView, world: World) -> bool:
    """Whether the speaker of the claim is the one said to give no evidence, or speaks for it."""
    return not remark.subject or world.canonical(remark.subject) in world.chain(target.by)
