"""What is counted in a clause, with the bounds its words give: "more than 40 missiles", "at least six"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.senses import sense_of
from kg.reading.spans.wordlists import words_of

_WORDS: Final[dict[str, int]] = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_VAGUE: Final = {"several": 3, "dozens": 24, "hundreds": 200, "thousands": 2_000}
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_BEFORE: Final[tuple[tuple[str, str], ...]] = (
    (r"(?:no|not) more than|at most|up to|as many as|a maximum of", "to"),
    (r"(?:no|not) (?:fewer|less) than|at least|a minimum of", "from"),
    (r"more than|over|above|exceeding", "above"),
    (r"fewer than|less than|under|below", "below"),
    (r"about|around|roughly|nearly|almost|approximately|some|an estimated|close to", "near"),
)
_HARM: Final = {"kill": "people killed", "injure": "people injured"}
_SHARES: Final = frozenset(
    {"percent", "percentage", "cent", "%", "point", "year", "month", "week", "day", "hour", "minute", "time"}
)
"""Shares and spells of time: "leads by 43 percent to 38" in two polls is no clash."""
_UNITS: Final = frozenset(
    "dollar euro pound percent per cent kilometer kilometre mile meter metre ton tonne "
    "year month week day hour minute".split()
)


@dataclass(frozen=True)
class Count:
    """A number of something: exact ``value`` or inclusive bounds, what is counted, unit, the counting word."""

    counts: str
    value: float | int | None = None
    min: float | int | None = None
    max: float | int | None = None
    unit: str = ""
    at: Token | None = None


def counts_in(tokens: list[Token], head: Token | None) -> list[Count]:
    """The counts among some words, one a counted noun, in their order."""
    found: dict[str, Count] = {}
    for token in tokens:
        number = number_of(token)
        if number is None or _is_date(token):
            continue
        counted = _counted(token)
        noun = counted if counted is not None else None
        label = _label(token, noun)
        if label and label not in found and not (counted is not None and counted.lemma_.lower() in _SHARES):
            found[label] = _bounded(number, _hedge(token), label, token)
    return list(found.values())


def number_of(token: Token) -> float | int | None:
    """The number that a word stands for, or None."""
    text = token.lower_
    if token.i + 1 < len(token.doc) and token.nbor(1).text in ("-", "–"):
        return None  # a 24-year-old is not 24 of anything
    if _NUMBER.fullmatch(text):
        value = float(text.replace(",", ""))
        scale = _SCALES.get(token.nbor(1).lower_, 1) if token.i + 1 < len(token.doc) else 1
        value *= scale
        return int(value) if value == int(value) and value < 10**15 else value
    if text in _WORDS and token.dep_ in ("nummod", "nsubj", "nsubjpass", "pobj", "dobj", "conj", "attr"):
        return _WORDS[text]
    return _VAGUE.get(text) if token.dep_ in ("amod", "nummod", "nsubj", "nsubjpass", "dobj") else None


def _is_date(token: Token) -> bool:
    """Years, days of a month, times and ages count nothing that two speakers can differ about."""
    near = {token.head.lower_, *(each.lower_ for each in token.children)}
    dated = words_of("calendar") | {"a.m.", "p.m.", "aged"}
    year = re.fullmatch(r"(?:19|20)\d\d", token.text) is not None and token.dep_ in (
        "pobj",
        "nummod",
        "npadvmod",
        "appos",
    )
    return bool(near & dated) or ":" in token.text or year


def _counted(token: Token) -> Token | None:
    if token.dep_ in ("nummod", "amod") and token.head.pos_ in ("NOUN", "PROPN"):
        between = token.doc[token.i + 1 : token.head.i]
        return (
            None if any((each.is_punct and each.text != "-") or each.dep_ == "cc" for each in between) else token.head
        )
    link = next((each for each in token.children if each.dep_ == "prep" and each.lower_ == "of"), None)
    return next(iter(link.children), None) if link is not None else None


def _label(token: Token, noun: Token | None) -> str:
    """What is counted: harm to people under one name, else the noun with what happens to it."""
    verb = _verb_above(noun if noun is not None else token)
    harm = sense_of(verb) if verb is not None else ""
    people = noun is None or noun.lemma_.lower() in (
        "people",
        "person",
        "man",
        "woman",
        "other",
        "worker",
        "civilian",
        "passenger",
        "child",
        "resident",
        "protester",
        "student",
        "soldier",
        "miner",
        "patient",
    )
    if noun is not None and sense_of(noun) in _HARM:
        return _HARM[sense_of(noun)]
    if harm in _HARM and people:
        return _HARM[harm]
    if noun is None:
        return ""
    words = [
        each.lemma_.lower()
        for each in noun.lefts
        if each.dep_ in ("compound", "amod") and each.pos_ in ("NOUN", "ADJ", "PROPN")
    ]
    action = (
        (sense_of(verb) or verb.lemma_.lower())
        if verb is not None and verb.lemma_.lower() not in ("be", "have")
        else ""
    )
    return " ".join([*words[-1:], noun.lemma_.lower(), action]).strip()


def _verb_above(token: Token) -> Token | None:
    at = token
    for _ in range(4):
        if at.pos_ == "VERB" or at.dep_ == "ROOT":
            return at if at.pos_ in ("VERB", "AUX") else None
        at = at.head
    return at if at.pos_ in ("VERB", "AUX") else None


def _hedge(token: Token) -> str:
    start = max(token.sent.start, token.i - 4)
    before = " ".join(each.lower_ for each in token.doc[start : token.i])
    return next(
        (name for pattern, name in _BEFORE if re.search(rf"\b(?:{pattern})$", before)),
        "vague" if token.lower_ in _VAGUE else "",
    )


def _bounded(number: float | int, hedge: str, label: str, token: Token) -> Count:
    unit = token.head.lemma_.lower() if token.head.lemma_.lower() in _UNITS else ""
    step = 1 if isinstance(number, int) and not unit else 0
    low = {"above": number + step, "from": number, "vague": number}.get(hedge)
    high = {"below": number - step, "to": number}.get(hedge)
    if hedge == "near":
        low, high = round(number * 0.8), round(number * 1.2)
    exact = None if hedge else number
    return Count(label, exact, low, high, unit, token)
