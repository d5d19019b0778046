"""Where a paragraph's own words begin after its dateline, and where a headline's parts begin."""

from __future__ import annotations

import re
from typing import Final

_DATELINE: Final = re.compile(
    r"\s*(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’]*){0,3}(?:, [^—–:;\n]{2,40}?)?(?: ?\([^)\n]{2,40}\))?"
    r"|[A-ZÀ-Þ][\w.'’ ,/-]{2,50} \([A-Z][\w /.]{1,30}\))"
    r"(?: ?[—–]+ ?| -+ )(?=[\"“‘']?[A-ZÀ-Þ0-9])"
)
"""A place in capitals or with an agency in brackets, a dash, a new sentence: "GRAZ, May 6 (Reuters) - The mayor …"."""
_PART: Final = re.compile(r"[;:] (?=\w)|[?!] (?=[A-Z])|(?<= )[–—-] (?=[\w.’'-]+(?: [\w.’'-]+){0,3}$)")
_STOP: Final = re.compile(r"[.!?…][\"'”’)]*\s*$")
_LONGEST_HEADLINE: Final = 160


def dateline_end(text: str, start: int = 0) -> int:
    """Where the words after the dateline of the line at ``start`` begin; ``start`` itself where there is none."""
    match = _DATELINE.match(text, start)
    return match.end() if match is not None else start


def is_headline(line: str) -> bool:
    """Whether the line is short and ends without a stop."""
    return len(line) <= _LONGEST_HEADLINE and _STOP.search(line) is None


def headline_parts(line: str) -> set[int]:
    """Where the parts of a headline begin after the first: "Mine fire: union blames owner; police widen inquiry"."""
    if not is_headline(line) or '"' in line or "“" in line:
        return set()
    return {match.end() for match in _PART.finditer(line)}
