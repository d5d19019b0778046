"""Finds the best segmentation of units of words, and how sure its spans are (a semi-Markov model).

A step of numpy's costs nearly the same for one unit and for twenty, so units are decoded together, the longest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.reading.network.decode import NEVER, Floats, Heads, Ints, Segment

Doubles: TypeAlias = NDArray[np.float64]

TOGETHER = 80_000
"""Spans of a role that are decoded together, those between a short unit's end and the longest one's included."""


@dataclass(frozen=True)
class Decoded:
    """A unit's best segmentation and how sure its spans are."""

    segments: list[Segment]
    score: float
    sure: Floats
    """[3, T, T] probability of each span under all segmentations."""

    def words(self) -> Floats:
        """[3, T] probability of each word to stand in a span of each role."""
        opened = np.cumsum(self.sure.sum(axis=2), axis=1)
        closed = np.cumsum(self.sure.sum(axis=1), axis=1)
        opened[:, 1:] -= closed[:, :-1]
        out: Floats = np.clip(opened, 0, 1)
        return out


def decode(units: Sequence[Floats], heads: Heads) -> list[Decoded]:
    """The segmentations of units, given by the scores of their spans."""
    order = sorted(range(len(units)), key=lambda n: -units[n].shape[1])
    found: dict[int, Decoded] = {}
    for group in _groups(order, units):
        found.update(zip(group, _decode_together([units[n] for n in group], heads), strict=True))
    return [found[n] for n in range(len(units))]


def _groups(order: Sequence[int], units: Sequence[Floats]) -> Iterator[Sequence[int]]:
    at = 0
    while at < len(order):
        most = max(TOGETHER // units[order[at]].shape[1] ** 2, 1)
        yield order[at : at + most]
        at += most


def _decode_together(units: Sequence[Floats], heads: Heads) -> list[Decoded]:
    """Units in order of falling size, so that those not yet at their end are always the first ones."""
    sizes = np.array([unit.shape[1] for unit in units])
    paths = _best_paths(units, sizes, heads)
    sure = _probabilities(units, sizes, np.array([score for _, score in paths]), heads)
    return [Decoded(*path, sure[n, :, :size, :size]) for n, (path, size) in enumerate(zip(paths, sizes, strict=True))]


def _best_paths(units: Sequence[Floats], sizes: Ints, heads: Heads) -> list[tuple[list[Segment], float]]:
    """Each unit's best segmentation, as its spans in order, and its score (Viterbi)."""
    count, size = len(units), int(sizes[0])
    spans = np.full((count, 3, size, size), NEVER, dtype=np.float32)
    for n, unit in enumerate(units):
        spans[n, :, : sizes[n], : sizes[n]] = unit.transpose(0, 2, 1)
    enter = np.full((count, 4, size), NEVER, dtype=np.float32)
    came = np.zeros((size, count, 4), dtype=np.int64)
    opened = np.zeros((size, count, 3), dtype=np.int64)
    score = np.zeros((count, 4), dtype=np.float32)
    first = np.broadcast_to(heads.begin, (count, 4))
    for j, alive in enumerate(_alive(sizes)):
        if j:
            options = score[:alive, None, :] + heads.step.T
            came[j, :alive] = options.argmax(axis=2)
            first = options.max(axis=2)
        enter[:alive, :, j] = first
        ends = enter[:alive, 1:, : j + 1] + spans[:alive, :, j, : j + 1]
        opened[j, :alive] = ends.argmax(axis=2)
        score[:alive, 0] = first[:, 0]
        score[:alive, 1:] = ends.max(axis=2)
    final = score + heads.stop
    state, best = final.argmax(axis=1).tolist(), final.max(axis=1).tolist()
    return [(_walk_back(opened[:, n], came[:, n], int(sizes[n]), state[n]), best[n]) for n in range(count)]


def _alive(sizes: Ints) -> list[int]:
    """How many of the units, in order of falling size, have a word 0, a word 1 and so on."""
    alive: list[int] = (sizes[:, None] > np.arange(sizes[0])).sum(axis=0).tolist()
    return alive


def _walk_back(opened: Ints, came: Ints, size: int, state: int) -> list[Segment]:
    """The spans of the segmentation that ends in a state."""
    out: list[Segment] = []
    j = size - 1
    while j >= 0:
        i = j if state == 0 else int(opened[j, state - 1])
        if state:
            out.append((i, j, state - 1))
        state, j = int(came[i, state]), i - 1
    return out[::-1]


def _probabilities(units: Sequence[Floats], sizes: Ints, best: Floats, heads: Heads) -> Floats:
    """[N, 3, T, T] probability of each span under all segmentations (forward-backward).

    Sums are of plain numbers, not of logarithms, for speed: every word's score is first lowered by the same
    amount, such that the unit's best score comes to 0 and nothing runs out of range.
    """
    size = int(sizes[0])
    shift = best / sizes
    each = np.zeros((len(units), 3, size, size))
    gap = np.arange(size)[None, :] - np.arange(size)[:, None] + 1
    for n, unit in enumerate(units):
        t = int(sizes[n])
        lowered = np.clip(unit - shift[n] * gap[:t, :t], -700, 700)
        each[n, :, :t, :t] = np.where(gap[:t, :t] > 0, np.exp(lowered), 0)
    outside, step = np.exp(-shift)[:, None], np.exp(heads.step.astype(np.float64))
    alive = _alive(sizes)
    enter, whole = _forward(each, outside, step, np.exp(heads.begin.astype(np.float64)), alive)
    stop = np.exp(heads.stop.astype(np.float64))
    leave = _backward(each, outside, step, stop, alive)
    each *= enter[:, 1:, :, None]
    each *= leave[:, 1:, None, :]
    each /= (whole @ stop)[:, None, None, None]
    out: Floats = np.clip(np.nan_to_num(each, copy=False), 0, 1).astype(np.float32)
    return out


def _forward(
    each: Doubles, outside: Doubles, step: Doubles, begin: Doubles, alive: Sequence[int]
) -> tuple[Doubles, Doubles]:
    """[N, 4, T] sum of the segmentations before each word, by the state that the word begins; [N, 4] of whole units."""
    by_end = np.ascontiguousarray(each.transpose(0, 1, 3, 2))
    enter = np.zeros((len(each), 4, each.shape[2]))
    ends = np.zeros((len(each), 4))
    inner = np.broadcast_to(begin, ends.shape)
    for j, k in enumerate(alive):
        inner = inner[:k]
        enter[:k, :, j] = inner
        ends[:k, 0] = inner[:, 0] * outside[:k, 0]
        ends[:k, 1:] = (enter[:k, 1:, : j + 1] * by_end[:k, :, j, : j + 1]).sum(axis=2)
        inner = ends[:k] @ step
    return enter, ends


def _backward(each: Doubles, outside: Doubles, step: Doubles, stop: Doubles, alive: Sequence[int]) -> Doubles:
    """[N, 4, T] sum of the segmentations after each word, by the state that the word ends."""
    leave = np.zeros((len(each), 4, each.shape[2]))
    outer = np.tile(stop, (len(each), 1))
    starts = np.zeros((len(each), 4))
    for i in range(len(alive) - 1, -1, -1):
        k = alive[i]
        leave[:k, :, i] = outer[:k]
        starts[:k, 0] = outer[:k, 0] * outside[:k, 0]
        starts[:k, 1:] = (leave[:k, 1:, i:] * each[:k, :, i, i:]).sum(axis=2)
        outer[:k] = starts[:k] @ step.T
    return leave
