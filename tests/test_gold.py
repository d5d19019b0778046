"""The annotated articles that the reading is measured on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.conflicts.table import CONFLICT_TYPES, UNRESOLVED
from kg.model import STANCES

ROOT = Path(__file__).parent
GOLD = sorted([*(ROOT / "articles").glob("*/gold.jsonl"), *(ROOT / "sealed").glob("*/gold.jsonl")])


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("role", ["source", "cue", "content"])
def test_annotated_words_stand_in_the_article(path: Path, role: str) -> None:
    """An offset that slipped would measure the reading against other words than those meant."""
    text = path.with_name("article.txt").read_bytes().decode()
    said = [row for row in rows(path) if "stance" in row]
    assert said
    assert [" | ".join(text[start:end] for start, end in row[role]) for row in said] == [
        row.get(f"{role}_text", "") for row in said
    ]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.parent.name)
def test_annotated_pairs_are_between_annotated_sayings(path: Path) -> None:
    """A pair of a saying that is not there could never be found."""
    said = {row["id"]: row["stance"] for row in rows(path) if "stance" in row}
    pairs = [row for row in rows(path) if row.get("relation")]
    assert {name for row in pairs for name in (row["a"], row["b"])} <= set(said)
    assert {row["kind"] for row in pairs} <= {*CONFLICT_TYPES, UNRESOLVED}
    assert set(said.values()) <= set(STANCES)
