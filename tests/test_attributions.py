"""Who says what, as spans: relative pronouns, chains of sources, asides, datelines, ends of sentences."""

from __future__ import annotations

import pytest

from kg.reading.spans.attributions import find_attributions
from kg.reading.spans.parse import parse
from kg.sentences import sentence_spans


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, in order."""
    parsed = parse(text)
    return [
        (parsed.quote(each.source), parsed.quote(each.cue), parsed.quote(each.content))
        for each in find_attributions(parsed)
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The trawler left at 6 p.m. The harbour closed.", 2),
        ("The trawler left at 6 p.m. Pilots stayed.", 2),
        ("The trawler left at 6 p.m. Monday with two men.", 1),
        ("The trawler left at 6 p.m. GMT with two men.", 1),
        ("He flew to the U.S. The plane was late.", 2),
        ("He flew to a U.S. Army base.", 1),
        ("She said no. The vote was lost.", 2),
        ("The No. 4 reactor was shut.", 1),
        ("He works for Varro Inc. The pay is low.", 2),
        ("He works for Varro Inc. Chairman Peel.", 1),
        ("Gen. The and Dr. An met.", 1),
        ("The clerk, R.T. Lokhande, was ill.", 1),
        ("He asked for R.T. The clerk was ill.", 2),
    ],
)
def test_an_abbreviation_may_end_a_sentence(text: str, count: int) -> None:
    """After "6 p.m." or "the U.S." a sentence ends where a word follows with which one begins, and no name or day."""
    assert len(sentence_spans(text, 0, len(text))) == count


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("GOTHENBURG, Sweden — Norrvik Systems confirmed on Thursday that the server had failed.", "Norrvik Systems"),
        ("ASUNCION, May 6 (Meridian) - The senator denied that the boxes were open.", "The senator"),
        ("Kyiv, Ukraine (CNN) -- Officials said the power was out.", "Officials"),
        ("NATO – the alliance of 32 states – said the bridge had held.", "NATO – the alliance of 32 states"),
    ],
)
def test_a_dateline_speaks_for_nobody(text: str, source: str) -> None:
    """A place before a dash is where the reporter writes; an organisation with a dash after it stays the speaker."""
    assert [each[0] for each in told(text)] == [source]


def test_who_points_to_something_does_not_say_what_stands_before() -> None:
    """In a headline two clauses may be joined by a comma."""
    found = told("Bridge collapse: contractor blames flood, engineers point to steel")
    assert found == [("contractor", "blames", "flood"), ("engineers", "point to", "steel")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Refinery strike in third day as sides dispute who walked out of talks", []),
        ("The strike is over, as the union says.", ["The strike is over"]),
        ("The strike, as the owners claim, is over.", ["The strike .. is over"]),
    ],
)
def test_what_happens_while_somebody_speaks_is_not_what_is_said(text: str, found: list[str]) -> None:
    """ "As" may mean "while": who disputes something of its own does not dispute the main clause."""
    parsed = parse(text)
    contents = [[parsed.quote((span,)) for span in each.content] for each in find_attributions(parsed)]
    assert [" .. ".join(each).replace(" ,", "") for each in contents] == found


def test_parts_of_a_headline_are_read_apart() -> None:
    """What stands before a colon or semicolon in a headline is not the subject of what follows."""
    assert told("Ferry fire: union blames owner; ministry denies gas leak")[-1] == ("ministry", "denies", "gas leak")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Gerda Holm, the finance minister, who in October ruled out a loan, has resigned.",
            "Gerda Holm, the finance minister",
        ),
        ("The head of the agency, who denied that files were lost, took over in May.", "The head of the agency"),
        ("The museum, which denied that the vase was fake, closed early.", "The museum"),
        (
            "The owner of a mine that caved in denied on Tuesday that its shafts were rotten.",
            "The owner of a mine that caved in",
        ),
        ("He asked who had denied the story.", "He"),
    ],
)
def test_a_relative_pronoun_gives_way_to_its_noun(text: str, source: str) -> None:
    """ "Who" and "which" name nobody: the source is the whole phrase before the clause."""
    assert told(text)[0][0] == source


CHAINS = [
    (
        "Interfax reported, citing a docker, that two cranes had fallen.",
        "Interfax",
        "a docker",
        "that two cranes had fallen",
    ),
    (
        "The agency reported on Monday, quoting two pilots, that the crane fell.",
        "The agency",
        "two pilots",
        "that the crane fell",
    ),
    ("The dam was weak, the Post reported, citing two engineers.", "the Post", "two engineers", "The dam was weak"),
    (
        "Citing court files, the Gazette reported that the mayor was paid twice.",
        "the Gazette",
        "court files",
        "that the mayor was paid twice",
    ),
    ("Reuters quoted an official as saying the talks had failed.", "Reuters", "an official", "the talks had failed"),
    (
        "The mayor was quoted by the Gazette as saying the bridge was safe.",
        "the Gazette",
        "The mayor",
        "the bridge was safe",
    ),
    (
        "The bridge is unsafe, according to the Herald, which cited two engineers.",
        "the Herald",
        "two engineers",
        "The bridge is unsafe",
    ),
]


@pytest.mark.parametrize(("text", "relay", "origin", "content"), CHAINS)
def test_a_source_behind_a_source_has_the_same_content(text: str, relay: str, origin: str, content: str) -> None:
    """Who is cited is the origin of what the paper passes on, and "citing …" is no part of it."""
    assert {(source, said) for source, _, said in told(text)} == {(relay, content), (origin, content)}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The ministry declined to comment, citing the ongoing inquiry.", 1),
        ("The agent refused to say whether he was a suspect, citing privacy rules.", 1),
        ("The judge said that two tests had proved it, citing a report by the college.", 1),
    ],
)
def test_a_ground_that_is_cited_is_no_source(text: str, count: int) -> None:
    """One cites reasons too; and in somebody's account of a proof it is open who cites."""
    assert len(told(text)) == count


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Prosecutors say that he took the money, an accusation she denies.", ("she", "denies", "an accusation")),
        (
            "The firm says that the valve was closed, which the operator disputes.",
            ("the operator", "disputes", "which"),
        ),
        ("The rebels said that they hit two ships, claims dismissed by the army.", ("the army", "dismissed", "claims")),
        (
            "Dockers say that they were never paid, an allegation denied by the port.",
            ("the port", "denied", "an allegation"),
        ),
    ],
)
def test_an_answer_hung_on_a_claim_is_a_saying_of_its_own(text: str, answer: tuple[str, str, str]) -> None:
    """The aside is the other side's, no part of what the first speaker says."""
    first, second = told(text)
    assert second == answer
    assert answer[2] not in first[2]


