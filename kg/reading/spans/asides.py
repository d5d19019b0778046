"""Takes out of a content what is not said: another's answer (", a charge she denies"), and sources (", citing …")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from kg.reading.spans.clauses import child
from kg.reading.spans.complements import ANSWERING
from kg.reading.spans.cues import Cue, cue_of
from kg.reading.spans.idioms import CLAIMS
from kg.reading.spans.nouns import TELLERS, noun_class
from kg.reading.spans.speakers import speaker
from kg.reading.spans.wordlists import words_of

_RULES: Final = frozenset("law rule agreement treaty contract evidence inquiry order bill figure number cost".split())
"""Grounds for what one does, not sources: "declined to comment, citing privacy rules"."""
_MEDIA: Final = frozenset({"NewsMediaOrganization", "Document"})
CITING: Final = frozenset({"citing", "quoting"})


def without_asides(content: list[Token], cue: Token, row: Cue) -> list[Token]:
    """The content without what others say of it, and without the sources it is taken from."""
    taken: set[int] = set()
    for token in content:
        if token.i > content[0].i or token.lower_ in CITING:
            taken.update(_answer(token, cue))
            if token.lower_ in CITING and _is_cited_by(cue, token, row, first=token.i == content[0].i):
                taken.update(citing_words(token))
    return [token for token in content if token.i not in taken]


def _answer(token: Token, cue: Token) -> Iterator[int]:
    """The places of ", which the operator disputes", ", a charge the ministry rejects", with the comma."""
    verb = token.head if token.lower_ == "which" else _answering(token)
    first = token.left_edge.i if token.lower_ != "which" else token.i
    if verb is None or verb == cue or first < 1 or token.doc[first - 1].text not in (",", "–", "—", "-"):
        return
    row = cue_of(verb, "verb")
    if row is not None and row.kind in ANSWERING and verb.i > token.i:
        yield from range(first - 1, max(verb.right_edge.i, verb.i) + 1)


def _answering(noun: Token) -> Token | None:
    if noun.lemma_.lower() not in CLAIMS:
        return None
    return next((each for each in noun.children if each.dep_ in ("relcl", "acl") and each.i > noun.i), None)


def can_speak(noun: Token | None) -> bool:
    """Whether the noun can be a source: a name, a person, a body, a paper or a film."""
    if noun is None:
        return False
    kind = noun_class(noun.text)
    if noun.lemma_.lower() in _RULES:
        return False
    return noun.pos_ == "PROPN" or kind in TELLERS or kind in ("Person", "Collective") or kind.endswith("Organization")


def _is_cited_by(cue: Token, citing: Token, row: Cue, *, first: bool) -> bool:
    """Whether it is the speaker who cites, a paper or an agency, and not somebody told of in the content.

    "The judge said two tests proved it, citing a report" leaves that open; "reported, citing police, that" does not.
    """
    if first or row.kind == "decline" or not can_speak(child(citing, "dobj")):
        return first or row.kind == "decline"
    who = speaker(cue)
    names = [token.lower_ for token in who.subtree] if who is not None else []
    return any(noun_class(n) in _MEDIA or n in words_of("agency") or n in words_of("press") for n in names)


def citing_words(token: Token) -> set[int]:
    """The places of "citing a dock worker," with the commas around it."""
    cited = child(token, "dobj")
    end = token.i
    while cited is not None and end < cited.right_edge.i and not _opens_clause(token.doc[end + 1]):
        end += 1
    while end > token.i and token.doc[end].text == ",":
        end -= 1
    after = {end + 1} if end + 1 < len(token.doc) and token.doc[end + 1].text == "," else set()
    before = {token.i - 1} if token.i and token.nbor(-1).text == "," else set()
    return {*range(token.i, end + 1), *after, *before}


def is_followed_by_that(token: Token) -> bool:
    """Whether the clause that is told follows: "citing a docker, that two cranes had fallen"."""
    end = max(citing_words(token))
    return end + 1 < len(token.doc) and _opens_clause(token.doc[end + 1])


def _opens_clause(token: Token) -> bool:
    """The "that" after a comma: "citing a witness, that the bus had stopped"."""
    return token.lower_ == "that" and token.i > 0 and token.nbor(-1).text == ","
