"""``kg query``: rows on stdout, messages on stderr, exit codes, Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from asking import bridge_store
from click.testing import CliRunner, Result

from kg.cli import cli, main
from kg.cli.query import FORMATS
from kg.queries.answers import GRAPH_FORMATS, ROW_FORMATS

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bridge") / "store"
    bridge_store(path).close()
    return path


def run(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg", "query", *arguments, "--store", str(folder)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def call(folder: Path, *arguments: str, stdin: str | bytes = "") -> Result:
    """The command in this process, its errors as exceptions."""
    return CliRunner().invoke(cli, ["query", *arguments, "--store", str(folder)], input=stdin)


def test_the_first_example_prints_its_columns(folder: Path) -> None:
    """It is the first thing that a reader of the README types."""
    done = run(folder, "who-claimed-what", "--param", "about=the norrby BRIDGE")
    header, *lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert header.split("\t") == "who stance certainty what quote article date reader".split()
    assert len(lines) == 9
    assert lines[-2].endswith("valley\t2024-05-03\tmachine: rules 0.1.0, unchecked")


@pytest.mark.parametrize("name", ["bridge", ":bridge", "https://w3id.org/kg-assertions/id/entity/bridge", "THE BRIDGE"])
def test_an_entity_is_known_by_all_its_names(name: str, folder: Path) -> None:
    """IRI, local name, label, in any case."""
    done = call(folder, "who-claimed-what", "--param", f"about={name}", "--format", "csv")
    assert len(done.stdout.splitlines()) == 10


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "words"),
    [
        (["who-claimed-what"], "", 2, "'about' is missing"),
        (["who-claimed-what", "--param", "about=brige"], "", 2, "'bridge'"),
        (["timeline", "--param", "about=bridge", "--param", "x=1"], "", 2, "no parameter 'x'"),
        (["timelin"], "", 2, "timeline"),
        ([], "", 2, "name a query"),
        (["said-by-then", "--param", "date=yesterday"], "", 2, "2024-01-24"),
        (["timeline", "--format", "turtle"], "", 2, "Formats that fit"),
        (["conflicts-around", "--param", "about=bridge", "--format", "table"], "", 2, "no table"),
        (["-"], "SELECT * { ?s foo ?o }", 3, "-:1:15"),
        (["-"], "DELETE WHERE { ?s ?p ?o }", 2, "update"),
        (["-"], "SELECT * { SERVICE <http://e/> {} }", 2, "federation is off"),
        (["-"], "SELECT * {" + "OPTIONAL {" * 3000 + "}" * 3001, 5, "too deep or too long"),
        (["-", "--timeout", "0.5"], SLOW, 5, "took longer than 0.5 s"),
    ],
)
def test_what_goes_wrong_has_its_exit_code_and_says_so(
    arguments: list[str], stdin: str, code: int, words: str, folder: Path
) -> None:
    """Scripts tell a misspelt call from a bad query and from a limit by the number."""
    done = run(folder, *arguments, stdin=stdin)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_syntax_error_is_shown_with_a_caret(folder: Path) -> None:
    """The message alone would leave the reader counting columns."""
    lines = run(folder, "-", stdin="SELECT * {\n  ?s foo ?o }").stderr.splitlines()
    assert lines == ["kg: -:2:6: this is not SPARQL: 'foo' does not fit here", "      ?s foo ?o }", "         ^"]


def test_a_cut_is_said_on_stderr(folder: Path) -> None:
    """The rows themselves stay a clean table."""
    done = run(folder, "-", "--limit", "3", stdin="SELECT ?a { ?a a kg:Assertion } ORDER BY ?a")
    assert len(done.stdout.splitlines()) == 4
    assert "cut at 3 rows; --limit 0 gives all" in done.stderr
    whole = run(folder, "-", "--limit", "0", stdin="SELECT ?a { ?a a kg:Assertion }")
    assert (len(whole.stdout.splitlines()), whole.stderr) == (17, "")


def test_ctrl_c_ends_a_query_with_130_and_takes_the_worker_along(folder: Path) -> None:
    """The engine would not notice before it is done, which may be never."""
    command = [sys.executable, "-m", "kg", "query", "-", "--timeout", "600", "--store", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(SLOW.encode())
        process.stdin.close()
        worker = busy_child_of(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    assert ends(worker)


def busy_child_of(number: int) -> int:
    """The process that another one has started, as soon as it has computed for a fifth of a second."""
    children = Path(f"/proc/{number}/task/{number}/children")
    for _ in range(1000):
        found = children.read_text().split()
        if found and sum(map(int, stat(int(found[0]))[11:13])) >= 20:
            return int(found[0])
        time.sleep(0.02)
    raise AssertionError("no worker was started")


def ends(number: int) -> bool:
    """Whether a process is gone, or as good as: a container may leave nobody to bury it."""
    for _ in range(500):
        if not Path(f"/proc/{number}").exists() or stat(number)[0] == "Z":
            return True
        time.sleep(0.02)
    return False


def stat(number: int) -> list[str]:
    """What the system says of a process, from its state on."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ["Z"] + ["0"] * 50


