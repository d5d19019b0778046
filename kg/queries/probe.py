"""Finds the word at which a query stops being SPARQL; runs inside the worker.

The engine's parser reports the farthest place that it looked at, and to look for the keyword OPTIONAL it looks at any
eight characters: ``{ ?x foo ?y }`` is reported two words late. So the beginnings of the query are parsed one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.queries.tokens import spans

Parse = Callable[[str], None]
"""Raises SyntaxError when the text is not SPARQL."""
_PLACE = re.compile(r"error at (\d+):(\d+)")


def find_fault(text: str, parse: Parse) -> int | None:
    """The offset of the first word that does not fit; ``None`` if the query fits up to its end."""
    words = spans(text)
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if _fails_at(text[: words[middle][1]], parse) is None:
            low = middle + 1
        else:
            high = middle
    if low == len(words):
        return None
    start, end = words[low]
    at = _fails_at(text[:end], parse)
    assert at is not None
    inside = start < at < end  # looked into this word for a keyword, from the word before
    fitting = [first for first, _ in words[: low + 1] if first >= at and not inside]
    return fitting[0] if fitting else words[max(0, low - 1)][0]


def _fails_at(text: str, parse: Parse) -> int | None:
    """Where a beginning of the query fails before its own end; ``None`` if more words could still complete it."""
    try:
        parse(text)
    except SyntaxError as error:
        found = _PLACE.match(str(error))
        at = _offset(text, int(found[1]), int(found[2])) if found else len(text)
        return at if at < len(text) else None
    return None


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return sum(len(before) + 1 for before in lines[: line - 1]) + column - 1
