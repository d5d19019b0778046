"""Finds parts that are said to make up a whole: "74 on board: 65 prisoners, six crew and three soldiers"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Token

from kg.reading.propositions.claims import Claim
from kg.reading.propositions.counts import Count, amounts, counted
from kg.reading.propositions.labels import Amount, counted_noun, label_of
from kg.reading.spans.parse import text_of

_MAKE_UP: Final = (
    r"comprising|comprises?|comprised|(?:is |are |was |were )?(?:made up of|composed of|comprised of)|"
    r"consist(?:s|ed|ing)? of|(?:is |are |was |were )?(?:divided|split|broken down|shared)(?: up)? "
    r"(?:into|between|among)|"
    r"break(?:s|ing)? (?:\w+ ){0,4}?down into|broke (?:\w+ ){0,4}?down into|namely|that is"
)
_LINK: Final = re.compile(
    rf"[^.;:–—()]{{0,70}}(?:(?P<list>:| [–—-]| \()|,? (?:{_MAKE_UP}),?|(?P<bare>,)) ?(?:the |an? \w+ of )?$",
    re.IGNORECASE,
)
"""What stands between a whole and the first of its parts."""
_MAKES_UP: Final = re.compile(rf"\b(?:{_MAKE_UP}) (?:the )?$", re.IGNORECASE)
_BETWEEN: Final = re.compile(
    r"[^.;:()–—]{0,90}?(?:,|;| and| plus| with|, and|,? while|, plus) (?:(?:the )?(?:other|remaining|a further|another|"
    r"some|about|around|nearly|at least|more than|the) |an? \w+ of |\w+ )?$",
    re.IGNORECASE,
)
_PARTIAL: Final = re.compile(
    r"\b(?:includ\w+|among (?:them|whom|those)|of (?:them|whom|which)|as well as|such as|mostly|mainly|up from|down "
    r"from|compared|than|earlier|last (?:year|week|month)|previous\w*|rest\b)",
    re.IGNORECASE,
)
"""Words that leave something over: "40 people, including 12 children"."""
_OF_THE: Final = re.compile(
    r"(?:^|[.;,“\"] ?|\b(?:and|but|that) )of (?:the|its|their|all|those|these)? ?$", re.IGNORECASE
)
_OF_THOSE: Final = re.compile(
    r"^\W*(?:that )?of (?:those|these|them|the total|that(?: sum| total| number)?),? ", re.IGNORECASE
)
_REST: Final = re.compile(r"\b(?:the other|the remaining|the remainder)\b", re.IGNORECASE)
_PLACING: Final = ("from", "in", "at", "for", "to", "by")
_OPPOSITES: Final[tuple[tuple[str, str], ...]] = (
    (r"surviv|rescu|saved|alive|unhurt|escap", r"di(?:e|ed)\b|dead|kill|drown|perish|lost their li"),
    (r"\bmen\b|\bboys\b|\bmale", r"\bwomen\b|\bgirls\b|\bfemale"),
    (r"in favou?r|voted for|\byes\b|backed|approv|\bfor\b", r"against|oppos|\bno\b|reject"),
    (r"pass", r"fail"),
    (r"accept|grant|upheld|allowed", r"reject|refus|denied|dismiss"),
    (r"won\b|victor", r"lost\b|defeat"),
    (r"negative", r"positive"),
    (r"convict|guilty", r"acquit|cleared"),
)
"""Outcomes of which each member of a group has one."""
_NEAR: Final = 0.1
_NEXT: Final = 150
"""How far the sentence that "of those" speaks of may end before it."""


@dataclass(frozen=True)
class Sum:
    """A whole and the parts that are said to make it up."""

    whole: Count
    parts: tuple[Count, ...]


def sum_in(claim: Claim, before: list[Claim]) -> Sum | None:
    """The sum that a claim states, if its words say that the parts are all there is.

    ``before`` holds the claims told until then: "Of those, 29 …" speaks of the last number of the sentence before.
    """
    row = _row(claim)
    if row is None:
        return None
    doc, found = row
    if _OF_THOSE.match(_sentence_from(claim)):
        return _of_those(claim, before, doc, found)
    for number in range(len(found) - 2):
        parts = _parts(doc, found[number], found[number + 1 :])
        if parts:
            return _checked(doc, _whole(doc, found[number]), parts, found[number])
    return _of_named(claim, before, doc, found)


def _row(claim: Claim) -> tuple[Doc, list[Amount]] | None:
    """The numbers of a claim whose content lies in one paragraph."""
    docs = {id(token.doc): token.doc for token in claim.tokens}
    if len(docs) != 1:
        return None
    doc = next(iter(docs.values()))
    inside = {token.i for token in (*claim.tokens, *_after_colon(claim))}
    return doc, [each for i, each in sorted(amounts(doc).items()) if i in inside]


def _after_colon(claim: Claim) -> list[Token]:
    """The rest of the sentence where a colon follows what is said: "140 were moved: 84 to a school, …"."""
    last = claim.tokens[-1]
    following = last.nbor(1) if last.i + 1 < len(last.doc) else None
    if following is None or following.text != ":" or following.sent != last.sent:
        return []
    return [token for token in last.sent if token.i > last.i]


def _parts(doc: Doc, whole: Amount, after: list[Amount]) -> list[Amount]:
    """The parts that the words after a whole list to their end; empty if they do not."""
    link = text_of(doc)[whole.numeral.end : after[0].numeral.start]
    of_the = _OF_THE.search(text_of(doc)[: whole.numeral.start]) is not None
    match = _LINK.fullmatch(link)
    if _PARTIAL.search(link) or not (match or (of_the and re.fullmatch(r"[^.;:]{0,70},? ", link))):
        return []
    parts = _listed(doc, after, whole.numeral.unit)
    if of_the:
        return parts if _is_partition(doc, whole.numeral.value, parts) else []
    return parts if match is None or match["bare"] is None or _fits_bare(doc, link, whole.numeral.value, parts) else []


def _listed(doc: Doc, found: list[Amount], unit: str) -> list[Amount]:
    """The numbers of one list, up to the end of the sentence; empty if something interrupts it."""
    parts = [found[0]]
    for each in found[1:]:
        between = text_of(doc)[parts[-1].numeral.end : each.numeral.start]
        if re.search(r"[.!?;] |[;–—)]", between):
            break
        if not _BETWEEN.fullmatch(between) or _PARTIAL.search(between):
            return []
        parts.append(each)
    rest = re.split(r"[.;–—)\n]", text_of(doc)[parts[-1].numeral.end :])[0]
    loose = _PARTIAL.search(rest) or re.search(r"\band (?:an? |several |many |some )", rest)
    same = all(each.numeral.unit == unit for each in parts)
    return parts if len(parts) > 1 and same and not loose else []


def _is_partition(doc: Doc, whole: float | int, parts: list[Amount]) -> bool:
    """Whether "of the 118, 96 were rescued and 30 died" leaves nobody out and counts nobody twice.

    Said so, or by outcomes that exclude each other, or nearly so by the numbers: three groups that overlap, or that
    leave others out, do not come within a tenth of the whole.
    """
    if len(parts) < 2:
        return False
    words = text_of(doc)[parts[0].numeral.start : parts[-1].last.sent.end_char]
    total, near = _total(parts), abs(_total(parts) - whole) <= _NEAR * whole
    opposed = any(re.search(one, words) and re.search(two, words) for one, two in _OPPOSITES)
    return bool(_REST.search(words)) or (opposed and (near or total > whole)) or (len(parts) > 2 and near)


def _fits_bare(doc: Doc, link: str, whole: float | int, parts: list[Amount]) -> bool:
    """Whether numbers after a mere comma are parts: they add up, or nearly, each with the same small word after it.

    "312 complaints, 200 from the north and 112 from the south", not "2.1 million in France, 900,000 in Britain".
    """
    places = [text_of(doc)[each.numeral.end :].split()[:1] for each in parts]
    same = bool(places) and all(place == places[0] for place in places) and places[0] in [[word] for word in _PLACING]
    apart = not any(word in link.split() for word in _PLACING)
    return bool(parts) and apart and (_total(parts) == whole or (same and abs(_total(parts) - whole) <= _NEAR * whole))


def _total(parts: list[Amount]) -> float | int:
    return sum(each.numeral.value for each in parts)


def _whole(doc: Doc, amount: Amount) -> Count:
    """The whole's count; "of the 118 passengers, 96 were rescued" tells of no 118 rescued."""
    label, least = label_of(amount)
    noun = counted_noun(amount) or amount.last.head
    alone = not label or _OF_THE.search(text_of(doc)[: amount.numeral.start]) is not None
    return counted(amount, noun.lemma_.lower() if alone else label, least=least)


