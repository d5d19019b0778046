"""Finds attributions by an adjective: "was adamant that the ball was in", "is sceptical of the figure"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from kg.reading.spans.clauses import child, children, introduces_question, negation, phrase, subject
from kg.reading.spans.cues import Cue, cue_for, cue_rows
from kg.reading.spans.drafts import Draft
from kg.reading.spans.further import speaks
from kg.reading.spans.parse import text_of
from kg.reading.spans.speakers import antecedent_words, is_relative

_NOBODY: Final = frozenset({"it", "this", "that", "there", "you", "one"})
_COPULAS: Final = frozenset({"be", "remain", "seem", "sound", "stay", "become", "appear", "feel"})


def find_adjective_cues(doc: Doc) -> Iterator[Draft]:
    """Drafts for adjectives of the cue table that are said of somebody who can speak."""
    for token in doc if _hint().search(text_of(doc)) is not None else ():
        row = cue_for(token.lower_, "adj") if token.pos_ in ("ADJ", "VERB") else None
        draft = _draft(token, row) if row is not None else None
        if draft is not None:
            yield draft


@cache
def _hint() -> re.Pattern[str]:
    """Any adjective of the table: a paragraph without one need not be walked through."""
    words = "|".join(row.lemma for row in cue_rows() if row.pos == "adj")
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _draft(adjective: Token, row: Cue) -> Draft | None:
    verb = adjective.head if adjective.dep_ in ("acomp", "oprd", "attr") else adjective
    copula = verb if verb != adjective else child(adjective, "auxpass", "aux")
    if copula is None or copula.lemma_.lower() not in _COPULAS or copula.tag_ == "VB" or negation(verb) is not None:
        return None
    who = child(verb, "nsubj", "nsubjpass") or subject(verb)
    if who is None or not (speaks(who) or is_relative(who)) or who.lower_ in _NOBODY:
        return None
    content, link = _content(adjective, verb, row)
    if not content:
        return None
    source = antecedent_words(who) if is_relative(who) else [each for each in phrase(who) if each.i < adjective.i]
    before = [each.i for each in verb.children if each.dep_ in ("aux", "advmod") and who.i < each.i < copula.i]
    first = min([copula.i, *before])
    cue = [each for each in adjective.doc[first : adjective.i + 1] if each not in source]
    return Draft(row, adjective, source, [*cue, *link], content, confidence=0.7)


def _content(adjective: Token, verb: Token, row: Cue) -> tuple[list[Token], list[Token]]:
    """The clause or the phrase after the adjective, and the preposition that goes with the cue."""
    for holder in (adjective, verb):
        for each in children(holder, "ccomp", "advcl", "xcomp"):
            wanted = "wh" if introduces_question(each) else "clause"
            if (
                wanted in row.patterns
                and each.i > adjective.i
                and child(each, "nsubj", "nsubjpass", "expl") is not None
            ):
                return list(each.subtree), []
        for link in children(holder, "prep", "agent"):
            if link.lower_ in row.patterns and link.i > adjective.i:
                return [token for token in link.subtree if token.i > link.i], [link]
    return [], []
