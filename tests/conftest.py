"""The seed article's store, built once a run and handed out for reading."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does, and before numpy is loaded

import pytest
from browser import BROWSER

if TYPE_CHECKING:
    from kg.store import Store

collect_ignore = [] if BROWSER else ["test_draw_browser.py"]
"""A machine without Chromium runs everything else; .ci/run installs it."""


@pytest.fixture(scope="session")
def seed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk that holds the person's Reading of the seed article."""
    from kg.pipeline import build
    from kg.resources import SEEDS
    from kg.store import open_store

    folder = tmp_path_factory.mktemp("seed") / "store"
    with open_store(folder, write=True) as store:
        build([SEEDS / "il76"], store)
    return folder


@pytest.fixture(scope="session")
def seed_store(seed_folder: Path) -> Iterator[Store]:
    """The same store, open for reading."""
    from kg.store import open_store

    with open_store(seed_folder) as store:
        yield store
