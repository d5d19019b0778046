"""Turns news articles into a knowledge graph of actors and of assertions: who said what, in which words.

``kg.open(folder)`` gives a store as an object for notebooks and scripts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import open_graph as open

__all__ = ["__version__", "open"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Loads what ``open`` needs when it is first used: rdflib would double the time of ``kg --help``."""
    if name == "open":
        return import_module("kg.api").open_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
