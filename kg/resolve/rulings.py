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
from kg.views import EntityView, PropositionView, find_entity, load_entities, load_propositions
from kg.views.facts import Facts, term

_GRAPH = NamedNode(JUDGEMENTS)
SAME, DIFFERENT = "same", "different"
Subject = EntityView | PropositionView


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


def find_subjects(store: Store, name: str) -> list[Subject]:
    """The articles' own entities, or propositions, that a person means.

    Raises: UsageError when nothing bears the name, or more than one thing does.
    """
    entities, propositions = load_entities(store), load_propositions(store)
    doc, slash, local = name.strip().strip("<>").rpartition("/")
    own: list[Subject] = [*entities, *propositions]
    found = [s for s in own if s.iri == name.strip().strip("<>")]
    if slash and not found:
        articles = {a for a, names in Facts(store).table("schema:identifier").items() if doc in names}
        found = [s for s in own if s.id == local and s.article in articles]
    if len({(s.article, s.id) for s in found}) < len(found):
        raise UsageError(f"{name!r} is both an entity and a proposition", hint="Give its IRI.")
    if not found:
        canonical = find_entity(store, name)
        found = [e for e in entities if e.entity == canonical]
    return found


def record_rulings(store: Store, lefts: list[Subject], rights: list[Subject], *, same: bool, reason: str) -> Change:
    """Records that everything on the left is, or is not, what is on the right; it replaces an earlier decision.

    Raises: UsageError for one thing against itself, an entity against a proposition, and unnamed sources.
    """
    pairs = {(min(a.iri, b.iri), max(a.iri, b.iri)) for a in lefts for b in rights if a.iri != b.iri}
    _check(pairs, [*lefts, *rights])
    old = store.graph(JUDGEMENTS)
    new = {quad for pair in pairs for quad in _quads(pair, store.base, same=same, reason=reason)}
    subjects = {quad.subject for quad in new}
    return store.replace({JUDGEMENTS: {quad for quad in old if quad.subject not in subjects} | new})


def _check(pairs: set[tuple[str, str]], subjects: list[Subject]) -> None:
    if not pairs:
        raise UsageError(
            "both names mean the same entity of one article",
            hint="To part what was merged, name the articles' own: ARTICLE/ID, such as il76/russia.",
        )
    if len({type(subject) for subject in subjects}) > 1:
        raise UsageError("an entity and a proposition cannot be compared")
    unnamed = sorted({s.label for s in subjects if isinstance(s, EntityView) and s.type in NEVER})
    if unnamed:
        raise UsageError(f"{unnamed[0]!r} is a source without a name: these are never merged, and need not be parted")


def moved_rulings(store: Store, old: str, new: str) -> list[Quad]:
    """The judgements graph after an article's IRI changed from ``old`` to ``new``, as when its date became known."""
    moved: list[Quad] = []
    for ruling in load_rulings(store):
        left, right = (
            new + iri.removeprefix(old) if iri.startswith(f"{old}/") else iri for iri in (ruling.left, ruling.right)
        )
        pair = (min(left, right), max(left, right))
        moved += _quads(pair, store.base, same=ruling.same, reason=ruling.reason)
    return moved


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
