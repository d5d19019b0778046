"""The publisher among the actors: by its name, in full or short, or as "this newspaper"."""

from __future__ import annotations

import re

from kg.reading.actors.cast import Entity, folded, initials
from kg.reading.actors.described import Described
from kg.reading.actors.mentions import Reader
from kg.reading.actors.merging import SELF

_MEDIA = ("NewsMediaOrganization", "Organization", "Name")
_REASON = "the publisher speaks of itself"


def find_publisher(given: str, text: str, reader: Reader) -> Entity:
    """The publisher as an actor: by the name given, by an agency's mark in the text, else without a name."""
    name = given or _named_in(text)
    found = [each for each in reader.cast.entities.values() if _is_self(each) or (name and name_fits(each, name))]
    found.sort(key=lambda each: (not (name and _is_exactly(each, name)), each.number))
    if not found:
        found = [reader.cast.new(Described("NewsMediaOrganization", name or "the publisher", name), 0)]
    publisher, *others = found
    for each in others:
        reader.cast.absorb(each, publisher, _REASON)
    for at, entity in reader.by_offset.items():
        reader.by_offset[at] = publisher if entity in others else entity
    publisher.speaks, publisher.type = True, "NewsMediaOrganization"
    if _is_self(publisher) or (given and not _is_exactly(publisher, given)):
        publisher.label, publisher.reason = name or "the publisher", ""
    return publisher


def _is_self(entity: Entity) -> bool:
    return entity.reason == SELF


def _is_exactly(entity: Entity, name: str) -> bool:
    return _plain(name) in {_plain(form) for form in (entity.label, *entity.forms)}


def _plain(name: str) -> str:
    return re.sub(r"^the ", "", folded(name))


def name_fits(entity: Entity, name: str) -> bool:
    """Whether the entity bears the publisher's name, with or without its article, short or abbreviated.

    Taken for a person ("Stackwatch could not establish …"), it has to bear exactly that name.
    """
    if entity.type not in _MEDIA:
        return entity.type != "Country" and _plain(name) == _plain(entity.label)
    return _is_exactly(entity, name) or any(
        initials(name) == form or _is_short(form, name) for form in (entity.label, *entity.forms)
    )


def _is_short(form: str, name: str) -> bool:
    """ "the Courier" in the Tolliver County Courier."""
    return form[:1].isupper() and " " in _plain(name) and _plain(name).endswith(" " + _plain(form))


def _named_in(text: str) -> str:
    """An agency that signs the text: "– The Associated Press" after the title, "(Reuters)" before the lead."""
    signed = re.search(
        r"[–—-] (The Associated Press|Reuters|Agence France-Presse|BBC News)\s*$", text[:2000], re.MULTILINE
    )
    lead = re.search(r"\((AP|Reuters|AFP|dpa|ANSA|UPI)\) ?[–—-]", text[:2000])
    return signed[1] if signed else lead[1] if lead else ""
