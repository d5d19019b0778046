"""``kg unresolved``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.pairs import load_pairs, pair_options, write_pairs


@click.command(epilog="Example: kg unresolved --about il-76")
@pair_options
def command(about: str | None, format_: str, excel_safe: bool, store: Path | None) -> None:
    """List the claims that somebody affirms or denies and another neither affirms nor denies.

    One line a pair. "Neither confirmed nor denied", "no information", "could not verify", "no comment" and silence
    are told apart, and none of them is a denial.
    """
    hits = load_pairs(store, about, unresolved=True)
    write_pairs(hits, format_, excel_safe=excel_safe, none="nothing is left unresolved")
