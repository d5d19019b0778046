"""The forest that judges every pair of sayings by itself: what it learns from, and how it is grown and written.

Learns from `tests/passages` and `tests/articles`, never from `tests/sealed`. Given the corpus' train part, every fifth
of its articles stands for news in which next to nothing clashes; without it the model reports far too much on such
news. Needs scikit-learn (1.9.1). Deterministic. `weighing` grows it together with the other judges.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.eval.measure import OWN, ROOT
from tests.eval.pairing import Judged, judged, own_article
from tests.eval.passages import Passage, load_passages

PASSAGES = ROOT / "tests" / "passages"
Floats = NDArray[np.float64]
WEIGHTS = {"+": 1.0, "?": 0.3, "-": 1.0, "0": 1.0, "": 0.0}
QUIET = 15.0
"""The weight of a pair in an article of the corpus. Our own articles clash a dozen times each, as news never does; at 2
half as many of their pairs are found at an equal number of alarms in the corpus."""
BARS = {"clash": 0.6, "figures": 0.6, "answer": 0.6}
"""From here on nearly three pairs in four hold on authors left out; at .5 two in three, and one of our own articles had
a pair that must not be shown."""
SETTINGS = {"max_iter": 150, "learning_rate": 0.08, "max_leaf_nodes": 12, "l2_regularization": 2.0}
SETTINGS |= {"max_features": 0.4, "min_samples_leaf": 20}
MEMBERS = 3


@dataclass(frozen=True)
class Grown:
    """Forests that differ by chance alone. What one finds swings by a tenth with the seed, their mean hardly."""

    members: list[Any]

    @classmethod
    def from_rows(
        cls, many: int, settings: dict[str, Any], traits: Floats, labels: NDArray[Any], weights: Floats
    ) -> Grown:
        """So many forests, grown alike but for the seed."""
        from sklearn.ensemble import HistGradientBoostingClassifier

        used = weights > 0
        grown = [HistGradientBoostingClassifier(**settings, random_state=seed) for seed in range(many)]
        return cls([each.fit(traits[used], labels[used], sample_weight=weights[used]) for each in grown])

    def chances(self, traits: NDArray[np.float32]) -> Floats:
        """The probability of each row, by the mean of the log-odds."""
        odds = (
            np.mean([each.decision_function(traits) for each in self.members], axis=0) if len(traits) else np.zeros(0)
        )
        found: Floats = 1 / (1 + np.exp(-odds))
        return found


def grow(known: Sequence[Judged], quiet: Sequence[Judged]) -> Grown:
    """The forest that learns from annotated texts, and from some in which nothing clashes."""
    rows = [each.traits for each in known if each.keys]
    told = [sign for each in known for sign in each.signs]
    weights = [WEIGHTS[sign] for sign in told]
    for each in quiet:
        free = [n for n, key in enumerate(each.keys) if key not in each.ruled]
        if free:
            rows.append(each.traits[free])
            weights += [QUIET] * len(free)
    labels = np.array([sign in ("+", "?") for sign in told] + [False] * (len(weights) - len(told)))
    return Grown.from_rows(MEMBERS, SETTINGS, np.concatenate(rows), labels, np.array(weights))


def chances_of(forest: Grown, text: Judged) -> Floats:
    """The forest's probability of each pair of the text."""
    return forest.chances(text.traits) if text.keys else np.zeros(0)


def some_of(places: list[int], chances: Floats, most: int, chance: random.Random) -> list[int]:
    """So many of them: half the likeliest, half any."""
    if len(places) <= most:
        return places
    likeliest = sorted(places, key=lambda n: -chances[n])[: most // 2]
    taken = set(likeliest)
    return likeliest + chance.sample([n for n in places if n not in taken], most - len(likeliest))


def author_of(text: Judged) -> str:
    """Who wrote it; our own annotated articles are one author's."""
    return text.name.split("-")[0] if ":" in text.name else "own"


def group_of(text: Judged) -> str:
    """What kind of text it is; those of the corpus have no annotated pairs."""
    return "quiet articles" if text.name.startswith("quiet:") else "whole articles" if text.whole else "passages"


def write(grown: Grown, path: Path, bars: dict[str, float]) -> None:
    """The trees of all members as plain arrays, one row a tree; each leaf has its share of the mean."""
    many = len(grown.members)
    trees = [each[0].nodes for model in grown.members for each in model._predictors]
    most = max(map(len, trees))

    def rows(field: str, kind: type, leaf: float) -> NDArray[Any]:
        table = np.full((len(trees), most), leaf, dtype=kind)
        for n, nodes in enumerate(trees):
            inner = nodes["is_leaf"] == 0
            table[n, : len(nodes)] = np.where(inner if field != "value" else ~inner, nodes[field], leaf)
        return table

    np.savez_compressed(
        path,
        trait=rows("feature_idx", np.int16, -1),
        least=rows("num_threshold", np.float32, 0),
        left=rows("left", np.int16, 0),
        right=rows("right", np.int16, 0),
        value=rows("value", np.float32, 0) / np.float32(many),
        base=np.float64(np.mean([model._baseline_prediction.item() for model in grown.members])),
        kinds=np.array(list(bars)),
        bars=np.array(list(bars.values())),
    )


def quiet_articles(folder: Path, first: int = 0) -> list[Judged]:
    """Every fifth article of the corpus' train part, from the ``first`` on, without annotations."""
    paths = sorted((folder / "text").glob("*.txt"))[first::5]
    return all_judged([Passage(f"quiet:{path.stem}", "", "", path.read_bytes().decode(), [], []) for path in paths])


def all_judged(texts: Sequence[Passage]) -> list[Judged]:
    """The pairs of all texts, in their order."""
    with ProcessPoolExecutor() as workers:
        return list(workers.map(judged, texts, chunksize=8))


def everything() -> list[Judged]:
    """The pairs of all annotated texts."""
    own = [own_article(each) for each in sorted(OWN.iterdir()) if (each / "gold.jsonl").is_file()]
    return all_judged([*load_passages(PASSAGES), *own])
