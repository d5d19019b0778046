"""The article versions that a store holds, and which of them a new one is, completes or follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, structs

from kg.emit.terms import moment, url
from kg.iris import article_iri
from kg.model import Article
from kg.store import Store
from kg.views import article_text
from kg.views.facts import Facts

_ENOUGH_ALIKE = 0.75


class Version(Struct, kw_only=True):
    """One article version in the store. ``article`` lacks the text, which is fetched when it has to be compared."""

    iri: str
    article: Article
    revises: str = ""
    fresh: bool = False  # given in this very call


class Shelf:
    """All versions, found by text, address, title and name."""

    def __init__(self, store: Store, base: str) -> None:
        self._store, self._base = store, base
        facts = Facts(store)
        self.versions = {iri: _version(facts, iri, base) for iri in facts.members("schema:NewsArticle")}

    def same(self, article: Article) -> list[Version]:
        """The versions with the same text of which nothing that is known contradicts this article."""
        alike = [v for v in self.versions.values() if v.article.sha256 == article.sha256]
        return sorted((v for v in alike if is_compatible(article, v.article)), key=lambda v: v.iri)

    def lineage(self, article: Article) -> list[Version]:
        """The other versions of the same article, first the one that revises none.

        Two that came in one call are left unlinked unless their dates tell which is the older.
        """
        found = [v for v in self.versions.values() if self._is_version(article, v) and _has_order(article, v)]
        return sorted(found, key=lambda v: (self._depth(v), v.iri))

    def _is_version(self, article: Article, version: Version) -> bool:
        other = version.article
        if article.url and article.url == other.url:
            return True
        if plain_name(article.publisher) != plain_name(other.publisher):
            return False
        if article.publisher and article.title and article.title == other.title:
            return True
        return article.name == other.name and _are_alike(article.text, article_text(self._store, version.iri))

    def _depth(self, version: Version) -> int:
        """How many versions this one follows; a circle, which only an invalid graph can hold, ends."""
        seen = {version.iri}
        while version.revises in self.versions and version.revises not in seen:
            seen.add(version.revises)
            version = self.versions[version.revises]
        return len(seen)

    def followers(self, iri: str) -> list[Version]:
        """The versions that revise this one."""
        return [version for version in self.versions.values() if version.revises == iri]


def _version(facts: Facts, iri: str, base: str) -> Version:
    known = Article(
        text="",
        name=facts.one(iri, "schema:identifier"),
        sha256=facts.one(iri, "kg:textHash"),
        published=facts.one(iri, "schema:datePublished"),
        url=facts.one(iri, "schema:url"),
        title=facts.one(iri, "schema:headline"),
        language=facts.one(iri, "schema:inLanguage"),
        authors=facts.all(iri, "schema:author"),
    )
    publisher = _publisher(facts, iri, known, base)
    article = structs.replace(known, publisher=publisher)
    return Version(iri=iri, article=article, revises=facts.one(iri, "prov:wasRevisionOf"))


def _publisher(facts: Facts, iri: str, known: Article, base: str) -> str:
    """The publisher's name as it was given: the form of the actor that leads to this very IRI, or none at all."""
    actor = facts.one(iri, "schema:publisher")
    names = ["", *facts.all(actor, "rdfs:label"), *facts.all(actor, "kg:surfaceForm")]
    given = (name for name in names if article_iri(structs.replace(known, publisher=name), base) == iri)
    return next(given, names[-1])


def plain_name(name: str) -> str:
    """A publisher's name without case and article: The Associated Press, Associated Press."""
    return name.casefold().strip().removeprefix("the ")


def is_compatible(one: Article, other: Article) -> bool:
    """Whether publisher, date and address of two articles agree as far as both are known.

    A date and a time on that date agree.
    """
    days = one.published, other.published
    return (
        _agree(plain_name(one.publisher), plain_name(other.publisher))
        and _agree(one.url, other.url)
        and (days[0].startswith(days[1]) or days[1].startswith(days[0]))
    )


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def completed(article: Article, known: Iterable[Article]) -> Article:
    """The article with what others of the same text know of it, and under the first one's display name.

    The more exact of two dates counts.
    """
    for other in known:
        article = structs.replace(
            article,
            name=other.name or article.name,
            publisher=other.publisher or article.publisher,
            published=max(article.published, other.published, key=len),
            url=article.url or other.url,
            title=article.title or other.title,
            language=article.language or other.language,
            authors=article.authors or other.authors,
        )
    return article


def canonical(article: Article) -> Article:
    """The article with date and address in the form that the store keeps, since its IRI is made of them."""
    return structs.replace(
        article,
        published=moment(article.published).value if article.published else "",
        url=url(article.url).value if article.url else "",
    )


def is_older(one: Article, other: Article) -> bool:
    """Whether it is known that the one was published before the other."""
    return bool(one.published and other.published) and one.published < other.published


def _has_order(article: Article, version: Version) -> bool:
    known = is_older(article, version.article) or is_older(version.article, article)
    return known or not version.fresh


def _are_alike(one: str, other: str) -> bool:
    """Whether two texts share most of their words: files called article.txt are often of different articles."""
    left, right = Counter(one.split()), Counter(other.split())
    total = left.total() + right.total()
    return total > 0 and 2 * (left & right).total() / total >= _ENOUGH_ALIKE
