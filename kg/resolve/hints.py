"""Names that may pretend to be another: kept apart, and pointed out to a person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from kg.resolve.names import is_deceptive, normalise
from kg.views import EntityView

_LOOK_ALIKES = str.maketrans(
    "аеорсхуіјѕһԁԛԝАВЕКМНОРСТХІЈЅαοενρτυχιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcxyijshdqwABEKMHOPCTXIJSaoevptuxiABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters that look like Latin ones."""


def find_hints(entities: Iterable[EntityView]) -> list[str]:
    """A sentence for each label that mixes scripts or hides characters, with the name it looks like."""
    known = sorted(entities, key=lambda e: (e.label, e.iri))
    honest = {normalise(e.label): e.label for e in reversed(known) if not is_deceptive(e.label)}
    deceptive = {e.label: honest.get(_plain(e.label), "") for e in known if is_deceptive(e.label)}
    return [_sentence(label, like) for label, like in deceptive.items()]


def _plain(name: str) -> str:
    """The name as it looks: without hidden characters, in Latin letters."""
    seen = "".join(c for c in name if unicodedata.category(c) not in {"Cf", "Cc"})
    return normalise(seen.translate(_LOOK_ALIKES))


def _sentence(label: str, like: str) -> str:
    looks = f", looks like “{like}”" if like else ""
    return f"the name “{label}” mixes scripts or hides characters{looks}, and is kept apart"
