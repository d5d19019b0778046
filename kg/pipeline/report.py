"""What a build did, article by article."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kg.errors import KgError
from kg.model import Violation

Status = Literal["new", "unchanged", "replaced", "refused", "skipped"]


class ArticleReport(Struct, frozen=True, kw_only=True):
    """What became of one input; ``skipped`` means that a better Reading of the same text was in the same call."""

    name: str
    status: Status
    iri: str = ""
    file: str = ""
    quads: int = 0  # in the article's graph
    written: int = 0  # of them added or removed now
    assertions: int = 0
    dropped: tuple[str, ...] = ()  # a machine's assertions whose words are not in the text
    violations: tuple[Violation, ...] = ()
    revision_of: str = ""
    better: str = ""  # when skipped: the file that was built instead
    error: KgError | None = None
    unchecked: bool = False  # read by a machine


class BuildReport(Struct, frozen=True, kw_only=True):
    """What became of all inputs, in the order in which they were written."""

    articles: tuple[ArticleReport, ...]
    written: int = 0  # quads added or removed, derived graphs included
    hints: tuple[str, ...] = ()  # names in the store that may pretend to be another

    @property
    def refused(self) -> tuple[ArticleReport, ...]:
        """The inputs that were not stored."""
        return tuple(article for article in self.articles if article.status == "refused")
