"""Days in names and of articles, as far as they tell two things apart."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b|\b(\d{{4}})-(\d\d)-(\d\d)\b", re.IGNORECASE)
_APART = 30
"""Days between two articles beyond which "the Il-76" is another one."""


@lru_cache(maxsize=100_000)
def are_far_apart(left: str, right: str) -> bool:
    """Whether two articles are of different months or so; an unknown day is near to all.

    >>> are_far_apart("2024-01-24", "2022-06-24"), are_far_apart("2024-01-24", "")
    (True, False)
    """
    one, two = _day(left), _day(right)
    return one is not None and two is not None and abs((one - two).days) > _APART


def days_in(name: str) -> set[date]:
    """The days that a name gives.

    >>> days_in("the Il-76 that crashed on 24 January 2024")
    {datetime.date(2024, 1, 24)}
    """
    found = set()
    for day, month, year, *iso in _DAY.findall(name):
        text = "-".join(iso) if iso[0] else f"{year}-{MONTHS.index(month.lower()) + 1:02}-{int(day):02}"
        found.add(_day(text))
    return {day for day in found if day}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
