"""Takes Turtle, TriG or N-Quads back in: sorts the triples into their articles' graphs.

What is derived (entities, conflicts, the vocabulary) is left out, since it is rebuilt from the articles.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import InputError, LimitError
from kg.namespaces import GRAPH, KG, PREDICATE, RDF, SCHEMA

FORMATS = {".ttl": RdfFormat.TURTLE, ".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS, ".nt": RdfFormat.N_TRIPLES}
LARGEST = 200_000_000
_TYPE = NamedNode(RDF + "type")
_ARTICLE = SCHEMA + "NewsArticle"
_LOCAL = re.compile(r"(.+/article/[0-9a-f]+)(/.*)?")
# The parser is native code; deep enough nesting ends its process with a segmentation fault, so another one tries first.
_TRIAL = """import sys, pyoxigraph as ox
try:
    for quad in ox.parse(path=sys.argv[1], format=ox.RdfFormat.from_media_type(sys.argv[2])): pass
except (SyntaxError, ValueError): pass"""


def imported_graphs(path: Path) -> dict[str, list[Quad]]:
    """The article graphs in a file: name → quads, sorted.

    Raises:
        InputError: not RDF of a known kind, a relative IRI, a blank node, a triple term, or no article in it.
        LimitError: the file is too large, or nested too deeply to be parsed.
    """
    format = FORMATS.get(path.suffix.lower())
    if format is None:
        raise InputError("not a file that can be imported", file=str(path), hint="expected " + ", ".join(FORMATS))
    _try_parsing(path, format)
    quads = [_checked(quad, path) for quad in _parsed(path, format)]
    graphs = _by_article(quads)
    if not graphs:
        raise InputError("no schema:NewsArticle in it", file=str(path), hint="import what 'kg export' wrote")
    return {name: sorted(set(graphs[name]), key=str) for name in sorted(graphs)}


def _try_parsing(path: Path, format: RdfFormat) -> None:
    if path.stat().st_size > LARGEST:
        raise LimitError(f"larger than {LARGEST:,} bytes", file=str(path), hint="split the file by article")
    trial = subprocess.run(
        [sys.executable, "-I", "-c", _TRIAL, str(path), format.media_type],
        capture_output=True,
        timeout=600,
        check=False,
    )
    if trial.returncode < 0:
        raise LimitError("nested too deeply to be read", file=str(path), hint="nothing was imported")


def _parsed(path: Path, format: RdfFormat) -> Iterable[Quad]:
    try:
        yield from parse(path=path, format=format)
    except SyntaxError as error:
        raise InputError(error.msg, file=str(path), line=error.lineno, column=error.offset) from error
    except ValueError as error:
        raise InputError(str(error), file=str(path), hint="expected UTF-8 text") from error


def _checked(quad: Quad, path: Path) -> Quad:
    """The quad itself, when it holds nothing that this project's graphs never hold."""
    for term in (quad.subject, quad.object, quad.graph_name):
        if isinstance(term, BlankNode):
            raise InputError(f"a blank node ({term})", file=str(path), hint="give every node an IRI")
        if isinstance(term, Triple):
            raise InputError("a triple term", file=str(path), hint="RDF 1.1 only; see the README")
    return quad


def _by_article(quads: list[Quad]) -> dict[str, list[Quad]]:
    """Each article's quads. In Turtle, a shared node (a reader, a predicate) goes with every article that names it."""
    articles = {_iri(q.subject) for q in quads if q.predicate == _TYPE and q.object == NamedNode(_ARTICLE)}
    graphs: dict[str, list[Quad]] = defaultdict(list)
    shared: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        home = _home(_iri(quad.subject), articles)
        if home and not _derived(quad):
            graphs[home].append(Quad(quad.subject, quad.predicate, quad.object, NamedNode(home)))
        elif not home:
            shared[_iri(quad.subject)].append(quad)
    for name, rows in graphs.items():
        named = sorted({q.object.value for q in rows if isinstance(q.object, NamedNode) and _is_shared(q.object.value)})
        graphs[name] = rows + [
            Quad(q.subject, q.predicate, q.object, NamedNode(name)) for node in named for q in shared.get(node, [])
        ]
    return graphs


def _home(subject: str, articles: set[str]) -> str:
    match = _LOCAL.fullmatch(subject)
    return match.group(1) if match and match.group(1) in articles else ""


def _is_shared(node: str) -> bool:
    return node.startswith(PREDICATE) or "/reader/" in node


def _derived(quad: Quad) -> bool:
    """Whether a triple about an article's own node was added by resolving or by the conflict rules."""
    if _iri(quad.graph_name).startswith(GRAPH):
        return True
    added = {KG + name for name in ("identity", "sameClaim", "origin", "status")}
    about_canonical = quad.predicate.value == SCHEMA + "about" and "/article/" not in _iri(quad.object)
    return quad.predicate.value in added or about_canonical


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
