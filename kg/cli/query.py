"""``kg query``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import out, say, store_option, store_path, table
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.queries.answers import Answer
    from kg.queries.header import Query
    from kg.store import Store

FORMATS = "table json csv tsv xml turtle trig nquads ntriples jsonld rdfxml".split()


@click.command(epilog="Example: kg query who-claimed-what --param about=il-76")
@click.argument("query", required=False)
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the query; repeatable.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="[default: table; turtle for triples]")
@click.option("--limit", type=click.IntRange(0), default=10_000, show_default=True, help="Rows at most; 0: all.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds at most.")
@click.option("--list", "list_", is_flag=True, help="List the named queries and their parameters.")
@click.option("--show", is_flag=True, help="Print the query instead of running it.")
@store_option
def command(
    query: str | None,
    params: tuple[str, ...],
    format_: str | None,
    limit: int,
    timeout: float,
    list_: bool,
    show: bool,
    store: Path | None,
) -> None:
    """Run a named query, a file with SPARQL, or SPARQL from standard input (-).

    A named query wins over a file called the same; ./NAME means the file. The prefixes that 'kg' uses are known in
    every query; the default graph is everything in the store. An entity can be given by IRI, name or label.
    """
    if list_:
        _list_queries()
        return
    if query is None:
        raise UsageError(
            "name a query, a file, or - for standard input", hint="'kg query --list' shows the named ones."
        )
    from kg.queries.named import find_query

    found = find_query(query)
    if show:
        out(found.text)
        return
    _run(found, params, format_, limit, timeout, store_path(store))


def _list_queries() -> None:
    from kg.queries.named import named_queries

    rows = []
    for query in named_queries():
        parameters = [p.name if p.required else f"[{p.name}]" for p in query.parameters]
        rows.append((query.name, " ".join(parameters), query.title))
    table(("query", "parameters", "what it answers"), rows)


def _run(query: Query, params: tuple[str, ...], format_: str | None, limit: int, timeout: float, folder: Path) -> None:
    from kg.namespaces import prefixes
    from kg.queries.answers import ask, result_format
    from kg.queries.binding import bind, split_parameters
    from kg.queries.guard import check_query
    from kg.store import open_store

    wanted = None if format_ == "table" else format_
    kind = result_format(
        check_query(query.text).form, wanted
    )  # before the store is opened: a misspelt call should not wait for it
    if format_ == "table" and kind not in ("json", "csv", "tsv", "xml"):
        raise UsageError("triples make no table", hint="Leave --format out, or say turtle, ntriples, jsonld …")
    with open_store(folder) as opened:
        bindings = bind(query, split_parameters(params), lambda name: _find_entity(opened, name))
        answer = ask(opened, query, bindings, format=kind, limit=limit, timeout=timeout)
        names = prefixes(opened.base)
    _write(answer, names, as_table=wanted is None)
    if answer.cut:
        say(f"cut at {limit:,} {'rows' if answer.form == 'SELECT' else 'triples'}; --limit 0 gives all")


def _find_entity(store: Store, name: str) -> str:
    from kg.views import find_entity

    return find_entity(store, name)


def _write(answer: Answer, names: Mapping[str, str], *, as_table: bool) -> None:
    if as_table and answer.format == "json":
        columns, rows = answer.table()
        table(columns, [[_cell(row.get(column), names) for column in columns] for row in rows])
        return
    body = answer.body if answer.body.endswith(b"\n") or not answer.body else answer.body + b"\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(body)


def _cell(term: Mapping[str, Any] | None, names: Mapping[str, str]) -> str:
    """A term as people read it: IRIs with their prefix where they have one, literals by their words."""
    if term is None:
        return ""
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    if term["type"] == "triple":
        parts = (term["value"][part] for part in ("subject", "predicate", "object"))
        return f"<<( {' '.join(_cell(part, names) for part in parts)} )>>"
    return _shortened(str(term["value"]), names) if term["type"] == "uri" else str(term["value"])


def _shortened(iri: str, names: Mapping[str, str]) -> str:
    fits = [(prefix, space) for prefix, space in names.items() if iri.startswith(space)]
    if not fits:
        return iri
    prefix, space = max(fits, key=lambda pair: len(pair[1]))
    local = iri[len(space) :]
    return f"{prefix}:{local}" if local and not set(local) & set("/#:?") else iri
