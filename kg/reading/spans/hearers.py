"""Courts and other bodies before which people testify: they are told things, and pass them on."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.spans.clauses import child, children

_HEARERS: Final = frozenset("court jury inquest tribunal inquiry enquiry hearing martial panel committee trial".split())
_ASKING: Final = frozenset("reporter journalist police officer detective investigator lawmaker judge mp".split())


def hears(noun: Token) -> bool:
    """Whether the noun means such a body."""
    return noun.lemma_.lower() in _HEARERS


def is_told(clause: Token) -> bool:
    """Whether it is told to the listener, not about: "reminded pupils that it was", "told the jury he had slept"."""
    first, who = next(iter(clause.subtree)), child(clause, "nsubj", "nsubjpass", "expl")
    if first.lower_ == "that":
        return who not in (None, first)
    listener = clause.head
    before = hears(listener) or listener.lemma_.lower() in _ASKING
    return who is not None and first in who.subtree and first.i == listener.i + 1 and before


def told_at(link: Token) -> list[Token]:
    """The clause of "said at a press briefing that the water was safe", which may hang on the briefing."""
    place = child(link, "pobj")
    clauses = children(place, "relcl", "acl") if place is not None else []
    return [each for each in clauses if (mark := child(each, "mark")) is not None and mark.lower_ == "that"]
