"""The command line as a whole: help, errors, exit codes; each command's own work is tested beside its stage."""

from __future__ import annotations

import importlib.util
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS, GROUPS, main
from kg.cli.common import safe


def run_kg(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m kg`` as a user would."""
    return subprocess.run([sys.executable, "-m", "kg", *words], capture_output=True, text=True, **options)  # type: ignore[call-overload,no-any-return]


def test_help_groups_every_command_with_an_example() -> None:
    """A user finds a command by what she wants to do, and can type its example."""
    shown = run_kg("--help").stdout
    assert [group for group in GROUPS if f"{group}:" in shown] == list(GROUPS)
    assert [name for name, (_, _, example) in COMMANDS.items() if f"$ {example}" not in shown] == []


def test_help_imports_no_heavy_library() -> None:
    """``kg --help`` stays under 0.3 s because nothing heavy is imported for it."""
    code = "import sys, kg.cli\ntry: kg.cli.main(['-h'])\nexcept SystemExit: print(*sys.modules, file=sys.stderr)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr.split())
    assert (
        loaded & {"rdflib", "pyoxigraph", "spacy", "networkx", "pyshacl", "numpy", "yaml", "msgspec", "rich"} == set()
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_an_example(name: str) -> None:
    """No command is listed without standing behind its name."""
    result = run_kg(name, "--help")
    assert result.returncode == 0, result.stderr
    assert "Example" in result.stdout


def test_version_names_the_package_version() -> None:
    """What ``kg --version`` says is what pip says."""
    from importlib.metadata import version

    assert run_kg("--version").stdout == f"kg, version {version('kg-assertions')}\n"


def test_unknown_command_suggests_the_near_one() -> None:
    """A slip of the finger is a usage error with the word that was meant."""
    result = run_kg("conflict")
    assert result.returncode == 2
    assert "Did you mean 'conflicts'?" in result.stderr
    assert "Traceback" not in result.stderr


def test_output_into_a_closed_pipe_is_no_error() -> None:
    """``kg --help | head -1`` ends quietly."""
    command = f"{sys.executable} -m kg --help | head -1"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_bare_locale_still_prints_utf8() -> None:
    """LANG=C and no HOME must not make an em dash an exception."""
    env = {"PATH": os.environ["PATH"], "LANG": "C", "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    result = subprocess.run([sys.executable, "-m", "kg", "list", "--help"], capture_output=True, env=env)
    assert result.returncode == 0
    assert result.stdout.decode("utf-8")


def test_a_fault_of_ours_is_one_line_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback reaches a user who did not ask for it."""
    monkeypatch.setattr("kg.articles.load_article", lambda *words, **more: 1 / 0)
    monkeypatch.delenv("KG_TRACEBACK", raising=False)
    with pytest.raises(SystemExit) as left:
        main(["read", "x.txt"])
    shown = capsys.readouterr().err
    assert (left.value.code, "ZeroDivisionError" in shown, "KG_TRACEBACK" in shown) == (70, True, True)
    monkeypatch.setenv("KG_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["read", "x.txt"])


def test_shell_completion_is_offered() -> None:
    """``eval "$(_KG_COMPLETE=bash_source kg)"`` works."""
    env = {**os.environ, "_KG_COMPLETE": "bash_source"}
    assert (
        "_kg_completion" in subprocess.run([sys.executable, "-m", "kg"], capture_output=True, text=True, env=env).stdout
    )


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("a\x1b[2J", "a\\x1b[2J"),
        ("\u202egpj.exe", "\\u202egpj.exe"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("né 😀", "né 😀"),
    ],
)
def test_what_could_steer_a_terminal_is_shown_escaped(hostile: str, shown: str) -> None:
    """An article's text is hostile until proven harmless; plain text and emoji stay as they are."""
    assert safe(hostile) == shown


def test_every_listed_command_has_a_module() -> None:
    """COMMANDS never names what is not there."""
    missing = [n for n in COMMANDS if not importlib.util.find_spec(f"kg.cli.{'imports' if n == 'import' else n}")]
    assert missing == []


@pytest.mark.parametrize(("columns", "expected"), [("40", "  what: a bridge"), ("100", "│ a bridge")])
def test_a_table_fits_the_terminal(columns: str, expected: str) -> None:
    """Eight columns on eighty characters would break every word; then each row is a block."""
    rows = [("the mayor of Port Ellis", "a bridge", "on Monday morning")]
    code = f"from kg.cli.common import table; table(('who', 'what', 'when'), {rows})"
    shown = _on_a_terminal([sys.executable, "-c", code], columns)
    assert expected in shown


def _on_a_terminal(command: list[str], columns: str) -> str:
    """What a command prints when its output is a terminal of that width."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": columns, "TERM": "xterm", "NO_COLOR": "1"}
    subprocess.run(command, stdout=theirs, env=environment, check=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    return shown


@pytest.mark.parametrize(("place", "code"), [("nowhere/x.ttl", 3), ("taken/x.ttl", 4)])
def test_an_output_that_cannot_be_written_says_what_to_do(
    seed_folder: Path, tmp_path: Path, place: str, code: int
) -> None:
    """No folder of that name, or a file where a folder should be."""
    (tmp_path / "taken").write_text("a file")
    result = run_kg("export", "--store", str(seed_folder), "-o", str(tmp_path / place))
    assert (result.returncode, result.stderr.count("\n")) == (code, 2)
    assert place in result.stderr
