"""What people decided about identity: recorded in a graph of its own, and honoured by every later resolution."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import UsageError
from kg.iris import digest
from kg.namespaces import JUDGEMENTS, KG, PROV
from kg.resolve.clusters import Ruling
from kg.resolve.verdicts import NEVER
from kg.store import Change, Store
from kg.views import EntityView
from kg.views.facts import term

_GRAPH = NamedNode(JUDGEMENTS)
SAME, DIFFERENT = "same", "different"


def load_rulings(store: Store) -> list[Ruling]:
    """The decisions of people, sorted; those that an import left incomplete are passed over."""
    facts: dict[str, dict[str, str]] = {}
    for quad in store.quads(graph=JUDGEMENTS):
        if isinstance(quad.object, NamedNode | Literal):
            name = quad.predicate.value.removeprefix(KG)
            facts.setdefault(str(quad.subject), {})[name] = quad.object.value
    return sorted(
        Ruling(min(f["left"], f["right"]), max(f["left"], f["right"]), f["verdict"] == SAME, f.get("reason", ""))
        for f in facts.values()
        if {"left", "right", "verdict"} <= set(f)
    )


def record_rulings(
    store: Store, lefts: list[EntityView], rights: list[EntityView], *, same: bool, reason: str
) -> Change:
    """Records that every entity on the left is, or is not, the one on the right; a later decision replaces an earlier.

    Raises: UsageError for an entity against itself, and for unnamed sources.
    """
    pairs = {(min(a.iri, b.iri), max(a.iri, b.iri)) for a in lefts for b in rights if a.iri != b.iri}
    if not pairs:
        raise UsageError(
            "both names mean the same entity of one article",
            hint="To part what was merged, name the articles' own entities: ARTICLE/ID, such as il76/russia.",
        )
    unnamed = sorted({e.label for e in (*lefts, *rights) if e.type in NEVER})
    if unnamed:
        raise UsageError(f"{unnamed[0]!r} is a source without a name: these are never merged, and need not be parted")
    old = store.graph(JUDGEMENTS)
    new = {quad for pair in pairs for quad in _quads(pair, store.base, same=same, reason=reason)}
    subjects = {quad.subject for quad in new}
    return store.replace({JUDGEMENTS: {quad for quad in old if quad.subject not in subjects} | new})


def _quads(pair: tuple[str, str], base: str, *, same: bool, reason: str) -> Iterable[Quad]:
    subject = NamedNode(f"{base}judgement/person-{digest(' '.join(pair))}")
    facts: list[tuple[NamedNode, NamedNode | Literal]] = [
        (term("rdf:type"), NamedNode(KG + "Judgement")),
        (NamedNode(KG + "left"), NamedNode(pair[0])),
        (NamedNode(KG + "right"), NamedNode(pair[1])),
        (NamedNode(KG + "verdict"), Literal(SAME if same else DIFFERENT)),
        (NamedNode(KG + "reason"), Literal(reason)),
        (NamedNode(PROV + "wasAttributedTo"), NamedNode(f"{base}reader/person")),
    ]
    return (Quad(subject, predicate, object, _GRAPH) for predicate, object in facts)
