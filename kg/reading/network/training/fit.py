"""The training loop."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from kg.reading.network.training.data import Article, batches, epoch_samples
from kg.reading.network.training.joint import Joint, collate


@dataclass(frozen=True)
class Settings:
    """What a run depends on besides the data."""

    epochs: int = 6
    batch: int = 16
    rate: float = 3e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    link_weight: float = 5.0
    decay: float = 0.01
    masked: float = 0.08
    seed: int = 20180507
    order: int = 1
    log_every: int = 50


def fit(model: Joint, articles: Sequence[Article], settings: Settings, after_epoch: Callable[[int], None]) -> None:
    """Train the model in place; the rate rises for a short while and then falls to 0."""
    random.seed(settings.seed)
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.order)
    noise = np.random.default_rng(settings.order)
    planned = len(batches(epoch_samples(articles, random.Random(0)), settings.batch, random.Random(0)))
    steps = max(planned * settings.epochs, 1)
    optimiser = torch.optim.AdamW(_groups(model, settings), fused=True, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: _factor(n / steps, settings.warmup))
    for epoch in range(settings.epochs):
        model.train()
        begun, sums = time.monotonic(), [0.0, 0.0]
        for n, group in enumerate(batches(epoch_samples(articles, rng), settings.batch, rng), 1):
            span_loss, link_loss = model.loss(collate(group, settings.masked, noise))
            (span_loss + settings.link_weight * link_loss).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            schedule.step()
            sums = [sums[0] + span_loss.item(), sums[1] + link_loss.item()]
            if n % settings.log_every == 0:
                pace = (time.monotonic() - begun) / n
                print(
                    f"epoch {epoch} step {n} spans {sums[0] / n:.4f} links {sums[1] / n:.4f} {pace:.2f} s/step",
                    flush=True,
                )
        after_epoch(epoch)


def _factor(done: float, warmup: float) -> float:
    return done / warmup if done < warmup else max(0.0, (1 - done) / (1 - warmup))


def _groups(model: Joint, settings: Settings) -> list[dict[str, object]]:
    """Parameters of the encoder and of the new parts, which learn faster."""
    inner = list(model.encoder.parameters())
    known = {id(p) for p in inner}
    outer = [p for p in model.parameters() if id(p) not in known]
    return [
        {"params": inner, "lr": settings.rate, "weight_decay": settings.decay},
        {"params": outer, "lr": settings.head_rate, "weight_decay": settings.decay},
    ]
