"""Cuts a SPARQL text into tokens, as far as one must know what is code and what is a string, an IRI or a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_TOKEN = re.compile(
    rf"""
      (?P<skip>    \s+ | \#[^\r\n]* )
    | (?P<string>  \"\"\" (?: [^"\\] | \\. | "(?!"") )*+ \"\"\" | \'\'\' (?: [^'\\] | \\. | '(?!'') )*+ \'\'\'
                 | " (?: [^"\\\r\n] | \\. )*+ " | ' (?: [^'\\\r\n] | \\. )*+ ' )
    | (?P<iri>     < (?: [^\x00-\x20<>"{{}}|^`\\] | {_ESCAPE} )*+ > )
    | (?P<variable>[?$]\w+ )
    | (?P<label>   _:[\w.\-]+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name>    (?: [^\W\d_][\w.\-]* )? : (?: [\w:.\-] | %[0-9A-Fa-f]{{2}} | \\[_~.\-!$&'()*+,;=/?\#@%] )*+ )
    | (?P<number>  \d+ )
    | (?P<word>    [^\W\d]\w* )
    | (?P<open>    [(\[{{] )
    | (?P<close>   [)\]}}] )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query that counts: white space and comments are left out."""

    kind: str
    text: str
    start: int
    inside: str  # the innermost bracket that is open before it
    depth: int  # how many brackets are open before it


def tokens(text: str) -> Iterator[Token]:
    """The tokens in order. Any text can be cut; whether it is SPARQL is for the engine to say."""
    open_brackets: list[str] = []
    for match in _TOKEN.finditer(text):
        kind, piece = str(match.lastgroup), match.group()
        if kind == "skip":
            continue
        yield Token(kind, piece, match.start(), open_brackets[-1] if open_brackets else "", len(open_brackets))
        if kind == "open":
            open_brackets.append(piece)
        elif kind == "close" and open_brackets:
            open_brackets.pop()


def spans(text: str) -> list[tuple[int, int]]:
    """Where each token starts and ends."""
    return [match.span() for match in _TOKEN.finditer(text) if match.lastgroup != "skip"]
