"""Finds where a text says that somebody gave no evidence: "offered not a shred of proof", "without citing a source"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from kg.model import Span
from kg.reading.spans.clauses import child, children, negation, subject
from kg.reading.spans.parse import end_offset, offset, text_of

_EVIDENCE: Final = frozenset("evidence proof substantiation corroboration documentation".split())
_WEAKER: Final = frozenset(
    "detail details specifics source sources basis grounds data figures documents names footage video picture pictures "
    "image images photo photos photograph photographs".split()
)
"""Given only after an accusation or a claim: "gave no details" of a plan undercuts nothing."""
_BITS: Final = frozenset("shred scrap iota piece hint jot scintilla bit fragment grain line".split())
_GIVES: Final = frozenset(
    "provide offer give present produce cite show release publish supply furnish submit share adduce disclose bring "
    "advance have put name display unveil muster".split()
)
_PROVES: Final = frozenset("substantiate corroborate".split())
_SUPPORTS: Final = frozenset("support back substantiate prove corroborate confirm justify underpin bolster".split())
_FAILS: Final = frozenset("fail decline refuse neglect".split())
_MARK: Final = re.compile(
    r"\b(?:evidence|proof|substantiat|corroborat|documentation|nothing|details?|specifics|sources?|basis|grounds|data|"
    r"figures|documents|pictures?|images?|photo|footage|video|names)"
)
_NONE: Final = frozenset("no little scant scarcely hardly zero not nothing neither".split())


@dataclass(frozen=True)
class Lack:
    """One such clause: its verb, who gave nothing (None where nobody is named), and whether it lacks only details."""

    verb: Token
    giver: Token | None
    last: Token
    weak: bool = False
    bare: Token | None = None  # the "without" of "without evidence"

    @property
    def at(self) -> int:
        """Where the verb stands."""
        return offset(self.verb)

    @property
    def quote(self) -> Span:
        """The clause, with its subject where that stands in it."""
        verb = self.verb.head if self.verb.dep_ == "xcomp" else self.verb
        own = child(verb, "nsubj", "nsubjpass", "expl")
        aux = [each for each in verb.lefts if each.dep_ in ("aux", "auxpass", "neg")]
        first = own.left_edge if own is not None and own.i < verb.i else (aux or [verb])[0]
        if own is not None and own.tag_ in ("WDT", "WP", "WRB"):
            first = (aux or [verb])[0]
        if self.bare is not None or verb.dep_ == "pcomp":
            first = self.bare or verb.head
        return Span(min(offset(first), offset(self.last)), end_offset(self.last))


def lacks_in(doc: Doc) -> Iterator[Lack]:
    """All clauses of the paragraph that say so, in order."""
    if _MARK.search(text_of(doc)) is None:
        return
    for token in doc:
        lemma = token.lemma_.lower()
        if lemma in _EVIDENCE or token.lower_ in _WEAKER:
            found = _of_noun(token, weak=lemma not in _EVIDENCE)
        elif token.lower_ == "nothing":
            found = _of_nothing(token)
        else:
            found = _of_proving(token) if lemma in _PROVES and token.pos_ == "VERB" else None
        if found is not None and not _is_supposed(found.verb):
            yield found


def _of_noun(noun: Token, *, weak: bool) -> Lack | None:
    whole = _with_bits(noun)
    if whole.dep_ == "pobj" and whole.head.lower_ == "without" and not weak:
        above = next((each for each in whole.head.ancestors if each.pos_ in ("VERB", "AUX")), whole.head.head)
        return Lack(above, subject(above), _end(noun), bare=whole.head) if above.pos_ in ("VERB", "AUX") else None
    verb = whole.head
    if whole.dep_ == "conj":
        verb = whole.head.head  # "no names and no evidence"
    last = _end(noun)
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    absent = any(
        each.lower_ in _NONE for part in {noun, whole} for each in (*part.lefts, *part.head.lefts) if each.i < noun.i
    )
    if child(verb, "expl") is not None:
        return Lack(verb, None, last, weak) if absent and not weak and verb.lemma_ == "be" else None
    gives = verb.lemma_.lower() in _GIVES
    if not gives or (weak and verb.lemma_.lower() == "have"):
        return None
    if whole.dep_ == "nsubjpass":
        agent = child(verb, "agent")
        none = absent or negation(verb) is not None
        return Lack(verb, child(agent, "pobj") if agent is not None else None, verb, weak) if none else None
    if whole.dep_ not in ("dobj", "conj") or not (absent or _is_undone(verb)):
        return None
    return Lack(verb, subject(verb), last, weak)


def _with_bits(noun: Token) -> Token:
    """The "shred" of "not a shred of proof"."""
    link = noun.head
    return link.head if noun.dep_ == "pobj" and link.lower_ == "of" and link.head.lemma_.lower() in _BITS else noun


def _is_undone(verb: Token) -> bool:
    """Whether the verb is negated, comes after "without", or after "failed to"."""
    if negation(verb) is not None or (verb.dep_ == "pcomp" and verb.head.lower_ == "without"):
        return True
    above = verb.head
    yet = above.lemma_ in ("have", "be") and any(each.lower_ == "yet" for each in (*above.children, *verb.children))
    return verb.dep_ == "xcomp" and (above.lemma_.lower() in _FAILS or yet)


def _of_nothing(token: Token) -> Lack | None:
    """ "Has published nothing to support the charge"."""
    verb = token.head
    purpose = [*children(token, "relcl", "acl", "xcomp"), *children(verb, "xcomp", "advcl")]
    proof = next((each for each in purpose if each.lemma_.lower() in _SUPPORTS and each.i > token.i), None)
    if token.dep_ != "dobj" or proof is None or verb.lemma_.lower() not in _GIVES:
        return None
    return Lack(verb, subject(verb), _end(proof))


def _of_proving(verb: Token) -> Lack | None:
    """ "Could not substantiate the claim"."""
    target = child(verb, "dobj", "nsubjpass")
    if target is None or not _is_undone(verb):
        return None
    passive = target.dep_ == "nsubjpass"
    return Lack(verb, None if passive else subject(verb), verb if passive else _end(target))


def _end(token: Token) -> Token:
    """The last word of the phrase, short of a relative clause or a comma."""
    last = token
    for each in token.subtree:
        if each.i > token.i and (each.is_punct or each.dep_ in {"relcl", "cc"}):
            break
        last = each if each.i > last.i else last
    return last


def _is_supposed(verb: Token) -> bool:
    """ "If it offers no evidence, …" and a question say nothing."""
    at = verb
    for _ in range(4):
        marks = {each.lower_ for each in children(at, "mark", "advmod")}
        if marks & {"if", "unless", "whether", "until"}:
            return True
        at = at.head
    return False
