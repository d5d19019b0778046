"""What two Readings of one article have in common, what differs, and what only one of them found."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from kg.compare.align import align
from kg.errors import InputError
from kg.model import Actor, Assertion, Conflict, Proposition, Reading

__all__ = ["Comparison", "Match", "Tally", "compare"]


class Match(Struct, frozen=True, kw_only=True):
    """One saying that both found, and in what they differ: of "source", "cue", "quote", "stance" …"""

    a: Assertion
    b: Assertion
    differs: tuple[str, ...]


class Tally(Struct, frozen=True):
    """How many both have, and how many each has alone."""

    both: int
    only_a: int
    only_b: int

    @property
    def f1(self) -> float:
        """Agreement in [0, 1]; 1 when neither has any."""
        total = 2 * self.both + self.only_a + self.only_b
        return 2 * self.both / total if total else 1.0


class Comparison(Struct, frozen=True, kw_only=True):
    """Two Readings side by side; each list is in the order of the text."""

    a: Reading
    b: Reading
    matches: tuple[Match, ...]
    only_a: tuple[Assertion, ...]
    only_b: tuple[Assertion, ...]
    conflicts: tuple[tuple[Conflict, Conflict], ...] = ()
    conflicts_only_a: tuple[Conflict, ...] = ()
    conflicts_only_b: tuple[Conflict, ...] = ()

    def tallies(self) -> dict[str, Tally]:
        """Totals by heading: assertions, then their parts among those that both found, then conflicts."""
        found = len(self.matches)
        parts = ("source", "cue", "quote", "stance", "certainty", "speaker", "sharing")
        agree = {part: found - sum(part in match.differs for match in self.matches) for part in parts}
        return {
            "assertions": Tally(found, len(self.only_a), len(self.only_b)),
            **{part: Tally(agree[part], found - agree[part], found - agree[part]) for part in parts},
            "conflicts": Tally(len(self.conflicts), len(self.conflicts_only_a), len(self.conflicts_only_b)),
        }


def compare(
    a: Reading, b: Reading, conflicts_a: list[Conflict] | None = None, conflicts_b: list[Conflict] | None = None
) -> Comparison:
    """Both Readings aligned saying by saying, with the conflicts that follow from each where they are given.

    Raises:
        InputError: they are Readings of different texts.
    """
    if a.article.text != b.article.text:
        raise InputError("the two Readings are of different texts", hint="compare Readings of one article version")
    pairs = align(a.assertions, b.assertions, a.article.text)
    same = _Sharing(pairs)
    matches = tuple(Match(a=x, b=y, differs=_differences(x, y, a, b, same)) for x, y in pairs)
    left, right = {m.a.id for m in matches}, {m.b.id for m in matches}
    both, only_a, only_b = _match_conflicts(matches, conflicts_a or [], conflicts_b or [])
    return Comparison(
        a=a,
        b=b,
        matches=matches,
        only_a=_in_order(x for x in a.assertions if x.id not in left),
        only_b=_in_order(y for y in b.assertions if y.id not in right),
        conflicts=tuple(both),
        conflicts_only_a=tuple(only_a),
        conflicts_only_b=tuple(only_b),
    )


def _in_order(assertions: object) -> tuple[Assertion, ...]:
    return tuple(sorted(assertions, key=lambda x: (x.quote, x.id)))  # type: ignore[call-overload]


class _Sharing:
    """Whether two matched assertions share their proposition with the same other ones."""

    def __init__(self, pairs: list[tuple[Assertion, Assertion]]) -> None:
        self._pairs = pairs

    def same(self, a: Assertion, b: Assertion) -> bool:
        """Which others are of the same proposition says more than its name or wording, which are free."""
        left = {x.id for x, _ in self._pairs if x.content == a.content and a.content}
        right = {x.id for x, y in self._pairs if y.content == b.content and b.content}
        return left == right


def _differences(a: Assertion, b: Assertion, ours: Reading, theirs: Reading, sharing: _Sharing) -> tuple[str, ...]:
    checks = {
        "source": a.source == b.source,
        "cue": a.cue == b.cue,
        "quote": a.quote == b.quote,
        "stance": a.stance == b.stance,
        "certainty": a.certainty == b.certainty,
        "speaker": _same_speaker(_actor(ours, a.by), _actor(theirs, b.by)),
        "sharing": sharing.same(a, b),
    }
    return tuple(name for name, equal in checks.items() if not equal)


def _actor(reading: Reading, id: str) -> Actor | None:
    return next((actor for actor in reading.actors if actor.id == id), None)


def _same_speaker(a: Actor | None, b: Actor | None) -> bool:
    """Whether labels agree, or one's label is among the other's forms in the text."""
    if a is None or b is None:
        return a is b
    return _plain(a.label) in _names(b) or _plain(b.label) in _names(a)


def _names(actor: Actor) -> set[str]:
    return {_plain(name) for name in (actor.label, *actor.surface)}


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return " ".join(folded.casefold().removeprefix("the ").removeprefix("a ").split())


def _match_conflicts(
    matches: tuple[Match, ...], ours: list[Conflict], theirs: list[Conflict]
) -> tuple[list[tuple[Conflict, Conflict]], list[Conflict], list[Conflict]]:
    """Conflicts of one type between matched assertions are the same."""
    partner = {match.b.id: match.a.id for match in matches}
    keyed = {(c.type, frozenset({partner.get(c.a.id, "?a"), partner.get(c.b.id, "?b")})): c for c in theirs}
    both, only_a = [], []
    for conflict in ours:
        other = keyed.get((conflict.type, frozenset({conflict.a.id, conflict.b.id})))
        both.append((conflict, other)) if other else only_a.append(conflict)
    taken = {other.id for _, other in both}
    return both, only_a, [conflict for conflict in theirs if conflict.id not in taken]


def proposition(reading: Reading, assertion: Assertion) -> Proposition | None:
    """What the assertion says, where it is no relay."""
    return next((p for p in reading.propositions if p.id == assertion.content), None)
