"""What makes a saying unfit for any pair: shares of a poll, scraps of a sentence, people disowned, no doubts."""

from __future__ import annotations

import re
from typing import Final

from kg.reading.actors.cast import Entity
from kg.reading.propositions.claims import Claim

_PERCENT: Final = re.compile(r"\d+ ?%|\d (?:percent|per cent|pct)\b|\brespondents\b|^[\d.,]+$", re.IGNORECASE)
_SHARE: Final = re.compile(
    r"\b(?:majority|plurality|minority|thirds?|half|quarters?|fifths?|most|fewer|(?:in|out of) (?:ten|\d+))\b",
    re.IGNORECASE,
)
_UNDOUBTED: Final = re.compile(
    r"(?:\bnot|n[’']t|\bnever|\bwithout)\b(?: \w+)? "
    r"(?:challeng|question|doubt|disput|worr|wonder|contest|suspect|second-guess)",
    re.IGNORECASE,
)
_NOBODY: Final = frozenset({"none", "nobody", "neither", "no one"})


def are_polled(one: Entity, two: Entity) -> bool:
    """Whether shares of those asked in a poll speak: "55 percent say yes" and "a third say no" both hold.

    A majority of ministers is a side like any other, until another share is set beside it.
    """
    shares = [each for each in (one, two) if _PERCENT.search(each.label) or _SHARE.search(each.label)]
    return len(shares) == 2 or any(_PERCENT.search(each.label) for each in shares)


def is_scrap(claim: Claim) -> bool:
    """Whether the content is but the subject of the sentence: "The coach who left, they said, has been found"."""
    head = claim.head
    inside = head is not None and head.pos_ in ("NOUN", "PROPN") and head.dep_ in ("nsubj", "nsubjpass")
    return inside and head is not None and head.head not in claim.tokens and claim.judged.kind != "accuse"


def disowns(claim: Claim) -> bool:
    """Whether somebody rather than something is rejected: "three members disowned Weber" denies no claim about him."""
    words = [token for token in claim.tokens if not token.is_punct and token.pos_ != "DET"]
    return bool(words) and claim.judged.stance == "Denies" and all(token.pos_ == "PROPN" for token in words)


def doubts(claim: Claim) -> bool:
    """Whether somebody does leave a thing open: not where "it was not challenged", nor where "none has said" it."""
    nobody = claim.by.label.lower() in _NOBODY
    return not nobody and not (claim.judged.stance == "Questions" and _UNDOUBTED.search(claim.cue_text))
