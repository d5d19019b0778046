"""Where a claim stands: uncontested, unresolved, opposed, reversed or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable

from kg.conflicts.world import World
from kg.model import COMMITTED, Conflict

_STANDING: dict[str, str] = {
    "opposed": "opposed",
    "incompatible": "opposed",
    "instance-against-denial": "opposed",
    "attributed-contrary": "opposed",
    "reversal": "reversed",
    "undercut": "unresolved",
    "arithmetic": "unresolved",
    "unresolved": "unresolved",
}
_RANK = ("uncontested", "unresolved", "reversed", "opposed")


def proposition_status(world: World, hits: Iterable[Conflict]) -> dict[str, str]:
    """The status of every proposition that someone affirms, denies or does not answer, by IRI.

    A whole stands no better than its parts. "withdrawn" is what nobody holds any more after a correction. What is
    only urged or promised has no status: it claims nothing.
    """
    worst = _worst_by_claim(world, hits)
    committed = {c.claim for c in world.commitments}
    unanswered = {world.claims.of(a.content)[0] for a in world.non_answers}
    withdrawn = {
        world.claims.of(a.content)[0] for a in world.all_assertions if a.withdrawn_in and a.stance in COMMITTED
    }
    found = {}
    for iri in world.propositions:
        claim = world.claims.of(iri)[0]
        if claim in committed:
            found[iri] = _with_parts(iri, worst, world)
        elif claim in unanswered:
            found[iri] = "unresolved"
        elif claim in withdrawn:
            found[iri] = "withdrawn"
    return found


def _worst_by_claim(world: World, hits: Iterable[Conflict]) -> dict[str, str]:
    """The heaviest standing of each claim; two clashing counts weigh on both."""
    worst: dict[str, str] = {}
    for hit in hits:
        claims = {world.claims.of(hit.proposition)[0]}
        if hit.type == "incompatible":
            claims |= {world.claims.of(side.content)[0] for side in (hit.a, hit.b)}
        for claim in claims:
            worst[claim] = max(worst.get(claim, "uncontested"), _STANDING[hit.type], key=_RANK.index)
    return worst


def _with_parts(iri: str, worst: dict[str, str], world: World) -> str:
    standings = [worst.get(world.claims.of(p.iri)[0], "uncontested") for p in world.with_parts(iri)]
    return max(standings, key=_RANK.index)
