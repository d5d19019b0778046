"""What commands share: where the store is, and how words reach stdout and stderr."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

Item = TypeVar("Item")
_SHOWN_AS_ESCAPE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def store_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds ``--store PATH``; resolve what it gives with ``store_path``."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        help="The store's folder. [default: $KG_STORE, else kg/store in the user's data folder]",
    )(function)


def store_path(store: Path | None) -> Path:
    """The store to use: the flag, else ``$KG_STORE``, else the XDG data folder."""
    if store is not None:
        return store
    if os.environ.get("KG_STORE"):
        return Path(os.environ["KG_STORE"])
    from platformdirs import user_data_path

    return user_data_path("kg") / "store"


def safe(text: str, *, lines: bool = False) -> str:
    """The text with control, bidi and invisible characters shown as escapes, so that it cannot steer a terminal.

    >>> safe("a\\x1b[31mb\\u202ec")
    'a\\\\x1b[31mb\\\\u202ec'
    """
    kept = "\n\t" if lines else ""
    return "".join(
        c if c in kept or unicodedata.category(c) not in _SHOWN_AS_ESCAPE else c.encode("unicode_escape").decode()
        for c in text
    )


def out(text: str) -> None:
    """Writes data to stdout, ending it with a newline."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def say(text: str) -> None:
    """Writes a message to stderr."""
    click.echo(text, err=True)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes a table to stdout; cells are made safe.

    Ruled on a terminal, line by line on one too narrow for the columns, tab-separated elsewhere.
    """
    cells = [[safe(str(cell)) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in [list(headers), *cells]:
            out("\t".join(row))
        return
    from rich.console import Console

    # rich leaves out colours alone where NO_COLOR is set; who sets it wants no escape sequences at all.
    console = Console(highlight=False, color_system=None if os.environ.get("NO_COLOR") else "auto")
    widths = [max(map(len, column)) for column in zip(headers, *cells, strict=True)]
    if sum(min(width, _READABLE) + 3 for width in widths) > console.width:
        _list_rows(console, headers, cells)
    else:
        _rule_rows(console, headers, cells)


_READABLE = 16
"""Columns narrower than this break words."""


def _rule_rows(console: Console, headers: Sequence[str], cells: list[list[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    ruled = Table(show_lines=True)
    for header in headers:
        ruled.add_column(header, overflow="fold")
    for row in cells:
        ruled.add_row(*(Text(cell) for cell in row))
    console.print(ruled)


def _list_rows(console: Console, headers: Sequence[str], cells: list[list[str]]) -> None:
    """One block a row, one line a column; what is empty is left out."""
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    for row in cells:
        console.print(Rule(style="dim"))
        for header, cell in zip(headers, row, strict=True):
            if cell:
                line = Text.assemble((f"{header}: ", "bold"), cell)
                console.print(Padding(line, (0, 0, 0, 2)))


def progress(items: Iterable[Item], label: str, length: int | None = None) -> Iterator[Item]:
    """The items one by one, with a bar on stderr while that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, length=length, file=sys.stderr) as bar:
        yield from bar
