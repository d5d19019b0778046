"""The cue table: which words attribute, how their sentence is built, and which stance they lend.

A row of ``seeds/cues.tsv`` is lemma, part of speech, class, stance, certainty, patterns, scope and an example
sentence that must yield exactly one attribution with that cue. Patterns say where the content stands: ``clause``
(that …), ``wh`` (whether …, who …), ``inf`` (to …), ``ing`` (doing), ``object``, ``object-inf``, ``object-of`` (also
``-for``, ``-on``, ``-to``, ``-with``, ``-as``, ``-at``, ``-out``), ``quote``, a preposition (``of``), ``hearer`` (the
object listens); a noun's patterns are ``that``, ``of``, ``to``, ``for``. Scope ``polnear`` marks attitudes that only
that corpus counts.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from kg.model import Certainty, Stance
from kg.resources import SEEDS

Convention = Literal["own", "polnear"]


@dataclass(frozen=True)
class Cue:
    """One row of the cue table."""

    lemma: str
    pos: str
    kind: str
    stance: Stance
    certainty: Certainty | None
    patterns: frozenset[str]
    scope: str
    example: str


def _row(row: dict[str, str]) -> Cue:
    return Cue(
        lemma=row["lemma"],
        pos=row["pos"],
        kind=row["class"],
        stance=cast(Stance, row["stance"]),
        certainty=cast(Certainty, row["certainty"]) if row["certainty"] else None,
        patterns=frozenset(row["patterns"].split()),
        scope=row["scope"],
        example=row["example"],
    )


@cache
def cue_table() -> dict[tuple[str, str], Cue]:
    """All cues by lemma and part of speech, in the table's order."""
    with (SEEDS / "cues.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [_row(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return {(cue.lemma, cue.pos): cue for cue in rows}


def cue_for(lemma: str, pos: str, convention: Convention = "own", word: str = "") -> Cue | None:
    """The cue of that lemma (any case) and part of speech that the convention counts, or None.

    ``word`` is the form in the text: the lemmatizer makes "hop" of "hoped" and "labele" of "labeled".
    """
    table = cue_table()
    forms = [lemma.lower(), *_stems(word.lower())] if word else [lemma.lower()]
    cue = next((table[form, pos] for form in forms if (form, pos) in table), None)
    return cue if cue and (not cue.scope or cue.scope == convention) else None


def _stems(word: str) -> list[str]:
    """What a regular verb form can come from."""
    found = []
    for ending in ("ed", "ing", "es", "s", "d"):
        stem = word.removesuffix(ending)
        if stem != word:
            found += [stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem]
    return found
