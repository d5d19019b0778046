"""``kg read`` as a user meets it: files, stdin, pages, the web only when asked, and who reads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.articles import load_article
from kg.reading.file import load_reading

NEWS = (
    "The mayor of Port Ellis said the bridge was closed on Monday.\n\nThe railway denied that it had asked for this.\n"
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Bridge closed</title></head><body><nav>Home</nav><article>"
    "<p>The mayor of Port Ellis said the old bridge was closed on Monday after divers found cracks in its pillars.</p>"
    "<p>The railway denied that it had asked for the closure and said nothing was planned for this year.</p>"
    "</article></body></html>"
)


def run_kg(*words: str | Path, text: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, words)]
    return subprocess.run(command, input=text, capture_output=True, text=True, cwd=cwd)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(NEWS)
    return path


def test_a_draft_lies_beside_its_article_and_holds(news: Path, tmp_path: Path) -> None:
    """What -o writes can be checked and built at once: the article is there too."""
    assert run_kg("read", news, "-o", tmp_path / "drafts").returncode == 0
    reading = load_reading(tmp_path / "drafts" / "bridge.yaml")
    assert reading.article.text == NEWS
    assert {a.stance for a in reading.assertions} == {"Affirms", "Denies"}
    assert reading.reader.kind == "machine"


def test_jsonl_offsets_point_into_the_text(news: Path) -> None:
    """One assertion a line, spans as lists of [start, end] in code points."""
    lines = [json.loads(line) for line in run_kg("read", news, "--format", "jsonl").stdout.splitlines()]
    assert [NEWS[slice(*line["source"][0])] for line in lines] == ["The mayor of Port Ellis", "The railway"]
    keys = "doc id source cue content stance certainty by by_label by_type channel reports proposition confidence"
    assert [key for key in keys.split() if key not in lines[0]] == []
    assert {line["doc"] for line in lines} == {"bridge"}


def test_an_article_in_another_language_is_told_not_to_be_read(tmp_path: Path) -> None:
    """An empty draft without a word looks like an article in which nobody speaks."""
    (tmp_path / "neu.txt").write_text("Der Minister sagte, die Brücke sei gesperrt.\n")
    done = run_kg("read", tmp_path / "neu.txt")
    assert (done.returncode, "reads English" in done.stderr) == (0, True)
    assert "reads English" not in run_kg("read", "-", text=NEWS).stderr


def test_stdin_is_an_article_too(tmp_path: Path) -> None:
    """And its text is written beside the draft, since no file holds it."""
    assert run_kg("read", "-", "-o", tmp_path / "out", text=NEWS).returncode == 0
    assert load_reading(tmp_path / "out" / "stdin.yaml").article.text == NEWS


def test_a_page_is_kept_with_its_bytes_and_its_text(tmp_path: Path) -> None:
    """Offsets point into the text; the bytes stay for whoever wants to know what was left out."""
    (tmp_path / "page.html").write_text(PAGE)
    assert run_kg("read", tmp_path / "page.html", "-o", tmp_path / "out").returncode == 0
    reading = load_reading(tmp_path / "out" / "page.yaml")
    assert reading.article.text == load_article(tmp_path / "page.html").text
    assert (tmp_path / "out" / "page.html").read_text() == PAGE


def test_one_bad_article_does_not_lose_the_others(news: Path, tmp_path: Path) -> None:
    """The exit code tells of the worst, the draft of the good one is there."""
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")
    result = run_kg("read", empty, news, "-o", tmp_path / "out")
    assert (result.returncode, "empty.txt" in result.stderr) == (3, True)
    assert (tmp_path / "out" / "bridge.yaml").is_file()


def test_nothing_is_fetched_unless_asked() -> None:
    """A web address without --fetch is a usage error that says how."""
    result = run_kg("read", "http://127.0.0.1:9/news")
    assert (result.returncode, "--fetch" in result.stderr) == (2, True)


def test_a_private_address_is_not_fetched() -> None:
    """Not even when asked."""
    result = run_kg("read", "http://127.0.0.1:9/news", "--fetch")
    assert (result.returncode, "not public" in result.stderr) == (3, True)


@pytest.mark.parametrize(
    "words", [("--reader", "llm"), ("--endpoint", "http://localhost:1/v1"), ("--reader", "rules", "--model", "m")]
)
def test_a_model_needs_its_endpoint_and_its_name(news: Path, words: tuple[str, ...]) -> None:
    """Half of it is a usage error with an example, before anything is sent."""
    result = run_kg("read", news, *words)
    assert (result.returncode, "--endpoint" in result.stderr) == (2, True)


def test_an_unknown_reader_lists_those_there_are(news: Path) -> None:
    """The way out stands in the error."""
    result = run_kg("read", news, "--reader", "oracle")
    assert (result.returncode, "rules" in result.stderr) == (2, True)


def test_several_articles_as_yaml_need_a_folder(news: Path) -> None:
    """Two YAML documents on stdout would be no Reading file."""
    assert run_kg("read", news, news).returncode == 2
