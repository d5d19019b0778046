"""build, list, show, remove as a user calls them: words, exit codes, faults of the store, interruption."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from readings import find, plane

import kg.cli
from kg.cli.marked import MARGIN, marked_text
from kg.emit import reading_quads
from kg.iris import article_iri
from kg.model import Actor, Article, Assertion, Proposition, Reader, Reading, Span
from kg.store import open_store
from kg.store.lock import LOCK_NAME
from kg.views import load_assertions

STORY = "Moscow said the plane fell.\n\nKyiv denied it and said that no plane had fallen anywhere near the border.\n"
READING = """
article: {file: story.txt, publisher: The Daily, published: 2024-01-24}
reader: {kind: person}
actors:
  russia: {type: Country, label: Russia, surface: [Moscow]}
  ukraine: {type: Country, label: Ukraine, surface: [Kyiv]}
things: {plane: {type: Aircraft, label: the plane}}
propositions: {fell: {text: the plane fell, about: [plane]}}
assertions:
  - {id: a01, by: russia, source: Moscow, cue: said, quote: the plane fell, stance: affirms, certainty: certain,
     content: fell}
  - {id: a02, by: ukraine, source: Kyiv, cue: denied, quote: it, stance: denies, certainty: certain, content: fell}
"""


class Done(NamedTuple):
    """What a command ended with and said."""

    returncode: int
    stdout: str
    stderr: str


def run_kg(*words: object) -> Done:
    """Runs a command in this process, which spares a second of imports each time."""
    said, told = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(told):
        code = kg.cli._run([str(word) for word in words])
    return Done(code, said.getvalue(), told.getvalue())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article and its Reading."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/story.txt").write_text(STORY)
    (tmp_path / "in/story.yaml").write_text(READING)
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with that one article, for commands that only look at it."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "in").mkdir()
    (folder / "in/story.txt").write_text(STORY)
    (folder / "in/story.yaml").write_text(READING)
    assert run_kg("build", folder / "in", "--store", folder / "s").returncode == 0
    return folder / "s"


# build


def test_building_twice_says_unchanged(folder: Path) -> None:
    """Row 16, in the words of the issue."""
    first = run_kg("build", folder / "in", "--store", folder / "s")
    again = run_kg("build", folder / "in", "--store", folder / "s")
    assert (first.returncode, again.returncode) == (0, 0)
    assert "story: new, 2 assertions" in first.stderr
    assert "story: unchanged" in again.stderr
    assert "0 written" in again.stderr
    assert first.stdout == again.stdout == ""


def test_the_store_can_be_named_by_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--store, else $KG_STORE."""
    monkeypatch.setenv("KG_STORE", str(folder / "elsewhere"))
    run_kg("build", folder / "in")
    assert (folder / "elsewhere" / LOCK_NAME).exists()


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (("quote: it", "quote: nothing of the kind"), 3, "nothing of the kind"),
        (("stance: denies, certainty: certain", "stance: denies"), 3, "certainty"),
        (("2024-01-24", "soon"), 3, "soon"),
        (("plane fell, about: [plane]", "plane fell, about: []"), None, "about"),
    ],
)
def test_a_faulty_reading_is_refused_whole(folder: Path, change: tuple[str, str], code: int | None, said: str) -> None:
    """With the place and what to do, and without a trace in the store."""
    (folder / "in/story.yaml").write_text(READING.replace(*change))
    done = run_kg("build", folder / "in", "--store", folder / "s")
    assert done.returncode == (code or done.returncode) != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    with open_store(folder / "s") as store:
        assert store.articles() == []


def test_a_file_that_is_not_there(folder: Path) -> None:
    """Exit 3 with its name; what was refused is not called unchanged."""
    done = run_kg("build", folder / "none.txt", "--store", folder / "s")
    assert (done.returncode, "none.txt" in done.stderr) == (3, True)
    assert done.stderr.endswith("nothing stored\n")


def test_a_wrong_date_flag_is_named(folder: Path) -> None:
    """Before anything is written."""
    done = run_kg("build", folder / "in", "--published", "yesterday", "--store", folder / "s")
    assert done.returncode == 3
    assert "yesterday" in done.stderr
    assert not (folder / "s").exists()


# list, remove


def test_the_list_is_data(built: Path) -> None:
    """One row an article, as a table and as JSON."""
    rows = run_kg("list", "--store", built).stdout.splitlines()
    (record,) = json.loads(run_kg("list", "--store", built, "--format", "json").stdout)
    assert rows[1].split("\t")[:5] == ["story", record["id"], "The Daily", "2024-01-24", "2"]
    assert (record["doc"], record["assertions"], record["unchecked"]) == ("story", 2, False)


