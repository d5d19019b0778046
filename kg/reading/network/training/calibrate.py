"""Choose the decoder's settings on the development part, and fit the confidence there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from kg.reading.network import Network
from kg.reading.network.decode import CUE, Floats
from kg.reading.network.linking import FEATURES, Linked, Settings, link_windows
from kg.reading.network.pieces import Window
from kg.reading.network.training.data import Article
from kg.reading.network.training.measure import Counted, align, counted, figures, who_said_what

GRID: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("source_floor", (-3.5, -2.5, -2.0, -1.5)),
    ("cue_bias", (-0.6, -0.3, 0.0, 0.3, 0.6)),
    ("content_bias", (-1.5, -1.2, -0.9, -0.6, -0.3, 0.0, 0.3)),
    ("source_bias", (-0.3, 0.0, 0.3, 0.6, 0.9)),
    ("content_floor", (-9.0, -3.0, -2.0)),
    ("cue_bias", (-0.4, -0.2, 0.0, 0.2, 0.4)),
)


@dataclass(frozen=True)
class Scored:
    """A development article with the network's scores of its windows and its gold attributions."""

    article: Article
    windows: Sequence[tuple[Window, Floats]]
    gold: Sequence[Counted]


def score(network: Network, articles: Sequence[Article]) -> list[Scored]:
    """Run the network over articles."""
    out = []
    for article in articles:
        gold = [counted([(*c.words, CUE), *c.arguments], article.words) for c in article.cues]
        out.append(Scored(article, list(network.window_scores(article.words)), gold))
    return out


def predict(one: Scored, network: Network, settings: Settings) -> list[tuple[Linked, Counted]]:
    """An article's attributions."""
    out = []
    for (window, _), found in zip(one.windows, link_windows(one.windows, network.heads, settings), strict=True):
        for linked in found:
            segments = [(i + window.a, j + window.a, r) for i, j, r in linked.segments]
            out.append((linked, counted(segments, one.article.words)))
    return out


def measure(scored: Sequence[Scored], network: Network, settings: Settings) -> Mapping[str, float]:
    """The figures that some settings give."""
    return figures([([c for _, c in predict(one, network, settings)], one.gold) for one in scored])


def choose(scored: Sequence[Scored], network: Network) -> Settings:
    """Settings that give the best sum of figures, searched one after the other."""
    best = Settings()
    top = sum(measure(scored, network, best).values())
    for name, values in GRID:
        for value in values:
            tried = replace(best, **{name: value})
            total = sum(measure(scored, network, tried).values())
            if total > top + 0.05:
                best, top = tried, total
    return best


def fit_confidence(scored: Sequence[Scored], network: Network, settings: Settings) -> Settings:
    """Fit the confidence to whether an attribution says rightly who said what (logistic regression)."""
    rows, labels = [], []
    for one in scored:
        found = predict(one, network, settings)
        pairs = align([c for _, c in found], one.gold)
        for n, (linked, mine) in enumerate(found):
            rows.append(linked.features)
            labels.append(n in pairs and who_said_what(mine, one.gold[pairs[n]]))
    weights = logistic(np.array(rows).reshape(-1, FEATURES), np.array(labels, dtype=np.float64))
    return replace(settings, weights=tuple(round(float(w), 4) for w in weights))


def logistic(rows: Any, labels: Any, ridge: float = 1.0) -> Any:
    """Weights of a logistic regression, by Newton's method; the first column is the constant."""
    weights = np.zeros(rows.shape[1])
    penalty = ridge * np.eye(rows.shape[1])
    penalty[0, 0] = 1e-6
    for _ in range(25):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (labels - p) - penalty @ weights
        curve = (rows * (p * (1 - p))[:, None]).T @ rows + penalty
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def config(settings: Settings, reached: Mapping[str, float], version: str) -> dict[str, Any]:
    """What goes into `config.json` beside the model."""
    return {
        "version": version,
        "settings": asdict(settings),
        "roles": ["source", "cue", "content"],
        "development": {k: round(v, 1) for k, v in reached.items()},
    }
