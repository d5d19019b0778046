"""Precision, recall and F1 over documents, with a confidence interval by bootstrap."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

Tally = Counter[str]


def prf(hits: float, found: float, wanted: float) -> float:
    """F1 in per cent."""
    return 200 * hits / (found + wanted) if found + wanted else 0.0


def share(hits: float, of: float) -> float:
    """A share in per cent."""
    return 100 * hits / of if of else 0.0


def total(tallies: Sequence[Tally]) -> Tally:
    """The sum of the documents' counts."""
    summed: Tally = Counter()
    for tally in tallies:
        summed.update(tally)
    return summed


def interval(tallies: Sequence[Tally], figure: Callable[[Tally], float], rounds: int = 1000) -> tuple[float, float]:
    """The middle 95 % of the figure when documents are drawn again with replacement; fixed seed."""
    chance = random.Random(7)
    drawn = sorted(figure(total(chance.choices(tallies, k=len(tallies)))) for _ in range(rounds))
    return drawn[int(0.025 * rounds)], drawn[int(0.975 * rounds) - 1]
