"""Trains all judges of `kg.reading.clashes.judging`, and shows what they find on texts of authors left out.

    python -m tests.eval.weighing POLNEAR/train                          # shows
    python -m tests.eval.weighing POLNEAR/train --write                  # and writes kg/reading/clashes/model
    python -m tests.eval.weighing POLNEAR/train --write --keep FOLDER    # with networks kept there, if there are

The second forest must learn from what the others say of texts that they have not seen, as they will have to. So the
teacher and the network learn from one half of the authors, and the second forest from the other half: a sixth of these
at a time is left out to show what it finds. The first forest that is written has learned from all. The networks take
most of the time (an hour and a half on two cores): kept in a folder they serve again after a change of traits or of
rules, which shifts only the trees.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from kg.reading.clashes.comparer import joined
from kg.reading.clashes.forest import FIRST, FOLDER, SECOND
from kg.reading.clashes.judging import log_odds, second_traits, worth_reading
from tests.eval.clashes import (
    BARS,
    WEIGHTS,
    Floats,
    Grown,
    author_of,
    chances_of,
    everything,
    group_of,
    grow,
    quiet_articles,
    write,
)
from tests.eval.pairing import Judged
from tests.eval.pairnet import PairNet, scores_of, train
from tests.eval.pairnet_onnx import export
from tests.eval.teacher import Teacher
from tests.eval.teacher import train as teach

PARTS = 6
QUIET = 3.0
"""The weight of a pair in a quiet article; the first forest, which gives them more, has passed few of them on."""
SEEMING = 3.0
"""The weight of a pair that only seems to clash; at 1, and as many found, half as many more of them pass."""
SECOND_BARS = {"clash": 0.55, "figures": 0.5, "answer": 0.5}
"""From here on nearly four in five hold on authors left out."""
SHOWN = (0.8, 0.7, 0.65, 0.6, 0.5, 0.4, 0.3)
SETTINGS = {"max_iter": 200, "learning_rate": 0.05, "max_leaf_nodes": 10, "l2_regularization": 5.0}
SETTINGS |= {"max_features": 0.3, "min_samples_leaf": 60}
MEMBERS = 4

Net = TypeVar("Net", bound=nn.Module)


@dataclass
class Seen:
    """The pairs of a text that are worth reading, as the second forest sees them."""

    text: Judged
    places: NDArray[np.int_]
    traits: NDArray[np.float32]

    @property
    def signs(self) -> list[str]:
        """What each pair is; in a quiet article none that the rules do not report is one."""
        signs, quiet = self.text.signs, self.text.name.startswith("quiet:")
        keys = self.text.keys
        return [("" if keys[n] in self.text.ruled else "0") if quiet else signs[n] for n in self.places]


def seen(text: Judged, forest: Grown, net: PairNet) -> Seen:
    """The text's likely pairs with what forest and network say of them."""
    chances = chances_of(forest, text)
    places = worth_reading(chances)
    pairs = [text.pairs[n] for n in places]
    scores = scores_of(net, text, places.tolist())
    traits = second_traits(text.sayings, pairs, text.traits[places], log_odds(chances[places]), scores)
    return Seen(text, places, traits)


def learn(known: Sequence[Judged], quiet: Sequence[Judged], forest: Grown, keep: Path | None) -> PairNet:
    """The network that has learned from these texts; the one in the folder, if there is one, else it is put there."""
    paths = [keep / f"{name}.pt" if keep else None for name in ("teacher", "network")]
    net = kept(PairNet, paths[1])
    if net is None:
        one = kept(Teacher, paths[0]) or teach(known, quiet[::2], forest)
        save(one, paths[0])
        net = train(one, [*known, *quiet], forest)
        save(net, paths[1])
    return net


def kept(kind: type[Net], path: Path | None) -> Net | None:
    """The trained network in a file, if there is one."""
    if path is None or not path.is_file():
        return None
    net = kind()
    net.load_state_dict(torch.load(path, weights_only=True))
    net.eval()
    return net


def save(net: nn.Module, path: Path | None) -> None:
    """Puts the network into a file, if one is wanted."""
    if path:
        torch.save(net.state_dict(), path)


def grow_second(held: Sequence[Seen]) -> Grown:
    """The second forest."""
    held = [each for each in held if len(each.places)]
    signs = [sign for each in held for sign in each.signs]
    factor = [QUIET if each.text.name.startswith("quiet:") else 1.0 for each in held for _ in each.places]
    told = WEIGHTS | {"-": SEEMING}
    weights = np.array([told[sign] * many for sign, many in zip(signs, factor, strict=True)])
    labels = np.array([sign in ("+", "?") for sign in signs])
    return Grown.from_rows(MEMBERS, SETTINGS, np.concatenate([each.traits for each in held]), labels, weights)


def left_out(held: Sequence[Seen]) -> list[tuple[Seen, Floats]]:
    """Each text with the second forest's probabilities, where the forest has not seen the author."""
    authors = sorted({author_of(each.text) for each in held})
    found = []
    for part in range(PARTS):
        mine = set(authors[part::PARTS])
        forest = grow_second([each for each in held if author_of(each.text) not in mine])
        for each in held:
            if author_of(each.text) in mine:
                found.append((each, forest.chances(each.traits)))
    return found


def show(told: Sequence[tuple[Seen, Floats]]) -> None:
    """How many pairs hold, bar by bar, besides those that the rules report."""
    for group in ("passages", "whole articles", "quiet articles"):
        own = [(each, chances) for each, chances in told if group_of(each.text) == group]
        wanted = sum(sign == "+" for each, _ in own for sign in each.text.wanted.values())
        ruled = sum(each.text.wanted.get(key) == "+" for each, _ in own for key in each.text.ruled)
        print(f"{len(own)} {group}, {wanted} pairs; the rules alone report {ruled} of them. Besides, from each bar on")
        print("listed + arguable / not listed + only seeming / of sayings not annotated:")
        for kind in BARS:
            rows = []
            for bar in SHOWN:
                signs = [
                    sign
                    for each, chances in own
                    for n, sign, chance in zip(each.places, each.signs, chances, strict=True)
                    if each.text.kinds[n] == kind and chance >= bar and each.text.keys[n] not in each.text.ruled
                ]
                right, arguable, other, seeming, untold = (signs.count(name) for name in ("+", "?", "0", "-", ""))
                rows.append(f"{bar}: {right}+{arguable} / {other}+{seeming} / {untold}")
            print(f"  {kind:8}", "; ".join(rows))


def main() -> None:
    """Shows what the judges find on authors left out; writes those that have learned from all, if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="the corpus' train part")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder for the trained networks")
    told = parser.parse_args()
    if told.keep:
        told.keep.mkdir(parents=True, exist_ok=True)
    known, quiet, others = everything(), quiet_articles(told.corpus), quiet_articles(told.corpus, 2)
    learners = set(sorted({author_of(each) for each in known})[1::2])
    mine = [each for each in known if author_of(each) in learners]
    forest = grow(mine, quiet[::2])
    net = learn(mine, quiet, forest, told.keep)
    held = [seen(each, forest, net) for each in [*(each for each in known if author_of(each) not in learners), *others]]
    show(left_out(held))
    if told.write:
        write(grow(known, quiet), FOLDER / FIRST, BARS)
        write(grow_second(held), FOLDER / SECOND, SECOND_BARS)
        export(net, FOLDER / "pairs.onnx.gz", [joined(*each.side_by_side(0)) for each in known[::10] if each.keys])
        (FOLDER / "pairs.json").write_text(json.dumps({"beside": net.beside}) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
