"""A Reading written as a file, and the JSON Schema of that file."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from short_reading import ARTICLE, GOOD, TEXT, read

from kg.articles import load_article
from kg.errors import InputError
from kg.model import Actor, Assertion, Correction, Proposition, Reader, Reading, Span
from kg.reading.file import load_reading, parse_reading, yamlout
from kg.reading.file.dump import dump_reading
from kg.reading.file.schema import reading_schema
from kg.reading.file.yamlout import write_yaml
from kg.resources import SEEDS
from kg.yamltree import parse_yaml


def test_the_seeds_reading_survives_writing() -> None:
    """Load, write and load again gives the same Reading and the same bytes."""
    reading = load_reading(SEEDS / "il76" / "reading.yaml")
    written = dump_reading(reading)
    again = parse_reading(written, reading.article)
    assert again == reading
    assert dump_reading(again) == written


_WORD = st.sampled_from(
    ["it", "said", "Kiev", "“No,”", "a", "with", "é", "首", "\n\n", ":", "- x", "'", '"', "#", "no"]
)
_TEXTS = st.lists(_WORD, min_size=3, max_size=40).map(" ".join)


@st.composite
def _spans(draw: st.DrawFn, length: int, most: int) -> tuple[Span, ...]:
    borders = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=2 * most)))
    return tuple(Span(start, end) for start, end in zip(borders[::2], borders[1::2], strict=False))


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    article = load_article((draw(_TEXTS) + " end").encode(), name="a.txt")
    size = len(article.text)
    assertions = [
        Assertion(
            id=f"a{number}",
            by="someone",
            stance="Affirms",
            certainty="Probable",
            quote=draw(_spans(size, 3)),
            source=draw(_spans(size, 2)),
            cue=draw(_spans(size, 2)),
            content="p",
            confidence=draw(st.none() | st.floats(0, 1, width=16)),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    return Reading(
        article=article,
        reader=Reader(kind="machine", name="test", version="1.0"),
        actors=(Actor(id="someone", type="Person", label=draw(_WORD.filter(str.strip)), reason=draw(_WORD)),),
        propositions=(
            Proposition(
                id="p", text=draw(_TEXTS), about=("someone",), counts="x", min=draw(st.integers(-(10**17), 10**17))
            ),
        ),
        assertions=tuple(assertions),
        corrections=(Correction(id="c1", quote=draw(_spans(size, 2))),),
    )


@settings(max_examples=150, deadline=None)
@given(_readings())
def test_any_reading_survives_writing(reading: Reading) -> None:
    """Whatever words a machine picks, the file points at them again and at no others."""
    assert parse_reading(dump_reading(reading), reading.article) == reading


_ODD = st.sampled_from(
    ["it ", "said", *(mark + " " * n for mark in ":#-?,=~<é“'\"[]{}&*|%!>\u200b\ufffd\xad\xa0" for n in (0, 1))]
)
_STOPS = st.sampled_from(
    ["1.5", "2024-01-24", "no", "...", "---", "\n", "\t", "\x85", "\u2028", "\ufeff", "\x07", "😀", "x" * 50]
)
_STRINGS = st.lists(_ODD | _ODD | _ODD | _STOPS, max_size=30).map("".join)
_TREES = st.recursive(
    _STRINGS | st.integers() | st.floats(0, 1) | st.booleans(),
    lambda inner: st.lists(_STRINGS, max_size=12) | st.lists(inner) | st.dictionaries(_STRINGS, inner),
    max_leaves=12,
)


@given(st.dictionaries(_STRINGS, _TREES))
@settings(max_examples=300, deadline=None)
def test_a_tree_is_the_same_bytes_with_and_without_libyaml(tree: dict[str, Any]) -> None:
    """The quick writer is only for trees that both write alike."""
    written = write_yaml(tree)
    assert written == yaml.dump(tree, Dumper=yamlout._Slow, sort_keys=False, allow_unicode=True, width=120)


def test_ambiguous_words_are_written_with_their_occurrence() -> None:
    """What the words alone would place elsewhere is counted out."""
    late = TEXT.rindex("it")
    assertion = Assertion(
        id="a1", by="m", stance="Silent", content="p", quote=(Span(late, late + 2),), source=(Span(0, 6),)
    )
    reading = Reading(article=ARTICLE, reader=Reader(kind="person"), assertions=(assertion,))
    row = parse_yaml(dump_reading(reading)).value["assertions"][0]
    assert (row["quote"], row["occurrence"]) == ("it", 4)
    assert row["source"] == {"text": "Moscow", "occurrence": 1}


def test_a_span_outside_the_text_cannot_be_written() -> None:
    """There are no words to write."""
    assertion = Assertion(id="a1", by="m", stance="Silent", content="p", quote=(Span(0, 10_000),))
    with pytest.raises(InputError, match="outside the text"):
        dump_reading(Reading(article=ARTICLE, reader=Reader(kind="machine"), assertions=(assertion,)))


def test_what_was_dropped_is_written_as_a_comment() -> None:
    """A person who checks the draft sees what is missing, and the file stays what it was."""
    reading = Reading(article=ARTICLE, reader=Reader(kind="model"), dropped=("a2: quote: 'x\n- y'",))
    written = dump_reading(reading, schema="reading.schema.json")
    assert written.startswith(
        "# yaml-language-server: $schema=reading.schema.json\n# dropped: a2: quote: 'x\\n- y'\narticle:"
    )


# ---------------------------------------------------------------- the schema


def test_the_committed_schema_is_current() -> None:
    """Editors complete by the file, the program checks by the code. Renew it with `kg schema`."""
    assert (SEEDS / "reading.schema.json").read_text() == reading_schema()


def test_the_schema_is_one_and_takes_the_seeds_reading() -> None:
    """An editor must not underline what the program takes."""
    schema = json.loads(reading_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    tree = parse_yaml((SEEDS / "il76" / "reading.yaml").read_text())
    jsonschema.Draft202012Validator(schema).validate(tree.value)


@pytest.mark.parametrize(
    "change", [{"stance": "afirms"}, {"extra": 1}, {"confidence": 2}, {"id": "a 1"}, {"quote": 3}, {"id": "a1\n"}]
)
def test_the_schema_trips_on_what_the_program_refuses(change: dict[str, Any]) -> None:
    """The two must not drift apart."""
    row = {"id": "a1", "by": "m", "stance": "silent", "quote": "x", "content": "p"}
    tree = {"article": {"file": "a.txt"}, "reader": {"kind": "person"}, "assertions": [row]}
    validator = jsonschema.Draft202012Validator(json.loads(reading_schema()))
    assert validator.is_valid(tree)
    row |= change
    assert not validator.is_valid(tree)


def test_the_seed_names_its_schema() -> None:
    """Opened in an editor, the seed's Reading completes without any setting."""
    first = (SEEDS / "il76" / "reading.yaml").read_text().split("\n")[0]
    assert first == "# yaml-language-server: $schema=../reading.schema.json"


def test_a_written_reading_is_plain_yaml() -> None:
    """Other tools read it as well."""
    written = dump_reading(read(GOOD))
    assert yaml.safe_load(written)["assertions"][0]["quote"] == "Kiev of shooting it down"
