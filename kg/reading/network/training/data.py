"""PolNeAR in the converted form (`gold.jsonl`, `text/*.txt`) as windows with span and link labels."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from kg.reading.network.decode import CONTENT, CUE, ROLES, SOURCE, Floats, Segment
from kg.reading.network.pieces import WINDOW, Ints, Range, Window, Words, split_units, split_windows, split_words

Gold = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """How often a unit is to have each span, transition, first and last state: from a person once or never."""

    spans: Ints
    """[S, 3]: first word, last word, role; all other spans never."""
    often: Floats
    step: Floats
    begin: Floats
    stop: Floats


@dataclass(frozen=True)
class Cue:
    """A gold cue with its arguments, as word ranges (last word inclusive)."""

    words: Range
    arguments: tuple[Segment, ...]


@dataclass(frozen=True)
class Article:
    """A tokenised article with its gold spans."""

    name: str
    words: Words
    units: Sequence[Range]
    segments: Sequence[Segment]
    cues: Sequence[Cue]
    taught: Mapping[int, Wanted] = field(default_factory=dict)
    """What teachers expect of a unit, by its first word; without, the segments count."""


@dataclass(frozen=True)
class Link:
    """A cue of a window: its words, its unit (exclusive end) and each word's label (0, 1 source, 2 content)."""

    cue: Range
    unit: Range
    labels: Ints


@dataclass(frozen=True)
class Sample:
    """A window ready for training; words are counted from the window's first one."""

    ids: Ints
    shape: Ints
    first: Ints
    units: Sequence[tuple[Range, Wanted]]
    links: Sequence[Link]
    trained: Ints = field(repr=False)


def load_gold(path: Path) -> dict[str, list[Gold]]:
    """Gold attributions by article."""
    out: dict[str, list[Gold]] = defaultdict(list)
    for line in path.read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        out[record["doc"]].append(record)
    return out


def load_articles(folder: Path, tokenizer: Any, limit: int | None = None) -> list[Article]:
    """The articles of one part of the corpus."""
    gold = load_gold(folder / "gold.jsonl")
    files = sorted((folder / "text").glob("*.txt"))[:limit]
    return [build_article(f.stem, f.read_bytes().decode("utf8"), gold[f.stem], tokenizer) for f in files]


def build_article(name: str, text: str, gold: Sequence[Gold], tokenizer: Any) -> Article:
    """Tokenise an article and bring its gold spans to words; overlapping spans give way to longer cues."""
    words = split_words(text, tokenizer)
    units = split_units(words)
    taken: dict[int, Segment] = {}
    cues: list[Cue] = []
    spans = [(role, [_to_words(words, s) for s in a[name]]) for a in gold for role, name in enumerate(ROLES)]
    for role in (CUE, SOURCE, CONTENT):
        for found in (s for r, group in spans if r == role for s in group if s):
            for i, j in _within_units(found, units):
                if not any(w in taken and taken[w] != (i, j, role) for w in range(i, j + 1)):
                    taken.update(dict.fromkeys(range(i, j + 1), (i, j, role)))
    for record in gold:
        parts = [[s for s in (_to_words(words, x) for x in record[r]) if s] for r in ROLES]
        arguments = tuple((i, j, role) for role in (SOURCE, CONTENT) for i, j in parts[role])
        cues += [Cue(parts[CUE][0], arguments)] if parts[CUE] else []
    return Article(name, words, units, sorted(set(taken.values())), cues)


def _to_words(words: Words, span: Sequence[int]) -> Range | None:
    """First and last word that a character span overlaps."""
    a = int(np.searchsorted(words.end, span[0], side="right"))
    b = int(np.searchsorted(words.start, span[1], side="left")) - 1
    return (a, b) if a <= b else None


def _within_units(span: Range, units: Sequence[Range]) -> Iterator[Range]:
    for a, b in units:
        if a <= span[1] and span[0] < b:
            yield max(a, span[0]), min(b - 1, span[1])


def sample(article: Article, window: Window) -> Sample:
    """Cut a window's labels out of its article."""
    words, a, b = article.words, window.a, window.b
    lo, hi = int(words.first[a]), int(words.first[b])
    units, links = [], []
    trained = np.zeros(b - a, dtype=np.int64)
    for u, v in window.units:
        inside = [(i - u, j - u, r) for i, j, r in article.segments if u <= i < v]
        units.append(((u - a, v - a), article.taught.get(u) or certain(v - u, inside)))
        trained[u - a : v - a] = 1
        for cue in article.cues:
            if u <= cue.words[0] and cue.words[1] < v:
                links.append(_link(cue, (u, v), a, b))
    return Sample(words.ids[lo:hi], words.shape[lo:hi], words.first[a:b] - lo, units, links, trained)


def certain(size: int, segments: Sequence[Segment]) -> Wanted:
    """The counts of one segmentation of a unit.

    >>> certain(3, [(0, 1, 2)]).step[3, 0]  # from content (role 2) to outside
    1.0
    """
    states, starts = np.zeros(size, dtype=np.int64), np.ones(size, dtype=bool)
    for i, j, role in segments:
        states[i : j + 1] = role + 1
        starts[i + 1 : j + 1] = False
    step, begin, stop = (np.zeros(shape, dtype=np.float32) for shape in ((4, 4), 4, 4))
    np.add.at(step, (states[:-1][starts[1:]], states[1:][starts[1:]]), 1)
    begin[states[0]] = stop[states[-1]] = 1
    spans = np.array(segments, dtype=np.int64).reshape(-1, 3)
    return Wanted(spans, np.ones(len(spans), dtype=np.float32), step, begin, stop)


def _link(cue: Cue, unit: Range, a: int, b: int) -> Link:
    labels = np.zeros(b - a, dtype=np.int64)
    for i, j, role in cue.arguments:
        labels[max(i - a, 0) : max(j + 1 - a, 0)] = 1 if role == SOURCE else 2
    return Link((cue.words[0] - a, cue.words[1] - a), (unit[0] - a, unit[1] - a), labels)


def epoch_samples(articles: Sequence[Article], rng: random.Random | None) -> list[Sample]:
    """All windows of all articles; with a generator, packed from a random first length so that contexts vary."""
    out = []
    for article in articles:
        first = rng.randint(WINDOW // 4, WINDOW) if rng else None
        out += [sample(article, w) for w in split_windows(article.words, article.units, WINDOW, first)]
    return out


def batches(samples: Sequence[Sample], size: int, rng: random.Random) -> list[list[Sample]]:
    """Shuffled batches of windows of like length (little padding)."""
    order = list(samples)
    rng.shuffle(order)
    pools = [sorted(order[k : k + size * 16], key=lambda s: len(s.ids)) for k in range(0, len(order), size * 16)]
    out = [pool[k : k + size] for pool in pools for k in range(0, len(pool), size)]
    rng.shuffle(out)
    return out
