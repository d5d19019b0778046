"""How likely two sayings bear on one matter: the forest's word, and of the likelier pairs the network's too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.reading.clashes.comparer import load_comparer
from kg.reading.clashes.forest import load_forest
from kg.reading.clashes.traits import traits_of
from kg.reading.propositions.claims import Claim
from kg.reading.spans.parse import Parse

Pair = tuple[int, int, str]
LEAST: Final = 0.2
"""The network does not read pairs that the forest gives less: on authors left out none of those passed the bar."""
MOST: Final = 40
"""Nor more than so many of an article, the likeliest; an ordinary one has fewer."""


def likely(parse: Parse, claims: Sequence[Claim], wanted: Sequence[Pair]) -> list[Pair]:
    """The pairs, of those wanted, that the models are sure enough of, in their order; none without a model."""
    forest = load_forest()
    if forest is None or not wanted:
        return []
    chances = forest.judge(traits_of(parse, claims, wanted))
    read = np.flatnonzero(chances >= LEAST)
    comparer = load_comparer() if len(read) else None  # most short texts do without
    if comparer is None:
        return _above(wanted, chances, forest.bars)
    read = np.sort(read[np.argsort(-chances[read], kind="stable")[:MOST]])
    some = [wanted[n] for n in read.tolist()]
    scores = comparer.scores([(claims[one], claims[two]) for one, two, _ in some])
    return _above(some, comparer.weigh(chances[read], scores), forest.bars)


def _above(pairs: Sequence[Pair], chances: NDArray[np.float64], bars: dict[str, float]) -> list[Pair]:
    return [pair for pair, chance in zip(pairs, chances.tolist(), strict=True) if chance >= bars[pair[2]]]
