"""A short article and its Reading file, for tests that change one thing in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.articles import load_article
from kg.errors import InputError
from kg.model import Article, Reading, Span
from kg.reading.file import parse_reading

TEXT = (
    "Moscow accused Kiev of shooting it down. Kiev said it would look into it.\n\n"
    "It was late. “No comment,” the mayor said, and with it the evening ended. The mayor said more than he knew.\n"
)
HEAD = """\
article: {file: a.txt, publisher: AP, published: 2024-01-24}
reader: {kind: person}
actors:
  russia: {type: Country, label: Russia, surface: [Moscow]}
  mayor: {type: Person, label: the mayor}
things:
  plane: {type: Aircraft, label: the plane}
propositions:
  down: {text: Ukraine shot it down, about: [plane]}
  sum: {text: 3 and 4 are 7, about: [plane], counts: people, value: 7, parts: [down, late], sums: true}
  late: {text: It was late, about: [mayor]}
assertions:
"""
SAYS = "stance: affirms, certainty: certain, content: down"
GOOD = f"  - {{id: a1, by: russia, source: Moscow, cue: accused, quote: Kiev of shooting it down, {SAYS}}}\n"
ARTICLE: Article = load_article(TEXT.encode(), name="a.txt")


def read(rows: str, head: str = HEAD) -> Reading:
    """The Reading of the short article with these assertions."""
    return parse_reading(head + rows, ARTICLE, "r.yaml")


def faults(rows: str, head: str = HEAD) -> list[str]:
    """The lines of the error that the Reading gets."""
    with pytest.raises(InputError) as caught:
        read(rows, head)
    assert caught.value.exit_code == 3
    return str(caught.value).split("\n")


def shown(spans: tuple[Span, ...]) -> list[str]:
    """The words at the spans."""
    return [TEXT[span.start : span.end] for span in spans]


def write(folder: Path, text: str, name: str = "reading.yaml") -> Path:
    """A Reading file beside its article."""
    (folder / "a.txt").write_text(TEXT)
    (folder / name).write_text(text)
    return folder / name
