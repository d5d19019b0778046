"""A small network that reads two sayings side by side and scores how much they clash; onnxruntime runs it.

Its file holds six layers and no word pieces: it shares their table with the attribution network, so that both
together stay small. Without either file, or beside another attribution network than the one that
it was trained with, there is none, and the forest judges alone.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.model import NON_ANSWERS
from kg.reading.clashes.forest import FOLDER
from kg.reading.network import CLS, SEP
from kg.reading.network.table import PieceTable, load_table, open_session
from kg.reading.propositions.claims import Claim

SIDE: Final = 48
"""Word pieces read of a saying."""
SPEAKER: Final = 14
"""Those of them, at most, that tell who says it."""
OUTPUTS: Final = 2
"""Scores of a pair: how much the two clash, and whether they are on one matter."""
_SAYS: Final = {"Denies": "denies", "Questions": "doubts", "Urges": "wants"}
_PARTS: Final = (1, 2, 1, 3, 1)
"""Which part a piece belongs to: a border, the one saying, a border, the other, a border."""

Ids = list[int]


@dataclass(frozen=True)
class Comparer:
    """The loaded network."""

    session: Any = field(repr=False)
    table: PieceTable = field(repr=False)

    def scores(self, pairs: Sequence[tuple[Claim, Claim]]) -> NDArray[np.float64]:
        """A row a pair, both as log-odds: how much the two clash, and whether they are on one matter at all."""
        sayings = {id(claim): claim for pair in pairs for claim in pair}
        ids = {place: saying_ids(self.table.tokenizer, claim) for place, claim in sayings.items()}
        rows = [self._scores(ids[id(one)], ids[id(two)]) for one, two in pairs]
        return np.array(rows, dtype=np.float64).reshape(-1, OUTPUTS)

    def _scores(self, one: Ids, two: Ids) -> NDArray[np.float32]:
        """Each pair is read by itself: padding costs more than calls do."""
        ids, part = joined(one, two)
        feed = {"words": self.table.rows(np.array([ids])), "part": np.array([part], dtype=np.int64)}
        found: NDArray[np.float32] = self.session.run(["scores"], feed)[0][0]
        return found


def joined(one: Ids, two: Ids) -> tuple[Ids, Ids]:
    """The pieces of both sayings with borders between, and the part that each belongs to."""
    blocks = ([CLS], one, [SEP], two, [SEP])
    ids = [each for block in blocks for each in block]
    return ids, [part for part, block in zip(_PARTS, blocks, strict=True) for _ in block]


def saying_ids(tokenizer: Any, claim: Claim) -> Ids:
    """The word pieces of "Lena Ruhl denies: the brakes had failed"."""
    stance = claim.judged.stance
    verb = _SAYS.get(stance) or ("gives no answer on" if stance in NON_ANSWERS else "says")
    who = tokenizer.encode(f"{claim.by.label} {verb}:", add_special_tokens=False).ids[-SPEAKER:]
    said = tokenizer.encode(claim.text, add_special_tokens=False).ids[: SIDE - len(who)]
    return [*who, *said]


@cache
def load_comparer(folder: Path = FOLDER) -> Comparer | None:
    """The network in a folder, or None where its file, or what it shares with the other network, is missing."""
    files = folder / "pairs.onnx.gz", folder / "pairs.json"
    table = load_table() if all(each.is_file() for each in files) else None
    told = json.loads(files[1].read_text(encoding="utf8")) if table is not None else {}
    if table is None or told["beside"] != table.version:
        return None
    try:
        session = open_session(gzip.decompress(files[0].read_bytes()))
    except ImportError:
        return None
    return Comparer(session, table)
