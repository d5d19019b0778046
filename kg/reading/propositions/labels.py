"""What a number counts, by a name that two speakers share: "killed 14", "14 dead" and "a toll of 14"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.reading.propositions.counted import Kind, kind_of_noun, kind_of_verb
from kg.reading.propositions.happenings import NUMBER_NOUNS, PEOPLE, deeds, is_free, plain_label, states
from kg.reading.propositions.numerals import Numeral
from kg.reading.propositions.standing import governor
from kg.reading.spans.clauses import child, children

_SPELLS: Final = frozenset("percent percentage cent % point year month week day hour minute second time decade".split())
"""Shares and spells of time: "leads by 43 percent to 38" in two polls is no clash."""
_CLASSES: Final[dict[str, frozenset[str]]] = {
    "life": frozenset({"lives"}),
    "body": frozenset({"body"}),
    "corpse": frozenset({"body"}),
    "job": frozenset({"job"}),
    "post": frozenset({"job"}),
    "position": frozenset({"job"}),
}
_FREE: Final = frozenset({"people", "crowd", "lives", "body"})
"""What is not foretold: "could kill 100" is no toll, but "400 jobs would go" is a figure."""
_MORE: Final = frozenset("other another additional further extra more fewer".split())


POINTING: Final = "it"
"""What is counted where the words only point to it: "the union put it at nine"."""
_FIGURES: Final = frozenset("figure number total estimate sum amount bill".split())


@dataclass(frozen=True)
class Amount:
    """A number and its first and last word."""

    numeral: Numeral
    first: Token
    last: Token


def label_of(amount: Amount) -> tuple[str, bool]:
    """What is counted ("" if that is not clear), and whether the number is only the least there can be."""
    noun = counted_noun(amount)
    if _is_share_of_group(amount) or (noun is not None and _adds(amount, noun)):
        return "", False
    kind = _kind(amount, noun)
    if kind is None and noun is None and _points(governor(amount.last)):
        return POINTING, False
    if kind is not None:
        return ("people killed", True) if kind.of == "body" else (kind.counts, False)
    if amount.numeral.unit:
        return (_of_money(amount), False)
    if noun is None or noun.lemma_.lower() in _SPELLS or noun.pos_ not in ("NOUN", "PROPN"):
        return "", False
    return (plain_label(noun), False) if amount.first.lower_ != "one" and is_free(noun) else ("", False)


def _points(named: Token | None) -> bool:
    """Whether the thing measured is "it", "them" or "the figure", told of before."""
    if named is None:
        return False
    bare = named.lemma_.lower() in _FIGURES and child(named, "prep", "relcl", "acl") is None
    return named.lower_ in ("it", "them", "this", "that") or (
        bare and any(each.lower_ in ("the", "that", "this") for each in named.children)
    )


def counted_noun(amount: Amount) -> Token | None:
    """The noun that the number stands before: "four Ukrainian drones", "a €3m fine", "14 of the drones"."""
    at = amount.last
    for _ in range(3):
        if at.dep_ not in ("nummod", "quantmod", "compound", "nmod", "amod") or at.head.i <= amount.last.i:
            break
        at = at.head
        if at.pos_ in ("NOUN", "PROPN") or _names_kind(at):
            between = at.doc[amount.last.i + 1 : at.i]
            broken = any((each.is_punct and each.text != "-") or each.dep_ == "cc" for each in between)
            return None if broken else at
    link = next((each for each in children(amount.last, "prep") if each.lower_ == "of"), None)
    return child(link, "pobj") if link is not None else None


def _names_kind(token: Token) -> bool:
    return token.pos_ == "ADJ" and kind_of_noun(token.lemma_.lower(), frozenset({"people", "crowd"})) is not None


def _is_share_of_group(amount: Amount) -> bool:
    """ "Seven of them", "of whom nine": a part of what was counted before."""
    of = [child(link, "pobj") for link in children(amount.last, "prep") if link.lower_ == "of"]
    if any(each is not None and (each.pos_ in ("PRON", "DET") or child(each, "nummod") is not None) for each in of):
        return True  # "seven of them", "nine of the 14 dead"
    before = amount.first.doc[max(0, amount.first.i - 3) : amount.first.i].text.lower().split()
    return before[-2:] in (["of", "whom"], ["of", "which"], ["of", "them"], ["of", "those"], ["of", "these"])


def _adds(amount: Amount, noun: Token) -> bool:
    """ "Another 14", "14 others", "three more people": on top of a number told elsewhere."""
    before = amount.first.nbor(-1).lower_ if amount.first.i else ""
    words = {each.lower_ for each in noun.doc[amount.last.i + 1 : noun.i + 1]}
    return before in _MORE or bool(words & _MORE) or noun.lemma_.lower() == "other"


def _kind(amount: Amount, noun: Token | None) -> Kind | None:
    """The table's row for the number, by what it counts, what that is called, or what happens to it."""
    unit = amount.numeral.unit
    if unit:
        return _kind_of_unit(amount, noun, frozenset({"percent" if unit.startswith("percent") else "money"}))
    if noun is None:
        named = governor(amount.last)
        kind = _named(named, frozenset({"people", "crowd"})) if named is not None else None
        return kind or _kind_of_deed(amount.last, frozenset({"people"}))
    lemma = noun.lemma_.lower()
    named_kind = kind_of_noun(lemma, frozenset({"people", "crowd", "job"}))
    if named_kind is not None and named_kind.of != "crowd":
        return named_kind
    of = frozenset({"people", "crowd"}) if lemma in PEOPLE else _CLASSES.get(lemma, frozenset())
    return (_kind_of_deed(noun, of) if of else None) or (
        named_kind if named_kind is not None and is_free(noun) else None
    )


