"""Words of a text as the attribution network sees them: word pieces, decode units and encoder windows.

A *unit* is a paragraph (or, when the paragraph is longer than a window, a run of its sentences); no span
crosses a unit.  A *window* is what the encoder reads at once: whole units, and for units cut out of a long
paragraph also some words of that paragraph on either side.  Every word belongs to exactly one unit, so
nothing of a text is left out.  Shared by `network` and by the training script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Range: TypeAlias = tuple[int, int]

WINDOW = 190
"""Word pieces in a window, without [CLS] and [SEP]."""
SHAPES = 45
"""Number of values of a piece's shape: 5 cases, 3 kinds of gap before it, 3 quotation states."""

_NEWLINE = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_STOPS = frozenset(".!?")
_CLOSERS = frozenset("\"”’')")


@dataclass(frozen=True)
class Words:
    """A text's words with their pieces; `first[w]:first[w+1]` are the pieces of word w."""

    ids: Ints
    shape: Ints
    first: Ints
    start: Ints
    end: Ints
    paragraph: Ints
    forms: Sequence[str]

    def __len__(self) -> int:
        return len(self.start)

    def pieces(self, a: int, b: int) -> int:
        """How many pieces words a to b (exclusive) have."""
        return int(self.first[b] - self.first[a])


@dataclass(frozen=True)
class Window:
    """Words [a, b) read at once; `units` are the word ranges in it whose spans it decides."""

    a: int
    b: int
    units: tuple[Range, ...]


def split_words(text: str, tokenizer: Any) -> Words:
    """Tokenise a text; `tokenizer` is a `tokenizers.Tokenizer` without truncation or padding."""
    safe = _SURROGATE.sub("\ufffd", text)
    coded = tokenizer.encode(safe, add_special_tokens=False)
    ids = np.array(coded.ids, dtype=np.int64)
    spans = np.array(coded.offsets, dtype=np.int64).reshape(-1, 2)
    number = np.array(coded.word_ids, dtype=np.int64)
    new = np.ones(len(ids), dtype=bool)
    new[1:] = number[1:] != number[:-1]
    at = np.flatnonzero(new)
    first = np.append(at, len(ids))
    start = spans[at, 0]
    end = spans[first[1:] - 1, 1]
    forms = [safe[s:e] for s, e in zip(start.tolist(), end.tolist(), strict=True)]
    breaks = np.array(paragraph_breaks(safe), dtype=np.int64)
    paragraph = np.searchsorted(breaks, start)
    shape = _shapes(forms, start, end, paragraph)
    return Words(ids, np.repeat(shape, np.diff(first)), first, start, end, paragraph, forms)


def paragraph_breaks(text: str) -> list[int]:
    """Offsets of the line ends that end a paragraph: all of them, or in hard-wrapped text only blank lines."""
    ends = [m.start() for m in _NEWLINE.finditer(text)]
    if not _is_wrapped(text):
        return ends
    lines = {e for e in ends if not text[e + 1 : e + 2].strip() or not text[e - 1 : e].strip()}
    return sorted(lines)


def _is_wrapped(text: str) -> bool:
    """Whether most line ends fall inside sentences, as in text wrapped at a column."""
    lines = [line.strip() for line in _NEWLINE.split(text)]
    joints = [(x, y) for x, y in pairwise(lines) if x and y]
    inside = sum(40 <= len(x) <= 120 and x[-1] not in '.!?:"”' for x, _ in joints)
    return len(joints) >= 4 and inside > 0.6 * len(joints)


def _case(form: str) -> int:
    if form[:1].isdigit():
        return 4
    if form.islower() or not any(c.isalpha() for c in form):
        return 0
    if form.isupper():
        return 2 if len(form) > 1 else 1
    return 1 if form[0].isupper() and form[1:].islower() else 3


def _shapes(forms: Sequence[str], start: Ints, end: Ints, paragraph: Ints) -> Ints:
    """Case, gap before and quotation state of each word as one number (the encoder reads lower case)."""
    out = np.zeros(len(forms), dtype=np.int64)
    last, before, inside = -1, -1, False
    starts, ends, paragraphs = start.tolist(), end.tolist(), paragraph.tolist()
    for w, form in enumerate(forms):
        if paragraphs[w] != last:
            last, gap, inside = paragraphs[w], 2, False
        else:
            gap = int(starts[w] > before)
        before = ends[w]
        quote = 1 if inside else 0
        if form in {"“", "”", '"', "„", "«", "»"}:
            inside = not inside if form == '"' else form in {"“", "„", "«"}
            quote = 2
        out[w] = _case(form) * 9 + gap * 3 + quote
    return out


def split_units(words: Words, limit: int = WINDOW) -> list[Range]:
    """Word ranges of the decode units: paragraphs, long ones cut at ends of sentences."""
    bounds = [0, *(np.flatnonzero(np.diff(words.paragraph)) + 1).tolist(), len(words)]
    units: list[Range] = []
    for a, b in pairwise(bounds):
        if a == b:
            continue
        units += [(a, b)] if words.pieces(a, b) <= limit else _cut(words, a, b, limit * 2 // 3)
    return units


def _cut(words: Words, a: int, b: int, limit: int) -> list[Range]:
    """Cut words a to b into runs of at most `limit` pieces, at ends of sentences where there are any."""
    out: list[Range] = []
    while a < b:
        most = int(np.searchsorted(words.first, words.first[a] + limit, side="right")) - 1
        most = min(max(most, a + 1), b)
        cut = most
        if most < b:
            cut = next((w for w in range(most, a + (most - a) // 3, -1) if _ends_sentence(words, w)), most)
        out.append((a, cut))
        a = cut
    return out


def _ends_sentence(words: Words, w: int) -> bool:
    """Whether a sentence seems to end before word w."""
    if w >= len(words) or words.start[w] == words.end[w - 1] or words.forms[w][:1].islower():
        return False
    last = words.forms[w - 1]
    return last in _STOPS or (last in _CLOSERS and w > 1 and words.forms[w - 2] in _STOPS | {","})


def split_windows(words: Words, units: Sequence[Range], limit: int = WINDOW, first: int | None = None) -> list[Window]:
    """Pack units into windows of at most `limit` pieces (the first one of at most `first`, for training)."""
    out: list[Window] = []
    group: list[Range] = []
    room = first or limit
    for unit in units:
        if group and words.pieces(group[0][0], unit[1]) > room:
            out.append(_with_context(words, group, limit))
            group, room = [], limit
        group.append(unit)
    if group:
        out.append(_with_context(words, group, limit))
    return out


def _with_context(words: Words, group: Sequence[Range], limit: int) -> Window:
    """The window of some units, widened into a paragraph that they are only a part of."""
    a, b = group[0][0], group[-1][1]
    spare = max(limit - words.pieces(a, b), 0)
    left = int(np.searchsorted(words.first, words.first[a] - spare // 2, side="left"))
    left = max(left, int(np.searchsorted(words.paragraph, words.paragraph[a], side="left")))
    spare -= words.pieces(left, a)
    right = int(np.searchsorted(words.first, words.first[b] + spare, side="right")) - 1
    right = min(right, int(np.searchsorted(words.paragraph, words.paragraph[b - 1], side="right")))
    return Window(left, max(right, b), tuple(group))
