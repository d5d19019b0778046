"""``kg check``: whether Reading files are right, with every fault and its place."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("readings", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="READING…")
def command(readings: tuple[Path, ...]) -> None:
    """Check Reading files against their articles: form, ids, quotes, hash.

    Every fault is told with file, line, column and field. Exit code 3 when there is one.

    \b
    Example:
      kg check seeds/il76/reading.yaml
    """
    from kg.errors import KgError

    worst = 0
    for path in readings:
        try:
            _tell_reading(path)
        except KgError as error:
            worst = max(worst, error.exit_code)
            _tell_faults(error)
    sys.exit(worst)


def _tell_reading(path: Path) -> None:
    from kg.cli.common import out, safe, say
    from kg.reading.file import load_reading

    reading = load_reading(path)
    for note in (*reading.article.notes, *(f"dropped {note}" for note in reading.dropped)):
        say(f"{safe(str(path))}: {safe(note)}")
    dropped = f", {len(reading.dropped)} dropped" if reading.dropped else ""
    out(f"{safe(str(path))}: ok: {len(reading.assertions)} assertions{dropped}")


def _tell_faults(error: Exception) -> None:
    from kg.cli.common import safe, say

    for line in str(error).split("\n"):
        say(safe(line))
    say(safe(getattr(error, "hint", "")))
