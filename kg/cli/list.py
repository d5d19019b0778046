"""``kg list``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import out, say, store_option, store_path, table

if TYPE_CHECKING:
    from kg.views import ArticleView

HEADERS = ("article", "id", "publisher", "published", "assertions", "reader", "follows")


@click.command(epilog="Example: kg list --format json")
@click.option("--format", "format_", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True)
@click.option("--wait", is_flag=True, help="Wait while another process writes to the store.")
@store_option
def command(format_: str, wait: bool, store: Path | None) -> None:
    """List the articles in the store.

    A version that follows another is a later text of the same article.
    """
    from msgspec import json

    from kg.store import open_store
    from kg.views import load_articles

    with open_store(store_path(store), wait=wait) as opened:
        articles = load_articles(opened)
    if format_ == "json":
        out(json.format(json.encode(articles), indent=1).decode())
    elif format_ == "jsonl":
        out("".join(json.encode(article).decode() + "\n" for article in articles))
    else:
        table(HEADERS, [_row(article) for article in articles])
    if not articles:
        say("no articles; 'kg build ARTICLE' adds one")


def _row(article: ArticleView) -> tuple[str, ...]:
    reader = article.reader + (" (unchecked)" if article.unchecked else "")
    follows = article.revises.rpartition("/")[2]
    count = f"{article.assertions:,}"
    return (article.doc, article.id, article.publisher, article.published, count, reader, follows)
