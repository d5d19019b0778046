"""Puts SHACL results into words: which assertion, with which quote, what is wrong with it, what was found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg.namespaces import DCTERMS, KG, OA, PREFIXES, PROV, RDF, RDFS, SCHEMA

LONGEST = 60
_IRI = re.compile(r"https?://[^\s<>,;]+")
_TYPE = RDF + "type"
# What a node is called, and the property that tells it from others of its kind; the first that fits is taken.
_KINDS = (
    (KG + "Assertion", "assertion", DCTERMS + "identifier", KG + "quote"),
    (KG + "Proposition", "proposition", DCTERMS + "identifier", SCHEMA + "text"),
    (KG + "Span", "span", "", OA + "exact"),
    (KG + "Entity", "entity", "", RDFS + "label"),
    (KG + "Actor", "actor", "", RDFS + "label"),
    (KG + "Thing", "thing", "", RDFS + "label"),
    (KG + "Judgement", "judgement", "", KG + "reason"),
    (KG + "Conflict", "conflict", "", SCHEMA + "description"),
    (SCHEMA + "QuantitativeValue", "quantity", "", KG + "counts"),
    (SCHEMA + "CorrectionComment", "correction", "", SCHEMA + "text"),
    (SCHEMA + "NewsArticle", "article", "", SCHEMA + "identifier"),
    (PROV + "Activity", "reading", "", ""),
    (PROV + "SoftwareAgent", "reader", "", RDFS + "label"),
    (PROV + "Person", "reader", "", RDFS + "label"),
)


class Wording:
    """Names the nodes of a graph the way a reader of the article would."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            value = getattr(quad.object, "value", str(quad.object))
            if isinstance(quad.subject, NamedNode):
                self._values[quad.subject.value][quad.predicate.value].append(value)

    def knows(self, iri: str) -> bool:
        """Whether anything is said of that node."""
        return iri in self._values

    def value(self, iri: str, predicate: str) -> str:
        """The node's value, the first in order where there are several, or an empty string."""
        return min(self._values[iri].get(predicate, [""])) if iri in self._values else ""

    def name(self, iri: str) -> str:
        """The node in words: ``assertion a02 “Kiev of shooting it down”``."""
        types = self._values[iri].get(_TYPE, []) if iri in self._values else []
        for type_, kind, identifier, words in _KINDS:
            if type_ in types:
                known = [part for part in (self.value(iri, identifier), quoted(self.value(iri, words))) if part]
                return " ".join([kind, *(known or [iri.rpartition("/")[2]])])
        return short(iri)

    def sentence(self, iri: str, message: str) -> str:
        """The message with the node as its subject, at the head of a sentence."""
        name = self.name(iri)
        named = name != short(iri)
        return f"{name[:1].upper() if named else name[:1]}{name[1:]} {_IRI.sub(lambda m: short(m[0]), message)}"

    def all_found(self, iri: str, predicate: str) -> str:
        """All values of a node's property in words."""
        return " and ".join(sorted(map(self.found, self._values[iri].get(predicate, []))) if self.knows(iri) else [])

    def found(self, value: str) -> str:
        """The value in words: a node by its name, anything else as it stands."""
        return self.name(value) if self.knows(value) else short(value) if "://" in value else quoted(value)


def quoted(text: str) -> str:
    """The text in quotation marks, cut to what fits a line; nothing for nothing."""
    if not text:
        return ""
    text = " ".join(text.split())
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + '…'}”"


def short(iri: str) -> str:
    """The IRI with its prefix, where it has one of the project's; several are separated by spaces.

    >>> short("https://schema.org/about")
    'schema:about'
    """
    return " ".join(_short(part) for part in iri.split(" ")) if "://" in iri else iri


def _short(iri: str) -> str:
    fitting = [(prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    if not fitting:
        return f"<{iri}>" if "://" in iri else iri
    prefix, space = max(fitting, key=lambda pair: len(pair[1]))
    return f"{prefix}:{iri[len(space) :]}"
