"""Applies somebody else's shapes in a process of its own, which can be stopped.

pySHACL can neither be interrupted nor limited: ``sh:pattern "(a+)+$"`` on a long word runs for years.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse, serialize
from rdflib import Graph

from kg.errors import InputError, LimitError
from kg.validate.shacl import Result, graph_of, shacl_results

MEMORY = 2_000_000_000
_PROGRAM = "from kg.validate.worker import serve; serve()"


def results_in_time(quads: Iterable[Quad], shapes: Graph, *, timeout: float) -> list[Result]:
    """What ``shacl_results`` gives, if it does so within the time limit.

    Units: ``timeout`` in seconds.

    Raises:
        LimitError: the time or the memory did not suffice; nothing is known of the data then.
        InputError: the shapes cannot be applied.
    """
    data = (serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"").decode()
    task = json.dumps({"data": data, "shapes": shapes.serialize(format="nt")})
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM], input=task, capture_output=True, text=True, encoding="utf-8",
            timeout=timeout, check=False, env=_environment(),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        hint = "look for a pattern such as (a+)+ or a query that joins everything with everything; or raise the limit"
        raise LimitError(f"the shapes were not done within {timeout:g} s, so nothing is known", hint=hint) from error
    return _answer(done)


def _environment() -> dict[str, str]:
    """The same surroundings, in which the same package is found."""
    package = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{package}{os.pathsep}{known}" if known else package, "PYTHONUTF8": "1"}


def _answer(done: subprocess.CompletedProcess[str]) -> list[Result]:
    if done.returncode == 0:
        return [Result(*row) for row in json.loads(done.stdout)]
    reason = (done.stderr.strip().splitlines() or ["it was stopped"])[-1]
    if done.returncode < 0 or "MemoryError" in reason or "RecursionError" in reason:
        raise LimitError(f"the shapes needed too much memory ({reason})", hint="make them simpler, or the data fewer")
    raise InputError(f"the shapes cannot be applied: {reason}", hint="check them against the SHACL standard")


def serve() -> None:
    """The work of the process: one task on stdin, the results on stdout."""
    _limit_memory()
    task = json.load(sys.stdin)
    shapes = Graph().parse(data=task["shapes"], format="nt")
    quads = [Quad(*triple) for triple in parse(task["data"].encode(), format=RdfFormat.N_TRIPLES)]
    try:
        results = shacl_results(graph_of(quads), shapes)
    except InputError as error:
        sys.exit(error.message.removeprefix("the shapes cannot be applied: "))
    sys.stdout.write(json.dumps(results))


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
