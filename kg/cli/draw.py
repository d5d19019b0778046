"""``kg draw``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import safe, say, store_option, store_path

if TYPE_CHECKING:
    from kg.model import Conflict
    from kg.store import Store

FORMATS = "svg html png".split()


@click.command(epilog="Example: kg draw --about il-76 -o conflicts.html")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True,
    help="The file to write; its ending chooses the format. '-' is stdout.",
)  # fmt: skip
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The format, where the file's ending does not say."
)
@click.option("--about", metavar="X", default="", help="Only claims about this actor or thing: IRI, id or name.")
@click.option("--graph", is_flag=True, help="Draw speakers, sayings and conflicts as a network instead.")
@store_option
def command(output: Path, format_: str | None, about: str, graph: bool, store: Path | None) -> None:
    """Draw who contradicts whom: a band for every question, both sides with their own words.

    What is asserted stands on the left, what denies, doubts or undercuts it on the right, and below who takes no
    position. Solid lines are conflicts; dashed ones say that somebody doubts, or that evidence is missing. At most
    60 boxes are drawn; the HTML page also lists the rest.
    """
    from kg.draw import draw
    from kg.store import open_store

    form = format_ or _format_of(output)
    with open_store(store_path(store)) as opened:
        pairs, title, reason = _choose(opened, about)
    picture = draw(pairs, form, graph=graph, about=title, reason=reason)
    _write(output, picture)
    say(safe(f"{output}: {len(pairs)} pairs" if pairs else f"{output}: no conflicts found. {reason}"))


def _format_of(output: Path) -> str:
    """The format that the file's ending names; stdout gets SVG."""
    from kg.errors import UsageError

    form = "svg" if output == Path("-") else output.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise UsageError(
            f"{output.name!r} does not say which format to draw in",
            hint="name the file .svg, .html or .png, or add --format",
        )
    return form


def _choose(store: Store, about: str) -> tuple[list[Conflict], str, str]:
    """The pairs to draw, the label of what they are about, and why there are none where there are none."""
    from kg.conflicts import find_all, load_world, select_about
    from kg.views import find_entity

    entity = find_entity(store, about) if about else ""
    world = load_world(store)
    label = min((each.label for each in world.entities.values() if each.entity == entity), default=about)
    pairs = find_all(world)
    if not pairs:
        sayings, articles = len(world.all_assertions), len(store.articles())
        return [], label, f"Of {sayings} assertions in {articles} articles no two clash, and none is left unanswered."
    chosen = select_about(pairs, world, entity) if entity else pairs
    return chosen, label, f"The store holds {len(pairs)} conflicts and unresolved pairs, none of them about {label}."


def _write(output: Path, picture: bytes) -> None:
    """Writes the file whole or not at all; what is there stays until the new picture is complete."""
    if output == Path("-"):
        sys.stdout.buffer.write(picture)
    elif output.exists() and not output.is_file():  # a device or a pipe: nothing to replace
        output.write_bytes(picture)
    else:
        _replace(output, picture)


def _replace(output: Path, picture: bytes) -> None:
    from kg.errors import StoreError

    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        part.write_bytes(picture)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(
            f"cannot be written: {error.strerror}", file=str(output), hint="choose a folder that exists and is yours"
        ) from error
