"""Whom a definite phrase means that points back: "the lender", "the former minister", "the 61-year-old"."""

from __future__ import annotations

import re
from typing import Final

from kg.reading.actors.cast import Cast, Entity, folded
from kg.reading.actors.described import Described
from kg.reading.actors.kinds import (
    SAME,
    WIDER,
    head_of,
    is_description,
    is_known_kind,
    is_office,
    modifiers,
    nearest,
    role_fits,
)
from kg.reading.actors.senses import alike
from kg.reading.spans.nouns import ORGANISATIONS, TELLERS
from kg.reading.spans.wordlists import pronoun_of, words_of

_PARTICULAR: Final = frozenset({"Aircraft", "Vehicle", "Event", "Document", "Video"})
_SPEAKERS: Final = frozenset({"Person", "AnonymousSource", "Name"})
_SEXES: Final = {"man": "he", "boy": "he", "woman": "she", "girl": "she"}
_LEARNED: Final = frozenset({"dr", "prof"})  # titles of biologists, too
_POSSESSOR: Final = re.compile(r"['’]s? ")
_NEAR: Final = 1_500
"""Code points over which "the bridge" is still the bridge spoken of before."""


def pointed_at(cast: Cast, described: Described, at: int) -> Entity | None:
    """Who or what is meant; None where nobody fits, or two fit equally well."""
    kind = described.type
    if kind == "AnonymousSource" or is_age(described.label):
        return _person(cast, described)
    if kind in ORGANISATIONS:
        return _body(cast, described)
    found = _thing(cast, described, at)
    if found is None and kind in TELLERS and is_known_kind(described.head, "body"):
        return _body(cast, described)  # "the paper" of a newspaper
    return found if found is not None or kind not in ("", "Thing") else _unclassed(cast, described)


def is_age(label: str) -> bool:
    """Whether the phrase is "61-year-old" and no more."""
    return label.lower().endswith("-year-old")


def chosen(cast: Cast, found: list[Entity]) -> Entity | None:
    """The only one; of several the only one in this paragraph or the one before it, or the one told of far more."""
    for since in (cast.paragraph, cast.before):
        if len(found) > 1 and (near := [each for each in found if each.told >= since]):
            acting = [each for each in near if each.acted >= since]
            found = acting if len(near) > 1 and acting else near
    if len(found) == 1:
        return found[0]
    ranked = sorted(found, key=lambda each: -each.weight)
    return ranked[0] if len(ranked) > 1 and ranked[0].weight >= 2 * ranked[1].weight else None


def _agrees(each: Entity, described: Described) -> bool:
    return not (described.country and each.country and described.country != each.country)


def _person(cast: Cast, described: Described) -> Entity | None:
    """Somebody of that office or trade; else, for a word that only describes, whoever was told of last."""
    held = [each for each in cast.recent() if _agrees(each, described) and _holds(each, described)]
    if held:
        return chosen(cast, held)
    if described.tied or not ((described.speaks and is_description(described.head)) or _is_free(described)):
        return None  # "he told the captain": of whom nothing was said so far
    return _told_of(cast, described)


def _holds(each: Entity, described: Described) -> bool:
    if each.type == "Person":
        return any(_fits(described, role) for role in (*each.roles, each.role) if role)
    return (
        each.type == "AnonymousSource"
        and not each.plural
        and described.head == each.head
        and role_fits(described.label, each.label)
    )


def _fits(described: Described, role: str) -> bool:
    """Whether the phrase names that office; "his spokeswoman" is not the group's spokesman."""
    wanted, held = described.head.endswith("woman"), head_of(role).endswith("woman")
    if described.head.endswith("man") and head_of(role).endswith("man") and wanted != held:
        return False
    return role_fits(described.label, role) and not (described.owned and _POSSESSOR.search(role))


def _is_free(described: Described) -> bool:
    """Words that anybody can be called by: an age, a nationality, "the former minister" of somebody named."""
    nation = described.label[:1].isupper() and bool(described.country) and " " not in described.label
    return is_age(described.label) or nation or _is_former(described) or described.head in _SEXES


def _is_former(described: Described) -> bool:
    """ "The former teacher said" of a minister: what he was is nothing that he is."""
    return described.speaks and described.label.lower().startswith(("former ", "ex-", "onetime "))


def _told_of(cast: Cast, described: Described) -> Entity | None:
    """The one person of this paragraph, or of the one before, who can be a striker or 61 years old."""
    found = [each for each in cast.recent() if each.type in _SPEAKERS and _can_be(each, described)]
    here = [each for each in found if each.told >= cast.paragraph] or _last_to_act(cast, found)
    for kind in ("Person", "Name", "AnonymousSource"):
        if named := [each for each in here if each.type == kind]:
            return chosen(cast, [each for each in named if not _speaks_for_others(each)] or named)
    return None


def _last_to_act(cast: Cast, found: list[Entity]) -> list[Entity]:
    """Of the paragraph before, who acted in it after everybody else."""
    people = [each for each in cast.recent() if each.type in (*_SPEAKERS, "CollectiveSource")]
    others = [each.acted for each in people if not _speaks_for_others(each)]
    near = [each for each in found if each.told >= cast.before]
    return [each for each in near if max(others, default=-1) <= max(each.acted, cast.before - 1)]


def _speaks_for_others(each: Entity) -> bool:
    """Lawyers and spokeswomen, whose age nobody tells."""
    return any(head_of(role) in words_of("deputy") for role in (each.role, *each.roles) if role)


