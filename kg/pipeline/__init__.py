"""Joins the stages: files → articles and Readings → quads → store → entities and conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.articles import MAX_BYTES, Metadata
from kg.errors import UsageError
from kg.imports import imported_graphs
from kg.pipeline.derive import chosen_base, derive, known_base
from kg.pipeline.ingest import Ingest, Read
from kg.pipeline.inputs import Job, find_jobs
from kg.pipeline.order import arrange
from kg.pipeline.report import ArticleReport, BuildReport
from kg.reading import read_article
from kg.resolve import find_hints
from kg.store import Store
from kg.views import load_entities

__all__ = ["ArticleReport", "BuildReport", "build", "derive", "import_files", "remove_article"]

Tell = Callable[[ArticleReport], None]
Track = Callable[[list[Job]], Iterator[Job]]


def build(
    paths: Iterable[Path | str],
    store: Store,
    *,
    metadata: Metadata | None = None,
    read: Read = read_article,
    base: str = "",
    keep_invalid: bool = False,
    max_bytes: int = MAX_BYTES,
    tell: Tell | None = None,
    track: Track = iter,
) -> BuildReport:
    """Builds articles, which ``read`` reads by machine, Readings as they stand, and folders of both.

    Each article is one transaction; the order of the paths does not matter. Entities and conflicts are made anew
    when anything has changed. ``tell`` hears of each article as soon as it is written; ``track`` hands the jobs on and
    can show how far the build is.

    Raises:
        UsageError: another base than the store's, or one address or title for several articles.
        StoreError: the store cannot be written to; articles that ``tell`` heard of stay.
    """
    metadata = metadata or Metadata()
    base = chosen_base(store, base)
    jobs = arrange(find_jobs(paths, metadata, max_bytes))
    _check_flags(jobs, metadata)
    ingest = Ingest(store, base, read, keep_invalid=keep_invalid)
    reports = [_told(_skipped(job) if job.better else ingest.add(job), tell) for job in track(jobs)]
    return _finish(store, base, reports)


def _told(report: ArticleReport, tell: Tell | None) -> ArticleReport:
    if tell is not None:
        tell(report)
    return report


def _skipped(job: Job) -> ArticleReport:
    name = job.article.name if job.article else job.file
    return ArticleReport(name=name, file=job.file, status="skipped", better=job.better)


def _check_flags(jobs: list[Job], metadata: Metadata) -> None:
    """One address for two articles would make the one a version of the other."""
    articles = sum(job.article is not None and not job.better for job in jobs)
    if articles > 1 and (metadata.url or metadata.title):
        raise UsageError(f"--url and --title name one article, and here are {articles}", hint="Build them one by one.")


def _finish(store: Store, base: str, reports: list[ArticleReport]) -> BuildReport:
    written = sum(report.written for report in reports)
    written += derive(store, base, changed=written > 0)
    if written:
        store.flush()
    hints = find_hints(load_entities(store)) if written else []
    return BuildReport(articles=tuple(reports), written=written, hints=tuple(hints))


def import_files(files: Iterable[Path], store: Store, *, keep_invalid: bool = False) -> tuple[ArticleReport, ...]:
    """Takes article graphs in Turtle, TriG or N-Quads into the store, checked like built ones.

    Raises:
        InputError, LimitError: a file cannot be read; nothing of any file is stored then.
    """
    graphs = [(str(file), name, quads) for file in files for name, quads in imported_graphs(file).items()]
    origin = next((name.rpartition("article/")[0] for _, name, _ in graphs), "")
    base = chosen_base(store, known_base(store) or origin)
    ingest = Ingest(store, base, read_article, keep_invalid=keep_invalid)
    reports = [ingest.put_graph(name, quads, file) for file, name, quads in graphs]
    return _finish(store, base, reports).articles


def remove_article(store: Store, iri: str) -> int:
    """Takes an article version out of the store, with all that followed from it; gives the quads written."""
    base = chosen_base(store, "")
    written = Ingest(store, base, read_article, keep_invalid=True).remove(iri)
    written += derive(store, base)
    store.flush()
    return written
