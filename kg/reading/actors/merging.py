"""Takes a described mention for an entity that is already there, or for a new one; the reasons stand in each rule."""

from __future__ import annotations

import re
from typing import Final

from kg.reading.actors.cast import Cast, Entity, folded, initials, name_words, words_of_name
from kg.reading.actors.described import Described
from kg.reading.actors.gazetteer import country_in
from kg.reading.actors.nameless import nameless
from kg.reading.actors.people import by_first_name, is_title, main, name_parts, person
from kg.reading.spans.nouns import ORGANISATIONS
from kg.reading.spans.wordlists import pronoun_of, words_of

_GOVERNMENT: Final = "a capital speaks for its country's government"


_KEPT: Final = frozenset({"Aircraft", "Vehicle", "Weapon", "Place"})
"""What "the Lek" of "the Lek river" and "the Il-76" of "an Il-76 plane" are called by a part of."""
_SHORT: Final = "same name, shorter"
SELF: Final = "the publisher's word for itself"
"""The mark of an entity that is "this newspaper"; it says who it is only until the publisher is found."""


def place(cast: Cast, described: Described, at: int, *, acts: bool) -> Entity | None:
    """The entity of a mention at that place; ``acts`` where it is a speaker or an agent. None: names nothing."""
    found = _place(cast, described, at, acts=acts)
    if found is not None and described.role and described.role not in found.roles and not is_title(described.role):
        found.roles.append(described.role)
    return found


def publisher_itself(cast: Cast, label: str, at: int) -> Entity:
    """ "This newspaper": whoever publishes the article."""
    known = cast.latest(lambda each: each.reason == SELF, at)
    if known is None:
        known = cast.new(Described("NewsMediaOrganization", label, label), at)
        known.reason = SELF
    return known


def _place(cast: Cast, described: Described, at: int, *, acts: bool) -> Entity | None:
    if described.kind in ("pronoun", "time") or not described.label:
        return None
    if described.type == "Country":
        return cast.merge(cast.country(described.country, at), described.label, "name of the country", at)
    if described.type == "Capital":
        return _capital(cast, described, at, acts=acts)
    if described.type == "Person":
        return person(cast, described, at)
    if described.kind != "named" and described.type != "Name":
        return nameless(cast, described, at)
    return _bearer(cast, described, at, acts=acts) or _named(cast, described, at)


def _bearer(cast: Cast, described: Described, at: int, *, acts: bool) -> Entity | None:
    """Who bears a name that looks like another thing: "PENCE", "Flynn, a top surrogate", the city of Toyota."""
    if not (described.type == "Thing" or described.name.isupper() or (described.type == "Place" and acts)):
        return None
    known = _known_name(cast, described, at)
    kinds = ("Person", *ORGANISATIONS) if described.type == "Place" else ("Person", "Name")
    return cast.merge(known, described.label, _SHORT, at) if known is not None and known.type in kinds else None


def _named(cast: Cast, described: Described, at: int) -> Entity:
    if described.type == "Name":
        return _name(cast, described, at)
    return _city(cast, described, at) if described.type == "Place" else _body(cast, described, at)


def _capital(cast: Cast, described: Described, at: int, *, acts: bool) -> Entity:
    if acts:
        return cast.merge(cast.country(described.country, at), described.label, _GOVERNMENT, at)
    return _city(cast, described, at)


def _city(cast: Cast, described: Described, at: int) -> Entity:
    label = folded(described.label)
    known = cast.latest(
        lambda each: each.type == "Place" and folded(each.label) == label,
        at,
        cast.called(words_of_name(described.label)),
    )
    return (
        known
        if known is not None and cast.merge(known, described.label, "same name", at)
        else cast.new(described, at, "Place")
    )


def _name(cast: Cast, described: Described, at: int) -> Entity:
    """A name that could be anything: a surname of somebody named, an abbreviation, a word of a longer name."""
    known = _known_name(cast, described, at)
    if known is not None:
        _settle(known, described)
        return cast.merge(known, described.label, _SHORT, at)
    return cast.new(described, at)


def _known_name(cast: Cast, described: Described, at: int) -> Entity | None:
    words = name_words(described.name)
    among = cast.called(words)
    known = main(among, lambda each: bool(words) and _own_words(each) == words, at)
    known = known or main(among, lambda each: _is_short_for(each, words, described), at)
    short = name_parts(described.name)
    return known or (by_first_name(among, short, "", at) if len(short) == 1 else None)


