"""How sure the rules alone are: a probability that follows from the cue and from what source and content look like."""

from __future__ import annotations

import json

import pytest

from kg.model import Span
from kg.reading import confidence, find_spans, surety
from kg.reading.spans.cues import Convention
from kg.reading.spans.drafts import Attribution
from kg.reading.spans.parse import parse
from kg.resources import SEEDS

TEXT = "The mayor said it."
SAID = Attribution((Span(0, 9),), (Span(10, 14),), (Span(15, 17),), 0.8)


def sure_of(text: str) -> float:
    """The confidence of the only attribution of a text."""
    (found,) = find_spans(text, "rules")
    return found.confidence


def test_a_name_and_its_words_are_surer_than_a_pronoun_and_its_attitude() -> None:
    """Where the corpus agrees with the rules nearly always, and where in two cases of three."""
    assert sure_of("“We will rebuild the bridge,” said Ann Lee.") > sure_of("He wondered whether it was so.") + 0.2


def test_a_source_that_does_not_answer_is_not_thought_wrong() -> None:
    """The corpus marks no "did not respond", which tells nothing of how often we are right about it."""
    assert sure_of("The ministry did not immediately respond.") > 0.7


@pytest.mark.parametrize("convention", ["own", "polnear"])
@pytest.mark.parametrize(
    "found",
    [
        Attribution((), (), (), 0.0),
        Attribution((), (Span(10, 14),), (), 1.0),
        Attribution((), (), (Span(0, 18),), 0.5),
        Attribution((Span(0, 9),), (), (Span(10, 12), Span(15, 18)), 0.9),
    ],
    ids=["nothing", "a cue", "a content", "pieces"],
)
def test_it_is_a_probability_whatever_is_missing(found: Attribution, convention: Convention) -> None:
    """A finder may leave out any of the three."""
    (graded,) = surety.graded_alone(parse(TEXT), [found], convention)
    assert 0 < graded.confidence < 1
    assert graded.content == found.content


@pytest.mark.parametrize(
    ("names", "features"),
    [("own polnear", confidence.FEATURES), ("rules_own rules_polnear", surety.FEATURES)],
    ids=["both finders", "the rules alone"],
)
def test_the_fitted_numbers_are_those_of_the_features(names: str, features: tuple[str, ...]) -> None:
    """A table of an earlier fit would weigh one feature by another one's number."""
    rows = json.loads((SEEDS / "confidence.json").read_text(encoding="utf-8"))
    fitted = [tuple(rows[name.replace("_", " ")]["weights"]) for name in names.split()]
    assert fitted == [features, features]
    assert len(surety.features(parse(TEXT), SAID)) == len(surety.FEATURES)
