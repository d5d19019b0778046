"""Says whether a verb within what is told is a further saying of who tells: "…, adding that …", "… but denied it"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.spans.clauses import child, own_subject, subject
from kg.reading.spans.cues import Cue, cue_of
from kg.reading.spans.nouns import noun_class

_LATER: Final = frozenset({"later", "then", "subsequently", "now", "afterwards", "eventually", "since"})
_ADDING: Final = frozenset(
    "add insist stress emphasize emphasise reiterate note argue brush dismiss reject call describe point warn caution "
    "underline reaffirm repeat dispute contest".split()
)
"""Verbs whose participle after a comma goes on with what the main verb's subject says."""
_SAME: Final = frozenset({"he", "she", "it", "they", "we"})
"""Pronouns that mean the speaker more often than not: "said he would resign, telling reporters …"."""
_AMBIGUOUS: Final = frozenset({"show", "think", "cite"})
_PEOPLE: Final = frozenset({"Person", "Collective"})


def outer_saying(verb: Token) -> Token | None:
    """The verb whose subject says this too, or None where the clause's own subject does."""
    clause = verb.head
    row = cue_of(verb, "verb") if verb.dep_ in ("conj", "advcl", "acl", "xcomp") else None
    if row is None or own_subject(verb) is not None or clause.dep_ != "ccomp" or verb.i < clause.i:
        return None
    outer = clause.head
    if cue_of(outer, "verb") is None:
        return None
    goes_on = _joined(verb, row) if verb.dep_ == "conj" else _appended(verb, row)
    return outer if goes_on else None


def _joined(verb: Token, row: Cue) -> bool:
    """ "said the radar had failed but later denied it", "said the plant was shut and urged people to stay in"."""
    clause = verb.head
    finite = verb.tag_ in ("VBD", "VBZ")
    if any(each.lower_ in _LATER for each in verb.children) or (finite and clause.tag_ == "VB"):
        return True
    if any(each.lower_ == "but" for each in clause.children) and child(verb, "ccomp") is not None:
        return True
    return finite and row.kind not in _AMBIGUOUS and not speaks(own_subject(clause))


def _appended(verb: Token, row: Cue) -> bool:
    """ "said the bridge was safe, adding that …"; "said the clerk had left, denying …" may be the clerk's denial."""
    if verb.tag_ != "VBG" or not _after_comma(verb) or child(verb, "mark") is not None or row.kind in _AMBIGUOUS:
        return False
    who = own_subject(verb.head)
    return row.lemma in _ADDING or not speaks(who) or (who is not None and who.lower_ in _SAME)


def silent_one(verb: Token) -> Token | None:
    """Who tells nothing more in "said two drones were downed, but gave no details": the drones do not."""
    clause = verb.head
    if verb.dep_ != "conj" or own_subject(verb) is not None or clause.dep_ != "ccomp" or speaks(own_subject(clause)):
        return None
    return subject(clause.head) if cue_of(clause.head, "verb") is not None else None


def is_contrasted(verb: Token) -> bool:
    """Whether the clause sets another's saying against it: "…, while a hospital put the toll at nine"."""
    mark = child(verb, "mark")
    contrast = mark is not None and mark.lower_ in ("while", "whereas", "though", "although") and verb.dep_ == "advcl"
    return contrast and cue_of(verb, "verb") is not None and speaks(own_subject(verb))


def _after_comma(verb: Token) -> bool:
    at = verb.left_edge.i
    return at > 0 and verb.doc[at - 1].text in (",", "–", "—")


def speaks(noun: Token | None) -> bool:
    """Whether the noun means somebody or a body that can say things; of words of no known class names alone do."""
    if noun is None:
        return False
    kind = noun_class(noun.text)
    return noun.pos_ in ("PRON", "PROPN") or kind in _PEOPLE or kind.endswith("Organization")
