"""Reads the comment lines at the head of a query: its title, parameters and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, get_args

from msgspec import Struct

from kg.errors import InputError

Kind = Literal["entity", "text", "date", "integer"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_LINE = re.compile(r"#\s*(title|cq|params|columns|example):\s*(.*?)\s*$")
_PARAMETER = re.compile(r"([a-z]\w*) \((\w+), (required|optional)\) - (\S.*)")


class Parameter(Struct, frozen=True, kw_only=True):
    """One parameter of a query, which is a variable of its text; an optional one may stay unbound."""

    name: str
    kind: Kind
    required: bool
    note: str


class Query(Struct, frozen=True, kw_only=True):
    """A query's text and what its header says; without a header only ``name`` and ``text`` are filled."""

    name: str  # a named query's name, else the file, else "-"
    text: str
    title: str = ""
    questions: tuple[int, ...] = ()  # numbers of the competency questions that it answers
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = ()  # what is shown, in this order; empty: everything that is selected
    example: str = ""


def parse_query(text: str, name: str) -> Query:
    """The query with what its header says.

    Raises: InputError with the line of a header that cannot be read.
    """
    fields: dict[str, list[tuple[int, str]]] = {}
    for number, line in _header_lines(text):
        found = _LINE.match(line)
        if found:
            fields.setdefault(found[1], []).append((number, found[2]))
    parameters = tuple(_parameter(value, name, line) for line, value in fields.get("params", []) if value != "none")
    columns = tuple(word.strip() for _, value in fields.get("columns", []) for word in value.split(","))
    questions = tuple(_question(word, name, line) for line, value in fields.get("cq", []) for word in value.split(","))
    title, example = (fields.get(key, [(0, "")])[0][1] for key in ("title", "example"))
    return Query(
        name=name, text=text, title=title, questions=questions, parameters=parameters, columns=columns, example=example
    )


def _header_lines(text: str) -> Iterator[tuple[int, str]]:
    """The comment lines before the query itself, with their numbers."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("#"):
            return
        yield number, line


def _parameter(value: str, name: str, line: int) -> Parameter:
    found = _PARAMETER.fullmatch(value)
    if not found:
        raise InputError(
            f"this is no parameter: {value!r}",
            hint="Write '# params: about (entity, required) - what it is', one line a parameter, or '# params: none'.",
            file=name,
            line=line,
        )
    for kind in KINDS:
        if kind == found[2]:
            return Parameter(name=found[1], kind=kind, required=found[3] == "required", note=found[4])
    raise InputError(
        f"no parameter has the type {found[2]!r}", hint=f"Types: {', '.join(KINDS)}.", file=name, line=line
    )


def _question(word: str, name: str, line: int) -> int:
    if not word.strip().isdecimal():
        raise InputError(f"cq is the number of a competency question, not {word!r}", file=name, line=line)
    return int(word)
