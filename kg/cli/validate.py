"""``kg validate``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import out, say, store_option, store_path, table
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.validate import Checked

_FILES = (".ttl", ".trig", ".nq", ".nt")


@click.command(epilog="Example: kg validate il76")
@click.argument("names", nargs=-1, metavar="[ARTICLE|FILE]…")
@click.option(
    "--shapes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Shapes of your own in Turtle, applied besides the package's.",
)
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--wait", is_flag=True, help="Wait while another process writes to the store.")
@store_option
def command(names: tuple[str, ...], shapes: Path | None, format_: str, wait: bool, store: Path | None) -> int:
    """Check the store, some of its articles, or RDF files against the shapes, and every quote against the text.

    Exit code 1 when something is violated. A warning, such as a shape that checks nothing, violates nothing.
    """
    files = [Path(name) for name in names if _is_file(name)]
    articles = [name for name in names if not _is_file(name)]
    checked = [_check_file(path, shapes) for path in files]
    if articles or not files:
        checked.append(_check_store(store_path(store), articles, shapes, wait))
    return _tell(checked, format_)


def _is_file(name: str) -> bool:
    return name.lower().endswith(_FILES) and Path(name).is_file()


def _check_file(path: Path, shapes: Path | None) -> Checked:
    from kg.validate import check_quads, file_quads

    return check_quads(file_quads(path), shapes)


def _check_store(folder: Path, names: Sequence[str], shapes: Path | None, wait: bool) -> Checked:
    from kg.store import open_store
    from kg.validate import check_store
    from kg.views import find_article

    with open_store(folder, wait=wait) as opened:
        articles = [find_article(opened, name).iri for name in names]
        if not opened.articles():
            raise UsageError("the store holds no article", hint="'kg build ARTICLE' adds one")
        length = len(articles or opened.graphs())
        with click.progressbar(length=length, label="checking", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
            return check_store(opened, articles, shapes, tell=lambda name: bar.update(1))


def _tell(checked: Sequence[Checked], format_: str) -> int:
    from msgspec import json

    found = [violation for one in checked for violation in one.found]
    if format_ == "json":
        out(json.format(json.encode(found), indent=1).decode())
    elif found:
        table(("severity", "message", "shape"), [(v.severity, v.message, v.shape.rpartition("/")[2]) for v in found])
    wrong = sum(violation.severity == "Violation" for violation in found)
    quotes, graphs = sum(one.quotes for one in checked), sum(one.graphs for one in checked)
    say(f"{_count(graphs, 'graph')} checked, {_count(quotes, 'quote')} compared with the text: {_verdict(wrong)}")
    return 1 if wrong else 0


def _verdict(wrong: int) -> str:
    return _count(wrong, "violation") if wrong else "every shape holds, every quote stands verbatim in it"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