def test_an_aside_that_nobody_answers_stays_in_the_content() -> None:
    """ ", an accusation that shook the town" is said by the speaker or nobody else."""
    (only,) = told("Prosecutors say that he took the money, a theft which ruined the club.")
    assert only[2].endswith("which ruined the club")


FURTHER = [
    ("The minister said that the bridge was safe, adding that it had been checked.", ("The minister", "adding")),
    ("The firm said that the leak was small, denying that fish had died.", ("The firm", "denying")),
    ("The army said that its jets hit a depot, accusing the rebels of lying.", ("The army", "accusing")),
    ("The ministry said that the plant was shut and urged people to stay in.", ("The ministry", "urged")),
    ("Denmark insisted that no envoy had come, brushing aside reports of talks.", ("Denmark", "brushing aside")),
    ("The police said that the driver was drunk and denied that the road was icy.", ("the driver", "denied")),
    ("The mayor said that residents were angry, complaining that nobody cared.", ("residents", "complaining")),
]


@pytest.mark.parametrize(("text", "second"), FURTHER)
def test_a_further_verb_belongs_to_who_can_say_it(text: str, second: tuple[str, str]) -> None:
    """A plant urges nobody, so its ministry does; a driver may deny things himself."""
    assert told(text)[1][:2] == second


HEADLINES = [
    ("Star witness: 'They wrote it and I signed it'", ("Star witness", "'They wrote it and I signed it'")),
    ("Finance minister: no new taxes next year", ("Finance minister", "no new taxes next year")),
    ("Two dead in crash: police", ("police", "Two dead in crash")),
    ("Bridge was safe – engineer", ("engineer", "Bridge was safe")),
    ("Bridge was safe, engineer says", ("engineer", "Bridge was safe")),
    ("Kremlin on drone attack: 'No comment'", ("Kremlin", "'No comment'")),
    ("Jarenovic hits back: 'I am no cheat'", ("Jarenovic", "'I am no cheat'")),
]


@pytest.mark.parametrize(("text", "said"), HEADLINES)
def test_a_headline_sets_its_speaker_off(text: str, said: tuple[str, str]) -> None:
    """A colon or a dash stands for "says"; who speaks may come first or last."""
    assert [(source, content) for source, _, content in told(text)] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Live: floods hit north",
        "Analysis: why the bank fell",
        "What we know: the crash so far",
        "Two dead: crash on A9",
    ],
)
def test_a_rubric_is_no_speaker(text: str) -> None:
    """A headline's first word may say what kind of piece it is."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "By the estimate of the institute, 40,000 families have left.",
            ("the institute", "40,000 families have left"),
        ),
        ("In the words of one survivor, the street was a river.", ("one survivor", "the street was a river")),
        ("The blast killed nine people, by the ministry's count.", ("the ministry", "The blast killed nine people")),
        ("The coach was adamant that the ball was in.", ("The coach", "that the ball was in")),
        ("Claims by the ministry that the dam was safe were wrong.", ("the ministry", "that the dam was safe")),
    ],
)
def test_an_account_or_a_conviction_is_a_saying(text: str, said: tuple[str, str]) -> None:
    """Whose count, view or belief it is stands beside the noun or adjective."""
    assert said in {(source, content) for source, _, content in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "On the account of the bank lay a million.",
        "The water was clear.",
        "The road is certain to flood.",
        "He kept it in view.",
    ],
)
def test_the_same_words_of_things_are_no_saying(text: str) -> None:
    """An account can hold money, and water can be clear."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The agency reported that eleven were dead, while a local hospital put the toll at nine.",
            ["that eleven were dead", "the toll at nine"],
        ),
        (
            "According to the prosecution, Brandt knew it; his lawyers say that he slept.",
            ["Brandt knew it", "that he slept"],
        ),
        (
            "The mission said it was sending a team but could not confirm the number of dead.",
            ["it was sending a team", "the number of dead"],
        ),
        (
            "The firm said that the leak was small while the river was high.",
            ["that the leak was small while the river was high"],
        ),
    ],
)
def test_a_content_ends_where_another_saying_begins(text: str, contents: list[str]) -> None:
    """ "While a hospital put the toll at nine" is the hospital's; "while the river was high" goes with the rest."""
    assert [each[2] for each in told(text)] == contents