def _can_be(each: Entity, described: Described) -> bool:
    """Whether nothing known of the person speaks against the word: no office or other trade, no other sex."""
    unnamed = each.nameless and not (described.head in _SEXES and each.told >= 0)
    if each.plural or unnamed or (each.type == "Name" and (len(each.label.split()) != 2 or each.acted < 0)):
        return False
    sex = _SEXES.get(described.head, "")
    if sex and each.pronoun not in ("", sex):
        return False
    if is_age(described.label) or sex or _is_former(described) or not is_description(described.head):
        return True
    heads = [head_of(role) for role in (*each.roles, each.role) if role and role.lower().strip(".") not in _LEARNED]
    return not any(is_office(head) for head in heads)


def nouns_of(each: Entity) -> list[str]:
    """The nouns a body is known by: those of its roles, and the last word of its name, "company" for a firm's."""
    last = folded(each.label).split()[-1:]
    if each.type == "NewsMediaOrganization" and set(folded(each.label).split()) & (words_of("wire") | {"agency"}):
        last = ["newswire"]
    firm = ["company"] if last and last[0] in words_of("business") else []
    return [head_of(role) for role in each.roles] + firm + ([each.head] if each.head else last)


def _body(cast: Cast, described: Described) -> Entity | None:
    """The body known by that noun, by one alike, or by one that it is wider than; with a wide word any other body."""
    bodies = [
        each
        for each in cast.recent()
        if each.type in (*ORGANISATIONS, "Name")
        and not (each.plural and each.head != "police")
        and _agrees(each, described)
        and not (each.nameless and each.first < cast.headline)
    ]
    ranked = [(_fit(cast, each, described), each) for each in bodies]
    best = max((rank for rank, _ in ranked), default=0)
    if best:
        found = [each for rank, each in ranked if rank == best]
        if described.owned and best < SAME:
            return None  # "his group" is not the institute
        if best == WIDER and all(each.told < cast.before for each in found) and _is_another_near(cast, bodies):
            return None  # "the group" of a body just named, not of a charity paragraphs ago
        return chosen(cast, [each for each in found if not each.nameless] or found)
    if described.head not in words_of("telling") or modifiers(described.label):
        return None
    return chosen(cast, [each for each in bodies if _is_unknown_kind(each)])


def _is_another_near(cast: Cast, bodies: list[Entity]) -> bool:
    return any(each.told >= cast.paragraph and not each.nameless and not each.roles for each in bodies)


def _fit(cast: Cast, each: Entity, described: Described) -> int:
    if each.type == "Name" and not each.roles and each.head != described.head:
        return 0
    if each.nameless and not each.definite and described.head != each.head and each.told < cast.before:
        return 0  # "a manufacturer" of long ago is not the company
    if each.nameless and not set(described.label.lower().split()) <= set(each.label.lower().split()):
        return 0  # "the New York-based group" and "the charity" are not the rebel group
    if _is_initialled(each, described.head) and not modifiers(described.label):
        return WIDER
    words = {word for text in (each.label, *each.roles, *each.forms) for word in text.lower().split()}
    if not modifiers(described.label) <= words:
        return 0
    medium = each.type == "NewsMediaOrganization" and described.head in words_of("medium")
    return max(WIDER if medium else 0, nearest(described.head, nouns_of(each)))


def _is_initialled(each: Entity, noun: str) -> bool:
    """ "The bureau" can be the FBI: a public body that is known by its initials alone, the noun's among them."""
    short = each.label.isupper() and each.label.isalpha() and 2 <= len(each.label) <= 6
    return short and each.type != "NewsMediaOrganization" and not each.roles and _spells(noun, each.label)


def _spells(noun: str, letters: str) -> bool:
    return noun in words_of("initial") and noun[0].upper() in letters


def _is_unknown_kind(each: Entity) -> bool:
    """A named body that acts, of which nothing yet tells what it is: "Lacteva", "Vardhan"."""
    if each.nameless or each.plural or each.acted < 0 or each.type == "GovernmentOrganization":
        return False
    if set(folded(each.label).split()) & (words_of("body") - words_of("business") | words_of("press")):
        return False
    if each.label.isupper() and len(each.label) > 6:
        return False  # a dateline
    if each.type == "Name" and (each.pronoun or pronoun_of(each.label) or len(each.label.split()) == 2):
        return False
    return not any(is_known_kind(noun, "body") for noun in nouns_of(each))


def _unclassed(cast: Cast, described: Described) -> Entity | None:
    """A noun that no table knows, of somebody who was introduced by it: "the crew"."""
    found = [each for each in cast.recent() if described.head in map(head_of, each.roles)]
    return chosen(cast, found) if found else None


def _thing(cast: Cast, described: Described, at: int) -> Entity | None:
    """The last one of that kind."""
    head, kind = described.head, described.type

    def fits(each: Entity) -> bool:
        if not _agrees(each, described):
            return False
        if kind == "Place":
            return each.type == kind and folded(each.label) == folded(described.label) and at - each.seen < _NEAR
        return kind in _PARTICULAR | TELLERS and each.type == kind and not each.plural and head == each.head

    same = cast.latest(fits, at)
    if same is None and kind == "Document" and head in words_of("writing"):
        near = [each for each in cast.recent() if each.type == kind and not each.plural and each.told >= cast.before]
        return near[0] if len(near) == 1 else None  # "the nine-page document" of a memo
    if same is None and kind == "Event":
        return cast.latest(lambda each: each.type == kind and not each.plural and alike(each.head, head), at)
    if same is None and kind in ("Aircraft", "Vehicle"):
        return cast.latest(lambda each: each.type == kind and not each.plural, at)
    return same
