"""Which time or other thing a content speaks of, by its words, and whether two of them can be about the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.reading.spans.wordlists import words_of

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PAST: Final = frozenset({"previous", "ago"})
_ELSE: Final = frozenset({"another", "elsewhere", "separate", "unrelated"})
_NOT: Final = frozenset({"no", "not", "never", "n't", "n’t", "nobody", "none", "nothing"})
_BOUNDS: Final = frozenset({"before", "until", "till", "since", "after", "by"})


@dataclass(frozen=True)
class Times:
    """Words for other times and things ("in 2019", "another player"), days and months, and whether one is a bound."""

    other: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    bounded: bool = False


def times_in(words: Iterable[str]) -> Times:
    """The times among words in lower case; "no inspection since 2021" speaks of today, "has risen since 2021" may not.

    >>> times_in("no inspection since 2021".split()).other, times_in("no inspection in 2021".split()).other
    (frozenset(), frozenset({'2021'}))
    """
    told = tuple(words)
    found = frozenset(told)
    never = frozenset(year for since, year in pairwise(told) if since == "since") if found & _NOT else frozenset()
    other = frozenset(word for word in found - never if word in _PAST or word in _ELSE or _YEAR.fullmatch(word))
    return Times(other, found & words_of("calendar"), bool(found & _BOUNDS))


def same_time(one: Times, two: Times) -> bool:
    """Whether nothing tells the times apart: "in 2019" from today, "on Monday" from "on Friday".

    "No complaint before February 3" is answered by one of January 9.
    """
    days = one.bounded or two.bounded or not one.days or not two.days or bool(one.days & two.days)
    return one.other == two.other and days
