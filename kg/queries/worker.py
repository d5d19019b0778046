"""The process that queries run in, so that they can be stopped: the engine itself can be neither timed nor interrupted.

It imports little and opens the store for reading only. Standard input: one line of JSON with ``store`` (a folder, or
null) and ``quads`` (bytes of N-Quads that follow), then one request a line. Standard output: for each request the
length of a head, the head as JSON, and as many bytes of body as the head says.
"""

from __future__ import annotations

import contextlib
import json
import resource
import signal
import sys
import threading
from typing import Any, BinaryIO

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Variable

from kg.queries.probe import find_fault
from kg.queries.results import Result, write_boolean, write_rows, write_triples

STACK = 256 * 2**20
"""Bytes for the engine's recursion, thirty times the usual: 16,000 UNION pass."""
_GRACE = 5
"""Seconds past the time-out after which a worker that nobody stopped ends itself."""
_FAULTS: dict[type[Exception], str] = {
    SyntaxError: "syntax",
    MemoryError: "memory",
    OSError: "store",
    RuntimeError: "query",
    ValueError: "query",
}


def main() -> None:
    """Serves requests until standard input ends."""
    threading.stack_size(STACK)
    server = threading.Thread(target=_serve, args=(sys.stdin.buffer, sys.stdout.buffer))
    server.start()
    server.join()


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    setup = json.loads(requests.readline())
    _restrict(resource.RLIMIT_CORE, 0)
    _restrict(resource.RLIMIT_AS, setup["memory"])
    try:
        store = _open(setup, requests)
    except (OSError, SyntaxError, RuntimeError) as error:
        _send(answers, {"fault": "store", "message": str(error)})
        return
    # With no descriptor left, not even a SERVICE that slipped through can open a socket.
    _restrict(resource.RLIMIT_NOFILE, 3)
    for line in requests:
        _reply(answers, store, json.loads(line))


def _restrict(what: int, amount: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # not every system knows every limit
        resource.setrlimit(what, (amount, resource.getrlimit(what)[1]))


def _open(setup: dict[str, Any], requests: BinaryIO) -> pyoxigraph.Store:
    if setup["store"] is not None:
        return pyoxigraph.Store.read_only(setup["store"])
    store = pyoxigraph.Store()
    store.bulk_load(requests.read(setup["quads"]), format=RdfFormat.N_QUADS)
    return store


def _reply(answers: BinaryIO, store: pyoxigraph.Store, request: dict[str, Any]) -> None:
    signal.setitimer(signal.ITIMER_REAL, request["timeout"] + _GRACE)  # nobody handles the alarm: it ends the process
    try:
        form, result = _run(store, request)
    except tuple(_FAULTS) as error:
        kind = next(name for class_, name in _FAULTS.items() if isinstance(error, class_))
        place = _fault_place(request) if kind == "syntax" else None
        _send(answers, {"fault": kind, "message": str(error), "place": place})
        return
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    _send(answers, {"form": form, "rows": result.rows, "cut": result.cut}, result.body)


def _run(store: pyoxigraph.Store, request: dict[str, Any]) -> tuple[str, Result]:
    answer = store.query(
        request["query"],
        prefixes=request["prefixes"],
        use_default_graph_as_union=request["union"],
        substitutions={Variable(name): _node(term) for name, term in request["bindings"].items()},
    )
    kind, limit = request["format"], request["limit"]
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return "ASK", write_boolean(answer, kind)
    if isinstance(answer, pyoxigraph.QuerySolutions):
        return "SELECT", write_rows(answer, request["columns"], kind, limit)
    return "CONSTRUCT", write_triples(answer, kind, limit, request["prefixes"])


def _fault_place(request: dict[str, Any]) -> int | None:
    nothing = pyoxigraph.Store()

    def parse(text: str) -> None:
        nothing.query(text, prefixes=request["prefixes"])

    return find_fault(request["query"], parse)


def _node(term: dict[str, str]) -> NamedNode | Literal:
    if term["type"] == "uri":
        return NamedNode(term["value"])
    datatype = term.get("datatype")
    return Literal(term["value"], datatype=NamedNode(datatype) if datatype else None)


def _send(answers: BinaryIO, head: dict[str, object], body: bytes = b"") -> None:
    packed = json.dumps({**head, "length": len(body)}).encode()
    answers.write(len(packed).to_bytes(4, "big") + packed + body)
    answers.flush()
