"""Takes a described mention for an entity that is already there, or for a new one; the reasons stand in each rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.reading.actors.cast import Cast, Entity, folded, initials, name_words, words_of_name
from kg.reading.actors.gazetteer import country_in, country_of_demonym
from kg.reading.actors.names import Described
from kg.reading.actors.senses import alike
from kg.reading.spans.nouns import ORGANISATIONS, TELLERS
from kg.reading.spans.wordlists import words_of

_PARTICULAR: Final = frozenset({"Aircraft", "Vehicle", "Event", "Document", "Video"})
_NEAR: Final = 1_500
"""Code points over which "the bridge" is still the bridge spoken of before."""
_GOVERNMENT: Final = "a capital speaks for its country's government"


def place(cast: Cast, described: Described, at: int, *, acts: bool) -> Entity | None:
    """The entity of a mention at that place; ``acts`` where it is a speaker or an agent. None: names nothing."""
    if described.kind in ("pronoun", "time") or not described.label:
        return None
    if described.type == "Country":
        return cast.merge(cast.country(described.country, at), described.label, "name of the country", at)
    if described.type == "Capital":
        return _capital(cast, described, at, acts=acts)
    if described.type == "Person":
        return _person(cast, described, at)
    if described.type == "Name":
        return _name(cast, described, at)
    if described.type == "Place" and described.kind == "named":
        return _city(cast, described, at)
    if described.kind == "named":
        return _body(cast, described, at)
    return _common(cast, described, at)


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


def _person(cast: Cast, described: Described, at: int) -> Entity:
    names = folded(described.name).split()

    def fits(each: Entity) -> bool:
        other = folded(each.label).split()
        if each.type not in ("Person", "Name") or not other or not names or other[-1] != names[-1]:
            return False
        return len(other) == 1 or len(names) == 1 or other[0] == names[0]

    among = cast.called(names[-1:])
    known = _main(among, fits, at) if len(names) == 1 else cast.latest(fits, at, among)
    known = known or _announced(cast, described, at)
    if known is None:
        known = cast.new(described, at)
    elif known.type == "AnonymousSource" or len(names) > len(folded(known.label).split()):
        known.label = described.name
    exact = folded(described.name) == folded(known.label)
    cast.merge(
        known, described.name, "variant spelling of one name" if exact else "surname of a person named before", at
    )
    known.type, known.role = "Person", known.role or described.role
    if described.country and not known.part_of:
        known.part_of = cast.country(described.country, at).id
    return known


def _announced(cast: Cast, described: Described, at: int) -> Entity | None:
    """Who was "the club's manager" in the sentence before and is now "manager Alan Keogh"."""
    role = folded(described.role).split()
    return cast.latest(lambda each: each.type == "AnonymousSource" and each.definite and each.head in role[-2:], at)


def _main(among: list[Entity], fits: Callable[[Entity], bool], at: int) -> Entity | None:
    """Of several with one surname the one told of most: "Crane" is the accused, not his wife Anna Crane."""
    found = [each for each in among if each.first <= at and fits(each)]
    return max(found, key=lambda each: (each.weight, each.seen), default=None)


def _name(cast: Cast, described: Described, at: int) -> Entity:
    """A name that could be anything: a surname of somebody named, an abbreviation, a word of a longer name."""
    words = name_words(described.name)

    def fits(each: Entity) -> bool:
        own = name_words(" ".join((each.label, *each.forms)))
        if each.type == "Person":
            parts = folded(each.label).split()
            return len(words) == 1 and folded(described.name) in (parts[-1], parts[0] if not each.role else "")
        return bool(words) and (
            own == words
            or (
                each.type not in ("CollectiveSource", "AnonymousSource", "Country")
                and words < own
                and _is_named(each, words)
            )
        )

    known = _main(cast.called(words), fits, at)
    if known is not None:
        _settle(known, described)
        return cast.merge(known, described.label, "same name, shorter", at)
    return cast.new(described, at)


def _settle(known: Entity, described: Described) -> None:
    """A short form tells what a name of two words is: "Messi" of a person, "Pelham" of Pelham Pharma."""
    parts, word = folded(known.label).split(), folded(described.name)
    if known.type == "Name" and len(parts) == 2 and parts[0] != parts[1]:
        known.type = "Person" if word == parts[1] else "Organization" if word == parts[0] else "Name"


def _is_named(each: Entity, words: frozenset[str]) -> bool:
    """Whether the words are among those of the label that are written as names."""
    return words <= {folded(word) for form in (each.label, *each.forms) for word in form.split() if word[:1].isupper()}


def _body(cast: Cast, described: Described, at: int) -> Entity:
    core = _core(described.label)

    def fits(each: Entity) -> bool:
        if each.type not in ORGANISATIONS and each.type != "Name":
            return False
        if each.country and described.country and each.country != described.country:
            return False
        own = _core(each.label)
        shorter = bool(core) and core < own and described.head == each.head
        return (
            own == core or shorter or initials(each.label) == described.label or initials(described.label) == each.label
        )

    known = cast.latest(fits, at, cast.called(core, described.label, initials(described.label)))
    if known is None:
        known = cast.new(described, at)
        if described.country and described.type == "GovernmentOrganization":
            known.part_of = cast.country(described.country, at).id
        return known
    if known.type == "Name":
        known.type, known.label = described.type, described.label
    return cast.merge(known, described.label, _body_reason(known, described), at)


def _body_reason(known: Entity, described: Described) -> str:
    if initials(known.label) == described.label:
        return "abbreviation of the name"
    return "same body, same country" if known.country else "same body, named more shortly"


def _core(label: str) -> frozenset[str]:
    """The words of a body's name without its country: "Russian Defense Ministry" → defense, ministry."""
    return name_words(
        " ".join(word for word in label.split() if not country_in([word.removesuffix("'s").removesuffix("’s")]))
    )


