"""The joint network: encoder, span scores and cue-to-word scores, and its training loss."""

# mypy: allow-subclassing-any
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, gelu, relu

from kg.reading.network.decode import DISTANCES, LENGTHS, NEVER, PAIR, RANK, WIDTHS, Heads, distance_bins, length_bins
from kg.reading.network.pieces import SHAPES
from kg.reading.network.training.data import Sample, Wanted
from kg.reading.network.training.encoder import Dropout, Encoder
from kg.reading.network.training.semimarkov import LogPartition

CLS, SEP, MASK = 101, 102, 103
SIZES = (16, 32, 64, 128, 4096)
"""Units are decoded in groups of up to so many words, to save padding."""


@dataclass(frozen=True)
class Batch:
    """Padded windows."""

    ids: Tensor
    shape: Tensor
    keep: Tensor
    first: Tensor
    samples: Sequence[Sample]


def collate(samples: Sequence[Sample], masked: float = 0.0, noise: np.random.Generator | None = None) -> Batch:
    """Pad windows to the longest, frame them with [CLS] and [SEP], and hide a share of the pieces (in training)."""
    size = max(len(s.ids) for s in samples) + 2
    ids = np.zeros((len(samples), size), dtype=np.int64)
    shape = np.full((len(samples), size), SHAPES, dtype=np.int64)
    keep = np.zeros((len(samples), size), dtype=np.int64)
    first = np.zeros((len(samples), max(len(s.first) for s in samples)), dtype=np.int64)
    for row, s in enumerate(samples):
        n = len(s.ids)
        inner = np.where(noise.random(n) < masked, MASK, s.ids) if noise else s.ids
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = CLS, inner, SEP
        shape[row, 1 : n + 1] = s.shape
        keep[row, : n + 2] = 1
        first[row, : len(s.first)] = s.first + 1
    ids_, shape_, keep_, first_ = (torch.from_numpy(x) for x in (ids, shape, keep, first))
    return Batch(ids_, shape_, keep_, first_, samples)


