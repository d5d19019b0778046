"""Refuses queries that must not reach the engine: updates, federation, and what is too deep or too long for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.errors import LimitError, UsageError
from kg.queries.tokens import Token, tokens

MAX_LENGTH = 100_000
"""Characters of a query."""
MAX_TOKENS = 20_000
MAX_DEPTH = 200
"""Brackets within brackets; the engine's parser calls itself for each and would end the process at some thousands."""

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_PROLOGUE = frozenset({"PREFIX", "BASE", "VERSION"})
_BEFORE_A_GRAPH = frozenset({"GRAPH", "FROM", "NAMED"})
_ENDS_A_VALUE = frozenset({"variable", "label", "name", "string", "iri", "number", "close"})
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")


class Checked(NamedTuple):
    """What must be known of a query before it runs."""

    form: str  # SELECT, ASK, CONSTRUCT or DESCRIBE; empty where the text is no query at all
    names_graphs: bool  # FROM: the default graph is what it says, not everything in the store


def check_query(text: str) -> Checked:
    """The query's form, if it may run.

    Raises:
        LimitError: too deep or too long.
        UsageError: an update, or a query that would ask another server.
    """
    if len(text) > MAX_LENGTH:
        raise _too_much(f"{len(text):,} characters, {MAX_LENGTH:,} are the limit")
    cut = _cut(text)
    words = [token.text.upper() for token in cut if token.kind == "word"]
    form = next((word for word in words if word not in _PROLOGUE), "")
    _refuse_federation(text, cut)
    if form in _UPDATES:
        if "LOAD" in words:
            raise _federation("LOAD")
        raise UsageError(
            f"this is an update ({form}), not a query",
            hint="Queries only read. 'kg build', 'kg import' and 'kg remove' change the store.",
        )
    return Checked(form if form in FORMS else "", "FROM" in words)


def _cut(text: str) -> list[Token]:
    cut: list[Token] = []
    for token in tokens(text):
        if token.depth > MAX_DEPTH:
            raise _too_much(f"brackets nest deeper than {MAX_DEPTH}")
        cut.append(token)
        if len(cut) > MAX_TOKENS:
            raise _too_much(f"more than {MAX_TOKENS:,} words and signs")
    return cut


def _too_much(why: str) -> LimitError:
    return LimitError(f"the query is too deep or too long: {why}", hint="Ask in several smaller queries.")


def _federation(word: str) -> UsageError:
    return UsageError(
        f"federation is off: {word} would ask another server",
        hint="Load what you need with 'kg import', then ask without it.",
    )


def _refuse_federation(text: str, cut: Sequence[Token]) -> None:
    """SPARQL reads ``\\u0053ERVICE`` as SERVICE; our engine does not today, and may tomorrow."""
    plain = _CODE_POINT.sub(_decode, text)
    for version in dict.fromkeys([text, plain]):
        if "service" in version.lower() and _asks_elsewhere(cut if version == text else _cut(version)):
            raise _federation("SERVICE")


def _decode(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match[0]


def _asks_elsewhere(cut: Sequence[Token]) -> bool:
    """Whether the word SERVICE stands anywhere as code, or could."""
    return any(_is_service(cut, at) or _is_doubtful(cut, at) for at in range(len(cut)))


def _is_service(cut: Sequence[Token], at: int) -> bool:
    """No other word of SPARQL holds "service"; the engine does not ask for a space in ``1SERVICE``.

    A name such as ``service:a`` is also how it reads ``SERVICE :a``, if a group follows where no graph is named.
    """
    token = cut[at]
    if token.kind == "word":
        return "service" in token.text.lower()
    if token.kind != "name" or "service" not in token.text.partition(":")[0].lower():
        return False
    before = cut[at - 1].text.upper() if at else ""
    return before not in _BEFORE_A_GRAPH and at + 1 < len(cut) and cut[at + 1].text == "{"


def _is_doubtful(cut: Sequence[Token], at: int) -> bool:
    """Whether ``<…>`` may be two comparisons with code between them: ``FILTER(?a<CONCAT('>','b')) SERVICE …``.

    Read as an IRI, it would hide where the next string or comment begins, and SERVICE with it.
    """
    token = cut[at]
    if token.kind != "iri" or token.inside != "(" or _SCHEME.match(token.text):
        return False
    before = cut[at - 1]
    after_value = before.kind in _ENDS_A_VALUE or before.text.lower() in {"true", "false"}
    return after_value and not set("'#()[]\\").isdisjoint(token.text)
