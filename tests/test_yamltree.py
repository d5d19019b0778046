"""Strict YAML: places, and the parts of YAML that a Reading file does without."""

from __future__ import annotations

from typing import Any

import pytest

from kg.yamltree import Place, parse_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-01-24", "2024-01-24"),
        ("no", "no"),
        ("08:15", "08:15"),
        ("012", "012"),
        ("1_000", "1_000"),
        ("'65'", "65"),
        ("65", 65),
        ("-1.5", -1.5),
        ("true", True),
        ("~", None),
    ],
)
def test_only_plain_numbers_and_truth_values_are_more_than_text(text: str, value: Any) -> None:
    """YAML 1.1 would make a date of 2024-01-24, false of Norway's code, and 495 of 08:15."""
    assert parse_yaml(f"a: {text}").value == {"a": value}


def test_every_value_and_key_has_its_place() -> None:
    """An error can only name line and column if they are kept."""
    tree = parse_yaml("a:\n  - b\n  - {c: d}\n")
    assert tree.place(("a", 1, "c")) == Place(3, 9)
    assert tree.key_place(("a", 1, "c")) == Place(3, 6)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a: &x [1]\nb: *x\n", "aliases are refused", 2),
        ("a: 1\nb: 2\na: 3\n", "already given in line 1", 3),
        ("a: !!python/object:os.system x\n", "tags are refused", 1),
        ("a: 1\n? [b]\n: 2\n", "a key is a word", 2),
        ("a: [1\nb: 2\n", "not YAML", 2),
        ("a: '\x00'", "not YAML", 1),
        ("[" * 50 + "]" * 50, "levels deep", 1),
    ],
)
def test_what_a_reading_never_needs_is_refused_with_its_line(text: str, message: str, line: int) -> None:
    """Aliases make bombs, tags run code, and a key given twice hides the first."""
    fault = parse_yaml(text).faults[0]
    assert (message in fault.message, fault.place.line) == (True, line)


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    """Nine lines of ten aliases each would be a thousand million values."""
    lines = ["a0: &a0 x"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    tree = parse_yaml("\n".join(lines))
    assert tree.value["a9"] == [None] * 10
    assert len(tree.faults) == 90


def test_deep_nesting_stops_the_reading_early() -> None:
    """A million brackets must not take the process down."""
    assert "levels deep" in parse_yaml("[" * 200_000).faults[0].message


def test_an_empty_file_has_no_value() -> None:
    """Nothing is not an error of YAML; the Reading says what it lacks."""
    assert parse_yaml("# only a comment\n").value is None