def test_no_store_is_an_error_and_an_empty_one_is_not(tmp_path: Path) -> None:
    """A mistyped path must not look like an empty store."""
    done = run_kg("list", "--store", tmp_path / "none")
    assert done.returncode == 4
    assert "kg build" in done.stderr
    open_store(tmp_path / "empty", write=True).close()
    assert run_kg("list", "--store", tmp_path / "empty").returncode == 0


@pytest.mark.parametrize("by", ["doc", "id", "begun", "iri"])
def test_an_article_is_removed_by_any_of_its_names(folder: Path, by: str) -> None:
    """As `kg list` shows them."""
    run_kg("build", folder / "in", "--store", folder / "s")
    (record,) = json.loads(run_kg("list", "--store", folder / "s", "--format", "json").stdout)
    names = {"doc": "Story", "id": record["id"], "begun": record["id"][:6], "iri": record["iri"]}
    done = run_kg("remove", names[by], "--store", folder / "s")
    assert (done.returncode, "removed" in done.stderr) == (0, True)
    with open_store(folder / "s") as store:
        assert store.articles() == []


def test_an_unknown_article_is_a_usage_error(built: Path) -> None:
    """And nothing is removed."""
    done = run_kg("remove", "il76", "--store", built)
    assert (done.returncode, "kg list" in done.stderr) == (2, True)


def test_two_versions_are_told_apart_by_id(tmp_path: Path) -> None:
    """A name that two versions share is never guessed."""
    with open_store(tmp_path / "s", write=True) as store:
        for day in ("2024-01-24", "2024-01-25"):
            store.replace({article_iri(plane(published=day).article): reading_quads(plane(published=day))})
    done = run_kg("remove", "plane", "--store", tmp_path / "s")
    assert done.returncode == 2
    assert "2024-01-24" in done.stderr
    assert "2024-01-25" in done.stderr


# show


def test_the_text_is_shown_with_its_assertions(built: Path) -> None:
    """Not on a terminal: brackets with the id, speakers in the margin."""
    shown = run_kg("show", "story", "--store", built).stdout
    assert "Moscow said [a01 the plane fell]." in shown
    assert re.search(r"^a02 denies Ukraine +│ Kyiv denied \[a02 it\] and said", shown, re.MULTILINE)
    assert "\x1b" not in shown
    assert "unchecked" not in shown


def reading_of(text: str, *quotes: str, machine: bool = False) -> Reading:
    """Quotes of one text, each an assertion of one speaker."""
    return Reading(
        article=Article(text=text, name="t", sha256="0" * 64),
        reader=Reader(kind="machine", name="rules") if machine else Reader(kind="person"),
        actors=(Actor(id="x", type="Person", label="Ann \x1b[31mRed"),),
        propositions=(Proposition(id="p", text="so", about=("x",)),),
        assertions=tuple(
            Assertion(id=f"a{n}", by="x", stance="Denies", certainty="Certain", content="p", quote=find(quote, text))
            for n, quote in enumerate(quotes)
        ),
    )


def marked(text: str, *quotes: str, width: int = 80, colours: bool = False, machine: bool = False) -> list[str]:
    reading = reading_of(text, *quotes, machine=machine)
    with open_store() as store:
        store.replace({article_iri(reading.article): reading_quads(reading)})
        return list(marked_text(text, load_assertions(store), width=width, colours=colours))


def body(lines: list[str]) -> str:
    return "\n".join(line.partition("│")[2].removeprefix(" ") for line in lines)


def test_escapes_in_article_and_label_do_not_reach_the_terminal() -> None:
    """Row 12: an article could otherwise recolour the screen or set its title."""
    lines = marked("He said \x1b]0;owned\x07 it \u202efell.", "it")
    assert "\x1b" not in "".join(lines)
    assert "\\x1b]0;owned" in body(lines)
    assert "\\u202e" in body(lines)


def test_quotes_within_quotes_keep_both_marks() -> None:
    """A denial that quotes an accusation."""
    assert body(marked("He says that she says no.", "she says no", "no")) == "He says that [a0 she says [a1 no]].\n"


def test_discontinuous_quotes_are_marked_piece_by_piece() -> None:
    """What stands between the pieces is not part of what was said."""
    assert body(marked("Up, he said, and away.", "Up | and away")) == "[a0 Up], he said, [a0 and away]."


