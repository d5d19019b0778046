"""The predicate of a content: the clause that rules, the word that says what happens, and what stands beside it."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.propositions.ruling import FAILING, NONE, is_negative, rules_out
from kg.reading.spans.clauses import child
from kg.reading.spans.wordlists import words_of

_EMPTY: Final = words_of("empty")
_LIGHT: Final = words_of("light")
_FURTHER: Final = frozenset({"advcl", "relcl", "conj", "parataxis"})
_HANDLING: Final = frozenset("carry transport take get use give contain".split())
"""Verbs of which the thing says as much: who "carried no weapons" is answered by who "unloaded rifles"."""
_FINDING: Final = frozenset("see hear find notice pose present show put place exert bring".split())
"""Verbs beside which "no" rules out the thing itself: "heard no alarm", "posed no danger"."""


def told(head: Token | None, tokens: list[Token]) -> Token | None:
    """The main word; for "accused them of looting a shop" the verb of what they are accused of."""
    if head is None or head.pos_ in ("VERB", "AUX") or head.dep_ not in ("dobj", "nsubjpass"):
        return head
    return next((each for each in tokens if each.pos_ == "VERB" and each.dep_ == "pcomp"), head)


def ruling_verb(head: Token | None, tokens: list[Token]) -> Token | None:
    """The main verb, or that of a further sentence in the content which rules something out ("I never saw him")."""
    roots = [token for token in tokens if token.dep_ == "ROOT" and token.pos_ in ("VERB", "AUX")][:3]
    verbs = [each for each in (head, *roots) if each is not None and each.pos_ in ("VERB", "AUX")]
    return next((each for each in verbs if is_negative(each)), verbs[0] if verbs else head)


def is_under(token: Token, head: Token) -> bool:
    return token.doc is head.doc and (token == head or head.is_ancestor(token))


def core_of(head: Token | None, clause: list[Token]) -> list[Token]:
    """The word that says what happens: the verb, or for a light one the noun ("no meeting was held", "had contact")."""
    if head is None:
        return []
    if head.lemma_.lower() in FAILING:
        head = child(head, "xcomp") or head
    named = _quantified(head, clause) or _doing(head, clause)
    if named is not None:
        return [named]
    if head.pos_ not in ("VERB", "AUX") or not is_light(head):
        thing = child(head, "dobj") if head.lemma_.lower() in _HANDLING else None
        return [head, thing] if thing is not None and thing in clause and thing.pos_ == "NOUN" else [head]
    inside = set(clause)
    coming = head.lemma_.lower() in ("reach", "come", "occur", "happen", "arise")
    wanted = ("nsubj",) if coming else ("attr", "acomp", "dobj", "nsubjpass", "nsubj", "oprd")
    parts = [each for label in wanted for each in head.children if each.dep_ == label and each in inside]
    return [
        _noun(each)
        for each in parts
        if each.pos_ not in ("PRON", "DET", "PROPN") and each.lower_ not in ("place", "part")
    ][:1] or [head]


def _doing(head: Token, clause: list[Token]) -> Token | None:
    """The verb of a headline's "denies hiding asbestos report", which the parser takes for a kind of report."""
    first = clause[0] if clause else head
    stands_before = first != head and first.head == head and first.dep_ in ("amod", "compound")
    return first if head.pos_ == "NOUN" and stands_before and first.lower_.endswith("ing") else None


def _quantified(head: Token, clause: list[Token]) -> Token | None:
    """The noun of which there was none or is said to be any: "posed no danger", "any pressure had been put on her"."""
    for each in head.children:
        if each.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and each in clause:
            ruled = rules_out(each) or any(left.lower_ == "any" for left in each.lefts)
            noun = _noun(each)
            own = noun != each and any(left.dep_ == "poss" for left in noun.lefts)  # "none of its officers"
            telling = noun.pos_ in ("NOUN", "PROPN") and noun.lemma_.lower() not in (*_EMPTY, "evidence", "place")
            if ruled and telling and not own:
                return noun
    return None


def _noun(token: Token) -> Token:
    """What "none of the tins" or "one of them" is about."""
    link = child(token, "prep")
    inner = child(link, "pobj") if link is not None and link.lower_ == "of" else None
    return inner if inner is not None and token.lower_ in (*NONE, "one", "any", "some", "all") else token


def is_light(verb: Token) -> bool:
    """Whether the noun beside the verb says what happens: "had contact", "took place", "carried out a raid"."""
    lemma = verb.lemma_.lower()
    if lemma in ("take", "carry"):
        return any(each.lower_ in ("place", "part", "action", "out") for each in verb.children)
    return lemma in _LIGHT or (lemma in _FINDING and any(rules_out(each) for each in verb.children))


def tells(token: Token, ruling: Token | None) -> bool:
    """Whether the word says of whom or what the predicate holds: no light verb, no further clause."""
    if token.pos_ in ("VERB", "AUX") and is_light(token):
        return False
    at = token
    while at not in (ruling, at.head):
        if at.dep_ in _FURTHER:
            return False
        at = at.head
    return True
