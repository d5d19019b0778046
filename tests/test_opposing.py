"""What one rules out against what another affirms in other words, and pairs that only look like it."""

from __future__ import annotations

import hashlib

import pytest

from kg.model import Article, Proposition, Reading
from kg.reading import read_article
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.opposing import opposite, opposite_of
from kg.reading.rules import read_attributions
from kg.reading.spans.attributions import find_attributions
from kg.reading.spans.parse import parse
from tests.eval.pairing import reported


def read(text: str) -> Reading:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return read_article(
        Article(text=text, name="t", sha256=digest, published="2024-05-16", publisher="The Ledger"), "rules"
    )


def clashes(text: str) -> bool:
    """Whether two sayings of the text are linked: one proposition held and denied, an opposite, or a case."""
    reading = read(text)
    contents = [each.content or "" for each in reading.assertions]
    if len(set(contents)) < len(contents) and len({each.stance for each in reading.assertions}) > 1:
        return True
    links = {
        (each.id, target.removesuffix("-not"))
        for each in reading.propositions
        for target in (each.negates, *each.instance_of)
        if target and each.id in contents
    }
    return any(one != two and two in contents for one, two in links)


@pytest.mark.parametrize(
    "text",
    [
        "The charity said that soldiers had fired at a bus in Kadra. The army said that no shots had been fired at any "
        "vehicle in Kadra.",
        "Fishermen said that guards had beaten two men. The coastguard said that none of its officers had assaulted "
        "anyone.",
        "Nurses said they had told the clinic in March that the lift was broken. The clinic denied that any such "
        "warning had been given.",
        "Activists accused the council of felling 40 healthy trees. The council replied that no healthy tree had been "
        "cut down.",
        "Residents said that the plant had leaked acid into the river Tamm. The plant's owner, Kolmar, denied "
        "contaminating the Tamm.",
        "The board said that nobody had burned a single ballot in Otava. The opposition said that ballots had been "
        "burned in Otava.",
        "The coach said that he had not known of the test. But two players said that the coach had been told of the "
        "test in April.",
        "The president said that his troops had captured the town of Lodva. Rebels said that the town of Lodva had not "
        "been taken.",
        "The police chief said his officers had not used tear gas. Three protesters said they had been sprayed with "
        "tear gas by officers.",
        "Halven Lines denied that any of its ships had carried weapons. Port records show that the Marisol, a Halven "
        "ship, unloaded rifles in Otava in June.",
        "The company said all of its workers had been evacuated. The union said that nobody had been evacuated.",
        "Inspectors said they had found asbestos in two classrooms. The school district said no asbestos had been "
        "detected in any of its buildings.",
        "Her lawyer said that the actress had signed the contract under pressure. The studio denied that any pressure "
        "had been put on her.",
        "The operator said that the alarm had sounded. Survivors said they had heard no alarm.",
    ],
)
def test_what_is_ruled_out_meets_what_is_affirmed_in_other_words(text: str) -> None:
    """Journalists do not repeat themselves: families of words, kinds and synonyms carry the comparison."""
    assert clashes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was shut. The mayor said the bridge was safe. An engineer, Ida Lund, said the bridge was unsafe.",
        "The club said that the transfer had been legal. The league said that the transfer was illegal.",
        "The minister said crime had risen in the region. The statistics office said that crime had fallen in the "
        "region.",
        "The mayor said that the trees were diseased. An arborist, Paul Dunn, said that the trees were healthy.",
        "The firm said that the cladding had passed a fire test. The fire brigade said that the cladding had failed a "
        "fire test.",
        "The shipping line said that the captain was sober. Police said that the captain had been drunk.",
    ],
)
def test_contraries_of_one_thing_are_opposed(text: str) -> None:
    """Neither side denies anything in words; the predicates are opposites."""
    assert clashes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The company said that its depot had been fitted with working alarms. Rosa Keane denied that the company had "
        "been warned about the wiring.",
        "The mayor said the bridge was safe. The contractor said that the tunnel was unsafe.",
        "The union accused Halven Lines of cutting maintenance. Halven Lines said it had not received the letter.",
        "The airline said that no passenger had been hurt in Oslo. A doctor in Cairo said that he had treated three "
        "people with broken bones after a bus crash.",
        "The minister said that no talks had been held with Lusatia. The envoy said that talks with Norland had been "
        "held in May.",
        "The police said that nobody had been arrested in Leeds. Police in Hull said they had arrested four men.",
        "The bank said no customer data had been lost. The minister said that the bank had lost $3 million last year.",
        "The plant denied polluting the river Tamm. The fishermen said that the river Lek had been polluted by a mine.",
        "The school said that no pupil had been excluded in 2024. Parents said two boys had been excluded in 2011.",
        "The army said it would not attack the town. The rebels said the army had attacked a convoy.",
        "The operator said that no train had been cancelled on Monday. Passengers said that trains had been cancelled "
        "on Friday.",
        "The spokesman said the ship was not carrying weapons. The captain said the ship was carrying grain.",
        "Lida said that it had paid the fine. Korva said that it had never paid a fine.",
        "The coach said that he had not known of the test. But the players said they were glad that the season was "
        "over.",
        "The prosecutor said that Weber might have met the dealer. Weber said he had never been to Vienna in winter.",
        "The mayor said drones were shot down without causing any casualties. The governor said there were no "
        "casualties.",
        "The army denied using gas. The doctors said that the hospital had run out of gas for its generators.",
        "The actor said he had not been paid. The studio said that it had paid the director.",
        "The coach said the player was not injured. The doctor said that another player was injured.",
        "The defence said the witness had not seen the knife. The prosecution said that the witness had seen the car.",
        "The driver said he had not been drinking. The passenger said that she had been drinking water.",
        "The firm said it had no intention of moving its staff. The mayor said that the staff had been moved by bus.",
        "The firm said no more than ten homes were flooded. The state said that homes were flooded.",
        "There was no outside influence on the probe, the minister said. The bureau said the probe was free of outside "
        "influence.",
    ],
)
def test_another_thing_doer_place_or_time_is_no_clash(text: str) -> None:
    """Shared words are not a shared matter; an invented conflict is worse than a missed one."""
    assert not clashes(text)


