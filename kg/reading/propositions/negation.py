"""Tells whether a claim says that something is not so, and what it says there is not."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.propositions.claims import Claim

_NOBODY: Final = frozenset("nobody nothing none nowhere neither noone".split())
_NOT: Final = frozenset("not n't n’t never".split())
_NO: Final = frozenset("no any".split())
_LIGHT: Final = frozenset("be have do make take get give go come say".split())
_SUBORDINATE: Final = frozenset({"relcl", "advcl", "acl", "csubj", "csubjpass", "pcomp"})


def is_negative(claim: Claim) -> bool:
    """Whether the speaker says that something is not so, by the stance or in the words.

    "Ruled out a fault" and "said there was no fault" are negative, "denied that there was no fault" is not.
    """
    words = any(token.lower_ in _NOT | _NOBODY | {"no"} and not _is_aside(token, claim) for token in claim.tokens)
    return words != (claim.judged.stance == "Denies")


def denied_words(claim: Claim) -> set[str]:
    """The lemmas of what there is not: the noun after "no", the verb after "not", else the main word."""
    for token in claim.tokens:
        word = token.lower_
        if word in _NO and token.head.pos_ in ("NOUN", "PROPN"):
            return {stem(token.head)} if token.head.lower_ != "one" else _verb_words(token.head.head)
        if (word in _NOBODY or word in _NOT) and not _is_aside(token, claim):
            return _verb_words(token.head)
    return _verb_words(claim.head) if claim.head is not None else set()


def stem(token: Token) -> str:
    """The word without its ending; a plural by its letters, since "taxes" is read as several of "taxis"."""
    word = token.lower_
    if token.tag_ not in ("NNS", "NNPS"):
        return token.lemma_.lower()
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word.removesuffix("s")


def is_future(claim: Claim) -> bool:
    """Whether something is only going to be so."""
    head = claim.head
    return head is not None and any(each.lower_ in ("will", "would", "shall", "’ll", "'ll") for each in head.children)


def _verb_words(head: Token) -> set[str]:
    """The verb, or its object where the verb says little ("has not made any payment")."""
    if head.lemma_.lower() in _LIGHT:
        told = [each for each in head.children if each.dep_ in ("dobj", "attr", "acomp")]
        return {stem(each) for each in told if each.lower_ not in _NOBODY}
    return {stem(head)}


def _is_aside(token: Token, claim: Claim) -> bool:
    """Whether the word stands in a clause that leads away from what is said."""
    inside = set(claim.tokens)
    above = [each for each in (token.head, *token.head.ancestors) if each in inside]
    main = next((n for n, each in enumerate(above) if each == claim.head), len(above))
    return any(each.dep_ in _SUBORDINATE for each in above[:main])
