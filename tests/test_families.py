"""The tables of words that belong together: they parse, their rows are sane, and they say what they promise."""

from __future__ import annotations

import csv
import re

import pytest

from kg.reading.propositions.families import above, against, families, near
from kg.resources import SEEDS
from tests.wordnet.database import Database, Pointer, Synset
from tests.wordnet.table import rows

_WORD = re.compile(r"[nva]:[a-z0-9'./_-]+")


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of seeds."""
    with (SEEDS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    ("name", "relations"),
    [
        ("families.tsv", {"family", "same", "kind", "opposite"}),
        ("nearby.tsv", {"alike", "kind", "opposite"}),
    ],
)
def test_every_row_names_words_with_their_part_of_speech(name: str, relations: set[str]) -> None:
    """A word without it would be compared with nothing."""
    found = table(name)
    assert {row["relation"] for row in found} == relations
    assert all(_WORD.fullmatch(word) for row in found for word in (row["word"], *row["words"].split()))


def test_each_row_of_our_own_has_an_example() -> None:
    """The example shows the pair of sentences that the row is for."""
    assert all(row["example"].endswith(".") for row in table("nearby.tsv"))


def test_the_derived_table_stays_small_and_names_its_licence() -> None:
    """It is shipped with every install."""
    assert (SEEDS / "families.tsv").stat().st_size < 400_000
    assert "Princeton University" in (SEEDS / "families.license.txt").read_text(encoding="utf-8")


def test_families_synonyms_kinds_and_opposites_are_known() -> None:
    """The tables hold what their relations promise."""
    known = families()
    assert known.of("n:evacuation") == known.of("v:evacuate")
    assert "v:take" in near("v:remove")
    assert known.of("n:weapon") in above(known.of("n:rifle"))
    assert "a:dead" in against("a:alive")


def test_who_does_it_is_not_what_is_done() -> None:
    """People are kept out of families of acts."""
    assert families().of("n:driver") != families().of("v:drive")


def test_the_maker_joins_what_wordnet_derives_and_keeps_people_apart() -> None:
    """A small database: to pay, payment and payer."""
    data = Database()
    data.synsets = {
        "v1": Synset(("v:pay",), 40, (Pointer("+", "n1", 1, 1), Pointer("+", "n2", 1, 1))),
        "n1": Synset(("n:payment",), 21, (Pointer("+", "v1", 1, 1),)),
        "n2": Synset(("n:payer",), 18, (Pointer("+", "v1", 1, 1),)),
    }
    data.senses = {"v:pay": ("v1",), "n:payment": ("n1",), "n:payer": ("n2",)}
    data.counts = {("v:pay", 1): 9, ("n:payment", 1): 5}
    assert list(rows(data)) == [("family", "v:pay", "n:payment")]
