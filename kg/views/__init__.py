"""What stands in a store, as records: articles, assertions, propositions, entities; and what a name means."""

from __future__ import annotations

from kg.views.articles import article_text, find_article, load_articles
from kg.views.assertions import load_assertions
from kg.views.entities import load_entities
from kg.views.names import find_entity
from kg.views.propositions import load_propositions
from kg.views.records import ArticleView, EntityView, PropositionView

__all__ = [
    "ArticleView",
    "EntityView",
    "PropositionView",
    "article_text",
    "find_article",
    "find_entity",
    "load_articles",
    "load_assertions",
    "load_entities",
    "load_propositions",
]
