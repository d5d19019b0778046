"""Two articles of our own in the corpus' form, and a pretrained model of toy size, for the training script's test."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

SENTENCES = (
    ("The mayor", "said", "the bridge would stay closed"),
    ("Two engineers", "warned", "that the cables had rusted"),
    ("The builder", "denied", "any fault"),
    ("A report", "showed", "cracks in the deck"),
)
SPECIAL = {100: "[UNK]", 101: "[CLS]", 102: "[SEP]", 103: "[MASK]"}
WIDTH, INNER = 24, 48


def write_corpus(folder: Path) -> Path:
    """Write train/ and dev/ with two articles each."""
    for part in ("train", "dev"):
        (folder / part / "text").mkdir(parents=True)
        lines = []
        for doc in ("bridge", "cables"):
            text = ""
            for n, roles in enumerate(SENTENCES * 2):
                record: dict[str, object] = {"doc": doc, "id": n}
                for name, words in zip(("source", "cue", "content"), roles, strict=True):
                    record[name] = [[len(text), len(text) + len(words)]]
                    text += words + (". " if name == "content" else " ")
                text = text[:-1] + ("\n\n" if n % 3 == 2 else " ")
                lines.append(json.dumps(record))
            (folder / part / "text" / f"{doc}.txt").write_text(text, encoding="utf8")
        (folder / part / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf8")
    return folder


def write_base(folder: Path) -> Path:
    """Write a tokenizer and random weights in the layout of MiniLM's folder."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    folder.mkdir(parents=True)
    names = [SPECIAL.get(n, f"[unused{n}]") for n in range(104)] + list("abcdefghijklmnopqrstuvwxyz.,\"'“”")
    names += ["##" + c for c in "abcdefghijklmnopqrstuvwxyz"] + ["the", "said", "warned", "denied", "showed", "that"]
    vocabulary = {name: n for n, name in enumerate(names)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    sizes = {"vocab_size": len(names), "hidden_size": WIDTH, "num_hidden_layers": 2}
    sizes |= {"num_attention_heads": 2, "intermediate_size": INNER}
    (folder / "config.json").write_text(json.dumps(sizes), encoding="utf8")
    _write_safetensors(folder / "model.safetensors", _weights(len(names)))
    return folder


def _weights(vocabulary: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(5)

    def norm(name: str) -> dict[str, np.ndarray]:
        return {f"{name}.weight": np.ones(WIDTH), f"{name}.bias": np.zeros(WIDTH)}

    def dense(name: str, out: int, inner: int) -> dict[str, np.ndarray]:
        return {f"{name}.weight": random.normal(0, 0.1, (out, inner)), f"{name}.bias": np.zeros(out)}

    found: dict[str, np.ndarray] = {}
    for name, rows in (("word", vocabulary), ("position", 512), ("token_type", 2)):
        found[f"embeddings.{name}_embeddings.weight"] = random.normal(0, 0.1, (rows, WIDTH))
    found |= norm("embeddings.LayerNorm")
    for n in range(2):
        at = f"encoder.layer.{n}."
        for part in ("query", "key", "value"):
            found |= dense(f"{at}attention.self.{part}", WIDTH, WIDTH)
        found |= dense(at + "attention.output.dense", WIDTH, WIDTH) | norm(at + "attention.output.LayerNorm")
        found |= dense(at + "intermediate.dense", INNER, WIDTH)
        found |= dense(at + "output.dense", WIDTH, INNER) | norm(at + "output.LayerNorm")
    return found


def _write_safetensors(path: Path, arrays: dict[str, np.ndarray]) -> None:
    head, body = {}, b""
    for name, array in arrays.items():
        data = array.astype("<f4").tobytes()
        head[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    raw = json.dumps(head).encode()
    path.write_bytes(len(raw).to_bytes(8, "little") + raw + body)
