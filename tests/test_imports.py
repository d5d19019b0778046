"""Taking exports back in: what comes back is what went out, and what cannot be trusted stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError, LimitError
from kg.export import export
from kg.imports import imported_graphs
from kg.pipeline import import_files
from kg.store import Store, open_store

HEAD = "@prefix schema: <https://schema.org/> . @prefix x: <https://example.org/> .\n"


def _file(folder: Path, text: str, name: str = "in.ttl") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    return path


@pytest.mark.parametrize(("format", "suffix"), [("turtle", "ttl"), ("trig", "trig"), ("nquads", "nq")])
def test_what_comes_back_is_what_went_out(seed_store: Store, tmp_path: Path, format: str, suffix: str) -> None:
    """Article, entities and conflicts: the new store holds the same quads, the derived ones worked out anew."""
    path = _file(tmp_path, export(seed_store, format), f"seed.{suffix}")
    with open_store() as store:
        (report,) = import_files([path], store)
        assert (report.status, report.violations) == ("new", ())
        for name in [*seed_store.graphs(), *store.graphs()]:
            assert store.graph(name) == seed_store.graph(name), name


def test_importing_twice_changes_nothing(seed_store: Store, tmp_path: Path) -> None:
    """The second time says so."""
    path = _file(tmp_path, export(seed_store, "trig"), "seed.trig")
    with open_store() as store:
        import_files([path], store)
        assert [report.status for report in import_files([path], store)] == ["unchanged"]


def test_an_invalid_article_is_refused(seed_store: Store, tmp_path: Path) -> None:
    """A quote that somebody changed on the way is found out, and nothing of it is stored."""
    broken = export(seed_store, "nquads").replace('"Kiev of shooting it down"', '"Kiev of bombing it"')
    with open_store() as store:
        (report,) = import_files([_file(tmp_path, broken, "seed.nq")], store)
        assert report.status == "refused"
        assert store.articles() == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "x:a schema:name .", "RDF object"),
        ("<a> <b> <c> .", "absolute IRI"),
        (HEAD + "x:a schema:url <https://example.org/a b> .", "IRI"),
        (HEAD + "_:b schema:name 'x' .", "blank node"),
        (HEAD + "x:a schema:name <<( x:a x:b x:c )>> .", "triple term"),
        (HEAD + "x:a schema:name 'x' .", "no schema:NewsArticle"),
        (HEAD + "x:a schema:name '\udc80' .", "UTF-8"),
        ("", "no schema:NewsArticle"),
    ],
)
def test_what_our_graphs_never_hold_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """With the file, and the line where there is one."""
    with pytest.raises(InputError, match=message) as caught:
        imported_graphs(_file(tmp_path, text))
    assert "in.ttl" in caught.value.where


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    """Line and column, counted from 1."""
    with pytest.raises(InputError) as caught:
        imported_graphs(_file(tmp_path, HEAD + "\nx:a schema:name ; ."))
    assert caught.value.line == 3


def test_nesting_that_kills_a_parser_does_not_kill_us(tmp_path: Path) -> None:
    """Twenty thousand nested triple terms end a process with a segmentation fault; not this one."""
    deep = HEAD + "x:a x:b " + "<<( x:a x:b " * 20_000 + "x:c" + " )>>" * 20_000 + " ."
    with pytest.raises((LimitError, InputError)):
        imported_graphs(_file(tmp_path, deep))


def test_other_kinds_of_file_are_named(tmp_path: Path) -> None:
    """RDF/XML and JSON-LD can load what they name; they stay out."""
    with pytest.raises(InputError) as caught:
        imported_graphs(_file(tmp_path, "{}", "in.jsonld"))
    assert ".trig" in caught.value.hint
