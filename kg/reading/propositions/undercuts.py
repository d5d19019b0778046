"""Finds what one speaker says of another's evidence: "the fund had produced no proof for its claims"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.actors.cast import Entity
from kg.reading.actors.mentions import Reader
from kg.reading.propositions.antecedents import Sentences, are_one_side, choose
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.pointers import pointer_of
from kg.reading.spans.clauses import child, children
from kg.reading.spans.parse import Parse, offset
from kg.reading.spans.wordlists import phrases

_REACH: Final = 40
"""How many claims back the one that lacks evidence may stand."""
_PARAGRAPHS: Final = 2
_FOR: Final = frozenset({"for", "of", "behind", "about"})
_BACKING: Final = frozenset({"support", "back", "substantiate", "prove", "underpin", "corroborate"})
_CLAIMING: Final = ("accuse", "claim")


def find_undercuts(parse: Parse, claims: list[Claim], reader: Reader) -> None:
    """Links each claim that another gave no evidence to what that other claims; where it is not clear which, none."""
    sentences = Sentences.of(parse)
    for number, claim in enumerate(claims):
        if claim.judged.stance != "Affirms" or not any(each.search(_words(claim)) for each, _ in phrases("undercut")):
            continue
        before = claims[max(0, number - _REACH) : number]
        meant = _told_of(claim, before, reader, sentences) or _by_subject(claim, before, reader)
        if meant is not None:
            claim.subject = meant.by
            claim.link("no_evidence_for", meant.proposition)


def _words(claim: Claim) -> str:
    return " ".join(token.text for token in claim.tokens)


def _told_of(claim: Claim, before: list[Claim], reader: Reader, sentences: Sentences) -> Claim | None:
    """The claim that "no evidence for the allegation" names."""
    for token in claim.tokens:
        links = token.lower_ in _FOR and token.dep_ == "prep"
        target = child(token, "pobj") if links else child(token, "dobj") if token.lemma_.lower() in _BACKING else None
        pointer = pointer_of(target, claim, reader) if target is not None else None
        if pointer is not None and pointer.sort in ("accusation", "saying", "figure", "pronoun"):
            return choose(pointer, claim, before, sentences)
    return None


def _by_subject(claim: Claim, before: list[Claim], reader: Reader) -> Claim | None:
    """What the one who "produced no evidence" claimed last, accusations first."""
    who = _who(claim, reader)
    if who is None:
        return None
    said = [each for each in before if each.judged.stance == "Affirms" and who.id in (each.by.id, each.by.part_of)]
    near = [each for each in said if claim.paragraph - each.paragraph <= _PARAGRAPHS and not are_one_side(each, claim)]
    accusing = [each for each in near if each.judged.kind in _CLAIMING]
    return next(reversed(accusing or near), None)


def _who(claim: Claim, reader: Reader) -> Entity | None:
    """Who is said to have given none: the subject, or whose claim it is that lacks it."""
    verb: Token | None = claim.head
    subject = child(verb, "nsubj") if verb is not None else None
    found = reader.by_offset.get(offset(subject)) if subject is not None else None
    if found is not None:
        return found
    owned = [each for token in claim.tokens for each in children(token, "poss")]
    return next((entity for each in owned if (entity := reader.by_offset.get(offset(each))) is not None), None)