def _kind_of_unit(amount: Amount, noun: Token | None, of: frozenset[str]) -> Kind | None:
    named = noun if noun is not None and kind_of_noun(noun.lemma_.lower(), of) else governor(amount.last)
    kind = _named(named, of) if named is not None else None
    if kind is None and of == {"percent"}:
        voters = noun is not None and noun.lemma_.lower() in ("voter", "electorate", "elector")
        return (
            kind_of_noun("turnout", of)
            if voters and any(v in ("vote", "cast", "turn") for v, _ in deeds(amount.last))
            else None
        )
    return kind or _kind_of_deed(amount.last, of)


def _of_money(amount: Amount) -> str:
    """ "Puts the exposure at €1.4bn": a sum of money by the particular thing that it measures."""
    named = governor(amount.last) if not amount.numeral.unit.startswith("percent") else None
    if named is None or named.pos_ != "NOUN" or named.i > amount.first.i or amount.last.head.head == named:
        return ""
    definite = any(each.lower_ in ("the", "its", "this", "that") or each.dep_ == "poss" for each in named.lefts)
    return named.lemma_.lower() if definite and named.lemma_.lower() not in NUMBER_NOUNS else ""


def kind_called(noun: Token) -> Kind | None:
    """The row of people that a noun names: "the number of people killed", "the toll"."""
    return _named(noun, frozenset({"people", "crowd"}))


def _named(noun: Token, of: frozenset[str]) -> Kind | None:
    """The row of a noun, or for "the number of people killed" of what stands after "of"."""
    lemma = noun.lemma_.lower()
    kind = kind_of_noun(lemma, of)
    link = next((each for each in children(noun, "prep") if each.lower_ == "of"), None)
    inner = child(link, "pobj") if link is not None else None
    if kind is not None or lemma not in NUMBER_NOUNS or inner is None:
        return kind
    kind = kind_of_noun(inner.lemma_.lower(), of) or kind_of_noun(inner.lower_, of)
    return kind or (_kind_of_deed(inner, of) if inner.lemma_.lower() in PEOPLE else None)


def _kind_of_deed(noun: Token, of: frozenset[str]) -> Kind | None:
    """The row of what is done to or by the counted, or of what they are ("left 12 people dead", "on board")."""
    for verb, role in deeds(noun):
        kind = kind_of_verb(verb, role, of)
        if kind is not None and (kind.of not in _FREE or is_free(noun)):
            return kind
    return next((kind for word in states(noun) if (kind := kind_of_noun(word, of)) and is_free(noun)), None)
