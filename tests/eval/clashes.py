"""Grows the model of sayings that bear on one matter, and shows how well it does on authors left out.

    python -m tests.eval.clashes [POLNEAR/train]            # prints, for texts whose author it has not seen
    python -m tests.eval.clashes POLNEAR/train --write      # and writes kg/reading/clashes/model/clashes.npz

Learns from `tests/passages` and `tests/articles`, never from `tests/sealed`. Given the corpus' train part, every fifth
of its articles stands for news in which next to nothing clashes; without it the model reports far too much on such
news. Needs scikit-learn (1.9.1). Run it again after a change of traits or of rules. Deterministic.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.reading.clashes.forest import FOLDER
from tests.eval.measure import OWN, ROOT
from tests.eval.pairing import Judged, judged, own_article
from tests.eval.passages import Passage, load_passages

PASSAGES = ROOT / "tests" / "passages"
WEIGHTS = {"+": 1.0, "?": 0.3, "-": 1.0, "0": 1.0, "": 0.0}
QUIET = 15.0
"""The weight of a pair in an article of the corpus. Our own articles clash a dozen times each, as news never does; at 2
half as many of their pairs are found at an equal number of alarms in the corpus."""
BARS = {"clash": 0.6, "figures": 0.6, "answer": 0.6}
"""From here on nearly three pairs in four hold on authors left out; at .5 two in three, and one of our own articles had
a pair that must not be shown."""
SHOWN = (0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
SETTINGS = {"max_iter": 150, "learning_rate": 0.08, "max_leaf_nodes": 12, "l2_regularization": 2.0}
SETTINGS |= {"max_features": 0.4, "min_samples_leaf": 20, "random_state": 0}


def grow(known: Sequence[Judged], quiet: Sequence[Judged]) -> Any:
    """The model that learns from annotated texts, and from some in which nothing clashes."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    rows = [each.traits for each in known if each.keys]
    told = [sign for each in known for sign in each.signs]
    weights = [WEIGHTS[sign] for sign in told]
    for each in quiet:
        free = [n for n, key in enumerate(each.keys) if key not in each.ruled]
        if free:
            rows.append(each.traits[free])
            weights += [QUIET] * len(free)
    labels = np.array([sign in ("+", "?") for sign in told] + [False] * (len(weights) - len(told)))
    kept = np.array(weights) > 0
    traits = np.concatenate(rows)[kept]
    return HistGradientBoostingClassifier(**SETTINGS).fit(traits, labels[kept], sample_weight=np.array(weights)[kept])


def left_out(known: Sequence[Judged], quiet: Sequence[Judged]) -> None:
    """Prints, for each bar, how many pairs hold on texts whose author the model has not seen."""
    held: list[tuple[str, str, str, float]] = []
    for author in sorted({author_of(each) for each in known}):
        model = grow([each for each in known if author_of(each) != author], quiet)
        mine = [each for each in known if author_of(each) == author]
        held += [found for each in mine for found in told_of(model, each)]
    model = grow(known, quiet[::2])
    held += [found for each in quiet[1::2] for found in told_of(model, each)]
    for group in ("passages", "whole articles", "quiet articles"):
        own = [each for each in (*known, *quiet[1::2]) if group_of(each) == group]
        wanted = sum(sign == "+" for each in own for sign in each.wanted.values())
        ruled = sum(each.wanted.get(key) == "+" for each in own for key in each.ruled)
        print(f"{len(own)} {group}, {wanted} pairs; the rules alone report {ruled} of them. Besides:")
        for kind in BARS:
            for bar in SHOWN:
                signs = [sign for where, what, sign, chance in held if (where, what) == (group, kind) and chance >= bar]
                counts = {name: signs.count(sign) for name, sign in zip(NAMES, ("+", "?", "0", "-", ""), strict=True)}
                print(f"  {kind} from {bar}: " + ", ".join(f"{number} {name}" for name, number in counts.items()))


def told_of(model: Any, text: Judged) -> list[tuple[str, str, str, float]]:
    """Group, kind of pair, sign and chance of each pair of the text that the rules do not report."""
    chances = model.predict_proba(text.traits)[:, 1].tolist() if text.keys else []
    found = zip(text.keys, text.kinds, text.signs, chances, strict=True)
    return [(group_of(text), kind, sign, chance) for key, kind, sign, chance in found if key not in text.ruled]


def author_of(text: Judged) -> str:
    """Who wrote it; our own annotated articles are one author's."""
    return text.name.split("-")[0] if ":" in text.name else "own"


def group_of(text: Judged) -> str:
    """What kind of text it is; those of the corpus have no annotated pairs."""
    return "quiet articles" if text.name.startswith("quiet:") else "whole articles" if text.whole else "passages"


NAMES = ("listed", "arguable", "not listed", "only seeming", "of sayings not annotated")


def write(model: Any, path: Path) -> None:
    """The trees as plain arrays, one row a tree."""
    trees = [each[0].nodes for each in model._predictors]
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
        value=rows("value", np.float32, 0),
        base=np.float64(model._baseline_prediction.item()),
        kinds=np.array(list(BARS)),
        bars=np.array(list(BARS.values())),
    )


def quiet_articles(folder: Path) -> list[Judged]:
    """Every fifth article of the corpus' train part, without annotations."""
    paths = sorted((folder / "text").glob("*.txt"))[::5]
    return all_judged([Passage(f"quiet:{path.stem}", "", "", path.read_bytes().decode(), [], []) for path in paths])


def all_judged(texts: Sequence[Passage]) -> list[Judged]:
    """The pairs of all texts, in their order."""
    with ProcessPoolExecutor() as workers:
        return list(workers.map(judged, texts, chunksize=8))


def everything(folders: Sequence[Path]) -> tuple[list[Judged], list[Judged]]:
    """The pairs of all annotated texts, and of every fifth article in the corpus' folders."""
    quiet = [each for folder in folders for each in quiet_articles(folder)]
    own = [own_article(each) for each in sorted(OWN.iterdir()) if (each / "gold.jsonl").is_file()]
    return all_judged([*load_passages(PASSAGES), *own]), quiet


def main(arguments: list[str]) -> None:
    """Shows how well it does; writes the model that learned from all texts, if asked to."""
    known, quiet = everything([Path(each) for each in arguments if not each.startswith("--")])
    left_out(known, quiet)
    if "--write" in arguments:
        write(grow(known, quiet), FOLDER / "clashes.npz")


if __name__ == "__main__":
    main(sys.argv[1:])
