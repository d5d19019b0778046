"""``kg explain``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import out, safe, store_option, store_path

if TYPE_CHECKING:
    from kg.errors import UsageError
    from kg.model import Conflict


@click.command(epilog="Example: kg explain c-1f2e3d")
@click.argument("id_", metavar="ID")
@store_option
def command(id_: str, store: Path | None) -> None:
    """Say in plain words why a pair of 'kg conflicts' or 'kg unresolved' is listed.

    It gives the two sayings with their sentences, the rule, what would make the pair go away, and what the rule does
    not claim.
    """
    from kg.conflicts import explain, find_all, find_by_id
    from kg.store import open_store

    with open_store(store_path(store)) as opened:
        hits = find_all(opened)
    hit = find_by_id(hits, id_)
    if hit is None:
        raise _unknown(id_, hits)
    out(safe(explain(hit), lines=True))


def _unknown(name: str, hits: list[Conflict]) -> UsageError:
    from difflib import get_close_matches

    from kg.errors import UsageError

    near = get_close_matches(name, [hit.id for hit in hits], n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else "'kg conflicts' and 'kg unresolved' list the ids."
    return UsageError(f"no conflict and no unresolved pair is called {name!r}", hint=hint)
