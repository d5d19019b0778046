"""Reading → quads: IRIs from content, canonical literals, no blank nodes, and the shape that others rely on."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from msgspec import structs
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat
from rdflib import Graph
from rdflib.compare import isomorphic
from readings import TEXT, article, plane, readings

from kg import sentences
from kg.emit import reading_quads
from kg.emit.assertions import sentences_of
from kg.emit.terms import decimal, moment, node, number, string, url
from kg.errors import InputError
from kg.iris import article_iri
from kg.model import Actor, Judgement, Reader, Reading, Span
from kg.store import open_store


def objects(reading: Reading, subject: str, predicate: str) -> set[str]:
    """The values of one predicate of one of the article's own nodes."""
    iri = article_iri(reading.article)
    wanted = NamedNode(f"{iri}/{subject}" if subject else iri), node(predicate)
    return {
        quad.object.value.removeprefix(iri + "/")
        for quad in reading_quads(reading)
        if (quad.subject, quad.predicate) == wanted and not isinstance(quad.object, BlankNode | pyoxigraph.Triple)
    }


@given(readings())
def test_a_store_gives_back_exactly_what_it_was_given(reading: Reading) -> None:
    """Oxigraph rewrites literals that are not canonical; "unchanged" would never be true again."""
    quads = reading_quads(reading)
    with open_store() as store:
        store.replace({article_iri(reading.article): quads})
        assert store.graph(article_iri(reading.article)) == set(quads)
        assert not store.replace({article_iri(reading.article): reading_quads(reading)})


@given(readings())
def test_the_same_input_mints_the_same_quads(reading: Reading) -> None:
    """No clock, no counter, no set order; and each quad once."""
    quads = reading_quads(reading)
    assert quads == reading_quads(reading)
    assert len(quads) == len(set(quads))


@given(readings())
def test_no_blank_nodes_and_one_graph(reading: Reading) -> None:
    """A blank node cannot be named in a judgement or taken out again."""
    quads = reading_quads(reading)
    assert not [quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]
    assert {quad.graph_name for quad in quads} == {NamedNode(article_iri(reading.article))}


@given(readings())
def test_an_assertion_survives_turtle_out_and_in(reading: Reading) -> None:
    """Hostile words in quotes and labels must not be able to leave their literal."""
    triples = {quad.triple for quad in reading_quads(reading)}
    turtle = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE)
    assert turtle is not None
    assert {quad.triple for quad in pyoxigraph.parse(turtle, format=RdfFormat.TURTLE)} == triples


def test_rdflib_reads_the_same_graph() -> None:
    """The graph is handed to users through rdflib, which must see what Oxigraph sees."""
    turtle = pyoxigraph.serialize((quad.triple for quad in reading_quads(plane())), format=RdfFormat.TURTLE)
    triples = pyoxigraph.serialize((quad.triple for quad in reading_quads(plane())), format=RdfFormat.N_TRIPLES)
    left, right = Graph().parse(data=turtle, format="turtle"), Graph().parse(data=triples, format="nt")
    assert len(left) == len(reading_quads(plane()))
    assert isomorphic(left, right)


