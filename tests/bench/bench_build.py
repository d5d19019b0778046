"""What a build of the seed costs, stage by stage, and how it grows with the store.

Run ``python tests/bench/bench_build.py``. It prints; nothing is asserted, since times are the machine's. The peer is
rdflib parsing the same graph as Turtle, in the same run: ratios travel between machines, seconds do not.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from msgspec import structs
from pyoxigraph import RdfFormat
from rdflib import Graph

from kg.conflicts import infer
from kg.emit import reading_quads
from kg.iris import article_iri
from kg.model import Reading
from kg.pipeline import build
from kg.pipeline.derive import derive
from kg.reading.file import load_reading
from kg.resolve import resolve
from kg.resources import SEEDS
from kg.store import open_store
from kg.validate import violations
from kg.views import load_assertions

Given = TypeVar("Given")
_PEER: list[float] = []


def measure(name: str, work: Callable[[], Given], turns: int = 3) -> Given:
    """Prints the best of some turns, in milliseconds and as a multiple of the peer."""
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    best = min(times)
    _PEER.append(best)
    print(f"{name:<44}{best * 1000:>10.1f} ms {best / _PEER[0]:>8.2f} × peer")
    return result


def measure_stages(reading: Reading) -> None:
    """Each stage of one article on its own."""
    iri = article_iri(reading.article)
    turtle = pyoxigraph.serialize((quad.triple for quad in reading_quads(reading)), format=RdfFormat.TURTLE) or b""
    measure("peer: rdflib parses the article's Turtle", lambda: Graph().parse(data=turtle, format="turtle"))
    measure("load the Reading", lambda: load_reading(SEEDS / "il76/reading.yaml"))
    quads = measure("emit", lambda: reading_quads(reading))
    measure("SHACL", lambda: violations(quads))
    measure("put into a new store in memory", lambda: open_store().replace({iri: quads}))
    with open_store() as store:
        store.replace({iri: quads})
        measure("put again: unchanged", lambda: store.replace({iri: quads}))
        measure("resolve", lambda: resolve(store))
        measure("infer", lambda: infer(store))
        measure("load the assertions as records", lambda: load_assertions(store))
    with tempfile.TemporaryDirectory() as folder:
        on_disk = Path(folder) / "store"
        with open_store(on_disk, write=True) as store:
            measure("build on disk, SHACL included", lambda: build([SEEDS / "il76"], store), 1)
            measure("build again: unchanged", lambda: build([SEEDS / "il76"], store))


def measure_growth(reading: Reading, sizes: tuple[int, ...] = (1, 10, 50)) -> None:
    """The derived graphs over many articles: copies of the seed with other publishers."""
    for size in sizes:
        with open_store() as store:
            for number in range(size):
                article = structs.replace(reading.article, publisher=f"Paper {number}")
                copy = structs.replace(reading, article=article)
                store.replace({article_iri(article): reading_quads(copy)})
            measure(
                f"derive over {size} articles, {len(store):,} quads", lambda store=store: derive(store, store.base), 1
            )


if __name__ == "__main__":
    seed = load_reading(SEEDS / "il76/reading.yaml")
    measure_stages(seed)
    measure_growth(seed)
