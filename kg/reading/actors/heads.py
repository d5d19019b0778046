"""The word of a source that stands for the speaker, whether a word stands for who acts, and where the headline ends."""

from __future__ import annotations

from spacy.tokens import Token

from kg.reading.actors.pronouns import AGENTS
from kg.reading.spans.clauses import children
from kg.reading.spans.cues import cue_for
from kg.reading.spans.drafts import Attribution
from kg.reading.spans.parse import Parse


def is_age_word(token: Token) -> bool:
    """Whether the word ends "the 61-year-old" where no noun follows: "the 61-year-old man" is another matter."""
    if token.lower_ != "old":
        return False
    before = token.doc[max(token.i - 5, 0) : token.i]
    if [each.text for each in before[2:]] != ["-", "year", "-"]:
        return False
    after = token.doc[token.i + 1 : token.i + 2]
    return before[0].lower_ in ("the", "a") and not (after and after[0].pos_ in ("NOUN", "PROPN", "ADJ"))


def headline_end(parse: Parse) -> int:
    """Where the paragraphs without a full stop at their end, which open an article, are over; 0 if there are none."""
    end = 0
    for doc, start in zip(parse.paragraphs[:3], parse.starts, strict=False):
        if doc.text.rstrip().endswith((".", "!", "?", "”", '"', ":")):
            break
        end = start + len(doc.text)
    return end


def source_head(parse: Parse, attribution: Attribution) -> Token | None:
    """The head word of the source: the one that hangs on no other word of it."""
    tokens = [token for token in parse.tokens(attribution.source) if not token.is_punct and not token.is_space]
    inside = set(tokens)
    heads = [token for token in tokens if token.head not in inside or token.head == token]
    nominal = [token for token in heads if token.pos_ in ("NOUN", "PROPN", "PRON") or _is_named_one(token)]
    alone = [token for token in heads if token.pos_ == "DET" and len(tokens) == 1]
    aged = [token for token in tokens if is_age_word(token)]
    found = aged or _joined(nominal) or alone or _first_noun(tokens) or heads or tokens
    return found[0] if found else None


def _is_named_one(token: Token) -> bool:
    """ "One of them, Dwayne Luckett, said"."""
    return token.lower_ == "one" and any(each.pos_ == "PROPN" for each in children(token, "appos"))


def _joined(heads: list[Token]) -> list[Token]:
    """The heads without a first word of a name that the parser hangs elsewhere: "Tolliver Regional Hospital"."""
    while len(heads) > 1 and heads[0].dep_ in ("advmod", "npadvmod", "dep") and heads[0].pos_ == "PROPN":
        heads = heads[1:]
    if heads and (after := heads[0].doc[heads[0].i + 1 : heads[0].i + 3]) and after[0].text == "-":
        other = after[1].head if len(after) > 1 and after[1].dep_ == "compound" else after[-1]  # "Co-founder Ann Lee"
        own = other.pos_ in ("NOUN", "PROPN") and other.head != heads[0]  # not the "general" of "secretary-general"
        return [*((other,) if own else ()), *heads]  # "Zhang's co-author"
    return heads


def _first_noun(tokens: list[Token]) -> list[Token]:
    """The first noun of a source that the parser took apart: "a letter, a copy of which was given to us"."""
    first = next((token for token in tokens if token.pos_ in ("NOUN", "PROPN", "PRON")), None)
    while (
        first is not None
        and first.dep_ in ("compound", "poss", "nmod")
        and first.head in tokens
        and first.head.i > first.i
    ):
        first = first.head
    return [first] if first is not None else []


def acts(token: Token) -> bool:
    """Whether the phrase stands for somebody who speaks or acts, so that a capital means a government."""
    if token.dep_ in AGENTS or (token.dep_ == "pobj" and token.head.dep_ == "agent"):
        return True
    if token.dep_ == "conj":
        return token.head != token and acts(token.head)
    if token.dep_ == "dobj":
        row = cue_for(token.head.lemma_, "verb")
        return row is not None and row.kind in ("accuse", "urge", "say")
    if token.dep_ == "poss":
        return cue_for(token.head.lemma_, "noun") is not None
    around = token.head.head.lower_ if token.dep_ == "pobj" else ""
    return token.head.lower_ in ("to", "from") and around in ("according", "comment")