class Joint(nn.Module):
    """Encoder and heads; `forward` gives each piece's score vector as `decode` reads it."""

    def __init__(self, encoder: Encoder, dropout: float = 0.1) -> None:
        super().__init__()
        width = encoder.width
        self.encoder = encoder
        self.span_hidden = nn.Linear(width, width)
        self.pair_hidden = nn.Linear(width, width)
        self.span_out = nn.Linear(width, sum(WIDTHS[:3]))
        self.pair_out = nn.Linear(width, sum(WIDTHS[3:]))
        self.dropout = Dropout(dropout)
        self.length = nn.Parameter(torch.zeros(3, len(LENGTHS) + 1))
        self.step = nn.Parameter(torch.zeros(4, 4))
        self.begin = nn.Parameter(torch.zeros(4))
        self.stop = nn.Parameter(torch.zeros(4))
        self.distance = nn.Parameter(torch.zeros(DISTANCES, PAIR))
        self.pair = nn.Linear(PAIR, 3)

    def forward(self, ids: Tensor, shape: Tensor, keep: Tensor) -> Tensor:
        return self.score(self.encoder(ids, shape, keep))

    def score(self, x: Tensor) -> Tensor:
        """Score vectors of encoded words or pieces."""
        spans = self.span_out(self.dropout(gelu(self.span_hidden(x))))
        pairs = self.pair_out(self.dropout(gelu(self.pair_hidden(x))))
        return torch.cat([spans, pairs], -1)

    def heads(self) -> Heads:
        """The numbers outside the encoder, for decoding."""

        def array(tensor: Tensor) -> Any:
            return tensor.detach().float().numpy().copy()

        return Heads(
            length=array(self.length),
            step=array(self.step),
            begin=array(self.begin),
            stop=array(self.stop),
            distance=array(self.distance),
            pair_weight=array(self.pair.weight.T),
            pair_bias=array(self.pair.bias),
        )

    def loss(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Loss of the spans (per unit) and of the links (per cue)."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.encoder(batch.ids, batch.shape, batch.keep)
        x = x.float().gather(1, batch.first[:, :, None].expand(-1, -1, x.shape[-1]))
        scores = self.score(x)
        return self._span_loss(scores, batch.samples), self._link_loss(scores, batch.samples)

    def _span_loss(self, scores: Tensor, samples: Sequence[Sample]) -> Tensor:
        units = [(row, a, b, wanted) for row, s in enumerate(samples) for (a, b), wanted in s.units]
        total, low = scores.new_zeros(()), 0
        for high in SIZES:
            group = [u for u in units if low < u[2] - u[1] <= high]
            low = high
            if group:
                total = total + self._group_loss(scores, group)
        return total / max(len(units), 1)

    def _group_loss(self, scores: Tensor, group: Sequence[tuple[int, int, int, Wanted]]) -> Tensor:
        """How unlikely what is wanted of units is: by their best segmentation, or by what teachers expect."""
        sizes = torch.tensor([b - a for _, a, b, _ in group])
        size = int(sizes.max())
        at = torch.tensor([row * scores.shape[1] + a for row, a, _, _ in group])[:, None] + torch.arange(size)
        spans = self.span_scores(scores.flatten(0, 1)[at.clamp(max=scores.shape[0] * scores.shape[1] - 1)])
        whole = LogPartition.apply(spans, self.step, self.begin, self.stop, sizes).sum()
        wanted = [each for _, _, _, each in group]
        unit = torch.from_numpy(np.repeat(np.arange(len(wanted)), [len(each.spans) for each in wanted]))
        first, last, role = torch.from_numpy(np.concatenate([each.spans for each in wanted])).T
        right = spans[unit, first, last, role] @ torch.from_numpy(np.concatenate([each.often for each in wanted]))
        for part in ("step", "begin", "stop"):
            often = torch.from_numpy(np.sum([getattr(each, part) for each in wanted], axis=0))
            right = right + (getattr(self, part) * often).sum()
        return whole - right

    def span_scores(self, x: Tensor) -> Tensor:
        """[N, T, T, 3] as in `decode.segment_scores`, for a batch of units."""
        n, size = x.shape[:2]
        left, right = x[..., 9 : 9 + 6 * RANK].view(n, size, 2, 3, RANK).unbind(2)
        both = torch.einsum("nird,njrd->nijr", left, right) / RANK**0.5
        total = x[..., 6:9].cumsum(1)
        both = both + (x[..., 0:3] - total + x[..., 6:9])[:, :, None] + (x[..., 3:6] + total)[:, None]
        both = both + self.length.T[torch.from_numpy(length_bins(size))]
        lower = torch.ones(size, size, dtype=torch.bool).tril(-1)
        return both.masked_fill(lower[None, :, :, None], float(NEVER))

    def _link_loss(self, scores: Tensor, samples: Sequence[Sample]) -> Tensor:
        links = [(row, link) for row, s in enumerate(samples) for link in s.links]
        if not links:
            return scores.new_zeros(())
        size = scores.shape[1]
        rows = torch.tensor([row for row, _ in links])
        bins = torch.from_numpy(np.stack([distance_bins(size, x.cue, x.unit) for _, x in links]))
        labels = torch.full((len(links), size), -100)
        for n, (_, link) in enumerate(links):
            labels[n, : len(link.labels)] = torch.from_numpy(link.labels)
        weights = torch.zeros(len(links), size)
        for n, (_, link) in enumerate(links):
            weights[n, link.cue[0] : link.cue[1] + 1] = 1 / (link.cue[1] - link.cue[0] + 1)
        both = scores[..., -2 * PAIR :][rows]
        cues = weights[:, None] @ both[..., :PAIR]
        hidden = relu(both[..., PAIR:] + cues + self.distance[bins])
        each = cross_entropy(self.pair(hidden).transpose(1, 2), labels, reduction="none")
        return each.sum() / (labels >= 0).sum()
