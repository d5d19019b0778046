"""Finds speakers set off by a colon or a dash: "WALLACE: Will you come?", "Witness: 'I saw it'", "Two dead: police"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from kg.reading.spans.clauses import child
from kg.reading.spans.cues import Convention, cue_table
from kg.reading.spans.datelines import is_headline
from kg.reading.spans.drafts import Draft
from kg.reading.spans.further import speaks
from kg.reading.spans.nouns import TELLERS, noun_class
from kg.reading.spans.parse import text_of

_NO_SPEAKER: Final = frozenset(
    "correction clarification latest update updated updates photo photos image source editor note read watch more "
    "listen video live "
    "analysis opinion explainer explained review profile obituary interview exclusive breaking factbox timeline "
    "gallery podcast comment column editorial letters quiz recipe feature features preview recap result results what "
    "why how when where who key facts background context q a tv radio books film music weather sport sports business "
    "world politics".split()
)
_SPEAKER = re.compile(r"[\"“]?(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|von|van|bin|al)){0,4}) ?:\s+\S")
_ROLE = re.compile(r"(?P<name>[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}?)(?: on [\w’' -]{3,40})?: (?P<quote>[\"“'‘])?")
"""The label of a headline: "Star witness: 'They wrote it'", "Kremlin on drone attack: 'No comment'"."""
_QUOTE = re.compile(r"[\"“'‘].{8,}[\"”'’]: (?=[A-Z])")
_LAST = re.compile(r"(?P<mark>:| [–—-]) (?P<name>(?:the |a )?[\w.’'-]+(?: [\w.’'-]+){0,3})$")
"""The speaker at a headline's end: "Two dead in crash: police", "'I saw it' – witness"."""


def find_labelled(doc: Doc, convention: Convention) -> Iterator[Draft]:
    """The draft of a line that begins with its speaker, or of a headline that ends with it."""
    found = _before_colon(doc)
    if found is None and convention == "own" and is_headline(text_of(doc)):
        found = _headline_quote(doc) or _headline_label(doc) or _headline_end(doc)
    if found is not None:
        yield found


def _before_colon(doc: Doc) -> Draft | None:
    match = _SPEAKER.match(text_of(doc)) if ":" in text_of(doc) else None
    if match is None or {*match["name"].lower().split()[:1], *match["name"].lower().split()[-1:]} & _NO_SPEAKER:
        return None
    colon = next((token for token in doc if token.text == ":"), None)
    source = list(doc[: colon.i]) if colon is not None else []
    if colon is None or not source or len(source) > 6:
        return None
    return _draft(colon, [token for token in source if not token.is_punct], list(doc[colon.i + 1 :]))


def _headline_label(doc: Doc) -> Draft | None:
    """ "Star witness: 'They wrote it'": a role before a colon; before a quotation any name."""
    match = _ROLE.match(text_of(doc))
    if match is None or {word.lower() for word in match["name"].split()} & _NO_SPEAKER:
        return None
    words = doc.char_span(*match.span("name"), alignment_mode="expand")
    colon = next((token for token in doc if token.text == ":" and token.idx >= match.end("name")), None)
    if (
        words is None
        or colon is None
        or not (_is_speaker(words[-1]) or (match["quote"] and words[-1].text[0].isupper()))
    ):
        return None
    return _draft(colon, list(words), list(doc[colon.i + 1 :]))


def _headline_quote(doc: Doc) -> Draft | None:
    """ "'They wrote it': Star witness turns on detectives": who is told of after the colon has said it."""
    match = _QUOTE.match(text_of(doc))
    colon = next((token for token in doc if match is not None and token.idx == match.end() - 2), None)
    if match is None or colon is None or colon.i + 2 >= len(doc):
        return None
    who = child(doc[colon.i + 1].sent.root, "nsubj", "nsubjpass")
    if who is None or who.i < colon.i or not (speaks(who) or who.text[:1].isupper()):
        return None
    return _draft(colon, [token for token in who.subtree if token.i > colon.i], list(doc[: colon.i]))


def _headline_end(doc: Doc) -> Draft | None:
    """ "Two dead in crash: police": the last words name who says so."""
    match = _LAST.search(text_of(doc))
    words = doc.char_span(*match.span("name"), alignment_mode="expand") if match is not None else None
    if match is None or words is None or words.start < 3 or not _is_speaker(words[-1]):
        return None
    mark = doc[words.start - 1]
    return _draft(mark, list(words), list(doc[: mark.i]))


def _is_speaker(noun: Token) -> bool:
    kind = noun_class(noun.text)
    return kind in TELLERS or kind in ("Person", "Collective") or kind.endswith("Organization")


def _draft(mark: Token, source: list[Token], content: list[Token]) -> Draft:
    return Draft(cue_table("own")["say", "verb"][0], mark, source, [mark], content, confidence=0.6)
