"""Claims that point back to another one: denials and non-answers about "it", "the accusation", "involvement"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.model import NON_ANSWERS
from kg.reading.actors.mentions import Reader
from kg.reading.propositions.antecedents import Sentences, are_one_side, choose
from kg.reading.propositions.asked import asked_in
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.gist import words_in
from kg.reading.propositions.keys import keys_of
from kg.reading.propositions.references import asked_verb, find_pointer
from kg.reading.spans.clauses import child, introduces_question
from kg.reading.spans.parse import Parse

_REACH: Final = 200
"""How many claims back a phrase may point; longer than any article, so that a text of megabytes still ends."""


def point_back(parse: Parse, claims: list[Claim], reader: Reader) -> None:
    """Gives each claim that points back the proposition it points to; where it is not clear which, its own stays."""
    sentences = Sentences.of(parse)
    for number, claim in enumerate(claims):
        around = claims[max(0, number - _REACH) : number + 3]
        _take_question(claim, reader)
        if not _take_nested(claim, around):
            _take_meant(parse, claim, around, reader, sentences)


def _take_meant(parse: Parse, claim: Claim, around: list[Claim], reader: Reader, sentences: Sentences) -> None:
    pointer = find_pointer(parse, claim, reader)
    if pointer is None:
        return
    meant = choose(pointer, claim, around, sentences)
    calls = pointer.against and claim.judged.kind in ("call", "attitude")
    if calls:  # "called the figure exaggerated" denies the figure
        claim.judged = replace(claim.judged, stance="Denies")
    if meant is not None and pointer.against and not calls:
        claim.link("negates", meant.proposition)
    elif meant is not None:
        claim.proposition = meant.proposition


def _take_question(claim: Claim, reader: Reader) -> None:
    """ "Asked whether the mine was safe, she said nothing": the question is what the answer withholds."""
    verb = asked_verb(claim) if claim.judged.stance in NON_ANSWERS and not claim.question else None
    clause = child(verb, "ccomp") if verb is not None else None
    if clause is not None and clause not in claim.tokens and introduces_question(clause):
        words = list(clause.subtree)
        claim.question, claim.asked = words[0].lower_, keys_of(words, reader)
        claim.asked_verb = keys_of([clause], reader) if clause.pos_ == "VERB" else frozenset()
        claim.asked_for = asked_in(words, clause, words_in(words, reader, claim.by))


def _take_nested(claim: Claim, around: list[Claim]) -> bool:
    """ "Union rejects operator's claim that the driver was speeding": both sides say the same clause."""
    if claim.judged.stance not in ("Denies", "Questions"):
        return False
    words = set(claim.tokens)
    for other in around:
        same = other is not claim and other.judged.stance == "Affirms" and set(other.tokens) == words
        if same and not are_one_side(other, claim):
            claim.proposition = other.proposition
            return True
    return False
