"""Fits the confidence of findings on a part of the corpus, and shows how well it holds on documents left out.

    python -m tests.eval.fit DIR            # prints; DIR has gold.jsonl and text/
    python -m tests.eval.fit DIR --write    # and writes seeds/confidence.json

Run it again after every change of the model or of the rules. Deterministic: no random numbers.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from kg.reading import surety
from kg.reading.agreement import closest, stands_inside
from kg.reading.combined import spotted
from kg.reading.confidence import FEATURES, features
from kg.reading.spans.attributions import find_attributions
from kg.reading.spans.drafts import Attribution
from kg.reading.spans.outermost import to_polnear
from kg.reading.spans.parse import Parse, parse
from kg.resources import SEEDS
from tests.eval.corpus import is_right
from tests.eval.tokens import Text, Words, roles

Convention = Literal["own", "polnear"]
LEAST = {"polnear": 0.35, "own": 0.0, "rules polnear": 0.0, "rules own": 0.0}
NAMES = {name: surety.FEATURES if name.startswith("rules") else FEATURES for name in LEAST}
FOLDS = 7
Floats = NDArray[np.float64]
Roles = dict[str, Words]


@dataclass(frozen=True)
class Sample:
    """One finding: its document, what its confidence is computed from, whether it is right."""

    doc: int
    features: tuple[float, ...]
    right: bool


def samples(folder: Path) -> dict[str, list[Sample]]:
    """All findings of the corpus' documents by convention, those of both finders and those of the rules alone."""
    gold: dict[str, list[Any]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold[(row := json.loads(line))["doc"]].append(row)
    out: dict[str, list[Sample]] = {name: [] for name in LEAST}
    for n, path in enumerate(sorted((folder / "text").glob("*.txt"))):
        text = path.read_bytes().decode()
        words, parsed = Text(text), parse(text)
        wanted = [roles(row, words) for row in gold[path.stem]]
        for convention in ("polnear", "own"):
            for one, two in _pairs(parsed, convention):
                right = _is_right(two or one if convention == "own" else one, wanted, words, convention)
                out[convention].append(Sample(n, features(one, two), right))
            for each in _alone(parsed, convention):
                right = _is_right(each, wanted, words, convention)
                out[f"rules {convention}"].append(Sample(n, surety.features(parsed, each), right))
    return out


def _alone(parsed: Parse, convention: Convention) -> list[Attribution]:
    """What the rules find by themselves; within another saying the corpus marks none, so nothing is known of those."""
    found = find_attributions(parsed, convention)
    if convention == "polnear":
        return to_polnear(found)
    return [each for each in found if not any(stands_inside(each, other) for other in found if other is not each)]


def _pairs(parsed: Parse, convention: Convention) -> Iterator[tuple[Attribution | None, Attribution | None]]:
    """Each finding of the network and of the rules; in the corpus' convention only the network's."""
    net, ruled = spotted(parsed.text, convention), find_attributions(parsed, convention)
    if convention == "polnear":
        ruled = to_polnear(ruled)
        for each in net:
            yield each, closest(each, ruled)
        return
    for each in ruled:
        near = closest(each, net)
        if near is not None or not any(stands_inside(each, other) for other in (*net, *ruled)):
            yield near, each  # what stands within another saying the corpus leaves out
    for each in net:
        if closest(each, ruled) is None:
            yield each, None


def _is_right(found: Attribution | None, wanted: list[Roles], words: Text, convention: Convention) -> bool:
    made = {role: words.of([[s.start, s.end] for s in getattr(found, role)]) for role in ("source", "cue", "content")}
    if any(is_right(gold, made) for gold in wanted):
        return True
    return convention == "own" and any(_is_part(gold, made) for gold in wanted)


def _is_part(gold: Roles, made: Roles) -> bool:
    """Of coordinated cues ("denied … but later said …") the corpus makes one attribution, we make one each."""
    cue = made["cue"] <= gold["cue"] | gold["content"] and bool(made["cue"] & gold["cue"])
    return cue and made["content"] <= gold["content"] and bool(made["source"] & gold["source"])


def fitted(found: list[Sample], rounds: int = 40) -> Floats:
    """The weights of a logistic regression with a little shrinkage, by Newton's method."""
    given = np.array([each.features for each in found])
    right = np.array([each.right for each in found], dtype=float)
    weights = np.zeros(given.shape[1])
    for _ in range(rounds):
        sure = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (sure - right) + weights
        weights -= np.linalg.solve((given.T * (sure * (1 - sure))) @ given + np.eye(len(weights)), slope)
    return weights


def held_out(found: list[Sample]) -> Floats:
    """Each sample's confidence by weights that were fitted without its document."""
    sure = np.zeros(len(found))
    for fold in range(FOLDS):
        weights = fitted([each for each in found if each.doc % FOLDS != fold])
        for n, each in enumerate(found):
            if each.doc % FOLDS == fold:
                sure[n] = 1 / (1 + np.exp(-np.dot(weights, each.features)))
    return sure


def show(name: str, found: list[Sample]) -> None:
    """How often findings of like confidence are right."""
    sure, right = held_out(found), np.array([each.right for each in found])
    error = 0.0
    print(f"{name}: {len(found)} findings, {100 * right.mean():.1f} % right")
    for low in np.arange(0, 1, 0.1):
        inside = (sure >= low) & (sure < low + 0.1)
        if inside.any():
            error += abs(sure[inside].sum() - right[inside].sum())
            share, mean = right[inside].mean(), sure[inside].mean()
            print(f"  {low:.1f}–{low + 0.1:.1f} {inside.sum():5d} mean {mean:.2f} right {share:.2f}")
    print(f"  mean absolute error of calibration {error / len(found):.3f}")


def main(folder: Path, *, write: bool) -> None:
    """Fits, shows, and writes when asked to."""
    rows = {}
    for name, found in samples(folder).items():
        show(name, found)
        weights = [round(float(each), 4) for each in fitted(found)]
        rows[name] = {"least": LEAST[name], "weights": dict(zip(NAMES[name], weights, strict=True))}
    if write:
        (SEEDS / "confidence.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), write="--write" in sys.argv)
