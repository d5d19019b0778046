"""Finds out whom the headline means by a bare noun that the text then gives a name: "Union rejects claim"."""

from __future__ import annotations

from typing import Final

from kg.reading.actors.cast import Cast, Entity
from kg.reading.actors.definite import nouns_of
from kg.reading.actors.kinds import ALIKE, SAME, head_of, modifiers, nearest, role_fits
from kg.reading.spans.nouns import ORGANISATIONS, TELLERS

_NAMELESS: Final = frozenset({"AnonymousSource", "Document", "Video", *ORGANISATIONS})
_REASON: Final = "told of in the headline without a name"


def name_headline(cast: Cast) -> dict[str, Entity]:
    """Joins them with the only one in the text who fits; says who took whose place, by the id that is gone."""
    if not cast.headline:
        return {}
    bare = [each for each in cast.entities.values() if _is_bare(cast, each)]
    joined: dict[str, Entity] = {}
    for nameless in bare:
        found = _fitting(cast, nameless)
        if len(found) == 1:
            cast.absorb(nameless, found[0], _REASON)
            joined[nameless.id] = found[0]
    return joined


def _is_bare(cast: Cast, each: Entity) -> bool:
    return (
        each.nameless
        and each.seen < cast.headline
        and each.type in _NAMELESS
        and not each.plural
        and not each.roles
        and not each.part_of
    )


def _fitting(cast: Cast, nameless: Entity) -> list[Entity]:
    """Those of the text who hold that office, or are known by that noun or one alike."""
    others = [each for each in cast.entities.values() if each.seen > cast.headline and not each.plural]
    if nameless.type in TELLERS:
        return [each for each in others if each.type == nameless.type and each.head == nameless.head]
    held = [each for each in others if each.type == "Person" and _holds(each, nameless)]
    bodies = [each for each in others if each.type in (*ORGANISATIONS, "Name") and _is_body(each, nameless)]
    named = [each for each in (*held, *bodies) if not each.nameless]
    return named or [each for each in bodies if each.definite]


def _holds(each: Entity, nameless: Entity) -> bool:
    return any(role_fits(nameless.label, role) for role in (each.role, *each.roles) if role)


def _is_body(each: Entity, nameless: Entity) -> bool:
    """Whether the noun is one that the body was called by, or alike; a wider one says too little in a headline."""
    if each.type == "Name" and not each.roles:
        return False
    near = nearest(head_of(nameless.label), nouns_of(each))
    words = {word for text in (each.label, *each.roles, *each.forms) for word in text.lower().split()}
    return near == SAME or (near == ALIKE and modifiers(nameless.label) <= words)
