"""``kg conflicts``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.pairs import load_pairs, pair_options, write_pairs

TYPES = "opposed incompatible reversal arithmetic undercut attributed-contrary instance-against-denial".split()


@click.command(epilog="Example: kg conflicts --about russia")
@click.option("--type", "type_", type=click.Choice(TYPES), help="Only this type.")
@click.option("--fail-on", type=click.Choice(["any", *TYPES]), help="Exit with 1 if there is one: for scripts.")
@pair_options
def command(
    type_: str | None, fail_on: str | None, about: str | None, format_: str, excel_safe: bool, store: Path | None
) -> None:
    """List the pairs of assertions that clash, with both sides' words and the rule that found them.

    Nobody is declared right: 'kg explain ID' tells why a pair is there and what would make it go away. Claims that
    somebody leaves unanswered are no conflicts; 'kg unresolved' lists them.
    """
    hits = [hit for hit in load_pairs(store, about, unresolved=False) if type_ in {None, hit.type}]
    write_pairs(hits, format_, excel_safe=excel_safe, none="no conflicts")
    found = [hit for hit in hits if fail_on in {"any", hit.type}]
    if found:
        from kg.errors import CheckError

        raise CheckError(f"--fail-on {fail_on}: {len(found)} found")
