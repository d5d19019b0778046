"""One article into the store: its quads, checked, in one transaction with all that they replace."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import structs
from pyoxigraph import Literal, NamedNode, Quad

from kg.emit import reading_quads
from kg.emit.terms import node
from kg.errors import KgError, StoreError
from kg.iris import article_iri
from kg.model import Article, Reading, Violation
from kg.namespaces import INFERRED, JUDGEMENTS, KG, RDF
from kg.pipeline.inputs import Job
from kg.pipeline.report import ArticleReport
from kg.pipeline.shelf import Shelf, Version, canonical, completed, is_older
from kg.resolve import moved_rulings
from kg.store import Store
from kg.validate import context_quads, misquoted, violations

Read = Callable[[Article], Reading]
_REVISES = node("prov:wasRevisionOf")
_NAME = node("schema:identifier")


class Ingest:
    """Writes articles one by one; each is there whole or not at all."""

    def __init__(self, store: Store, base: str, read: Read, *, keep_invalid: bool) -> None:
        self._store, self._base, self._read, self._keep_invalid = store, base, read, keep_invalid
        self._shelf = Shelf(store, base)

    def add(self, job: Job) -> ArticleReport:
        """Reads where need be, checks, and writes. A refusal is a report, not an exception."""
        article = job.article
        if article is None:
            return ArticleReport(name=job.file, file=job.file, status="refused", error=job.error)
        try:
            same = self._shelf.same(canonical(article))
            article = completed(canonical(article), (version.article for version in same))
            reading = structs.replace(job.reading or self._read(article), article=article)
            return self._put(job, reading, same)
        except StoreError:
            raise
        except KgError as error:
            error.file = error.file or job.file
            return ArticleReport(name=article.name, file=job.file, status="refused", error=error)

    def _put(self, job: Job, reading: Reading, same: list[Version]) -> ArticleReport:
        iri = article_iri(reading.article, self._base)
        before, after = self._neighbours(reading.article, same)
        quads = reading_quads(reading, self._base, revision_of=before)
        report = _describe(job, reading, iri, quads, before)
        if self._store.graph(iri) == set(quads) and [version.iri for version in same] == [iri]:
            self._shelve(iri, reading.article, before)
            return structs.replace(report, status="unchanged")
        found = self._violations(quads)
        if found and not self._keep_invalid:
            return structs.replace(report, status="refused", violations=found)
        graphs = self._graphs(iri, quads, same, after)
        change = self._store.replace(graphs)
        for version in same:
            self._shelf.versions.pop(version.iri, None)
        self._shelve(iri, reading.article, before)
        return structs.replace(report, status="replaced" if same else "new", violations=found, written=sum(change))

    def _neighbours(self, article: Article, same: list[Version]) -> tuple[str, list[Version]]:
        """The version that this one revises, and those that must now revise this one."""
        followers = [follower for version in same for follower in self._shelf.followers(version.iri)]
        if same:
            return next((version.revises for version in same if version.revises), ""), followers
        older = [version for version in self._shelf.lineage(article) if not is_older(article, version.article)]
        newer = [version for version in self._shelf.lineage(article) if is_older(article, version.article)]
        before = older[-1].iri if older else ""
        after = [version for version in newer if version.revises == before]
        return before, after if before else newer[:1]

    def _graphs(
        self, iri: str, quads: Iterable[Quad], same: list[Version], after: list[Version]
    ) -> dict[str, Iterable[Quad]]:
        """All that changes with this article. Conflicts go with the old state and come back when it is complete:
        a build that is killed must not leave conflicts of articles that no longer say so."""
        graphs: dict[str, Iterable[Quad]] = {version.iri: [] for version in same}
        graphs |= {version.iri: self._relinked(version, iri) for version in after}
        renamed = [version.iri for version in same if version.iri != iri]
        if renamed and self._store.graph(JUDGEMENTS):
            graphs[JUDGEMENTS] = moved_rulings(self._store, renamed[0], iri)
        return graphs | {iri: quads, INFERRED: []}

    def _relinked(self, version: Version, target: str) -> list[Quad]:
        """The graph of a later version, which now revises the target."""
        version.revises = target
        subject = NamedNode(version.iri)
        kept = [quad for quad in self._store.graph(version.iri) if quad.predicate != _REVISES]
        return [*kept, Quad(subject, _REVISES, NamedNode(target), subject)] if target else kept

    def _shelve(self, iri: str, article: Article, before: str) -> None:
        light = structs.replace(article, text="")
        self._shelf.versions[iri] = Version(iri=iri, article=light, revises=before, fresh=True)

    def remove(self, iri: str) -> int:
        """Takes a version out, and links those that revised it to the one before. Gives the quads written."""
        gone = self._shelf.versions.pop(iri)
        graphs: dict[str, Iterable[Quad]] = {
            version.iri: self._relinked(version, gone.revises) for version in self._shelf.followers(iri)
        }
        return sum(self._store.replace(graphs | {iri: [], INFERRED: []}))

    def put_graph(self, iri: str, quads: list[Quad], file: str) -> ArticleReport:
        """Writes an article's graph as it was handed over, checked like any other, its quotes included."""
        name = next((str(q.object.value) for q in quads if q.predicate == _NAME and isinstance(q.object, Literal)), iri)
        report = ArticleReport(
            name=name, file=file, iri=iri, status="unchanged", quads=len(quads), assertions=_count(quads)
        )
        old = self._store.graph(iri)
        if old == set(quads):
            return report
        found = (*self._violations(quads), *misquoted(quads))
        if found and not self._keep_invalid:
            return structs.replace(report, status="refused", violations=found)
        change = self._store.replace({iri: quads, INFERRED: []})
        return structs.replace(report, status="replaced" if old else "new", violations=found, written=sum(change))

    def _violations(self, quads: list[Quad]) -> tuple[Violation, ...]:
        """What forbids to store the graph, with what the store knows of the nodes that it refers to."""
        found = violations(quads, context=context_quads(self._store, quads))
        return tuple(violation for violation in found if violation.severity == "Violation")


def _describe(job: Job, reading: Reading, iri: str, quads: list[Quad], before: str) -> ArticleReport:
    return ArticleReport(
        name=reading.article.name,
        file=job.file,
        iri=iri,
        status="refused",
        quads=len(quads),
        assertions=len(reading.assertions),
        dropped=reading.dropped,
        revision_of=before,
        unchecked=reading.reader.kind != "person",
    )


def _count(quads: Iterable[Quad]) -> int:
    kind, assertion = NamedNode(RDF + "type"), NamedNode(KG + "Assertion")
    return sum(quad.predicate == kind and quad.object == assertion for quad in quads)
