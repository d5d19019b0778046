"""Finds attributions without a verb of saying: according to, citing, "NAME: …", and nouns ("the claim that")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from kg.reading.spans.clauses import child, children, phrase
from kg.reading.spans.cues import Convention, Cue, cue_for, cue_table
from kg.reading.spans.drafts import Draft
from kg.reading.spans.further import speaks
from kg.reading.spans.labels import find_labelled

_BY_ACCOUNT: Final = {
    "by": frozenset("account estimate reckoning count tally calculation telling admission version".split()),
    "in": frozenset("word view opinion telling eye judgment judgement assessment estimation version account".split()),
    "on": frozenset("account estimate reckoning count version".split()),
}
"""Preposition and noun that say whose account follows: "by the ministry's count", "in the words of a survivor"."""
_SUBJECTLESS: Final = frozenset({"ROOT", "ccomp", "conj", "advcl", "parataxis", "relcl"})


def find_phrase_cues(doc: Doc, convention: Convention) -> Iterator[Draft]:
    """Drafts for all cues of the paragraph that are no verbs of saying."""
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield from _according(token)
        elif token.lower_ in _BY_ACCOUNT and convention == "own":
            yield from _by_account(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from _noun(token, convention)
    yield from find_labelled(doc, convention)


def _according(token: Token) -> Iterator[Draft]:
    to = token.doc[token.i + 1]
    who = child(to, "pobj") or child(token, "pobj")
    if who is None:
        return
    own = {each.i for each in token.subtree} | {to.i} | {each.i for each in to.subtree}
    clause = token.sent.root if token.i - token.sent.start <= 2 else _clause_above(token)
    content = [each for each in clause.subtree if each.i not in own]
    row = cue_table("own")["according", "phrase"][0]
    yield Draft(row, token, phrase(who), [token, to], _without_attribution(content, clause, token.i), confidence=0.9)


def _by_account(token: Token) -> Iterator[Draft]:
    """ "By the estimate of the institute, …", "in the regulator's view": set off by a comma, with whose it is."""
    noun = child(token, "pobj")
    if noun is None or noun.lemma_.lower() not in _BY_ACCOUNT[token.lower_]:
        return
    of = next((each for each in children(noun, "prep") if each.lower_ == "of"), None)
    who = child(noun, "poss") or (child(of, "pobj") if of is not None else None)
    own = {each.i for each in token.subtree}
    if who is None or who.tag_ == "PRP$" or who.like_num or not _is_set_off(token):  # "in a judgment of 2014"
        return
    clause = token.sent.root if token.i - token.sent.start <= 2 else _clause_above(token)
    content = [each for each in clause.subtree if each.i not in own]
    row = cue_table("own")["according", "phrase"][0]
    source = [each for each in phrase(who) if each.dep_ != "case"]
    cue = [each for each in token.subtree if each not in source and each.dep_ != "case"]
    yield Draft(row, token, source, cue, _without_attribution(content, clause, token.i), confidence=0.7)


def _is_set_off(token: Token) -> bool:
    """Whether a comma stands before the phrase, or after it where it begins the sentence."""
    end = token.right_edge.i + 1
    follows = end < len(token.doc) and token.doc[end].text == ","
    return token.nbor(-1).text == "," if token.i > token.sent.start else follows


def _clause_above(token: Token) -> Token:
    """The clause that the phrase belongs to: the nearest verb above it that has a subject."""
    at = token.head
    while at.dep_ != "ROOT" and not (at.dep_ in _SUBJECTLESS and child(at, "nsubj", "nsubjpass", "expl") is not None):
        at = at.head
    return at


def _without_attribution(content: list[Token], clause: Token, at: int) -> list[Token]:
    """The clause without an "and" or "but" that only ties it to the text before, and without another main clause."""
    breaks = [each.i for each in content if each.text == ";"]
    if breaks:  # "According to the prosecution, he knew; his lawyers say he did not"
        content = [each for each in content if (each.i < breaks[0]) == (at < breaks[0])]
    return [each for each in content if not (each.dep_ == "cc" and each.head == clause and each.i < clause.i)]


def _noun(token: Token, convention: Convention) -> Iterator[Draft]:
    row = cue_for(token.lemma_, "noun", convention)
    who = child(token, "poss") or _after_by(token) if row is not None else None
    if row is None or (who is None and convention == "own"):
        return
    content, extra = _noun_content(token, row)
    if content:
        source = [each for each in phrase(who) if each.dep_ != "case"] if who is not None else []
        yield Draft(row, token, source, sorted([token, *extra], key=lambda each: each.i), content, confidence=0.6)


def _after_by(noun: Token) -> Token | None:
    """Whose it is in "claims by the ministry that …", "calls from the opposition for …"."""
    link = next((each for each in children(noun, "prep", "agent") if each.lower_ in ("by", "from")), None)
    who = child(link, "pobj") if link is not None else None
    return who if link is not None and who is not None and (link.lower_ == "by" or speaks(who)) else None


def _noun_content(noun: Token, row: Cue) -> tuple[list[Token], list[Token]]:
    for each in noun.children:
        if each.i < noun.i:
            continue
        if each.dep_ in ("acl", "ccomp", "relcl") and "that" in row.patterns and _begins(each, "that"):
            return list(each.subtree), []
        if each.dep_ in ("acl", "xcomp") and "to" in row.patterns and each.tag_ == "VB":
            return list(each.subtree), []
        if each.dep_ == "prep" and each.lower_ in row.patterns - {"to", "that"}:
            return [token for token in each.subtree if token.i > each.i], [each] if each.i == noun.i + 1 else []
    return [], []


def _begins(clause: Token, word: str) -> bool:
    first = next(iter(clause.subtree), None)
    subject = child(clause, "nsubj", "nsubjpass", "expl")
    return first is not None and first.lower_ == word and first.dep_ == "mark" and subject is not None
