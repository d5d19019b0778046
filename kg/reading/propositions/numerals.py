"""Numbers in running text with the bounds and units their words give: "half a million", "€1.2m", "40 to 50"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.reading.propositions.numberwords import HEDGES_AFTER, HEDGES_BEFORE, MONEY, SYMBOLS, Word, number_at, words_in

_FRACTION: Final = re.compile(
    r"\b(?:(?P<half>half)(?= (?:of|the|its|their|his|her|all)\b)|(?P<top>a|an|one|two|three|four)[ -]"
    r"(?P<bottom>half|third|quarter|fifth|sixth|seventh|eighth|tenth)s?(?= of\b)"
    r"|(?P<some>one|two|three|four|five|six|seven|eight|nine|\d\d?) (?:out of|in)(?: every)? "
    r"(?P<all>two|three|four|five|six|seven|eight|nine|ten|\d\d?0?)\b(?! (?:years|months|weeks|days|hours|minutes)\b))",
    re.IGNORECASE,
)
_PARTS: Final = "half third quarter fifth sixth seventh eighth ninth tenth".split()
_RISES: Final = re.compile(
    r"\b(?:r[io]se|risen|climbed|grew|grown|increased|jumped|went up|fell|fallen|dropped|declined|decreased|dipped|cut|"
    r"down|up|revised|reduced|raised|lowered|shrank|shrunk|slashed|changed)\b[^.;]{0,40}\bfrom $",
    re.IGNORECASE,
)
_SCORED: Final = re.compile(
    r"\b(?:vote[ds]?|voting|won|wins?|lost|beat|beaten|led|leads?|lead|defeated|ahead|score|drew)\b[^.;]{0,24}$",
    re.IGNORECASE,
)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATED: Final = re.compile(rf"\b{_MONTH} (?:the )?$", re.IGNORECASE)
_NOT_AFTER: Final = re.compile(
    r"(?:\b(?:article|section|flight|highway|route|no\.|nos?\.|number|page|chapter|room|gate|platform|line|unit|reactor|"
    r"block|phase|type|level|category|grade|class|paragraph|clause|day|week|round|stage|game|version|model|runway|"
    r"terminal|channel|district|zone|ward|group of|age|aged|ages|chapter|figure|table|case|tier|part|act|top|under-|"
    r"season|volume|bus|exit|size|zip|pier|junction|at around|since|by|at about) |[#№])$",
    re.IGNORECASE,
)
_NOT_BEFORE: Final = re.compile(
    r"^(?:-|[’']?s\b|st\b|nd\b|rd\b|th\b|:\d|\.\d|/|[ \u00a0]?(?:a\.?m\b|p\.?m\b|o[’']clock|gmt|est|utc|bst|cet)|"
    r"[- ]years?[- ]old|[- ](?:months?|weeks?|days?)[- ]old|,? (?:years|months) of age|"
    rf" (?:of )?{_MONTH}(?:\W|$)(?! be\b))",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"[ \u00a0]?%|[ -]per ?cent\b|[ -]percentage[ -]points?\b|"
    rf"[ -](?:US |U\.S\. |Canadian |Australian )?(?P<money>{MONEY})\b",
    re.IGNORECASE,
)
_YEAR_AFTER: Final = re.compile(
    r"\b(?:in|of|since|by|from|until|till|to|during|before|after|for|between|and|spring|summer|autumn|winter|early|"
    rf"late|mid|year|ca?\.|{_MONTH}) $|[,(–-] ?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Numeral:
    """A number at ``start`` to ``end``; ``high`` where it is a range; ``hedge`` and ``unit`` may be empty."""

    start: int
    end: int
    value: float | int
    high: float | int | None = None
    hedge: str = ""
    unit: str = ""


def numerals(text: str) -> list[Numeral]:
    """The numbers of a text that may count something: no dates, times, ages, scores, or numbers of flights."""
    shares = list(_shares(text))
    taken = [(each.start, each.end) for each in shares]
    found = [each for each in _plain(text) if not any(start < each.end and each.start < end for start, end in taken)]
    return sorted([*shares, *found], key=lambda each: each.start)


def _shares(text: str) -> Iterator[Numeral]:
    """ "two-thirds of the beds", "one in five": shares, each roughly."""
    for match in _FRACTION.finditer(text):
        top = 1 if match["half"] else _small(match["top"] or match["some"])
        bottom = (
            2 if match["half"] else _small(match["all"]) if match["all"] else _PARTS.index(match["bottom"].lower()) + 2
        )
        if 0 < top < bottom:
            yield Numeral(match.start(), match.end(), round(100 * top / bottom, 1), hedge="near", unit="percent")


def _small(word: str) -> int:
    if word.lower() in ("a", "an"):
        return 1
    found = number_at(words_in(word), 0)
    return int(found.value) if found is not None else 0


def _plain(text: str) -> Iterator[Numeral]:
    words = words_in(text)
    at = 0
    while at < len(words):
        found = number_at(words, at)
        if found is None:
            at += 1
            continue
        numeral, after = _ranged(
            text, words, Numeral(words[at].start, words[found.after - 1].end, found.value), found.after
        )
        if numeral is not None:
            numeral = _with_unit(text, replace(numeral, hedge=numeral.hedge or ("vague" if found.vague else "")))
        if numeral is not None and _counts(text, numeral):
            yield _hedged(text, numeral)
        at = after


def _ranged(text: str, words: list[Word], low: Numeral, after: int) -> tuple[Numeral | None, int]:
    """The number with the end of its range; of "rose from nine to 14" the later one, of "voted 61 to 38" none."""
    if after >= len(words) or words[after].text not in ("to", "and", "or", "-", "–", "—"):
        return low, after
    link, start = words[after].text, after + 1
    while start < len(words) and words[start].text in SYMBOLS:
        start += 1
    second = number_at(words, start)
    before = text[: low.start]
    if second is None or (link == "and" and not re.search(r"\bbetween \W?$", before, re.IGNORECASE)):
        return low, after
    high = Numeral(words[start].start, words[second.after - 1].end, second.value)
    if link == "to" and _RISES.search(before[-60:] if before[-1:] not in SYMBOLS else before[-61:-1]):
        return high, second.after
    if _SCORED.search(before[-40:]) or (link in ("-", "–", "—") and second.value <= low.value):
        return None, second.after
    if second.value <= low.value or (link == "or" and second.value > 4 * low.value):
        return low, after
    value = low.value * _borrowed(low, second.value)
    return Numeral(low.start, high.end, value, high=second.value), second.after


def _borrowed(low: Numeral, high: float | int) -> int:
    """ "two to three million": the scale stands with the second number alone."""
    return next((scale for scale in (1_000_000_000, 1_000_000, 1_000) if low.value < 1_000 and high >= scale), 1)


def _with_unit(text: str, numeral: Numeral) -> Numeral:
    """With the currency before it or the unit after it."""
    symbol = re.search(r"(?:\b(?:US|A|C|NZ|HK))?([$€£¥₹])$", text[: numeral.start])
    if symbol is not None:
        return replace(numeral, start=symbol.start(), unit=SYMBOLS[symbol[1]])
    after = _UNIT.match(text, numeral.end)
    if after is None:
        return numeral
    share = "percentage point" if "point" in after[0] else "percent"
    return replace(numeral, end=after.end(), unit=after["money"].lower().rstrip("s") if after["money"] else share)


def _counts(text: str, numeral: Numeral) -> bool:
    """Whether the number can count something."""
    before, after = text[max(0, numeral.start - 40) : numeral.start], text[numeral.end : numeral.end + 24]
    if re.search(r"(?:[\w’'][-/.:]|\.|[^\W\d_])$", before) or (_NOT_BEFORE.match(after) and not numeral.unit):
        return False
    if numeral.unit:
        return True
    if _NOT_AFTER.search(before) or (_DATED.search(before) and numeral.value <= 31):
        return re.search(r"\bby $", before) is not None and not _is_year(numeral, "")
    alone = not re.match(r" [^\W\d_]", after)
    if alone and numeral.value <= 110 and re.search(r"\b[A-Z][\w’'-]+, $|\b[a-z]+, an? $", before) and after[:1] == ",":
        return False  # "Tom Reed, 58, said"
    return not (_is_year(numeral, text[numeral.start : numeral.end]) and (_YEAR_AFTER.search(before) or alone))


def _is_year(numeral: Numeral, words: str) -> bool:
    return isinstance(numeral.value, int) and 1500 <= numeral.value <= 2100 and "," not in words


def _hedged(text: str, numeral: Numeral) -> Numeral:
    """With the bound that the words before or after it make."""
    before, after = text[max(0, numeral.start - 40) : numeral.start], text[numeral.end : numeral.end + 24]
    hedge = next((name for pattern, name in HEDGES_BEFORE if pattern.search(before)), "")
    hedge = hedge or next((name for pattern, name in HEDGES_AFTER if pattern.match(after)), "")
    return replace(numeral, hedge=hedge or numeral.hedge)
