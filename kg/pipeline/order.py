"""Puts the inputs of one call into an order that does not depend on how they were listed."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import json, structs

from kg.model import Article
from kg.pipeline.inputs import Job
from kg.pipeline.shelf import canonical, completed, is_compatible

_TRUST = {"machine": 0, "model": 1, "person": 2}
_Input = tuple[Article, Job]


def arrange(jobs: Iterable[Job]) -> list[Job]:
    """The jobs, the oldest article first; of several with one text, all but the best name the one that is built.

    A person's Reading is better than a model's, and that better than a machine's. What the others know of publisher,
    date and address completes the best.
    """
    jobs = list(jobs)
    readable = [(canonical(job.article), job) for job in jobs if job.article is not None]
    groups: list[list[_Input]] = []
    for entry in sorted(readable, key=_most_known_first):
        home = next((group for group in groups if _fits(entry, group)), None)
        if home is None:
            groups.append([entry])
        else:
            home.append(entry)
    arranged = sorted((_best_first(group) for group in groups), key=lambda group: _age(group[0]))
    broken = sorted((job for job in jobs if job.article is None), key=lambda job: job.file)
    return [job for group in arranged for job in group] + broken


def _most_known_first(entry: _Input) -> tuple[int, str, str]:
    """An article without any metadata joins one that has some, and never the other way round."""
    article, job = entry
    known = sum(map(bool, (article.publisher, article.published, article.url)))
    return (-known, _content(article, job), job.file)


def _content(article: Article, job: Job) -> str:
    return json.encode([structs.replace(article, name=""), job.reading]).decode()


def _fits(entry: _Input, group: list[_Input]) -> bool:
    """Compatible with every member: what one lacks, two others may give differently."""
    return all(entry[0].sha256 == other.sha256 and is_compatible(entry[0], other) for other, _ in group)


def _best_first(group: list[_Input]) -> list[Job]:
    ranked = sorted(group, key=lambda entry: (-_trust(entry[1]), _content(*entry), entry[1].file))
    (article, best), others = ranked[0], ranked[1:]
    whole = structs.replace(completed(article, (other for other, _ in others)), name=article.name)
    return [structs.replace(best, article=whole), *(structs.replace(job, better=best.file) for _, job in others)]


def _trust(job: Job) -> int:
    return _TRUST[job.reading.reader.kind] if job.reading is not None else 0


def _age(job: Job) -> tuple[bool, str, str]:
    """Articles without a date come last."""
    assert job.article is not None
    return (not job.article.published, job.article.published, _content(job.article, job))
