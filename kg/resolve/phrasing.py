"""A proposition's words made comparable: entities in place of their names, one form for each word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from kg.resolve.clusters import Groups
from kg.resolve.names import designators, is_deceptive, normalise
from kg.views import EntityView, PropositionView

LEMMAS: dict[str, str] = {
    "shot": "shoot",
    "shoots": "shoot",
    "shooting": "shoot",
    "downed": "shoot down",
    "downing": "shoot down",
    "hits": "hit",
    "killed": "kill",
    "kills": "kill",
    "attacked": "attack",
    "attacks": "attack",
    "attacking": "attack",
    "denied": "deny",
    "onboard": "aboard",
}
"""Forms of one word. "Downed" is how a headline says "shot down"."""
NOUNS: dict[str, tuple[str, ...]] = {
    "Aircraft": ("plane", "aircraft", "airplane", "aeroplane", "transport plane", "military plane", "jet"),
}
"""What a text calls a thing of a type when it speaks of only one."""
AUXILIARIES = frozenset("has have had was were is are been be being did do does the a an that its of".split())
_PASSIVE = frozenset("was were been is are being".split())


class Phrase(Struct, frozen=True):
    """A text with its entities in order and its other words in any ("shot down the plane", "shot the plane down")."""

    entities: tuple[str, ...]
    words: tuple[str, ...]


class Names(Struct, frozen=True):
    """How each article names its entities, and which of these are one across articles."""

    entities: dict[str, EntityView]
    groups: Groups
    of_article: dict[str, dict[str, str]]  # article → name → entity

    def group(self, iri: str) -> str:
        """The group that an article's own entity is in."""
        return self.groups.root(iri) if iri in self.entities else iri


def collect_names(entities: Iterable[EntityView], groups: Groups) -> Names:
    """The names of all articles; where two entities share one, the first by IRI has it."""
    known = {e.iri: e for e in sorted(entities, key=lambda e: e.iri)}
    of_article: dict[str, dict[str, str]] = {}
    for entity in known.values():
        names = of_article.setdefault(entity.article, {})
        for form in _forms(entity):
            names.setdefault(_joined(form), entity.iri)
    return Names(known, groups, of_article)


def phrase(proposition: PropositionView, names: Names) -> Phrase:
    """The proposition's text, the passive turned round ("was shot down by Ukraine")."""
    tokens = _with_entities(proposition, names)
    if _PASSIVE & set(tokens):
        for at, token in enumerate(tokens[:-1]):
            if token == "by" and tokens[at + 1].startswith("<"):
                tokens = [tokens[at + 1], *tokens[:at], *tokens[at + 2 :]]
                break
    plain = (token for token in tokens if not token.startswith("<"))
    words = sorted(w for token in plain for w in lemmas(token) if w not in AUXILIARIES)
    return Phrase(tuple(token for token in tokens if token.startswith("<")), tuple(words))


def words_of(text: str) -> list[str]:
    """The words of a text in one spelling."""
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", normalise(text))


def lemmas(word: str) -> list[str]:
    """The word's plain form, which may be two words."""
    return LEMMAS.get(word, word).split()


def predicate_words(iri: str) -> tuple[str, ...]:
    """``shotDown``, ``shot-down`` and ``shoot_down`` are one predicate."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", iri.rpartition("/")[2])
    words = re.findall(r"[^\W_]+", name.casefold())
    return tuple(w for word in words if word not in AUXILIARIES for w in lemmas(word))


@lru_cache(maxsize=100_000)
def _joined(text: str) -> str:
    return " ".join(words_of(text))


def _with_entities(proposition: PropositionView, names: Names) -> list[str]:
    """The text's words, with the name of a group in angle brackets for each entity's name; longest names first.

    "The Il-76" is the plane that the proposition is about, though the article uses the word for the type as well.
    """
    text = f" {_joined(proposition.text)} "
    meant = {**names.of_article.get(proposition.article, {}), **_own_names(proposition, names)}
    present = sorted((n for n in meant if n and f" {n} " in text), key=lambda n: (-len(n), n))
    for name in present:
        text = text.replace(f" {name} ", f" <{names.group(meant[name])}> ")
    return text.split()


def _own_names(proposition: PropositionView, names: Names) -> dict[str, str]:
    """Names, type numbers and, where there is one of a type, plain nouns for what the proposition is about."""
    about = [names.entities[iri] for iri in proposition.about if iri in names.entities]
    own: dict[str, str] = {}
    for entity in about:
        alone = sum(other.type == entity.type for other in about) == 1
        marks = (mark for name in (entity.id, entity.label, entity.model) for mark in sorted(designators(name)))
        for form in (*_forms(entity), *marks, *(NOUNS.get(entity.type, ()) if alone else ())):
            own.setdefault(_joined(form), entity.iri)
    return own


def _forms(entity: EntityView) -> list[str]:
    forms = (entity.label, *entity.surface, entity.model)
    return [form for form in forms if form and not is_deceptive(form)]
