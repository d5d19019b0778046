"""Knows where ontology, shapes, queries and seeds lie: in a checkout or in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_resources"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent

ONTOLOGY: Path = _ROOT / "ontology"
SHAPES: Path = _ROOT / "shapes"
QUERIES: Path = _ROOT / "queries"
SEEDS: Path = _ROOT / "seeds"


def turtle_files(folder: Path) -> list[Path]:
    """The Turtle files of a resource folder, in a fixed order."""
    return sorted(folder.glob("*.ttl"))
