"""What both networks share: how onnxruntime opens them, and the table of word pieces, a row of numbers for each.

The table lies within the attribution network's file, at the place that `config.json` tells.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FOLDER: Final = Path(__file__).parent / "attribution_model"


@dataclass(frozen=True)
class PieceTable:
    """Whole numbers from -127 to 127, ``step`` apart, and the tokenizer whose pieces they stand for."""

    tokenizer: Any = field(repr=False)
    whole: NDArray[np.int8] = field(repr=False)
    step: float
    version: str  # of the network that it is part of

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The rows of some pieces, one dimension more than ``ids`` has."""
        found: NDArray[np.float32] = self.whole[ids] * np.float32(self.step)
        return found


def open_session(network: Path | bytes, threads: int = 1) -> Any:
    """A network, by its file or by what that holds, ready to run. Raises ImportError without onnxruntime."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        network if isinstance(network, bytes) else str(network), options, providers=["CPUExecutionProvider"]
    )


@cache
def load_tokenizer(folder: Path = FOLDER) -> Any:
    """Splits words into pieces; neither cuts nor pads. Raises ImportError without the library."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@cache
def load_table(folder: Path = FOLDER) -> PieceTable | None:
    """The table in a folder, or None where it, its place, or a library that it needs is missing."""
    if not (folder / "model.onnx").is_file():
        return None
    config = json.loads((folder / "config.json").read_text(encoding="utf8"))
    told = config.get("table")
    if told is None:
        return None
    try:
        tokenizer = load_tokenizer(folder)
    except ImportError:
        return None
    shape = (told["rows"], told["width"])
    whole = np.memmap(folder / "model.onnx", dtype=np.int8, mode="r", offset=told["at"], shape=shape)
    return PieceTable(tokenizer, whole, told["step"], config["version"])
