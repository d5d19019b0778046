"""How sure a finding is, by the network and by the rules' agreement with it; fitted on the corpus' dev part.

``seeds/confidence.json`` holds, by convention (with "rules" before it for the rules alone, see ``kg.reading.surety``),
the least confidence that is reported and one weight a feature of a logistic regression, in the order of ``FEATURES``;
``python -m tests.eval.fit`` writes it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from kg.reading.agreement import length, likeness, shared
from kg.reading.spans.cues import Convention
from kg.reading.spans.drafts import Attribution
from kg.resources import SEEDS

FEATURES: Final = (
    "always",
    "the network found it",
    "logit of the network's confidence",
    "the rules found it",
    "logit of the rules' confidence",
    "both cues share words",
    "both sources share words",
    "likeness of the contents",
    "the contents are the same",
    "no source",
    "no content",
    "logarithm of the content's length",
)

NOTHING: Final = Attribution((), (), (), 0.0)


@dataclass(frozen=True)
class Weights:
    """One convention's numbers."""

    least: float
    weights: tuple[float, ...]


@cache
def _fitted() -> dict[str, Weights]:
    rows = json.loads((SEEDS / "confidence.json").read_text(encoding="utf-8"))
    return {name: Weights(row["least"], tuple(row["weights"].values())) for name, row in rows.items()}


def graded(spotted: Attribution | None, ruled: Attribution | None, convention: Convention) -> Attribution:
    """The network's finding (without one: the rules') with the confidence that both together give it."""
    return replace(spotted or ruled or NOTHING, confidence=confidence(spotted, ruled, convention))


def confidence(spotted: Attribution | None, ruled: Attribution | None, convention: Convention) -> float:
    """The probability that the finding says rightly who said what."""
    return probability(convention, features(spotted, ruled))


def probability(name: str, values: Sequence[float]) -> float:
    """What the fitted numbers of that name make of a finding's features."""
    sum_ = sum(weight * value for weight, value in zip(_fitted()[name].weights, values, strict=True))
    return round(1 / (1 + math.exp(-sum_)), 4)


def keeps(found: Attribution, convention: Convention) -> bool:
    """Whether the finding is sure enough to be reported."""
    return found.confidence >= _fitted()[convention].least


def features(spotted: Attribution | None, ruled: Attribution | None) -> tuple[float, ...]:
    """What the confidence is computed from, in the order of ``FEATURES``; one of the two is there."""
    found = spotted or ruled or NOTHING
    return (
        1.0,
        float(spotted is not None),
        logit(spotted.confidence) if spotted else 0.0,
        float(ruled is not None),
        logit(ruled.confidence) if ruled else 0.0,
        *(_agreement(spotted, ruled) if spotted and ruled else (0.0, 0.0, 0.0, 0.0)),
        float(not found.source),
        float(not found.content),
        math.log1p(length(found.content)),
    )


def _agreement(spotted: Attribution, ruled: Attribution) -> tuple[float, ...]:
    return (
        float(shared(spotted.cue, ruled.cue) > 0),
        float(shared(spotted.source, ruled.source) > 0),
        likeness(spotted.content, ruled.content),
        float(spotted.content == ruled.content),
    )


def logit(sure: float) -> float:
    """The logarithm of a probability's odds, of one that is neither 0 nor 1."""
    sure = min(max(sure, 0.003), 0.997)
    return math.log(sure / (1 - sure))
