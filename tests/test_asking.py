"""What somebody leaves open, and which claims would answer it."""

from __future__ import annotations

import hashlib

import pytest

from kg.model import NON_ANSWERS, Article
from kg.reading import read_article
from kg.resources import SEEDS
from tests.ruled import read


def bears(text: str) -> bool:
    """Whether the text's non-answer shares or asks the proposition of another's claim."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(text=text, name="t", sha256=digest, published="2024-05-16", publisher="The Ledger")
    reading = read_article(article, "rules")
    asks = {each.id: set(each.asks) for each in reading.propositions}
    told = {each.content for each in reading.assertions if each.stance in ("Affirms", "Denies")}
    return any(
        each.stance in NON_ANSWERS and (each.content in told or asks.get(each.content or "", set()) & told)
        for each in reading.assertions
    )


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman said that gas had caused the explosion. Investigators said it was too early to say what had "
        "caused the explosion.",
        "Rescuers said that 14 miners were trapped. The company could not confirm how many miners were trapped.",
        "The hospital said that nine people had died in the fire. The ministry said it could not confirm the number of "
        "deaths.",
        "A newspaper reported that the minister had met the banker in Nice. Her office declined to say whether the two "
        "had met.",
        "The lawyer said that her client had been tortured in custody. Prison officials said they had no knowledge of "
        "any torture.",
        "The paper said the firm had paid hackers $2 million. The firm would not say whether it had paid a ransom.",
        "The ministry said that a bomb had destroyed the plane. The airline could not say whether a bomb could have "
        "destroyed the plane.",
        "An official said that a technician named Otto Brandt had opened the valve. The operator said it did not know "
        "who had opened the valve.",
    ],
)
def test_a_question_left_open_bears_on_claims_that_answer_it(text: str) -> None:
    """By its predicate, its count, its cause or its topic."""
    assert bears(text)


@pytest.mark.parametrize(
    "text",
    [
        "The police declined to say whether the driver had been drunk. The mayor said that the road had been closed.",
        "The firm declined to comment on the merger. The union said that wages had risen.",
        "The ministry could not confirm whether a soldier had been killed. The opposition said the minister had "
        "resigned.",
        "The museum said it did not know who had bought the painting. Visitors said that the painting was dark.",
        "The coastguard could not say how many people were on board. The harbour master said that 40 boats had left.",
        "Investigators said it was too early to say what had caused the crash. The airline said the jet had been built "
        "in 2004.",
        "The union said that it would march. The firm declined to say whether it would march to the union.",
        "The officer said the reporter had filed a complaint against the candidate. The candidate wondered whether he "
        "could file a complaint against the reporter.",
        "The clerk said the tapes should be released. The police declined to say whether the tapes should be released.",
    ],
)
def test_a_claim_about_something_else_answers_nothing(text: str) -> None:
    """Nearness alone makes no answer."""
    assert not bears(text)


def test_a_thing_that_is_named_otherwise_does_not_part_question_and_answer() -> None:
    """In the first article "on board the crashed plane" is asked of prisoners whom another counts "on board"."""
    text = (SEEDS / "il76" / "article.txt").read_text(encoding="utf-8")
    reading = read(text)
    (doubt,) = (each for each in reading.assertions if each.stance == "Questions" and each.by == "u-s-official")
    asked = next(each for each in reading.propositions if each.id == doubt.content).asks
    told = " ".join(each.text for each in reading.propositions if each.id in asked)
    assert "74 people" in told
    assert "carrying 65" in told
