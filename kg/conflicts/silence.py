"""Rules for claims that others leave unanswered. A non-answer is never a denial, and so never a conflict."""

from __future__ import annotations

from collections.abc import Iterator

from kg.conflicts.findings import Finding, by_others
from kg.conflicts.wording import holding, not_answering
from kg.conflicts.world import World
from kg.model import AssertionView


def find_unanswered(world: World) -> Iterator[Finding]:
    """A claim that one speaker affirms or denies and another neither affirms nor denies."""
    for answer in world.non_answers:
        claim, _ = world.claims.of(answer.content)
        yield from _pairs(answer, claim, world, asked=False)


def find_open_questions(world: World) -> Iterator[Finding]:
    """A claim that would answer a question which another speaker leaves open."""
    for answer in world.non_answers:
        for claim in _asked(answer.content, world):
            yield from _pairs(answer, claim, world, asked=True)


def _pairs(answer: AssertionView, claim: str, world: World, *, asked: bool) -> Iterator[Finding]:
    question = world.propositions[answer.content] if asked else None
    for commitment in world.by_claim.get(claim, ()):
        if by_others(commitment.assertion, answer, world):
            said = holding(commitment.assertion, commitment.proposition)
            why = f"{said}; {not_answering(answer, question)}."
            yield Finding(a=commitment.assertion, b=answer, claim=claim, why=why)


def _asked(content: str, world: World) -> list[str]:
    """The claims that answer a question, or a question that it asks; in the Reading's order."""
    found: list[str] = []
    ahead = [iri for iri in world.claims.members(world.claims.of(content)[0])]
    while ahead:
        for asked in world.propositions[ahead.pop(0)].asks:
            claim = world.claims.of(asked)[0]
            if claim not in found:
                found.append(claim)
                ahead.extend(world.claims.members(claim))
    return found
