"""Reads the words around a cue that tell when, in which order and how a thing was said: "at first", "hours later"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.reading.propositions.claims import Claim
from kg.reading.spans.drafts import hull
from kg.reading.spans.parse import Parse
from kg.reading.spans.wordlists import phrases
from kg.sentences import sentence_around

_CONCEDING: Final = frozenset("admit concede acknowledge confess recognise recognize accept".split())


@dataclass(frozen=True)
class Frame:
    """What the words around one saying, or around two, tell of their order."""

    first: bool = False  # "initially", "had assured"
    later: bool = False  # "hours later", "now", "since"
    time: str = ""  # "on Wednesday", "in October"
    conceded: bool = False
    contrasted: bool = False
    told_as_turn: bool = False  # "adding to the confusion", or "the official version has shifted" before it
    at_first: bool = False  # "initially", in so many words
    says_turn: bool = False  # "he has since changed his story" in its own sentence
    ordered: bool = False

    def is_before(self, other: Frame) -> bool:
        """Whether this one, told second, was said first: "On Monday he said …; last week he had said …"."""
        return self.first and not self.later and not other.first and not other.later and not self.conceded

    def followed_by(self, other: Frame) -> Frame:
        """Both frames as one: whether anything tells that the one came before the other."""
        timed = self.time != other.time
        return Frame(
            first=self.first,
            later=other.later,
            conceded=other.conceded,
            contrasted=other.contrasted,
            told_as_turn=self.told_as_turn or other.told_as_turn,
            at_first=self.at_first,
            says_turn=other.says_turn,
            ordered=timed or self.first or other.later,
        )


def frame_of(parse: Parse, claim: Claim) -> Frame:
    """The frame of one saying."""
    words = _around(parse, claim)
    text = " ".join(token.text for token in words).lower()
    at = hull(claim.found.cue or claim.found.content).start
    sentence = sentence_around(parse.text, at, at + 1)
    before = parse.text[max(0, sentence.start - 120) : sentence.end]
    verb = _verb(parse, claim)
    return Frame(
        first=_has("order-first", text) or (verb is not None and any(each.lower_ == "had" for each in verb.children)),
        later=_has("order-later", f"{text} {claim.text.lower()[-20:]}" if "after all" in claim.text else text),
        time=_time(text),
        conceded=verb is not None and verb.lemma_.lower() in _CONCEDING,
        contrasted=_is_contrasted(parse, claim, sentence.start),
        told_as_turn=_has("turn", _same_paragraph(before)) or _has("confusion", _same_paragraph(before)),
        at_first=re.search(r"\b(?:initially|at first|originally)\b", text) is not None,
        says_turn=_has("turn", parse.text[sentence.start : at]),
    )


def _has(where: str, text: str) -> bool:
    return any(pattern.search(text) for pattern, _ in phrases(where))


def _time(text: str) -> str:
    found = next((match for pattern, _ in phrases("order-time") if (match := pattern.search(text))), None)
    return found.group() if found is not None else ""


def _same_paragraph(text: str) -> str:
    return text.rpartition("\n")[2] if "\n" in text.strip() else text


def _is_contrasted(parse: Parse, claim: Claim, start: int) -> bool:
    """Whether the saying is joined to the one before by "but": at the sentence's start or before its verb."""
    at = hull(claim.found.cue or claim.found.content).start
    opening = parse.text[start : start + 12].lower().lstrip("“\"' ")
    before = parse.text[max(start, at - 40) : at].lower()
    return (
        opening.startswith(("but ", "yet ", "however"))
        or re.search(r"\b(?:but|yet) (?:\w+ ){0,5}$", before) is not None
    )


def _verb(parse: Parse, claim: Claim) -> Token | None:
    return next(
        (
            token
            for token in parse.tokens(claim.found.cue)
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass")
        ),
        None,
    )


def _around(parse: Parse, claim: Claim) -> list[Token]:
    """The cue and what hangs on its verb, without what is said and without other sayings joined to it."""
    cue = parse.tokens(claim.found.cue)
    verb = _verb(parse, claim)
    if verb is None:
        return cue
    taken = {*claim.tokens, *parse.tokens(claim.found.source)}
    away = {
        token for each in verb.children if each.dep_ in ("conj", "ccomp", "nsubj", "dobj") for token in each.subtree
    }
    kept = {token for token in verb.subtree if token not in taken and token not in away}
    return sorted({*kept, *cue} - taken, key=lambda each: each.i)
