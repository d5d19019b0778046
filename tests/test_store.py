"""The store: whole graphs in one transaction, one writer or many readers, and faults in plain words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.namespaces import BASE, ENTITIES, JUDGEMENTS, VOID
from kg.store import Change, Store, open_store
from kg.store.lock import LOCK_NAME

ONE, TWO = "https://example.org/one", "https://example.org/two"


def made(graph: str, *values: str) -> list[Quad]:
    return [Quad(NamedNode(graph), NamedNode(VOID + "feature"), Literal(value), NamedNode(graph)) for value in values]


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A real process of its own, because locks and limits belong to processes."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield opened


def test_the_same_quads_twice_write_nothing(store: Store) -> None:
    """Row 16: a second build of the same bytes must be able to say "unchanged"."""
    assert store.replace({ONE: made(ONE, "a", "b")}) == Change(2, 0)
    assert not store.replace({ONE: made(ONE, "b", "a")})


def test_replacing_writes_only_what_differs(store: Store) -> None:
    """A new Reading of a long article mostly repeats the old one."""
    store.replace({ONE: made(ONE, "a", "b")})
    assert store.replace({ONE: made(ONE, "b", "c")}) == Change(1, 1)
    assert store.graph(ONE) == set(made(ONE, "b", "c"))


def test_no_quads_remove_the_graph(store: Store) -> None:
    """An article that was removed must not be listed as an empty one."""
    store.replace({ONE: made(ONE, "a"), TWO: made(TWO, "b")})
    assert store.replace({ONE: []}) == Change(0, 1)
    assert store.graphs() == [TWO]


@pytest.mark.parametrize("value", ['"""', "a\\b", "x\ny\r", "]]>", "\x00\x1b[31m\u202e", "} } DROP ALL", "😀é"])
def test_hostile_words_survive_a_replacement(store: Store, value: str) -> None:
    """A replacement goes through SPARQL text; a quote must not be able to end its literal."""
    store.replace({ONE: made(ONE, "old"), TWO: made(TWO, "kept")})
    store.replace({ONE: made(ONE, value)})
    assert store.graph(ONE) == set(made(ONE, value))
    assert store.graph(TWO) == set(made(TWO, "kept"))


def test_a_quad_of_another_graph_is_refused(store: Store) -> None:
    """It would stay behind when its article is replaced."""
    store.replace({ONE: made(ONE, "a")})
    with pytest.raises(ValueError, match="another graph"):
        store.replace({ONE: made(ONE, "z"), TWO: made(ONE, "c")})
    assert store.graph(ONE) == set(made(ONE, "a"))


def test_shared_graphs_are_no_articles(store: Store) -> None:
    """They are rebuilt from the articles, and listing them as such would show them to readers."""
    store.replace({ONE: made(ONE, "a"), ENTITIES: made(ENTITIES, "e"), JUDGEMENTS: made(JUDGEMENTS, "j")})
    assert store.articles() == [ONE]


def test_the_base_is_remembered_in_the_store(store: Store) -> None:
    """A store built with --base must be read with the same one, without saying so again."""
    assert store.base == BASE
    graph = NamedNode(ENTITIES)
    store.replace({ENTITIES: [Quad(graph, NamedNode(VOID + "uriSpace"), Literal("https://example.org/"), graph)]})
    assert store.base == "https://example.org/"


def test_a_closed_store_says_so(store: Store) -> None:
    """An API object outlives its with block in a notebook."""
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.graphs()


def test_what_is_written_is_there_after_closing(tmp_path: Path) -> None:
    """The next command is another process."""
    with open_store(tmp_path / "s", write=True) as store:
        store.replace({ONE: made(ONE, "a")})
        store.flush()
    with open_store(tmp_path / "s") as store:
        assert store.graph(ONE) == set(made(ONE, "a"))


def test_many_readers_at_once(tmp_path: Path) -> None:
    """A query runs in a worker of its own while the command that asked still reads."""
    open_store(tmp_path, write=True).close()
    with open_store(tmp_path) as first, open_store(tmp_path) as second:
        assert len(first) == len(second) == 0


def test_a_second_writer_is_told_who_holds_the_store(tmp_path: Path) -> None:
    """Row 41: the number must be the holder's, since people end processes by it."""
    with open_store(tmp_path, write=True):
        code = """
            import sys; from pathlib import Path; from kg.store import open_store
            open_store(Path(sys.argv[1]), write=True)
        """
        done = run(code, tmp_path)
    assert f"in use by process {os.getpid()}" in done.stderr


def test_a_reader_waits_for_no_half_written_store(tmp_path: Path) -> None:
    """RocksDB leaves reading beside a writer undefined, so the lock forbids it."""
    with open_store(tmp_path, write=True), pytest.raises(StoreError, match=f"process {os.getpid()}"):
        open_store(tmp_path)


