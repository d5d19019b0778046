"""What the rules look at: assertions, propositions and entities, with who claims what worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from kg.conflicts.claims import Claims
from kg.model import COMMITTED, NON_ANSWERS, AssertionView
from kg.views import EntityView, PropositionView

PLACES = frozenset({"Country", "Place"})
PARTICULARS = frozenset({"Aircraft", "Vehicle", "Weapon", "Event", "Document"})
"""Types of things of which a text means one: what is counted aboard one aircraft can be compared."""


class Commitment(Struct, frozen=True, kw_only=True):
    """One claim that an assertion is bound by: by its content, or by a part of the content it affirms."""

    assertion: AssertionView
    proposition: PropositionView
    claim: str
    holds: bool  # whether the speaker says that the claim is true
    direct: bool  # by the content itself, not by a part of it


class World:
    """The records the rules read, and the few questions that all of them ask."""

    def __init__(
        self,
        assertions: Iterable[AssertionView],
        propositions: Iterable[PropositionView],
        entities: Iterable[EntityView] = (),
        cues: Mapping[str, str] | None = None,
        revises: Mapping[str, str] | None = None,
    ) -> None:
        # A relay adds no claim of its own (the origin's assertion stands beside it), and what a correction
        # withdrew takes part in nothing.
        self.propositions = {p.iri: p for p in sorted(propositions, key=lambda p: p.iri)}
        self.entities = {e.iri: e for e in sorted(entities, key=lambda e: e.iri)}
        self.cues = dict(cues or {})
        self.revises = dict(revises or {})  # article version → the one it follows
        self.all_assertions = sorted(assertions, key=reading_order)
        self.assertions = [a for a in self.all_assertions if not a.withdrawn_in and a.content in self.propositions]
        self.claims = Claims(self.propositions.values())
        committed = (a for a in self.assertions if a.stance in COMMITTED)
        self.commitments: list[Commitment] = [c for a in committed for c in self._commitments(a)]
        self.non_answers = [a for a in self.assertions if a.stance in NON_ANSWERS]
        self.by_claim: dict[str, list[Commitment]] = {}
        for commitment in self.commitments:
            self.by_claim.setdefault(commitment.claim, []).append(commitment)
        self.types: dict[str, set[str]] = {}
        for entity in self.entities.values():
            self.types.setdefault(self.canonical(entity.iri), set()).add(entity.type)
        self.wholes: dict[str, set[str]] = {}
        for whole in self.propositions.values():
            for part in whole.parts:
                self.wholes.setdefault(self.claims.of(part)[0], set()).add(whole.iri)

    def canonical(self, iri: str) -> str:
        """The canonical IRI of an article's own actor or thing."""
        entity = self.entities.get(iri)
        return entity.entity or iri if entity else iri

    def chain(self, iri: str) -> list[str]:
        """The canonical entity and everything it is part of, from the inside out."""
        found: list[str] = []
        while iri and self.canonical(iri) not in found:
            found.append(self.canonical(iri))
            iri = self.entities[iri].part_of if iri in self.entities else ""
        return found

    def version(self, article: str) -> tuple[str, int]:
        """The first version of an article, and how many steps after it this one came."""
        seen = [article]
        while self.revises.get(seen[-1], article) not in seen:
            seen.append(self.revises[seen[-1]])
        return seen[-1], len(seen) - 1

    def speaker(self, assertion: AssertionView) -> str:
        """The canonical speaker."""
        return assertion.entity or self.canonical(assertion.by)

    def with_parts(self, iri: str) -> list[PropositionView]:
        """A proposition and its parts, transitively; parts that lead back are met once."""
        found: dict[str, PropositionView] = {}
        ahead = [iri]
        while ahead:
            proposition = self.propositions.get(ahead.pop(0))
            if proposition and proposition.iri not in found:
                found[proposition.iri] = proposition
                ahead.extend(proposition.parts)
        return list(found.values())

    def about(self, iri: str) -> set[str]:
        """The canonical entities that a proposition or one of its parts is about."""
        return {self.canonical(e) for p in self.with_parts(iri) for e in (*p.about, p.subject, p.object, p.place) if e}

    def face(self, claim: str) -> PropositionView:
        """The proposition that stands for a claim: unnegated and with a question to head it, where there is one."""
        members = [self.propositions[iri] for iri in self.claims.members(claim)]
        return min(members, key=lambda p: (bool(p.negates), not p.question, p.iri))

    def _commitments(self, assertion: AssertionView) -> Iterator[Commitment]:
        """An affirmation binds to the content and all its parts, a denial to nothing but the content.

        To deny a negation is to affirm what it negates, parts included.
        """
        seen: set[tuple[str, bool]] = set()
        given: set[tuple[str, bool]] = set()
        ahead = [(assertion.content, assertion.stance == "Affirms", True)]
        while ahead:
            iri, affirmed, direct = ahead.pop(0)
            proposition = self.propositions.get(iri)
            if proposition is None or (iri, affirmed) in seen:
                continue
            seen.add((iri, affirmed))
            claim, sign = self.claims.of(iri)
            holds = affirmed == sign
            if (claim, holds) not in given:
                given.add((claim, holds))
                yield Commitment(assertion=assertion, proposition=proposition, claim=claim, holds=holds, direct=direct)
            if affirmed:
                ahead.extend((part, True, False) for part in proposition.parts)
            elif proposition.negates:
                ahead.append((proposition.negates, True, direct))


def reading_order(assertion: AssertionView) -> tuple[str, int, int, str]:
    """Sorts assertions as they are read: by article, then by place in it."""
    return (assertion.doc, assertion.start, assertion.end, assertion.iri)
