"""``kg validate`` as a user meets it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHAPES = Path(__file__).parent / "shapes"
BASE = SHAPES / "base.ttl"
HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix kg: <https://w3id.org/kg-assertions/vocab#> .
@prefix my: <https://my.example/> .
"""


def run_kg(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m kg`` as a user would."""
    return subprocess.run([sys.executable, "-m", "kg", *map(str, words)], capture_output=True, text=True)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A graph in which an assertion has no speaker."""
    case = SHAPES / "assertion" / "invalid-no-speaker.ttl"
    path = tmp_path / "wrong.ttl"
    path.write_text(BASE.read_text(encoding="utf-8") + case.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_store_of_the_seed_is_right(seed_folder: Path) -> None:
    """Article, entities and conflicts keep every shape, and the message says how many quotes were compared."""
    result = run_kg("validate", "--store", seed_folder)
    assert (result.returncode, result.stdout) == (0, "")
    assert "3 graphs checked, 69 quotes compared with the text: every shape holds" in result.stderr


def test_a_store_with_a_persons_judgement_is_right(seed_folder: Path, tmp_path: Path) -> None:
    """The judgements' graph names actors, not the entities that they are: it was checked as if it had to."""
    store = shutil.copytree(seed_folder, tmp_path / "s")
    assert run_kg("judge", "peskov", "putin", "--different", "--reason", "two men", "--store", store).returncode == 0
    result = run_kg("validate", "--store", store)
    assert (result.returncode, result.stdout) == (0, "")
    assert "4 graphs checked" in result.stderr


def test_one_article_is_checked_by_name(seed_folder: Path) -> None:
    """Nothing but the article that was asked for."""
    result = run_kg("validate", "il76", "--store", seed_folder, "--format", "json")
    assert (result.returncode, json.loads(result.stdout)) == (0, [])
    assert result.stderr.startswith("1 graph checked")


def test_unknown_article_is_a_usage_error(seed_folder: Path) -> None:
    """Checking nothing must not look like success."""
    assert run_kg("validate", "il77", "--store", seed_folder).returncode == 2


def test_violation_ends_with_exit_code_1(wrong: Path) -> None:
    """A script can rely on it; the table says what is wrong with which assertion."""
    result = run_kg("validate", wrong)
    assert result.returncode == 1
    assert "Assertion a02 “it” must have exactly one speaker" in result.stdout
    assert "2 quotes compared with the text: 1 violation" in result.stderr


def test_json_carries_what_a_program_needs(wrong: Path) -> None:
    """Node, path and shape as IRIs, beside the words."""
    (found,) = json.loads(run_kg("validate", wrong, "--format", "json").stdout)
    assert found["focus_node"] == "https://example.org/article/a/assertion-a02"
    assert found["path"] == "https://w3id.org/kg-assertions/vocab#by"
    assert found["shape"] == "https://w3id.org/kg-assertions/shape/assertion-speaker"
    assert found["severity"] == "Violation"


def test_altered_quote_in_a_file_is_found(tmp_path: Path) -> None:
    """One word changed in a quote, and the graph still fits every shape."""
    path = tmp_path / "altered.ttl"
    path.write_text(BASE.read_text(encoding="utf-8").replace('oa:exact "the bridge was', 'oa:exact "the bridge is'))
    result = run_kg("validate", path)
    assert result.returncode == 1
    assert "the text says “the bridge was safe”" in result.stdout


def test_shapes_of_the_users_own_are_applied_besides(tmp_path: Path) -> None:
    """A newsroom's rule: every assertion names its channel."""
    shapes = tmp_path / "my.ttl"
    body = "my:s a sh:NodeShape ; sh:targetClass kg:Assertion ; sh:property [ sh:path kg:channel ; sh:minCount 1 ] ."
    shapes.write_text(HEAD + body, encoding="utf-8")
    result = run_kg("validate", BASE, "--shapes", shapes)
    assert (result.returncode, "Assertion a01" in result.stdout) == (1, True)


def test_warning_violates_nothing(tmp_path: Path) -> None:
    """A target that matches nothing is told, and the data are still right."""
    shapes = tmp_path / "my.ttl"
    shapes.write_text(HEAD + "my:s a sh:NodeShape ; sh:targetClass my:Nothing ; sh:nodeKind sh:IRI .", encoding="utf-8")
    result = run_kg("validate", BASE, "--shapes", shapes)
    assert (result.returncode, "Warning" in result.stdout, "checks nothing" in result.stdout) == (0, True, True)


def test_misspelt_shape_is_bad_input(tmp_path: Path) -> None:
    """It must not say "conforms"."""
    shapes = tmp_path / "my.ttl"
    body = "my:s a sh:NodeShape ; sh:targetClass kg:Assertion ; sh:property [ sh:path kg:channel ; sh:minCont 1 ] ."
    shapes.write_text(HEAD + body, encoding="utf-8")
    result = run_kg("validate", BASE, "--shapes", shapes)
    assert (result.returncode, result.stdout) == (3, "")
    assert "Did you mean sh:minCount?" in result.stderr


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("a b", 3, "odd.ttl:1:1: "),
        ("<http://a> <http://b> <<( <http://a> <http://b> 1 )>> .", 3, "a triple term"),
        (
            "<http://a> <http://b> " + "<<( <http://a> <http://b> " * 30_000 + "1" + " )>>" * 30_000 + " .",
            5,
            "too deeply",
        ),
        ("<http://a> <http://b> <c> .", 3, "odd.ttl:1:"),
    ],
    ids=["syntax", "triple-term", "nested", "relative"],
)
def test_file_that_cannot_be_read_ends_in_a_message(tmp_path: Path, text: str, code: int, says: str) -> None:
    """No traceback, no crash, and never "every shape holds"."""
    path = tmp_path / "odd.ttl"
    path.write_text(text, encoding="utf-8")
    result = run_kg("validate", path)
    assert (result.returncode, result.stdout) == (code, "")
    assert says in result.stderr


def test_store_without_an_article_is_a_usage_error(tmp_path: Path) -> None:
    """Nothing was checked, so nothing is said to be right."""
    result = run_kg("validate", "--store", tmp_path / "none")
    assert result.returncode in (2, 4)
    assert "Traceback" not in result.stderr
