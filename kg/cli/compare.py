"""``kg compare``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import out, safe, say, table

if TYPE_CHECKING:
    from kg.compare import Comparison
    from kg.model import Assertion, Reading


@click.command(epilog="Example: kg compare seeds/il76/reading.yaml machine.yaml -o compared.html")
@click.argument("a", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("b", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Also write an HTML page.")
@click.option("--totals", is_flag=True, help="Only the totals.")
def command(a: Path, b: Path, output: Path | None, totals: bool) -> None:
    """Show what two Readings of one article have in common and where they differ.

    Two assertions are the same saying when their speakers' words overlap and half of the quoted words agree.
    """
    from kg.compare.page import comparison_page
    from kg.pipeline.comparison import compare_readings
    from kg.reading.file import load_reading

    found = compare_readings(load_reading(a), load_reading(b))
    first, second = (a.name, b.name) if a.name != b.name else (str(a), str(b))
    table(("", "both", f"only {first}", f"only {second}", "agreement"), _totals(found))
    if not totals:
        _list(found)
    if output:
        output.write_bytes(comparison_page(found).encode())
        say(f"wrote {output}")


def _totals(found: Comparison) -> list[tuple[str, str, str, str, str]]:
    rows = found.tallies().items()
    return [(name, str(t.both), str(t.only_a), str(t.only_b), f"{t.f1:.0%}") for name, t in rows]


def _list(found: Comparison) -> None:
    """The differences, in the order of the text."""
    sayings = [(x, _line(found.a, x, "only first ")) for x in found.only_a]
    sayings += [(y, _line(found.b, y, "only second")) for y in found.only_b]
    for match in found.matches:
        if match.differs:
            line = _line(found.a, match.a, "not alike  ") + f" [{', '.join(match.differs)}]"
            sayings.append((match.a, line))
    for _, line in sorted(sayings, key=lambda row: (row[0].quote, row[1])):
        out(line)


def _line(reading: Reading, assertion: Assertion, kind: str) -> str:
    speaker = next((actor.label for actor in reading.actors if actor.id == assertion.by), assertion.by)
    quote = " … ".join(reading.article.text[s.start : s.end] for s in assertion.quote)
    return f"{kind}  {safe(speaker)}, {assertion.stance}: “{safe(quote)}”"
