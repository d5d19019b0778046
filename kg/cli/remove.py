"""``kg remove``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import safe, say, store_option, store_path


@click.command(epilog="Example: kg remove il76")
@click.argument("article")
@click.option("--wait", is_flag=True, help="Wait while another process uses the store.")
@store_option
def command(article: str, wait: bool, store: Path | None) -> None:
    """Remove an article from the store.

    ARTICLE is a name, an id or the beginning of one, as 'kg list' shows them. Entities and conflicts that rest on it
    go with it.
    """
    from kg.pipeline import remove_article
    from kg.store import open_store
    from kg.views import find_article

    with open_store(store_path(store), write=True, wait=wait) as opened:
        found = find_article(opened, article)
        remove_article(opened, found.iri)
    say(f"{safe(found.doc)}: removed, {found.assertions:,} assertions")
