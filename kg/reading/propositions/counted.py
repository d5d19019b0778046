"""What two speakers' figures can be of, whatever the words: "14 dead", "killed 14" and "a toll of 14" are one count.

The table is ``seeds/counted.tsv``: a name, what is counted (people, money, a share), verbs of which the number is
patient or agent, and nouns that name it by themselves; each row's example is its own test.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from kg.resources import SEEDS


@dataclass(frozen=True)
class Kind:
    """One row of the table."""

    counts: str
    of: str
    role: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    example: str


@cache
def kinds() -> tuple[Kind, ...]:
    """All rows, in the table's order."""
    with (SEEDS / "counted.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Kind(
                row["counts"],
                row["of"],
                row["role"],
                frozenset(row["verbs"].split()),
                frozenset(row["nouns"].split()),
                row["example"],
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def kind_of_noun(noun: str, of: frozenset[str]) -> Kind | None:
    """The row that a noun names by itself, among those that count such things."""
    return next((row for row in kinds() if noun in row.nouns and row.of in of), None)


def kind_of_verb(verb: str, role: str, of: frozenset[str]) -> Kind | None:
    """The row of which the verb tells, with the number in that role ("" is any)."""
    return next((row for row in kinds() if verb in row.verbs and row.role in (role, "") and row.of in of), None)
