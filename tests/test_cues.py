"""Each row of the cue tables is its own test: its example yields exactly one attribution with that cue."""

from __future__ import annotations

import re

import pytest
from spacy.tokens import Token

from kg.reading.spans.attributions import find_attributions
from kg.reading.spans.cues import Convention, Cue, cue_for, cue_of, cue_rows
from kg.reading.spans.nonanswers import NonAnswer, non_answers
from kg.reading.spans.parse import parse
from kg.reading.spans.refusals import refusals
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
    return cue_of(token, pos, convention) or cue_for(token.lower_, pos, convention)


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


@pytest.mark.parametrize(("pattern", "row"), refusals(), ids=lambda each: getattr(each, "example", "")[:40])
def test_example_of_a_refusal_has_its_stance(pattern: re.Pattern[str], row: Cue) -> None:
    """A set phrase for not answering is found in its own example, by that row and with its stance."""
    parsed = parse(row.example)
    (found,) = find_attributions(parsed)
    assert pattern.search(parsed.quote(found.cue))
    assert judge(parsed, found).stance == row.stance


@pytest.mark.parametrize(
    "text",
    [
        "The guns remained silent on Sunday.",
        "The streets stayed quiet on Monday.",
        "The bridge could not be reached by lorries.",
        "The valley was not available.",
        "The player was unable to walk.",
        "The firm ignored calls for calm.",
    ],
)
def test_silence_of_things_is_no_answer_withheld(text: str) -> None:
    """Only who can speak can keep silent; a call for calm is no call to a press office."""
    assert find_attributions(parse(text)) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The bank said it was aware of the reports.", "NonCommittal"),
        ("The bank said it was investigating two thefts.", "Affirms"),
        ("The coastguard said it was not aware of any missing ship.", "NoInformation"),
        ("The clerk said he could not remember the call.", "NoInformation"),
        ("Residents said they had not been told of the danger.", "Affirms"),
        ("The judge said it would be inappropriate to comment on the case.", "DeclinesComment"),
        ("The bank said it did not comment on rumours.", "DeclinesComment"),
        ("The guard told visitors to leave.", "Urges"),
        ("The guard told visitors that the museum was full.", "Affirms"),
        ("The clerk swore that he had locked the door.", "Affirms"),
        ("The clerk swore that he would return.", "Commits"),
        ("The operator agreed to repay the fares.", "Commits"),
        ("Both sides agreed that the border was open.", "Affirms"),
        ("“Who will pay for this?” the mayor asked.", "Questions"),
        ("“We lost it all. Who will pay for this?” the farmer said.", "Affirms"),
        ("The bank called the figure wildly exaggerated.", "Denies"),
        ("The minister called the claims nonsense.", "Denies"),
        ("The minister called the plan a disgrace.", "Affirms"),
        ("The broker pleaded not guilty to fraud.", "Denies"),
        ("The broker pleaded guilty to fraud.", "Affirms"),
        ("The officer said the delay should not have happened.", "Affirms"),
        ("The officer said horses should not be used.", "Urges"),
        ("She said he would miss them on carnival nights.", "Affirms"),
        ("She said he would repair the wall.", "Commits"),
        ("He said it would need about seventy days.", "Affirms"),
        ("The officer said the cause of the outbreak had not been established.", "NoInformation"),
        ("The officer said the cause of the outbreak was a bad well.", "Affirms"),
        ("The coach said he had not heard of the affair.", "NoInformation"),
        ("The coach said he had not heard the whistle.", "Affirms"),
        ("A spokesman said the company would not comment on documents.", "DeclinesComment"),
        ("A spokesman said the company would not pay.", "Affirms"),
        ("The publicist said the singer would make no statement.", "DeclinesComment"),
        ("Professor Rao told a press meet there had been no leak at any centre.", "Affirms"),
        ("Sheriff disputes claim that jail was sweltering when inmate died", "Denies"),
        ("City officials claim that jail was sweltering when inmate died", "Affirms"),
    ],
)
def test_stance_follows_cue_and_clause(text: str, stance: str) -> None:
    """What the clause says of knowing, commenting or doing decides as much as the verb."""
    parsed = parse(text)
    (found,) = find_attributions(parsed)
    assert judge(parsed, found).stance == stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Hospital bosses hit back at claims of neglect.", "Denies"),
        ("The minister hit back: “They were warned.”", "Affirms"),
        ("The ministry gave no details of the raid.", "NoInformation"),
        ("The ministry gave details of the raid.", "Affirms"),
        ("The author cautioned against haste.", "Urges"),
        ("The author cautioned that the sample was small.", "Affirms"),
        ("The bloc warned that if it failed, markets could fall.", "Affirms"),
        ("“Let the board publish its sheets,” the rival said.", "Urges"),
        ("The rival said their party would boycott the count.", "Commits"),
        ("The doctor said his condition would be stable.", "Affirms"),
    ],
)
def test_stance_follows_what_is_hit_back_at_and_what_is_withheld(text: str, stance: str) -> None:
    """To hit back at a claim denies it, to give no details tells nothing, to call for an act claims no fact."""
    parsed = parse(text)
    stances = [judge(parsed, each).stance for each in find_attributions(parsed)]
    assert stances == ([stance] if "gave details" not in text else [])


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The minister said she had not decided whether to appeal.", "NonCommittal"),
        ("The minister said she had decided to wait.", "Affirms"),
        ("The board said it would decide in May whether to appeal.", "NonCommittal"),
        ("The board said it would sell the pier.", "Commits"),
        ("The surgeon said she could not tell what had caused it.", "NoInformation"),
        ("The surgeon said she could not tell the twins apart.", "Affirms"),
        ("The clerk said he had been advised not to speak further.", "DeclinesComment"),
        ("The clerk said he had been advised to see a doctor.", "Affirms"),
        ("The zoo declined to release the footage.", "DeclinesComment"),
        ("The zoo declined to take part.", "DeclinesComment"),
        ("The minister refused to commit himself to a date.", "DeclinesComment"),
        ("The minister refused to commit troops.", "Commits"),
        ("The council said it was unable to find a copy.", "NoInformation"),
        ("The council said it was unable to pay.", "Affirms"),
        ("“It is far too soon to say what killed the fish,” the agency said.", "Questions"),
        ("The mayor said his lawyer would have no comment.", "DeclinesComment"),
        ("The ministry said detectives were keeping an open mind.", "NonCommittal"),
        ("The ministry said that sirens would be installed by May.", "Commits"),
        ("The ministry said that sirens would be silent by May.", "Affirms"),
        ("The losing candidate refused to concede.", "Commits"),
        ("The farmer said he would rather have dogs than thieves.", "Affirms"),
        ("The farmer said he would buy dogs.", "Commits"),
        ("The union said it wanted an outside inquiry.", "Urges"),
        ("The pupil said she wanted to study music.", "Affirms"),
        ("The union said the minister should resign.", "Urges"),
        ("The union said the minister should have resigned.", "Affirms"),
        ("The owner said he would leave that to the investigators.", "DeclinesComment"),
        ("The owner said he would leave the house to his son.", "Commits"),
        ("The owner said it would not get into private letters.", "DeclinesComment"),
        ("The owner said at a press briefing that the water was safe.", "Affirms"),
    ],
)
def test_stance_follows_what_the_speaker_leaves_open_or_wants(text: str, stance: str) -> None:
    """To wait or to weigh is no claim; what should be done is a demand, "would rather" is no plan."""
    parsed = parse(text)
    (found,) = find_attributions(parsed)
    assert judge(parsed, found).stance == stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The coroner said she had reached no conclusion about the cause.", "NoInformation"),
        ("The bank said it had reached an agreement about the branch.", "Affirms"),
        ("The keeper said he knew of no other escape.", "NoInformation"),
        ("The keeper said he knew another way out.", "Affirms"),
        ("A clerk said he could not account for the gap.", "NoInformation"),
        ("A clerk said he could not tell you how dull the work was.", "Affirms"),
        ("The lab said it was not possible to tell where the sample came from.", "NoInformation"),
        ("The lab said it was not possible to run two tests a day.", "Affirms"),
        ("The museum said it would not speculate about the buyer.", "DeclinesComment"),
        ("A guard said he was not authorised to talk about the raid.", "DeclinesComment"),
        ("A guard said he was not allowed to see his lawyer for a week.", "Affirms"),
        ("The club said it did not discuss contracts.", "DeclinesComment"),
        ("The agent said he had never discussed contracts with the club.", "Affirms"),
        ("The dean said it was a matter for the faculty.", "DeclinesComment"),
        ("The dean said it was a matter for concern.", "Affirms"),
        ("The clinic said all records were confidential.", "DeclinesComment"),
        ("The fund said privacy law prevented it from discussing the case.", "DeclinesComment"),
        ("The firm said it had seen the letter and had no comment.", "DeclinesComment"),
        ("The firm said it had seen the letter and had no copies.", "Affirms"),
        ("The marshal said he had not ruled out arson.", "NonCommittal"),
        ("The marshal said he had ruled out arson.", "Affirms"),
        ("The coach said he doubted the date would hold.", "Questions"),
        ("The coach said he had no doubt the date would hold.", "Affirms"),
        ("The minister said every household would be compensated.", "Commits"),
        ("The minister said every household would be worse off.", "Affirms"),
        ("The mayor said the council would buy the pier.", "Commits"),
        ("The mayor said the council would face a deficit.", "Affirms"),
    ],
)
def test_stance_follows_what_the_speaker_does_not_know_or_tell(text: str, stance: str) -> None:
    """Not to know, not to say and not to decide are three ways of leaving a claim open; a promise is no forecast."""
    (found,) = find_attributions(parse(text))
    assert judge(parse(text), found).stance == stance


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The logbook has ten entries for that night.", "ten entries for that night"),
        ("The logbook has a leather cover.", None),
        ("The bill has 12 sponsors.", None),
        ("The police counted 210 tractors.", "210 tractors"),
        ("The police counted the votes.", None),
        ("The meter counted 210 cars.", None),
        ("The timesheet lists two drivers.", "two drivers"),
        ("The boat lists two degrees.", None),
    ],
)
def test_records_and_counting_bodies_tell_numbers(text: str, content: str | None) -> None:
    """What a record has or a body counts is told in numbers; whatever else things have is no saying."""
    parsed = parse(text)
    assert [parsed.quote(each.content) for each in find_attributions(parsed)] == ([content] if content else [])
