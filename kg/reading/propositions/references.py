"""Finds the phrase by which a claim points back: "the accusation", "that version", "it did not", "this was untrue"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.model import NON_ANSWERS
from kg.reading.actors.mentions import Reader
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.pointers import DETERMINERS, Pointer, pointer_of, sort_of
from kg.reading.propositions.verdicts import is_flat_no, label_of, pointing_words, verdicts_in
from kg.reading.spans.clauses import child, children
from kg.reading.spans.parse import Parse

_SAYINGS: Final = ("saying", "accusation", "figure", "link", "pronoun")
_ABOUT: Final = frozenset("about on of over regarding concerning to for with".split())
_ASKED: Final = frozenset(
    "question request inquiry enquiry query comment message call email knowledge information".split()
)
_CHECKING: Final = frozenset("verify confirm corroborate authenticate deny establish check".split())
_GENUINE: Final = frozenset("authenticity veracity accuracy truth content existence".split())
_SHELL: Final = frozenset("nsubj nsubjpass neg aux auxpass mark punct advmod".split())
_SHELL_WORDS: Final = 6
"""Words of "that it had not" or "that they never did"."""
_SHORT: Final = 12
"""Words of a clause that may be about "any such inspection" and hardly anything else."""


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
        return _nominal(claim, reader) or _elliptical(claim) or _such(claim) or _blame(claim)
    if stance != "Affirms":
        return None
    if claim.judged.kind in ("call", "attitude"):
        return _called(parse, claim, reader)
    return _agreeing(claim, reader) or _judging(claim, reader) or _elliptical(claim) or _such(claim) or _blame(claim)


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


def _blame(claim: Claim) -> Pointer | None:
    """ "Denied that it was to blame", "rejected any suggestion that its equipment was at fault"."""
    verb = claim.head
    if verb is None or verb.lemma_.lower() != "be" or len(claim.tokens) > _SHORT:
        return None
    said = next((each for each in claim.tokens if each.lower_ in pointing_words("blamed") and each.i > verb.i), None)
    denied, negated = claim.judged.stance == "Denies", any(each.dep_ == "neg" for each in verb.children)
    if said is None or denied == negated:
        return None
    return Pointer(said, "vague", against=negated)


def _called(parse: Parse, claim: Claim, reader: Reader) -> Pointer | None:
    """ "called the figure exaggerated", "described that as a lie": the words may stand in the cue or the content."""
    verb = next((token for token in parse.tokens(claim.found.cue) if token.pos_ == "VERB"), None)
    verdict = label_of(verb, claim.tokens) if verb is not None else None
    found = pointer_of(verdict.subject, claim, reader, against=verdict.against) if verdict is not None else None
    return found if found is not None and found.sort in _SAYINGS else None


def _two_words(claim: Claim) -> Token | None:
    """The noun of "rejects that account", which the parser may take for a verb."""
    words = [token for token in claim.tokens if not token.is_punct]
    known = len(words) == 2 and words[0].lower_ in DETERMINERS and sort_of(words[1])
    return words[1] if known else None


def _told_of(head: Token | None) -> Token | None:
    """What a non-answer is about: the object of "comment on", of "questions about", of "could not verify"."""
    for _ in range(4):
        if head is None:
            return None
        lemma = head.lemma_.lower()
        if lemma in pointing_words("comment") | _ASKED | _GENUINE:
            link = next((each for each in children(head, "prep") if each.lower_ in _ABOUT), None)
            if link is None and head.pos_ != "VERB":
                return head
            head = child(link, "pobj") if link is not None else child(head, "dobj")
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
        if found is not None and found.sort != "vague" and (verdict.against or len(claim.tokens) <= _SHORT):
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
    taken_up = ("so", "that", "this", "it") if denied else ("so",)  # "we can't do this" takes up nothing
    if verb.lemma_.lower() == "do" and words.split()[-1] in taken_up:
        return Pointer(claim.tokens[0], "ellipsis", against=negated and not denied)
    bare = all(each.dep_ in _SHELL for each in verb.children) and verb.lemma_.lower() in ("be", "do", "have", "will")
    asserts = (negated or denied) and child(verb, "nsubjpass") is None  # "its work is not done" is no "it did not"
    if bare and asserts and child(verb, "nsubj") is not None and len(claim.tokens) <= _SHELL_WORDS:
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
                return Pointer(token.head, "such", article="such")
            if "no" in marks:
                return Pointer(token.head, "such", against=True, article="such")
    return None
