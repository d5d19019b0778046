"""Finds sayings passed on: "Tass reported, citing a docker", "quoted her as saying", "a report, which cited her"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from kg.reading.spans.asides import CITING, can_speak, is_followed_by_that
from kg.reading.spans.clauses import child, phrase
from kg.reading.spans.cues import Cue, cue_for
from kg.reading.spans.drafts import Draft
from kg.reading.spans.parse import text_of
from kg.reading.spans.speakers import is_relative, source_words

_HINT: Final = re.compile(r"\b(?:cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing))\b", re.IGNORECASE)
"""Without one of these words a paragraph has no chain, and need not be walked through."""
_CITES: Final = frozenset({"cite", "quote"})
_PASSING: Final = frozenset({"say", "report", "claim", "confirm", "show"})


def find_chains(doc: Doc, told: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts for the sources behind sources, with the content of the saying that passes theirs on."""
    for token in doc if _HINT.search(text_of(doc)) is not None else ():
        if token.lower_ in CITING:
            yield from _cited(token, told)
        elif token.lemma_.lower() in _CITES and token.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
            yield from _which_cited(token, told)
            yield from _quoted_as_saying(token, told)


def _row(kind: str) -> Cue:
    row = cue_for("report" if kind == "report" else "cite", "verb", "polnear")
    assert row is not None  # both stand in the table
    return row


def _cited(token: Token, told: Sequence[Draft]) -> Iterator[Draft]:
    """ "Tass reported, citing an employee": the employee is the source of what Tass passes on."""
    who = child(token, "dobj")
    passing = _passing(token, told)
    if passing is not None and token in passing.content:
        return  # "The judge said two tests proved it, citing a report": the tests' report, or the judge's?
    if who is not None and passing is not None and (can_speak(who) or is_followed_by_that(token)):
        source = [each for each in phrase(who) if each not in passing.content]
        yield Draft(_row("cite"), token, source, [token], passing.content, confidence=0.8)


def _passing(token: Token, told: Sequence[Draft]) -> Draft | None:
    """The saying that the phrase goes with: of a verb above it, else the last before it in the sentence."""
    finite = [each for each in told if each.row.kind in _PASSING and each.content and each.head.tag_ != "VB"]
    own = [each for each in finite if each.head.sent == token.sent]
    above = set(token.ancestors)
    heads = [each for each in own if each.head in above]
    before = [each for each in own if each.head.i < token.i]
    return heads[0] if heads else before[-1] if before else None


def _which_cited(verb: Token, told: Sequence[Draft]) -> Iterator[Draft]:
    """ "… according to the Herald, which cited two engineers": they are the origin."""
    who, cited = child(verb, "nsubj"), child(verb, "dobj")
    if who is None or not is_relative(who) or not can_speak(cited) or cited is None:
        return
    for passing in told:
        if passing.content and passing.head.sent == verb.sent and passing.head.i < verb.i and verb in passing.source:
            first = who.i - (1 if who.nbor(-1).text == "," else 0)
            passing.source = [each for each in passing.source if each.i < first]
            yield Draft(_row("cite"), verb, phrase(cited), [verb], passing.content, confidence=0.8)
            return


def _quoted_as_saying(verb: Token, told: Sequence[Draft]) -> Iterator[Draft]:
    """ "Reuters quoted an official as saying …", "he was quoted by Reuters as saying …": Reuters passes on."""
    for inner in told:
        link = inner.head.head
        if inner.head.dep_ == "pcomp" and link.lower_ == "as" and verb in (link.head, link.head.head) and inner.content:
            source = [each for each in source_words(verb) if each not in inner.source]
            if source:
                yield Draft(_row("report"), verb, source, [verb], inner.content, confidence=0.8)
            return
