"""What the rules read in a text of a test's own."""

from __future__ import annotations

import hashlib

from kg.model import Article, Assertion, Proposition, Reading
from kg.reading import read_article


def read(text: str, published: str = "2024-05-16") -> Reading:
    """The Reading that the rules make of a text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(text=text, name="t", sha256=digest, published=published, publisher="The Ledger")
    return read_article(article, "rules")


def last(reading: Reading) -> Assertion:
    """The last thing said."""
    return reading.assertions[-1]


def content(reading: Reading, assertion: Assertion) -> Proposition:
    """What that assertion says."""
    return next(each for each in reading.propositions if each.id == assertion.content)
