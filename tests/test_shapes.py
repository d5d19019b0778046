"""Every shape accepts what is right and refuses what is wrong: each case is added to a small right graph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import URIRef

from kg.namespaces import SH
from kg.validate import misquoted, violations
from kg.validate.shacl import own_shapes

CASES = Path(__file__).parent / "shapes"
BASE = CASES / "base.ttl"
INVALID = sorted(CASES.glob("*/invalid-*.ttl"))
VALID = sorted(CASES.glob("*/valid-*.ttl"))
SHAPE = "https://w3id.org/kg-assertions/shape/"


def _quads(*paths: Path) -> list[Quad]:
    return [quad for path in paths for quad in parse(path=path, format=RdfFormat.TURTLE)]


def _broken(path: Path) -> str:
    match = re.fullmatch(r"# breaks: ([\w-]+)", path.read_text(encoding="utf-8").splitlines()[0])
    assert match, f"{path.name}: the first line must be '# breaks: <shape>'"
    return match[1]


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def constrained_shapes() -> list[str]:
    """The local names of all shapes that can be broken: those with a message."""
    found = {str(shape) for shape in own_shapes().subjects(URIRef(SH + "message")) if isinstance(shape, URIRef)}
    return sorted(shape.removeprefix(SHAPE) for shape in found)


def test_base_is_valid_and_verbatim() -> None:
    """Else a case might break by what it is added to."""
    assert violations(_quads(BASE)) == []
    assert misquoted(_quads(BASE)) == []


@pytest.mark.parametrize("path", VALID, ids=_name)
def test_valid_case_breaks_nothing(path: Path) -> None:
    """A shape that refuses what is right keeps whole articles out."""
    assert [v.message for v in violations(_quads(BASE, path))] == []


@pytest.mark.parametrize("path", INVALID, ids=_name)
def test_invalid_case_breaks_exactly_the_shape_it_names(path: Path) -> None:
    """A case that breaks something else proves nothing about its shape."""
    assert {v.shape.removeprefix(SHAPE) for v in violations(_quads(BASE, path))} == {_broken(path)}


@pytest.mark.parametrize("shape", constrained_shapes())
def test_every_shape_has_a_case_that_breaks_it(shape: str) -> None:
    """A check that can never fire is no check."""
    assert shape in {_broken(path) for path in INVALID}


@pytest.mark.parametrize("shape", constrained_shapes())
def test_every_message_goes_on_from_the_name_of_the_node(shape: str) -> None:
    """The message is read after "Assertion a02 “…”"."""
    messages = [str(text) for text in own_shapes().objects(URIRef(SHAPE + shape), URIRef(SH + "message"))]
    assert [text.startswith("must ") for text in messages] == [True]
