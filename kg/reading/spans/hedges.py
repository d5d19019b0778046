"""How sure a speaker sounds: hedges in the main clause of what is said."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.model import Certainty

_POSSIBLE: Final = frozenset("may might could possibly perhaps maybe potentially conceivably".split())
_PROBABLE: Final = frozenset(
    "likely probably apparently seemingly presumably reportedly expected appears believed evidently".split()
)
_SEEMING: Final = frozenset("appear seem believe think expect suspect".split())
_POSSIBLE_HEADS: Final = frozenset("possible conceivable".split())
_PROBABLE_HEADS: Final = frozenset("likely probable plausible".split())


def certainty_of(head: Token | None, default: Certainty | None) -> Certainty:
    """The certainty of a clause with this main word: Possible before Probable before what the cue lends."""
    if head is None:
        return default or "Certain"
    words = {
        each.lower_
        for each in [
            *head.children,
            *(inner for each in head.children if each.dep_ in ("acomp", "attr", "advmod") for inner in each.subtree),
        ]
    }
    negated = any(each.dep_ == "neg" for each in head.children)
    if words & _POSSIBLE_HEADS or (words & _POSSIBLE and not negated):
        return "Possible"
    if words & (_PROBABLE | _PROBABLE_HEADS) or (head.lemma_.lower() in _SEEMING and not negated):
        return "Probable" if default != "Possible" else "Possible"
    return default or "Certain"
