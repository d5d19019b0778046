"""``kg build``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import progress, safe, say, store_option, store_path
from kg.cli.metadata import metadata, metadata_options
from kg.cli.readers import chosen_reader, reader_options

if TYPE_CHECKING:
    from kg.model import Violation
    from kg.pipeline import ArticleReport, BuildReport
    from kg.store import Store

_SHOWN = 20


@click.command(epilog="Example: kg build seeds/il76")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@metadata_options
@reader_options
@click.option("--base", default="", metavar="IRI", help="Where articles and entities are minted; the store keeps it.")
@click.option("--keep-invalid", is_flag=True, help="Store articles that violate the shapes, too.")
@click.option("--max-bytes", type=click.IntRange(1), default=5_000_000, show_default=True, help="Size of an article.")
@click.option("--wait", is_flag=True, help="Wait while another process uses the store.")
@store_option
def command(paths: tuple[str, ...], store: Path | None, wait: bool, **given: Any) -> int:
    """Read articles and Readings into the store.

    An article (text, Markdown, HTML; - for stdin) is read by machine, a Reading (YAML) is built as it stands. In a
    folder, the Reading beside an article is used where there is one: reading.yaml beside article.txt, X.yaml or
    X.reading.yaml beside X.txt. The same bytes again change nothing.
    """
    from kg.store import open_store

    known, read = metadata(given), chosen_reader(given)
    with open_store(store_path(store), write=True, wait=wait) as opened:
        report = _build(paths, opened, metadata=known, read=read, **given)
    _tell_end(report)
    return _exit_code(report)


def _build(paths: tuple[str, ...], store: Store, **given: Any) -> BuildReport:
    """Builds; on a terminal with a bar, and then what is to be said waits until the bar is gone."""
    from kg.pipeline import build

    waiting: list[ArticleReport] = []
    tell = waiting.append if sys.stderr.isatty() else _tell
    try:
        return build(paths, store, tell=tell, track=lambda jobs: progress(jobs, "building", len(jobs)), **given)
    finally:
        for report in waiting:
            _tell(report)


def _tell(report: ArticleReport) -> None:
    """One line an article, and below it what was wrong."""
    name = safe(report.name)
    if report.error is not None:
        say(f"{name}: refused: {safe(str(report.error), lines=True)}")
        if report.error.hint:
            say(f"    {safe(report.error.hint)}")
        return
    say(f"{name}: {report.status}{_details(report)}")
    _tell_violations(report.violations)


def _details(report: ArticleReport) -> str:
    if report.status == "skipped":
        return f", {safe(report.file)} has the same text as {safe(report.better)}"
    parts = [f"{report.assertions:,} assertions", f"{report.quads:,} quads, {report.written:,} written"]
    if report.revision_of:
        parts.append(f"a new version of {report.revision_of.rpartition('/')[2]}")
    if report.dropped:
        parts.append(f"{len(report.dropped):,} dropped whose words are not in the text")
    if report.unchecked:
        parts.append("machine-read, unchecked")
    return ", " + ", ".join(parts)


def _tell_violations(violations: tuple[Violation, ...]) -> None:
    for violation in violations[:_SHOWN]:
        say(f"    {safe(violation.focus_node.rpartition('/')[2])}: {safe(violation.message)}")
    if len(violations) > _SHOWN:
        say(f"    and {len(violations) - _SHOWN:,} more")


def _tell_end(report: BuildReport) -> None:
    for hint in report.hints:
        say(f"warning: {safe(hint)}")
    if len(report.refused) == len(report.articles):
        say("nothing stored")
    elif not report.written:
        say("unchanged")
    elif len(report.articles) > 1:
        say(f"{len(report.articles):,} inputs, {report.written:,} quads written, derived ones included")
    if any(article.violations for article in report.refused):
        say("Refused articles were not stored; --keep-invalid stores them all the same.")


def _exit_code(report: BuildReport) -> int:
    """The worst of what happened; a violation is a failed check, anything else says its own code."""
    return max((article.error.exit_code if article.error else 1 for article in report.refused), default=0)
