"""What a graph needs to know of nodes that other graphs describe: their types, labels and identities."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg.namespaces import KG, RDF, RDFS
from kg.store import Store

_TOLD = tuple(NamedNode(iri) for iri in (RDF + "type", RDFS + "label", KG + "identity"))
_FAR_FROM_GRAPHS = (RDF, RDFS, KG)


def context_quads(store: Store, quads: Iterable[Quad]) -> list[Quad]:
    """Types, labels and identities of the nodes that the quads mention and do not type themselves."""
    mentioned: set[NamedNode] = set()
    typed: set[NamedNode] = set()
    for quad in quads:
        mentioned.update(term for term in (quad.subject, quad.object) if isinstance(term, NamedNode))
        if quad.predicate == _TOLD[0] and isinstance(quad.subject, NamedNode):
            typed.add(quad.subject)
    strange = sorted((n for n in mentioned - typed if not n.value.startswith(_FAR_FROM_GRAPHS)), key=str)
    return [quad for node in strange for predicate in _TOLD for quad in store.quads(node, predicate)]
