"""Mints IRIs from content alone: no clock, no counter, no blank node."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

from kg.model import Article, Span
from kg.namespaces import BASE, KG, PREDICATE

_UNSAFE = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """A lower-case ASCII name for an IRI; text that has no ASCII letter or digit gives a short hash."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _UNSAFE.sub("-", plain).strip("-") or "x" + digest(text, 8)


def digest(text: str, length: int = 16) -> str:
    """The first ``length`` hex digits of the SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def article_iri(article: Article, base: str = BASE) -> str:
    """The article version's IRI, which is also its graph's name.

    It depends on the text and on where it was published, so that two publishers who print one wire story stay
    two articles; the file's name and place do not count.
    """
    key = "\x00".join((article.sha256, article.publisher, article.published, article.url))
    return f"{base}article/{digest(key)}"


def local_iri(article: str, kind: str, name: str) -> str:
    """The IRI of one article's own ``kind`` (entity, proposition, assertion, quantity, correction) ``name``."""
    return f"{article}/{kind}-{quote(name, safe='')}"


def span_iri(article: str, span: Span) -> str:
    """The IRI of a stretch of the article's text."""
    return f"{article}/span-{span.start}-{span.end}"


def entity_iri(name: str, base: str = BASE) -> str:
    """The IRI of a canonical entity: what the articles' own entities are judged to be."""
    return f"{base}entity/{quote(name, safe='')}"


def reader_iri(kind: str, name: str, version: str, base: str = BASE) -> str:
    """The IRI of the reader that made a Reading."""
    return f"{base}reader/{slug('-'.join(part for part in (kind, name, version) if part))}"


def predicate_iri(name: str) -> str:
    """The IRI of a predicate that a proposition uses."""
    return PREDICATE + quote(name, safe="")


def term_iri(name: str) -> str:
    """The IRI of a term of the vocabulary."""
    return KG + name
