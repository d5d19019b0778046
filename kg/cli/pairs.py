"""What ``kg conflicts`` and ``kg unresolved`` share: choosing pairs, and writing them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import out, say, store_option, store_path, table

if TYPE_CHECKING:
    from kg.model import AssertionView, Conflict

FORMATS = "table json jsonl csv".split()


def pair_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options of both commands."""
    for option in reversed(
        (
            click.option("--about", metavar="X", help="Only claims about this actor or thing: IRI, id or name."),
            click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True),
            click.option("--excel-safe", is_flag=True, help="CSV: neutralise cells that a spreadsheet would run."),
            store_option,
        )
    ):
        function = option(function)
    return function


def load_pairs(store: Path | None, about: str | None, *, unresolved: bool) -> list[Conflict]:
    """The conflicts or the unresolved pairs of the store, all of them or those about an entity."""
    from kg.conflicts import find_conflicts, find_unresolved, load_world, select_about
    from kg.store import open_store
    from kg.views import find_entity

    with open_store(store_path(store)) as opened:
        entity = find_entity(opened, about) if about else ""
        world = load_world(opened)
    hits = find_unresolved(world) if unresolved else find_conflicts(world)
    return select_about(hits, world, entity) if entity else hits


def write_pairs(hits: Sequence[Conflict], format_: str, *, excel_safe: bool, none: str) -> None:
    """Writes the pairs to stdout; where a person reads along, an empty list says so."""
    from kg.conflicts import conflict_record

    if format_ == "json":
        out(json.dumps([conflict_record(hit) for hit in hits], ensure_ascii=False, indent=2))
    elif format_ == "jsonl":
        out("".join(json.dumps(conflict_record(hit), ensure_ascii=False) + "\n" for hit in hits))
    elif format_ == "csv":
        out(_csv(hits, excel_safe=excel_safe))
    elif hits:
        table(["id", "type", "rule", "in dispute", "a", "b"], [_row(hit) for hit in hits])
    if not hits:
        say(none)


def _csv(hits: Sequence[Conflict], *, excel_safe: bool) -> str:
    from kg.conflicts import COLUMNS, conflict_row
    from kg.export.tables import excel_safe_cell

    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for hit in hits:
        row = conflict_row(hit)
        writer.writerow([excel_safe_cell(cell) for cell in row] if excel_safe else row)
    return written.getvalue()


def _row(hit: Conflict) -> list[str]:
    return [hit.id, hit.type, hit.rule, hit.question, _side(hit.a), "itself" if hit.a == hit.b else _side(hit.b)]


def _side(side: AssertionView) -> str:
    from kg.conflicts import side_in_words

    return f"{side_in_words(side)}: “{side.quote}” [{side.doc} {side.id}]"
