"""Finds pairs of which one affirms the contrary of the other: "the bridge was safe" – "the bridge was unsafe"."""

from __future__ import annotations

from typing import Final

from kg.reading.propositions.claims import Claim
from kg.reading.propositions.families import against
from kg.reading.propositions.likeness import Likeness, Weights, share, weigh
from kg.reading.propositions.matters import past_words
from kg.reading.propositions.opposing import affirms, can_clash
from kg.reading.propositions.vetoes import tell_of_others

_REACH: Final = 20
_SAME: Final = 0.6
"""The share of the words beside the predicate that both must have in common, either way."""


def link_contraries(claims: list[Claim]) -> None:
    """Links each claim with those before it that affirm the contrary of the same thing."""
    weights = weigh(claims)
    telling = [(number, claim) for number, claim in enumerate(claims) if claim.gist.contrary and affirms(claim)]
    for number, claim in telling:
        for other in claims[max(0, number - _REACH) : number]:
            same = past_words(claim) == past_words(other) and can_clash(claim, other)  # not "rose" and "fell last year"
            if same and _are_contrary(claim, other, weights) and not claim.links.get("negates"):
                claim.link("negates", other.proposition)


def say_contraries(one: Claim, two: Claim) -> bool:
    """Whether the predicates are opposites: "passed a test", "failed a test"."""
    contrary = {each for word in one.gist.core for key in word.keys for each in against(key)}
    return any(word.keys & contrary for word in two.gist.core)


def _are_contrary(one: Claim, two: Claim, weights: Weights) -> bool:
    """Whether the predicates are opposites and what they are said of is the same."""
    return (
        say_contraries(one, two)
        and not tell_of_others(one, two)
        and all(
            left.gist.rest and share(left.gist.rest, Likeness(_beside(right)), weights) >= _SAME
            for left, right in ((one, two), (two, one))
        )
    )


def _beside(claim: Claim) -> frozenset[str]:
    return frozenset(key for word in claim.gist.rest for key in word.keys)
