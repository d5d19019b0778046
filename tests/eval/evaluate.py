"""Prints the table of `make eval`: the seed, our own articles, and the corpus given by ``POLNEAR=DIR``.

    python -m tests.eval.evaluate                  # rules and network side by side
    python -m tests.eval.evaluate network
    POLNEAR=DIR python -m tests.eval.evaluate      # DIR has gold.jsonl and text/; textacy beside them where installed

Knows nothing of the package: everything is measured through ``python -m kg``. A figure's interval is the middle 95 %
when its documents are drawn again a thousand times with replacement, with a fixed seed; the seed is one document
and has none.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.eval import cost
from tests.eval.measure import OWN, ROOT, SEALED, article_tally, corpus_tallies
from tests.eval.scores import Tally, interval, prf, share, total
from tests.eval.textacy_quotes import is_installed, textacy_tallies

Figure = Callable[[Tally], float]
Row = tuple[str, str, str, Figure]
"""Name, floor, aim, and how the figure comes from the counts."""


def _fragment(role: str, floor: str, aim: str) -> Row:
    return f"frag_exact {role}", floor, aim, lambda c: prf(c[f"{role} exact"], c[f"{role} found"], c[f"{role} wanted"])


CORPUS: tuple[Row, ...] = (
    _fragment("cue", "71", "76"),
    _fragment("content", "63", "73"),
    _fragment("source", "76", "83"),
    ("attr_strict", "49", "57", lambda c: prf(c["strict"], c["found"], c["wanted"])),
    ("attr_wsw", "72", "78", lambda c: prf(c["wsw"], c["found"], c["wanted"])),
)
SEED: tuple[Row, ...] = (
    ("found, of 44", "40", "43", lambda c: c["said"]),
    ("stance right", "36", "42", lambda c: c["stance"]),
    ("speaker right", "36", "42", lambda c: c["speaker"]),
    ("core relations, of 9", "6", "9", lambda c: c["core found"]),
    ("negative pairs", "0", "0", lambda c: c["forbidden"]),
)
ARTICLES: tuple[Row, ...] = (
    ("who said what, F1", "80", "92", lambda c: prf(c["said"], c["found"], c["wanted"])),
    ("stance right of found", "", "", lambda c: share(c["stance"], c["said"])),
    ("speaker right of found", "", "", lambda c: share(c["speaker"], c["said"])),
    ("conflicts, F1", "60", "85", lambda c: prf(c["core found"], c["pairs found"], c["core"])),
    ("forbidden pairs", "0", "0", lambda c: c["forbidden"]),
)


def cell(tallies: list[Tally], figure: Figure) -> str:
    """A figure with its interval."""
    if len(tallies) < 2:
        return f"{figure(total(tallies)):6.1f}"
    low, high = interval(tallies, figure)
    return f"{figure(total(tallies)):6.1f} [{low:.1f}, {high:.1f}]"


def show(name: str, rows: tuple[Row, ...], columns: dict[str, list[Tally]]) -> None:
    """One block of the table: figures down, readers across."""
    heads = "".join(f"{head:<24}" for head in columns)
    print(f"\n{name:<26}{'floor':>6}{'aim':>6}   {heads}".rstrip())
    for label, floor, aim, figure in rows:
        cells = "".join(f"{cell(tallies, figure):<24}" for tallies in columns.values())
        print(f"{label:<26}{floor:>6}{aim:>6}   {cells}".rstrip(), flush=True)


def show_articles(readers: list[str]) -> None:
    """The seed and our own articles."""
    seed, gold = ROOT / "seeds" / "il76" / "article.txt", ROOT / "tests" / "seed" / "gold.jsonl"
    show("seed", SEED, {reader: [article_tally(seed, gold, reader)] for reader in readers})
    show_folder("own articles", OWN, readers)
    show_folder("sealed articles", SEALED, readers)


def show_folder(name: str, folder: Path, readers: list[str]) -> None:
    """Articles of our own: those that the rules were made with, and those that nobody reads before changing a rule."""
    own = [each for each in sorted(folder.iterdir()) if (each / "gold.jsonl").is_file()]
    tallies = {
        reader: [article_tally(each / "article.txt", each / "gold.jsonl", reader) for each in own] for reader in readers
    }
    show(f"{name} ({len(own)})", ARTICLES, tallies)


def show_corpus(folder: Path, readers: list[str]) -> None:
    """The corpus, in its own convention."""
    tallies = {reader: corpus_tallies(folder, reader) for reader in readers}
    if is_installed():
        tallies["textacy"] = textacy_tallies(folder)
    show(f"corpus ({len(next(iter(tallies.values())))} documents)", CORPUS, tallies)


def main(arguments: list[str]) -> None:
    """Measures with the readers named, or with both."""
    readers, began = arguments or ["rules", "network"], time.perf_counter()
    show_articles(readers)
    if os.environ.get("POLNEAR"):
        show_corpus(Path(os.environ["POLNEAR"]), readers)
    cost.show(readers)
    print(f"\nmeasured in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
