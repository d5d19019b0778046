"""Joins articles' own entities into canonical ones: pair by pair, each with its reason, whatever the order of input."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from kg.resolve.names import normalise
from kg.resolve.verdicts import NEVER, OBJECTS, VERDICTS, Surroundings, Verdict, forbids, marks_of, names_of
from kg.views import EntityView, PropositionView


class Merge(Struct, frozen=True):
    """One pairwise "same" between two articles' own entities or propositions."""

    left: str
    right: str
    reason: str


class Ruling(Struct, frozen=True, order=True):
    """What a person decided of two articles' own entities or propositions."""

    left: str
    right: str
    same: bool
    reason: str


class Groups:
    """Disjoint groups that remember why they were joined, and what must stay apart."""

    def __init__(self, homes: dict[str, str], rulings: Iterable[Ruling] = ()) -> None:
        self._up = {iri: iri for iri in homes}
        self._members = {iri: [iri] for iri in homes}
        self._homes = {iri: {home} for iri, home in homes.items()}
        self._apart: dict[str, set[str]] = {}
        self.merges: list[Merge] = []
        rulings = sorted(r for r in rulings if r.left in homes and r.right in homes)
        for ruling in rulings:
            if not ruling.same:
                self._apart.setdefault(ruling.left, set()).add(ruling.right)
                self._apart.setdefault(ruling.right, set()).add(ruling.left)
        for ruling in rulings:
            if ruling.same and not self.must_stay_apart(ruling.left, ruling.right):
                self.join(ruling.left, ruling.right, f"a person judged so: {ruling.reason}")

    def root(self, iri: str) -> str:
        """The group's name for now."""
        while self._up[iri] != iri:
            self._up[iri] = self._up[self._up[iri]]
            iri = self._up[iri]
        return iri

    def are_same(self, left: str, right: str) -> bool:
        """Whether both are known and joined."""
        return left in self._up and right in self._up and self.root(left) == self.root(right)

    def members(self, iri: str) -> list[str]:
        """Everybody in the group, sorted."""
        return sorted(self._members[self.root(iri)])

    def all(self) -> list[list[str]]:
        """All groups, each sorted, in the order of their first members."""
        return sorted(sorted(self._members[iri]) for iri in self._up if self._up[iri] == iri)

    def must_stay_apart(self, left: str, right: str) -> bool:
        """Whether a person said "different" of any two that the join would bring together."""
        one, two = self._members[self.root(left)], set(self._members[self.root(right)])
        return any(self._apart[member] & two for member in one if member in self._apart)

    def share_home(self, left: str, right: str) -> bool:
        """Whether the join would make one of two that one article tells apart."""
        return bool(self._homes[self.root(left)] & self._homes[self.root(right)])

    def join(self, left: str, right: str, reason: str) -> None:
        """Joins two groups and records why."""
        one, two = sorted((self.root(left), self.root(right)))
        if one == two:
            return
        self._up[two] = one
        self._members[one] += self._members.pop(two)
        self._homes[one] |= self._homes.pop(two)
        self.merges.append(Merge(min(left, right), max(left, right), reason))


def group_entities(
    entities: Iterable[EntityView], propositions: Iterable[PropositionView], rulings: Iterable[Ruling] = ()
) -> Groups:
    """The canonical entities: groups of articles' own ones that a rule or a person judged the same."""
    known = {e.iri: e for e in sorted(entities, key=lambda e: (e.published or "9999", e.iri))}
    named = [r for r in rulings if not {known[i].type for i in (r.left, r.right) if i in known} & NEVER]
    groups = Groups({iri: e.article for iri, e in known.items()}, named)
    around = _surroundings(known, propositions, groups)
    for verdict in VERDICTS:
        for bucket in _buckets(verdict, known.values()):
            _join_bucket(bucket, verdict, groups, around)
    return groups


def _join_bucket(bucket: list[EntityView], verdict: Verdict, groups: Groups, around: Surroundings) -> None:
    """Compares each entity with one of every group met before it in the bucket."""
    met: list[EntityView] = []
    for entity in bucket:
        if any(groups.are_same(entity.iri, other.iri) for other in met):
            continue
        if not any(_joined(other, entity, verdict, groups, around) for other in met):
            met.append(entity)


def _joined(left: EntityView, right: EntityView, verdict: Verdict, groups: Groups, around: Surroundings) -> bool:
    if forbids(left, right) or groups.must_stay_apart(left.iri, right.iri) or groups.share_home(left.iri, right.iri):
        return False
    reason = verdict.reason(left, right, around)
    if reason:
        groups.join(left.iri, right.iri, reason)
    return bool(reason)


def _buckets(verdict: Verdict, entities: Iterable[EntityView]) -> list[list[EntityView]]:
    """Entities that share a key, in the order of publication; most pairs never meet."""
    buckets: dict[str, list[EntityView]] = {}
    for entity in entities:
        for key in verdict.keys(entity):
            buckets.setdefault(key, []).append(entity)
    return [buckets[key] for key in sorted(buckets) if len(buckets[key]) > 1]


def _beside(propositions: Iterable[PropositionView], by_article: dict[str, list[EntityView]]) -> dict[str, set[str]]:
    """What the propositions about each aircraft or vehicle are about or speak of beside it."""
    beside: dict[str, set[str]] = {}
    objects = {e.iri for entities in by_article.values() for e in entities if e.type in OBJECTS}
    for proposition in propositions:
        named = {e for e in (*proposition.about, proposition.subject, proposition.object, proposition.place) if e}
        for iri in named & objects:
            spoken = _spoken_of(proposition, by_article.get(proposition.article, []))
            beside.setdefault(iri, set()).update((named | spoken) - {iri})
    return beside


def _spoken_of(proposition: PropositionView, entities: list[EntityView]) -> set[str]:
    """The article's own entities whose names stand in the proposition's text."""
    text = f" {normalise(proposition.text)} "
    return {entity.iri for entity in entities if any(f" {name} " in text for name in names_of(entity))}


def _surroundings(
    known: dict[str, EntityView], propositions: Iterable[PropositionView], groups: Groups
) -> Surroundings:
    by_article: dict[str, list[EntityView]] = {}
    for entity in known.values():
        by_article.setdefault(entity.article, []).append(entity)
    beside = _beside(propositions, by_article)

    def names_beside(iri: str) -> frozenset[str]:
        return frozenset(groups.root(other) for other in beside.get(iri, ()) if other in known)

    def rivals(entity: EntityView, other: EntityView) -> int:
        """Those of the other's type and mark, in the same matter: "an Il-76" and "another Il-76"."""
        alike = (e for e in by_article[other.article] if e.type == other.type and marks_of(e) & marks_of(entity))
        return sum(1 for e in alike if names_beside(e.iri) & names_beside(entity.iri))

    return Surroundings(groups.are_same, names_beside, rivals)
