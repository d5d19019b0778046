"""Finds queries: by name among ``queries/*.rq``, in a file, or on standard input."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path

from kg.errors import InputError, LimitError, UsageError
from kg.queries.guard import MAX_LENGTH
from kg.queries.header import Query, parse_query
from kg.resources import QUERIES


def named_queries() -> list[Query]:
    """All named queries, in the order of the competency questions that they answer."""
    queries = [_read_named(path) for path in sorted(QUERIES.glob("*.rq"))]
    return sorted(queries, key=lambda query: (query.questions, query.name))


def find_query(name: str) -> Query:
    """The query that ``name`` means: ``-`` for standard input, else a named query, else a file.

    A named query wins over a file that is called the same, so that a command means the same in every folder;
    ``./name`` names the file.

    Raises:
        UsageError: there is neither a query nor a file of that name.
        InputError: the file is no UTF-8 text, or its header cannot be read.
    """
    if name == "-":
        return parse_query(_decode(sys.stdin.buffer.read(MAX_LENGTH * 4 + 1), "-"), "-")
    named = QUERIES / f"{name}.rq"
    if Path(name).name == name and named.is_file():
        return _read_named(named)
    path = Path(name)
    if not path.exists():
        raise _unknown(name)
    if not path.is_file():
        raise InputError("not a file with a query", hint="'-' reads the query from standard input.", file=name)
    return parse_query(_read(path), name)


def _read_named(path: Path) -> Query:
    return parse_query(_read(path), path.stem)


def _read(path: Path) -> str:
    with path.open("rb") as file:
        return _decode(file.read(MAX_LENGTH * 4 + 1), str(path))


def _decode(content: bytes, name: str) -> str:
    if len(content) > MAX_LENGTH * 4:
        raise LimitError(f"the query is too long: {MAX_LENGTH:,} characters are the limit", file=name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", hint="Save the query as UTF-8.", file=name) from error


def _unknown(name: str) -> UsageError:
    if Path(name).suffix or len(Path(name).parts) > 1:
        return UsageError(f"no such file: {name!r}", hint="'kg query --list' shows the named queries.")
    near = get_close_matches(name, [path.stem for path in QUERIES.glob("*.rq")], n=3, cutoff=0.5)
    hint = "Did you mean " + " or ".join(near) + "?" if near else "'kg query --list' shows the named queries."
    return UsageError(f"neither a named query nor a file: {name!r}", hint=hint)
