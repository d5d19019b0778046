"""Turns the values given for a query's parameters into RDF terms; they are bound by the engine, never pasted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kg.errors import UsageError
from kg.namespaces import XSD
from kg.queries.header import Parameter, Query

Term = dict[str, str]
"""A term as in the W3C's JSON results: ``type`` (uri or literal), ``value``, ``datatype``."""
Find = Callable[[str], str]
"""Gives the IRI of the entity that somebody means; raises UsageError."""


def split_parameters(pairs: Iterable[str]) -> dict[str, str]:
    """``name=value`` pairs as a dict.

    >>> split_parameters(["about=il-76", "counts=killed=dead"])
    {'about': 'il-76', 'counts': 'killed=dead'}
    """
    given: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise UsageError(f"a parameter is given as NAME=VALUE, not {pair!r}")
        if name in given:
            raise UsageError(f"the parameter {name!r} is given twice")
        given[name] = value
    return given


def bind(query: Query, given: Mapping[str, str], find: Find) -> dict[str, Term]:
    """A term for each parameter that is given; entities are looked up with ``find``.

    Raises: UsageError for a parameter that is missing, unknown, or given with a value that its type does not allow.
    """
    known = {parameter.name for parameter in query.parameters}
    missing = [p.name for p in query.parameters if p.required and p.name not in given]
    unknown = sorted(set(given) - known)
    if missing or unknown:
        words = [f"no parameter {name!r}" for name in unknown] + [f"{name!r} is missing" for name in missing]
        raise UsageError(f"{query.name}: {', '.join(words)}", hint=_listed(query))
    return {p.name: _term(p, given[p.name], find) for p in query.parameters if p.name in given}


def _listed(query: Query) -> str:
    """The query's parameters, for the user who got one of them wrong."""
    lines = [f"{p.name} ({p.kind}, {'required' if p.required else 'optional'}): {p.note}" for p in query.parameters]
    return "Parameters: " + "; ".join(lines) + "." if lines else "This query has no parameters."


def _term(parameter: Parameter, value: str, find: Find) -> Term:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"the value of {parameter.name!r} is no UTF-8 text") from error
    if parameter.kind == "entity":
        return {"type": "uri", "value": find(value)}
    if parameter.kind == "date":
        return {"type": "literal", "value": _day(parameter, value), "datatype": XSD + "date"}
    if parameter.kind == "integer":
        return {"type": "literal", "value": _integer(parameter, value), "datatype": XSD + "integer"}
    return {"type": "literal", "value": value}


def _day(parameter: Parameter, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise UsageError(
            f"{parameter.name!r} is a date, not {value!r}", hint="Write it as 2024-01-24 (year, month, day)."
        ) from error


def _integer(parameter: Parameter, value: str) -> str:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        raise UsageError(f"{parameter.name!r} is a whole number, not {value!r}")
    return str(int(value))
