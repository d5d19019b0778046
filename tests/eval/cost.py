"""What reading costs: articles a second on one core, one article from a cold start, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.eval.measure import OWN, ROOT

WORDS = 800
TURNS = 20
_PEAK = "import resource, runpy, sys; sys.argv[0] = 'kg'\ntry: runpy.run_module('kg', run_name='__main__')\n"
_PEAK += "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"


def show(readers: list[str]) -> None:
    """Speed, cold start and memory of each reader."""
    print(f"\n{'cost of kg read':<26}{'one core, articles of 800 words'}")
    for reader in readers:
        rate, cold, memory = cost(reader)
        print(f"{reader:<26}{rate:.1f} articles/s, {cold:.1f} s from a cold start, {memory} MB", flush=True)


def cost(reader: str) -> tuple[float, float, int]:
    """Articles a second once warm, seconds for a single one, and the peak of memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        files = _articles(Path(folder))
        cold, _ = _read(files[:1], reader)
        whole, memory = _read(files, reader)
    return (len(files) - 1) / max(whole - cold, 1e-9), cold, memory


def _articles(folder: Path) -> list[str]:
    """Articles of about 800 words, made of the paragraphs of our own ones, each different."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(OWN.glob("*/article.txt"))]
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    files = []
    for n in range(TURNS):
        turned, kept = paragraphs[n * 7 % len(paragraphs) :] + paragraphs, [f"Report {n}."]
        while sum(len(line.split()) for line in kept) < WORDS:
            kept.append(turned[len(kept)])
        (folder / f"{n}.txt").write_text("\n\n".join(kept), encoding="utf-8")
        files.append(str(folder / f"{n}.txt"))
    return files


def _read(files: list[str], reader: str) -> tuple[float, int]:
    """Seconds and peak memory of one call on one core."""
    command = [sys.executable, "-c", _PEAK, "read", *files, "--format", "jsonl", f"--reader={reader}"]
    start = time.perf_counter()
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True, preexec_fn=_on_one_core)
    return time.perf_counter() - start, int(run.stderr.split()[-1])


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
