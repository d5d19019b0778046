"""What a non-answer leaves open: an embedded question, a claim that is not confirmed, or a topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.reading.propositions.gist import Word
from kg.reading.propositions.predicate import core_of, tells
from kg.reading.spans.clauses import WH_WORDS, child, introduces_question
from kg.reading.spans.parse import offset
from kg.reading.spans.wordlists import words_of

_TOPIC_LINKS: Final = frozenset({"about", "on", "regarding", "of", "for", "concerning", "over", "into"})
_WILL: Final = frozenset({"should", "must", "would", "will"})
_CAN: Final = frozenset({"could", "can", "may", "might"})
_AMOUNTS: Final = frozenset("number size amount extent scale toll tally total count sum".split())
_CAUSES: Final = frozenset("cause reason origin source blame trigger".split())


@dataclass(frozen=True)
class Asked:
    """How it is asked ("whether", "who", "how many", "why", "topic") and the telling words."""

    how: str = ""
    core: tuple[Word, ...] = ()
    rest: tuple[Word, ...] = ()
    open: bool = False  # "whether it should", "whether it would": no fact settles it

    @property
    def words(self) -> tuple[Word, ...]:
        """All telling words of the question."""
        return (*self.core, *self.rest)


def asked_in(tokens: list[Token], head: Token | None, words: Iterable[Word], *, bare: bool = False) -> Asked:
    """What is asked or left open in a content; ``bare`` takes a topic from the whole of it."""
    known = {offset(word.token): word for word in words}
    clause = _question(tokens)
    if clause is not None:
        return _of_clause(clause, tokens, known)
    if head is not None and head.pos_ in ("VERB", "AUX") and head.lemma_.lower() in words_of("hollow-topic"):
        tokens = [token for token in tokens if token != head and head.is_ancestor(token) and token.i > head.i]
        return _topic(tokens, child(head, "dobj"), known, bare=True)
    if head is not None and head.pos_ in ("VERB", "AUX") and not bare:
        return _of_clause(head, tokens, known, how="whether")
    return _topic(tokens, head, known, bare=bare)


def _question(tokens: list[Token]) -> Token | None:
    """The clause of an embedded or plain question: "whether the dam was safe", "Did they pay?"."""
    for token in tokens:
        if token.lower_ in WH_WORDS and token.lower_ != "that" and token.head.dep_ != "relcl":
            at = token.head if token.lower_ != "how" or token.head.pos_ in ("VERB", "AUX") else token.head.head
            for clause in (at, at.head, at.head.head):
                if clause.pos_ in ("VERB", "AUX") and clause.dep_ != "relcl" and introduces_question(clause):
                    return clause
    roots = [token for token in tokens if token.dep_ == "ROOT" and token.pos_ in ("VERB", "AUX")]
    return roots[0] if roots and tokens[-1].text in ("?", "?”", '?"') else None


def _of_clause(clause: Token, tokens: list[Token], known: dict[int, Word], how: str = "") -> Asked:
    inside = set(tokens)
    subtree = [token for token in clause.subtree if token in inside or not how]
    core = core_of(clause, subtree)
    rest = [token for token in subtree if token not in core and tells(token, clause)]
    first = next((token for token in subtree if token.lower_ in WH_WORDS and token.lower_ != "that"), None)
    kind = how or (_kind(first) if first is not None else "whether")
    pick = [known[offset(each)] for each in core if offset(each) in known]
    inner = tuple(known[offset(each)] for each in rest if offset(each) in known)
    return Asked(
        kind,
        tuple(pick),
        inner,
        open=_is_undecided(clause),
    )


def _is_undecided(clause: Token) -> bool:
    """Whether no fact settles it: "whether it should pay", "whether he could sue"; "could have been hit" is a fact."""
    words = {each.lower_ for each in clause.children if each.dep_ == "aux"}
    return bool(words & _WILL) or (bool(words & _CAN) and "have" not in words)


def _kind(word: Token) -> str:
    after = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    if word.lower_ == "how" and after in ("many", "much", "large", "big"):
        return "how many"
    return "whether" if word.lower_ == "if" else word.lower_


def _topic(tokens: list[Token], head: Token | None, known: dict[int, Word], *, bare: bool) -> Asked:
    link = next((n for n, token in enumerate(tokens) if token.lower_ in _TOPIC_LINKS and token.dep_ == "prep"), None)
    named = head is not None and head.pos_ in ("NOUN", "PROPN")
    if link is None and not bare and not named:
        return Asked()
    lemma = head.lemma_.lower() if head is not None else ""
    how = "how many" if lemma in _AMOUNTS else "why" if lemma in _CAUSES else "topic"
    hollow = lemma in words_of("hollow-topic") or how != "topic"
    after = list(tokens[link].subtree)[1:] if link is not None and (hollow or not named) else tokens
    kept = [token for token in after if token.lemma_.lower() not in words_of("hollow-topic")]
    return Asked(how, (), tuple(known[offset(each)] for each in kept if offset(each) in known))
