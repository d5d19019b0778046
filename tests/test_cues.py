"""Each row of the cue tables is its own test: its example yields exactly one attribution with that cue."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from kg.reading.spans.attributions import find_attributions
from kg.reading.spans.cues import Convention, Cue, cue_for, cue_of, cue_rows
from kg.reading.spans.nonanswers import NonAnswer, non_answers
from kg.reading.spans.parse import parse
from kg.reading.spans.stance import judge


@pytest.mark.parametrize(
    "row", cue_rows(), ids=lambda row: "-".join([row.lemma, row.pos, row.scope, *sorted(row.beside)])
)
def test_example_of_a_cue_yields_that_cue_alone(row: Cue) -> None:
    """A row that finds nothing in its own example finds nothing in a newspaper either."""
    parsed = parse(row.example)
    convention: Convention = "polnear" if row.scope == "polnear" else "own"
    (found,) = find_attributions(parsed, convention)
    assert row in {_row(token, row.pos, convention) for token in parsed.tokens(found.cue)}
    assert found.source
    assert found.content


def _row(token: Token, pos: str, convention: Convention) -> Cue | None:
    return cue_of(token, pos, convention) or cue_for(token.text, pos, convention)


@pytest.mark.parametrize("row", non_answers(), ids=lambda row: f"{row.lemma}-{row.build}-{row.stance}")
def test_example_of_a_non_answer_has_its_stance(row: NonAnswer) -> None:
    """The kinds of not answering are kept apart, and none of them is a denial."""
    parsed = parse(row.example)
    (found,) = find_attributions(parsed)
    assert judge(parsed, found).stance == row.stance


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed on Friday.",
        "The reported crash delayed trains.",
        "Saying goodbye is hard.",
        "The told story grew.",
        "The company sells confirmed tickets.",
    ],
)
def test_words_of_saying_that_attribute_nothing_yield_nothing(text: str) -> None:
    """A participle before a noun and a sentence without a speaker attribute nothing."""
    assert find_attributions(parse(text)) == []
