"""The cue table: which words attribute, how their sentence is built, and which stance they lend.

A row of ``seeds/cues.tsv`` is lemma, part of speech, class, stance, certainty, patterns, scope and an example
sentence that must yield exactly one attribution with that cue. Patterns say where the content stands: ``clause``
(that …), ``wh`` (whether …, who …), ``inf`` (to …), ``ing`` (doing), ``object``, ``object-inf``, ``object-of`` (also
``-for``, ``-on``, ``-to``, ``-with``, ``-as``, ``-at``, ``-out``), ``quote``, a preposition (``of``), ``hearer`` (the
object listens), ``on-inf`` (also ``to-``, ``with-``, ``upon-``: on somebody to …), ``object-claim`` (an object that is
itself a saying), ``object-false`` (one that is called untrue), ``shown`` (what a paper or a film shows), ``kept``
(what a record has, in numbers), ``figure`` (a number of things), ``stamped`` (what stands on
a paper: its date, its hour), ``doubt:on``
(a noun and the preposition after it); ``+back`` is a word that must stand beside the verb. A noun's patterns are
``that``, ``of``, ``to``, ``for``. Scope ``polnear`` marks attitudes that only that corpus counts, ``own`` what it does
not count. The first row that fits decides.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from spacy.tokens import Token

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

    @property
    def beside(self) -> frozenset[str]:
        """Words of which one must stand beside the verb."""
        return frozenset(pattern[1:] for pattern in self.patterns if pattern.startswith("+"))


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
def cue_rows() -> tuple[Cue, ...]:
    """All rows of the table, in its order."""
    with (SEEDS / "cues.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(_row(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def cue_table(convention: Convention) -> dict[tuple[str, str], tuple[Cue, ...]]:
    """The rows that the convention counts by lemma and part of speech, those first that need a word beside them,
    then those of the convention alone."""
    rows = sorted(cue_rows(), key=lambda row: (not row.beside, not row.scope))
    found: dict[tuple[str, str], tuple[Cue, ...]] = {}
    for row in rows:
        if row.scope in ("", convention):
            found[row.lemma, row.pos] = (*found.get((row.lemma, row.pos), ()), row)
    return found


def cue_for(lemma: str, pos: str, convention: Convention = "own", word: str = "") -> Cue | None:
    """The cue of that lemma (any case) and part of speech that needs no word beside it, or None.

    ``word`` is the form in the text: the lemmatizer makes "hop" of "hoped" and "labele" of "labeled".
    """
    return next((row for row in _rows_for(lemma, pos, convention, word) if not row.beside), None)


def cue_of(token: Token, pos: str, convention: Convention = "own") -> Cue | None:
    """The cue that the token is in its sentence, or None: "hit" is none, "hit back" is one."""
    rows = _rows_for(token.lemma_, pos, convention, token.text)
    return next((row for row in rows if not row.beside or row.beside & _near_words(token)), None) if rows else None


def _near_words(token: Token) -> set[str]:
    """The words that hang on the token, and those that hang on these."""
    near = [each for each in token.children]
    near += [
        inner for each in near if each.dep_ in ("prep", "dobj", "acomp", "prt", "advmod") for inner in each.children
    ]
    return {each.lower_ for each in near}


def _rows_for(lemma: str, pos: str, convention: Convention, word: str) -> tuple[Cue, ...]:
    table = cue_table(convention)
    forms = [lemma.lower(), *_stems(word.lower())] if word else [lemma.lower()]
    return next((table[form, pos] for form in forms if (form, pos) in table), ())


def _stems(word: str) -> list[str]:
    """What a regular verb form can come from."""
    found = []
    for ending in ("ed", "ing", "es", "s", "d"):
        stem = word.removesuffix(ending)
        if stem != word:
            found += [stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem]
    return found
