"""The vocabulary keeps its promises, and each check of that fires on a vocabulary that does not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import hygiene
import pytest
from rdflib import RDFS, SKOS, Graph, URIRef

from kg.model import CERTAINTIES, STANCES
from kg.namespaces import KG, SCHEMA, SH
from kg.reading.file.schema import BASES, CHANNELS, DATE_BASES
from kg.resources import ONTOLOGY, QUERIES, SHAPES, turtle_files
from kg.validate.shacl import own_shapes

FAULTY = Path(__file__).parent / "ontology"
PACKAGE = Path(hygiene.__file__).parents[1] / "kg"
DOCUMENTED = {"label": RDFS.label, "definition": SKOS.definition, "defining ontology": RDFS.isDefinedBy}


@cache
def vocabulary() -> Graph:
    graph = Graph()
    for path in turtle_files(ONTOLOGY):
        graph.parse(path)
    return graph


def faulty(name: str) -> Graph:
    return Graph().parse(FAULTY / f"{name}.ttl")


def _texts(*folders: Path) -> list[str]:
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".ttl", ".rq", ".py")]
    return [path.read_text(encoding="utf-8") for path in paths]


@pytest.mark.parametrize("predicate", DOCUMENTED.values(), ids=list(DOCUMENTED))
def test_every_term_is_documented(predicate: URIRef) -> None:
    """A term that nobody explains is used in as many ways as it has users."""
    assert hygiene.lacking(vocabulary(), predicate) == set()


@pytest.mark.parametrize(
    ("name", "predicate"),
    [
        ("no-label", RDFS.label),
        ("no-definition", SKOS.definition),
        ("no-is-defined-by", RDFS.isDefinedBy),
    ],
)
def test_undocumented_term_is_found(name: str, predicate: URIRef) -> None:
    """The check of documentation fires."""
    assert hygiene.lacking(faulty(name), predicate) == {"shouts"}


def test_every_term_is_defined_by_an_ontology_of_the_package() -> None:
    """A term leads to the document that explains it."""
    assert hygiene.defined_elsewhere(vocabulary()) == set()


def test_term_defined_elsewhere_is_found() -> None:
    """The check of where a term is defined fires."""
    assert hygiene.defined_elsewhere(faulty("defined-elsewhere")) == {"shouts"}


def test_every_class_and_property_is_below_a_standard_term() -> None:
    """`export --standards` has something to add for each, so that other programs understand the graph."""
    assert hygiene.without_standard_super(vocabulary()) == set()


def test_term_without_a_standard_super_is_found() -> None:
    """A parent of our own that leads nowhere is no standard term; one that leads to PROV-O is."""
    assert hygiene.without_standard_super(faulty("no-standard-super")) == {"shouts", "speaks"}


def test_no_term_is_below_itself() -> None:
    """A circle makes all terms on it one and the same."""
    assert hygiene.in_circles(vocabulary()) == set()


def test_circle_is_found() -> None:
    """The check of circles fires, and spares what only leads into one."""
    assert hygiene.in_circles(faulty("circle")) == {"Crier", "Speaker"}


def test_queries_shapes_and_code_use_only_terms_that_exist() -> None:
    """A misspelt term in a query answers nothing and complains about nothing."""
    used = hygiene.terms_in_text(_texts(QUERIES, SHAPES, PACKAGE))
    assert used - hygiene.own_terms(vocabulary()) == set()


@pytest.mark.parametrize(
    "text", ["?a kg:stence ?s", "<https://w3id.org/kg-assertions/vocab#stence>", 'NamedNode(KG + "stence")']
)
def test_undeclared_term_is_found(text: str) -> None:
    """The check of spelling fires however the term is written."""
    assert hygiene.terms_in_text([text]) - hygiene.own_terms(vocabulary()) == {"stence"}


def _used() -> set[str]:
    """The terms that queries and shapes use; the list of all terms in term.ttl is no use."""
    listed = (SHAPES / "term.ttl").read_text(encoding="utf-8")
    return hygiene.terms_in_text(text for text in _texts(QUERIES, SHAPES) if text != listed)


def test_every_term_is_used_by_a_query_or_a_shape() -> None:
    """A term that nothing uses is a promise that nothing keeps."""
    schemes = {str(scheme).removeprefix(KG) for scheme in vocabulary().objects(None, SKOS.inScheme)}
    assert hygiene.own_terms(vocabulary()) - schemes - _used() == set()


def test_unused_term_is_found() -> None:
    """The check of use fires."""
    assert hygiene.own_terms(faulty("unused")) - _used() == {"shouts"}


MODEL_SCALES = {"Stance": set(STANCES), "Certainty": set(CERTAINTIES), "Channel": set(CHANNELS), "Basis": set(BASES)}


@pytest.mark.parametrize(("name", "values"), MODEL_SCALES.items(), ids=list(MODEL_SCALES))
def test_scale_is_what_the_records_and_files_accept(name: str, values: set[str]) -> None:
    """A Reading that passes must not be refused by the shapes, nor the other way round."""
    assert hygiene.scale(vocabulary(), name) == values


def test_date_bases_are_noted_as_files_write_them() -> None:
    """Reading files write "given-publication-date"; the concept is kg:GivenPublicationDate."""
    assert hygiene.notations(vocabulary(), "DateBasis") == set(DATE_BASES)


def test_scale_that_lacks_a_stance_is_found() -> None:
    """The check of scales fires."""
    assert hygiene.scale(faulty("short-scale"), "Stance") ^ set(STANCES) == {"Relays", "Shouts"}


SHAPE_LISTS = {
    "assertion-stance": "Stance",
    "assertion-certainty": "Certainty",
    "assertion-channel": "Channel",
    "assertion-basis": "Basis",
    "assertion-voice": "Voice",
    "assertion-date-basis-given": "DateBasis",
    "proposition-date-basis-given": "DateBasis",
    "event-date-basis-given": "DateBasis",
    "conflict-type": "ConflictType",
}


@pytest.mark.parametrize(("shape", "name"), SHAPE_LISTS.items(), ids=list(SHAPE_LISTS))
def test_list_of_a_shape_is_the_scale(shape: str, name: str) -> None:
    """Shapes repeat the scales so that they work without the vocabulary at hand; they must not drift apart."""
    node = URIRef(f"https://w3id.org/kg-assertions/shape/{shape}")
    start = own_shapes().value(node, URIRef(SH + "in"))
    assert start is not None
    assert {str(item).removeprefix(KG) for item in own_shapes().items(start)} == hygiene.scale(vocabulary(), name)


@pytest.mark.parametrize(
    ("shape", "kinds"), [("own-property", ("ObjectProperty", "DatatypeProperty")), ("own-class", ("Class",))]
)
def test_list_of_own_terms_is_the_vocabulary(shape: str, kinds: tuple[str, ...]) -> None:
    """Else a new term would be refused as a misspelling."""
    text = (SHAPES / "term.ttl").read_text(encoding="utf-8")
    block = text[text.index(f"shape:{shape} a ") :]
    listed = hygiene.terms_in_text([block[block.index("NOT IN") : block.index('"""', block.index("NOT IN"))]])
    declared = {hygiene.KINDS[("Class", "ObjectProperty", "DatatypeProperty").index(kind)] for kind in kinds}
    names = {str(term).removeprefix(KG) for kind in declared for term in vocabulary().subjects(None, kind)}
    assert listed == names


