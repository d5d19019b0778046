"""Turns of one speaker: "initially denied … but later said", "had ruled out … now says"."""

from __future__ import annotations

import re
from typing import Final

from kg.reading.propositions.claims import Claim

_REACH: Final = 200
_FIRST: Final = re.compile(r"\b(?:initially|at first|first|originally|previously|earlier|before)\b", re.IGNORECASE)
_LATER: Final = re.compile(r"\b(?:later|then|subsequently|now|eventually|since|finally|afterwards)\b", re.IGNORECASE)


def find_turns(claims: list[Claim]) -> None:
    """Marks the claims that take back what their speaker said before."""
    for number, claim in enumerate(claims):
        for other in claims[max(0, number - _REACH) : number]:
            if claim.by is other.by:
                _turn(other, claim)


def _is_negative(claim: Claim) -> bool:
    """ "acknowledged that no audit had taken place" """
    return claim.negated or any(token.lower_ in ("no", "never", "not") for token in claim.tokens[:4])


def _turn(first: Claim, second: Claim) -> None:
    """One speaker who "initially denied involvement but later said …": the second takes back the first."""
    if (
        second.judged.kind == "confirm"
        and _FIRST.search(first.cue_text)
        and first.judged.stance == second.judged.stance == "Affirms"
    ):
        if abs(second.paragraph - first.paragraph) <= 1 and _is_negative(second):
            second.revises = first.id
            second.link("negates", first.proposition)
        return
    stances = {first.judged.stance, second.judged.stance}
    near = second.paragraph == first.paragraph and second.place.start - first.place.end < 200
    if stances != {"Affirms", "Denies"} or not near:
        return
    one, two = first.cue_text, second.cue_text
    if _LATER.search(two) and (_FIRST.search(one) or _LATER.search(two)):
        second.revises = first.id
        if first.judged.stance == "Denies":
            second.link("instance_of", first.proposition)
        elif second.head is not None and second.head.pos_ == "PRON":
            second.proposition = first.proposition
