"""``kg schema``: the JSON Schema of the Reading file."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Print the JSON Schema of the Reading file, for editors that complete and check YAML.

    \b
    Example:
      kg schema > reading.schema.json
    """
    from kg.cli.common import out
    from kg.reading.file.schema import reading_schema

    out(reading_schema())
