"""From a window's score vectors to attributions: spans of each unit, then each cue's source and content."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.reading.network.decode import (
    CONTENT,
    CUE,
    SOURCE,
    Floats,
    Heads,
    Segment,
    best_path,
    pair_scores,
    segment_scores,
    span_probabilities,
    word_probabilities,
)
from kg.reading.network.pieces import Window

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


def find_spans(scores: Floats, window: Window, heads: Heads, settings: Settings) -> list[Found]:
    """The spans of a window's units."""
    bias = np.array([settings.source_bias, settings.cue_bias, settings.content_bias], dtype=np.float32)
    out = []
    for u, v in window.units:
        a, b = u - window.a, v - window.a
        spans = segment_scores(scores[a:b], heads) + bias
        best, total = best_path(spans, heads)
        if best:
            sure = span_probabilities(spans, heads, total)
            role = word_probabilities(sure)
            for i, j, r in best:
                out.append(Found((i + a, j + a, r), (a, b), float(sure[i, j, r]), float(role[i : j + 1, r].mean())))
    return out


def link_window(scores: Floats, window: Window, heads: Heads, settings: Settings) -> list[Linked]:
    """The attributions of a window: each content goes to its best cue, each cue takes its best source."""
    spans = find_spans(scores, window, heads, settings)
    cues = [s for s in spans if s.segment[2] == CUE]
    if not cues:
        return []
    pairs = [pair_scores(scores, c.segment[:2], c.unit, heads) for c in cues]
    contents = _share_out([s for s in spans if s.segment[2] == CONTENT], pairs, settings)
    out = []
    for n, cue in enumerate(cues):
        if contents[n] or settings.keep_bare_cues:
            source = _best_source(spans, pairs[n], settings)
            parts = (*source, Fit(cue, 0.0), *contents[n])
            out.append(Linked(tuple(p.span.segment for p in parts), _features(cue, contents[n], source)))
    return out


def _share_out(spans: list[Found], pairs: list[Floats], settings: Settings) -> list[list[Fit]]:
    """Each cue's contents: every content goes to the cue it suits best, but rather to one that would have none."""
    fits = [[_mean(p, s.segment, 2) for p in pairs] for s in spans]
    owner = [int(np.argmax(row)) for row in fits]
    for _ in pairs if settings.sharing else ():
        counts = [owner.count(n) for n in range(len(pairs))]
        moves = [
            (row[n] - row[owner[k]], k, n)
            for k, row in enumerate(fits)
            for n in range(len(pairs))
            if counts[owner[k]] > 1 and not counts[n] and row[n] >= settings.content_floor
        ]
        best = max(moves, default=None)
        if best is None or best[0] < -settings.sharing:
            break
        owner[best[1]] = best[2]
    out: list[list[Fit]] = [[] for _ in pairs]
    for k, span in enumerate(spans):
        if fits[k][owner[k]] >= settings.content_floor:
            out[owner[k]].append(Fit(span, fits[k][owner[k]]))
    return out


def _mean(pair: Floats, segment: Segment, label: int) -> float:
    return float(pair[segment[0] : segment[1] + 1, label].mean())


def _best_source(spans: list[Found], pair: Floats, settings: Settings) -> tuple[Fit, ...]:
    fits = [Fit(s, _mean(pair, s.segment, 1)) for s in spans if s.segment[2] == SOURCE]
    best = max(fits, key=lambda f: f.score, default=None)
    return (best,) if best and best.score > settings.source_floor else ()


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
