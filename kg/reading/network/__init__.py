"""The trained attribution network: who says what, in any text, by onnxruntime alone.

    network = load_network()
    if network is not None:
        network.attributions("The minister said the talks had failed.")

The model lies in the folder `attribution_model`; without it (or without onnxruntime) `load_network` gives None.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.reading.network.convention import Convention, settings_for
from kg.reading.network.decode import CONTENT, CUE, SOURCE, Heads
from kg.reading.network.linking import Linked, Settings, link_windows
from kg.reading.network.pieces import SHAPES, Window, Words, split_units, split_windows, split_words
from kg.reading.network.table import FOLDER, load_tokenizer, open_session

CLS, SEP = 101, 102
TOGETHER = 8
"""Windows that are decoded together; more would cost memory and no less time."""

Floats: TypeAlias = NDArray[np.float32]
Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Attribution:
    """One attribution: spans as half-open offsets into the text, and how sure the network is of it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True)
class Network:
    """A loaded model."""

    session: Any = field(repr=False)
    tokenizer: Any = field(repr=False)
    heads: Heads = field(repr=False)
    settings: Settings
    version: str = ""
    inputs: tuple[str, ...] = ("ids", "shape")
    """What the model takes; those of before November 2026 also take the windows' lengths."""

    def attributions(self, text: str, convention: Convention = "own") -> list[Attribution]:
        """The attributions of a text, in order; never an exception, whatever the text."""
        settings = settings_for(convention, self.settings)
        words = split_words(text, self.tokenizer)
        out: list[Attribution] = []
        scored = self.window_scores(words)
        while some := list(islice(scored, TOGETHER)):
            for (window, _), found in zip(some, link_windows(some, self.heads, settings), strict=True):
                out += [_to_offsets(linked, words, window.a, settings) for linked in found]
        return sorted(out, key=_place)

    def window_scores(self, words: Words) -> Iterator[tuple[Window, Floats]]:
        """Each window of a text with its words' score vectors."""
        for window in split_windows(words, split_units(words)):
            yield window, self._run(words, window)

    def _run(self, words: Words, window: Window) -> Floats:
        """Score vectors of the words of a window, read by itself: padding costs more than calls do."""
        lo, hi = int(words.first[window.a]), int(words.first[window.b])
        feed = {
            "ids": np.concatenate([[CLS], words.ids[lo:hi], [SEP]])[None],
            "shape": np.concatenate([[SHAPES], words.shape[lo:hi], [SHAPES]])[None],
            "length": np.array([hi - lo + 2], dtype=np.int32),
        }
        (scores,) = self.session.run(["scores"], {name: feed[name] for name in self.inputs})
        found: Floats = scores[0, words.first[window.a : window.b] - lo + 1]
        return found


def _to_offsets(linked: Linked, words: Words, base: int, settings: Settings) -> Attribution:
    """A linked attribution with character offsets."""

    def spans(role: int) -> tuple[Span, ...]:
        found = (s for s in linked.segments if s[2] == role)
        return tuple(sorted((int(words.start[base + i]), int(words.end[base + j])) for i, j, _ in found))

    return Attribution(spans(SOURCE), spans(CUE), spans(CONTENT), round(linked.confidence(settings), 4))


def _place(attribution: Attribution) -> tuple[Span, ...]:
    return attribution.cue or attribution.content or attribution.source


def load_network(folder: Path = FOLDER, threads: int = 1) -> Network | None:
    """The network in a folder, or None when the model, or a library it needs, is absent."""
    if not (folder / "model.onnx").is_file():
        return None
    try:
        session, tokenizer = open_session(folder / "model.onnx", threads), load_tokenizer(folder)
    except ImportError:
        return None
    with np.load(folder / "heads.npz") as arrays:
        heads = Heads(**{name: arrays[name] for name in arrays.files})
    config = json.loads((folder / "config.json").read_text(encoding="utf8"))
    settings: dict[str, Any] = config["settings"] | {"weights": tuple(config["settings"]["weights"])}
    inputs = tuple(each.name for each in session.get_inputs())
    return Network(session, tokenizer, heads, Settings(**settings), config["version"], inputs)
