"""Opens the folder of a store, and says in plain words what is wrong with one that cannot be opened."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph

from kg.errors import StoreError
from kg.store.lock import LOCK_NAME

# What RocksDB leaves behind when it is killed while it makes a new database: nothing of it holds a quad.
_BEGUN = re.compile(rf"{re.escape(LOCK_NAME)}|LOCK|IDENTITY|LOG(\.old\..*)?|MANIFEST-\d+|.*\.dbtmp")
_PARTS = re.compile(r".*\.sst|\d+\.log|OPTIONS-\d+")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def check_folder(folder: Path, *, write: bool) -> None:
    """Raises StoreError unless the folder holds a store or, to write, has room for a new one."""
    if not folder.exists() and not write:
        raise StoreError(
            "there is no store here", file=str(folder), hint="'kg build ARTICLE' makes one; --store names another."
        )
    if folder.exists() and not folder.is_dir():
        raise StoreError("a store is a folder, and this is a file", file=str(folder), hint="Name another with --store.")
    if not folder.exists() or (folder / "CURRENT").exists():
        return
    names = [path.name for path in folder.iterdir()]
    if any(_PARTS.fullmatch(name) for name in names):
        raise damaged(folder, "its file CURRENT is missing")
    if not write or not all(_BEGUN.fullmatch(name) for name in names):
        raise StoreError(
            "this folder holds no store", file=str(folder), hint="Name a new or empty folder with --store."
        )


def damaged(folder: Path | None, why: str) -> StoreError:
    """The error for a store whose files do not fit together."""
    return StoreError(
        f"the store is damaged: {why}",
        file=str(folder or ""),
        hint="Move its folder away and run 'kg build' again on the articles and Readings: they hold everything.",
    )


def open_engine(folder: Path, *, write: bool) -> pyoxigraph.Store:
    """The engine on a folder whose lock is held."""
    with faults(folder):
        return pyoxigraph.Store(str(folder)) if write else pyoxigraph.Store.read_only(str(folder))


@contextmanager
def faults(folder: Path | None) -> Iterator[None]:
    """Turns the engine's errors into StoreErrors that say what to do."""
    try:
        yield
    except RuntimeError as error:  # what pyoxigraph makes of RocksDB's "Corruption: ..."
        raise damaged(folder, str(error)) from error
    except OSError as error:
        raise _explain(folder, error) from error


def _explain(folder: Path | None, error: OSError) -> StoreError:
    """The engine gives the system's words, not always its number."""
    text = str(error)
    where = str(folder or "")
    if error.errno in _FULL or "No space left" in text or "File too large" in text or "quota" in text:
        return StoreError(
            "no space left to write",
            file=where,
            hint="Free some space and run the command again; the articles written before are kept.",
        )
    if isinstance(error, PermissionError) or "Read-only file system" in text or "Permission denied" in text:
        return StoreError("no permission to write here", file=where, hint="Name another folder with --store.")
    if isinstance(error, FileNotFoundError) and folder is not None and folder.exists():
        return damaged(folder, text)
    return StoreError(text, file=where)
