"""``kg import``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import say, store_option, store_path


@click.command(epilog="Example: kg import il76.trig --store elsewhere")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--keep-invalid", is_flag=True, help="Store articles that violate the shapes, too.")
@store_option
def command(files: tuple[Path, ...], keep_invalid: bool, store: Path | None) -> None:
    """Take Turtle, TriG or N-Quads that 'kg export' wrote back into the store.

    Each article is validated like a built one. Entities and conflicts are worked out anew.
    """
    from kg.pipeline import import_files
    from kg.store import open_store

    with open_store(store_path(store), write=True) as opened:
        for article in import_files(files, opened, keep_invalid=keep_invalid):
            say(f"{article.name}: {article.status}, {article.quads:,} quads")
