"""Tells what is said as a sentence that stands alone."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from kg.model import Span
from kg.reading.actors.cast import Entity
from kg.reading.actors.mentions import Reader
from kg.reading.propositions.claims import Claim
from kg.reading.spans.parse import Parse, offset

_LEAD: Final = re.compile(r"^(?:that|of|to)\s+", re.IGNORECASE)


def stand_alone(parse: Parse, reader: Reader, claim: Claim) -> str:
    """The content as a sentence of its own: known pronouns replaced, "that" and quotation marks taken off."""
    pieces = []
    for span in claim.found.content:
        pieces.append(_replaced(parse, reader, claim, span))
    text = re.sub(r"\s+", " ", " … ".join(piece for piece in pieces if piece)).strip()
    text = _LEAD.sub("", text.strip("“”\"‘’' ,").replace("''", "")).rstrip(" ,;:")
    text += "”" * (text.count("“") > text.count("”"))  # were “cooking”: the mark closes what was not stripped
    if (
        claim.judged.kind == "accuse"
        and claim.subject is not None
        and claim.head is not None
        and claim.head.pos_ != "VERB"
    ):
        rest = re.sub(r"^.*?\b(?:of|for)\b\s*", "", text, count=1)
        text = f"{claim.subject.label} is responsible for {rest}" if rest else text
    if not text:
        text = re.sub(r"\s+", " ", f"{parse.quote(claim.found.cue)} {claim.by.label}")
    return text[:1].upper() + text[1:]


def _is_clear(claim: Claim, token: Token, entity: Entity) -> bool:
    """Whether it is safe to say whom the pronoun means: the speaker, a person, or what an accusation is about."""
    if token.lower_.endswith(("self", "selves")):
        return False  # "had given himself a rise": he is named in the clause
    return entity is claim.by or entity.type == "Person" or (claim.judged.kind == "accuse" and token.dep_ == "dobj")


def _replaced(parse: Parse, reader: Reader, claim: Claim, span: Span) -> str:
    text, at = "", span.start
    for token in parse.tokens((span,)):
        start = max(offset(token), span.start)
        entity = reader.by_offset.get(start)
        if token.tag_ in ("PRP", "PRP$") and entity is not None and start >= at and _is_clear(claim, token, entity):
            name = entity.label + ("'s" if token.tag_ == "PRP$" else "")
            article = "the " if entity.label[:1].islower() and not entity.plural else ""
            text += parse.text[at:start] + article + name
            at = min(start + len(token.text), span.end)
    return text + parse.text[at : span.end]
