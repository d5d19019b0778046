"""``kg conflicts``, ``unresolved``, ``explain`` and ``judge`` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from built import DENIALS, SEED

from kg.pipeline import build
from kg.store import open_store

HOSTILE = """Acme said: =HYPERLINK("http://evil.example","paid"). Globex denied it \x1b[31m.
"""
HOSTILE_READING = """article: {file: article.txt}
reader: {kind: machine, name: rules, version: 0.1.0}
actors:
  acme: {type: Organization, label: =cmd}
  globex: {type: Organization, label: Globex}
propositions:
  paid: {text: Acme paid, about: [acme]}
assertions:
  - {id: a1, by: acme, stance: affirms, certainty: certain, content: paid,
     quote: '=HYPERLINK("http://evil.example","paid")'}
  - {id: a2, by: globex, quote: denied it, stance: denies, certainty: certain, content: paid}
"""


def run_kg(store: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m kg`` on a store as a user would."""
    return subprocess.run([sys.executable, "-m", "kg", *words, "--store", str(store)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def denied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the seed and a denial."""
    return built(tmp_path_factory.mktemp("denied"), SEED, DENIALS / "other-names")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with what tries to run in a spreadsheet and in a terminal."""
    folder = tmp_path_factory.mktemp("hostile") / "acme"
    folder.mkdir()
    (folder / "article.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "reading.yaml").write_text(HOSTILE_READING, encoding="utf-8")
    return built(folder.parent, folder)


def built(folder: Path, *paths: Path) -> Path:
    """A store on disk."""
    with open_store(folder / "store", write=True) as store:
        build(paths, store)
    return folder / "store"


def test_conflicts_show_both_sides_and_the_rule(seed_folder: Path) -> None:
    """Speakers, stances and quotes, one pair a line."""
    lines = run_kg(seed_folder, "conflicts").stdout.splitlines()
    (reversal,) = [line for line in lines if "\treversal\t" in line]
    assert "Ukrainian officials deny: “involvement” [il76 a12]" in reversal
    assert "Ukrainian officials affirm: “they had used Patriot missiles to hit the plane” [il76 a13]" in reversal
    assert "reversal-in-time" in reversal


def test_a_json_line_holds_both_sides(seed_folder: Path) -> None:
    """The names are a contract with scripts."""
    lines = run_kg(seed_folder, "conflicts", "--format", "jsonl").stdout.splitlines()
    hits = [json.loads(line) for line in lines]
    assert all({"id", "type", "rule", "why", "a", "b"} <= set(hit) for hit in hits)
    side = set("id by_label stance quote spans doc start end sentence date reader".split())
    assert all(side <= set(hit[name]) for hit in hits for name in "ab")
    assert (hits[0]["a"]["id"], hits[0]["a"]["spans"], hits[0]["a"]["start"]) == ("a02", [[366, 390]], 366)


def test_json_is_one_list(seed_folder: Path) -> None:
    """For those who read the whole."""
    assert len(json.loads(run_kg(seed_folder, "conflicts", "--format", "json").stdout)) == 6


def test_unresolved_pairs_are_listed_apart(seed_folder: Path) -> None:
    """One line a pair, each of type "unresolved"."""
    lines = run_kg(seed_folder, "unresolved", "--format", "jsonl").stdout.splitlines()
    assert {json.loads(line)["type"] for line in lines} == {"unresolved"}
    assert len(lines) == 11


@pytest.mark.parametrize("name", ["il-76", ":il-76", "the Il-76 transport plane", "IL-76"])
def test_about_takes_any_name(name: str, seed_folder: Path) -> None:
    """Claims about the plane, by id, form or label in any case."""
    lines = run_kg(seed_folder, "conflicts", "--about", name, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["undercut", "undercut"]


def test_about_reaches_other_articles(denied: Path) -> None:
    """The second article calls it "plane"."""
    lines = run_kg(
        denied, "conflicts", "--about", "il-76", "--type", "opposed", "--format", "jsonl"
    ).stdout.splitlines()
    assert [json.loads(line)["b"]["doc"] for line in lines] == ["other-names"]


def test_about_nobody_is_a_usage_error(seed_folder: Path) -> None:
    """A slip of the finger must not look like peace."""
    assert run_kg(seed_folder, "conflicts", "--about", "atlantis").returncode == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--fail-on", "any"], 1),
        (["--fail-on", "undercut"], 1),
        (["--fail-on", "opposed"], 0),
        (["--about", "il-76", "--fail-on", "reversal"], 0),
        (["--type", "nonsense"], 2),
    ],
)
def test_fail_on_is_for_scripts(words: list[str], code: int, seed_folder: Path) -> None:
    """1 for a hit, 0 for none, 2 for a call that means nothing."""
    assert run_kg(seed_folder, "conflicts", *words).returncode == code


def test_nothing_found_is_said_on_stderr(seed_folder: Path) -> None:
    """Stdout stays data."""
    result = run_kg(seed_folder, "conflicts", "--type", "opposed")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "no conflicts\n")


def test_no_store_is_told(tmp_path: Path) -> None:
    """With the command that makes one."""
    result = run_kg(tmp_path / "none", "conflicts")
    assert (result.returncode, "kg build" in result.stderr) == (4, True)


def test_excel_safe_neutralises_formulas(hostile: Path) -> None:
    """A quote that would run in a spreadsheet gets an apostrophe; without the flag the words stay as they are."""
    (plain,) = csv.DictReader(io.StringIO(run_kg(hostile, "conflicts", "--format", "csv").stdout))
    (safe,) = csv.DictReader(io.StringIO(run_kg(hostile, "conflicts", "--format", "csv", "--excel-safe").stdout))
    assert plain["a_quote"].startswith("=HYPERLINK(")
    assert (safe["a_quote"][:2], safe["a_by_label"]) == ("'=", "'=cmd")


def test_machine_read_sides_are_marked(hostile: Path) -> None:
    """Nobody has checked them."""
    assert "=cmd affirms (machine-read, unchecked)" in run_kg(hostile, "conflicts").stdout


def test_escapes_in_the_text_reach_no_terminal(hostile: Path) -> None:
    """Not through a sentence that is explained."""
    (line,) = run_kg(hostile, "conflicts", "--format", "jsonl").stdout.splitlines()
    shown = run_kg(hostile, "explain", json.loads(line)["id"]).stdout
    assert "machine-read, unchecked" in shown
    assert "\x1b" not in shown


def test_explain_tells_rule_sayings_and_limits(denied: Path) -> None:
    """Everything a person needs to agree or disagree."""
    (line,) = run_kg(denied, "conflicts", "--type", "opposed", "--format", "jsonl").stdout.splitlines()
    shown = run_kg(denied, "explain", json.loads(line)["id"]).stdout
    assert shown.startswith(f"opposed [{json.loads(line)['id']}]: Did Ukraine shoot down the Il-76?\n")
    for part in ("Russia affirms [a02]", "Ukraine denies [b01]", "In the text: ", "characters 366 to 390"):
        assert part in shown
    for heading in ("opposed-same-proposition", "What would make it go away", "It does not say who is right"):
        assert heading in shown


def test_explain_takes_unresolved_pairs_too(seed_folder: Path) -> None:
    """And says that no answer is no denial."""
    first = json.loads(run_kg(seed_folder, "unresolved", "--format", "jsonl").stdout.splitlines()[0])
    assert "no answer is not a denial" in run_kg(seed_folder, "explain", first["id"]).stdout


def test_an_unknown_id_gets_the_close_ones(seed_folder: Path) -> None:
    """A digit was mistyped."""
    known = json.loads(run_kg(seed_folder, "conflicts", "--format", "jsonl").stdout.splitlines()[0])["id"]
    result = run_kg(seed_folder, "explain", known[:-1] + "x")
    assert result.returncode == 2
    assert known in result.stderr


def test_judging_two_planes_different_ends_the_conflict(tmp_path: Path) -> None:
    """And judging them the same brings it back."""
    store = built(tmp_path, SEED, DENIALS / "other-names")
    pair = "il76/il-76", "other-names/plane"
    assert run_kg(store, "judge", *pair, "--different", "--reason", "another crash").stderr == "recorded\n"
    assert run_kg(store, "conflicts", "--fail-on", "opposed").returncode == 0
    assert run_kg(store, "judge", *pair, "--different", "--reason", "another crash").stderr.startswith("unchanged")
    run_kg(store, "judge", *pair, "--same", "--reason", "the same after all")
    assert run_kg(store, "conflicts", "--fail-on", "opposed").returncode == 1


@pytest.mark.parametrize("words", [["--reason", "x"], ["--same", "--reason", " "], ["--same"]])
def test_a_judgement_needs_a_verdict_and_a_reason(words: list[str], seed_folder: Path) -> None:
    """Those who come after must be able to follow it."""
    assert run_kg(seed_folder, "judge", "il76/il-76", "il76/russia", *words).returncode == 2


PRETENDERS = """article: {file: article.txt}
reader: {kind: person}
actors:
  peskov: {type: Person, label: Dmitry Peskov}
  mixed: {type: Person, label: Dmitry Реskov}
  hidden: {type: Person, label: "Dmitry Pe\\u200bskov"}
propositions:
  p: {text: Dmitry Peskov spoke, about: [peskov, mixed, hidden]}
assertions:
  - {id: a1, by: peskov, quote: Peskov spoke, stance: affirms, certainty: certain, content: p}
"""


def test_names_that_pretend_are_kept_apart_and_told(tmp_path: Path) -> None:
    """A Cyrillic letter or a hidden space makes another actor; the screen shows which, with escapes."""
    (tmp_path / "article.txt").write_text("Dmitry Peskov spoke, said Dmitry Реskov and Dmitry Pe\u200bskov.\n")
    (tmp_path / "reading.yaml").write_text(PRETENDERS, encoding="utf-8")
    result = run_kg(tmp_path / "store", "build", str(tmp_path / "reading.yaml"))
    warnings = [line for line in result.stderr.splitlines() if line.startswith("warning: ")]
    assert len(warnings) == 2
    assert all("looks like “Dmitry Peskov”" in line for line in warnings)
    assert any("Pe\\u200bskov" in line for line in warnings)
