"""The quads of the entities graph: canonical entities, who stands for them, and the judgements behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import digest, entity_iri
from kg.namespaces import ENTITIES, KG
from kg.resolve.clusters import Groups, Merge
from kg.views import EntityView, PropositionView
from kg.views.facts import term

_GRAPH = NamedNode(ENTITIES)


def quad(subject: str, predicate: str, object: NamedNode | Literal) -> Quad:
    """A quad of the entities graph."""
    return Quad(NamedNode(subject), term(predicate), object, _GRAPH)


def canonical_names(entities: Iterable[EntityView], groups: Groups, base: str) -> dict[str, str]:
    """Article's own entity → canonical IRI.

    A group is named after the local id that most of its members bear, of equally many the earliest published. Two
    groups that want one name both get a longer one, so that neither is taken for "the" il-76.
    """
    known = {e.iri: e for e in entities}
    wanted = {members[0]: _local_name([known[iri] for iri in members]) for members in groups.all()}
    taken = Counter(wanted.values())
    names = {}
    for members in groups.all():
        name = wanted[members[0]]
        first = min((known[iri] for iri in members), key=_seniority)
        unique = name if taken[name] == 1 else f"{name}-{digest(first.iri.rpartition('article/')[2], 6)}"
        names.update(dict.fromkeys(members, entity_iri(unique, base)))
    return names


def _seniority(entity: EntityView) -> tuple[str, str]:
    return (entity.published or "9999", entity.iri)


def _most_common(members: list[EntityView], values: list[str]) -> str:
    """The value that most members have; of equally common ones the earliest published member's."""
    ranked = sorted(zip(members, values, strict=True), key=lambda pair: _seniority(pair[0]))
    return Counter(value for _, value in ranked).most_common(1)[0][0]


def _local_name(members: list[EntityView]) -> str:
    return _most_common(members, [member.id for member in members])


def entity_quads(entities: Iterable[EntityView], names: dict[str, str]) -> Iterator[Quad]:
    """Canonical entities with label and types, and who stands for each."""
    groups: dict[str, list[EntityView]] = {}
    for entity in sorted(entities, key=lambda e: e.iri):
        groups.setdefault(names[entity.iri], []).append(entity)
    for iri, members in sorted(groups.items()):
        yield quad(iri, "rdf:type", NamedNode(KG + "Entity"))
        yield quad(iri, "rdfs:label", Literal(_most_common(members, [member.label for member in members])))
        yield from (quad(member.iri, "kg:identity", NamedNode(iri)) for member in members)


def about_quads(propositions: Iterable[PropositionView], names: dict[str, str]) -> Iterator[Quad]:
    """``schema:about`` once more with canonical entities, so that plain SPARQL need not know of identity."""
    for proposition in propositions:
        for iri in proposition.about:
            if iri in names:
                yield quad(proposition.iri, "schema:about", NamedNode(names[iri]))


def judgement_quads(merges: Iterable[Merge], base: str) -> Iterator[Quad]:
    """One judgement a merge, with its reason."""
    for merge in merges:
        iri = f"{base}judgement/{digest(merge.left + ' ' + merge.right)}"
        yield quad(iri, "rdf:type", NamedNode(KG + "Judgement"))
        yield quad(iri, "kg:left", NamedNode(merge.left))
        yield quad(iri, "kg:right", NamedNode(merge.right))
        yield quad(iri, "kg:reason", Literal(merge.reason))


def claim_quads(claims: Groups) -> Iterator[Quad]:
    """``kg:sameClaim`` from the first proposition of each group to the others."""
    for first, *others in claims.all():
        yield from (quad(first, "kg:sameClaim", NamedNode(other)) for other in others)