def test_colour_stands_for_stance_where_there_is_colour() -> None:
    """Red for a denial; the words themselves stay free of brackets."""
    assert "she says \x1b[31m\x1b[1mno\x1b[0m." in body(marked("Then she says no.", "no", colours=True))


@pytest.mark.parametrize("text", ["word " * 40, "x" * 200, "漢字" * 50, "a\tb " * 30, "\u202e" * 20])
def test_no_line_is_wider_than_the_terminal(text: str) -> None:
    """Wide characters and escapes count with the cells they take."""
    from rich.cells import cell_len

    assert max(cell_len(line) for line in marked(text, text[:1], width=70) if "[" not in line) <= 70
    assert all(line.index("│") == MARGIN + 1 for line in marked(text, width=70))


def test_windows_line_ends_do_not_show() -> None:
    """Row 7: they stay in the text, and offsets count them."""
    assert body(marked("One.\r\nTwo.", "Two")) == "One.\n[a0 Two]."


def test_each_machine_read_assertion_is_marked() -> None:
    """In the margin, where its speaker stands."""
    assert marked("He says no.", "no", machine=True)[0].startswith("~ a0 denies")


def test_the_whole_text_is_there() -> None:
    """Nothing of the article is lost between the lines."""
    text = "One two.\n\n  Three four five six seven eight nine ten eleven twelve thirteen.\nEnd"
    assert body(marked(text, width=60)).split() == text.split()


def test_a_span_at_the_very_end_is_closed() -> None:
    """Texts do not always end with a full stop."""
    assert body(marked("He says no", "no")) == "He says [a0 no]"
    assert Span(8, 10) in find("no", "He says no")


# Faults of the store


@pytest.mark.parametrize("words", [["list"], ["show", "story"], ["remove", "story"], ["build", "none"]])
def test_a_store_in_use_says_by_whom(folder: Path, words: list[str]) -> None:
    """Row 41: exit 4, with the right number."""
    with open_store(folder / "s", write=True):
        done = run_kg(*words, "--store", folder / "s")
    assert done.returncode == 4
    assert f"in use by process {os.getpid()}" in done.stderr
    assert "--wait" in done.stderr


def test_wait_waits(folder: Path) -> None:
    """Row 41: and then does its work."""
    command = [sys.executable, "-m", "kg", "build", "in", "--wait", "--store", "s"]
    with open_store(folder / "s", write=True):
        waiting = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=3)
    _, said = waiting.communicate(timeout=60)
    assert (waiting.returncode, "story: new" in said) == (0, True)


def test_a_damaged_store_names_what_to_do(folder: Path) -> None:
    """Row 43: exit 4, and no traceback."""
    run_kg("build", folder / "in", "--store", folder / "s")
    (folder / "s/CURRENT").write_text("nonsense\n")
    done = run_kg("list", "--store", folder / "s")
    assert done.returncode == 4
    assert "damaged" in done.stderr
    assert "kg build" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_keeps_what_was_there(folder: Path) -> None:
    """Row 43: a limit on file size stands in for the full disk; exit 4, nothing partial, reads work."""
    run_kg("build", folder / "in", "--store", folder / "s")
    long = "Moscow said the plane fell.\n" + "".join(f"Nothing else was said on day {n}.\n" for n in range(60_000))
    (folder / "long.txt").write_text(long)
    (folder / "long.yaml").write_text(READING.replace("story.txt", "long.txt").rpartition("  - {id: a02")[0])
    code = (
        "import resource, kg.cli; resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000));"
        "kg.cli.main(['build', 'long.yaml', '--store', 's'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, "no space left" in done.stderr) == (4, True), done.stderr
    assert len(run_kg("list", "--store", folder / "s").stdout.splitlines()) == 2


def test_interrupting_a_build_leaves_a_sound_store(folder: Path) -> None:
    """Row 44: 130, and a second run completes what the first began."""
    for number in range(60):
        (folder / f"in/story{number}.txt").write_text(f"{STORY}Day {number}.\n")
        (folder / f"in/story{number}.yaml").write_text(READING.replace("story.txt", f"story{number}.txt"))
    command = [sys.executable, "-m", "kg", "build", "in", "--store", "s"]
    building = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    assert building.stderr is not None
    assert "new" in building.stderr.readline()
    building.send_signal(signal.SIGINT)
    sent = time.monotonic()
    building.communicate(timeout=60)
    assert building.returncode == 130
    assert time.monotonic() - sent < 30  # the rule says one second; a busy machine gets more
    with open_store(folder / "s") as store:
        assert len(load_assertions(store)) == 2 * len(store.articles()) > 0
