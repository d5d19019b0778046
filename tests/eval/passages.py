"""Reads our own short annotated passages, `tests/passages/*.txt`, whose format the folder's README tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Relation = tuple[str, str, str, tuple[str, ...]]
"""Sign, the ids of the two rows, kinds."""
SHORT = {"contrary": "attributed-contrary", "instance": "instance-against-denial"}


@dataclass(frozen=True)
class Passage:
    """A text with its sayings (offsets into the text) and the pairs that clash, may clash or only seem to."""

    name: str
    publisher: str
    published: str
    text: str
    rows: list[Row]
    relations: list[Relation]


def load_passages(folder: Path) -> list[Passage]:
    """All passages of a folder, in the order of its files."""
    return [each for path in sorted(folder.glob("*.txt")) for each in _passages(path)]


def _passages(path: Path) -> Iterator[Passage]:
    for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
        head, rest = block.split("\n", 1)
        name, publisher, published = (part.strip() for part in head.split("|"))
        text, rows, relations = re.split(r"(?m)^---[ \t]*$", rest)
        text = text.strip() + "\n"
        told = [_row(text, line) for line in rows.strip().splitlines()]
        pairs = [_relation(line) for line in relations.strip().splitlines()]
        yield Passage(f"{path.stem}:{name}", publisher, published, text, told, pairs)


def _relation(line: str) -> Relation:
    sign, one, two, kinds = line.split("|", maxsplit=1)[0].split()[:4]
    return sign, one, two, tuple(SHORT.get(kind, kind) for kind in kinds.split("/"))


def _row(text: str, line: str) -> Row:
    name, actor, stance, source, cue, content = (part.strip() for part in line.split("|"))
    cues = _stretches(text, cue)
    contents = _stretches(text, content) or [[]]
    told = min(contents, key=lambda spans: min((_gap(spans, each) for each in cues), default=0))
    said = min(cues, key=lambda spans: _gap(spans, told), default=[])
    by = min(_stretches(text, source), key=lambda spans: _gap(spans, said or told), default=[])
    row = {"id": name, "actor": actor, "stance": stance, "source": by, "cue": said, "content": told}
    return row if source else row | {"narrator": True}


def _stretches(text: str, words: str) -> list[list[list[int]]]:
    """Every place where the words stand; of two stretches joined by dots the second follows the first."""
    parts = [part for part in words.split(" ... ") if part]
    starts = [found.start() for found in re.finditer(re.escape(parts[0]), text)] if parts else []
    return [_following(text, parts, at) for at in starts]


def _following(text: str, parts: list[str], at: int) -> list[list[int]]:
    spans = []
    for part in parts:
        start = text.find(part, at)
        start = start if start >= 0 else text.index(part)
        spans.append([start, start + len(part)])
        at = spans[-1][1]
    return spans


def _gap(one: list[list[int]], two: list[list[int]]) -> int:
    """How many characters lie between two stretches; none where they touch or where one is missing."""
    if not one or not two:
        return 0
    return max(two[0][0] - one[-1][1], one[0][0] - two[-1][1], 0)