@pytest.mark.parametrize("scheme", sorted({str(s) for s in vocabulary().objects(None, SKOS.inScheme)}))
def test_every_concept_has_one_notation_and_an_example(scheme: str) -> None:
    """Commands show the notation; the example settles what a definition leaves open."""
    concepts = list(vocabulary().subjects(SKOS.inScheme, URIRef(scheme)))
    assert len({str(vocabulary().value(concept, SKOS.notation)) for concept in concepts}) == len(concepts)
    assert [concept for concept in concepts if not vocabulary().value(concept, SKOS.example)] == []


def test_every_property_says_where_it_belongs() -> None:
    """A reader of the vocabulary sees what a property joins."""
    kinds = hygiene.KINDS[1:]
    properties = {term for kind in kinds for term in vocabulary().subjects(None, kind)}
    joined = [
        {term for term in properties if (term, URIRef(SCHEMA + name), None) in vocabulary()}
        for name in ("domainIncludes", "rangeIncludes")
    ]
    assert joined == [properties, properties]


def _rows() -> list[list[str]]:
    text = (ONTOLOGY / "competency-questions.md").read_text(encoding="utf-8")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\| *\d.*$", text, re.M)]


def test_every_competency_question_has_its_query() -> None:
    """A question without a query is a wish; a query without a question is a riddle."""
    rows = {row[2].strip("`"): row[0] for row in _rows()}
    headers = {path.stem: path.read_text(encoding="utf-8") for path in sorted(QUERIES.glob("*.rq"))}
    asked = {name: re.search(r"^# cq: (\d+)", text, re.M) for name, text in headers.items()}
    assert rows == {name: match[1] if match else "" for name, match in asked.items()}
    assert [row[0] for row in _rows()] == [str(number) for number in range(1, 22)]
