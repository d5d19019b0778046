"""What is said of a graph that is not right: which assertion, what is wrong, what was found; and quotes proved."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import SH, URIRef

from kg.errors import InputError
from kg.model import Violation
from kg.namespaces import ENTITIES, KG, OA, RDF, SCHEMA, XSD
from kg.store import open_store
from kg.validate import context_quads, count_quotes, misquoted, violations
from kg.validate.shacl import own_shapes

BASE = Path(__file__).parent / "shapes" / "base.ttl"
A = "https://example.org/article/a/"
SPAN = A + "span-said"


def base() -> list[Quad]:
    return [Quad(*quad.triple) for quad in parse(path=BASE, format=RdfFormat.TURTLE)]


def changed(subject: str, predicate: str, value: NamedNode | Literal | None) -> list[Quad]:
    """The base graph with another value, or none, for one property of one node."""
    node, name = NamedNode(subject), NamedNode(predicate)
    kept = [quad for quad in base() if (quad.subject, quad.predicate) != (node, name)]
    return kept if value is None else [*kept, Quad(node, name, value)]


def only(found: list[Violation]) -> Violation:
    assert len(found) == 1, [v.message for v in found]
    return found[0]


def test_message_names_assertion_quote_and_what_was_found() -> None:
    """A person finds the place in the article, and sees what to correct."""
    found = only(violations(changed(A + "assertion-a01", KG + "stance", NamedNode(KG + "Telegram"))))
    assert found.message == (
        "Assertion a01 “the bridge was safe” must have exactly one stance (kg:stance), one of the scale kg:Stance; "
        "found kg:Telegram"
    )
    assert found.focus_node == A + "assertion-a01"
    assert (found.path, found.severity) == (KG + "stance", "Violation")


def test_message_of_a_check_of_the_whole_graph_names_the_culprit() -> None:
    """A query that runs once has a stand-in as its focus node, which tells nobody anything."""
    said = Literal("2025-01-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    found = only(violations(changed(A + "assertion-a01", KG + "saidOn", said)))
    assert found.focus_node == A + "assertion-a01"
    assert found.message.startswith(
        "Assertion a01 “the bridge was safe” must not have been said on 2025-01-01 (kg:saidOn), after"
    )


@pytest.mark.parametrize(
    ("value", "found"),
    [(None, "found none"), (NamedNode(A + "entity-bridge"), "found thing “the bridge”")],
)
def test_message_says_what_stands_there_instead(value: NamedNode | None, found: str) -> None:
    """A person need not look it up."""
    assert only(violations(changed(A + "assertion-a01", KG + "by", value))).message.endswith(found)


def test_message_lists_the_values_of_which_there_are_too_many() -> None:
    """Which of the two speakers is wrong, only a person can tell."""
    second = Quad(NamedNode(A + "assertion-a01"), NamedNode(KG + "by"), NamedNode(A + "entity-engineer"))
    message = only(violations([*base(), second])).message
    assert message.endswith("found actor “an engineer” and actor “the mayor”")


def test_misspelt_class_is_named() -> None:
    """As it stands in the file, with its prefix."""
    typed = Quad(NamedNode(A + "entity-mayor"), NamedNode(RDF + "type"), NamedNode(KG + "AnonymousSurce"))
    assert "of the class kg:AnonymousSurce, which" in only(violations([*base(), typed])).message


def test_contested_fact_is_shown_with_its_predicate() -> None:
    """Which triple to take out."""
    fact = Quad(
        NamedNode(A + "entity-mayor"), NamedNode("https://w3id.org/kg-assertions/predicate/shotDown"), Literal("x")
    )
    found = only(violations([*base(), fact]))
    assert found.message.startswith("Actor “the mayor” must not be the subject of a plain fact")
    assert found.message.endswith("; found pred:shotDown")


def test_violations_are_the_same_on_every_run() -> None:
    """The report of a refusal can be compared with the last one."""
    quads = changed(A + "assertion-a01", KG + "by", None) + changed(SPAN, OA + "exact", None)
    assert violations(quads) == violations(list(reversed(quads)))


def test_nothing_is_reported_of_what_is_only_referred_to() -> None:
    """Another article's actor is described by its type and label alone; that is no fault of this graph."""
    stranger = NamedNode(A + "assertion-elsewhere")
    told = [Quad(stranger, NamedNode(RDF + "type"), NamedNode(KG + "Assertion"))]
    assert violations(base(), context=told) == []
    assert violations([*base(), *told]) != []


def test_context_tells_types_and_labels_from_other_graphs() -> None:
    """An identity is judged by the type of the article's entity, which stands in the article's graph."""
    store = open_store()
    graph = NamedNode(A[:-1])
    store.replace({graph.value: [Quad(*quad.triple, graph) for quad in base()]})
    identity = [
        Quad(NamedNode("https://example.org/entity/x"), NamedNode(RDF + "type"), NamedNode(KG + "Entity")),
        Quad(
            NamedNode("https://example.org/entity/x"),
            NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
            Literal("x"),
        ),
        *(
            Quad(NamedNode(A + name), NamedNode(KG + "identity"), NamedNode("https://example.org/entity/x"))
            for name in ("entity-mayor", "entity-engineer")
        ),
    ]
    store.replace({ENTITIES: [Quad(*quad.triple, NamedNode(ENTITIES)) for quad in identity]})
    data = list(store.quads(graph=ENTITIES))
    found = only(violations(data, context=context_quads(store, data)))
    assert "anonymous sources are never merged" in found.message