def test_waiting_takes_the_lock_when_it_is_free(tmp_path: Path) -> None:
    """--wait is for scripts that build in turns."""
    code = """
        import sys; from pathlib import Path; from kg.store import open_store
        with open_store(Path(sys.argv[1]), write=True) as store:
            print("held", flush=True); sys.stdin.readline()
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"process {other.pid}"):
            open_store(tmp_path, write=True)
        other.stdin.close()
        open_store(tmp_path, write=True, wait=True).close()
        assert other.wait(timeout=30) == 0


def test_a_killed_writer_leaves_no_lock_and_whole_graphs(tmp_path: Path) -> None:
    """Row 42: what was committed before kill -9 is there, without a flush."""
    code = """
        import os, signal, sys; from pathlib import Path; from pyoxigraph import *; from kg.store import open_store
        node = NamedNode("https://example.org/one")
        store = open_store(Path(sys.argv[1]), write=True)
        store.replace({node.value: [Quad(node, node, Literal(str(n)), node) for n in range(500)]})
        os.kill(os.getpid(), signal.SIGKILL)
    """
    assert run(code, tmp_path).returncode == -9
    with open_store(tmp_path, write=True) as store:
        assert len(store.graph(ONE)) == 500


def test_a_writer_killed_while_it_made_the_folder_can_begin_again(tmp_path: Path) -> None:
    """Row 42: "a rerun completes" also where nothing but a lock file was there yet."""
    (tmp_path / LOCK_NAME).touch()
    (tmp_path / "LOG").touch()
    open_store(tmp_path, write=True).close()


def test_no_store_is_not_an_empty_store(tmp_path: Path) -> None:
    """A mistyped path answered with "no articles" would be believed."""
    with pytest.raises(StoreError, match="no store here"):
        open_store(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    """--store ~ must not strew a database over somebody's home."""
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="holds no store"):
        open_store(tmp_path, write=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    """`--store graph.ttl` is a likely slip."""
    (tmp_path / "f").write_text("x")
    with pytest.raises(StoreError, match="this is a file"):
        open_store(tmp_path / "f", write=True)


def test_a_damaged_store_names_the_way_out(tmp_path: Path) -> None:
    """Row 43: the articles hold everything, so the way out is to build again."""
    open_store(tmp_path, write=True).close()
    (tmp_path / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="damaged") as caught:
        open_store(tmp_path)
    assert "kg build" in caught.value.hint


def test_a_store_without_its_head_is_damaged_not_new(tmp_path: Path) -> None:
    """RocksDB would make a new database over the old files and lose them without a word."""
    with open_store(tmp_path, write=True) as store:
        store.replace({ONE: made(ONE, "a")})
        store.flush()
    (tmp_path / "CURRENT").unlink()
    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path, write=True)


@pytest.mark.parametrize("step", ["{new: big}", "{old: big}", "{old: [], new: big}", "{new: big, old: []}"])
def test_a_full_disk_keeps_what_was_written(tmp_path: Path, step: str) -> None:
    """Row 43: a limit on file size stands in for a full disk; a replacement that fails half-way must not show."""
    code = """
        import resource, sys; from pathlib import Path; from pyoxigraph import *; from kg.store import open_store
        from kg.errors import StoreError
        def many(name, *values):
            return [Quad(NamedNode(name), NamedNode(name), Literal(value), NamedNode(name)) for value in values]
        old, new = "https://example.org/one", "https://example.org/two"
        store = open_store(Path(sys.argv[1]), write=True)
        store.replace({old: many(old, "kept")})
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        big = many(old if "old: big" in sys.argv[2] else new, *["x" * 300_000 + str(n) for n in range(9)])
        try:
            store.replace(eval(sys.argv[2]))
        except StoreError as error:
            print(error.exit_code, error.message)
    """
    assert "4 no space left" in run(code, tmp_path, step).stdout
    with open_store(tmp_path) as store:
        assert {quad.object.value for quad in store.graph(ONE)} == {"kept"}
        assert store.graphs() == [ONE]


def test_a_read_only_folder_can_be_read_and_not_written() -> None:
    """Row 43: an archive on a read-only disk answers questions; root may write anywhere, so root steps down."""
    folder = Path(tempfile.mkdtemp(prefix="kg-read-only-"))
    with open_store(folder, write=True) as store:
        store.replace({ONE: made(ONE, "a")})
        store.flush()
    for path in [*folder.iterdir(), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    code = """
        import os, sys; from pathlib import Path; from kg.store import open_store; from kg.errors import StoreError
        if os.geteuid() == 0:
            os.setuid(65534)
        print(len(open_store(Path(sys.argv[1]))))
        try:
            open_store(Path(sys.argv[1]), write=True)
        except StoreError as error:
            print(error.exit_code, error.message)
    """
    done = run(code, folder)
    folder.chmod(0o755)
    shutil.rmtree(folder)
    assert done.stdout.splitlines() == ["1", "4 cannot write here: Permission denied"]