@pytest.mark.parametrize(
    "text",
    ["Rain threatened to stop the match.", "Fog raised doubts about the landing.", "The law wants to protect birds."],
)
def test_what_only_people_say_is_no_saying_of_things(text: str) -> None:
    """Weather and laws threaten and want in a figure of speech."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Kestrel was accused by campaigners of poisoning the river.", "campaigners", "Kestrel of poisoning the river"),
        ("The firm was accused by members of the union of lying.", "members of the union", "The firm of lying"),
    ],
)
def test_what_somebody_was_accused_of_stands_after_the_accuser_too(text: str, source: str, content: str) -> None:
    """The parser gives "of poisoning" to the campaigners; whom they are members of stays with them."""
    assert [(who, " ".join(what.split(" … "))) for who, _, what in told(text)] == [(source, content)]


def test_members_of_a_body_are_no_accusation() -> None:
    """ "By members of parliament" says who accused, not of what."""
    assert told("The firm was accused by members of parliament.") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The agency could not confirm who was on board or provide further details.", "who was on board"),
        ("The agency could not confirm whether it would stay or leave.", "whether it would stay or leave"),
    ],
)
def test_a_bare_verb_goes_with_what_could_not_be_done(text: str, content: str) -> None:
    """ "Or provide details" is a second thing that the agency could not do; "or leave" goes with "would"."""
    assert [each[2] for each in told(text)] == [content]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The cage had been broken for months, an inquest was told.",
            ("an inquest", "was told", "The cage had been broken for months"),
        ),
        (
            "A jury at Ledbury Crown Court has heard that the door was open.",
            ("A jury at Ledbury Crown Court", "has heard", "that the door was open"),
        ),
        (
            "The clerk told the court she had never seen the letter.",
            ("The clerk", "told the court", "she had never seen the letter"),
        ),
        (
            "Stockyard Mutual has processed every flood claim lodged in Wendoree, "
            "its chief executive, Graham Lisle, told parliament.",
            (
                "its chief executive, Graham Lisle",
                "told parliament",
                "Stockyard Mutual has processed every flood claim lodged in Wendoree",
            ),
        ),
        ("The letter is dated 3 June.", ("The letter", "is dated", "3 June")),
        (
            "Workers laid off in May say they were never paid.",
            ("Workers laid off in May", "say", "they were never paid"),
        ),
        (
            "The owner said at a press briefing that the water was safe.",
            ("The owner", "said at a press briefing", "that the water was safe"),
        ),
    ],
)
def test_what_is_told_in_court_and_on_paper(text: str, found: tuple[str, str, str]) -> None:
    """What courts are told they pass on; listeners are no content; papers tell what is stamped on them."""
    assert told(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Villagers heard that the dam had gone.",
        "Visitors were told that the museum was shut.",
        "The trains are timed at noon.",
        "Pale Harbor, an extortion crew that surfaced in the spring, tells it differently.",
    ],
)
def test_who_hears_or_is_told_says_nothing(text: str) -> None:
    """Only a body that takes evidence passes on what it hears; a train is no paper, and "it" nobody's listener."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Hoteliers put it at well over a thousand.", "it at well over a thousand"),
        ("The police put the number still missing at 28.", "the number still missing at 28"),
        ("The agency gave the time of the alert as 8.50pm.", "the time of the alert as 8.50pm"),
        ("The hospital put the dead at six, and the mayor was told.", "the dead at six"),
        ("Ashgate's accounts give £41 million.", "£41 million"),
        ("An earlier study had given a range of 20 to 60.", "a range of 20 to 60"),
    ],
)
def test_a_figure_is_put_or_given(text: str, content: str) -> None:
    """Wherever the parser hangs the figure; by people, bodies and papers."""
    assert told(text)[0][2] == content


@pytest.mark.parametrize(
    "text",
    [
        "A court, in a judgment of 2014, freed the baker.",
        "The club put a team at the gate.",
        "The firm gave the time as a gift.",
        "The farmer gave 20 sheep to the school.",
    ],
)
def test_not_all_that_is_put_or_given_is_a_figure(text: str) -> None:
    """Teams, gifts and sheep are not told."""
    assert told(text) == []
