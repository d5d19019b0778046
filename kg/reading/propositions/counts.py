"""What is counted in a clause, with the bounds its words give: "more than 40 missiles", "at least six"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from spacy.tokens import Doc, Token

from kg.reading.propositions.labels import POINTING, Amount, label_of
from kg.reading.propositions.numberwords import number_at, words_in
from kg.reading.propositions.numerals import Numeral, numerals
from kg.reading.spans.nouns import noun_class
from kg.reading.spans.parse import text_of

_WORD_PLACES: Final = frozenset({"nummod", "nsubj", "nsubjpass", "pobj", "dobj", "conj", "attr"})
_HARMS: Final = {"people killed": "kill", "people injured": "injure", "people missing": "missing"}
_MEASURES: Final = frozenset("kilometer kilometre mile meter metre ton tonne inch foot".split())
_RATE: Final = re.compile(
    r"[^.,;]{0,30}?\b(?:(?:per|an?|each|every) (?:year|month|week|day|hour|head|person)\b|annually\b)"
)
"""A rate is no sum: "12 people a day"."""


@dataclass(frozen=True)
class Count:
    """A number of something: exact ``value`` or inclusive bounds, what is counted, unit, the counting word."""

    counts: str
    value: float | int | None = None
    min: float | int | None = None
    max: float | int | None = None
    unit: str = ""
    at: Token | None = None
    told: str = ""  # the claim that told what is counted, where this one only points to it


class Counting(Protocol):
    """What has counts, somewhere in an article."""

    id: str
    counts: list[Count]
    paragraph: int


def counts_in(tokens: list[Token], head: Token | None) -> list[Count]:
    """The counts among some words, one a counted thing, in their order."""
    found: dict[str, Count] = {}
    for token in tokens:
        amount = amounts(token.doc).get(token.i)
        if amount is None or _is_rate(amount) or (token.lower_ == "one" and token.i and token.nbor(-1).lower_ == "no"):
            continue
        label, least = label_of(amount)
        if label and label not in found:
            found[label] = counted(amount, label, least=least)
    return _tallied(list(found.values()))


def _tallied(found: list[Count]) -> list[Count]:
    """ "Two women were killed and 46 people injured": beside a tally of all the hurt, all the dead are meant."""
    harms = {each.counts for each in found} & _HARMS.keys()
    for number, each in enumerate(found):
        noun, _, deed = each.counts.partition(" ")
        whole = next((label for label, word in _HARMS.items() if deed == word), "")
        if harms and whole and whole not in harms and noun_class(noun) == "Person":
            found[number] = replace(each, counts=whole)
    return found


def settled(claims: Sequence[Counting]) -> None:
    """Gives each count that only points ("put it at nine") the name of the last one like it, or drops it."""
    last: dict[str, tuple[Counting, Count]] = {}
    for claim in claims:
        kept = []
        for count in claim.counts:
            meant = last.get(count.unit) if count.counts == POINTING else None
            if meant is not None and claim.paragraph - meant[0].paragraph <= 1:
                kept.append(replace(count, counts=meant[1].counts, told=meant[1].told or meant[0].id))
            elif count.counts != POINTING:
                kept.append(count)
                last[count.unit] = (claim, count)
        claim.counts = kept


def _is_rate(amount: Amount) -> bool:
    return _RATE.match(text_of(amount.first.doc), amount.numeral.end) is not None


def amounts(doc: Doc) -> dict[int, Amount]:
    """The paragraph's numbers by the index of their first word; worked out once."""
    if "amounts" not in doc.user_data:
        doc.user_data["amounts"] = {each.first.i: each for each in _amounts(doc)}
    known: dict[int, Amount] = doc.user_data["amounts"]
    return known


def _amounts(doc: Doc) -> Iterator[Amount]:
    for numeral in numerals(text_of(doc)):
        span = doc.char_span(numeral.start, numeral.end, alignment_mode="expand")
        words = [token for token in span if token.pos_ != "SYM" and not token.is_currency] if span is not None else []
        if words:
            yield Amount(numeral, words[0], words[-1])


def number_of(token: Token) -> float | int | None:
    """The number that a word stands for or begins, or None; also where it counts nothing, as in a date."""
    amount = amounts(token.doc).get(token.i)
    if amount is not None:
        return amount.numeral.value
    if token.i + 1 < len(token.doc) and token.nbor(1).text in ("-", "–"):
        return None  # a 24-year-old is not 24 of anything
    if not token.text[0].isdigit() and token.dep_ not in _WORD_PLACES:
        return None
    words = words_in(token.text)
    found = number_at(words, 0) if len(words) == 1 and token.lower_ not in ("a", "an", "half", "quarter") else None
    return None if found is None or found.vague else found.value


def counted(amount: Amount, label: str, *, least: bool = False) -> Count:
    """The count with its bounds; ``least`` where the words give no more than the least (bodies found)."""
    numeral = amount.numeral
    unit = numeral.unit or (amount.last.head.lemma_.lower() if amount.last.head.lemma_.lower() in _MEASURES else "")
    low, high = _bounds(numeral, unit)
    if least and numeral.high is None and numeral.hedge in ("", "from", "above", "vague"):
        low, high = (numeral.value if low is None else low), None
    exact = None if numeral.hedge or numeral.high is not None or least else numeral.value
    return Count(label, exact, low, high, unit, amount.first)


def _bounds(numeral: Numeral, unit: str) -> tuple[float | int | None, float | int | None]:
    """Inclusive bounds: "more than 40" people are 41 or more."""
    number, top = numeral.value, numeral.high if numeral.high is not None else numeral.value
    step = 1 if isinstance(number, int) and not unit else 0
    if numeral.hedge == "near":
        return round(number * 0.8, 2), round(top * 1.2, 2)
    low = {"above": number + step, "from": number, "vague": number}.get(numeral.hedge)
    high = {"below": top - step, "to": top}.get(numeral.hedge)
    if numeral.high is not None and not numeral.hedge:
        return number, top
    return low, high
