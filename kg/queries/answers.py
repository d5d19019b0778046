"""Asks a store: checks a query, runs it in a worker, and explains what went wrong."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from kg.errors import InputError, KgError, LimitError, StoreError, UsageError
from kg.namespaces import prefixes
from kg.queries.binding import Term
from kg.queries.diagnosis import syntax_error
from kg.queries.engine import Reply, Worker
from kg.queries.guard import check_query
from kg.queries.header import Query
from kg.store import Store

ROW_FORMATS = ("json", "csv", "tsv", "xml")
GRAPH_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
LIMIT = 10_000
"""Rows or triples, unless asked for more."""
TIMEOUT = 30.0
"""Seconds."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a query gave: ``body`` in one of the W3C's formats; ``cut`` says that there was more than the limit."""

    form: str
    format: str
    body: bytes
    rows: int
    cut: bool

    def table(self) -> tuple[list[str], list[dict[str, Any]]]:
        """Column names, and each row as JSON terms by column; only of an answer in the format ``json``."""
        content = json.loads(self.body)
        if "boolean" in content:
            value = {"type": "literal", "value": str(content["boolean"]).lower()}
            return ["answer"], [{"answer": value}]
        return content["head"]["vars"], content["results"]["bindings"]


def result_format(form: str, wanted: str | None) -> str:
    """The format to write: the wanted one if it fits the query's form, else what suits that form best.

    Raises: UsageError when it does not fit.
    """
    fitting = GRAPH_FORMATS if form in {"CONSTRUCT", "DESCRIBE"} else ROW_FORMATS
    if wanted is None:
        return fitting[0]
    if form and wanted not in fitting:
        raise UsageError(
            f"a {form} query gives no {wanted}", hint=f"Formats that fit: {', '.join(fitting)}; or leave --format out."
        )
    return wanted


def ask(
    store: Store,
    query: Query,
    bindings: Mapping[str, Term] | None = None,
    *,
    format: str | None = None,
    limit: int = LIMIT,
    timeout: float = TIMEOUT,
    worker: Worker | None = None,
) -> Answer:
    """The answer of the store; ``limit`` 0 means all rows. A ``worker`` given is kept for the next question.

    Raises:
        InputError: the text is not SPARQL; with line, column and the place marked.
        LimitError: too long, too deep, too slow or too much memory.
        UsageError: an update, federation, or a format that does not fit.
    """
    checked, names = check_query(query.text), prefixes(store.base)
    kind = result_format(checked.form, format)
    request = {
        "query": query.text,
        "prefixes": names,
        "union": not checked.names_graphs,
        "bindings": bindings or {},
        "columns": query.columns if checked.form == "SELECT" else (),
        "format": kind,
        "limit": limit,
    }
    if worker is not None:
        reply = worker.ask(request, timeout)
    else:
        with Worker(store) as own:
            reply = own.ask(request, timeout)
    if reply.fault:
        raise explain(query, reply, names, str(store.folder or ""))
    return Answer(form=reply.form, format=kind, body=reply.body, rows=reply.rows, cut=reply.cut)


def explain(query: Query, reply: Reply, names: Collection[str], folder: str = "") -> KgError:
    """The error that a worker's fault means to the user."""
    if reply.fault == "syntax":
        return syntax_error(query, reply.message, reply.place, names)
    if reply.fault == "memory":
        return LimitError("the query needs more memory than it may have", hint="Ask for less at a time.")
    if reply.fault == "store":
        return StoreError(reply.message, file=folder)
    if "does not contains variable" in reply.message:
        return InputError(
            "a parameter that SELECT does not name cannot be bound",
            hint="Add its variable to SELECT; a '# columns:' line says which columns are shown.",
            file=query.name,
        )
    return InputError(f"the query failed: {reply.message}", file=query.name)
