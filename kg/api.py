"""``kg.open``: a store as an object for notebooks and scripts, with rdflib, networkx and pandas at hand."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode
from rdflib import XSD, BNode, Dataset, Graph, URIRef
from rdflib import Literal as Value
from rdflib.plugins import sparql
from rdflib.query import Result

from kg.conflicts import find_conflicts, find_unresolved, load_world
from kg.errors import UsageError
from kg.export.graph import to_networkx
from kg.model import AssertionView, Conflict
from kg.namespaces import prefixes
from kg.queries.answers import LIMIT, TIMEOUT, ask
from kg.queries.binding import bind
from kg.queries.header import Query
from kg.queries.named import find_query
from kg.store import Store, open_store
from kg.views import ArticleView, find_entity, load_articles, load_assertions

if TYPE_CHECKING:
    import pandas as pd

# Else `FROM <file:///…>` in a query to `.dataset` would read files.
sparql.SPARQL_LOAD_GRAPHS = False

_SHOWN = 10


class _Dataset(Dataset):
    """A Dataset that can be parsed and asked under ``-W error``: rdflib itself calls what it has deprecated."""

    @property
    def default_context(self) -> Graph:
        """The default graph."""
        graph: Graph = self.default_graph
        return graph

    @default_context.setter
    def default_context(self, graph: Graph) -> None:
        self._default_context = graph

    contexts = Dataset.graphs


class KnowledgeGraph:
    """A store on disk, opened for the moment of each question, so that it never keeps ``kg build`` waiting."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with self._opened() as store:
            self.base = store.base

    @contextmanager
    def _opened(self) -> Iterator[Store]:
        with open_store(self.folder) as store:
            yield store

    @cached_property
    def dataset(self) -> Dataset:
        """All graphs as an rdflib Dataset whose default graph is their union; a copy as of the first use."""
        dataset = _Dataset(default_union=True)
        with self._opened() as store:
            for quad in store.quads():
                graph = dataset.graph(_term(quad.graph_name)) if quad.graph_name != DefaultGraph() else dataset
                graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
        for prefix, iri in prefixes(self.base).items():
            dataset.bind(prefix, iri, override=True, replace=True)
        return dataset

    def query(self, query: str, /, *, limit: int = LIMIT, timeout: float = TIMEOUT, **params: object) -> Result:
        """The rdflib Result of SPARQL, or of a named query and its parameters; the project's prefixes are known.

        It runs in a process of its own, which can be stopped and neither writes nor asks other servers.

        Raises:
            InputError: not SPARQL.
            LimitError: too slow, too deep or too long.
            UsageError: an update, federation, or parameters that do not fit.
        """
        is_name = not any(character.isspace() or character in "{}" for character in query)
        found = find_query(query) if is_name else Query(name="query", text=query)
        with self._opened() as store:
            given = bind(found, {name: str(value) for name, value in params.items()}, lambda n: find_entity(store, n))
            answer = ask(store, found, given, limit=limit, timeout=timeout)
        return _result(answer.form, answer.format, answer.body)

    def articles(self) -> list[ArticleView]:
        """The article versions."""
        with self._opened() as store:
            return load_articles(store)

    def assertions(self) -> list[AssertionView]:
        """Who said what, in the order of the articles' texts."""
        with self._opened() as store:
            return load_assertions(store)

    def conflicts(self) -> list[Conflict]:
        """The pairs of assertions that clash."""
        with self._opened() as store:
            return find_conflicts(load_world(store))

    def unresolved(self) -> list[Conflict]:
        """The pairs of a claim and a non-answer to it."""
        with self._opened() as store:
            return find_unresolved(load_world(store))

    def to_networkx(self) -> nx.MultiDiGraph:
        """Actors, assertions, propositions and conflicts as a network."""
        with self._opened() as store:
            return to_networkx(store)

    def to_pandas(self) -> pd.DataFrame:
        """One row an assertion.

        Raises: UsageError where pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise UsageError("pandas is not installed", hint="pip install 'kg-assertions[pandas]'") from error
        rows = [_row(view) for view in self.assertions()]
        return pandas.DataFrame(rows, columns=list(AssertionView.__struct_fields__))

    def __repr__(self) -> str:
        return f"<kg store {str(self.folder)!r}: {len(self.articles())} articles, {len(self.assertions())} assertions>"

    def _repr_html_(self) -> str:
        """The articles and the first conflicts, for notebooks; every word of an article is escaped."""
        conflicts = self.conflicts()
        counts = f"{len(self.assertions()):,} assertions, {len(conflicts):,} conflicts"
        articles = [[a.doc, a.publisher, a.published, f"{a.assertions:,}", _reader(a)] for a in self.articles()]
        pairs = [[c.type, c.question, _side(c.a), _side(c.b)] for c in conflicts[:_SHOWN]]
        tables = [
            _table(["article", "publisher", "published", "assertions", "reader"], articles),
            _table(["conflict", "question", "one side", "other side"], pairs) if pairs else "",
        ]
        return f"<p><b>{escape(str(self.folder))}</b>: {counts}</p>{''.join(tables)}"


def open_graph(folder: str | Path) -> KnowledgeGraph:
    """The store in a folder; ``kg.open`` is this.

    Raises: StoreError when there is none, or it is being written to.
    """
    return KnowledgeGraph(Path(folder))


def _result(form: str, format: str, body: bytes) -> Result:
    if form in {"CONSTRUCT", "DESCRIBE"}:
        result = Result(form)
        result.graph = Graph().parse(data=body, format=format)
        return result
    return Result.parse(io.BytesIO(body), format="json")


def _term(term: object) -> URIRef | BNode | Value:
    """rdflib's term for one of the store's; its own parser of N-Quads calls what it has deprecated, too."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise UsageError("rdflib knows no triples as terms", hint="Ask with .query() instead.")
    plain = term.language or term.datatype.value == str(XSD.string)  # to rdflib another literal than one of that type
    return Value(term.value, lang=term.language, datatype=None if plain else URIRef(term.datatype.value))


def _row(view: AssertionView) -> Mapping[str, Any]:
    row = {name: getattr(view, name) for name in view.__struct_fields__}
    return row | {name: [(span.start, span.end) for span in row[name]] for name in ("spans", "source", "cue")}


def _reader(article: ArticleView) -> str:
    return f"{article.reader}, unchecked" if article.unchecked else article.reader


def _side(view: AssertionView) -> str:
    mark = " (machine-read, unchecked)" if view.unchecked else ""
    return f"{view.by_label} {view.stance}{mark}: “{view.quote}”"


def _table(headers: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{escape(header)}</th>" for header in headers)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