def test_the_file_name_is_no_part_of_any_iri() -> None:
    """Row 16: a renamed article is the same article."""
    renamed = {quad for quad in reading_quads(plane(name="copy")) if quad.predicate != node("schema:identifier")}
    assert renamed < set(reading_quads(plane()))


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        ("", "schema:publisher", {"entity-daily"}),
        ("", "schema:articleBody", {TEXT}),
        ("", "schema:correction", {"correction-c1"}),
        ("assertion-a01", "kg:by", {"entity-russia"}),
        ("assertion-a01", "kg:content", {"proposition-shot-down"}),
        ("assertion-a01", "kg:evidence", {"span-12-36"}),
        ("assertion-a01", "kg:sentence", {"span-0-37"}),
        ("assertion-a01", "kg:dateBasis", {node("kg:Weekday").value}),
        ("assertion-a01", "prov:wasGeneratedBy", {"reading"}),
        ("assertion-a02", "kg:certainty", set()),
        ("assertion-a04", "kg:reports", {"assertion-a03"}),
        ("assertion-a04", "kg:quote", {"A clerk said … people"}),
        ("span-12-36", "oa:exact", {"Kyiv shot the plane down"}),
        ("span-12-36", "oa:prefix", {"Moscow said "}),
        ("entity-russia", "rdf:type", {node("schema:Country").value, node("kg:Actor").value}),
        ("entity-clerk", "rdf:type", {node("kg:AnonymousSource").value, node("kg:Actor").value}),
        ("entity-clerk", "prov:actedOnBehalfOf", {"entity-russia"}),
        ("entity-plane", "skos:exactMatch", {node("wd:Q1").value}),
        ("proposition-shot-down", "rdf:object", {"entity-plane"}),
        ("proposition-shot-down", "kg:time", {"2024-01-24T08:15:00Z"}),
        ("proposition-aboard", "kg:quantity", {"quantity-aboard"}),
        ("quantity-aboard", "schema:value", {"65"}),
        ("judgement-russia", "kg:form", {"Moscow"}),
    ],
)
def test_the_agreed_shape(subject: str, predicate: str, expected: set[str]) -> None:
    """Shapes, queries and views are written against these very terms."""
    assert objects(plane(), subject, predicate) == expected


def test_a_publisher_without_an_actor_becomes_one() -> None:
    """The question which publisher carries which stance needs a node, whoever is quoted."""
    reading = plane(publisher="Elsewhere Times")
    assert objects(reading, "", "schema:publisher") == {"entity-publisher"}
    assert objects(reading, "entity-publisher", "rdfs:label") == {"Elsewhere Times"}


def test_whoever_speaks_as_the_publisher_is_the_publisher() -> None:
    """A machine knows no --publisher, but "The Associated Press could not confirm" is the article's own voice."""
    voiced = tuple(structs.replace(a, voice="publisher") for a in plane().assertions if a.by == "daily")
    assert objects(plane(publisher=""), "", "schema:publisher") == set()
    own = structs.replace(plane(publisher=""), assertions=voiced)
    assert objects(own, "", "schema:publisher") == {"entity-daily"}


def test_a_publisher_does_not_fall_into_an_actor_of_that_name() -> None:
    """A local id "publisher" may be some other publisher whom the article quotes."""
    reading = plane(publisher="Elsewhere Times")
    reading = structs.replace(reading, actors=(*reading.actors, Actor(id="publisher", type="Person", label="Ann")))
    assert objects(reading, "entity-publisher", "rdfs:label") == {"Ann"}
    assert objects(reading, "", "schema:publisher").isdisjoint({"entity-publisher"})


def test_two_judgements_on_one_entity_keep_their_reasons() -> None:
    """One node with two forms and two reasons would not say which reason goes with which form."""
    more = Judgement(entity="russia", forms=("Rossiya",), reason="spelling")
    reading = structs.replace(plane(), judgements=(*plane().judgements, more))
    assert objects(reading, "judgement-russia", "kg:form") == {"Moscow"}


def test_a_machine_is_software_and_a_person_is_not() -> None:
    """Everything that shows a machine's assertion must be able to mark it."""
    machine = structs.replace(plane(), reader=Reader(kind="machine", name="rules", version="0.1.0"))
    labels = {q.object for q in reading_quads(machine) if "/reader/" in q.subject.value}
    assert {node("prov:SoftwareAgent"), Literal("machine: rules 0.1.0"), Literal("0.1.0")} == labels


def test_unknown_metadata_makes_no_quads() -> None:
    """Row 18: no date is made up; an empty string would be one."""
    quads = reading_quads(Reading(article=article(), reader=Reader(kind="person")))
    assert not [q for q in quads if isinstance(q.object, Literal) and not q.object.value]
    assert not [q for q in quads if q.predicate == node("schema:datePublished")]


