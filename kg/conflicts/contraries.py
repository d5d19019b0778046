"""Rules for two claims that cannot both hold, though neither is the other's negation: the Reading says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.conflicts.findings import Finding, are_too_sure, by_others, order_of
from kg.conflicts.wording import holding
from kg.conflicts.world import Commitment, World

_BOTH = "By the Reading both cannot hold"
_FIGURE: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|hundred|thousand"
    r"|million|billion|half|once|twice)\b",
    re.IGNORECASE,
)


def find_opposed_contraries(world: World) -> Iterator[Finding]:
    """Two contraries that two speakers hold, unless they are two figures."""
    return (finding for finding, figures in _clashes(world) if not figures)


def find_incompatible_contraries(world: World) -> Iterator[Finding]:
    """Two figures that exclude each other, held by two speakers."""
    return (finding for finding, figures in _clashes(world) if figures)


def find_turned_contraries(world: World) -> Iterator[Finding]:
    """Two contraries that one speaker holds, and something tells which came first."""
    for one, two in _pairs(world):
        order = (
            None if by_others(one.assertion, two.assertion, world) else order_of(one.assertion, two.assertion, world)
        )
        if order is not None:
            old, new = (one, two) if order[0] is one.assertion else (two, one)
            yield _finding(old, new, f"{order[2]}. {_BOTH}")


def _clashes(world: World) -> Iterator[tuple[Finding, bool]]:
    """Every pair of contraries held by two speakers, and whether both give a figure and neither denies the other's."""
    for one, two in _pairs(world):
        if by_others(one.assertion, two.assertion, world) and are_too_sure(one.assertion, two.assertion):
            numbered = all(_FIGURE.search(each.proposition.text) for each in (one, two))
            yield _finding(one, two, _BOTH), numbered and _rules_out(one) == _rules_out(two)


def _pairs(world: World) -> Iterator[tuple[Commitment, Commitment]]:
    """Who holds the one with who holds the other; what is said to exclude itself excludes nothing."""
    for iri, proposition in world.propositions.items():
        for other in proposition.excludes:
            if world.claims.of(iri) != world.claims.of(other):
                yield from ((one, two) for one in _holders(iri, world) for two in _holders(other, world))


def _holders(iri: str, world: World) -> list[Commitment]:
    """Those whose saying binds them to a proposition, itself or said in other words; not by a part of what they say."""
    claim, sign = world.claims.of(iri)
    return [each for each in world.by_claim.get(claim, ()) if each.holds == sign and each.direct]


def _rules_out(commitment: Commitment) -> bool:
    return (commitment.assertion.stance == "Denies") != bool(commitment.proposition.negates)


def _finding(one: Commitment, two: Commitment, ground: str) -> Finding:
    said = holding(one.assertion, one.proposition)
    against = holding(two.assertion, two.proposition, first=False)
    claim = min(one.claim, two.claim)
    return Finding(a=one.assertion, b=two.assertion, claim=claim, why=f"{said}; {against}. {ground}.")
