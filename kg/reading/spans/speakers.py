"""Finds the words that name who speaks: a verb's subject, or what a relative pronoun in its place stands for."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.spans.clauses import child, own_subject, phrase, subject
from kg.reading.spans.cues import cue_of
from kg.reading.spans.further import outer_saying
from kg.reading.spans.hearers import hears
from kg.reading.spans.nouns import TELLERS, noun_class

RELATIVES: Final = frozenset({"who", "which", "that"})
_NAMES: Final = frozenset({"NOUN", "PROPN", "PRON"})


def speaker(verb: Token) -> Token | None:
    """The verb's subject; in "quoted the farmer as saying" the farmer."""
    quoting = verb.head.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and quoting.lemma_ in ("quote", "cite"):
        return child(quoting, "dobj", "nsubjpass")
    outer = outer_saying(verb)
    if outer is not None:
        return subject(outer)
    return None if _is_asked(verb) else _passive_teller(verb) or _told_of(verb) or subject(verb)


def _passive_teller(verb: Token) -> Token | None:
    """ "An inquest was told that …" passes on what somebody unnamed has said; "the letter is dated 3 June" tells it."""
    who = child(verb, "nsubjpass") if child(verb, "agent") is None else None
    row = cue_of(verb, "verb") if who is not None else None
    if who is None or row is None:
        return None
    stamped = "stamped" in row.patterns and noun_class(who.text) in TELLERS
    return who if stamped or (row.lemma == "tell" and hears(who)) else None


def _told_of(verb: Token) -> Token | None:
    """ "Workers laid off in May | say they …", where the parser takes "laid" for the sentence's verb."""
    if verb.dep_ != "dep" or verb.head.dep_ != "ROOT" or verb.head.tag_ != "VBD" or verb.head.i > verb.i:
        return None
    joined = any(each.text == "," or each.dep_ == "cc" for each in verb.doc[verb.head.i : verb.i])
    return None if joined or child(verb, "ccomp") is None else child(verb.head, "nsubj")


def source_words(verb: Token, *, whole: bool = True) -> list[Token]:
    """The words of the source; with ``whole`` a relative pronoun gives way to the noun before its clause."""
    who = speaker(verb)
    if who is None:
        return []
    stray = _before_clause(verb) if whole else []
    if whole and who == _told_of(verb):
        stray = list(verb.doc[who.left_edge.i : verb.i])
    if stray:
        return stray
    if whole and is_relative(who):
        return antecedent_words(who)
    # "Workers say they were never paid, an allegation …": the parser may hang the end of a sentence on its subject.
    words = [token for token in phrase(who) if token.i < verb.i or who.i > verb.i]
    return [*words, *_named_beside(who)] if whole else words


def _before_clause(verb: Token) -> list[Token]:
    """The noun before a clause into which the parser drew the verb: "The owner of a mine that caved in | denied …"."""
    if verb.dep_ in ("relcl", "acl", "ROOT") or not _is_finite(verb) or own_subject(verb) is not None:
        return []
    root = next((each for each in verb.ancestors if each.dep_ == "ROOT"), verb)
    if root.pos_ not in _NAMES or root.i > verb.i or child(verb, "mark") is not None:
        return []
    own = set(verb.subtree)
    return [token for token in verb.doc[root.left_edge.i : verb.i] if token not in own]


def _is_finite(verb: Token) -> bool:
    """Whether the verb can be a sentence's main one; "denied that" may be tagged as a participle."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "VBN" and child(verb, "ccomp") is not None)


def _named_beside(who: Token) -> list[Token]:
    """The name in "the state news agency TASS reported", where the parser sees two subjects."""
    beside = next((each for each in who.head.children if each.dep_ == who.dep_ and each.i == who.i + 1), None)
    return list(beside.subtree) if beside is not None and beside.pos_ == "PROPN" else []


def is_relative(token: Token) -> bool:
    """Whether the token is a pronoun that opens a relative clause: "the operator, who denied …"."""
    if token.lower_ not in RELATIVES or token.dep_ not in ("nsubj", "nsubjpass", "dobj") or not token.i:
        return False
    clause = token.head
    while clause.dep_ in ("conj", "xcomp"):
        clause = clause.head
    return clause.dep_ in ("relcl", "acl") or (token.lower_ == "which" and token.nbor(-1).text == ",")


def antecedent_words(pronoun: Token) -> list[Token]:
    """The noun phrase before the relative clause, whole: "Gerda Holm, the finance minister, | who said"."""
    noun = _antecedent(pronoun)
    return [token for token in noun.subtree if token.i < pronoun.i] if noun is not None else [pronoun]


def _antecedent(pronoun: Token) -> Token | None:
    clause = pronoun.head
    while clause.dep_ in ("conj", "xcomp"):
        clause = clause.head
    noun = clause.head if clause.dep_ in ("relcl", "acl") else pronoun.nbor(-2) if pronoun.i > 1 else None
    if noun is None or noun.pos_ not in _NAMES or noun.i > pronoun.i:
        return None
    while (above := _above(noun, person=pronoun.lower_ == "who")) is not None:
        noun = above
    return noun


def _above(noun: Token, *, person: bool) -> Token | None:
    """The noun that this one only explains: "the head of the agency, who said" is about the head."""
    if noun.dep_ == "appos" and noun.head.pos_ in _NAMES:
        return noun.head
    link = noun.head
    if person and noun.dep_ == "pobj" and link.dep_ == "prep" and link.head.pos_ in _NAMES:
        is_person = noun_class(noun.text) in ("Person", "Collective")
        return link.head if noun_class(link.head.text) in ("Person", "Collective") and not is_person else None
    return None


def _is_asked(verb: Token) -> bool:
    """ "Asked whether he would resign, he laughed": who asked is not said."""
    if verb.lemma_ not in ("ask", "press", "question", "quiz") or verb.tag_ not in ("VBN", "VBD"):
        return False
    opens = verb.i == verb.sent.start and own_subject(verb) is None
    return opens or (verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "amod"))
