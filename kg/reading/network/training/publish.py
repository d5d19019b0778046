"""From a trained network to the folder that the reader loads."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from kg.reading.network import load_network
from kg.reading.network.linking import Settings
from kg.reading.network.training.calibrate import choose, config, fit_confidence, measure, score
from kg.reading.network.training.data import Article, epoch_samples
from kg.reading.network.training.export import export, table_place
from kg.reading.network.training.joint import Joint

CALIBRATED = 60
"""Windows of the training part from which the ranges of the activations are read."""


def average(checkpoints: Sequence[Path]) -> dict[str, Any]:
    """The mean of the weights of checkpoints of one descent."""
    states = [torch.load(path) for path in checkpoints]
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def publish(
    model: Joint, folder: Path, base: Path, articles: Sequence[Article], development: Sequence[Article]
) -> dict[str, Any]:
    """Export a network, choose the decoder's settings on the development part, and write `config.json`."""
    model.eval()
    samples = epoch_samples(articles, None)
    export(model, folder, random.Random(0).sample(samples, min(CALIBRATED, len(samples))))
    shutil.copy(base / "tokenizer.json", folder / "tokenizer.json")
    version = "minilm-polnear-" + hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()[:12]
    table = table_place(folder / "model.onnx")
    _write(folder, config(Settings(), {}, version) | {"table": table})
    network = load_network(folder)
    assert network is not None
    scored = score(network, development)
    settings = fit_confidence(scored, network, choose(scored, network))
    out = config(settings, measure(scored, network, settings), version) | {"table": table}
    _write(folder, out)
    print(json.dumps(out["development"]), flush=True)
    return out


def _write(folder: Path, content: dict[str, Any]) -> None:
    (folder / "config.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf8")
