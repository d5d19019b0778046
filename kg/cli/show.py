"""``kg show``."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import out, safe, store_option, store_path

if TYPE_CHECKING:
    from kg.model import AssertionView
    from kg.views import ArticleView

_WIDEST = 120


@click.command(epilog="Example: kg show il76")
@click.argument("article")
@click.option("--wait", is_flag=True, help="Wait while another process writes to the store.")
@store_option
def command(article: str, wait: bool, store: Path | None) -> None:
    """Show an article with its assertions marked and their speakers in the margin.

    ARTICLE is a name, an id or the beginning of one, as 'kg list' shows them. On a terminal the words are coloured by
    stance; elsewhere, and with NO_COLOR, brackets with the assertion's id stand around them.
    """
    from kg.cli.marked import marked_text
    from kg.store import open_store
    from kg.views import article_text, find_article, load_assertions

    with open_store(store_path(store), wait=wait) as opened:
        found = find_article(opened, article)
        text, views = article_text(opened, found.iri), load_assertions(opened, [found.iri])
    colours = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = min(_WIDEST, shutil.get_terminal_size((100, 24)).columns)
    out("\n".join([*_head(found), *marked_text(text, views, width=width, colours=colours), *_legend(views, colours)]))


def _head(article: ArticleView) -> list[str]:
    about = " · ".join(filter(None, (article.doc, article.publisher, article.published, article.url)))
    reader = f"read by {article.reader or 'nobody known'}" + (", unchecked" if article.unchecked else "")
    notes = [f"note: {safe(note)}" for note in article.notes]
    return [safe(about), f"{article.assertions:,} assertions, {safe(reader)}", *notes, ""]


def _legend(views: Sequence[AssertionView], colours: bool) -> list[str]:
    from kg.cli.marked import colour, stance_words
    from kg.model import STANCES

    used = [stance for stance in STANCES if any(view.stance == stance for view in views)]
    shown = [click.style(stance_words(stance), fg=colour(stance), bold=True) for stance in used] if colours else []
    lines = ["", "  ".join(shown)] if shown else []
    return lines + (["", "~ machine-read, unchecked"] if any(view.unchecked for view in views) else [])
