"""Article versions of a store as records, and the one that a name means."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.store import Store
from kg.views.facts import Facts, local_name, term, value
from kg.views.records import ArticleView


def load_articles(store: Store) -> list[ArticleView]:
    """All article versions: by display name, then by date."""
    facts = Facts(store)
    nodes = facts.members("schema:NewsArticle")
    persons = set(facts.members("prov:Person"))
    counts = Counter(facts.members("kg:Assertion").values())
    views = [_view(facts, iri, persons, counts[iri]) for iri in nodes]
    return sorted(views, key=lambda view: (view.doc, view.published, view.iri))


def _view(facts: Facts, iri: str, persons: set[str], assertions: int) -> ArticleView:
    agent = facts.one(f"{iri}/reading", "prov:wasAssociatedWith")
    return ArticleView(
        iri=iri,
        id=local_name(iri),
        doc=facts.one(iri, "schema:identifier"),
        title=facts.one(iri, "schema:headline"),
        publisher=facts.one(facts.one(iri, "schema:publisher"), "rdfs:label"),
        published=facts.one(iri, "schema:datePublished"),
        url=facts.one(iri, "schema:url"),
        language=facts.one(iri, "schema:inLanguage"),
        notes=facts.all(iri, "kg:note"),
        revises=facts.one(iri, "prov:wasRevisionOf"),
        reader=facts.one(agent, "rdfs:label"),
        unchecked=agent not in persons,
        assertions=assertions,
    )


def article_text(store: Store, iri: str) -> str:
    """The stored text of an article version."""
    found = store.quads(NamedNode(iri), term("schema:articleBody"), None, iri)
    return next((value(quad.object) for quad in found), "")


def find_article(store: Store, name: str) -> ArticleView:
    """The article version that is named by its display name, by its id or the id's beginning, or by its IRI.

    Raises:
        UsageError: there is none, or more than one; then the candidates are listed.
    """
    articles, wanted = load_articles(store), name.strip().strip("<>")
    exact = [a for a in articles if wanted in (a.iri, a.id)]
    named = [a for a in articles if a.doc.casefold() == wanted.casefold()]
    begun = [a for a in articles if len(wanted) >= 4 and a.id.startswith(wanted)]
    found = exact or named or begun
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"no article in the store is called {name!r}", hint="'kg list' shows them.")
    listed = ", ".join(" ".join(filter(None, (a.id, a.publisher, a.published))) for a in found)
    raise UsageError(f"{name!r} can mean {len(found)} articles: {listed}", hint="Use the id.")
