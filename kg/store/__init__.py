"""The store: quads in named graphs, on disk or in memory; each write replaces whole graphs in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.errors import StoreError
from kg.namespaces import BASE, ENTITIES, INFERRED, JUDGEMENTS, ONTOLOGY, VOID
from kg.store.folder import check_folder, faults, open_engine
from kg.store.lock import FolderLock

__all__ = ["SHARED", "Change", "Store", "open_store"]

SHARED = frozenset({ENTITIES, INFERRED, JUDGEMENTS, ONTOLOGY})
"""The graphs that are no article's: rebuilt from the others, decided by people, or brought by the package."""


class Change(NamedTuple):
    """How many quads a write added and removed; false when it changed nothing."""

    added: int
    removed: int

    def __bool__(self) -> bool:
        return self.added + self.removed > 0


class Store:
    """An open store. Use it in a ``with`` block, or ``close`` it: until then its folder is locked."""

    def __init__(
        self,
        engine: pyoxigraph.Store,
        folder: Path | None = None,
        lock: FolderLock | None = None,
        *,
        writable: bool = True,
    ) -> None:
        self._engine: pyoxigraph.Store | None = engine
        self._lock = lock
        self.folder, self.writable = folder, writable

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the folder. What was written stays written."""
        self._engine = None
        if self._lock is not None:
            self._lock.release()

    @property
    def engine(self) -> pyoxigraph.Store:
        """Oxigraph itself, for hot paths; do not keep it beyond the store."""
        if self._engine is None:
            raise StoreError("the store is closed", file=str(self.folder or ""))
        return self._engine

    def __len__(self) -> int:
        return len(self.engine)

    @property
    def base(self) -> str:
        """The base that this store's IRIs were minted under."""
        space = NamedNode(VOID + "uriSpace")
        spaces = [quad.object for quad in self.quads(NamedNode(ENTITIES), space, graph=ENTITIES)]
        return next((str(space.value) for space in spaces if isinstance(space, pyoxigraph.Literal)), BASE)

    def graphs(self) -> list[str]:
        """The names of all graphs, sorted."""
        with faults(self.folder):
            return sorted(str(name.value) for name in self.engine.named_graphs())

    def articles(self) -> list[str]:
        """The IRIs of the article versions, which are their graphs' names, sorted."""
        return [name for name in self.graphs() if name not in SHARED]

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | pyoxigraph.Literal | None = None,
        graph: str | None = None,
    ) -> Iterator[Quad]:
        """The quads that match; ``None`` matches everything."""
        name = NamedNode(graph) if graph is not None else None
        with faults(self.folder):
            yield from self.engine.quads_for_pattern(subject, predicate, object, name)

    def graph(self, name: str) -> set[Quad]:
        """All quads of one graph."""
        return set(self.quads(graph=name))

    def replace(self, graphs: Mapping[str, Iterable[Quad]]) -> Change:
        """Makes each named graph hold exactly these quads, all of them in one transaction.

        No quads at all remove the graph. Only what differs is written, so that the same again writes nothing.
        """
        added: dict[str, set[Quad]] = {}
        removed: dict[str, set[Quad]] = {}
        gone = []
        for name, quads in graphs.items():
            old, new = self.graph(name), _of_graph(name, quads)
            added[name], removed[name] = new - old, old - new
            if old and not new:
                gone.append(name)
        change = Change(sum(map(len, added.values())), sum(map(len, removed.values())))
        if change:
            self._commit(added, removed, gone)
        return change

    def _commit(self, added: dict[str, set[Quad]], removed: dict[str, set[Quad]], gone: list[str]) -> None:
        """One call of the engine, because each of its calls is a transaction of its own."""
        with faults(self.folder):
            if not any(removed.values()):
                self.engine.extend([quad for quads in added.values() for quad in quads])
                return
            steps = [f"DROP SILENT GRAPH {NamedNode(name)}" for name in gone]
            steps += [_data("DELETE", name, quads) for name, quads in removed.items() if quads and name not in gone]
            steps += [_data("INSERT", name, quads) for name, quads in added.items() if quads]
            self.engine.update(";\n".join(steps))

    def flush(self) -> None:
        """Makes sure that everything written is on the disk and outlives a power cut."""
        with faults(self.folder):
            self.engine.flush()


def _of_graph(name: str, quads: Iterable[Quad]) -> set[Quad]:
    """The quads, all of which must be that graph's: a stray one would land where nobody replaces it."""
    new, node = set(quads), NamedNode(name)
    if any(quad.graph_name != node for quad in new):
        raise ValueError(f"a quad of another graph among those of {name}")
    return new


def _data(verb: str, graph: str, quads: Iterable[Quad]) -> str:
    """An update's step; the engine's own serialiser does the escaping."""
    triples = pyoxigraph.serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    return f"{verb} DATA {{ GRAPH {NamedNode(graph)} {{\n{triples.decode()}}} }}"


def open_store(folder: Path | None = None, *, write: bool = False, wait: bool = False) -> Store:
    """The store in a folder, or a new one in memory.

    Any number of readers or one writer at a time; ``wait`` waits for the others. Only a writer makes a new folder.

    Raises: StoreError when the store is in use, damaged, not there, or cannot be written to.
    """
    if folder is None:
        return Store(pyoxigraph.Store())
    check_folder(folder, write=write)
    if write:
        with faults(folder):
            folder.mkdir(parents=True, exist_ok=True)
    lock = FolderLock(folder, write=write, wait=wait)
    try:
        check_folder(folder, write=write)  # once more: another process may have changed it before the lock was ours
        return Store(open_engine(folder, write=write), folder, lock, writable=write)
    except BaseException:
        lock.release()
        raise
