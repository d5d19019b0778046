"""Dates and web addresses as they may be written in a file or a flag: checked once, here."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import quote, urlsplit

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR_OR_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")
_KEPT = "!#$%&'()*+,/:;=?@[]~"
DATE_WANTED = "a date such as 2024-01-24, or a date and time with zone such as 2024-01-24T08:15:00Z"


def check_date(text: str) -> str:
    """The date or date-time itself, when it is ISO 8601 and stands in the calendar.

    Raises:
        ValueError: it does not, or it is a time without a zone, which nobody can place.
    """
    if _DAY.fullmatch(text):
        date.fromisoformat(text)
    elif _MOMENT.fullmatch(text):
        datetime.fromisoformat(text)
    else:
        raise ValueError(f"{text!r} is not {DATE_WANTED}")
    return text


def check_time(text: str) -> str:
    """A date, a date-time, a month or a year ("in May 2023" is 2023-05), or two of them joined by "/".

    Raises:
        ValueError: it is none, or ends before it starts.
    """
    start, slash, end = text.partition("/")
    for part in (start, end) if slash else (start,):
        if not _YEAR_OR_MONTH.fullmatch(part):
            check_date(part)
    if slash and end[: len(start)] < start[: len(end)]:
        raise ValueError(f"{text!r} ends before it starts")
    return text


def check_url(text: str) -> str:
    """The web address with what may not stand in one percent-encoded ("a b" becomes "a%20b").

    Raises:
        ValueError: it is not http or https (``javascript:`` and ``file:`` never become a link), or has no host.
    """
    parts = urlsplit(text.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{text!r} is no web address; expected one that starts with https:// or http://")
    return quote(text.strip(), safe=_KEPT)
