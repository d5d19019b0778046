"""Reads a noun or pronoun as a phrase that points back: its class, its owner, its topic, its article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.cast import Entity
from kg.reading.actors.gazetteer import country_of_demonym
from kg.reading.actors.mentions import Reader
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.keys import keys_of
from kg.reading.propositions.verdicts import pointing_words
from kg.reading.spans.clauses import child, children
from kg.reading.spans.nouns import TELLERS, noun_class
from kg.reading.spans.parse import offset

_NOUNS: Final = ("accusation", "saying", "figure", "link", "vague")
_POINTING: Final = frozenset("that this these those such".split())
_UNSAID: Final = ("Silent", "DeclinesComment", "NonCommittal")
_DEFINITE: Final = _POINTING | {"the"}
DETERMINERS: Final = frozenset("the that this these those a an any all both either neither no such".split())


@dataclass(frozen=True)
class Pointer:
    """A phrase that stands for what somebody said before."""

    token: Token
    sort: str  # the noun's class, or pronoun, such, definite, document, happening, ellipsis, fragment
    against: bool = False  # whether the content says that it is untrue
    owner: Entity | None = None  # whose claim it is, where the text says so
    topic: frozenset[str] = frozenset()
    article: str = ""  # "the", "that", "a", "any"; "" for a bare plural or after a possessive

    @property
    def at(self) -> int:
        """Where the phrase stands."""
        return offset(self.token)


def pointer_of(noun: Token, claim: Claim, reader: Reader, *, against: bool = False) -> Pointer | None:
    """The noun or pronoun as a pointer, if it is one."""
    told = _stood_for(noun)
    if (told != noun and not sort_of(told) and noun.lower_ == "which") or noun.lower_ == "something":
        return Pointer(noun, "pronoun", against, article="a")  # "…, which the firm disputes", "something it denies"
    noun = told
    if noun.lower_ in pointing_words("pronoun") and noun.dep_ not in ("det", "mark"):
        return Pointer(noun, "pronoun", against)
    article, owner = _article(noun), _owner(noun, reader)
    sort = sort_of(noun) or _sort_by_article(noun, article, claim)
    if not sort and article == "the" and claim.judged.kind == "question":
        return Pointer(noun, "definite")  # "other researchers doubt the date": what the sentence has just told of
    bare_plural = noun.tag_ == "NNS" and sort in ("saying", "accusation", "vague")
    if not sort or (not article and owner is None and not bare_plural and sort != "vague"):
        return None
    return Pointer(noun, sort, against, owner, _topic(noun, claim, reader), article)


def _sort_by_article(noun: Token, article: str, claim: Claim) -> str:
    """What a noun that points by its article alone is: "questions about the incident", "the footage", "that raid"."""
    if article not in _DEFINITE:
        return ""
    if claim.judged.stance in _UNSAID and noun.lemma_.lower() in pointing_words("happening"):
        return "happening"
    return "document" if noun_class(noun.text) in TELLERS else "such" if article in _POINTING else ""


def sort_of(noun: Token) -> str:
    """The class of a noun that can point back, or an empty string."""
    if noun.lower_ == "case" and noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ == "against":
        return "accusation"  # "called the case against him a fiction"
    return next((each for each in _NOUNS if noun.lemma_.lower() in pointing_words(each)), "")


def _stood_for(noun: Token) -> Token:
    """What a relative pronoun stands for: "a charge for which she had no proof and which he dismissed"."""
    clause = noun.head
    while noun.tag_ in ("WDT", "WP") and clause.dep_ in ("conj", "prep"):
        clause = clause.head
    return clause.head if noun.tag_ in ("WDT", "WP") and clause.dep_ == "relcl" else noun


def _article(noun: Token) -> str:
    """The determiner; "such" counts before "any", and "'s" or "its" as none."""
    before = [each for each in noun.children if each.i < noun.i and each.dep_ != "mark"]
    words = [each.lower_ for each in before if each.dep_ in ("det", "predet", "amod") or each.i == noun.i - 1]
    return "such" if "such" in words else next((word for word in words if word in DETERMINERS), "")


def _owner(noun: Token, reader: Reader) -> Entity | None:
    """Whose claim it is: "Moscow's claim", "the Kazakh version", "the allegation by the union"."""
    for each in noun.children:
        if each.dep_ == "poss" or (each.dep_ in ("amod", "compound") and country_of_demonym(each.text)):
            return reader.by_offset.get(offset(each))
    for link in children(noun, "prep"):
        giver = child(link, "pobj")
        if link.lower_ in ("by", "from") and giver is not None:
            return reader.by_offset.get(offset(giver))
    return None


def _topic(noun: Token, claim: Claim, reader: Reader) -> frozenset[str]:
    """What the phrase tells of its matter: "the knife allegation", "reports of a transfer"."""
    named = [each for each in noun.children if each.dep_ == "poss" or each.lower_ in ("by", "from")]
    owners = {each.i for link in named for each in link.subtree}
    words = [
        each
        for each in noun.subtree
        if each != noun
        and each in claim.tokens
        and each.i not in owners
        and each.pos_ in ("NOUN", "PROPN", "VERB", "NUM")
        and each.lower_ not in pointing_words("false")
    ]
    clause = next((each.i for each in words if each.dep_ in ("relcl", "appos", "acl", "advcl")), None)
    return keys_of([each for each in words if clause is None or each.i < clause], reader)
