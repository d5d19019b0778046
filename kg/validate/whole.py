"""Checks whole stores and files: every graph against the package's shapes, every quote against its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Quad

from kg.model import Violation
from kg.namespaces import ENTITIES, INFERRED, JUDGEMENTS
from kg.store import Store
from kg.validate.context import context_quads
from kg.validate.quotes import count_quotes, misquoted
from kg.validate.verdict import violations

_DERIVED = (ENTITIES, JUDGEMENTS, INFERRED)


class Checked(NamedTuple):
    """What was compared, and what was found; ``quotes`` counts the assertions whose words were compared."""

    graphs: int
    quotes: int
    found: tuple[Violation, ...]


def check_store(
    store: Store, articles: Iterable[str] = (), shapes: Path | None = None, *, tell: Callable[[str], None] | None = None
) -> Checked:
    """Checks these articles, or all of them with what was worked out from them.

    ``tell`` hears the name of each graph once it is checked.

    Raises: as ``violations`` does for the shapes in a file.
    """
    chosen = list(articles)
    names = chosen or [*store.articles(), *(name for name in _DERIVED if name in store.graphs())]
    everything: list[Quad] = []
    found: list[Violation] = []
    for name in names:
        quads = list(store.quads(graph=name))
        found += [*violations(quads, context=context_quads(store, quads)), *misquoted(quads)]
        everything += quads
        if tell:
            tell(name)
    if shapes is not None:
        found += violations(everything, shapes, context=context_quads(store, everything))
    return Checked(len(names), count_quotes(everything), tuple(found))


def check_quads(quads: Iterable[Quad], shapes: Path | None = None) -> Checked:
    """Checks the quads of a file, all graphs as one."""
    data = list(quads)
    found = [*violations(data), *misquoted(data)]
    if shapes is not None:
        found += violations(data, shapes)
    return Checked(len({quad.graph_name for quad in data}), count_quotes(data), tuple(found))
