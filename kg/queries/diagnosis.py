"""Says in plain words, and with a caret, where a text stops being SPARQL."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kg.errors import InputError
from kg.queries.guard import FORMS
from kg.queries.header import Query
from kg.queries.tokens import Token, tokens

_PLACE = re.compile(r"error at (\d+):(\d+)")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_WIDTH = 100
Fault = tuple[int, str]
"""Where, as an offset into the text, and what."""


def syntax_error(query: Query, message: str, place: int | None, prefixes: Collection[str]) -> InputError:
    """The error for a text that the engine refused with ``message``, and whose word at ``place`` does not fit."""
    cut = list(tokens(query.text))
    offset, what = (
        _string_fault(cut)
        or _bracket_fault(cut)
        or _form_fault(cut)
        or _prefix_fault(cut, message, prefixes)
        or _word_fault(cut, place)
        or (_offset(query.text, message), _meaning(message))
    )
    line, column = position(query.text, offset)
    return InputError(
        f"this is not SPARQL: {what}",
        hint=excerpt(query.text, line, column),
        file=query.name,
        line=line,
        column=column,
    )


def _string_fault(cut: Sequence[Token]) -> Fault | None:
    quotes = [token.start for token in cut if token.kind == "other" and token.text in "\"'"]
    return (quotes[0], "this string has no end") if quotes else None


def _bracket_fault(cut: Sequence[Token]) -> Fault | None:
    waiting: list[Token] = []
    for token in cut:
        if token.kind == "open":
            waiting.append(token)
        elif token.kind == "close" and not (waiting and waiting.pop().text == _PAIRS[token.text]):
            return token.start, f"{token.text!r} closes no bracket that is open"
    return (waiting[-1].start, f"{waiting[-1].text!r} is never closed") if waiting else None


def _form_fault(cut: Sequence[Token]) -> Fault | None:
    if not cut:
        return 0, "there is no query"
    words = [token for token in cut if token.kind == "word" and token.text.upper() not in {"PREFIX", "BASE", "VERSION"}]
    if words and words[0].text.upper() in FORMS:
        return None
    return (words or cut)[0].start, "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE"


def _prefix_fault(cut: Sequence[Token], message: str, prefixes: Collection[str]) -> Fault | None:
    if "Prefix not found" not in message:
        return None
    known = set(prefixes)
    for before, token in zip([None, *cut], cut, strict=False):
        prefix = token.text.partition(":")[0]
        if token.kind != "name":
            continue
        if before and before.text.upper() == "PREFIX":
            known.add(prefix)
        elif prefix not in known:
            return (
                token.start,
                f"the prefix {prefix + ':'!r} is not declared; known are {', '.join(sorted(known - {''}))}",
            )
    return None


def _word_fault(cut: Sequence[Token], place: int | None) -> Fault | None:
    words = [token for token in cut if token.start == place]
    return (words[0].start, f"{words[0].text[:40]!r} does not fit here") if words else None


def _offset(text: str, message: str) -> int:
    found = _PLACE.match(message)
    if not found:
        return len(text)
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1


def _meaning(message: str) -> str:
    """The reasons that the engine has for a text whose words all fit."""
    if "variable that is unbound" in message:
        return "SELECT names a variable that GROUP BY leaves without a value"
    return "something before this place is missing or not allowed"


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def excerpt(text: str, line: int, column: int) -> str:
    """The line with a caret below the place; long lines are cut around it."""
    whole = text.split("\n")[line - 1]
    start = max(0, column - 1 - _WIDTH // 2)
    shown = re.sub(r"\s", " ", whole[start : start + _WIDTH].rstrip())
    return f"{shown}\n{' ' * (column - 1 - start)}^"
