"""Somebody else's shapes: what would silently conform is refused or warned of, and what never ends is stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError, LimitError
from kg.model import Violation
from kg.namespaces import PREFIXES
from kg.validate import check_shapes, violations
from kg.validate.shacl import graph_of
from kg.validate.terms import APPLIED, REFUSED

BASE = Path(__file__).parent / "shapes" / "base.ttl"
HEAD = (
    "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    + "@prefix my: <https://my.example/> .\n"
)
EVERY = "my:s a sh:NodeShape ; sh:targetClass kg:Assertion ; "


def base() -> list[Quad]:
    return [Quad(*quad.triple) for quad in parse(path=BASE, format=RdfFormat.TURTLE)]


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    return tmp_path / "my.ttl"


def found(shapes: Path, body: str, **options: float) -> list[Violation]:
    shapes.write_text(HEAD + body, encoding="utf-8")
    return violations(base(), shapes, **options)


def messages(shapes: Path, body: str) -> list[str]:
    return [f"{v.severity}: {v.message}" for v in found(shapes, body)]


def test_own_constraint_is_applied(shapes: Path) -> None:
    """A newsroom asks for a channel; our assertion has none."""
    body = EVERY + 'sh:property my:p . my:p sh:path kg:channel ; sh:minCount 1 ; sh:message "must name a channel" .'
    assert messages(shapes, body) == ["Violation: Assertion a01 “the bridge was safe” must name a channel; found none"]


def test_severity_of_a_shape_is_kept(shapes: Path) -> None:
    """A warning is shown and refuses nothing."""
    body = (
        EVERY
        + 'sh:property [ sh:path kg:channel ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "no channel" ] .'
    )
    assert messages(shapes, body) == ["Warning: Assertion a01 “the bridge was safe” no channel; found none"]


def test_fulfilled_shape_reports_nothing(shapes: Path) -> None:
    """The near miss of all that follows."""
    assert messages(shapes, EVERY + "sh:property [ sh:path kg:by ; sh:minCount 1 ] .") == []


def test_target_above_our_class_finds_our_nodes(shapes: Path) -> None:
    """Whoever knows PROV-O and not our vocabulary writes prov:Entity and means assertions."""
    body = "my:s a sh:NodeShape ; sh:targetClass prov:Entity ; sh:property [ sh:path kg:channel ; sh:minCount 1 ] ."
    assert [v.severity for v in found(shapes, body)] == ["Violation"]


def test_misspelt_constraint_is_refused_with_the_right_one(shapes: Path) -> None:
    """pySHACL alone reports "conforms"."""
    with pytest.raises(InputError, match="sh:minCont is not a term of SHACL") as caught:
        found(shapes, EVERY + "sh:property [ sh:path kg:channel ; sh:minCont 1 ] .")
    assert caught.value.hint == "Did you mean sh:minCount?"
    assert caught.value.file == str(shapes)


@pytest.mark.parametrize(
    "body",
    [
        'sh:js [ sh:jsFunctionName "f" ; sh:jsLibrary [ sh:jsLibraryURL "http://127.0.0.1:9/x.js"^^xsd:anyURI ] ] .',
        "sh:property [ sh:path kg:by ; sh:reifierShape [ sh:minCount 1 ] ] .",
        'sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT {} WHERE {}" ] .',
        'sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this WHERE { ?this ?p ?o }" ] .',
        "sh:expression sh:this .",
        "sh:entailment <http://www.w3.org/ns/entailment/RDFS> .",
    ],
    ids=["js", "reifierShape", "rule", "target", "expression", "entailment"],
)
def test_what_is_not_applied_is_refused(shapes: Path, body: str) -> None:
    """A shape whose only constraint is ignored always conforms."""
    with pytest.raises(InputError, match=r"not applied|never run"):
        found(shapes, EVERY + body)


@pytest.mark.parametrize(
    "space", ["http://www.w3.org/ns/shacl/", "https://www.w3.org/ns/shacl#", "http://w3.org/ns/shacl#"]
)
def test_nearly_right_namespace_is_refused(shapes: Path, space: str) -> None:
    """Every term is then unknown, and nothing is checked."""
    with pytest.raises(InputError, match="not a term of SHACL"):
        found(shapes, EVERY + f"<{space}minCount> 1 .")


def test_no_term_is_both_applied_and_refused() -> None:
    """The two lists are read one after the other."""
    assert frozenset(REFUSED) & APPLIED == frozenset()


def test_target_that_matches_nothing_is_warned_of(shapes: Path) -> None:
    """A misspelt class conforms with everything."""
    body = "my:s a sh:NodeShape ; sh:targetClass schema:Assertion ; sh:property [ sh:path kg:by ; sh:minCount 9 ] ."
    told = messages(shapes, body)
    assert told == [
        "Warning: <https://my.example/s> checks nothing: no node of the data meets sh:targetClass schema:Assertion"
    ]


@pytest.mark.parametrize(
    "target", ["sh:targetNode my:x", "sh:targetSubjectsOf kg:channel", "sh:targetObjectsOf schema:about2"]
)
def test_every_kind_of_target_is_looked_up(shapes: Path, target: str) -> None:
    """Each of SHACL's four kinds can miss."""
    told = messages(shapes, f"my:s a sh:NodeShape ; {target} ; sh:nodeKind sh:IRI .")
    assert [text.startswith("Warning: ") and "checks nothing" in text for text in told] == [True]


def test_shape_without_target_is_warned_of(shapes: Path) -> None:
    """It is applied to nothing."""
    assert messages(shapes, "my:s a sh:NodeShape ; sh:property [ sh:path kg:by ; sh:minCount 9 ] .") == [
        "Warning: no shape has a target, so that nothing is checked"
    ]


