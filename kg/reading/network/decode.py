"""Decode the attribution network's scores: spans by a semi-Markov model, then links from cues to spans.

A unit of T words is cut into segments: single words outside any span, or spans of one of three roles.
A segment's score is that of its first word, its last word, the words inside, its two ends together and its
length; neighbouring segments add a transition score.  All functions here are plain numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]
Segment: TypeAlias = tuple[int, int, int]
"""First word, last word (inclusive), role."""

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(3)
RANK = 64
"""Size of the vectors whose product scores a span's two ends together."""
PAIR = 128
"""Size of the hidden layer that scores a word as part of a cue's source or content."""
LENGTHS = np.array([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36, 48, 64], dtype=np.int64)
STEPS = np.array([1, 2, 3, 4, 6, 9, 13, 20, 32, 50], dtype=np.int64)
DISTANCES = 2 * (2 * len(STEPS) + 1)
WIDTHS = (9, 3 * RANK, 3 * RANK, PAIR, PAIR)
"""Widths of the parts of a word's score vector: word scores, left ends, right ends, as cue, as argument."""
NEVER = np.float32(-1e4)


@dataclass(frozen=True)
class Heads:
    """The learned numbers that stand outside the encoder."""

    length: Floats
    """[3, len(LENGTHS) + 1]: score of a span's length."""
    step: Floats
    """[4, 4]: transition from state to state; state 0 is outside, 1 + role inside."""
    begin: Floats
    stop: Floats
    distance: Floats
    """[DISTANCES, PAIR]."""
    pair_weight: Floats
    """[PAIR, 3]: to (neither, source, content)."""
    pair_bias: Floats


def length_bins(size: int) -> Ints:
    """[size, size] bin of the length of the span from word i to word j."""
    gap = np.arange(size)[None, :] - np.arange(size)[:, None] + 1
    bins: Ints = np.searchsorted(LENGTHS, np.maximum(gap, 1), side="left").astype(np.int64)
    return bins


def distance_bins(size: int, cue: Segment | tuple[int, int], unit: tuple[int, int]) -> Ints:
    """[size] bin of each word's distance from a cue, apart for words inside and outside the cue's unit."""
    at = np.arange(size)
    gap = np.minimum(at - cue[0], 0) + np.maximum(at - cue[1], 0)
    one = np.sign(gap) * np.searchsorted(STEPS, np.abs(gap), side="right") + len(STEPS)
    bins: Ints = np.where((at >= unit[0]) & (at < unit[1]), one, one + DISTANCES // 2).astype(np.int64)
    return bins


def segment_scores(scores: Floats, heads: Heads) -> Floats:
    """[T, T, 3] score of each span (first word, last word, role) from the words' score vectors."""
    size = len(scores)
    start, end, inside = (scores[:, k : k + 3] for k in (0, 3, 6))
    left = scores[:, 9 : 9 + 3 * RANK].reshape(size, 3, RANK)
    right = scores[:, 9 + 3 * RANK : 9 + 6 * RANK].reshape(size, 3, RANK)
    both: Floats = np.einsum("ird,jrd->ijr", left, right, optimize=True) / np.float32(RANK**0.5)
    total = np.cumsum(inside, axis=0)
    both += (start - total + inside)[:, None, :] + (end + total)[None, :, :]
    both += heads.length.T[length_bins(size)]
    both[np.tril_indices(size, -1)] = NEVER
    return both


def best_segments(spans: Floats, heads: Heads) -> list[Segment]:
    """The best segmentation's spans, in order (Viterbi)."""
    return best_path(spans, heads)[0]


def best_path(spans: Floats, heads: Heads) -> tuple[list[Segment], float]:
    """The best segmentation's spans, in order, and its score."""
    size = len(spans)
    score = np.full((size, 4), NEVER, dtype=np.float32)
    enter = np.full((size, 4), NEVER, dtype=np.float32)
    came = np.zeros((size, 4), dtype=np.int64)
    opened = np.zeros((size, 3), dtype=np.int64)
    for j in range(size):
        if j:
            options = score[j - 1][:, None] + heads.step
            came[j] = options.argmax(axis=0)
            enter[j] = options.max(axis=0)
        else:
            enter[j] = heads.begin
        ends = enter[: j + 1, 1:] + spans[: j + 1, j]
        opened[j] = ends.argmax(axis=0)
        score[j, 0] = enter[j, 0]
        score[j, 1:] = ends.max(axis=0)
    out: list[Segment] = []
    final = score[-1] + heads.stop
    j, state = size - 1, int(final.argmax())
    while j >= 0:
        i = j if state == 0 else int(opened[j, state - 1])
        if state:
            out.append((i, j, state - 1))
        state, j = int(came[i, state]), i - 1
    return out[::-1], float(final.max())


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis)
    summed: Floats = top + np.log(np.exp(values - np.expand_dims(top, axis)).sum(axis=axis))
    return summed


def span_probabilities(spans: Floats, heads: Heads, best: float) -> Floats:
    """[T, T, 3] probability of each span under all segmentations (forward-backward).

    Sums are of plain numbers, not of logarithms, for speed: every word's score is first lowered by the same
    amount, such that the unit's best score, `best`, comes to 0 and nothing runs out of range.
    """
    size = len(spans)
    shift = best / size
    gap = np.arange(size)[None, :] - np.arange(size)[:, None] + 1
    each = np.exp(np.clip(spans - (shift * gap)[:, :, None], -700, 700).astype(np.float64))
    each[np.tril_indices(size, -1)] = 0
    outside, step = float(np.exp(-shift)), np.exp(heads.step.astype(np.float64))
    enter = np.zeros((size, 4))
    leave = np.zeros((size, 4))
    inner = np.exp(heads.begin.astype(np.float64))
    for j in range(size):
        enter[j] = inner
        inner = inner * outside
        inner[1:] = (enter[: j + 1, 1:] * each[: j + 1, j]).sum(axis=0)
        last, inner = inner, inner @ step
    whole = float(last @ np.exp(heads.stop.astype(np.float64)))
    outer = np.exp(heads.stop.astype(np.float64))
    for i in range(size - 1, -1, -1):
        leave[i] = outer
        outer = outer * outside
        outer[1:] = (leave[i:, 1:] * each[i, i:]).sum(axis=0)
        outer = step @ outer
    found = enter[:, None, 1:] * each * leave[None, :, 1:] / whole
    out: Floats = np.clip(np.nan_to_num(found), 0, 1).astype(np.float32)
    return out


def word_probabilities(sure: Floats) -> Floats:
    """[T, 3] probability of each word to stand in a span of each role, from `span_probabilities`."""
    opened = np.cumsum(sure.sum(axis=1), axis=0)
    closed = np.cumsum(sure.sum(axis=0), axis=0)
    closed = np.concatenate([np.zeros((1, 3), dtype=np.float32), closed[:-1]])
    out: Floats = np.clip(opened - closed, 0, 1)
    return out


def pair_scores(scores: Floats, cue: tuple[int, int], unit: tuple[int, int], heads: Heads) -> Floats:
    """[W, 3] log-probability of each word of a window as neither, source or content of a cue."""
    as_cue = scores[cue[0] : cue[1] + 1, -2 * PAIR : -PAIR].mean(axis=0)
    bins = distance_bins(len(scores), cue, unit)
    hidden = np.maximum(scores[:, -PAIR:] + as_cue + heads.distance[bins], np.float32(0))
    raw = hidden @ heads.pair_weight + heads.pair_bias
    out: Floats = raw - _log_sum(raw, 1)[:, None]
    return out
