"""Finds ways of not answering: no comment, no mention, neither confirmed nor denied, could not be reached."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from spacy.tokens import Doc, Token

from kg.model import Stance
from kg.reading.spans.clauses import child, children, negation, phrase, subject
from kg.reading.spans.cues import Cue
from kg.reading.spans.drafts import Draft
from kg.reading.spans.further import silent_one
from kg.reading.spans.nouns import MUTE, noun_class
from kg.resources import SEEDS


@dataclass(frozen=True)
class NonAnswer:
    """One row of ``seeds/nonanswers.tsv``: a verb, how its phrase is built, and the words that complete it."""

    lemma: str
    build: str
    words: frozenset[str]
    content: tuple[str, ...]
    stance: Stance
    example: str

    @property
    def cue(self) -> Cue:
        """The row as a cue, so that drafts of all finders look alike."""
        return Cue(self.lemma, "verb", "silent", self.stance, None, frozenset(), "", self.example)


@cache
def non_answers() -> tuple[NonAnswer, ...]:
    """All rows, in the table's order."""
    with (SEEDS / "nonanswers.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            NonAnswer(
                row["lemma"],
                row["build"],
                frozenset(row["words"].split()),
                tuple(row["content"].split()),
                cast(Stance, row["stance"]),
                row["example"],
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def find_non_answers(doc: Doc) -> Iterator[Draft]:
    """Drafts for the paragraph's non-answers, at most one a verb."""
    lemmas = {row.lemma for row in non_answers()}
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in lemmas:
            found = next((draft for row in non_answers() if (draft := _draft(token, row))), None)
            if found is not None:
                yield found


def _draft(verb: Token, row: NonAnswer) -> Draft | None:
    if verb.lemma_.lower() != row.lemma:
        return None
    if row.build in ("nor", "not-or"):
        return _neither_nor(verb, row)
    if row.build == "there-is-no":
        return _there_is_no(verb, row)
    completed = _completed(verb, row)
    who = child(verb, "nsubjpass") if row.build == "not-passive" else silent_one(verb) or subject(verb)
    if completed is None or who is None or noun_class(who.text) in MUTE:
        return None
    whole = row.build == "not-object" or row.stance == "NoInformation"  # "did not provide | any information"
    content = _about([verb, *completed], row) or (completed if whole else [])
    cue = [token for token in _cue(verb) if token not in content]
    cue += [token for token in completed if token not in content and row.words != {"*"}]
    return Draft(row.cue, verb, phrase(who), sorted(set(cue), key=lambda each: each.i), content)


def _completed(verb: Token, row: NonAnswer) -> list[Token] | None:
    """The words that make the verb a non-answer ("no mention"); None if they are not there."""
    refused = negation(verb) is not None or _is_nobody(subject(verb))
    if row.build == "not":
        said = child(verb, "dobj", "ccomp")
        return [] if refused and (said is None or said.i < verb.i) else None
    if row.build == "not-passive":
        return [] if refused and child(verb, "auxpass", "nsubjpass") is not None else None
    target = child(verb, "dobj")
    if target is None or (row.words != {"*"} and target.lower_ not in row.words):
        return None
    if row.build == "not-object":
        return list(target.subtree) if refused else None
    without = any(each.lower_ in ("no", "little", "few") for each in target.children)
    if not refused and not without:
        return None
    return [
        each
        for each in target.subtree
        if each.i <= target.i or (row.content and each.dep_ == "prep" and each.head == target)
    ]


def _is_nobody(who: Token | None) -> bool:
    """ "Neither the club nor the player has commented"."""
    return who is not None and next(iter(who.subtree)).lower_ in ("neither", "none", "nobody")


def _about(words: list[Token], row: NonAnswer) -> list[Token]:
    """What the non-answer is about: "of the crash" without the preposition."""
    for head in words:
        for link in children(head, "prep"):
            if link.lower_ in row.content:
                return [token for token in link.subtree if token.i > link.i]
    return []


def _cue(verb: Token) -> list[Token]:
    left = [
        each
        for each in verb.children
        if each.dep_ in ("aux", "auxpass", "neg", "advmod", "preconj") and each.i < verb.i
    ]
    return [*left, verb, *children(verb, "prt", "acomp")]


def _there_is_no(verb: Token, row: NonAnswer) -> Draft | None:
    """ "There was no comment from the Kremlin": who was silent stands after "from"."""
    told = child(verb, "attr", "nsubj")
    if child(verb, "expl") is None or told is None or told.lower_ not in row.words:
        return None
    if not any(each.lower_ == "no" for each in told.children):
        return None
    link = next((each for head in (told, verb) for each in children(head, "prep") if each.lower_ == "from"), None)
    who = child(link, "pobj") if link is not None else None
    if link is None or who is None:
        return None
    content = [token for token in _about([told, verb, who], row) if token not in set(phrase(who))]
    cue = [token for token in verb.doc[verb.left_edge.i : link.i + 1] if token not in content and not token.is_punct]
    return Draft(row.cue, verb, phrase(who), cue, content)


def _neither_nor(verb: Token, row: NonAnswer) -> Draft | None:
    """ "neither immediately confirmed nor denied it": one cue with two verbs."""
    other = next((each for each in children(verb, "conj") if each.lemma_.lower() in row.words), None)
    who = subject(verb)
    if other is None or who is None:
        return None
    between = verb.doc[verb.i : other.i]
    joined = any(each.lower_ in ("nor", "or") for each in between)
    if not joined or (negation(verb) is None and not any(each.lower_ == "neither" for each in verb.lefts)):
        return None
    cue = sorted({*_cue(verb), *between, other}, key=lambda each: each.i)
    target = child(other, "dobj", "ccomp") or child(verb, "dobj", "ccomp")
    content = list(target.subtree) if target is not None else []
    return Draft(row.cue, verb, _near_subject(verb, who), [each for each in cue if each not in content], content)


def _near_subject(verb: Token, who: Token) -> list[Token]:
    """The subject; where the parser tied the name before "neither" to another noun, that name."""
    first = next((each.i for each in verb.lefts if each.lower_ == "neither"), verb.i)
    before = verb.doc[first - 1] if first else who
    return phrase(before) if before.pos_ in ("PROPN", "NOUN", "PRON") and before.dep_ == "conj" else phrase(who)
