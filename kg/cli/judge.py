"""``kg judge``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import say, store_option, store_path


@click.command(epilog="Example: kg judge il76/il-76 evening/plane --different --reason 'another crash'")
@click.argument("a")
@click.argument("b")
@click.option("--same/--different", "same", default=None, help="What you judge; one of the two is required.")
@click.option("--reason", required=True, metavar="TEXT", help="Why, for those who come after you.")
@store_option
def command(a: str, b: str, same: bool | None, reason: str, store: Path | None) -> None:
    """Record that two actors, things or propositions are the same across articles, or are not.

    A and B are IRIs, ARTICLE/ID (il76/russia, il76/shot-down), or names as in --about, which mean all articles'. A
    judgement overrules every rule, outlasts every build, and is replaced by your next one on the same two.
    """
    from kg.errors import UsageError
    from kg.pipeline import derive
    from kg.resolve import find_subjects, record_rulings
    from kg.store import open_store

    if same is None or not reason.strip():
        raise UsageError("say --same or --different, and give a --reason")
    with open_store(store_path(store), write=True) as opened:
        lefts, rights = find_subjects(opened, a), find_subjects(opened, b)
        changed = record_rulings(opened, lefts, rights, same=same, reason=reason.strip())
        if changed:
            derive(opened, opened.base)
            opened.flush()
    say("recorded" if changed else "unchanged: this was recorded before")
