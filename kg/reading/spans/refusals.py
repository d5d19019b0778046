"""Finds set phrases for not answering: "would not be drawn on", "has yet to comment", "was unable to confirm"."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import Final, cast

from spacy.tokens import Doc, Span, Token

from kg.model import Stance
from kg.reading.spans.clauses import WH_WORDS, child, children, phrase, subject
from kg.reading.spans.cues import Cue
from kg.reading.spans.drafts import Draft
from kg.reading.spans.further import silent_one
from kg.reading.spans.nouns import MUTE, noun_class
from kg.reading.spans.parse import text_of
from kg.resources import SEEDS

_ADVERBS: Final = r"(?:(?:\w+ly|yet|still|so far|also|again|once|either|even|always|then|at once) )"
_HINT: Final = re.compile(
    r"n[o’']t\b|\bno\b|\b(?:neither|cannot|refus|decline|turned down|rejected|short of|yet to|unable|unavailable|silent"
    r"|mum\b|quiet|tight|schtum|mute|ignored|disregarded|withheld|reserved|referred)|question"
)
"""A word that every phrase has one of; most paragraphs have none."""
_ASKED: Final = frozenset({"asked", "pressed", "questioned", "quizzed"})
_ABOUT: Final = frozenset({"about", "on", "over", "regarding"})
_WHEN: Final = _ASKED | {"contacted", "reached", "approached", "confronted"}
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_END: Final = frozenset({",", ";", "–", "—", ":", "because", "until", "citing", "despite", "but", "after", "if"})


@cache
def refusals() -> tuple[tuple[re.Pattern[str], Cue], ...]:
    """The patterns of ``seeds/refusals.tsv``, where ``A?`` stands for adverbs, each with its cue."""
    with (SEEDS / "refusals.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        (re.compile(r"\b(?:" + row["pattern"].replace("A?", _ADVERBS + "{0,3}") + r")(?!\w)"), _cue(row))
        for row in rows
    )


def _cue(row: dict[str, str]) -> Cue:
    return Cue("", "verb", "silent", cast(Stance, row["stance"]), None, frozenset(), "own", row["example"])


def stance_of_refusal(words: str) -> Stance | None:
    """The stance of a cue that is one of the phrases, else None."""
    return next((cue.stance for pattern, cue in refusals() if pattern.fullmatch(words.strip().lower())), None)


def find_refusals(doc: Doc) -> Iterator[Draft]:
    """Drafts for the paragraph's refusals; of two patterns in one place the first in the table counts."""
    taken: set[int] = set()
    text = _lowered(text_of(doc))
    for pattern, cue in refusals() if _HINT.search(text) is not None else ():
        for match in pattern.finditer(text):
            words = doc.char_span(*match.span(), alignment_mode="contract")
            if words is not None and not taken & {token.i for token in words}:
                draft = _draft(words, cue)
                if draft is not None:
                    taken.update(token.i for token in words)
                    yield draft


def _lowered(text: str) -> str:
    """The text in lower case, letter for letter: a pattern that ignores case takes three times as long."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _draft(words: Span, cue: Cue) -> Draft | None:
    head = next(
        (token for token in words if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass")), None
    )
    who = _refuser(head) if head is not None else None
    if head is None or who is None or who.i >= words.start or noun_class(who.text) in MUTE:
        return None
    content = _content(words) or asked_about(head)
    source = [token for token in phrase(who) if token.i < words.start]
    return Draft(cue, head, source, list(words), content)


def _refuser(verb: Token) -> Token | None:
    """The subject, also over "able", "unable" and "yet": "the mission was not able to confirm"."""
    at = verb
    if silent_one(verb) is not None:
        return silent_one(verb)
    for _ in range(4):
        found = child(at, "nsubj", "nsubjpass") or subject(at)
        if found is not None and verb != found.head and found.head.dep_ == "ccomp" and found.pos_ == "PRON":
            return subject(found.head.head) or found  # "The mission said it was sending a team but could not confirm …"
        if found is not None:
            return found if found.lower_ not in ("it", "that", "which", "who") or found.dep_ == "nsubj" else None
        if at.dep_ not in ("xcomp", "acomp", "ccomp", "oprd", "advcl", "pcomp", "prep"):
            return None
        at = at.head
    return None


def _content(words: Span) -> list[Token]:
    """What stands after the phrase, up to the end of its clause."""
    found: list[Token] = []
    for token in words.doc[words.end : words.sent.end]:
        if token.lower_ in _END or (token.is_punct and token.text not in "“”\"'’‘()-%") or _joins(token, found):
            break
        found.append(token)
    return found


def _joins(token: Token, found: list[Token]) -> bool:
    """What follows is no part of it: "would not give names and left", "could not say who was there or give details"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if token.lower_ == "when" and following.lower_ in _WHEN:
        return True
    if token.lower_ not in ("and", "or") or not found:
        return False
    tags = {each.tag_ for each in found}
    bare = following.tag_ == "VB" and bool(tags & _FINITE) and not tags & {"MD", "TO"}
    return bare or following.tag_ in _FINITE


def asked_about(verb: Token) -> list[Token]:
    """What somebody was asked who did not answer: "when asked whether …", "Asked about the loan, …"."""
    asked = next(
        (each for each in verb.sent if each.lower_ in _ASKED and each.tag_ in ("VBN", "VBD") and _open(each)), None
    )
    if asked is None:
        return []
    clause = child(asked, "ccomp", "xcomp", "advcl")
    link = next((each for each in children(asked, "prep") if each.lower_ in _ABOUT), None)
    held = clause if clause is not None and clause.i > asked.i else link
    if held is None:
        return _question_after(asked)
    return [token for token in held.subtree if token.i > asked.i and token != link]


def _question_after(asked: Token) -> list[Token]:
    """ "Asked by deputies what had changed, …", where the parser hangs the question elsewhere."""
    rest = list(asked.doc[asked.i + 1 : asked.sent.end])
    end = next((n for n, token in enumerate(rest) if token.text == ","), len(rest))
    start = next((n for n, token in enumerate(rest[:end]) if token.lower_ in WH_WORDS), end)
    return rest[start:end]


def _open(asked: Token) -> bool:
    """Whether it is not told who asks: "asked whether", not "he asked whether"."""
    return child(asked, "nsubj", "nsubjpass") is None
