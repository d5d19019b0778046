"""Figures of predicted attributions against gold ones, counted in words (punctuation apart).

They follow the corpus' usual measures: exact fragments of each role, whole attributions exactly right, and
who-said-what (the sources overlap and the contents' word F1 is at least a half).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.reading.network.decode import CONTENT, CUE, ROLES, SOURCE, Segment
from kg.reading.network.pieces import Words

Sets = tuple[frozenset[int], frozenset[int], frozenset[int]]


@dataclass(frozen=True)
class Counted:
    """One attribution: its words by role, and its fragments."""

    sets: Sets
    fragments: tuple[tuple[int, frozenset[int]], ...]


def counted(segments: Sequence[Segment], words: Words) -> Counted:
    """An attribution's words without punctuation."""
    parts = [(r, frozenset(w for w in range(i, j + 1) if _counts(words.forms[w]))) for i, j, r in segments]
    sets = [frozenset[int]().union(*(s for r, s in parts if r == role)) for role in range(len(ROLES))]
    return Counted((sets[0], sets[1], sets[2]), tuple((r, s) for r, s in parts if s))


def _counts(form: str) -> bool:
    return form[:1].isalnum() or form[:1] in "$%"


def align(predicted: Sequence[Counted], gold: Sequence[Counted]) -> dict[int, int]:
    """Predicted attributions with their gold ones, one to one, those that share most words first."""
    pairs = sorted(
        (
            (6 * len(a.sets[CUE] & b.sets[CUE]) + _shared(a, b, CONTENT) + 0.5 * _shared(a, b, SOURCE), i, j)
            for i, a in enumerate(predicted)
            for j, b in enumerate(gold)
            if a.sets[CUE] & b.sets[CUE] or a.sets[CONTENT] & b.sets[CONTENT]
        ),
        reverse=True,
    )
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in pairs:
        if i not in out and j not in used:
            out[i] = j
            used.add(j)
    return out


def _shared(a: Counted, b: Counted, role: int) -> int:
    return len(a.sets[role] & b.sets[role])


def who_said_what(a: Counted, b: Counted) -> bool:
    """Whether the sources overlap (or both lack one) and the contents' word F1 is at least a half."""
    source = bool(a.sets[SOURCE] & b.sets[SOURCE]) or not (a.sets[SOURCE] or b.sets[SOURCE])
    both = _shared(a, b, CONTENT)
    return source and 4 * both >= len(a.sets[CONTENT]) + len(b.sets[CONTENT]) and both > 0


def figures(documents: Sequence[tuple[Sequence[Counted], Sequence[Counted]]]) -> Mapping[str, float]:
    """F1 in per cent of each measure over pairs of predicted and gold attributions of a document."""
    right: Counter[str] = Counter()
    sizes: Counter[tuple[str, str]] = Counter()
    for predicted, gold in documents:
        for role, name in enumerate(ROLES):
            mine, theirs = (Counter(s for a in x for r, s in a.fragments if r == role) for x in (predicted, gold))
            right[name] += (mine & theirs).total()
            sizes[name, "predicted"] += mine.total()
            sizes[name, "gold"] += theirs.total()
        for i, j in align(predicted, gold).items():
            right["strict"] += predicted[i].sets == gold[j].sets
            right["wsw"] += who_said_what(predicted[i], gold[j])
        for name in ("strict", "wsw"):
            sizes[name, "predicted"] += len(predicted)
            sizes[name, "gold"] += len(gold)
    names = (*ROLES, "strict", "wsw")
    return {n: 200 * right[n] / max(sizes[n, "predicted"] + sizes[n, "gold"], 1) for n in names}
