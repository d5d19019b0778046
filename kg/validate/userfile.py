"""Checks somebody else's shapes before they are trusted: a misspelt constraint conforms with everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib import Literal as Word
from rdflib.term import Node

from kg.errors import InputError, LimitError
from kg.model import Violation
from kg.namespaces import KG, SH
from kg.resources import ONTOLOGY, turtle_files
from kg.validate.files import syntax_fault
from kg.validate.shacl import graph_of
from kg.validate.terms import APPLIED, REFUSED
from kg.validate.wording import short

LARGEST = 5_000_000
_NEARLY_SHACL = re.compile(r"^(https?://)?(www\.)?w3\.org/ns/shacl", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
_FOREIGN = re.compile(r"(?<![\w?$:.-])(service|load)(?![\w:-])|(?<![\w?$:.-])(from)\s+(named\s+)?<", re.IGNORECASE)
_TARGETS = tuple(URIRef(SH + name) for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
_QUERIES = tuple(URIRef(SH + name) for name in ("select", "ask"))
_CLASS, _NODE, _SUBJECTS, _OBJECTS = _TARGETS


def read_shapes(path: Path) -> Graph:
    """The shapes in a Turtle file, once nothing in them would silently do nothing.

    Raises:
        InputError: not Turtle, no shape in it, a term that SHACL does not have, or one that is not applied here.
        LimitError: the file is too large or too deeply nested.
    """
    graph = _parsed(path)
    for term in sorted(set(_terms(graph))):
        _check_term(term, path)
    _check_queries(graph, path)
    _check_patterns(graph, path)
    shapes = [(None, RDF.type, URIRef(SH + kind)) for kind in ("NodeShape", "PropertyShape")]
    if not any(pattern in graph for pattern in [*shapes, *((None, target, None) for target in _TARGETS)]):
        raise InputError("holds no shape", file=str(path), hint="a shape is a sh:NodeShape with a target")
    return graph


def check_shapes(path: Path, data: Graph | None = None) -> list[Violation]:
    """Warnings about the shapes in a file: what they aim at is not in the data, or is not followed.

    Raises: as ``read_shapes``.
    """
    shapes = read_shapes(path)
    rows = [*_imports(shapes), *_unknown_terms(shapes), *_idle_targets(shapes, data)]
    return [
        Violation(message=message, focus_node=focus, value=value, shape=focus, severity="Warning")
        for focus, value, message in sorted(set(rows))
    ]


def _parsed(path: Path) -> Graph:
    if path.stat().st_size > LARGEST:
        raise LimitError(f"larger than {LARGEST:,} bytes", file=str(path), hint="split the shapes into several files")
    try:
        text = path.read_text("utf-8-sig")
        # The parser is native code that nested triple terms end with a segmentation fault.
        if "<<" in text:
            raise InputError("<< : RDF 1.2 is not applied", file=str(path), hint="write shapes without triple terms")
        return graph_of(Quad(*triple) for triple in parse(text, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        line, column = error.lineno, error.offset
        raise InputError(f"not Turtle: {syntax_fault(error)}", file=str(path), line=line, column=column) from error
    except ValueError as error:
        raise InputError(f"not Turtle: {error}", file=str(path), hint="expected UTF-8 text in Turtle") from error


def _terms(graph: Graph) -> Iterator[str]:
    """Every IRI of the file that is, or seems to be meant for, one of SHACL's."""
    for triple in graph:
        yield from (str(node) for node in triple if isinstance(node, URIRef) and _NEARLY_SHACL.match(node))


def _check_term(iri: str, path: Path) -> None:
    if not iri.startswith(SH):
        raise InputError(f"<{iri}> is not a term of SHACL", file=str(path), hint=f"its namespace is <{SH}>")
    name = iri.removeprefix(SH)
    if name in REFUSED:
        raise InputError(
            f"sh:{name}: {REFUSED[name]}", file=str(path), hint="without it the shape would always conform"
        )
    if name not in APPLIED and name and not name.endswith("ConstraintComponent"):
        near = get_close_matches(name, sorted(APPLIED), n=1, cutoff=0.5)
        hint = f"Did you mean sh:{near[0]}?" if near else "see the SHACL standard for its terms"
        raise InputError(f"sh:{name} is not a term of SHACL; the shape would always conform", file=str(path), hint=hint)


def _check_queries(graph: Graph, path: Path) -> None:
    for predicate in _QUERIES:
        for text in sorted(str(value) for value in graph.objects(None, predicate)):
            found = _FOREIGN.search(_ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16) % 0x110000), text))
            if found:
                word = (found[1] or found[2]).upper()
                raise InputError(f"a query with {word}: federation is off", file=str(path), hint="ask the data alone")


def _check_patterns(graph: Graph, path: Path) -> None:
    for pattern in sorted(str(value) for value in graph.objects(None, URIRef(SH + "pattern"))):
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            raise InputError(
                f"sh:pattern {pattern[:60]!r} is no regular expression: {error}", file=str(path)
            ) from error


Row = tuple[str, str, str]


def _imports(shapes: Graph) -> Iterator[Row]:
    for subject, target in shapes.subject_objects(OWL.imports):
        yield str(subject), str(target), f"owl:imports <{target}> is not followed; give that file with --shapes instead"


def _unknown_terms(shapes: Graph) -> Iterator[Row]:
    """Own terms that the vocabulary does not have: a path that is misspelt is never there to violate anything."""
    used = {node for triple in shapes for node in triple if isinstance(node, URIRef) and node.startswith(KG)}
    known = own_terms()
    for term in used - known:
        near = get_close_matches(str(term), sorted(map(str, known)), n=1, cutoff=0.8)
        hint = f"; is {short(near[0])} meant?" if near else ""
        yield str(term), str(term), f"{short(term)} is not a term of the vocabulary{hint}"


def own_terms() -> set[URIRef]:
    """Every term that the vocabulary and its scales define."""
    graph = Graph()
    for path in turtle_files(ONTOLOGY):
        graph.parse(path, format="turtle")
    return {term for term in graph.subjects() if isinstance(term, URIRef) and term.startswith(KG)}


def _idle_targets(shapes: Graph, data: Graph | None) -> Iterator[Row]:
    targets = [(shape, kind, value) for kind in _TARGETS for shape, value in shapes.subject_objects(kind)]
    implicit = [s for s in shapes.subjects(RDF.type, URIRef(SH + "NodeShape")) if _is_class(shapes, s)]
    targets += [(shape, _CLASS, shape) for shape in implicit]
    if not targets:
        yield "", "", "no shape has a target, so that nothing is checked"
    for shape, kind, value in targets:
        if data is not None and not _matches(data, kind, value):
            name = "shape" if isinstance(shape, BNode) else short(str(shape))
            yield (
                str(shape),
                str(value),
                f"{name} checks nothing: no node of the data meets {short(kind)} {_shown(value)}",
            )


def _is_class(shapes: Graph, node: Node) -> bool:
    return any((node, RDF.type, kind) in shapes for kind in (RDFS.Class, OWL.Class))


def _shown(value: Node) -> str:
    return str(value) if isinstance(value, Word) else short(str(value))


def _matches(data: Graph, kind: URIRef, value: Node) -> bool:
    if kind == _CLASS:
        classes = set(data.transitive_subjects(RDFS.subClassOf, value))
        return any((None, RDF.type, each) in data for each in classes)
    if kind == _NODE:
        return (value, None, None) in data or (None, None, value) in data
    return (None, value, None) in data
