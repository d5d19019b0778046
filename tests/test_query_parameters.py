"""Headers and parameters: read strictly, checked by type, bound through the engine."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from asking import bridge_store, find, rows, sparql

from kg.errors import InputError, LimitError, UsageError
from kg.queries.answers import ask
from kg.queries.binding import bind, split_parameters
from kg.queries.guard import MAX_LENGTH
from kg.queries.header import parse_query
from kg.queries.named import find_query

TEXT = """# params: text (text, required) - the words
# params: day (date, optional) - a day
# params: number (integer, optional) - a number
# columns: p
SELECT ?p ?text ?day ?number { ?p schema:text ?text }
"""


def test_a_header_is_read_up_to_the_query() -> None:
    """A comment within the query is no header."""
    query = parse_query("# title: T\n# cq: 1, 3\n# columns: a, b\nSELECT * {}\n# title: other\n", "q")
    assert (query.title, query.questions, query.columns) == ("T", (1, 3), ("a", "b"))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("# params: about", "this is no parameter"),
        ("# params: about (entity) - what", "this is no parameter"),
        ("# params: about (thing, required) - what", "no parameter has the type 'thing'"),
        ("# cq: one", "cq is the number"),
    ],
)
def test_a_header_that_cannot_be_read_is_named_with_its_line(line: str, fault: str) -> None:
    """A parameter that is silently lost would come back as an unbound variable."""
    with pytest.raises(InputError, match=fault) as caught:
        parse_query(f"# title: T\n{line}\nSELECT * {{}}", "q.rq")
    assert caught.value.where == "q.rq:2"


def test_a_value_that_looks_like_sparql_is_bound_as_a_literal() -> None:
    """Pasted in, it would have been a union over the whole store."""
    hostile = '" } UNION { ?p ?q ?text } #'
    query = sparql(TEXT)
    with bridge_store() as store:
        found = ask(store, query, bind(query, {"text": hostile}, find), format="csv")
        near = ask(store, query, bind(query, {"text": "Four people died"}, find), format="csv")
    assert (found.rows, near.rows) == (0, 1)


def test_columns_that_only_bind_are_not_shown() -> None:
    """The engine binds what SELECT names; the header says what the reader wants to see."""
    query = sparql(TEXT)
    with bridge_store() as store:
        found = rows(ask(store, query, bind(query, {"text": "Four people died"}, find), format="csv"))
    assert list(found[0]) == ["p"]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({}, "'text' is missing"),
        ({"text": "x", "color": "red"}, "no parameter 'color'"),
        ({"color": "red"}, "no parameter 'color', 'text' is missing"),
    ],
)
def test_missing_and_undeclared_parameters_are_listed(given: dict[str, str], fault: str) -> None:
    """The user should not have to open the query to find out its parameters."""
    with pytest.raises(UsageError, match=fault) as caught:
        bind(sparql(TEXT), given, find)
    assert "day (date, optional)" in caught.value.hint


def test_a_query_without_parameters_says_so() -> None:
    """An empty list of parameters would look like a fault of the message."""
    with pytest.raises(UsageError) as caught:
        bind(sparql("ASK {}"), {"a": "b"}, find)
    assert caught.value.hint == "This query has no parameters."


@pytest.mark.parametrize(
    ("name", "value"),
    [("day", "2024-13-01"), ("day", "24 January"), ("number", "four"), ("number", "9" * 30), ("text", "\udcff")],
)
def test_a_value_must_fit_the_type_of_its_parameter(name: str, value: str) -> None:
    """A date that is none would compare as text and give a wrong answer without a word."""
    with pytest.raises(UsageError, match=name):
        bind(sparql(TEXT), {"text": "x", name: value}, find)


def test_values_become_canonical_terms() -> None:
    """ "+007" and "7" are one number, and the store knows only the second."""
    bound = bind(sparql(TEXT), {"text": "x", "day": "2024-01-24", "number": "+007"}, find)
    assert (bound["day"]["value"], bound["number"]["value"]) == ("2024-01-24", "7")
    assert bound["text"] == {"type": "literal", "value": "x"}


@pytest.mark.parametrize("pairs", [["about"], ["a=1", "a=2"]])
def test_parameters_are_given_as_pairs_and_once(pairs: list[str]) -> None:
    """Of two values for one name, none is more right."""
    with pytest.raises(UsageError):
        split_parameters(pairs)


def test_a_parameter_that_select_does_not_name_is_explained() -> None:
    """The engine says "does not contains variable", which helps nobody."""
    query = sparql("# params: x (text, required) - a word\nSELECT ?s { ?s ?p ?x }")
    with bridge_store() as store, pytest.raises(InputError, match="SELECT does not name") as caught:
        ask(store, query, bind(query, {"x": "y"}, find))
    assert caught.value.exit_code == 3


def test_a_named_query_wins_over_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command means the same in every folder; ./NAME is the file."""
    monkeypatch.chdir(tmp_path)
    Path("timeline").write_text("ASK {}")
    assert find_query("timeline").questions == (18,)
    assert find_query("./timeline").text == "ASK {}"


def test_a_query_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """ "-" is how a pipe hands one over."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfASK {}")))
    assert find_query("-").text == "ASK {}"


def test_a_file_that_is_not_there_is_no_misspelt_name() -> None:
    """`my.rq` not found: no "did you mean non-answers?"."""
    with pytest.raises(UsageError, match=r"no such file: 'my\.rq'"):
        find_query("my.rq")


def test_an_unknown_name_suggests_its_neighbours() -> None:
    """A typing error is the usual reason."""
    with pytest.raises(UsageError) as caught:
        find_query("who-claimd-what")
    assert "who-claimed-what" in caught.value.hint


def test_a_folder_is_no_query(tmp_path: Path) -> None:
    """Nor is anything else that cannot be read as a file."""
    with pytest.raises(InputError, match="not a file"):
        find_query(str(tmp_path))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """SPARQL is Unicode; a guess at the encoding would change what is asked."""
    path = tmp_path / "q.rq"
    path.write_bytes("SELECT ('é' AS ?x) {}".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8 at byte 9"):
        find_query(str(path))


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    """/dev/zero would never end."""
    path = tmp_path / "q.rq"
    path.write_bytes(b"#" * (MAX_LENGTH * 4 + 1))
    with pytest.raises(LimitError, match="too long"):
        find_query(str(path))