def test_badly_typed_literal_is_a_violation_and_no_crash() -> None:
    """31 February is no date, whatever its datatype says."""
    wrong = Literal("2024-02-31", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    assert "kg:saidOn" in only(violations(changed(A + "assertion-a01", KG + "saidOn", wrong))).message


def test_quotes_of_the_base_are_verbatim() -> None:
    """Else the faults below would prove nothing."""
    assert misquoted(base()) == []
    assert count_quotes(base()) == 1


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "says"),
    [
        (SPAN, OA + "exact", Literal("the bridge is safe"), "at 15 to 34 the text says “the bridge was safe”"),
        (SPAN, OA + "exact", Literal("the bridge was safe."), "at 15 to 34 the text says"),
        (SPAN, OA + "start", Literal(14), "at 14 to 34 the text says"),
        (SPAN, OA + "end", Literal(500), "at 15 to 500 the text says"),
        (SPAN, OA + "end", Literal("many"), "cannot be compared with its text"),
        (SPAN, OA + "start", Literal("9" * 5000), "cannot be compared with its text"),
        (SPAN, OA + "hasSource", NamedNode("https://example.org/article/b"), "cannot be compared with its text"),
        (SPAN, OA + "prefix", Literal("The mayor denied "), "must be preceded by its prefix"),
        (SPAN, OA + "suffix", Literal(". An engineer said so"), "must be followed by its suffix"),
        (A + "assertion-a01", KG + "quote", Literal("the bridge was not safe"), "must quote exactly the words"),
        (A[:-1], KG + "textHash", Literal("0" * 64), "must have the hash of its own text"),
    ],
    ids=lambda value: str(value)[-20:],
)
def test_what_is_not_verbatim_is_found(subject: str, predicate: str, value: Literal, says: str) -> None:
    """Each part of a quote is compared with the text: one letter off, one code point off, the wrong article."""
    found = misquoted(changed(subject, predicate, value))
    assert found
    assert any(says in v.message and v.focus_node == subject for v in found)


@pytest.mark.parametrize(
    ("predicate", "value"),
    [(OA + "prefix", "The mayor said "), (OA + "prefix", "said "), (OA + "suffix", ". An engineer")],
)
def test_right_context_is_no_misquotation(predicate: str, value: str) -> None:
    """The near miss: prefix and suffix may be shorter than the text around."""
    assert misquoted(changed(SPAN, predicate, Literal(value))) == []


@pytest.mark.parametrize("quote", ["the bridge was safe … denied", "denied … the bridge was safe"])
def test_discontinuous_quote_is_its_spans_joined(quote: str) -> None:
    """A Reading may give the words of a quote in another order than the text's."""
    quads = changed(A + "assertion-a01", KG + "quote", Literal(quote))
    second = Quad(NamedNode(A + "assertion-a01"), NamedNode(KG + "evidence"), NamedNode(A + "span-cue"))
    assert misquoted([*quads, second]) == []


def test_offsets_count_code_points_and_not_bytes() -> None:
    """An emoji before the quote shifts nothing but by one."""
    text = "👩‍🚒 Ёж said: éclair."
    quads = [
        Quad(NamedNode(A[:-1]), NamedNode(SCHEMA + "articleBody"), Literal(text)),
        *(
            Quad(NamedNode(SPAN), NamedNode(OA + name), value)
            for name, value in (
                ("hasSource", NamedNode(A[:-1])),
                ("start", Literal(text.index("éclair"))),
                ("end", Literal(text.index("éclair") + 6)),
                ("exact", Literal("éclair")),
            )
        ),
    ]
    assert misquoted(quads) == []


ODD = [
    Literal(""),
    Literal("9" * 400, datatype=NamedNode(XSD + "integer")),
    Literal("x", datatype=NamedNode(XSD + "integer")),
    Literal("NaN", datatype=NamedNode(XSD + "decimal")),
    Literal("99999-02-01", datatype=NamedNode(XSD + "date")),
    Literal("2024-01-01T25:00:00Z", datatype=NamedNode(XSD + "dateTime")),
    Literal("2024-01-01T05:00:00", datatype=NamedNode(XSD + "dateTime")),
    Literal("zz", datatype=NamedNode(XSD + "hexBinary")),
    Literal("<a", datatype=NamedNode(RDF + "XMLLiteral")),
    Literal("{?value} {$this} \x1b[31m", language="fr"),
    *(NamedNode(f"https://example.org/n{n}") for n in range(5)),
    BlankNode("b"),
]
PATHS = sorted({str(path) for path in own_shapes().objects(None, SH.path) if isinstance(path, URIRef)} | {RDF + "type"})
CLASSES = [
    NamedNode(KG + name) for name in ("Assertion", "Proposition", "Span", "Actor", "Entity", "Judgement", "Conflict")
]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(
        st.builds(
            Quad,
            st.sampled_from([term for term in ODD if not isinstance(term, Literal)]),
            st.builds(NamedNode, st.sampled_from(PATHS)),
            st.sampled_from([*ODD, *CLASSES]),
        ),
        max_size=30,
    )
)
def test_any_graph_gets_an_answer(quads: list[Quad]) -> None:
    """Whatever somebody hands over, there is a list of violations and never a traceback."""
    assert all(v.message and v.focus_node for v in [*violations(quads), *misquoted(quads)])


def test_very_long_chain_of_reports_ends_without_a_traceback() -> None:
    """A hostile graph may hold a chain that no article has."""
    links = [
        Quad(NamedNode(f"{A}assertion-{n}"), NamedNode(KG + "reports"), NamedNode(f"{A}assertion-{n + 1}"))
        for n in range(3000)
    ]
    with pytest.raises(InputError, match="too long to follow"):
        violations(links)
