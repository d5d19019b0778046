"""Runs the command line over annotated articles and counts what it finds."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.eval import articles, corpus
from tests.eval.scores import Tally

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "articles"
SEALED = ROOT / "tests" / "sealed"
Row = dict[str, Any]


def kg(*arguments: str) -> list[Row]:
    """The lines that a command prints, as records."""
    run = subprocess.run(
        [sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    # 1 tells that pairs were found, but also that Python itself broke off: then nothing was printed.
    if run.returncode not in (0, 1) or (run.returncode and not run.stdout):
        raise SystemExit(run.stderr)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def article_tally(article: Path, annotated: Path, reader: str) -> Tally:
    """The counts of one annotated article."""
    known, gold, relations = articles.load_gold(annotated)
    flags = [f"--{name}={known[name]}" for name in ("published", "publisher") if known.get(name)]
    flags.append(f"--reader={reader}")
    with tempfile.TemporaryDirectory() as folder:
        # A copy by itself: a person's Reading beside the article would be built in the machine's place.
        alone = Path(folder) / article.name
        alone.write_bytes(article.read_bytes())
        found = kg("read", str(alone), "--format", "jsonl", *flags)
        kg("build", str(alone), "--store", f"{folder}/s", *flags)
        pairs = [
            row
            for name in ("conflicts", "unresolved")
            for row in kg(name, "--format", "jsonl", "--store", f"{folder}/s")
        ]
    return articles.tally(article.read_bytes().decode(), gold, relations, found, pairs)


def corpus_gold(folder: Path) -> list[tuple[str, str, list[Row]]]:
    """Name, text and attributions of each annotated document."""
    gold: dict[str, list[Row]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold[(row := json.loads(line))["doc"]].append(row)
    texts = sorted((folder / "text").glob("*.txt"))
    return [(path.stem, path.read_bytes().decode(), gold[path.stem]) for path in texts if path.stem in gold]


def corpus_tallies(folder: Path, reader: str) -> list[Tally]:
    """The counts of the corpus' documents, one each."""
    documents = corpus_gold(folder)
    files = [str(folder / "text" / f"{name}.txt") for name, _, _ in documents]
    found: dict[str, list[Row]] = defaultdict(list)
    for row in kg("read", *files, "--format", "jsonl", "--convention", "polnear", f"--reader={reader}"):
        found[row["doc"]].append(row)
    return [corpus.tally(text, gold, found[name]) for name, text, gold in documents]
