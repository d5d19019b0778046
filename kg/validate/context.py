"""What a graph needs to know of nodes that other graphs describe: their types, labels and identities."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg.namespaces import KG, RDF, RDFS
from kg.store import Store

_TOLD = tuple(NamedNode(iri) for iri in (RDF + "type", RDFS + "label", KG + "identity"))
_FAR_FROM_GRAPHS = (RDF, RDFS, KG)


def context_quads(store: Store, quads: Iterable[Quad]) -> list[Quad]:
    """Types, labels and identities of the nodes that the quads mention and do not type themselves.

    Also types and labels of those identities: a person's judgement names an article's actor, whose identity is
    described in another graph than the judgement.
    """
    mentioned: set[NamedNode] = set()
    typed: set[NamedNode] = set()
    for quad in quads:
        mentioned.update(term for term in (quad.subject, quad.object) if isinstance(term, NamedNode))
        if quad.predicate == _TOLD[0] and isinstance(quad.subject, NamedNode):
            typed.add(quad.subject)
    strange = sorted((n for n in mentioned - typed if not n.value.startswith(_FAR_FROM_GRAPHS)), key=str)
    told = [quad for node in strange for predicate in _TOLD for quad in store.quads(node, predicate)]
    whole = {quad.object for quad in told if quad.predicate == _TOLD[2] and isinstance(quad.object, NamedNode)}
    beyond = sorted(whole - mentioned, key=str)
    return told + [quad for node in beyond for predicate in _TOLD[:2] for quad in store.quads(node, predicate)]
