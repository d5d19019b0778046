"""Says whose claims lack evidence by the publisher's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.model import Span
from kg.reading.actors.cast import Entity
from kg.reading.actors.mentions import Reader
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.evidence import Lack, lacks_in
from kg.reading.propositions.keys import coverage, keys_of
from kg.reading.propositions.verdicts import pointing_words
from kg.reading.spans.clauses import child
from kg.reading.spans.parse import Parse, offset

_ACCUSING: Final = frozenset({"accuse", "claim"})
_NEAR: Final = 1
"""How many paragraphs back a remark of the publisher's reaches."""
_COVERED: Final = 0.6


@dataclass(frozen=True)
class Undercut:
    """The words that say so, who gave none ("" where they name nobody), and the claim meant."""

    quote: Span
    giver: str
    target: Claim


def find_undercut(parse: Parse, claims: list[Claim], reader: Reader) -> Iterator[Undercut]:
    """All remarks on a lack of evidence that fit a claim, in the order of the text."""
    for number, doc in enumerate(parse.paragraphs, 1):
        for lack in lacks_in(doc):
            before = _before_tail(lack, claims)
            if before is not None:
                yield Undercut(lack.quote, before.by.id, before)
                continue
            giver = _giver(lack, reader)
            if _is_said(lack, giver, claims):
                continue
            target = _target(lack, number, giver, claims, reader)
            if target is not None:
                yield Undercut(lack.quote, target.by.id if giver is not None else "", target)


def _before_tail(lack: Lack, claims: list[Claim]) -> Claim | None:
    """The saying behind which the words stand: "said the vote had been stolen, without giving evidence"."""
    if lack.verb.dep_ != "pcomp" or lack.weak:
        return None
    if any(span.start <= lack.at < span.end for each in claims for span in each.found.content):
        return None
    start = lack.quote.start - len(", ")
    told = (each for each in claims if each.judged.stance == "Affirms" and each.found.content)
    return next((each for each in told if each.found.content[-1].end == start), None)


def _is_said(lack: Lack, giver: Token | Entity | None, claims: list[Claim]) -> bool:
    """Whether a speaker says it: the words stand in a content, and nobody says it of herself.

    "She said the papers were false, a charge for which she offered no evidence" ends in the publisher's words.
    """
    holding = [each for each in claims if any(span.start <= lack.at < span.end for span in each.found.content)]
    aside = lack.verb.dep_ == "pcomp" or lack.bare is not None
    of_others = [each for each in holding if giver is None or not _is_by(each, giver)]
    return any(not (aside and lack.giver is not None and lack.giver not in each.tokens) for each in of_others)


def _giver(lack: Lack, reader: Reader) -> Token | Entity | None:
    """Who gave none: an entity where the words are known to mean one, else the words themselves."""
    if lack.giver is None:
        return None
    return reader.by_offset.get(offset(lack.giver), lack.giver)


def _target(
    lack: Lack, paragraph: int, giver: Token | Entity | None, claims: list[Claim], reader: Reader
) -> Claim | None:
    """The claim meant: the giver's accusation told last, or the claim whose words follow "no evidence that".

    What "records show no evidence that …" tells is no claim that lacks any.
    """
    near = [each for each in claims if each.judged.stance == "Affirms" and 0 <= paragraph - each.paragraph <= _NEAR]
    lacking = {offset(each) for each in lack.verb.subtree if each.lower_ in ("no", "little", "scant")}
    near = [each for each in near if each.found.content[:1] and each.found.content[0].start not in lacking]
    if giver is None:
        return _named(lack, near, reader)
    own = [each for each in near if _is_by(each, giver) and each.place.start < lack.at]
    accusing = [each for each in own if each.judged.kind in _ACCUSING or _levels(each)]
    if lack.weak:
        return accusing[-1] if accusing and paragraph == accusing[-1].paragraph else None
    named = _topical(lack, own, reader)
    last = [each for each in own if each.paragraph == own[-1].paragraph] if own else []
    return named or next((each for each in reversed(accusing) if each in last), last[-1] if last else None)


def _levels(claim: Claim) -> bool:
    """Whether the claim lays something at somebody's door."""
    return claim.judged.kind == "report" and claim.object is not None


def _is_by(claim: Claim, giver: Token | Entity) -> bool:
    """Whether the claim is the giver's, or that of a body for which one speaks for the other."""
    if isinstance(giver, Entity):
        sides = {claim.by.id, claim.by.part_of} - {""}
        return giver.id in sides or (bool(giver.part_of) and giver.part_of == claim.by.id)
    word = giver.lower_
    if word in ("he", "she"):
        return claim.by.type in ("Person", "AnonymousSource")
    if word in ("it", "they"):
        return claim.by.type != "Person"
    return any(word in re.findall(r"\w+", form.lower()) for form in (claim.by.label, *claim.by.forms, claim.by.role))


def _topical(lack: Lack, own: list[Claim], reader: Reader) -> Claim | None:
    """The giver's claim that "evidence for the theft" names; None where it only points ("for the claim")."""
    words = [token for token in lack.verb.subtree if lack.verb.i < token.i <= lack.last.i and token.dep_ == "pobj"]
    pointing = any(word.lemma_.lower() in pointing_words(kind) for word in words for kind in ("accusation", "saying"))
    keys = (
        keys_of([token for word in words for token in word.subtree], reader) if words and not pointing else frozenset()
    )
    fitting = [each for each in own if keys and coverage(keys, each.keys) >= _COVERED]
    return fitting[-1] if fitting else None


def _named(lack: Lack, near: list[Claim], reader: Reader) -> Claim | None:
    """ "There was no evidence that the mayor was involved": the one claim, of another, with these words."""
    after = [token for token in lack.verb.subtree if token.i > lack.verb.i and token.i <= lack.verb.sent.end]
    clause = next((each for each in after if each.dep_ in ("acl", "ccomp", "relcl") and child(each, "mark")), None)
    if clause is None:
        return None
    keys = keys_of(clause.subtree, reader)
    fitting = [each for each in near if len(keys & each.keys) >= 2 and coverage(keys, each.keys) >= _COVERED]
    return fitting[0] if len(fitting) == 1 else None
