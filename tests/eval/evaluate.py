"""Prints the table of `make eval`: our own articles, and the corpus given by ``POLNEAR=DIR``.

Knows nothing of the package: everything is measured through ``python -m kg``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.eval import articles, corpus
from tests.eval.scores import Tally, interval, prf, share, total

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "articles"
Row = dict[str, Any]


def _exact(role: str, counts: Tally) -> float:
    return prf(counts[f"{role} exact"], counts[f"{role} found"], counts[f"{role} wanted"])


CORPUS: dict[str, Callable[[Tally], float]] = {
    **{f"frag_exact {role}": partial(_exact, role) for role in corpus.ROLES},
    "attr_strict": lambda c: prf(c["strict"], c["found"], c["wanted"]),
    "attr_wsw": lambda c: prf(c["wsw"], c["found"], c["wanted"]),
}
ARTICLES: dict[str, Callable[[Tally], float]] = {
    "who said what, F1": lambda c: prf(c["said"], c["found"], c["wanted"]),
    "stance right of those found": lambda c: share(c["stance"], c["said"]),
    "speaker right of those found": lambda c: share(c["speaker"], c["said"]),
    "conflicts, F1": lambda c: prf(c["core found"], c["pairs found"], c["core"]),
    "forbidden pairs": lambda c: c["forbidden"],
}


def kg(*arguments: str) -> list[Row]:
    """The lines that a command prints, as records."""
    run = subprocess.run(
        [sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    if run.returncode not in (0, 1):
        raise SystemExit(run.stderr)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def article_tally(folder: Path, reader: list[str]) -> Tally:
    """The counts of one annotated article."""
    known, gold, relations = articles.load_gold(folder / "gold.jsonl")
    flags = [f"--{name}={known[name]}" for name in ("published", "publisher") if known.get(name)]
    file = str(folder / "article.txt")
    found = kg("read", file, "--format", "jsonl", *flags, *reader)
    with tempfile.TemporaryDirectory() as store:
        kg("build", file, "--store", f"{store}/s", *flags, *reader)
        pairs = [
            row
            for name in ("conflicts", "unresolved")
            for row in kg(name, "--format", "jsonl", "--store", f"{store}/s")
        ]
    return articles.tally((folder / "article.txt").read_bytes().decode(), gold, relations, found, pairs)


def corpus_tallies(folder: Path, reader: list[str]) -> list[Tally]:
    """The counts of the corpus' documents, one each."""
    gold: dict[str, list[Row]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold[(row := json.loads(line))["doc"]].append(row)
    texts = sorted((folder / "text").glob("*.txt"))
    found: dict[str, list[Row]] = defaultdict(list)
    for row in kg("read", *map(str, texts), "--format", "jsonl", "--convention", "polnear", *reader):
        found[row["doc"]].append(row)
    return [
        corpus.tally(text.read_bytes().decode(), gold[text.stem], found[text.stem])
        for text in texts
        if text.stem in gold
    ]


def show(name: str, tallies: list[Tally], figures: dict[str, Callable[[Tally], float]]) -> None:
    """Each figure with its interval."""
    for label, figure in figures.items():
        low, high = interval(tallies, figure)
        print(f"{name:12} {label:30} {figure(total(tallies)):6.1f}   [{low:.1f}, {high:.1f}]")


def main(arguments: list[str]) -> None:
    """Measures with the reader named, or the default one."""
    reader = [f"--reader={arguments[0]}"] if arguments else []
    began = time.perf_counter()
    tallies = [article_tally(folder, reader) for folder in sorted(OWN.iterdir()) if (folder / "gold.jsonl").is_file()]
    show("own articles", tallies, ARTICLES)
    if os.environ.get("POLNEAR"):
        show("corpus", corpus_tallies(Path(os.environ["POLNEAR"]), reader), CORPUS)
    print(f"measured in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
