"""A forest of boosted trees, run by numpy alone: rows of traits in, probabilities out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FOLDER: Final = Path(__file__).parent / "model"
FIRST: Final = "clashes.npz"
SECOND: Final = "second.npz"
_LEAF: Final = -1
_ROWS: Final = 4096
"""Pairs judged at once; more would cost memory and no less time."""


@dataclass(frozen=True)
class Forest:
    """Trees side by side: all arrays have one row a tree and one column a node.

    A node sends a pair to ``left`` where its trait is at most ``least``; ``trait`` is -1 at leaves.
    """

    trait: NDArray[np.int16]
    least: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    base: float
    bars: dict[str, float]  # by kind of pair, from which probability on it is taken

    def judge(self, traits: NDArray[np.float32]) -> NDArray[np.float64]:
        """The probability, for each row of traits, that the two bear on one matter."""
        parts = [self._sums(traits[at : at + _ROWS]) for at in range(0, len(traits), _ROWS)]
        sums = np.concatenate(parts) if parts else np.zeros(0)
        found: NDArray[np.float64] = 1 / (1 + np.exp(-sums))
        return found

    def _sums(self, traits: NDArray[np.float32]) -> NDArray[np.float64]:
        many, most = self.trait.shape
        trait, least, left, right = (each.ravel() for each in (self.trait, self.least, self.left, self.right))
        first = np.arange(many) * most  # where each tree's nodes begin in the flat arrays
        row = np.repeat(np.arange(len(traits)) * traits.shape[1], many)
        begin = np.tile(first, len(traits))
        node, live, told = begin.copy(), np.arange(len(begin)), traits.ravel()
        while len(live):
            at = node[live]
            inner = trait[at] != _LEAF
            live, at = live[inner], at[inner]
            goes_left = told[row[live] + trait[at]] <= least[at]
            node[live] = begin[live] + np.where(goes_left, left[at], right[at])
        leaves = self.value.ravel()[node].reshape(len(traits), many)
        summed: NDArray[np.float64] = leaves.sum(axis=1, dtype=np.float64) + self.base
        return summed


@cache
def load_forest(name: str = FIRST, folder: Path = FOLDER) -> Forest | None:
    """A forest in a folder, or None where it was removed."""
    if not (folder / name).is_file():
        return None
    with np.load(folder / name, allow_pickle=False) as arrays:
        found: dict[str, Any] = {field: arrays[field] for field in arrays.files}
    names, bars = found.pop("kinds").tolist(), found.pop("bars").tolist()
    return Forest(**(found | {"base": float(found["base"]), "bars": dict(zip(names, bars, strict=True))}))
