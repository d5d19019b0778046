"""The sum over all segmentations under the semi-Markov model, with hand-written gradients."""

# mypy: allow-subclassing-any
from __future__ import annotations

from typing import Any

import torch
from torch import Tensor


class LogPartition(torch.autograd.Function):
    """Log-sum of the scores of all segmentations of a batch of units.

    spans [N, T, T, 3] (first word, last word, role), step [4, 4], begin [4], stop [4], sizes [N].
    """

    @staticmethod
    def forward(ctx: Any, spans: Tensor, step: Tensor, begin: Tensor, stop: Tensor, sizes: Tensor) -> Tensor:
        n, size = spans.shape[:2]
        enter = spans.new_zeros(n, size, 4)
        score = spans.new_zeros(n, size, 4)
        enter[:, 0] = begin
        for j in range(size):
            if j:
                enter[:, j] = torch.logsumexp(score[:, j - 1, :, None] + step, 1)
            score[:, j, 0] = enter[:, j, 0]
            score[:, j, 1:] = torch.logsumexp(enter[:, : j + 1, 1:] + spans[:, : j + 1, j], 1)
        last = score[torch.arange(n), sizes - 1]
        whole = torch.logsumexp(last + stop, 1)
        ctx.save_for_backward(spans, step, stop, sizes, enter, score, whole)
        return whole

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        spans, step, stop, sizes, enter, score, whole = ctx.saved_tensors
        n, size = spans.shape[:2]
        leave = spans.new_full((n, size, 4), -1e4)
        starts = spans.new_full((n, size, 4), -1e4)
        for i in range(size - 1, -1, -1):
            if i < size - 1:
                leave[:, i] = torch.logsumexp(step + starts[:, i + 1, None, :], 2)
            ending = sizes - 1 == i
            leave[ending, i] = stop
            leave[sizes - 1 < i, i] = -1e4
            starts[:, i, 0] = leave[:, i, 0]
            starts[:, i, 1:] = torch.logsumexp(spans[:, i, i:] + leave[:, i:, 1:], 1)
        scale = grads[0]
        d_spans = enter[:, :, None, 1:] + spans + leave[:, None, :, 1:] - whole[:, None, None, None]
        d_spans.clamp_(max=0).exp_().mul_(scale[:, None, None, None])
        through = score[:, :-1, :, None] + step + starts[:, 1:, None, :] - whole[:, None, None, None]
        d_step = (through.clamp_(max=0).exp_() * scale[:, None, None, None]).sum((0, 1))
        d_begin = ((enter[:, 0] + starts[:, 0] - whole[:, None]).clamp(max=0).exp() * scale[:, None]).sum(0)
        last = score[torch.arange(n), sizes - 1] + stop - whole[:, None]
        d_stop = (last.clamp(max=0).exp() * scale[:, None]).sum(0)
        return d_spans, d_step, d_begin, d_stop, None