def _checked(doc: Doc, whole: Count, parts: list[Amount], amount: Amount | None) -> Sum | None:
    """The sum, unless numbers are inexact or only rounding parts them."""
    numbers = [*parts, amount] if amount is not None else parts
    exact = whole.value is not None and all(not each.numeral.hedge and each.numeral.high is None for each in numbers)
    if not exact or whole.value is None:
        return None
    slack = sum(_rounding(doc, each) for each in numbers)
    missing = abs(_total(parts) - whole.value)
    return Sum(whole, tuple(_part(doc, whole, each) for each in parts)) if missing == 0 or missing > slack else None


def _rounding(doc: Doc, amount: Amount) -> float:
    """By how much a number may be rounded: "3.4 million" by fifty thousand, 620 by nothing."""
    words = text_of(doc)[amount.numeral.start : amount.numeral.end]
    digits = re.search(r"\d+(?:\.(\d+))?", words.replace(",", ""))
    if digits is None or float(digits[0]) in (amount.numeral.value, 0):
        return 0.0
    return float(0.5 * amount.numeral.value / float(digits[0]) / 10 ** len(digits[1] or ""))


def _part(doc: Doc, whole: Count, amount: Amount) -> Count:
    """A part by the words that tell it apart; it is of that whole, and no rival of other counts."""
    words = re.split(r",|;| and |[.–—)\n]", text_of(doc)[amount.numeral.end :])[0].strip()
    return replace(counted(amount, f"{whole.counts}: {words[:60] or 'others'}"), unit=whole.unit)


