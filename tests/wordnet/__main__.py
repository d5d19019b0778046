"""``python -m tests.wordnet FOLDER > seeds/families.tsv``: the table from the files of WordNet 3.0 in the folder."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.wordnet.database import read
from tests.wordnet.table import HEADER, rows


def main() -> None:
    """Writes the table to standard output; the same database gives the same bytes."""
    print(HEADER)
    for row in rows(read(Path(sys.argv[1]))):
        print("\t".join(row))


if __name__ == "__main__":
    main()
