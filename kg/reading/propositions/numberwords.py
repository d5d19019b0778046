"""Reads one number out of words: "twenty-three", "one hundred and twelve", "1.2m", "half a million", "dozens"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_ONES: Final[dict[str, int]] = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS: Final[dict[str, int]] = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES: Final[dict[str, int]] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_SHORT: Final[dict[str, int]] = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 10**12}
_VAGUE: Final[dict[str, int]] = {
    "several": 3,
    "scores": 40,
    "dozens": 24,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
"""The least that a word without a number can mean: "dozens" is at least two of them."""
SYMBOLS: Final[dict[str, str]] = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
MONEY: Final = (
    "dollars?|euros?|pounds?|yen|yuan|rupees?|roubles?|rubles?|francs?|kron[aeo]r?|kroner|zloty|rand|pesos?|lira|"
    "shillings?|naira|crowns?|dirhams?|ringgit|baht"
)
_BOUNDS_BEFORE: Final[tuple[tuple[str, str], ...]] = (
    (
        r"(?:no|not) (?:more|higher|greater) than|at (?:the )?(?:very )?most|up to|as (?:many|much|high) as|"
        r"a maximum of|limited to",
        "to",
    ),
    (r"(?:no|not) (?:fewer|less|lower) than|at (?:the very )?least|a minimum of|upwards? of", "from"),
    (r"more than|over|above|exceed(?:s|ed|ing)?|in excess of|topp(?:ed|ing)|surpass(?:ed|ing)|north of", "above"),
    (r"fewer than|less than|under|below|short of", "below"),
    (
        r"about|around|roughly|nearly|almost|approximately|some|(?:an )?estimated|estimates of|close to|near|nearer|"
        r"approaching|in the region of|circa|perhaps|maybe|virtually|the best part of|probably",
        "near",
    ),
)
HEDGES_BEFORE: Final = tuple(
    (re.compile(rf"\b(?:{words})(?: (?:an?|the|another|additional|all))?[ \u00a0]$", re.IGNORECASE), bound)
    for words, bound in _BOUNDS_BEFORE
)
"""Words right before a number and the bound they make; "no more than" is tried before "more than"."""
HEDGES_AFTER: Final = (
    (
        re.compile(r" (?:\w+ )?or (?:more|over|above)\b|\+| plus\b| and counting\b| at (?:the very )?least\b", re.I),
        "from",
    ),
    (re.compile(r" (?:\w+ )?or (?:fewer|less|under)\b| at (?:the )?most\b| at (?:the )?maximum\b", re.I), "to"),
    (re.compile(r" (?:\w+ )?or (?:so|thereabouts)\b|-odd\b|-ish\b| odd\b", re.I), "near"),
)
_WORD: Final = re.compile(
    r"[$€£¥₹]|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:[’'][^\W\d_]+)?|[-–—]|[^\w\s]"
)


@dataclass(frozen=True)
class Word:
    """One word, number or mark, in lower case, with its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """A number, the index after its last word, and whether it is only the least that is meant."""

    value: float | int
    after: int
    vague: bool = False


def words_in(text: str) -> list[Word]:
    """The words, numbers and marks of a text."""
    return [Word(match.group().lower(), *match.span()) for match in _WORD.finditer(text)]


def number_at(words: list[Word], at: int) -> Found | None:
    """The longest number that starts with the word at that index."""
    if at >= len(words):
        return None
    word = words[at].text
    if word in _VAGUE:
        return _vague(words, at)
    if word in ("half", "a", "an", "quarter"):
        return _with_article(words, at)
    if word[0].isdecimal():
        return _digits(words, at)
    return _spelt(words, at) if word in _ONES or word in _TENS else None


def _text(words: list[Word], at: int) -> str:
    return words[at].text if at < len(words) else ""


def _vague(words: list[Word], at: int) -> Found:
    """ "several dozen" is three dozen or more, "hundreds of thousands" two hundred thousand or more."""
    value, scale = _VAGUE[words[at].text], _text(words, at + 1)
    if scale in _SCALES:
        return Found(value * _SCALES[scale], at + 2, vague=True)
    scale = _text(words, at + 2)
    if _text(words, at + 1) == "of" and scale.removesuffix("s") in _SCALES:
        return Found(value * _SCALES[scale.removesuffix("s")], at + 3, vague=True)
    return Found(value, at + 1, vague=True)


def _with_article(words: list[Word], at: int) -> Found | None:
    """ "half a million", "a dozen", "a couple of hundred", "a few thousand", "a quarter of a million"."""
    text = [_text(words, at + n) for n in range(5)]
    if text[0] == "half" and text[1] in ("a", "an") and text[2] in _SCALES:
        return Found(_SCALES[text[2]] // 2, at + 3)
    if text[0] in ("a", "an") and text[1] == "quarter" and text[2:4] == ["of", "a"] and text[4] in _SCALES:
        return Found(_SCALES[text[4]] / 4, at + 5)
    if text[0] == "a" and text[1] == "half" and text[2] in _SCALES:
        return Found(_SCALES[text[2]] // 2, at + 3)
    if text[0] == "a" and text[1] in ("few", "couple"):
        link = 1 if text[2] == "of" else 0
        scale = text[2 + link]
        return Found(2 * _SCALES[scale], at + 3 + link, vague=True) if scale in _SCALES else None
    return _spelt(words, at) if text[0] in ("a", "an") and text[1] in _SCALES else None


def _digits(words: list[Word], at: int) -> Found:
    value, after = Decimal(words[at].text.replace(",", "")), at + 1
    following = _text(words, after)
    near = after < len(words) and words[after].start == words[at].end
    if following in _SHORT and (near or following not in ("k", "m")):
        value, after = value * _SHORT[following], after + 1
    elif following in _SCALES and not near:
        value, after = value * _SCALES[following], after + 1
    return Found(_plain(value), after)


def _plain(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() and value < 10**15 else float(value)


def _spelt(words: list[Word], at: int) -> Found | None:
    """Words of a number put together: each scale multiplies what stands before it."""
    if [_text(words, at + n) for n in (1, 2, 3)] == ["and", "a", "half"]:
        scale = _SCALES.get(_text(words, at + 4), 1)
        return Found(_plain(Decimal(2 * _ONES.get(words[at].text, 0) + 1) / 2 * scale), at + 4 + (scale > 1))
    total = current = 0
    first, last_small = at, ""
    while at < len(words):
        word = words[at].text
        if word in _ONES and last_small != "one":
            current, last_small = current + _ONES[word], "one"
        elif word in _TENS and not last_small:
            current, last_small = current + _TENS[word], "ten"
        elif word in _SCALES:
            current, last_small = max(current, 1) * _SCALES[word], ""
            if _SCALES[word] >= 1_000:
                total, current = total + current, 0
        elif not (_joins(words, at, first) or (at == first and word in ("a", "an"))):
            break
        at += 1
    return Found(total + current, at)


def _joins(words: list[Word], at: int, first: int) -> bool:
    """The hyphen of "twenty-three", the "and" of "a hundred and twelve"."""
    following, before = _text(words, at + 1), _text(words, at - 1)
    if words[at].text == "-":
        return before in _TENS and 0 < _ONES.get(following, 0) < 10 and words[at].start == words[at - 1].end
    return (
        words[at].text == "and"
        and at > first
        and before in ("hundred", "thousand")
        and (following in _ONES or following in _TENS)
    )
