"""Trains all three judges of `kg.reading.clashes.judging`, and shows what they find on texts of authors left out.

    python -m tests.eval.weighing POLNEAR/train                          # shows
    python -m tests.eval.weighing POLNEAR/train --write                  # and writes kg/reading/clashes/model
    python -m tests.eval.weighing POLNEAR/train --write --keep FOLDER    # with networks kept there, if there are

The second forest must learn from what the others say of texts that they have not seen, as they will have to. So two
halves of the authors teach each other's first forest and network, and a sixth of the authors at a time is left out of
the second forest; what is written has learned from all. The networks take most of the time (more than an hour on two
cores): kept in a folder they serve again after a change of traits or of rules, which shifts only the trees.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from kg.reading.clashes.comparer import joined
from kg.reading.clashes.forest import FIRST, FOLDER, SECOND
from kg.reading.clashes.judging import log_odds, second_traits, worth_reading
from tests.eval.clashes import BARS, WEIGHTS, Floats, Grown, author_of, everything, group_of, grow, write
from tests.eval.pairing import Judged
from tests.eval.pairnet import PairNet, chances_of, scores_of, train
from tests.eval.pairnet_onnx import export

PARTS = 6
QUIET = 3.0
"""The weight of a pair in a quiet article; the first forest, which gives them more, has passed few of them on."""
SECOND_BARS = {"clash": 0.65, "figures": 0.75, "answer": 0.65}
"""From here on nearly four in five hold on authors left out. At .6 the first article had two claims that do not clash;
of the four pairs of our own articles that must not be shown, and passed when left out, three were two figures."""
SHOWN = (0.8, 0.7, 0.65, 0.6, 0.5, 0.4, 0.3)
SETTINGS = {"max_iter": 200, "learning_rate": 0.05, "max_leaf_nodes": 10, "l2_regularization": 5.0}
SETTINGS |= {"max_features": 0.3, "min_samples_leaf": 60}
MEMBERS = 4


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


def seen_by_others(known: Sequence[Judged], quiet: Sequence[Judged], keep: Path | None) -> list[Seen]:
    """All texts, as forest and network see them that know other authors only."""
    authors = sorted({author_of(each) for each in known})
    found = []
    for half in (0, 1):
        mine = {name for n, name in enumerate(authors) if n % 2 == half}
        others = [each for each in known if author_of(each) not in mine]
        forest = grow(others, quiet[half::2])
        net = kept(keep, f"half-{half}", others, quiet[half::2], forest)
        held = [*(each for each in known if author_of(each) in mine), *quiet[1 - half :: 2]]
        found += [seen(each, forest, net) for each in held]
    return found


def kept(keep: Path | None, name: str, known: Sequence[Judged], quiet: Sequence[Judged], forest: Grown) -> PairNet:
    """The network of that name in the folder; without one, a new one, which is put there."""
    path = keep / f"{name}.pt" if keep else None
    if path and path.is_file():
        net = PairNet()
        net.load_state_dict(torch.load(path, weights_only=True))
        return net.eval()
    net = train(known, quiet, forest)
    if path:
        torch.save(net.state_dict(), path)
    return net


def grow_second(held: Sequence[Seen]) -> Grown:
    """The second forest."""
    held = [each for each in held if len(each.places)]
    signs = [sign for each in held for sign in each.signs]
    factor = [QUIET if each.text.name.startswith("quiet:") else 1.0 for each in held for _ in each.places]
    weights = np.array([WEIGHTS[sign] * many for sign, many in zip(signs, factor, strict=True)])
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
    known, quiet = everything([told.corpus])
    held = seen_by_others(known, quiet, told.keep)
    show(left_out(held))
    if told.write:
        forest = grow(known, quiet)
        net = kept(told.keep, "all", known, quiet, forest)
        write(forest, FOLDER / FIRST, BARS)
        write(grow_second(held), FOLDER / SECOND, SECOND_BARS)
        export(net, FOLDER / "pairs.onnx", [joined(*each.side_by_side(0)) for each in known[::10] if each.keys])
        (FOLDER / "pairs.json").write_text(json.dumps({"beside": net.beside}) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
