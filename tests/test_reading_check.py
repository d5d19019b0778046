"""How every fault of a Reading file is told: with file, line, column, field, and the way out."""

from __future__ import annotations

import pytest
from short_reading import GOOD, HEAD, SAYS, faults


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            f"{{id: a1, by: rusia, quote: It was late, {SAYS}}}",
            'assertions[0].by: no actor "rusia" in this file; did you mean "russia"?',
        ),
        (
            f"{{id: a1, by: plane, quote: It was late, {SAYS}}}",
            'assertions[0].by: "plane" is a thing; expected the id of an actor',
        ),
        (f"{{id: a1, by: down, quote: It was late, {SAYS}}}", '"down" is a proposition; expected the id of an actor'),
        ("{id: a1, by: mayor, quote: It was late, stance: silent}", "needs exactly one of `content` and `reports`"),
        (
            "{id: a1, by: mayor, quote: It was late, stance: silent, content: down, certainty: certain}",
            "stance silent takes no `certainty`",
        ),
        ("{id: a1, by: mayor, quote: It was late, stance: affirms, content: down}", "stance affirms needs `certainty`"),
        ("{id: a1, by: mayor, quote: It was late, stance: relays, content: down}", "stance relays goes with `reports`"),
        (
            "{id: a1, by: mayor, quote: It was late, stance: relays, reports: a1}",
            '"a1" leads back to itself through `reports`',
        ),
        ("{id: a1, by: mayor, quote: It was late, stance: afirms, content: down}", 'did you mean "affirms"?'),
        (
            f"{{id: a1, by: mayor, quote: It was late, {SAYS}, said_on: yesterday, date_basis: weekday}}",
            "said_on: 'yesterday' is not a date",
        ),
        (f"{{id: a1, by: mayor, quote: It was late, {SAYS}, said_on: 2024-01-24}}", "a date needs `date_basis`"),
        (f"{{id: a1, by: mayor, quote: It was late, {SAYS}, chanel: x}}", 'no such field; did you mean "channel"?'),
        (
            f"{{id: a1, by: mayor, quote: It was late, {SAYS}, channel: carrier pigeon}}",
            '"carrier pigeon" is none of statement',
        ),
        (f"{{id: a1, by: mayor, quote: It was late, {SAYS}, confidence: 2}}", "confidence: expected a number <= 1"),
        (
            f"{{id: a1, by: mayor, quote: 24, {SAYS}}}",
            "expected text or a mapping or a list, got a whole number: put it in quotes",
        ),
        (f"{{id: a 1, by: mayor, quote: It was late, {SAYS}}}", "'a 1' is no id"),
        (f"{{by: mayor, quote: It was late, {SAYS}}}", "lacks the field `id`"),
        (f"{{id: a1, by: mayor, quote: It was lat, {SAYS}}}", "'It was lat' is not in the article's text"),
        (f"{{id: a1, by: mayor, quote: it was late, {SAYS}}}", "'it was late' is not in the article's text"),
        ("just words", "expected a mapping with id, by"),
    ],
)
def test_each_fault_names_file_line_column_and_field(row: str, told: str) -> None:
    """Whoever made the slip finds it without searching."""
    lines = faults(f"  - {row}\n")
    assert any(line.startswith("r.yaml:13:") and told in line for line in lines)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("type: Country", "type: Cuntry", 'r.yaml:4:18: actors.russia.type: "Cuntry" is none of'),
        ("label: Russia", "label: 7", "r.yaml:4:34: actors.russia.label: expected text, got a whole number: put it"),
        ("  mayor:", "  plane:", "r.yaml:7:3: things.plane: is also the id of an actor"),
        ("about: [plane]}", "about: [plan]}", 'r.yaml:9:46: propositions.down.about[0]: no actor or thing "plan"'),
        ("about: [mayor]", "about: []", "r.yaml:11:36: propositions.late.about: expected a list of length >= 1"),
        ("value: 7", "value: 7, min: 3", "give a value, or bounds, but not both"),
        ("value: 7", "min: 7, max: 3", "propositions.sum.min: 7 is more than max 3"),
        ("counts: people, ", "", "`counts` says what is counted"),
        (", value: 7", "", "`counts` says what is counted"),
        ("parts: [down, late]", "parts: [down]", "sum.sums: needs a count of its own and two or more parts"),
        ("parts: [down, late]", "parts: [down, sum]", '"sum" leads back to itself through `parts`'),
        ("published: 2024-01-24", "published: 24.1.2024", "article.published: '24.1.2024' is not a date"),
        ("publisher: AP", "url: 'javascript:x'", "article.url: 'javascript:x' is no web address"),
        ("kind: person", "kind: cat", 'r.yaml:2:16: reader.kind: "cat" is none of person, machine, model'),
        ("reader:", "raeder:", 'r.yaml:2:1: raeder: no such field; did you mean "reader"?'),
        ("  down:", "  down it:", "r.yaml:9:3: propositions.down it: 'down it' is no id"),
        ("things:\n", "things: []\nx:\n", "things: expected a mapping from id to fields"),
        ("label: the plane", "label: the plane, time: 2024-01-24", "things.plane.time: a date needs `time_basis`"),
        ("label: the plane", "label: the plane, time: soon, time_basis: stated", "'soon' is not a date"),
        ("label: the mayor", "label: the mayor, part_of: mayor", '"mayor" leads back to itself through `part_of`'),
        ("label: the mayor", "label: the mayor, controlled_by: plane", '"plane" is a thing; expected the id of an'),
    ],
)  # fmt: skip
def test_faults_outside_assertions_are_told_too(old: str, new: str, told: str) -> None:
    """Actors, propositions and the article are checked like the assertions."""
    assert old in HEAD
    assert any(told in line for line in faults(GOOD, HEAD.replace(old, new, 1)))


