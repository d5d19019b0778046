"""From a window's score vectors to attributions: spans of each unit, then each cue's source and content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.reading.network.decode import (
    CONTENT,
    CUE,
    SOURCE,
    Floats,
    Heads,
    Segment,
    argument_scores,
    segment_scores,
)
from kg.reading.network.pieces import Window
from kg.reading.network.segmentation import decode

Scored: TypeAlias = tuple[Window, Floats]
"""A window with its words' score vectors."""
FEATURES = 8
"""Number of figures that the confidence is computed from."""


@dataclass(frozen=True)
class Settings:
    """Numbers chosen on the development part of the corpus."""

    source_bias: float = 0.0
    cue_bias: float = 0.0
    content_bias: float = 0.0
    """Added to the score of every span of a role: more or fewer of them."""
    source_floor: float = -2.5
    """Least mean log-probability of a source's words, given the cue."""
    content_floor: float = -9.0
    """Least mean log-probability of a content's words, given the cue."""
    sharing: float = 0.0
    """How much worse a content may suit a cue that has none, when its best cue has another (log-probability)."""
    keep_bare_cues: bool = False
    weights: tuple[float, ...] = (0.0,) * FEATURES
    """Logistic regression from `Linked.features` to the confidence."""


@dataclass(frozen=True)
class Linked:
    """One attribution in words of the window."""

    segments: tuple[Segment, ...]
    features: tuple[float, ...]

    def confidence(self, settings: Settings) -> float:
        """Probability that the attribution says rightly who said what."""
        return float(1 / (1 + np.exp(-np.dot(settings.weights, self.features))))


@dataclass(frozen=True)
class Found:
    """A span of a window: the unit it stands in, its probability, and the mean of its words' for the same role."""

    segment: Segment
    unit: tuple[int, int]
    exact: float
    inside: float


@dataclass(frozen=True)
class Fit:
    """A span as argument of a cue: mean log-probability of its words."""

    span: Found
    score: float


def find_spans(windows: Sequence[Scored], heads: Heads, settings: Settings) -> list[list[Found]]:
    """The spans of the units of some windows."""
    bias = np.array([settings.source_bias, settings.cue_bias, settings.content_bias], dtype=np.float32)
    units = [(n, (u - window.a, v - window.a)) for n, (window, _) in enumerate(windows) for u, v in window.units]
    spans = [segment_scores(windows[n][1][a:b], heads) + bias[:, None, None] for n, (a, b) in units]
    out: list[list[Found]] = [[] for _ in windows]
    for (n, (a, b)), decoded in zip(units, decode(spans, heads), strict=True):
        words = decoded.words()
        for i, j, r in decoded.segments:
            inside = float(words[r, i : j + 1].mean())
            out[n].append(Found((i + a, j + a, r), (a, b), float(decoded.sure[r, i, j]), inside))
    return out


def link_windows(windows: Sequence[Scored], heads: Heads, settings: Settings) -> list[list[Linked]]:
    """The attributions of some windows: each content goes to its best cue, each cue takes its best source."""
    found = find_spans(windows, heads, settings)
    return [_linked(scores, spans, heads, settings) for (_, scores), spans in zip(windows, found, strict=True)]


def _linked(scores: Floats, spans: list[Found], heads: Heads, settings: Settings) -> list[Linked]:
    cues = [s for s in spans if s.segment[2] == CUE]
    if not cues:
        return []
    return assigned(spans, argument_scores(scores, [c.segment for c in cues], [c.unit for c in cues], heads), settings)


def assigned(spans: Sequence[Found], words: Floats, settings: Settings) -> list[Linked]:
    """The attributions of a window from its spans and, for each cue among them, the scores of the window's words."""
    cues = [s for s in spans if s.segment[2] == CUE]
    total = np.zeros((len(cues), words.shape[1] + 1, 3))
    np.cumsum(words, axis=1, out=total[:, 1:])
    contents = _share_out([s for s in spans if s.segment[2] == CONTENT], total[:, :, 2], settings)
    sources = _best_sources([s for s in spans if s.segment[2] == SOURCE], total[:, :, 1], settings)
    out = []
    for cue, mine, source in zip(cues, contents, sources, strict=True):
        if mine or settings.keep_bare_cues:
            parts = (*source, Fit(cue, 0.0), *mine)
            out.append(Linked(tuple(p.span.segment for p in parts), _features(cue, mine, source)))
    return out


def _fits(spans: list[Found], total: NDArray[np.float64]) -> list[list[float]]:
    """How well each span suits each cue: the mean of its words' scores, from their running totals."""
    first, last = np.array([s.segment[:2] for s in spans], dtype=np.int64).reshape(-1, 2).T
    fits: list[list[float]] = ((total[:, last + 1] - total[:, first]) / (last + 1 - first)).T.tolist()
    return fits


def _share_out(spans: list[Found], total: NDArray[np.float64], settings: Settings) -> list[list[Fit]]:
    """Each cue's contents: every content goes to the cue it suits best, but rather to one that would have none."""
    fits, cues = _fits(spans, total), range(len(total))
    owner = [max(cues, key=row.__getitem__) for row in fits]
    for _ in cues if settings.sharing else ():
        counts = [owner.count(n) for n in cues]
        moves = [
            (row[n] - row[owner[k]], k, n)
            for k, row in enumerate(fits)
            if counts[owner[k]] > 1
            for n in cues
            if not counts[n] and row[n] >= settings.content_floor
        ]
        best = max(moves, default=None)
        if best is None or best[0] < -settings.sharing:
            break
        owner[best[1]] = best[2]
    out: list[list[Fit]] = [[] for _ in cues]
    for k, span in enumerate(spans):
        if fits[k][owner[k]] >= settings.content_floor:
            out[owner[k]].append(Fit(span, fits[k][owner[k]]))
    return out


def _best_sources(spans: list[Found], total: NDArray[np.float64], settings: Settings) -> list[tuple[Fit, ...]]:
    """Each cue's source, if any suits it."""
    fits = _fits(spans, total)
    out: list[tuple[Fit, ...]] = []
    for n in range(len(total)):
        suits = [row[n] for row in fits]
        best = max(suits, default=settings.source_floor)
        out.append((Fit(spans[suits.index(best)], best),) if best > settings.source_floor else ())
    return out


def _features(cue: Found, contents: list[Fit], source: tuple[Fit, ...]) -> tuple[float, ...]:
    """What the confidence is computed from."""
    content = max(contents, key=lambda f: f.span.segment[1] - f.span.segment[0], default=None)
    return (
        1.0,
        _logit(cue.exact),
        _logit(cue.inside),
        _logit(content.span.inside) if content else 0.0,
        max(content.score, -4.0) if content else -4.0,
        _logit(source[0].span.inside) if source else 0.0,
        max(source[0].score, -4.0) if source else 0.0,
        float(bool(source)),
    )


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return float(np.log(p / (1 - p)))