def test_misspelt_own_term_is_warned_of(shapes: Path) -> None:
    """A path that is in no graph has no values that could be wrong."""
    told = messages(shapes, EVERY + "sh:property [ sh:path kg:chanel ; sh:maxCount 0 ] .")
    assert told == ["Warning: kg:chanel is not a term of the vocabulary; is kg:channel meant?"]


def test_imports_are_warned_of_and_not_followed(shapes: Path, tmp_path: Path) -> None:
    """Neither from the network nor from the disk."""
    other = tmp_path / "other.ttl"
    other.write_text(HEAD + EVERY + "sh:property [ sh:path kg:channel ; sh:minCount 1 ] .", encoding="utf-8")
    body = f"<https://my.example/> a owl:Ontology ; owl:imports <{other.as_uri()}> , <http://127.0.0.1:9/x> .\n" + EVERY
    told = messages(shapes, body + "sh:nodeKind sh:IRI .")
    assert [("is not followed" in text, text.startswith("Warning")) for text in told] == [(True, True)] * 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT $this WHERE { sErViCe SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT $this WHERE { \\\\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT $this WHERE { <http://x#y>SERVICE<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT $this FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
    ],
)
def test_query_that_leaves_the_data_is_refused(shapes: Path, query: str) -> None:
    """Federation is off, in any spelling; no packet is sent and no file is read."""
    with pytest.raises(InputError, match="federation is off"):
        found(shapes, EVERY + f'sh:sparql [ sh:select "{query}" ] .')


def test_query_on_the_data_is_applied(shapes: Path) -> None:
    """The near miss: a variable called ?load is no federation."""
    query = "SELECT $this ?value WHERE { $this ?load ?value }"
    body = EVERY + f'sh:sparql [ sh:message "has a stance" ; sh:select "{query}" ] .'
    assert {v.severity for v in found(shapes, body)} == {"Violation"}


def test_query_with_a_syntax_error_is_refused(shapes: Path) -> None:
    """The fault lies in the shapes; nothing is known of the data."""
    with pytest.raises(InputError, match="the shapes cannot be applied"):
        found(shapes, EVERY + 'sh:sparql [ sh:select "SELECT $this WHERE { oops" ] .')


def test_broken_pattern_is_refused(shapes: Path) -> None:
    """It matches nothing, and pySHACL would end with a traceback."""
    with pytest.raises(InputError, match="is no regular expression"):
        found(shapes, EVERY + 'sh:property [ sh:path kg:quote ; sh:pattern "(a" ] .')


def test_pattern_that_never_ends_is_stopped(shapes: Path) -> None:
    """(a+)+ on forty letters takes years; "conforms" would be a lie, so the limit is an error."""
    shapes.write_text(HEAD + EVERY + 'sh:property [ sh:path kg:quote ; sh:pattern "^(a+)+$" ] .', encoding="utf-8")
    quote = NamedNode(PREFIXES["kg"] + "quote")
    long = [Quad(q.subject, q.predicate, Literal("a" * 60 + "!")) if q.predicate == quote else q for q in base()]
    with pytest.raises(LimitError, match=r"not done within 3 s, so nothing is known"):
        violations(long, shapes, timeout=3.0)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("my:s a sh:NodeShape ; sh:targetClass", "not Turtle"),
        ("my:s a sh:NodeShape ; sh:targetClass kg:Assertion ; nix:x 1 .", "not Turtle"),
        ("my:s a my:Shape .", "holds no shape"),
        ("", "holds no shape"),
        (EVERY + 'sh:property [ sh:path kg:by ; sh:minCount "one" ] .', "the shapes cannot be applied"),
        (EVERY + "sh:property [ sh:minCount 1 ] .", "the shapes cannot be applied"),
    ],
)
def test_file_that_holds_no_usable_shape_is_refused(shapes: Path, body: str, says: str) -> None:
    """Whatever is wrong with the file, the data are not called right."""
    with pytest.raises(InputError, match=says):
        found(shapes, body)


def test_bytes_that_are_no_text_are_refused(shapes: Path) -> None:
    """A picture given by mistake."""
    shapes.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(InputError, match="not Turtle"):
        check_shapes(shapes)


@pytest.mark.parametrize(("open_", "close"), [("[ my:p ", " ]"), ("( ", " )"), ("<<( my:a my:b ", " )>>")])
def test_deeply_nested_file_ends_in_a_message(shapes: Path, open_: str, close: str) -> None:
    """Twenty thousand brackets hold no shape; nested triple terms would end the process."""
    shapes.write_text(HEAD + "my:s my:p " + open_ * 20_000 + "1" + close * 20_000 + " .", encoding="utf-8")
    with pytest.raises(InputError, match=r"holds no shape|RDF 1\.2"):
        check_shapes(shapes)


def test_deeply_nested_shape_ends_in_a_message(shapes: Path) -> None:
    """A shape in a shape in a shape: pySHACL follows them one by one."""
    nested = "[ sh:not " * 2000 + "my:s" + " ]" * 2000
    with pytest.raises((InputError, LimitError)):
        found(shapes, EVERY + f"sh:not {nested} .")


def test_targets_are_not_judged_without_data(shapes: Path) -> None:
    """Whoever writes shapes before there is an article checks the file alone."""
    shapes.write_text(HEAD + EVERY + "sh:nodeKind sh:IRI .", encoding="utf-8")
    assert check_shapes(shapes) == []
    assert len(check_shapes(shapes, graph_of([]))) == 1