def _common(cast: Cast, described: Described, at: int) -> Entity:
    """Somebody or something without a name; a definite phrase points back, an indefinite one is new."""
    if described.kind == "definite" and (known := _pointed_at(cast, described, at)) is not None:
        if _has_name(described.label) and not _has_name(known.label):
            cast.merge(known, known.label, "", at)
            known.label = described.label
        return cast.merge(known, described.label, "a definite phrase that points back", at)
    if described.kind == "plural":
        label = folded(described.label)
        among = cast.called(words_of_name(described.label))
        same = cast.latest(lambda each: each.plural and folded(each.label) == label, at, among)
        if same is not None and described.type not in ("AnonymousSource",):
            return cast.merge(same, described.label, "the same group, named in the same words", at)
    told = _in_headline(cast, described, at)
    if told is not None:
        return cast.merge(told, described.label, "told of in the headline", at)
    entity = cast.new(described, at, described.type or "Thing")
    if described.country:
        nation = cast.country(described.country, at)
        people = described.type in ("CollectiveSource", "AnonymousSource", "GovernmentOrganization")
        entity.part_of = nation.id if people else ""
    return entity


def _in_headline(cast: Cast, described: Described, at: int) -> Entity | None:
    """The event or craft of the headline, which the lead tells again as if it were new."""
    if described.kind != "indefinite" or described.type not in ("Event", "Aircraft", "Vehicle") or at <= cast.headline:
        return None
    return cast.latest(
        lambda each: each.type == described.type and each.seen <= cast.headline and each.head == described.head, at
    )


def _has_name(label: str) -> bool:
    """Whether a word of the label is a name and no mere nationality ("Il-76 transport plane")."""
    return any(word[:1].isupper() and not country_in([word]) for word in label.split())


def _pointed_at(cast: Cast, described: Described, at: int) -> Entity | None:
    """Whom "the official", "the ministry", "the plane" or "the mayor" means: the last one of that kind."""
    head, kind, generic = described.head, described.type, words_of("generic")

    def fits(each: Entity) -> bool:
        if described.country and each.country and described.country != each.country:
            return False
        if each.type == "Person":
            return kind in ("AnonymousSource", "", "Thing") and head in folded(each.role).split()
        if kind == "Place":
            return each.type == kind and folded(each.label) == folded(described.label) and at - each.seen < _NEAR
        if each.type == "AnonymousSource" or kind in _PARTICULAR | TELLERS:
            return each.type == kind and not each.plural and head == each.head
        if kind in ORGANISATIONS and each.type in ORGANISATIONS:
            return head in folded(each.label).split() or head == each.head or (head in generic and each.type == kind)
        return False

    same = cast.latest(fits, at)
    if same is None and kind == "Event":
        return cast.latest(lambda each: each.type == kind and not each.plural and alike(each.head, head), at)
    if same is None and kind in ("Aircraft", "Vehicle"):
        return cast.latest(lambda each: each.type == kind and not each.plural, at)
    return same


def demonym_country(cast: Cast, word: str, at: int) -> Entity | None:
    """The country that an adjective points to ("Ukrainian drones")."""
    iso = country_of_demonym(word)
    return cast.country(iso, at) if iso else None
