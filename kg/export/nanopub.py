"""One nanopublication an assertion: who said it, where that was read, and who made the graph, in graphs of their own.

Source: the Nanopublication Guidelines (nanopub.net): a head and three graphs. There is no clock here, so the
publication date of the article stands where others put the time of making.
"""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.export.rdf import file_prefixes, written
from kg.export.selection import Selection
from kg.namespaces import DCTERMS, KG, PROV, RDF, SCHEMA
from kg.store import Store
from kg.views.facts import value

NP = "http://www.nanopub.org/nschema#"
_TYPE = NamedNode(RDF + "type")
_SAYING = NamedNode(KG + "Assertion")
_PROVENANCE = frozenset(
    {KG + name for name in ("evidence", "cue", "source", "sentence", "voice", "confidence")} | {PROV + "wasGeneratedBy"}
)
_FOLLOWED = frozenset({KG + name for name in ("content", "quantity", "reports", "evidence", "cue", "source")})


def nanopublications(store: Store, selection: Selection) -> str:
    """TriG: for each assertion the head, assertion, provenance and publication-information graphs."""
    about: dict[str, list[Quad]] = defaultdict(list)
    for quad in selection.quads:
        about[value(quad.subject)].append(quad)
    sayings = sorted(value(q.subject) for q in selection.quads if q.predicate == _TYPE and q.object == _SAYING)
    quads = [quad for saying in sayings for quad in _nanopublication(saying, about)]
    names = file_prefixes(store, selection.quads) | {"np": NP}
    return written(quads, RdfFormat.TRIG, names)


def _nanopublication(saying: str, about: dict[str, list[Quad]]) -> list[Quad]:
    """The quads of one nanopublication, graph by graph."""
    np, head, claim, source, made = (
        NamedNode(f"{saying}.{part}") for part in ("np", "head", "claim", "source", "made")
    )
    parts = (("hasAssertion", claim), ("hasProvenance", source), ("hasPublicationInfo", made))
    quads = [Quad(np, _TYPE, NamedNode(NP + "Nanopublication"), head)]
    quads += [Quad(np, NamedNode(NP + name), graph, head) for name, graph in parts]
    rows = _rows(saying, about)
    quads += [_in(q, claim) for q in rows if q.predicate.value not in _PROVENANCE and not _is_span(q)]
    quads += [_in(q, source) for q in rows if q.predicate.value in _PROVENANCE or _is_span(q)]
    article = saying.rsplit("/", 1)[0]
    quads.append(Quad(claim, NamedNode(PROV + "wasQuotedFrom"), NamedNode(article), source))
    return quads + _publication(np, made, article, about)


def _rows(saying: str, about: dict[str, list[Quad]]) -> list[Quad]:
    """The quads of the assertion and of the proposition, quantity and spans that it stands on."""
    nodes, waiting = [], [saying]
    while waiting:
        node = waiting.pop(0)
        if node not in nodes:
            nodes.append(node)
            onward = [q for q in about.get(node, []) if q.predicate.value in _FOLLOWED]
            waiting += [value(q.object) for q in onward if q.predicate.value != KG + "reports"]
    return [quad for node in nodes for quad in sorted(about.get(node, []), key=str)]


def _is_span(quad: Quad) -> bool:
    return "/span-" in value(quad.subject)


def _in(quad: Quad, graph: NamedNode) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, graph)


def _publication(np: NamedNode, graph: NamedNode, article: str, about: dict[str, list[Quad]]) -> list[Quad]:
    """Who read the article, and when it was published, as far as that is known."""
    readers = [q.object for q in about.get(article + "/reading", []) if q.predicate.value == PROV + "wasAssociatedWith"]
    dates = [q.object for q in about.get(article, []) if q.predicate.value == SCHEMA + "datePublished"]
    quads = [Quad(np, NamedNode(PROV + "wasAttributedTo"), reader, graph) for reader in readers]
    quads += [Quad(np, NamedNode(DCTERMS + "date"), date, graph) for date in dates if isinstance(date, Literal)]
    return [*quads, Quad(np, NamedNode(DCTERMS + "source"), NamedNode(article), graph)]
