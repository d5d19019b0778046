"""What makes a saying unfit for any pair: shares of a poll, scraps of a sentence, people disowned, no doubts."""

from __future__ import annotations

import re
from typing import Final

from kg.reading.actors.cast import Entity
from kg.reading.propositions.claims import Claim
from kg.reading.spans.parse import offset
from kg.reading.spans.wordlists import words_of

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
_LEAVES: Final = re.compile(r"\b(?:back(?:s|ed|ing)?|distanc\w+|disavow\w*|disown\w*|shun\w*|walk\w* away|withdr\w+)\b")
_PRESS: Final = re.compile(r"\b(?:reporters?|journalists?|interviewers?|moderators?|anchors?|correspondents?)\b", re.I)
_HELPER: Final = re.compile(
    r"\b(?:chief|aide|spokes\w+|lawyers?|solicitors?|attorneys?|counsel|advis[eo]rs?|secretary|office|deputy|assistant|"
    r"manager|agent|press|team|staff|campaign|barristers?|representatives?)\b"
)
_FORMER: Final = re.compile(r"\b(?:former|ex|one-time|sacked|dismissed|estranged|rival)\b")
_BEGINS_TO: Final = re.compile(
    r"\b(?:(?:go|goes|going|went) on|moved|rushed|hurried|hastened|(?:take|takes|took|taken) to .{1,40}|continued?|"
    r"began|begun|tried|tries|sought|seeks?|came out|quick|forced|obliged|stood up|issued .{1,40})\s+$"
)
_EITHER: Final = re.compile(r"\b([a-z]+) or ([a-z]+)\b")
_NORMS: Final = frozenset({"should", "must", "ought"})
_WH: Final = frozenset({"WRB", "WP", "WDT"})
_NOBODY: Final = frozenset({"none", "nobody", "neither", "no one"})


def are_polled(one: Entity, two: Entity) -> bool:
    """Whether shares of those asked in a poll speak: "55 percent say yes" and "a third say no" both hold.

    A majority of ministers is a side like any other, until another share is set beside it.
    """
    shares = [each for each in (one, two) if _PERCENT.search(each.label) or _SHARE.search(each.label)]
    return len(shares) == 2 or any(_PERCENT.search(each.label) for each in shares)


def serves(one: Entity, two: Entity) -> bool:
    """Whether one speaks for the other by name: "Mr Dunne's chief of staff" for Dunne; a former aide does not."""
    name = two.label.split()[-1].lower() if two.label else ""
    for told in (one.label, one.role, *one.roles):
        lowered = told.lower()
        helps = _HELPER.search(lowered) is not None and _FORMER.search(lowered) is None
        if helps and len(name) > 2 and re.search(rf"\b{re.escape(name)}(?:['’]s?\b|['’] )", lowered):
            return True
    return False


def is_scrap(claim: Claim) -> bool:
    """Whether the content is but the subject of the sentence: "The coach who left, they said, has been found"."""
    head = claim.head
    inside = head is not None and head.pos_ in ("NOUN", "PROPN") and head.dep_ in ("nsubj", "nsubjpass")
    return inside and head is not None and head.head not in claim.tokens and claim.judged.kind != "accuse"


def is_norm(claim: Claim) -> bool:
    """Whether it says what ought to be, which no fact gainsays: "the school should not reopen"."""
    return claim.head is not None and any(each.lower_ in _NORMS for each in claim.head.children)


def tell_of_others(one: Claim, two: Claim) -> bool:
    """Whether each names another: sales that "rose in Europe" may have "fallen in Asia"."""
    left, right = ({token.text for token in each.tokens if token.pos_ == "PROPN"} for each in (one, two))
    return bool(left) and bool(right) and not left & right


def disowns(claim: Claim) -> bool:
    """Whether somebody or a thing rather than a claim is rejected: "disowned Weber", "backed away from the deal".

    Nor does who rejects a bill, or breaks with a pledge, call anything untrue.
    """
    if claim.judged.stance == "Denies" and _LEAVES.search(claim.cue_text.lower()):
        return claim.head is None or claim.head.pos_ not in ("VERB", "AUX")
    if claim.judged.stance == "Denies" and claim.head is not None and claim.head.lemma_.lower() in words_of("proposal"):
        return claim.head.pos_ == "NOUN"
    words = [token for token in claim.tokens if not token.is_punct and token.pos_ != "DET"]
    return bool(words) and claim.judged.stance == "Denies" and all(token.pos_ == "PROPN" for token in words)


def only_could(claim: Claim) -> bool:
    """Whether nobody is said to have denied it: "without having to contradict the will of voters"."""
    if claim.judged.stance != "Denies" or not claim.cue_text.lower().startswith("to ") or not claim.tokens:
        return False
    first = claim.tokens[0].doc[0]
    before = claim.tokens[0].doc.text[: claim.found.cue[0].start - offset(first) + first.idx]
    return not _BEGINS_TO.search(before)


def gives_example(claim: Claim) -> bool:
    """Whether it illustrates what was told before: "The judges, for instance, said …"."""
    words = " ".join(token.lower_ for token in claim.tokens[0].sent) if claim.tokens else ""
    return "for instance" in words or "for example" in words


def doubts(claim: Claim) -> bool:
    """Whether it is no doubt that nobody has: not "it was not challenged", "none has said", "a reporter asked"."""
    if claim.judged.stance == "Questions" and _UNDOUBTED.search(claim.cue_text):
        return False
    prompts = claim.judged.stance == "Questions" and "ask" in claim.cue_text and _PRESS.search(claim.by.label)
    return not prompts and claim.by.label.lower() not in _NOBODY


def is_put(claim: Claim) -> bool:
    """Whether all that is said is a question: "Why not sell the yacht?" says that nobody sells it."""
    return bool(claim.tokens) and claim.tokens[0].tag_ in _WH and claim.tokens[-1].sent[-1].text == "?"


def of_their_own(one: Claim, two: Claim) -> bool:
    """Whether each tells of what is its own: "14,000 of its workers", says one firm, and "6,000", the other of its."""
    keys = [f"@{claim.by.id}" for claim in (one, two)]
    told = [[key in claim.gist.keys for key in keys] for claim in (one, two)]
    return told == [[True, False], [False, True]]


def is_wider(one: Claim, two: Claim) -> bool:
    """Whether one counts more than the other: 22 homes "destroyed or damaged" beside 16 destroyed."""
    texts = [" ".join(token.lower_ for token in claim.tokens) for claim in (one, two)]
    return any(
        sum(re.search(rf"\b{word}\b", narrow) is not None for word in found.groups()) == 1
        for wide, narrow in (texts, texts[::-1])
        for found in _EITHER.finditer(wide)
    )


def asks_why(claim: Claim) -> bool:
    """Whether a critic asks for reasons, which leaves no claim open: "questioned why the lab had kept its data"."""
    return claim.judged.stance == "Questions" and bool(claim.tokens) and claim.tokens[0].lower_ == "why"


def is_share(claim: Claim) -> bool:
    """Whether it counts some of what was counted before: "Of these, two million are abroad"."""
    words = [token.lower_ for token in claim.tokens if not token.is_punct][:2]
    return len(words) == 2 and words[0] in ("of", "among") and words[1] in ("these", "those", "them", "which", "whom")
