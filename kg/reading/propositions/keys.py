"""What a clause is about, as a set of keys that can be compared: entities, senses of words, lemmas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.cast import Entity
from kg.reading.actors.gazetteer import country_of_demonym
from kg.reading.actors.mentions import Reader
from kg.reading.actors.senses import sense_called, sense_of
from kg.reading.propositions.counts import number_of
from kg.reading.spans.parse import offset
from kg.reading.spans.wordlists import words_of

_EMPTY: Final = frozenset(
    "be have do say make take get give go come there it that this which who what whether if not no more some any other "
    "another also still just own such time day week month year people actually immediately really person way thing "
    "there's s large small new part".split()
)
_WORDS: Final = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "ADV"})
_LIKE_NAMES: Final = frozenset({"Country", "Person", "Aircraft", "Vehicle", "Event", "Place", "Name"})


def keys_of(tokens: Iterable[Token], reader: Reader) -> frozenset[str]:
    """The keys of some words: ``@id`` for what is named, ``=sense``, a lemma for other words."""
    found: set[str] = set()
    tokens = list(tokens)
    for token in tokens:
        found.update(_keys(token, reader))
    return frozenset(found)


def _keys(token: Token, reader: Reader) -> set[str]:
    found: set[str] = set()
    if token.lower_ in words_of("calendar"):
        return found
    sense = sense_of(token)
    entity = reader.by_offset.get(offset(token))
    if entity is not None and is_named(entity):
        found.add("@" + entity.id)
        found.update(
            "=" + sense for form in entity.forms for word in form.lower().split() if (sense := sense_called(word))
        )
        if entity.type == "Event" and entity.country:
            found.add("@" + reader.cast.country(entity.country, 0).id)
    if country := country_of_demonym(token.text):
        return found | {"@" + reader.cast.country(country, 0).id}
    if sense:
        found.add("=" + sense)
    elif (
        token.pos_ in _WORDS and not token.is_stop and token.lemma_.lower() not in _EMPTY and entity is None
    ) or _is_plain(token, entity):
        found.add(token.lemma_.lower())
    if token.lower_ in ("on", "aboard", "inside") and token.dep_ == "prep" and _carries(token, reader):
        found.add("=aboard")
    number = number_of(token)
    if number is not None and entity is None:
        found = {f"#{number}"}
    if token.lower_ == "board" and token.i and token.nbor(-1).lower_ == "on":
        found = {"=aboard"}
    return found


def _is_plain(token: Token, entity: Entity | None) -> bool:
    """A group or kind ("prisoners", "missiles") is compared by its word."""
    return entity is not None and not is_named(entity) and token.pos_ in _WORDS and token.lemma_.lower() not in _EMPTY


def is_named(entity: Entity) -> bool:
    """Whether the entity is one particular thing, so that its identity can be compared."""
    return (entity.type in _LIKE_NAMES and not entity.plural) or entity.type.endswith("Organization")


def _carries(link: Token, reader: Reader) -> bool:
    return any(
        (entity := reader.by_offset.get(offset(each))) is not None and entity.type in ("Aircraft", "Vehicle")
        for each in link.children
    )


def coverage(part: frozenset[str], whole: frozenset[str]) -> float:
    """Which share of the first set's keys the second one holds."""
    return len(part & whole) / len(part) if part else 0.0
