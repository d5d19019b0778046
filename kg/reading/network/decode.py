"""What the attribution network's score vectors say of spans, and of words as a cue's source or content.

A unit of T words is cut into segments: single words outside any span, or spans of one of three roles.
A segment's score is that of its first word, its last word, the words inside, its two ends together and its
length; neighbouring segments add a transition score.  All functions here are plain numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
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
ROUNDED = 64
"""Sizes for which spans' lengths are kept: the next multiple of this."""


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


@lru_cache(maxsize=8)
def _length_columns(size: int) -> Ints:
    """As `length_bins`; spans that would end before they begin have a column of their own, the last."""
    bins = length_bins(size)
    bins[np.tril_indices(size, -1)] = len(LENGTHS) + 1
    return bins


def segment_scores(scores: Floats, heads: Heads) -> Floats:
    """[3, T, T] score of each span (role, first word, last word) from the words' score vectors."""
    size = len(scores)
    start, end, inside = scores[:, :9].T.reshape(3, 3, size)
    left, right = scores[:, 9 : 9 + 6 * RANK].reshape(size, 2, 3, RANK).transpose(1, 2, 0, 3)
    both: Floats = left @ right.transpose(0, 2, 1) / np.float32(RANK**0.5)
    total = np.cumsum(inside, axis=1)
    both += (start - total + inside)[:, :, None] + (end + total)[:, None, :]
    lengths = np.concatenate([heads.length, np.full((3, 1), NEVER)], axis=1, dtype=np.float32)
    both += lengths[:, _length_columns(-(-size // ROUNDED) * ROUNDED)[:size, :size]]
    return both


def argument_scores(scores: Floats, cues: Sequence[Segment], units: Sequence[tuple[int, int]], heads: Heads) -> Floats:
    """[C, W, 3] log-probability of each word of a window as neither, source or content of each cue."""
    first, last = np.array([cue[:2] for cue in cues]).T[:, :, None]
    begin, end = np.array(units).T[:, :, None]
    bins = distance_bins(len(scores), (first, last), (begin, end))
    as_cues = np.stack([scores[i : j + 1, -2 * PAIR : -PAIR].mean(axis=0) for i, j, _ in cues])
    hidden = (as_cues[:, None] + heads.distance)[np.arange(len(cues))[:, None], bins]
    hidden += scores[:, -PAIR:]
    raw = np.maximum(hidden, np.float32(0), out=hidden) @ heads.pair_weight + heads.pair_bias
    top = raw.max(axis=2, keepdims=True)
    out: Floats = raw - top - np.log(np.exp(raw - top).sum(axis=2, keepdims=True))
    return out
