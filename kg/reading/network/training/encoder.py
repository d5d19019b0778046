"""MiniLM's encoder (BERT) in plain torch, with an added embedding of each piece's shape."""

# mypy: allow-subclassing-any
from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from kg.reading.network.pieces import SHAPES


class Dropout(nn.Module):
    """Dropout with a faster generator than torch's on CPUs; its rate is rounded to a 256th."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.limit = round(rate * 256)
        self.generator = np.random.Generator(np.random.SFC64(0))

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.limit:
            return x
        noise = np.frombuffer(bytearray(self.generator.bytes(x.numel())), dtype=np.uint8)
        keep = torch.from_numpy(noise).view(x.shape) >= self.limit
        return x * keep * (256 / (256 - self.limit))


class Layer(nn.Module):
    """One transformer layer with the normalisation after each part, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, width = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weights = (q @ k.transpose(2, 3) * (width // self.heads) ** -0.5 + mask).softmax(-1)
        y = weights @ v
        x = self.norm1(x + self.dropout(self.out(y.transpose(1, 2).reshape(b, t, width))))
        z: Tensor = self.norm2(x + self.dropout(self.down(gelu(self.up(x)))))
        return z


class Encoder(nn.Module):
    """Word pieces to vectors."""

    def __init__(
        self,
        vocabulary: int = 30522,
        width: int = 384,
        layers: int = 6,
        heads: int = 12,
        inner: int = 1536,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.width, self.layers_count = width, layers
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(512, width)
        self.shape = nn.Embedding(SHAPES + 1, width)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList([Layer(width, heads, inner, dropout) for _ in range(layers)])

    def forward(self, ids: Tensor, shape: Tensor, keep: Tensor) -> Tensor:
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.word(ids) + self.position(place) + self.shape(shape)))
        mask = torch.zeros(keep.shape, dtype=x.dtype).masked_fill(keep == 0, -1e4)[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            x, mask = x.to(torch.bfloat16), mask.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def load_pretrained(encoder: Encoder, weights: Path) -> None:
    """Fill the encoder from MiniLM's `model.safetensors`."""
    raw = {k.removeprefix("bert."): v for k, v in read_safetensors(weights).items()}
    kind = raw["embeddings.token_type_embeddings.weight"][0]
    state = {
        "word.weight": raw["embeddings.word_embeddings.weight"],
        "position.weight": raw["embeddings.position_embeddings.weight"] + kind,
        "shape.weight": encoder.shape.weight.detach(),
    }
    _copy(state, "norm", raw, "embeddings.LayerNorm")
    for n in range(encoder.layers_count):
        old, new = f"encoder.layer.{n}.", f"layers.{n}."
        for part in ("weight", "bias"):
            qkv = [raw[f"{old}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
            state[f"{new}qkv.{part}"] = torch.cat(qkv)
        _copy(state, new + "out", raw, old + "attention.output.dense")
        _copy(state, new + "norm1", raw, old + "attention.output.LayerNorm")
        _copy(state, new + "up", raw, old + "intermediate.dense")
        _copy(state, new + "down", raw, old + "output.dense")
        _copy(state, new + "norm2", raw, old + "output.LayerNorm")
    encoder.load_state_dict(state)


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The single-precision tensors of a file in the safetensors format."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    out = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if entry.get("dtype") == "F32":
            a, b = entry["data_offsets"]
            array = np.frombuffer(data[8 + size + a : 8 + size + b], dtype="<f4").reshape(entry["shape"])
            out[name] = torch.from_numpy(array.copy())
    return out


def _copy(state: dict[str, Tensor], name: str, raw: dict[str, Tensor], old: str) -> None:
    for part in ("weight", "bias"):
        state[f"{name}.{part}"] = raw[f"{old}.{part}"]
