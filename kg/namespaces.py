"""The prefixes that files, queries and exports share, and the graphs whose names never change."""

from __future__ import annotations

from typing import Final

KG: Final = "https://w3id.org/kg-assertions/vocab#"
"""The vocabulary; fixed and without a version (versions live in ``owl:versionIRI``)."""
PREDICATE: Final = "https://w3id.org/kg-assertions/predicate/"
"""Predicates of propositions, apart from the vocabulary: nobody here vouches for them."""
BASE: Final = "https://w3id.org/kg-assertions/id/"
"""Where articles and entities are minted unless ``--base`` says otherwise."""
GRAPH: Final = "https://w3id.org/kg-assertions/graph/"
ENTITIES: Final = GRAPH + "entities"
INFERRED: Final = GRAPH + "inferred"
ONTOLOGY: Final = GRAPH + "ontology"
JUDGEMENTS: Final = GRAPH + "judgements"
"""What people decided about identity; unlike the other three it cannot be rebuilt."""
SCHEMA: Final = "https://schema.org/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
SEM: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
DCTERMS: Final = "http://purl.org/dc/terms/"
VOID: Final = "http://rdfs.org/ns/void#"
WD: Final = "http://www.wikidata.org/entity/"
SH: Final = "http://www.w3.org/ns/shacl#"

PREFIXES: Final[dict[str, str]] = {
    "kg": KG,
    "pred": PREDICATE,
    "schema": SCHEMA,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
    "skos": SKOS,
    "prov": PROV,
    "oa": OA,
    "sem": SEM,
    "dcterms": DCTERMS,
    "void": VOID,
    "wd": WD,
    "sh": SH,
}
"""Prefix → namespace, without the empty prefix, which is the store's own ``<base>entity/``."""


def prefixes(base: str = BASE) -> dict[str, str]:
    """All prefixes for a store with that base; the empty one names canonical entities (``:il-76``)."""
    return {"": base + "entity/", **PREFIXES}


def sparql_prologue(base: str = BASE) -> str:
    """The ``PREFIX`` lines that every query gets, on one line so that error positions stay the user's."""
    return " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in prefixes(base).items()) + " "
