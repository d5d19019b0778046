"""Claims that point back to another one: denials and non-answers about "it", "the accusation", "involvement"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.model import NON_ANSWERS
from kg.reading.actors.mentions import Reader
from kg.reading.propositions.antecedents import Sentences, are_one_side, choose, is_light
from kg.reading.propositions.asked import asked_in
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.gist import words_in
from kg.reading.propositions.keys import keys_of
from kg.reading.propositions.pointers import Pointer
from kg.reading.propositions.references import asked_verb, find_pointer
from kg.reading.propositions.vetoes import are_polled, doubts
from kg.reading.spans.clauses import child, introduces_question
from kg.reading.spans.parse import Parse

_CLAUSE: Final = 4
"""Words that a clause said by both sides has at the least."""
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
    if pointer is None or not doubts(claim) or _is_put(claim):
        return
    meant = choose(pointer, claim, around, sentences) or _still_meant(pointer, claim, around)
    rates = claim.judged.kind in ("call", "attitude")
    calls = pointer.against and rates
    if calls:  # "called the figure exaggerated" denies the figure
        claim.judged = replace(claim.judged, stance="Denies")
    if meant is not None and (are_polled(claim.by, meant.by) or (rates and meant.by is claim.by)):
        return  # "blasted the plan, calling it absurd" takes nothing back
    contrary = meant is not None and pointer.against and not calls and meant.judged.stance == "Affirms"
    if meant is not None and contrary:
        claim.link("negates", meant.proposition)
    elif meant is not None:
        claim.proposition = meant.proposition


def _is_put(claim: Claim) -> bool:
    """“That is a bribe, isn’t it?” puts a question; it is no doubt about what was told before."""
    quoted = bool(claim.tokens) and (claim.tokens[0].is_quote or claim.tokens[0].text.startswith(("“", '"')))
    return quoted and claim.judged.stance == "Questions" and any("?" in token.text for token in claim.tokens)


def _still_meant(pointer: Pointer, claim: Claim, around: list[Claim]) -> Claim | None:
    """What the same speaker spoke of just before: "Varro rejected the report. “There is nothing in it,” it said." """
    before = next((each for each in reversed(around) if each is not claim and each.place.end <= pointer.at), None)
    if before is None or before.by is not claim.by or not is_light(pointer):
        return None
    spoken_of = (before.proposition, *before.links.get("negates", ()))
    others = [each for each in around if each.judged.stance == "Affirms" and not are_one_side(each, claim)]
    return next((each for each in others if each.proposition in spoken_of), None)


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
    if claim.judged.stance not in ("Denies", "Questions") or _is_put(claim):
        return False
    words = set(claim.tokens)
    for other in around:
        if other is claim or other.judged.stance != "Affirms" or are_one_side(other, claim):
            continue
        if len(words) >= _CLAUSE and words <= set(other.tokens) and other.tokens[0] in words:
            claim.proposition = other.proposition
            return True
    return False
