"""Reads the phrase by which a claim points back: "the accusation", "that version", "it did not", "this was untrue"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.model import NON_ANSWERS
from kg.reading.actors.cast import Entity
from kg.reading.actors.gazetteer import country_of_demonym
from kg.reading.actors.mentions import Reader
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.keys import keys_of
from kg.reading.propositions.verdicts import is_flat_no, label_of, pointing_words, verdicts_in
from kg.reading.spans.clauses import child, children
from kg.reading.spans.nouns import TELLERS, noun_class
from kg.reading.spans.parse import Parse, offset

_NOUNS: Final = ("accusation", "saying", "figure", "link", "vague")
_SAYINGS: Final = ("saying", "accusation", "figure", "link", "pronoun")
_POINTING: Final = frozenset("that this these those such".split())
_ABOUT: Final = frozenset("about on of over regarding concerning to for with".split())
_ASKED: Final = frozenset(
    "question request inquiry enquiry query comment message call email knowledge information".split()
)
_CHECKING: Final = frozenset("verify confirm corroborate authenticate deny establish check".split())
_GENUINE: Final = frozenset("authenticity veracity accuracy truth content existence".split())
_SHELL: Final = frozenset("nsubj nsubjpass neg aux auxpass mark punct advmod".split())
_SHORT: Final = 12
"""Words of a clause that may be about "any such inspection" and hardly anything else."""


@dataclass(frozen=True)
class Pointer:
    """A phrase that stands for what somebody said before."""

    token: Token
    sort: str  # the noun's class, or pronoun, such, definite, document, ellipsis, fragment
    against: bool = False  # whether the content says that it is untrue
    owner: Entity | None = None  # whose claim it is, where the text says so
    topic: frozenset[str] = frozenset()
    article: str = ""  # "the", "that", "a", "any"; "" for a bare plural or after a possessive

    @property
    def at(self) -> int:
        """Where the phrase stands."""
        return offset(self.token)


def find_pointer(parse: Parse, claim: Claim, reader: Reader) -> Pointer | None:
    """The phrase by which the claim points back, or None where its content stands by itself."""
    stance = claim.judged.stance
    if not claim.tokens:
        return None
    if stance in NON_ANSWERS:
        return _asked(claim, reader) or (
            _nominal(claim, reader) if not claim.question else _whether_true(claim, reader)
        )
    if claim.question:
        return None
    if stance == "Denies":
        return _nominal(claim, reader) or _elliptical(claim) or _such(claim)
    if stance != "Affirms":
        return None
    if claim.judged.kind in ("call", "attitude"):
        return _called(parse, claim, reader)
    return _agreeing(claim, reader) or _judging(claim, reader) or _elliptical(claim) or _such(claim)


def _nominal(claim: Claim, reader: Reader) -> Pointer | None:
    """ "denied the accusation", "declined to comment on the report", "could not verify the video"."""
    head = _two_words(claim) or _told_of(claim.head)
    return pointer_of(head, claim, reader) if head is not None else None


def _whether_true(claim: Claim, reader: Reader) -> Pointer | None:
    """ "It was not clear whether that was true" leaves open what was just said."""
    verdict = next(verdicts_in(claim.tokens, None), None)
    return pointer_of(verdict.subject, claim, reader) if verdict is not None else None


def _asked(claim: Claim, reader: Reader) -> Pointer | None:
    """ "Asked about the allegations, she declined to comment": what the question was about."""
    verb = asked_verb(claim)
    link = next((each for each in children(verb, "prep") if each.lower_ in _ABOUT), None) if verb is not None else None
    about = child(link, "pobj") if link is not None else None
    return pointer_of(about, claim, reader) if about is not None else None


def asked_verb(claim: Claim) -> Token | None:
    """The "asked" of the claim's own sentence, by which somebody puts the question that is not answered."""
    sentence = claim.sentence
    asked = (each for each in sentence.subtree if each.lower_ in ("asked", "pressed", "questioned")) if sentence else ()
    return next((each for each in asked if each.tag_ == "VBN" and each not in claim.tokens), None)


def _called(parse: Parse, claim: Claim, reader: Reader) -> Pointer | None:
    """ "called the figure exaggerated", "described that as a lie": the words may stand in the cue or the content."""
    verb = next((token for token in parse.tokens(claim.found.cue) if token.pos_ == "VERB"), None)
    verdict = label_of(verb, claim.tokens) if verb is not None else None
    found = pointer_of(verdict.subject, claim, reader, against=verdict.against) if verdict is not None else None
    return found if found is not None and found.sort in _SAYINGS else None


def _two_words(claim: Claim) -> Token | None:
    """The noun of "rejects that account", which the parser may take for a verb."""
    words = [token for token in claim.tokens if not token.is_punct]
    known = len(words) == 2 and words[0].lower_ in _DETERMINERS and _sort_of(words[1])
    return words[1] if known else None


