"""Links the sayings that the model takes to bear on one matter, so that the conflict rules see them.

The model does not say that two sayings conflict: it makes the Reading say that their claims exclude each other, or
that an answer leaves a claim open. A person who reads the Reading can strike the link, and the pair goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.reading.actors.cast import Entity
from kg.reading.clashes.judging import likely
from kg.reading.clashes.sides import is_loose, is_pronoun_of, pairs_of
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.opposing import opposite
from kg.reading.propositions.vetoes import (
    are_polled,
    asks_why,
    disowns,
    doubts,
    is_norm,
    is_put,
    is_scrap,
    is_share,
    is_wider,
    of_their_own,
    serves,
)
from kg.reading.spans.parse import Parse


def link_clashes(parse: Parse, claims: Sequence[Claim]) -> None:
    """Adds the links of all pairs that the models are sure enough of; without a model none."""
    for first, second, kind in likely(parse, claims, linkable(parse, claims)):
        if kind == "answer" or not _are_ruled(claims[first], claims[second]):
            _LINKERS[kind](claims[first], claims[second])


def _are_ruled(one: Claim, two: Claim) -> bool:
    """Whether the rules have made the two one claim, opposites, or a case of a denial: one pair is listed once."""
    marks = [
        {claim.proposition, claim.opposite, *claim.links.get("negates", ()), *claim.links.get("instance_of", ())} - {""}
        for claim in (one, two)
    ]
    return bool(marks[0] & marks[1])


def linkable(parse: Parse, claims: Sequence[Claim]) -> list[tuple[int, int, str]]:
    """The pairs that the model may link: none with a side that no pair is made of, whatever the model thinks."""
    unfit = {n for n, claim in enumerate(claims) if _is_unfit(claim)}
    loose = {n for n, claim in enumerate(claims) if is_loose(claim)}
    going_on = {n for n, claim in enumerate(claims) if is_pronoun_of(parse, claim)}
    wanted = [
        (one, two, kind)
        for one, two, kind in pairs_of(claims)
        if not {one, two} & unfit
        and not (two == one + 1 and two in going_on)  # whoever "she" is taken for, who spoke last goes on as a rule
        and not (kind == "figures" and {one, two} & loose)  # the rules of counts tell those
        and not (kind == "figures" and _count_apart(claims[one], claims[two]))
        and not (kind != "answer" and _rules_out(claims[one]) and _rules_out(claims[two]))
        and not (kind == "answer" and _is_denial(claims[one], claims[two]))
        and not _are_apart(claims[one], claims[two])
    ]
    speakers = {(claims[one].by.id, claims[two].by.id): (claims[one].by, claims[two].by) for one, two, _ in wanted}
    kept = {ids for ids, both in speakers.items() if not _are_unfit(*both)}
    return [each for each in wanted if (claims[each[0]].by.id, claims[each[1]].by.id) in kept]


def _are_apart(one: Claim, two: Claim) -> bool:
    """Whether the two speak of other times; "never" speaks of all."""
    times = [one.gist.times.other, two.gist.times.other]
    return times[0] != times[1] and not all(times) and not (_rules_out(one) or _rules_out(two))


def _are_unfit(one: Entity, two: Entity) -> bool:
    """Whether the speakers are one side, "Brandt" and "Otto Brandt", or shares of a poll."""
    names = [set(each.label.lower().split()) for each in (one, two)]
    same = names[0] <= names[1] or names[1] <= names[0]
    return same or serves(one, two) or serves(two, one) or are_polled(one, two)


def _rules_out(claim: Claim) -> bool:
    return claim.gist.negated or claim.judged.stance == "Denies"


def _count_apart(one: Claim, two: Claim) -> bool:
    """Whether the two figures are of other things, or of a whole and its part."""
    return of_their_own(one, two) or is_wider(one, two) or is_share(one) or is_share(two)


def _is_denial(one: Claim, two: Claim) -> bool:
    """Whether what is not answered rules something out: silence leaves the charge open rather than its denial."""
    return any(claim.commits and _rules_out(claim) for claim in (one, two))


def _is_unfit(claim: Claim) -> bool:
    bare = all(each.pos_ in ("PRON", "DET", "PUNCT") for each in claim.tokens)  # "it", whose sense the rules look up
    amiss = bare or is_scrap(claim) or is_put(claim) or disowns(claim) or is_norm(claim) or asks_why(claim)
    return amiss or not (claim.commits or doubts(claim))


def _exclude(first: Claim, second: Claim) -> None:
    """What one affirms excludes what the other holds; two denials rule out nothing of each other's by themselves."""
    for each in (first, second):
        if each.judged.stance == "Affirms" and each.gist.negated:
            opposite(each)  # so that the rules know it for one that rules something out
    holder, other = (second, first) if second.judged.stance == "Affirms" else (first, second)
    if holder.judged.stance == "Affirms":
        holder.link("excludes", other.proposition if other.judged.stance == "Affirms" else opposite(other))


def _leave_open(first: Claim, second: Claim) -> None:
    """The one that does not answer asks what the other claims."""
    claimed, answer = (first, second) if first.commits else (second, first)
    answer.link("asks", claimed.proposition)


_LINKERS: Final = {"clash": _exclude, "figures": _exclude, "answer": _leave_open}