def test_the_list_shows_names_parameters_and_questions(tmp_path: Path) -> None:
    """It needs no store."""
    lines = call(tmp_path / "nowhere", "--list").stdout.splitlines()
    assert len(lines) == 22
    assert lines[1].split("\t")[:2] == ["who-claimed-what", "about"]
    assert lines[17].split("\t")[:2] == ["said-by-then", "date [about]"]


def test_show_prints_the_sparql_itself(tmp_path: Path) -> None:
    """To learn from, to change, and to run as a file."""
    text = call(tmp_path / "nowhere", "timeline", "--show").stdout
    assert text.startswith("# title: Timeline")
    assert "SELECT DISTINCT" in text


def test_a_query_of_ones_own_has_parameters_too(folder: Path, tmp_path: Path) -> None:
    """What --show prints can be changed and run."""
    path = tmp_path / "mine.rq"
    path.write_text("# params: about (entity, required) - it\nSELECT ?p ?about { ?p schema:about ?about }")
    done = call(folder, str(path), "--param", "about=builder", "--format", "csv")
    assert len(done.stdout.splitlines()) == 3


def test_iris_are_shown_short_and_control_characters_escaped(folder: Path) -> None:
    """A hostile article could otherwise write anywhere on the analyst's screen."""
    text = "SELECT (:bridge AS ?a) (kg:Affirms AS ?b) ('\\u001b[2J\\u202e' AS ?c) (<http://e/x> AS ?d) ?e {}"
    done = run(folder, "-", stdin=text)
    assert done.stdout.splitlines()[1] == ":bridge\tkg:Affirms\t\\x1b[2J\\u202e\thttp://e/x\t"


def test_ask_is_a_table_of_one_cell(folder: Path) -> None:
    """Yes or no, under a heading."""
    assert run(folder, "-", stdin="ASK { ?s ?p ?o }").stdout == "answer\ntrue\n"


def test_triples_come_as_turtle(folder: Path) -> None:
    """The short form that people read."""
    done = run(folder, "conflicts-around", "--param", "about=collapse")
    assert done.stdout.startswith("@prefix")
    assert "kg:conflictType kg:Incompatible" in done.stdout


def test_all_formats_can_be_asked_for() -> None:
    """The command line lists them without loading the engine."""
    assert ["table", *ROW_FORMATS, *GRAPH_FORMATS] == FORMATS


def test_no_store_is_an_error_of_the_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The query was right; 'kg build' comes first."""
    with pytest.raises(SystemExit) as left:
        main(["query", "timeline", "--store", str(tmp_path / "nowhere")])
    assert left.value.code == 4
    assert "kg build" in capsys.readouterr().err
