"""Runs queries in a worker process and stops it when it takes too long."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from types import TracebackType

from msgspec import Struct
from pyoxigraph import RdfFormat

from kg.errors import KgError, LimitError, StoreError
from kg.store import Store

MEMORY = 3 * 2**30
"""Bytes of address space that a worker may have."""
_CHUNK = 1 << 20
# The same modules as here, whatever made them importable, and none of site's and the environment's doing.
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kg.queries.worker import main; main()"


class Reply(Struct, frozen=True, kw_only=True):
    """What a worker answers: ``fault`` names a kind of error, with the engine's ``message``; else there is a body."""

    length: int
    fault: str = ""
    message: str = ""
    place: int | None = None  # offset of the first word that is not SPARQL
    form: str = ""
    rows: int = 0
    cut: bool = False
    body: bytes = b""


class Worker:
    """A process that answers queries about one store, started by the first query and again after each stop.

    Keep the store open while the worker lives: its lock keeps writers away.
    """

    def __init__(self, store: Store, *, memory: int = MEMORY) -> None:
        self._store, self._memory = store, memory
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def ask(self, request: Mapping[str, object], timeout: float) -> Reply:
        """The worker's reply to one request.

        Raises:
            LimitError: it took longer than ``timeout`` seconds, or the query ended the worker.
        """
        deadline = time.monotonic() + timeout
        try:
            process = self._process or self._start()
            _write(process, json.dumps({**request, "timeout": timeout}).encode() + b"\n")
            head = json.loads(_read(process, int.from_bytes(_read(process, 4, deadline), "big"), deadline))
            return Reply(**head, body=_read(process, head["length"], deadline))
        except TimeoutError as error:
            self.stop()
            raise LimitError(
                f"the query took longer than {timeout:g} s", hint="Ask for less, or raise the limit with --timeout."
            ) from error
        except EOFError as error:
            raise self._post_mortem() from error
        except BaseException:  # Ctrl-C above all: whatever stops us stops the query
            self.stop()
            raise

    def stop(self) -> None:
        """Ends the process, in the middle of a query, too."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _start(self) -> subprocess.Popen[bytes]:
        # A folder that is being written to cannot be read beside: then the worker gets a copy.
        folder = None if self._store.writable else self._store.folder
        quads = b"" if folder else (self._store.engine.dump(format=RdfFormat.N_QUADS) or b"")
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us, and we stop it
        )
        self._process = process
        setup = {"store": str(folder) if folder else None, "quads": len(quads), "memory": self._memory}
        _write(process, json.dumps(setup).encode() + b"\n" + quads)
        return process

    def _post_mortem(self) -> KgError:
        """The error for a worker that has ended by itself."""
        process, self._process = self._process, None
        assert process is not None
        process.communicate()
        if process.returncode in (-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL):
            return LimitError(
                "the query is too deep or too long for the engine", hint="Ask in several smaller queries."
            )
        if process.returncode < 0:
            return LimitError(
                f"the query needs more than {self._memory / 2**30:.3g} GiB of memory", hint="Ask for less at a time."
            )
        return StoreError(
            f"the process that runs queries ended with code {process.returncode}", file=str(self._store.folder or "")
        )


def _write(process: subprocess.Popen[bytes], content: bytes) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(content)
        process.stdin.flush()
    except BrokenPipeError as error:
        raise EOFError from error


def _read(process: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
    """So many bytes. Raises: TimeoutError at the deadline, EOFError when the worker ends."""
    assert process.stdout is not None
    pipe, parts = process.stdout.fileno(), []
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while length:
            if not ready.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            part = os.read(pipe, min(length, _CHUNK))
            if not part:
                raise EOFError
            parts.append(part)
            length -= len(part)
    return b"".join(parts)
