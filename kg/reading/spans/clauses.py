"""Walks a dependency tree: subjects, objects, phrases, and runs of tokens as spans of text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Token

from kg.model import Span
from kg.reading.spans.parse import end_offset, offset

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_TAKES_SUBJECT_FROM_HEAD: Final = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep"})
_OPENING: Final = frozenset({"“", "‘", "(", "[", "«", "„", "``"})
_STRAIGHT: Final = frozenset({'"', "''", "'"})
_MEANS: Final = frozenset(
    "telephone phone email e-mail mail text message letter fax video videolink link radio".split()
)
WH_WORDS: Final = frozenset("whether if who whom whose what which when where why how".split())


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the dependency labels, or None."""
    return next((each for each in token.children if each.dep_ in labels), None)


def children(token: Token, *labels: str) -> list[Token]:
    """All children with one of the dependency labels, in order."""
    return [each for each in token.children if each.dep_ in labels]


def own_subject(verb: Token) -> Token | None:
    """The verb's own subject, or the agent of a passive ("was accused by …")."""
    if is_passive(verb):
        agent = _agent(verb)
        return child(agent, "pobj") if agent else None
    return next((each for each in verb.children if each.dep_ in _SUBJECTS), None)


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive."""
    return any(each.dep_ in ("nsubjpass", "auxpass") for each in verb.children) or _agent(verb) is not None


def _agent(verb: Token) -> Token | None:
    """The "by" before the doer; in "said by telephone" it names the means."""
    return next(
        (
            each
            for each in children(verb, "agent")
            if not any(t.lemma_.lower() in _MEANS for t in children(each, "pobj"))
        ),
        None,
    )


def subject(verb: Token) -> Token | None:
    """Who does what the verb says: its own subject, else that of the clause it depends on."""
    seen = 0
    at = verb
    while seen < 6:
        found = own_subject(at)
        if found is not None:
            return found
        if is_passive(at) and at == verb:
            return None
        if at.dep_ in ("acl", "relcl") and (at.tag_ in ("VBG", "VBD") or _is_misread(at)):
            return at.head
        if at.dep_ not in _TAKES_SUBJECT_FROM_HEAD or at.head == at:
            return None
        at, seen = at.head, seen + 1
    return None


def _is_misread(verb: Token) -> bool:
    """ "A union called on him to go", where the parser takes "called" for a participle and the sentence has no verb."""
    if verb.head.dep_ != "ROOT" or verb.head.pos_ not in ("NOUN", "PROPN") or verb.head.i > verb.i:
        return False
    links = any(each.lower_ == "on" and child(each, "pobj") is not None for each in children(verb, "prep"))
    return child(verb, "ccomp", "dobj") is not None or (links and child(verb, "xcomp") is not None)


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.tag_ in ("WP", "WDT") and token.head.dep_ == "relcl":
        return token.head.head
    return token


def is_quote_mark(token: Token) -> bool:
    """Whether the token is a quotation mark of any kind."""
    return token.text in _STRAIGHT or token.text in ("“", "”", "‘", "’", "«", "»", "„", "``")


def runs(tokens: Iterable[Token]) -> list[list[Token]]:
    """The tokens cut into contiguous runs, in the order of the text, without duplicates."""
    found: list[list[Token]] = []
    for token in sorted(set(tokens), key=lambda each: each.i):
        if found and token.i == found[-1][-1].i + 1:
            found[-1].append(token)
        else:
            found.append([token])
    return found


def trimmed(run: list[Token]) -> list[Token]:
    """The run without white space, stops and commas at its ends; quotation marks and brackets in pairs stay."""
    start, end = 0, len(run)
    while start < end and _is_border(run[start], opening=True):
        start += 1
    while end > start and _is_border(run[end - 1], opening=False):
        end -= 1
    return run[start:end]


def _is_border(token: Token, *, opening: bool) -> bool:
    if token.is_space:
        return True
    if is_quote_mark(token) or token.text in ("(", ")", "[", "]", "$", "%", "#", "@", "£", "€"):
        return not opening and token.text in _OPENING
    return bool(token.is_punct) or (token.dep_ == "cc" and opening)


def spans(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The spans of the tokens' contiguous runs, trimmed at their borders."""
    kept = [trimmed(run) for run in runs(tokens)]
    return tuple(Span(offset(run[0]), end_offset(run[-1])) for run in kept if run)


def phrase(noun: Token) -> list[Token]:
    """The noun with all that belongs to it, without clauses that lead away from it."""
    left_out: set[int] = set()
    for each in noun.children:
        if each.dep_ == "relclX" and each.i > noun.i:
            left_out.update(inner.i for inner in each.subtree)
    return [token for token in noun.subtree if token.i not in left_out]


def negation(verb: Token) -> Token | None:
    """The word that negates the verb itself ("not", "never", "neither"), or None."""
    for each in verb.children:
        if each.dep_ == "neg" or each.lower_ in ("neither", "never", "nor"):
            return each
    return None


def introduces_question(clause: Token) -> bool:
    """Whether the clause is an embedded question ("whether …", "who was on board")."""
    first = next((token for token in clause.subtree if not token.is_punct), clause)
    marks = (each.lower_ for each in clause.children if each.dep_ in ("mark", "advmod", "nsubj", "dobj", "attr"))
    return first.lower_ in WH_WORDS or any(mark in ("whether", "if") for mark in marks)
