"""Finds where an article corrects itself, and reads what the note says was wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import Span
from kg.reading.spans.drafts import Attribution, hull
from kg.reading.spans.parse import Parse
from kg.sentences import sentence_around, sentence_spans

_ARTICLE: Final = r"(?:story|article|report|piece|post|dispatch|item|page|column|headline|caption|version|graphic|copy)"
_VERSION: Final = (
    rf"(?:an?|the|our|some) (?:earlier|previous|original|initial|first|prior|older|print|online) (?:online )?"
    rf"(?:versions?|editions?|reports?|{_ARTICLE})(?: of (?:this|the|our) {_ARTICLE})?"
)
_WRONGLY: Final = r"(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately|in error)"
_WRONG: Final = (
    rf"\b(?:correct(?:ed|ion|s|ly)?|incorrect|wrong|mistaken|erroneous|inaccurate|{_WRONGLY}|misstat\w+|misidentif\w+|"
    r"misspel\w+|misattribut\w+|misquot\w+|misreport\w+|mischaracteri\w+|amended|"
    r"should have (?:said|read|been|stated))\b"
)
_OPEN: Final = r"^[^\w\n]{0,4}"
_THIS: Final = rf"(?:this|the) {_ARTICLE}"
_NOTES: Final = tuple(
    re.compile(_OPEN + pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"(?:corrections?(?: and clarifications?)?|erratum|corrected|corrects)\b(?:[^:.\n]{0,40}[:.]| \().*$",
        r"(?:clarifications?|editor[’']?s[’']? note|update[ds]?|note|for the record|amendment)\b[^:\n]{0,40}[:.]"
        rf"(?=.*(?:{_WRONG}|{_VERSION}|, as (?:we|this|was|previously|originally)\b))"
        r"(?!.*\bupdated (?:with|to add|to include)\b).*$",
        rf"(?:in |because of [^.\n]{{3,60}}, |due to [^.\n]{{3,60}}, )?{_VERSION}\b"
        rf"(?=.*(?:{_WRONG}|\b(?:said|stated|gave|"
        r"put|reported|described|suggested|implied|omitted|listed|named|had|claimed)\b)).*$",
        r"\(corrects\b.*$",
        rf"{_THIS} (?:has been|was|is being|had been) (?:\w+ )?(?:corrected|amended|changed|revised|modified)\b.*$",
        rf"{_THIS} (?:has been|was) (?:\w+ )?(?:updated|edited)\b(?=.*(?:{_WRONG}|, not\b)).*$",
        rf"{_THIS} (?:originally|initially|previously|earlier|first|{_WRONGLY})\b.*$",
        rf"(?:we|the \w+) {_WRONGLY} (?:said|stated|reported|gave|named|described)\b.*$",
    )
)
"""Whole paragraphs in which an article speaks of its own mistake."""
_HEAD: Final = re.compile(r"[^\w\n]{0,4}[A-Za-z][^:\n]{0,50}: ")
_OWN_SOURCE: Final = re.compile(rf"\b(?:{_VERSION}|{_THIS}|corrections?|clarifications?)\b", re.IGNORECASE)
_EARLIER: Final = re.compile(_VERSION, re.IGNORECASE)
_SAID: Final = (
    rf"(?:(?:{_WRONGLY}|originally|initially|previously) )?"
    rf"(?:said|stated|reported|claimed|suggested|implied|indicated|asserted|wrote)(?: {_WRONGLY})?"
)
_STATED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_VERSION}[^.;]{{0,40}}? {_SAID},? (?:that )?(?P<clause>[^.;]+)",
        rf"\b{_THIS},? (?:had )?{_SAID},? (?:that )?(?P<clause>[^.;]+)",
        rf"\bwe (?:had )?{_WRONGLY} (?:said|stated|reported) (?:that )?(?P<clause>[^.;]+)",
    )
)
_AS_STATED: Final = re.compile(
    rf"(?P<clause>[^.;]+?), as (?:(?:was )?(?:originally |previously |earlier |{_WRONGLY} )?"
    r"(?:reported|stated|written|said|published)(?: (?:above|here|earlier|previously|originally|below|before))?"
    r"|we (?:had )?(?:\w+ )?(?:reported|said|stated|wrote)"
    rf"|(?:{_VERSION}|{_THIS}) (?:\w+ )?(?:states|stated|said|says|reports|reported|had it|suggested|claimed|implied))",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    r"(?:, ?(?:and )?not|,? rather than|,? instead of|,? as opposed to|\(not|, and (?:was|were|is|are) not) "
    r"(?:just |only )?(?P<wrong>[^.;,)]*?\w(?:,\d{3})*)(?=[.;,)]|$|"
    r" as (?:an?|the|was|we|stated|reported|previously|originally)\b)",
    re.IGNORECASE,
)
_GAVE: Final = re.compile(
    rf"{_VERSION}[^.;]{{0,30}}? (?:\w+ly )?(?:misstated|gave|listed|put|described|identified|referred to|placed|"
    r"misidentified|named|set|dated)\b(?P<topic>[^.;]*?) (?:at|as|in|to be|on) (?P<wrong>[^.;,]+)",
    re.IGNORECASE,
)
_NEGATION: Final = re.compile(
    r"\b(?:did|does|do|has|have|had|is|was|are|were|will|would|could|can)(?: not|n[’']t)\b|\bnever\b|\bnot\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wrong:
    """What a note withdraws: ``words`` where they stand in the note, and the sentence of the note around them.

    ``whole`` means a statement ("said that …"), else a value in place of another ("not 16").
    """

    words: Span
    around: Span
    whole: bool


def find_corrections(parse: Parse) -> list[Span]:
    """The paragraphs in which the article corrects itself."""
    found = {
        Span(match.start(), match.start() + len(match.group().rstrip()))
        for pattern in _NOTES
        for match in pattern.finditer(parse.text)
        if match.group().strip()
    }
    return sorted(found)


def without_notes(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """The attributions without those that make a speaker of the article: "an earlier version of this story said"."""
    notes = find_corrections(parse)
    return [each for each in found if not any(_speaks_of_itself(parse, each, note) for note in notes)]


def _speaks_of_itself(parse: Parse, found: Attribution, note: Span) -> bool:
    place = hull((*found.source, *found.cue, *found.content))
    if not (note.start <= place.start and place.end <= note.end + 1):
        return False
    told = sentence_around(parse.text, place.start, place.end)
    before = parse.text[told.start : place.start]
    itself = _OWN_SOURCE.search(parse.quote(found.source)) or _AS_STATED.match(parse.text[place.start : note.end])
    return not found.source or bool(itself) or _EARLIER.search(before) is not None


def wrongs_in(parse: Parse, note: Span) -> Iterator[Wrong]:
    """What the note says was wrong, in order, as far as it gives the wrong words."""
    text = parse.text
    label = _HEAD.match(text, note.start, note.end)
    for sentence in sentence_spans(text, label.end() if label is not None else note.start, note.end):
        yield from _in_sentence(text, sentence)


def _in_sentence(text: str, sentence: Span) -> Iterator[Wrong]:
    words = text[sentence.start : sentence.end]
    stated = _AS_STATED.search(words)
    if stated is not None and _NEGATION.search(stated["clause"]):
        yield Wrong(_moved(stated.span("clause"), sentence), sentence, whole=True)
        return
    valued = _NOT.search(words)
    if valued is not None:
        yield Wrong(_moved(valued.span("wrong"), sentence), sentence, whole=False)
        return
    gave = _GAVE.search(words)
    if gave is not None:
        yield Wrong(_moved(gave.span("wrong"), sentence), sentence, whole=False)
        return
    clause = next((match for pattern in _STATED if (match := pattern.search(words))), None)
    if clause is not None:
        yield Wrong(_moved(clause.span("clause"), sentence), sentence, whole=True)


def _moved(span: tuple[int, int], sentence: Span) -> Span:
    return Span(sentence.start + span[0], sentence.start + span[1])
