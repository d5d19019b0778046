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
    first_cue = cue.split(" ... ")[0]
    cues = _places(text, first_cue) if first_cue else []
    parts = [part for part in content.split(" ... ") if part]
    starts = _places(text, parts[0]) if parts else cues
    at = min(starts, key=lambda start: min((abs(start - each) for each in cues), default=start))
    row = {"id": name, "actor": actor, "stance": stance, "content": _following(text, parts, at)}
    row |= {role: _nearest(text, words, at) for role, words in (("source", source), ("cue", cue))}
    return row if source else row | {"narrator": True}


def _places(text: str, words: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(words), text)]


def _following(text: str, parts: list[str], at: int) -> list[list[int]]:
    spans = []
    for part in parts:
        start = text.find(part, at)
        start = start if start >= 0 else text.index(part)
        spans.append([start, start + len(part)])
        at = spans[-1][1]
    return spans


def _nearest(text: str, words: str, at: int) -> list[list[int]]:
    if not words:
        return []
    if " ... " in words:
        return _following(text, words.split(" ... "), 0)
    start = min(_places(text, words), key=lambda each: abs(each - at))
    return [[start, start + len(words)]]
