"""SHACL results → violations: of the data's own nodes only, each said once and in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pyoxigraph import Quad

from kg.model import Violation
from kg.namespaces import RDF
from kg.validate.shacl import Result
from kg.validate.wording import Wording, short

SHAPE = "https://w3id.org/kg-assertions/shape/"
_TYPE = RDF + "type"
_QUERY = "SPARQLConstraintComponent"
_SEVERITIES: dict[str, Literal["Violation", "Warning", "Info"]] = {"Warning": "Warning", "Info": "Info"}
_SHOWN = frozenset(
    """
    ClassConstraintComponent DatatypeConstraintComponent InConstraintComponent PatternConstraintComponent
    OrConstraintComponent NotConstraintComponent NodeKindConstraintComponent MaxLengthConstraintComponent
    MinInclusiveConstraintComponent MaxInclusiveConstraintComponent LessThanConstraintComponent
    LessThanOrEqualsConstraintComponent
    """.split()
)
"""Components whose result names a value that helps; elsewhere the value is the node itself, or there is none."""


def violation_list(results: Iterable[Result], data: list[Quad], context: list[Quad]) -> list[Violation]:
    """The results about the data's own nodes, sorted; ``context`` was only there to be referred to."""
    words = Wording([*data, *context])
    described = {str(getattr(quad.subject, "value", "")) for quad in context if quad.predicate.value == _TYPE}
    described -= {str(getattr(quad.subject, "value", "")) for quad in data if quad.predicate.value == _TYPE}
    found = {_violation(_named(result, words), words) for result in results}
    return sorted((v for v in found if v.focus_node not in described), key=_order)


def _named(result: Result, words: Wording) -> Result:
    """The result with the culprit as focus: a query that runs once a graph names it as its value."""
    if result.component == _QUERY and result.shape.startswith(SHAPE) and result.value and words.knows(result.value):
        return result._replace(focus=result.value)
    return result


def _violation(result: Result, words: Wording) -> Violation:
    found = _found(result, words)
    return Violation(
        message=words.sentence(result.focus, result.message) + (f"; found {found}" if found else ""),
        focus_node=result.focus,
        path=result.path,
        value=result.value,
        shape=result.shape,
        severity=_SEVERITIES.get(result.severity, "Violation"),
    )


def _found(result: Result, words: Wording) -> str:
    """What stands there instead, in words; nothing where the message says it all."""
    if result.component == _QUERY:
        return short(result.path)
    if result.component in ("MinCountConstraintComponent", "MaxCountConstraintComponent"):
        # The values of a path over several properties are not at hand here.
        return "" if " " in result.path else words.all_found(result.focus, result.path) or "none"
    shown = result.component in _SHOWN and result.value != result.focus
    return words.found(result.value) if shown and result.value else ""


def _order(violation: Violation) -> tuple[str, ...]:
    return violation.focus_node, violation.shape, violation.path, violation.value, violation.message