def test_all_faults_of_a_file_are_told_at_once_in_its_order() -> None:
    """Nobody wants to run the check seven times for seven slips."""
    rows = (
        f"  - {{id: a1, by: nobody, quote: nowhere to be found, {SAYS}}}\n"
        "  - {id: a1, by: mayor, quote: mayor said, stance: maybe, content: nothing}\n"
    )
    lines = faults(rows, HEAD.replace("type: Person", "type: Persn"))
    assert [line.split(": ")[1] for line in lines] == [
        "actors.mayor.type",
        "assertions[0].by",
        "assertions[0].quote",
        "assertions[1].id",
        "assertions[1].quote",
        "assertions[1].stance",
        "assertions[1].content",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "expected a mapping with article, reader"),
        ("- a\n- b\n", "expected a mapping with article, reader"),
        ("article: {file: a.txt}\n", "lacks the section `reader`"),
        ("article: &a {file: a.txt}\nreader: *a\n", "r.yaml:2:9: alias *a: aliases are refused"),
        ("article: {file: a.txt}\narticle: {file: b.txt}\n", "key 'article' is already given in line 1"),
        ("article: {file: a.txt\n", "not YAML"),
        ("article: a.txt\nreader: {kind: person}\n", "article: expected a mapping with file"),
        ("article: {file: a.txt}\nreader: {kind: person}\nassertions: {a1: x}\n", "assertions: expected a list"),
    ],
)
def test_a_file_that_is_no_reading_says_what_one_is(text: str, told: str) -> None:
    """An empty file, a list and a bomb of aliases are all told apart."""
    assert any(told in line for line in faults(text, ""))


def test_a_flood_of_faults_is_cut() -> None:
    """Ten thousand wrong rows are not ten thousand lines on a terminal."""
    lines = faults("  - nothing\n" * 10_000)
    assert (len(lines), lines[-1]) == (101, "r.yaml: and 9900 more")
