"""Article → Reading by machine; and the Reading file, read and written.

    read_article(article)                  # the best reader that is installed
    read_article(article, reader="rules")  # rules alone

A reader's module is imported when it is first asked for: spaCy takes a second, and Reading files need none of it.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Article, Reading
    from kg.reading.spans.cues import Convention
    from kg.reading.spans.drafts import Attribution

__all__ = ["MODEL", "READERS", "default_reader", "find_spans", "read_article"]

READERS: Final[dict[str, str]] = {"network": "kg.reading.combined", "rules": "kg.reading.rules"}
"""Every reader's module by name; each has ``read(article)`` and ``find(text, convention)``."""

MODEL: Final = Path(__file__).parent / "network" / "attribution_model"
"""The network's folder; it may be taken away."""


def default_reader() -> str:
    """The network with the rules where its model and what runs it are there, else the rules alone."""
    runs = find_spec("onnxruntime") is not None and find_spec("tokenizers") is not None
    return "network" if runs and (MODEL / "model.onnx").is_file() else "rules"


def read_article(article: Article, reader: str = "") -> Reading:
    """The Reading that a machine reader makes of an article, whatever its text.

    Raises:
        UsageError: there is no reader of that name.
    """
    reading: Reading = _module(reader).read(article)
    return reading


def find_spans(text: str, reader: str = "", convention: Convention = "own") -> list[Attribution]:
    """The attributions alone, as spans, in our convention or the corpus'.

    Raises:
        UsageError: there is no reader of that name.
    """
    found: list[Attribution] = _module(reader).find(text, convention)
    return found


def _module(reader: str) -> Any:
    name = reader or default_reader()
    if name not in READERS:
        raise UsageError(f"there is no reader {name!r}", hint=f"Readers: {', '.join(READERS)}.")
    return import_module(READERS[name])
