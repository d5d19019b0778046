"""What spaCy's attribute ruler gives words, looked up by kind of word.

The ruler tries each of its 180 patterns on each word, which takes a fifth of a parse. Nearly all of them look at one
word only: at its tag, at its dependency, and whether it is one of a hundred words they name. Words alike in these get
alike attributes, so the ruler is asked once for each kind. A paragraph in which one of the other patterns matches goes
to the ruler as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

Pattern: TypeAlias = list[dict[str, Any]]
Kind: TypeAlias = tuple[int, int, int, int]
"""The word where patterns name it, else 0; its tag; its dependency; whether it is white space."""

_SEEN: Final[Any] = (LOWER, TAG, DEP, IS_SPACE)
_GIVEN: Final[Any] = (TAG, DEP, POS, MORPH, LEMMA)


class KnownAttributes:
    """Stands in a pipeline for the attribute ruler that it asks."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._others = Matcher(ruler.vocab)
        self._rows: dict[Kind, list[int]] = {}
        rules: list[Any] = ruler.patterns
        named: set[str] = set()
        for pattern in (pattern for rule in rules for pattern in rule["patterns"]):
            if _is_of_one_word(pattern):
                named.update(_words(pattern[0]))
            else:
                self._others.add(str(len(self._others)), [pattern])
        self._named = {int(ruler.vocab.strings.add(word)) for word in named}

    def pipe(self, docs: Iterable[Doc], **_: object) -> Iterator[Doc]:
        """Each text with its words' attributes."""
        return map(self, docs)

    def __call__(self, doc: Doc) -> Doc:
        """The words with their attributes."""
        if self._others(doc, allow_missing=True):
            return self._ruler(doc)
        rows = [self._row(doc, n, *seen) for n, seen in enumerate(doc.to_array(_SEEN).tolist())]
        table: Any = np.array(rows, dtype=np.uint64)
        return doc.from_array(_GIVEN, table) if rows else doc

    def _row(self, doc: Doc, n: int, lower: int, tag: int, dep: int, space: int) -> list[int]:
        kind = (lower if lower in self._named else 0, tag, dep, space)
        row = self._rows.get(kind)
        if row is None:
            row = self._rows[kind] = self._asked(doc[n : n + 1], tag, dep)
        return row

    def _asked(self, word: Any, tag: int, dep: int) -> list[int]:
        """What the ruler gives a word by itself; later rules overrule earlier ones."""
        given = dict.fromkeys(_GIVEN, 0) | {TAG: tag, DEP: dep}
        for rule, *_ in self._ruler.match(word):
            given |= self._ruler.attrs[rule]
        return [given[attribute] for attribute in _GIVEN]


def _is_of_one_word(pattern: Pattern) -> bool:
    """Whether a pattern looks at one word, and at no more of it than its kind tells."""
    word = pattern[0]
    listed = not isinstance(word.get("LOWER"), dict) or word["LOWER"].keys() == {"IN"}
    return len(pattern) == 1 and listed and word.keys() <= {"LOWER", "TAG", "DEP", "IS_SPACE"}


def _words(word: dict[str, Any]) -> Iterator[str]:
    named = word.get("LOWER")
    yield from [] if named is None else named["IN"] if isinstance(named, dict) else [named]


@Language.factory("known_attributes")
def _made(nlp: Language, name: str) -> KnownAttributes:
    ruler: Any = nlp.get_pipe("attribute_ruler")
    return KnownAttributes(ruler)


def remember_attributes(language: Language) -> None:
    """Puts what is known of kinds of words in the ruler's place."""
    language.add_pipe("known_attributes", after="attribute_ruler")
    language.disable_pipe("attribute_ruler")