def _own_words(each: Entity) -> frozenset[str]:
    return name_words(each.label)


def _is_short_for(each: Entity, words: frozenset[str], described: Described) -> bool:
    if each.type == "Person":
        return name_parts(described.name) == name_parts(each.label)[-1:]
    if (each.nameless and each.type not in _KEPT) or words <= words_of("vague"):
        return False  # "Clinton" is not the Clinton campaign, "International" not the agency
    own = name_words(" ".join(_unpossessed(form) for form in (each.label, *each.forms)))
    if not words or each.type in ("CollectiveSource", "AnonymousSource", "Country", "Thing"):
        return False
    return own == words or (words < own and _is_named(each, words) and _at_an_end(each, described))


def _at_an_end(each: Entity, described: Described) -> bool:
    """Whether the name begins or ends with the words: "the Crown" is no short form of Newcastle Crown Court."""
    short = words_of_name(described.name)
    names = [words_of_name(_unpossessed(form)) for form in (each.label, *each.forms)]
    return any(name[: len(short)] == short or name[-len(short) :] == short for name in names)


def _unpossessed(form: str) -> str:
    """ "Blackthorn's mine" is not Blackthorn: what stands before the possessive is somebody else's name."""
    return re.split(r"['’]s? ", re.split(r" (?:in|at) ", form)[0])[-1]


def _settle(known: Entity, described: Described) -> None:
    """A short form tells what a name of two words is: "Messi" of a person, "Pelham" of Pelham Pharma."""
    parts, word = folded(known.label).split(), folded(described.name)
    if known.type == "Name" and len(parts) == 2 and parts[0] != parts[1]:
        first = word == parts[0] and not pronoun_of(known.label)  # "Pelham" is no person's first name
        known.type = "Person" if word == parts[1] else "Organization" if first else "Name"


def _is_named(each: Entity, words: frozenset[str]) -> bool:
    """Whether the words are among those of the label that are written as names."""
    return words <= {
        folded(word) for form in (each.label, *each.forms) for word in _unpossessed(form).split() if word[:1].isupper()
    }


def _body(cast: Cast, described: Described, at: int) -> Entity:
    core = _core(described.label)

    def fits(each: Entity) -> bool:
        if each.type not in ORGANISATIONS and each.type != "Name":
            return False
        if each.country and described.country and each.country != described.country:
            return False
        own = _core(each.label)
        if (" in " in each.label) != (" in " in described.label) and each.nameless:
            return False  # "the Kazakh embassy in Copenhagen" is not the embassy told of
        shorter = bool(core) and core < own and described.head == each.head
        return (
            own == core
            or shorter
            or described.label in each.forms
            or initials(each.label) == described.label
            or initials(described.label) == each.label
        )

    known = cast.latest(fits, at, cast.called(core, described.label, initials(described.label)))
    known = known or _short_in_headline(cast, described, at)
    if known is None:
        known = cast.new(described, at)
        if described.country and described.type == "GovernmentOrganization":
            known.part_of = cast.country(described.country, at).id
        return known
    if known.type == "Name" or _short_label(known, described):
        known.type, known.label = described.type, described.label
    return cast.merge(known, described.label, _body_reason(known, described), at)


def _short_label(known: Entity, described: Described) -> bool:
    return len(described.label.split()) > 1 and known.label == described.label.split()[0]


def _short_in_headline(cast: Cast, described: Described, at: int) -> Entity | None:
    """Whom the headline calls by the first word of the name that the text then gives in full: Kremser Privatbank."""
    first, *more = described.name.split()
    if not more or at <= cast.headline or described.type not in ORGANISATIONS or len(first) < 3:
        return None
    found = [each for each in cast.called([folded(first)]) if each.type in ("Name", *ORGANISATIONS)]
    alone = [each for each in found if each.label == first and each.seen <= cast.headline]
    return alone[0] if len(alone) == 1 else None


def _body_reason(known: Entity, described: Described) -> str:
    if initials(known.label) == described.label:
        return "abbreviation of the name"
    return "same body, same country" if known.country else "same body, named more shortly"


def _core(label: str) -> frozenset[str]:
    """The words of a body's name without its country: "Russian Defense Ministry" → defense, ministry."""
    return name_words(
        " ".join(word for word in label.split() if not country_in([word.removesuffix("'s").removesuffix("’s")]))
    )
