"""Finds what a clause says of another's words: that they are untrue, or right, or that there is nothing in them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

from kg.reading.spans.clauses import child, children
from kg.resources import SEEDS

_FILLERS: Final = frozenset("it is that this these are was a an all just total pure complete utter simple and".split())
_CLAUSES: Final = ("xcomp", "ccomp", "csubj", "advcl")
_FRAGMENT: Final = re.compile(
    r"(?:(?:that is |that['’]s |it is |it['’]s )?(?:simply |just |quite )?not (?:so|true|the case|at all)|no|"
    r"far from it|quite the (?:opposite|contrary)|on the contrary|nothing of the (?:kind|sort)|untrue|nonsense|rubbish)"
)


_MORAL: Final = frozenset({"wrong", "right"})
_LABEL: Final = 8
"""Words between an object and what it is called: "called the report a deliberate and shameful fabrication"."""


@dataclass(frozen=True)
class Verdict:
    """What is judged, and whether it is called untrue."""

    subject: Token
    against: bool


@cache
def _classes() -> dict[str, frozenset[str]]:
    with (SEEDS / "pointers.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["class"]: frozenset(row["words"].split()) for row in csv.DictReader(lines, delimiter="\t")}


def pointing_words(kind: str) -> frozenset[str]:
    """The words of one class of ``seeds/pointers.tsv``."""
    return _classes()[kind]


def verdicts_in(tokens: list[Token], head: Token | None) -> Iterator[Verdict]:
    """All that the main clauses of these words judge, in order."""
    for token in tokens:
        found = _of_word(token)
        if found is not None and found.subject in tokens and _is_main(token, tokens, head):
            yield found


def is_flat_no(words: str) -> bool:
    """Whether all that is said is "not so" or "no"; so much is enough to contradict what was just told.

    >>> is_flat_no("Not so")
    True
    >>> is_flat_no("Absolutely false!"), is_flat_no("All lies")
    (True, True)
    >>> is_flat_no("Not so fast"), is_flat_no("It is late")
    (False, False)
    """
    said = re.sub(r"[“”\"‘’',.!]+", " ", words.lower()).strip()
    left = [word for word in said.split() if not word.endswith("ly") and word not in _FILLERS]
    labels = pointing_words("false") - (_MORAL if left != said.split() else set())
    return _FRAGMENT.fullmatch(said) is not None or (
        bool(left) and all(word.removesuffix("s") in labels or word in labels for word in left)
    )


def label_of(verb: Token, tokens: list[Token]) -> Verdict | None:
    """What "called the figure exaggerated" or "described it as a lie" says of its object.

    The words after the object are looked at, whether they stand in the cue or the content.
    """
    small = child(verb, "ccomp")
    judged = child(verb, "dobj", "nsubjpass") or (child(small, "nsubj") if small is not None else None)
    if judged is None or judged not in tokens:
        return None
    for token in verb.subtree:
        known = [kind for kind in ("false", "true") if {token.lower_, token.lemma_.lower()} & pointing_words(kind)]
        if known and 0 < token.i - judged.i <= _LABEL and token.dep_ != "amod":
            return Verdict(judged, known[0] == "false")
    return None


def _of_word(token: Token) -> Verdict | None:
    word, lemma = token.lower_, token.lemma_.lower()
    if word in pointing_words("unfounded"):
        return _unfounded(token)
    untrue = word in pointing_words("false") or lemma in pointing_words("false")
    untrue = untrue or _is_too_much(token)
    if not untrue and word not in pointing_words("true"):
        return None
    if child(token, "relcl") is not None or any(each.lower_ == "the" for each in token.children):
        return None  # "this is the lie that the campaign is built on"
    clause = token.head if token.dep_ in ("acomp", "attr", "oprd", "conj") else token
    if child(token, "mark") is None and any(each.dep_ in _CLAUSES for each in (*token.children, *clause.children)):
        return None  # "it was wrong to close the school" judges an act, not a saying
    subject = _judged(clause, token)
    negated = any(each.dep_ == "neg" for each in (*clause.children, *token.children)) or _is_no(token)
    if subject is None or (word in _MORAL and (negated or subject.pos_ in ("PRON", "DET"))):
        return None  # "This is wrong", "that isn't right": a judgement on what was done
    return Verdict(subject, untrue != negated)


def _is_too_much(token: Token) -> bool:
    """ "The number was far too low" says that the number is wrong."""
    return token.lower_ in ("low", "high", "small", "large") and any(each.lower_ == "too" for each in token.children)


def _judged(clause: Token, token: Token) -> Token | None:
    """The subject of "was wrong", of "… and is untrue"."""
    own = child(token, "nsubj", "nsubjpass") or child(clause, "nsubj", "nsubjpass")
    if own is None and clause.dep_ == "conj":
        own = child(clause.head, "nsubj", "nsubjpass")
    return own


def _is_no(token: Token) -> bool:
    return any(each.lower_ in ("no", "little", "hardly") for each in token.children)


def _unfounded(token: Token) -> Verdict | None:
    """ "There was no truth in the report", "the claim had no basis", "was without foundation"."""
    without = token.dep_ == "pobj" and token.head.lower_ == "without"
    if not without and not _is_no(token) and token.lower_ != "nothing":
        return None
    verb = token.head.head if without else token.head
    if child(verb, "expl") is None and token.lower_ == "nothing":
        return None
    if child(verb, "expl") is None:
        subject = child(verb, "nsubj")
        return Verdict(subject, against=True) if subject is not None and subject != token else None
    links = [*children(token, "prep"), *children(verb, "prep")]
    judged = next((found for link in links if (found := child(link, "pobj")) is not None), None)
    return Verdict(judged, against=True) if judged is not None else None


def _is_main(token: Token, tokens: list[Token], head: Token | None) -> bool:
    """Whether the word stands in a main clause of what is said, not under "if" or in a relative clause."""
    at, inside = token, set(tokens)
    while at.head != at and at.head in inside and at != head:
        if at.dep_ in ("relcl", "advcl", "acl", "csubj"):
            return False
        at = at.head
    return at.dep_ not in ("relcl", "advcl")