def test_a_document_set_against_a_general_denial_is_a_case_of_it() -> None:
    """ "But a report …" right after "never" is the article's own contrast, whatever words the report uses."""
    reading = read(
        "The firm's spokeswoman, Mette Dahl, said the microbe had never been detected at the plant. But a report by "
        "state inspectors showed that four swabs from the dryer were positive."
    )
    case = next(each for each in reading.propositions if each.instance_of)
    general = next(each for each in reading.propositions if each.id == case.instance_of[0])
    assert "swabs" in case.text
    assert general.text.startswith("It is not true that")


def test_a_report_without_contrast_is_no_case() -> None:
    """The same two sentences with "and" between: nothing says that the report bears on the denial."""
    assert not clashes(
        "The firm's spokeswoman, Mette Dahl, said the microbe had never been detected at the plant. A report by state "
        "inspectors showed that four pumps in the yard were new."
    )


def test_what_a_headline_says_was_done_is_no_kind_of_thing() -> None:
    """ "Denies hiding asbestos report" denies the hiding: who tells what the report found does not gainsay it."""
    head = "Harbour board denies hiding asbestos report as dockers walk out\n\n"
    assert not clashes(head + "A chemist said the report, written in April, found asbestos fibres in 14 samples.")
    assert clashes(head + "A union accused the harbour board of hiding a report on asbestos in two sheds.")


def test_what_was_never_done_since_a_year_was_not_done_this_year() -> None:
    """The year is but the start of it: a case of May is one of that time."""
    denial = "The ministry said no inspection had taken place since 2021."
    assert clashes(f"The mayor of Leeds said the bridge had been inspected in May. {denial}")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Leeds said the bridge had been inspected in 2019. "
        "The ministry said no inspection had taken place since 2021.",
        "The mayor of Leeds said the bridge had been inspected in May. "
        "The ministry said no inspection had taken place in 2021.",
        "The mayor of Leeds said prices had fallen. The ministry said prices had risen since 2021.",
    ],
)
def test_another_year_is_another_matter_still(text: str) -> None:
    """A case of before the year, a year that is over, and what a figure did over years."""
    assert not clashes(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Trond Fossum, the director, said his pay had not gone up. "
            "The union said the director's pay had gone up by a fifth.",
            "It is not true that Trond Fossum's pay had not gone up",
        ),
        (
            "The ministry said the river had not flooded. But the union said the river had flooded twice.",
            "It is not true that the river had not flooded",
        ),
    ],
)
def test_an_opposite_keeps_the_capital_of_a_name(text: str, wanted: str) -> None:
    """A name that stands for "his" is no word that begins a sentence."""
    parsed = parse(text)
    held: list[list[Claim]] = []
    read_attributions(
        Article(text=text, name="t", sha256="0" * 64),
        parsed,
        find_attributions(parsed),
        "rules",
        lambda _, claims: held.append(claims),
    )
    claim = held[0][0]
    said = Proposition(id="p", text=claim.text, about=())
    opposite(claim)
    assert opposite_of(said, claim).text == wanted


def test_himself_is_not_replaced() -> None:
    """He is named in the clause already."""
    text = "The union said Trond Fossum had given himself a rise.\n"
    reading = read_article(Article(text=text, name="t", sha256="0" * 64), "rules")
    assert [each.text for each in reading.propositions] == ["Trond Fossum had given himself a rise"]


@pytest.mark.parametrize("reader", ["rules", "network"])
@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the bridge was safe. An engineer said the bridge was not safe.\n",
        "An engineer said the bridge was not safe. The mayor said the bridge was safe.\n",
    ],
)
def test_two_sayings_do_not_negate_each_other_in_a_circle(text: str, reader: str) -> None:
    """A Reading with a circle is refused; one link is enough for the conflict."""
    reading = read_article(Article(text=text, name="t", sha256="0" * 64), reader)
    assert [each.negates for each in reading.propositions if not each.id.endswith("-not")] == [None, "p01"]
    assert len(list(reported(reading, {}))) == 1
