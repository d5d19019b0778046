"""Articles without labels, labelled by several networks together: a network that learns from them nears all of them.

What the teachers expect of each unit is the student's aim, so that it also learns how sure they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from kg.reading.network.decode import CUE, Floats, Heads, argument_scores, segment_scores
from kg.reading.network.linking import Found, Settings, assigned
from kg.reading.network.pieces import Window, split_windows
from kg.reading.network.segmentation import decode
from kg.reading.network.training.data import Article, Cue, Wanted, build_article, sample
from kg.reading.network.training.joint import Joint, collate
from kg.reading.network.training.semimarkov import LogPartition

LINKS: Final = Settings(source_bias=0.3, cue_bias=-0.3, content_bias=-0.9, source_floor=-2.5, content_floor=-2.0)
"""How the teachers' links are decoded."""
LEAST: Final = 2e-3
"""A span that teachers expect less often is left out."""


def teach(folder: Path, teachers: Sequence[Joint], tokenizer: Any) -> Iterator[Article]:
    """The texts in a folder, with what the teachers see in them."""
    heads = [teacher.eval().heads() for teacher in teachers]
    for path in sorted(folder.glob("*.txt")):
        article = build_article(path.stem, path.read_bytes().decode("utf8"), [], tokenizer)
        taught: dict[int, Wanted] = {}
        cues: list[Cue] = []
        for window in split_windows(article.words, article.units):
            scores = [word_scores(teacher, article, window) for teacher in teachers]
            units = [(u - window.a, v - window.a) for u, v in window.units]
            spans = [_mean([segment_scores(s[a:b], h) for s, h in zip(scores, heads, strict=True)]) for a, b in units]
            taught |= {u: expected(each, mean_heads(heads)) for (u, _), each in zip(window.units, spans, strict=True)}
            cues += _cues(scores, spans, units, heads, window)
        yield replace(article, cues=cues, taught=taught)


def word_scores(teacher: Joint, article: Article, window: Window) -> Floats:
    """The score vectors of a window's words."""
    batch = collate([sample(article, window)])
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        x = teacher.encoder(batch.ids, batch.shape, batch.keep)
    with torch.no_grad():
        scores: Floats = teacher.score(x.float()[0, batch.first[0]]).numpy()
    return scores


def mean_heads(heads: Sequence[Heads]) -> Heads:
    """The mean of what stands outside the networks; only transitions, begin and stop are put to use."""
    return Heads(**{f.name: _mean([getattr(each, f.name) for each in heads]) for f in fields(Heads)})


def expected(spans: Floats, heads: Heads) -> Wanted:
    """How often each span and transition occurs under all segmentations: the slope of the sum over these."""
    given = [np.ascontiguousarray(spans.transpose(1, 2, 0))[None], heads.step, heads.begin, heads.stop]
    parts = [torch.from_numpy(each).requires_grad_() for each in given]
    whole = LogPartition.apply(*parts, torch.tensor([spans.shape[1]]))
    often, step, begin, stop = (each.numpy() for each in torch.autograd.grad(whole.sum(), parts))
    found = np.argwhere(often[0] > LEAST)
    return Wanted(found, often[0][tuple(found.T)], step, begin, stop)


def _cues(
    scores: Sequence[Floats],
    spans: Sequence[Floats],
    units: Sequence[tuple[int, int]],
    heads: Sequence[Heads],
    window: Window,
) -> Iterator[Cue]:
    """The cues of a window with their arguments."""
    bias = np.array([LINKS.source_bias, LINKS.cue_bias, LINKS.content_bias], dtype=np.float32)[:, None, None]
    decoded = zip(units, decode([each + bias for each in spans], mean_heads(heads)), strict=True)
    found = [Found((i + a, j + a, r), (a, b), 1.0, 1.0) for (a, b), each in decoded for i, j, r in each.segments]
    cues = [each for each in found if each.segment[2] == CUE]
    if not cues:
        return
    at, inside = [each.segment for each in cues], [each.unit for each in cues]
    words = _mean([argument_scores(s, at, inside, h) for s, h in zip(scores, heads, strict=True)])
    for linked in assigned(found, words, LINKS):
        parts = [(i + window.a, j + window.a, role) for i, j, role in linked.segments]
        (cue,) = (part for part in parts if part[2] == CUE)
        yield Cue(cue[:2], tuple(part for part in parts if part[2] != CUE))


def _mean(arrays: Sequence[Floats]) -> Floats:
    mean: Floats = np.mean(arrays, axis=0, dtype=np.float32)
    return mean