def test_sentences_side_by_side_are_one_stretch() -> None:
    """A quote that runs over two sentences is shown with the gap as it stands in the text."""
    text = "He said it. She did not. Nobody else spoke. Rain fell."
    assert sentences_of(text, [Span(0, 2), Span(12, 15), Span(44, 48)]) == [Span(0, 24), Span(44, 54)]


def test_a_paragraph_of_thousands_is_cut_into_sentences_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article in one line: each assertion asked for all its sentences, and a build took the square of its length."""
    cut: list[int] = []
    whole = sentences.sentence_spans
    monkeypatch.setattr(sentences, "sentence_spans", lambda *given: cut.append(1) or whole(*given))
    text = "The bridge at Olden is closed. " * 2_000
    spans = [Span(at, at + 3) for at in range(0, len(text) - 31, 31)]
    assert len(sentences_of(text, spans)) == 1
    assert sentences_of(text, [spans[7]]) == [Span(7 * 31, 8 * 31 - 1)]
    assert len(cut) == 1


@pytest.mark.parametrize(
    ("value", "expected", "kind"),
    [
        (65, "65", "integer"),
        (65.0, "65", "integer"),
        (-0.0, "0", "integer"),
        (0.5, "0.5", "decimal"),
        (1e-7, "0.0000001", "decimal"),
        (1e22, "10000000000000000000000", "integer"),
    ],
)
def test_numbers_have_one_form(value: float, expected: str, kind: str) -> None:
    """In two files, "65" and "65.0" are one count."""
    assert number(value) == Literal(expected, datatype=node(f"xsd:{kind}"))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    """YAML can say .nan, and no bound can be compared with it."""
    with pytest.raises(InputError, match="not a count"):
        number(value)


def test_full_confidence_stays_a_decimal() -> None:
    """A shape asks for xsd:decimal, also where the reader is sure."""
    assert decimal(1.0) == Literal("1", datatype=node("xsd:decimal"))


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("2024-01-24", "2024-01-24", "date"),
        ("2024-01-24T10:00:00+02:00", "2024-01-24T08:00:00Z", "dateTime"),
        ("2024-01-24T08:00:00.500Z", "2024-01-24T08:00:00.5Z", "dateTime"),
        ("2024-02-31", "2024-02-31", "string"),
        ("2024-01-24/2024-01-25", "2024-01-24/2024-01-25", "string"),
        ("0001-01-01T00:00:00+23:00", "0001-01-01T00:00:00+23:00", "string"),
    ],
)
def test_times_have_one_form(text: str, expected: str, kind: str) -> None:
    """Two zones for one moment must compare equal in a query."""
    assert moment(text) == Literal(expected, datatype=node(f"xsd:{kind}"))


def test_half_a_surrogate_pair_is_replaced() -> None:
    """YAML can escape one; no file of ours could be written with it."""
    assert string("a\ud800b") == Literal("a\ufffdb")


def test_spaces_in_an_address_are_encoded() -> None:
    """Row 14: an xsd:anyURI with a space breaks every reader of the export."""
    assert url("https://example.org/a b?c=1").value == "https://example.org/a%20b?c=1"


def test_a_revision_names_the_version_before() -> None:
    """Row 17: the old version stays, and the new one points to it."""
    iri = NamedNode(article_iri(plane().article))
    link = Quad(iri, node("prov:wasRevisionOf"), NamedNode("https://example.org/old"), iri)
    assert link in reading_quads(plane(), revision_of="https://example.org/old")


GOLDEN = Path(__file__).parent / "golden/emit/plane.ttl"


def test_the_golden_graph() -> None:
    """Every triple of a small Reading, written out; the failure names what is missing and what is extra."""
    expected = {str(triple.triple) for triple in pyoxigraph.parse(path=GOLDEN, format=RdfFormat.TURTLE)}
    found = {str(quad.triple) for quad in reading_quads(plane())}
    assert {"missing": sorted(expected - found), "extra": sorted(found - expected)} == {"missing": [], "extra": []}
