"""Rows of the list of bad inputs that need the whole command, from the file to the exit code and the terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

STORY = "Joaquín Pérez said the bridge at Ölen was closed. The railway denied that the bridge was closed.\n"


def run_kg(*words: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Runs ``python -m kg`` in a bare environment."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-m", "kg", *map(str, words)]
    return subprocess.run(command, capture_output=True, env={**bare, **(env or {})})


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "bridge.txt").write_text(STORY, encoding="utf-8")
    assert run_kg("build", folder / "bridge.txt", "--store", folder / "s").returncode == 0
    return folder / "s"


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", 3, "no text"),
        (b" \n\t\r\n ", 3, "no text"),
        (b"a " * 2_600_000, 5, "--max-bytes"),
        (b"<div>" * 100_000, 3, "no article text found"),
    ],
    ids=["empty", "white", "long", "nested"],
)
def test_what_is_no_article_stores_nothing(content: bytes, code: int, said: str, tmp_path: Path) -> None:
    """Rows 1, 2 and 4, through the command: the exit code, the way out, and an empty store."""
    (tmp_path / "a.html").write_bytes(content)
    done = run_kg("build", tmp_path / "a.html", "--store", tmp_path / "s")
    assert (done.returncode, said in done.stderr.decode()) == (code, True), done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert "no articles" in run_kg("list", "--store", tmp_path / "s").stderr.decode()


def test_without_home_and_locale_names_come_out_in_utf8(store: Path) -> None:
    """Row 45: LANG=C, no HOME, an encoding that cannot hold the name."""
    done = run_kg("show", "bridge", "--store", store, env={"LANG": "C", "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Joaquín Pérez" in done.stdout.decode("utf-8")


def test_more_than_a_pipe_holds_may_be_cut_by_head(store: Path) -> None:
    """Row 45: the reader leaves while hundreds of kilobytes are still to come."""
    command = f"{sys.executable} -m kg export --format nquads --store '{store}' | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True)
    assert (len(done.stdout), done.stderr) == (10, b"")


def test_no_color_is_honoured_on_a_terminal(store: Path) -> None:
    """Row 45: a person who asks for no colour gets none, though she has a terminal."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "NO_COLOR": "1", "TERM": "xterm-256color"}
    subprocess.run([sys.executable, "-m", "kg", "show", "bridge", "--store", store], env=env, stdout=theirs, check=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    assert "bridge" in shown
    assert "\x1b[3" not in shown
