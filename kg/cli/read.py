"""``kg read``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import out, progress, safe, say
from kg.cli.metadata import metadata, metadata_options

if TYPE_CHECKING:
    from kg.articles import Metadata
    from kg.model import Article


@click.command(epilog="Example: kg read article.txt --publisher AP --published 2024-01-24 > reading.yaml")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@metadata_options
@click.option("--format", "form", type=click.Choice(["yaml", "jsonl"]), default="yaml", show_default=True)
@click.option("-o", "folder", type=click.Path(path_type=Path), help="Write one file an article into this folder.")
@click.option("--reader", default="", metavar="NAME", help="The machine reader to use, e.g. rules.")
@click.option("--convention", type=click.Choice(["own", "polnear"]), default="own", show_default=True)
@click.option("--min-confidence", "least", type=click.FloatRange(0, 1), default=0.0, help="Leave out less sure ones.")
@click.option("--max-bytes", type=click.IntRange(1), default=5_000_000, show_default=True, help="Size of an article.")
def command(articles: tuple[str, ...], form: str, folder: Path | None, **given: Any) -> int:
    """Draft Readings of articles by machine, for a person to check.

    YAML is the Reading file; jsonl is one assertion a line with offsets. Several articles go to jsonl, or to a folder
    with -o. One article that cannot be read does not lose the others; the exit code tells of the worst.
    """
    from kg.errors import KgError, UsageError

    if len(articles) > 1 and form == "yaml" and folder is None:
        raise UsageError("several articles as YAML need a folder", hint="Give -o DIR, or --format jsonl.")
    if given["convention"] == "polnear" and form == "yaml":
        raise UsageError("the corpus' convention has no Reading file", hint="Give --format jsonl with it.")
    known, worst = metadata(given), 0
    for path in progress(articles, "reading", len(articles)):
        try:
            _hand_on(_read(path, form, known, given), path, form, folder)
        except KgError as error:
            error.file = error.file or path
            worst = max(worst, error.exit_code)
            say(f"kg: {safe(str(error))}" + (f"\n    {safe(error.hint)}" if error.hint else ""))
    return worst


def _read(path: str, form: str, known: Metadata, given: dict[str, Any]) -> str:
    """What is to be written of one article."""
    from kg.articles import load_article
    from kg.reading import read_article
    from kg.reading.dump import dump_reading
    from kg.reading.lines import assertion_lines, without_unsure

    article = load_article(path if path == "-" else Path(path), known, max_bytes=given["max_bytes"])
    if given["convention"] == "polnear":
        return _attributions(article, given)
    reading = read_article(article, given["reader"]) if given["reader"] else read_article(article)
    reading = without_unsure(reading, given["least"])
    _tell_dropped(path, reading.dropped)
    if form == "yaml":
        return dump_reading(reading, "article.txt" if path == "-" else Path(path).name)
    return "".join(line + "\n" for line in assertion_lines(reading))


def _attributions(article: Article, given: dict[str, Any]) -> str:
    from kg.reading import find_spans
    from kg.reading.lines import attribution_lines

    found = find_spans(article.text, given["reader"], convention="polnear")
    return "".join(line + "\n" for line in attribution_lines(article, found, given["least"]))


def _tell_dropped(path: str, dropped: tuple[str, ...]) -> None:
    for note in dropped:
        say(f"{safe(path)}: dropped {safe(note)}")


def _hand_on(text: str, path: str, form: str, folder: Path | None) -> None:
    if folder is None:
        out(text)
        sys.stdout.flush()
        return
    folder.mkdir(parents=True, exist_ok=True)
    name = "stdin" if path == "-" else Path(path).name.split(".")[0] or "article"
    (folder / f"{name}.{form}").write_text(text, encoding="utf-8")
