"""Links claims that send one figure up and down: "inspections had increased", "inspections fell by 12 percent"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.actors.mentions import Reader
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.keys import keys_of
from kg.reading.propositions.matters import past_words
from kg.reading.propositions.times import same_time
from kg.reading.propositions.vetoes import tell_of_others
from kg.reading.spans.clauses import child, negation

_UP: Final = frozenset(
    "rise increase grow climb jump soar surge swell double triple treble quadruple rocket mount multiply".split()
)
_DOWN: Final = frozenset(
    "fall drop decline decrease shrink slump plunge dip plummet halve dwindle sink tumble slide diminish".split()
)
_DONE: Final = frozenset("reduce cut lower slash halve".split())
"""What is done to a figure: "spending was cut"."""
_REACH: Final = 30
_PARAGRAPHS: Final = 6
_MODALS: Final = frozenset("could may might would should will shall can must".split())


def link_trends(claims: list[Claim], reader: Reader) -> None:
    """Each claim that a figure fell negates that it rose, by another speaker, of the same time; neither foretold."""
    known = [(claim, found) for claim in claims if (found := _trend(claim, reader)) is not None]
    for number, (claim, (what, way)) in enumerate(known):
        for other, (its, other_way) in known[max(0, number - _REACH) : number]:
            near = claim.paragraph - other.paragraph <= _PARAGRAPHS and claim.by is not other.by
            same = what == its and _of_one_time(claim, other) and not tell_of_others(claim, other)
            if near and same and way != other_way:
                claim.link("negates", other.proposition)


def _of_one_time(claim: Claim, other: Claim) -> bool:
    return same_time(claim.gist.times, other.gist.times) and past_words(claim) == past_words(other)


def _trend(claim: Claim, reader: Reader) -> tuple[frozenset[str], int] | None:
    """What rose or fell, by its words, and which way; None where nothing did, or it is only expected."""
    verb = claim.head
    if claim.judged.stance != "Affirms" or verb is None or verb.pos_ != "VERB" or negation(verb) is not None:
        return None
    way = _way(verb)
    subject = child(verb, "nsubj", "nsubjpass")
    if not way or subject is None or (subject.pos_ not in ("NOUN", "PROPN") and subject.tag_ != "VBG"):
        return None
    what = keys_of(subject.subtree, reader)
    return (what, way) if what else None


def _way(verb: Token) -> int:
    if any(each.lower_ in _MODALS for each in verb.children):
        return 0
    lemma = verb.lemma_.lower()
    particle = next((each.lower_ for each in verb.children if each.dep_ in ("prt", "advmod")), "")
    if lemma in ("go", "come") and particle in ("up", "down"):
        return 1 if particle == "up" else -1
    if child(verb, "nsubjpass") is not None:
        return -1 if lemma in _DONE else 0
    return 0 if child(verb, "dobj") is not None and lemma != "double" else (lemma in _UP) - (lemma in _DOWN)
