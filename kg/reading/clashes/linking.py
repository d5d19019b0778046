"""Links the sayings that the model takes to bear on one matter, so that the conflict rules see them.

The model does not say that two sayings conflict: it makes the Reading say that their claims exclude each other, or
that an answer leaves a claim open. A person who reads the Reading can strike the link, and the pair goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.reading.clashes.forest import load_forest
from kg.reading.clashes.sides import pairs_of
from kg.reading.clashes.traits import traits_of
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.opposing import opposite
from kg.reading.propositions.times import same_time
from kg.reading.propositions.vetoes import are_polled, disowns, doubts, is_norm, is_put, is_scrap
from kg.reading.spans.parse import Parse

_LOOSE: Final = re.compile(
    r"\b(?:at (?:least|most)|(?:more|less|fewer) than|over|under|up to|about|around|nearly|almost|roughly|some|"
    r"as many as|approximately|an estimated|close to) (?:[\d£$€]|(?:one|two|three|four|five|six|seven|eight|nine|ten|a|"
    r"half|twenty|thirty|forty|fifty|hundred)\b)"
)


def link_clashes(parse: Parse, claims: Sequence[Claim]) -> None:
    """Adds the links of all pairs that the model is sure enough of; without a model none."""
    forest = load_forest()
    wanted = linkable(claims) if forest is not None else []
    if forest is None or not wanted:
        return
    chances = forest.judge(traits_of(parse, claims, wanted)).tolist()
    for (first, second, kind), chance in zip(wanted, chances, strict=True):
        if chance >= forest.bars[kind]:
            _LINKERS[kind](claims[first], claims[second])


def linkable(claims: Sequence[Claim]) -> list[tuple[int, int, str]]:
    """The pairs that the model may link: none with a side that no pair is made of, whatever the model thinks."""
    unfit = {n for n, claim in enumerate(claims) if _is_unfit(claim)}
    loose = {n for n, claim in enumerate(claims) if _LOOSE.search(" ".join(token.lower_ for token in claim.tokens))}
    return [
        (one, two, kind)
        for one, two, kind in pairs_of(claims)
        if not {one, two} & unfit
        and not ({one, two} & loose and claims[one].numbers and claims[two].numbers)  # the rules of counts tell those
        and same_time(claims[one].gist.times, claims[two].gist.times)
        and not are_polled(claims[one].by, claims[two].by)
    ]


def _is_unfit(claim: Claim) -> bool:
    return is_scrap(claim) or is_put(claim) or disowns(claim) or is_norm(claim) or not (claim.commits or doubts(claim))


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


_LINKERS: Final = {"clash": _exclude, "answer": _leave_open}
