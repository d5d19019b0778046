"""``kg read``."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import out, progress, safe, say
from kg.cli.metadata import metadata, metadata_options
from kg.cli.readers import chosen_reader, load_source, reader_options

if TYPE_CHECKING:
    from kg.model import Article, Reading

_LONG = 100_000


@click.command(epilog="Example: kg read article.txt --publisher AP --published 2024-01-24 > reading.yaml")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@metadata_options
@click.option("--format", "form", type=click.Choice(["yaml", "jsonl"]), default="yaml", show_default=True)
@click.option("-o", "folder", type=click.Path(path_type=Path), help="Write one file an article into this folder.")
@reader_options
@click.option("--convention", type=click.Choice(["own", "polnear"]), default="own", show_default=True)
@click.option("--min-confidence", "least", type=click.FloatRange(0, 1), default=0.0, help="Leave out less sure ones.")
@click.option("--fetch", is_flag=True, help="Fetch articles that are given as web addresses.")
@click.option("--max-bytes", type=click.IntRange(1), default=5_000_000, show_default=True, help="Size of an article.")
def command(articles: tuple[str, ...], form: str, folder: Path | None, **given: Any) -> int:
    """Draft Readings of articles by machine, for a person to check.

    An article is a file (text, Markdown, HTML), - for stdin, or a web address with --fetch. YAML is the Reading file;
    jsonl is one assertion a line with offsets. Several articles go to jsonl, or to a folder with -o. One article that
    cannot be read does not lose the others; the exit code tells of the worst.
    """
    from kg.errors import KgError

    _check(articles, form, folder, given["convention"])
    known, name = metadata(given), given["reader"]
    read, worst = chosen_reader(given), 0
    for path in progress(articles, "reading", len(articles)):
        try:
            article, page = load_source(path, known, fetch=given["fetch"], max_bytes=given["max_bytes"])
            with _told(article, path):
                written = _written(article, path, form, read, name, given)
            _hand_on(written, article, page, path, form, folder)
        except KgError as error:
            error.file = error.file or path
            worst = max(worst, error.exit_code)
            say(f"kg: {safe(str(error), lines=True)}" + (f"\n    {safe(error.hint)}" if error.hint else ""))
    return worst


@contextmanager
def _told(article: Article, path: str) -> Iterator[None]:
    """While an article of unusual length is read, how far its reading is goes to stderr."""
    if len(article.text) < _LONG:
        yield
        return
    log, teller = logging.getLogger("kg.reading"), logging.StreamHandler(sys.stderr)
    teller.setFormatter(logging.Formatter(f"{safe(path).replace('%', '%%')}: %(message)s"))
    log.addHandler(teller)
    log.setLevel(logging.INFO)
    say(f"{safe(path)}: {len(article.text) // 1_000} kB are long for an article; this takes a while")
    try:
        yield
    finally:
        log.removeHandler(teller)
        log.setLevel(logging.NOTSET)


def _check(articles: tuple[str, ...], form: str, folder: Path | None, convention: str) -> None:
    from kg.errors import UsageError

    if len(articles) > 1 and form == "yaml" and folder is None:
        raise UsageError("several articles as YAML need a folder", hint="Give -o DIR, or --format jsonl.")
    if convention == "polnear" and form == "yaml":
        raise UsageError("the corpus' convention has no Reading file", hint="Give --format jsonl with it.")


def _written(
    article: Article, path: str, form: str, read: Callable[[Article], Reading], name: str, given: dict[str, Any]
) -> str:
    """What is to be written of one article."""
    from kg.reading.file.dump import dump_reading
    from kg.reading.lines import assertion_lines, without_unsure

    if given["convention"] == "polnear":
        return _attributions(article, name, given["least"])
    reading = without_unsure(read(article), given["least"])
    for note in reading.dropped:
        say(f"{safe(path)}: dropped {safe(note)}")
    if not reading.assertions:
        say(f"{safe(path)}: nobody is found to say anything in it; what reads here reads English")
    if form == "yaml":
        return dump_reading(reading, f"{article.name}.txt" if _is_page(article, path) else Path(path).name)
    return "".join(line + "\n" for line in assertion_lines(reading))


def _attributions(article: Article, reader: str, least: float) -> str:
    from kg.reading import find_spans
    from kg.reading.lines import attribution_lines

    found = find_spans(article.text, reader, convention="polnear")
    return "".join(line + "\n" for line in attribution_lines(article, found, least))


def _is_page(article: Article, path: str) -> bool:
    """Whether the stored text is in no file yet: it was piped in, or taken out of a page."""
    return path == "-" or any("web page" in note for note in article.notes) or not Path(path).is_file()


def _hand_on(text: str, article: Article, page: bytes, path: str, form: str, folder: Path | None) -> None:
    """To stdout, or to the folder; a Reading there has its article beside it, and a page its bytes."""
    if folder is None:
        out(text)
        sys.stdout.flush()
        return
    folder.mkdir(parents=True, exist_ok=True)
    name = "stdin" if path == "-" else article.name
    (folder / f"{name}.{form}").write_text(text, encoding="utf-8")
    if form == "yaml":
        _put_beside(article, page, path, folder)


def _put_beside(article: Article, page: bytes, path: str, folder: Path) -> None:
    raw = page if page or path == "-" else Path(path).read_bytes()
    if _is_page(article, path):
        (folder / f"{article.name}.txt").write_bytes(article.text.encode())
        if raw:
            (folder / f"{article.name}.html").write_bytes(raw)
    elif Path(path).parent.resolve() != folder.resolve():
        (folder / Path(path).name).write_bytes(raw)