def _told_of(head: Token | None) -> Token | None:
    """What a non-answer is about: the object of "comment on", of "questions about", of "could not verify"."""
    for _ in range(4):
        if head is None:
            return None
        lemma = head.lemma_.lower()
        if lemma in pointing_words("comment") | _ASKED | _GENUINE:
            link = next((each for each in children(head, "prep") if each.lower_ in _ABOUT), None)
            head = child(link, "pobj") if link is not None else child(head, "dobj") if head.pos_ == "VERB" else None
        elif lemma in _CHECKING | {"have", "be"} and head.pos_ in ("VERB", "AUX"):
            head = child(head, "dobj", "attr") or child(head, "xcomp")
        else:
            return head
    return head


def _agreeing(claim: Claim, reader: Reader) -> Pointer | None:
    """ "confirmed the account", "echoed that version": affirms what another said."""
    words = claim.cue_text.lower().split()
    if claim.head is None or claim.head.pos_ != "NOUN" or "not" in words:
        return None
    if claim.head.head.lemma_.lower() not in pointing_words("agree"):
        return None
    found = pointer_of(claim.head, claim, reader)
    return found if found is not None and found.sort in _SAYINGS[:-1] else None


def _judging(claim: Claim, reader: Reader) -> Pointer | None:
    """ "said that was untrue", "called it right", "not so"."""
    if is_flat_no(" ".join(token.text for token in claim.tokens)):
        return Pointer(claim.tokens[0], "fragment", against=True)
    for verdict in verdicts_in(claim.tokens, claim.head):
        found = pointer_of(verdict.subject, claim, reader, against=verdict.against)
        if found is not None and found.sort != "vague":
            return found
    return None


def _elliptical(claim: Claim) -> Pointer | None:
    """ "says it did not", "denied having done so", "had done nothing of the kind"."""
    verb = claim.head
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    negated = any(each.dep_ == "neg" for each in verb.children)
    words = " ".join(token.lower_ for token in claim.tokens)
    denied = claim.judged.stance == "Denies"
    if verb.lemma_.lower() == "do" and any(each in words for each in ("nothing of the", "no such thing")):
        return Pointer(claim.tokens[0], "ellipsis", against=not denied)
    if verb.lemma_.lower() == "do" and words.split()[-1] in ("so", "that", "this", "it"):
        return Pointer(claim.tokens[0], "ellipsis", against=negated and not denied)
    bare = all(each.dep_ in _SHELL for each in verb.children) and verb.lemma_.lower() in ("be", "do", "have", "will")
    if bare and child(verb, "nsubj", "nsubjpass") is not None and len(claim.tokens) <= 6:
        return Pointer(claim.tokens[0], "ellipsis", against=negated and not denied)
    return None


def _such(claim: Claim) -> Pointer | None:
    """ "denied that any such inspection had taken place", "said there was no such plan"."""
    if len(claim.tokens) > _SHORT or claim.judged.stance not in ("Denies", "Affirms"):
        return None
    for token in claim.tokens:
        if token.lower_ == "such" and token.head.pos_ == "NOUN" and token.head.i > token.i:
            marks = {each.lower_ for each in token.head.children}
            if claim.judged.stance == "Denies" and marks & {"any", "a", "no"}:
                return Pointer(token.head, "such")
            if "no" in marks:
                return Pointer(token.head, "such", against=True)
    return None


def pointer_of(noun: Token, claim: Claim, reader: Reader, *, against: bool = False) -> Pointer | None:
    """The noun or pronoun as a pointer, if it is one."""
    noun = _stood_for(noun)
    if noun.lower_ in pointing_words("pronoun") and noun.dep_ not in ("det", "mark"):
        return Pointer(noun, "pronoun", against)
    article, owner, sort = _article(noun), _owner(noun, reader), _sort_of(noun)
    if not sort and noun_class(noun.text) in TELLERS and article in ("the", "that", "this", "these", "those"):
        sort = "document"
    if not sort and article in _POINTING:
        sort = "such"
    if not sort and article == "the" and claim.judged.kind == "question":
        return Pointer(noun, "definite")  # "other researchers doubt the date": what the sentence has just told of
    bare_plural = noun.tag_ == "NNS" and sort in ("saying", "accusation", "vague")
    if not sort or (not article and owner is None and not bare_plural and sort != "vague"):
        return None
    return Pointer(noun, sort, against, owner, _topic(noun, claim, reader), article)


def _sort_of(noun: Token) -> str:
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
    return "such" if "such" in words else next((word for word in words if word in _DETERMINERS), "")


_DETERMINERS: Final = frozenset("the that this these those a an any all both either neither no such".split())


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
