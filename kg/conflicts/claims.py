"""Which propositions are one claim, said straight or negated, in one article or in several."""

from __future__ import annotations

from collections.abc import Iterable

from kg.views import PropositionView


class Claims:
    """A partition of propositions into claims, each member either the claim or its negation.

    "Ukraine did not shoot it down" ``negates`` "Ukraine shot it down": one claim, opposite signs. A link that would
    make a proposition its own negation is left out, so that no reading can turn every claim against itself.
    """

    def __init__(self, propositions: Iterable[PropositionView]) -> None:
        known = sorted(propositions, key=lambda p: p.iri)
        self._up: dict[str, tuple[str, bool]] = {p.iri: (p.iri, True) for p in known}
        for left, right in sorted({(min(p.iri, q), max(p.iri, q)) for p in known for q in p.same_claim}):
            self._join(left, right, straight=True)
        for proposition in known:
            if proposition.negates:
                self._join(proposition.iri, proposition.negates, straight=False)
        self._members: dict[str, list[str]] = {}
        for proposition in known:
            self._members.setdefault(self.of(proposition.iri)[0], []).append(proposition.iri)

    def of(self, iri: str) -> tuple[str, bool]:
        """The claim's key and whether the proposition is the claim itself, not its negation."""
        if iri not in self._up:
            return iri, True
        path, sign = [], True
        while self._up[iri][0] != iri:
            path.append(iri)
            iri = self._up[iri][0]
        for node in reversed(path):
            sign = sign == self._up[node][1]
            self._up[node] = (iri, sign)
        return iri, sign

    def members(self, claim: str) -> list[str]:
        """The propositions of a claim, sorted."""
        return self._members.get(claim, [])

    def _join(self, left: str, right: str, *, straight: bool) -> None:
        if left not in self._up or right not in self._up:
            return
        (one, one_sign), (two, two_sign) = self.of(left), self.of(right)
        if one != two:
            low, high = min(one, two), max(one, two)
            self._up[high] = (low, straight == (one_sign == two_sign))
