"""What happens to the counted: verbs of which it is patient or agent, what it is, and if it is told as fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.senses import sense_of
from kg.reading.spans.clauses import child, children

PEOPLE: Final = frozenset("people person individual human soul victim".split())
NUMBER_NOUNS: Final = frozenset("number figure count total toll tally".split())
_MODALS: Final = frozenset("could may might would should can will shall 'd 'll".split())
_PHRASES: Final[dict[str, tuple[str, ...]]] = {"take": ("part", "streets"), "turn": ("out", "up"), "join": ()}


def deeds(noun: Token) -> Iterator[tuple[str, str]]:
    """The verbs of which the noun is patient or agent, participles beside it first."""
    for each in children(noun, "acl", "relcl"):
        passive = each.tag_ == "VBN" and child(each, "nsubj") is None
        yield each.lemma_.lower(), "patient" if passive else "agent"
    at = first_of_row(noun)
    role = {"nsubjpass": "patient", "dobj": "patient", "npadvmod": "patient", "nsubj": "agent"}.get(at.dep_, "")
    verb = at.head
    if not role or verb.pos_ not in ("VERB", "AUX"):
        return
    if (
        role == "agent"
        and verb.tag_ == "VBN"
        and not any(each.lower_ in ("have", "has", "had") for each in verb.children)
    ):
        role = "patient"  # "two were killed and 46 people injured": the second participle stands alone
    lemma = verb.lemma_.lower()
    if lemma == "lose" and role == "agent" and any(each.lemma_ == "life" for each in children(verb, "dobj")):
        yield "die", "agent"
    wanted = _PHRASES.get(lemma)
    if not wanted or any(each.lower_ in wanted for each in verb.subtree):
        yield lemma, role


def first_of_row(noun: Token) -> Token:
    """The first of "two cows and 14 people", which alone hangs on the verb."""
    for _ in range(4):
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in NUMBER_NOUNS:
            noun = noun.head.head  # "a total of 40 people were hurt"
        elif noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN", "NUM"):
            noun = noun.head
        else:
            break
    return noun


def states(noun: Token) -> Iterator[str]:
    """What the counted are: adjectives after the verb or the noun, and being on board."""
    at = first_of_row(noun)
    if at.head.tag_ == "VBG":
        yield at.head.lower_  # "were still missing"
    around = [*noun.rights, *(each for each in at.head.rights if at.head.pos_ in ("VERB", "AUX") and each != at)]
    for each in around:
        if each.dep_ in ("acomp", "oprd", "attr", "amod", "advmod", "ccomp", "xcomp", "advcl", "conj", "acl"):
            yield each.lemma_.lower()
            yield each.lower_
        board = child(each, "pobj") if each.dep_ == "prep" else None
        if (board is not None and each.lower_ == "on" and board.lower_ == "board") or each.lower_ == "aboard":
            yield "aboard"


def is_free(noun: Token) -> bool:
    """Whether it is told as having happened: not negated, not only possible."""
    verb = first_of_row(noun).head
    return not any(each.dep_ == "neg" or each.lower_ in _MODALS for each in verb.children) or verb.pos_ not in (
        "VERB",
        "AUX",
    )


def plain_label(noun: Token) -> str:
    """The noun with the word before it and what happens to it: "crew member injure", "home damage destroy"."""
    words = [
        each.lemma_.lower()
        for each in noun.lefts
        if each.dep_ in ("compound", "amod") and each.pos_ in ("NOUN", "ADJ", "PROPN")
    ]
    verb = _verb_above(noun)
    if verb is not None and verb.lemma_.lower() in ("be", "have"):
        aboard = ["aboard"] if "aboard" in states(noun) else []
        deeds = aboard or [each.lemma_.lower() for each in _beside_be(verb) if each != noun][:1]
    else:
        verbs = [verb, *_joined(verb)] if verb is not None else []
        deeds = sorted({sense_of(each) or each.lemma_.lower() for each in verbs})
    if not deeds and noun.lemma_.lower() in PEOPLE:
        return ""
    return " ".join([*words[-1:], noun.lemma_.lower(), *deeds]).strip()


def _beside_be(verb: Token) -> Iterator[Token]:
    """What somebody is, or where: "46 people had been on the shift"."""
    for each in verb.rights:
        place = child(each, "pobj") if each.dep_ == "prep" else None
        if each.dep_ in ("acomp", "attr"):
            yield each
        elif place is not None:
            yield place


def _joined(verb: Token) -> list[Token]:
    """The second verb of "destroyed or damaged", not that of another clause."""
    return [each for each in children(verb, "conj") if child(each, "nsubj", "nsubjpass", "dobj") is None]


def _verb_above(token: Token) -> Token | None:
    at = token
    for _ in range(4):
        if at.pos_ in ("VERB", "AUX"):
            return at
        at = at.head
    return at if at.pos_ in ("VERB", "AUX") else None
