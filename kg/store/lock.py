"""The lock on a store's folder: many readers or one writer, and whose it is."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from kg.errors import StoreError

LOCK_NAME = "kg.lock"
_PAUSE = 0.05


class FolderLock:
    """A lock that the system itself takes back when the process ends, however it ends."""

    def __init__(self, folder: Path, *, write: bool, wait: bool = False) -> None:
        """Takes the lock. Raises: StoreError when another holds it and ``wait`` is off."""
        self._file = _open_lock_file(folder / LOCK_NAME, write=write)
        if self._file is None:
            return
        kind = fcntl.LOCK_EX if write else fcntl.LOCK_SH
        while not _try_lock(self._file, kind):
            if not wait:
                holder = _holder(self._file)
                self.release()
                raise _in_use(folder, holder)
            time.sleep(_PAUSE)

    def release(self) -> None:
        """Gives the lock back; a second call does nothing."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _open_lock_file(path: Path, *, write: bool) -> int | None:
    """A descriptor of the lock file; ``None`` where the folder is read-only and so nobody can write to it."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        if write:
            raise StoreError(f"cannot write here: {error.strerror}", file=str(path.parent)) from error
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None


def _try_lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(descriptor: int) -> int | None:
    """The process that holds the file's lock, as the system lists it; ``None`` where it lists none."""
    status = os.fstat(descriptor)
    wanted = (os.major(status.st_dev), os.minor(status.st_dev), status.st_ino)
    try:
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        words = line.split()
        if words[1] != "FLOCK" or len(words) < 6:
            continue
        major, minor, inode = words[5].split(":")
        if (int(major, 16), int(minor, 16), int(inode)) == wanted and int(words[4]) > 0:
            return int(words[4])
    return None


def _in_use(folder: Path, holder: int | None) -> StoreError:
    who = f"process {holder}" if holder else "another process"
    return StoreError(
        f"the store is in use by {who}",
        file=str(folder),
        hint="Wait for it to end; build, list, remove, show and validate do so themselves with --wait.",
    )