def _sentence_from(claim: Claim) -> str:
    return str(claim.tokens[0].sent.text) if claim.tokens else ""


def _of_those(claim: Claim, before: list[Claim], doc: Doc, found: list[Amount]) -> Sum | None:
    """ "Of those, 29 walked out unhurt, …": the whole is the only number of the sentence right before."""
    near = [
        each for each in before if each.paragraph == claim.paragraph and 0 <= claim.place.start - each.place.end < _NEXT
    ]
    whole = near[-1].counts[0] if near and len(near[-1].counts) == 1 else None
    if whole is None or whole.value is None or len(found) < 2 or found[0].first.sent != claim.tokens[0].sent:
        return None
    parts = _listed(doc, found, found[0].numeral.unit)
    return _checked(doc, whole, parts, _amount_of(whole)) if _is_partition(doc, whole.value, parts) else None


def _of_named(claim: Claim, before: list[Claim], doc: Doc, found: list[Amount]) -> Sum | None:
    """ "Breaks the exposure down into …": the whole is the only number told before of what is named here."""
    if len(found) < 2 or not _MAKES_UP.search(text_of(doc)[: found[0].numeral.start]):
        return None
    first, unit = found[0].first, found[0].numeral.unit
    named = {token.lemma_.lower() for token in first.sent if token.i < first.i and token.pos_ == "NOUN"}
    wholes = [each for other in before for each in other.counts if each.counts in named and each.unit == unit]
    parts = _listed(doc, found, unit) if len(wholes) == 1 else []
    return _checked(doc, wholes[0], parts, _amount_of(wholes[0])) if parts else None


def _amount_of(count: Count) -> Amount | None:
    return amounts(count.at.doc).get(count.at.i) if count.at is not None else None
