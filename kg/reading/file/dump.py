"""Writes a Reading as the file that a person can check and correct; the same Reading gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from kg.errors import InputError
from kg.model import Article, Assertion, Correction, Reader, Reading, Span
from kg.reading.file.check import SCALES
from kg.reading.file.quotes import QuoteError, find_after, find_nearest, find_only, number_of
from kg.reading.file.schema import file_form
from kg.reading.file.yamlout import write_yaml

SCHEMA_LINE = "# yaml-language-server: $schema="


def dump_reading(reading: Reading, file: str = "article.txt", schema: str = "") -> str:
    """The Reading as YAML: quotes as words, with their occurrence wherever the words alone would be taken elsewhere.

    Args:
        reading: what to write; its ``dropped`` stands in comments, and does not come back.
        file: the article's file, beside which the Reading will lie.
        schema: where the JSON Schema lies, for editors.

    Raises:
        InputError: a quote's span is empty or lies outside the text.
    """
    text = reading.article.text
    tree: dict[str, Any] = {
        "article": _article(reading.article, file),
        "reader": _plain(reading.reader, Reader(kind=reading.reader.kind), {"kind"}),
        "actors": {actor.id: _plain(actor, type(actor)(id="", type="", label="")) for actor in reading.actors},
        "things": {thing.id: _plain(thing, type(thing)(id="", type="", label="")) for thing in reading.things},
        "predicates": {item.id: _plain(item, type(item)(id="")) for item in reading.predicates},
        "propositions": {item.id: _plain(item, type(item)(id="", text="", about=())) for item in reading.propositions},
        "assertions": [_assertion(text, assertion) for assertion in reading.assertions],
        "corrections": {item.id: _quoted(text, item) for item in reading.corrections},
        "judgements": [structs.asdict(item) | {"forms": list(item.forms)} for item in reading.judgements],
    }
    lines = [SCHEMA_LINE + schema] if schema else []
    lines += [f"# dropped: {_one_line(note)}" for note in reading.dropped]
    body = {key: value for key, value in tree.items() if value}
    return "".join(line + "\n" for line in lines) + write_yaml(body)


def _one_line(note: str) -> str:
    return note.encode("unicode_escape").decode()


def _article(article: Article, file: str) -> dict[str, Any]:
    given = {
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "author": list(article.authors),
        "notes": list(article.notes),
    }
    return {"file": file, "sha256": article.sha256} | {name: value for name, value in given.items() if value}


def _plain(record: Any, empty: Any, always: set[str] | None = None) -> dict[str, Any]:
    """The record's fields that say something, as the file has them; the id is the key or comes first elsewhere."""
    fields: dict[str, Any] = {}
    for name, value in structs.asdict(record).items():
        if name != "id" and (value != getattr(empty, name) or name in (always or ())):
            fields[name] = _in_file(name, value)
    return fields


def _in_file(name: str, value: Any) -> Any:
    if name in SCALES:
        return file_form(value)
    return list(value) if isinstance(value, tuple) else value


def _assertion(text: str, assertion: Assertion) -> dict[str, Any]:
    """The assertion with its words in place of its spans; id, speaker and words first."""
    empty = Assertion(id="", by="", stance="Affirms", quote=())
    fields = _plain(assertion, empty, {"stance"})
    words = _quoted(text, assertion)
    for name in ("source", "cue"):
        spans = getattr(assertion, name)
        if spans:
            words[name] = _beside(text, spans, assertion.quote)
    first = {"id": assertion.id, "by": assertion.by, "source": words.pop("source", None), "cue": words.pop("cue", None)}
    rest = {name: value for name, value in fields.items() if name not in {"by", "quote", "source", "cue"}}
    return {name: value for name, value in first.items() if value} | words | rest


def _quoted(text: str, record: Assertion | Correction) -> dict[str, Any]:
    """The quote, with ``occurrence`` where its words alone are ambiguous."""
    spans = record.quote
    if len(spans) == 1:
        words = _words(text, spans[0])
        found = _try(find_only, text, words)
        return {"quote": words} if found == spans[0] else {"quote": words, "occurrence": number_of(text, spans[0])}
    pieces: list[Any] = []
    for index, span in enumerate(spans):
        words = _words(text, span)
        found = _try(find_after, text, words, spans[index - 1]) if index else _try(find_only, text, words)
        pieces.append(words if found == span else {"text": words, "occurrence": number_of(text, span)})
    return {"quote": pieces}


def _beside(text: str, spans: Sequence[Span], quote: Sequence[Span]) -> Any:
    """The words of a source or a cue, with their occurrence where others are nearer to the quote."""
    pieces: list[Any] = []
    for span in spans:
        words = _words(text, span)
        nearest = _try(find_nearest, text, words, quote)
        pieces.append(words if nearest == span else {"text": words, "occurrence": number_of(text, span)})
    return pieces if len(pieces) > 1 else pieces[0]


def _try(find: Any, *arguments: Any) -> Span | None:
    try:
        found: Span = find(*arguments)
    except QuoteError:
        return None
    return found


def _words(text: str, span: Span) -> str:
    if not 0 <= span.start < span.end <= len(text):
        raise InputError(f"the span {span.start}–{span.end} is empty or lies outside the text")
    return text[span.start : span.end]
