"""Graph and shapes → list of violations, in words that a person understands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.model import Violation
from kg.resources import ONTOLOGY, turtle_files
from kg.validate.reports import violation_list
from kg.validate.shacl import graph_of, own_shapes, shacl_results
from kg.validate.userfile import check_shapes, read_shapes
from kg.validate.worker import results_in_time

TIMEOUT = 60.0
"""Seconds that somebody else's shapes may take."""


def violations(
    quads: Iterable[Quad], shapes: Path | None = None, *, context: Iterable[Quad] = (), timeout: float = TIMEOUT
) -> list[Violation]:
    """What breaks the package's shapes, or those in a file; of the latter also warnings of what checks nothing.

    ``context`` tells types and labels of nodes that the quads only refer to; nothing is reported of these.
    An article may be stored when nothing of severity "Violation" is found here and ``misquoted`` finds nothing.

    Raises:
        InputError: the shapes in the file cannot be applied, or would silently do nothing.
        LimitError: the shapes in the file were not done in time.
    """
    data, told = list(quads), list(context)
    if shapes is None:
        return violation_list(shacl_results(graph_of([*data, *told]), own_shapes()), data, told)
    told += _class_tree()
    warnings = check_shapes(shapes, graph_of([*data, *told]))
    results = results_in_time([*data, *told], read_shapes(shapes), timeout=timeout)
    return [*violation_list(results, data, told), *warnings]


def _class_tree() -> list[Quad]:
    """The vocabulary's subclass triples, so that a user's ``sh:targetClass prov:Entity`` finds assertions."""
    quads = (quad for path in turtle_files(ONTOLOGY) for quad in parse(path=path, format=RdfFormat.TURTLE))
    return [quad for quad in quads if quad.predicate.value.endswith("#subClassOf")]
