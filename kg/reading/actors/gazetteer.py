"""Countries, their demonyms and capitals, seats of government, and large cities.

``countries.tsv`` and ``cities.tsv`` are cut from GeoNames (CC BY 4.0); demonyms and seats are our own.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from typing import Final

from kg.resources import SEEDS

SEATS: Final[dict[str, str]] = {
    "kremlin": "RU",
    "white house": "US",
    "downing street": "GB",
    "whitehall": "GB",
    "élysée": "FR",
    "elysee": "FR",
    "pentagon": "US",
    "capitol hill": "US",
}
"""Residences that speak for a government; each is an actor of its own and part of its country."""


@cache
def _countries() -> dict[str, dict[str, str]]:
    with (SEEDS / "countries.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["iso"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


@cache
def _index(column: str) -> dict[str, str]:
    """Lower-case form → country code; the first country in the table wins a form that two share."""
    found: dict[str, str] = {}
    for iso, row in _countries().items():
        for form in row[column].split("|"):
            if form:
                found.setdefault(form.lower(), iso)
    return found


@cache
def _cities() -> dict[str, str]:
    with (SEEDS / "cities.tsv").open(encoding="utf-8", newline="") as lines:
        return {
            row["name"].lower(): row["iso"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


def country_name(iso: str) -> str:
    """The country's usual English name."""
    return _countries()[iso]["name"]


def country_called(form: str) -> str:
    """The code of the country with that name, or an empty string."""
    form = form.lower().removeprefix("the ")
    return _index("name").get(form) or _index("aliases").get(form, "")


@lru_cache(maxsize=20_000)
def country_of_demonym(form: str) -> str:
    """The code of the country whose people or things the word names ("Ukrainian", "Russians")."""
    form = form.lower()
    demonyms = _index("demonyms")
    return demonyms.get(form) or demonyms.get(form.removesuffix("s"), "")


def country_of_capital(form: str) -> str:
    """The code of the country whose capital has that name."""
    return _index("capitals").get(form.lower(), "")


def country_of_city(form: str) -> str:
    """The code of the country where the large city of that name lies."""
    return _cities().get(form.lower(), "")


def is_place(form: str) -> bool:
    """Whether a table knows the name as that of a country or a large city."""
    return bool(country_called(form) or country_of_capital(form) or country_of_city(form))


def country_in(words: list[str]) -> str:
    """The country that an adjective or name among the words points to ("Russian Defense Ministry")."""
    return _country_in(tuple(words))


@lru_cache(maxsize=20_000)
def _country_in(words: tuple[str, ...]) -> str:
    for size in (2, 1):
        for start in range(len(words) - size + 1):
            form = " ".join(words[start : start + size])
            found = country_of_demonym(form) or country_called(form) or country_of_capital(form)
            if found:
                return found
    return ""
