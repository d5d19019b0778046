"""Makes propositions of what a claim counts: one number, several as parts, or a whole with what makes it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from msgspec import structs

from kg.model import Proposition
from kg.reading.actors.cast import Cast
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.counts import Count
from kg.reading.propositions.matters import Matters, about_count, place_of_count
from kg.reading.propositions.sums import Sum, sum_in

_REACH: Final = 200
"""How many claims back the whole may stand of which parts are told."""


@dataclass(frozen=True)
class Counting:
    """Makes the counting propositions of one claim."""

    cast: Cast
    claims: list[Claim]
    matters: Matters
    claim: Claim

    def whole(self, base: Proposition) -> list[Proposition]:
        """The claim's proposition and its parts: a sum with what makes it up, or each count by itself."""
        n = self.matters.number_of[self.claim.id]
        found = sum_in(self.claim, self.claims[max(0, n - _REACH) : n])
        if found is None:
            return self._with_counts(base, self.claim.counts)
        others = [each for each in self.claim.counts if not _is_within(each, found)]
        if not others:
            return self._summed(base, found)
        parts = self._summed(self._part(base, "s", found.whole), found)
        rest = [self._counted(self._part(base, str(n), each), each) for n, each in enumerate(others, 1)]
        return [structs.replace(base, parts=(parts[0].id, *(each.id for each in rest))), *parts, *rest]

    def _with_counts(self, base: Proposition, counts: list[Count]) -> list[Proposition]:
        if len(counts) == 1:
            return [self._counted(base, counts[0])]
        parts = [self._counted(self._part(base, str(n), each), each) for n, each in enumerate(counts, 1)]
        return [structs.replace(base, parts=tuple(each.id for each in parts)), *parts]

    def _summed(self, whole: Proposition, found: Sum) -> list[Proposition]:
        parts = [self._counted(self._part(whole, str(n), each), each) for n, each in enumerate(found.parts, 1)]
        told = structs.replace(whole, parts=tuple(each.id for each in parts), sums=True)
        return [self._counted(told, found.whole), *parts]

    def _part(self, base: Proposition, name: str, count: Count) -> Proposition:
        return Proposition(
            id=f"{base.id}-{name}",
            text=f"{self.claim.text} ({count.counts})",
            about=(),
            time=base.time,
            time_basis=base.time_basis,
        )

    def _counted(self, proposition: Proposition, count: Count) -> Proposition:
        told = self.claims[self.matters.number_of[count.told]] if count.told else self.claim
        day = self.matters.as_of.get(self.claim.id, "") if not proposition.time else ""
        return structs.replace(
            proposition,
            time=day or proposition.time,
            time_basis="weekday" if day else proposition.time_basis,
            about=about_count(self.cast, self.matters, told, count.counts),
            place=place_of_count(self.cast, self.matters, told, count.counts),
            counts=count.counts,
            value=count.value,
            min=count.min,
            max=count.max,
            unit=count.unit,
        )


def _is_within(count: Count, found: Sum) -> bool:
    """Whether the sum holds that very number."""
    return any(count.at == each.at for each in (found.whole, *found.parts))
