"""Rules for what is said about evidence: that none was given, or that there is some against a denial."""

from __future__ import annotations

from collections.abc import Iterator

from kg.conflicts.findings import Finding, by_others
from kg.conflicts.wording import clause, holding, speaker, verb
from kg.conflicts.world import Commitment, World
from kg.model import AssertionView


def find_undercut(world: World) -> Iterator[Finding]:
    """An affirmed claim for which another says that no evidence was given.

    Only what is claimed by itself is undercut, not a part of it: "Russia did not provide any evidence" leaves a radar
    reading alone unless the Reading says that it is meant too.
    """
    for remark, claim, sign in _remarks(world, "no_evidence_for"):
        for said in world.by_claim.get(claim, ()):
            if said.direct and said.holds == sign and _is_meant(remark, said.assertion, world):
                doubt = holding(remark.assertion, remark.proposition, first=False)
                why = f"{holding(said.assertion, said.proposition)}; {doubt}, which undercuts it without denying it."
                yield Finding(a=said.assertion, b=remark.assertion, claim=claim, why=why)


def find_attributed_contrary(world: World) -> Iterator[Finding]:
    """A denial against which the publisher itself reports evidence."""
    for remark, claim, sign in _remarks(world, "evidence_for"):
        for said in world.by_claim.get(claim, ()):
            against = said.holds != sign and by_others(remark.assertion, said.assertion, world)
            if against and remark.assertion.voice == "publisher":
                reporter = f"{speaker(remark.assertion, first=False)}, in its own words,"
                report = f"{reporter} {verb(remark.assertion)} that {clause(remark.proposition)}"
                why = f"{holding(said.assertion, said.proposition)}; {report}."
                yield Finding(a=said.assertion, b=remark.assertion, claim=claim, why=why)


def _remarks(world: World, link: str) -> Iterator[tuple[Commitment, str, bool]]:
    """Every affirmed remark about evidence, with the claim it is about and its sign there."""
    for commitment in world.commitments:
        affirmed = commitment.holds == world.claims.of(commitment.proposition.iri)[1]
        for target in getattr(commitment.proposition, link) if affirmed else ():
            yield commitment, *world.claims.of(target)


def _is_meant(remark: Commitment, target: AssertionView, world: World) -> bool:
    """Whether the claim is another's, and that one is said to give no evidence, or speaks for who is."""
    subject = remark.proposition.subject
    named = not subject or world.canonical(subject) in world.chain(target.by)
    return named and by_others(remark.assertion, target, world)
