"""Of what a number is given: "put the toll at 14", "a fine of 3 million euros", "turnout was 71 percent"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.spans.clauses import child

_AMOUNTS: Final = frozenset(
    "be stand reach hit total number amount come rise climb grow increase jump fall drop decline remain run exceed "
    "top near pass surpass average equal approach soar surge slip sink plunge shrink".split()
)
"""Verbs whose subject is what the number measures."""
_GIVES: Final = frozenset(
    "put place set fix keep estimate calculate peg value price assess raise lower revise bring cut increase reduce "
    "report give list measure reckon lift push take".split()
)
"""Verbs whose object is what the number measures."""


def governor(number: Token) -> Token | None:
    """The noun whose size the number is, or None."""
    at = number
    while at.dep_ in ("nummod", "quantmod", "compound", "nmod") and at.head.dep_ in (
        "pobj",
        "dobj",
        "attr",
        "npadvmod",
    ):
        at = at.head
    if at.dep_ == "pobj" or (at.dep_ == "prep" and at.head.dep_ == "prep"):
        return _of_preposition(at.head)
    if at.dep_ in ("attr", "dobj", "npadvmod", "acomp", "advmod", "oprd") and at.head.lemma_.lower() in _AMOUNTS:
        return child(at.head, "nsubj", "nsubjpass")
    if at.dep_ in ("npadvmod", "prep") and at.head.pos_ == "ADP":
        return _of_preposition(at.head)
    return None


def _of_preposition(link: Token) -> Token | None:
    while link.head.dep_ == "prep":
        link = link.head  # "from nine to 14"
    owner = link.head
    if owner.pos_ in ("NOUN", "PROPN"):
        return owner
    lemma = owner.lemma_.lower()
    if lemma in _GIVES:
        return child(owner, "dobj", "nsubjpass") or child(owner, "nsubj")
    return child(owner, "nsubj", "nsubjpass") if lemma in _AMOUNTS else None
