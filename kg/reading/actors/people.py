"""Names of persons: which are one person's, and which only share a surname."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Final

from kg.reading.actors.cast import Cast, Entity, folded, words_of_name
from kg.reading.actors.described import Described
from kg.reading.actors.kinds import role_fits
from kg.reading.spans.nouns import ORGANISATIONS
from kg.reading.spans.wordlists import pronoun_of, words_of

_TITLES: Final = frozenset({"Mr", "Mrs", "Ms", "Miss", "Sir", "Lord", "Lady", "Dame", "Dr", "Professor", "Prof"})
_TITLED: Final = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Lady|Dame|Lord)\.? ([^\W\d_a-z][\w’'-]*\w)")

_TWO_NAMES: Final = re.compile(r"(?<![\w.])([^\W\d_a-z][\w’'-]+)(?= ([^\W\d_a-z][\w’'-]*\w))")


def person(cast: Cast, described: Described, at: int) -> Entity:
    """The person of that name: the one named before, the one announced by an office, or a new one."""
    names = name_parts(described.name)
    known = _named(cast, names, sex_of(described), at) or _first_in_headline(cast, names, at)
    known = known or announced(cast, described)
    if known is None:
        known = cast.new(described, at)
    elif known.nameless or len(names) > len(name_parts(known.label)):
        known.label, known.nameless = described.name, False
    exact = folded(described.name) == folded(known.label)
    cast.merge(
        known, described.name, "variant spelling of one name" if exact else "surname of a person named before", at
    )
    _learn(cast, known, described, at)
    return known


def _learn(cast: Cast, known: Entity, described: Described, at: int) -> None:
    known.type, known.role = "Person", known.role or described.role
    known.pronoun = known.pronoun or sex_of(described)
    if described.country and not known.part_of:
        known.part_of = cast.country(described.country, at).id


def is_title(role: str) -> bool:
    """Whether the words before a name are no more than "Mr" or "Dr"."""
    return role.lower().strip(".") in words_of("plain-title")


def name_parts(name: str) -> list[str]:
    """The words of a name, folded, without letters after it and without particles: "Ursula von der Leyen" → 2."""
    parts = [part for part in folded(name).split() if part not in words_of("postnominal")]
    parts = parts[1:] if len(parts) > 1 and parts[0] in words_of("kept-title") else parts
    kept = [part for n, part in enumerate(parts[:-1]) if part not in words_of("particle") or _is_first(part, n)]
    return kept + parts[-1:]


def _is_first(part: str, place: int) -> bool:
    """ "Ben Marsh" has a first name; "Ben Ali" in "Zine Ben Ali" has none."""
    return place == 0 and bool(pronoun_of(part))


def sex_of(described: Described) -> str:
    """ "he" or "she" by title or first name, or an empty string."""
    words = set(re.split(r"['’]s? ", described.role.lower())[-1].split())  # not those of "Mrs. Delgado's husband"
    for kind, pronoun in (("feminine", "she"), ("masculine", "he")):
        if words & words_of(kind):
            return pronoun
    return pronoun_of(described.name) if len(name_parts(described.name)) > 1 else ""


def one_person(left: list[str], right: list[str]) -> bool:
    """Whether two names can be one's: the same surname, and first names that are equal, initials or missing."""
    if not left or not right:
        return False
    if len(left) == 1 or len(right) == 1:
        short, long = sorted((left, right), key=len)
        return short[0] == long[-1]
    return left[-1] == right[-1] and (left[0] == right[0] or _is_initial(left[0], right[0]))


def _is_initial(left: str, right: str) -> bool:
    """ "J. Smith" can be John Smith, and "Tom" Tommy."""
    short, long = sorted((left, right), key=len)
    return len(short) == 1 and long.startswith(short)


def sexes_of(text: str) -> dict[str, str]:
    """Of the surnames that the text writes with "Mr" or "Ms", and for one person only, the pronoun for that person."""
    titled: dict[str, set[str]] = defaultdict(set)
    for title, name in _TITLED.findall(text):
        titled[name].add("she" if title.lower() in words_of("feminine") else "he")
    firsts: dict[str, set[str]] = defaultdict(set)
    for first, name in _TWO_NAMES.findall(text):
        if name in titled and first not in _TITLES:
            firsts[name].add(first)
    return {folded(name): min(each) for name, each in titled.items() if len(each) == 1 and len(firsts[name]) < 2}


def _named(cast: Cast, names: list[str], sex: str, at: int) -> Entity | None:
    def fits(each: Entity) -> bool:
        kinds = ("Person", "Name", *(ORGANISATIONS if sex else ()))  # "exporter Ann Lee" may have seemed a firm
        if each.type not in kinds or each.nameless or (sex and each.pronoun and each.pronoun != sex):
            return False
        if each.type in ORGANISATIONS and (
            len(each.label.split()) != 2 or set(words_of_name(each.label)) & words_of("body")
        ):
            return False
        return one_person(names, name_parts(each.label))

    among = cast.called(names[-1:])
    if len(names) > 1:
        return cast.latest(fits, at, among)
    return main(among, fits, at) or by_first_name(among, names, sex, at)


def by_first_name(among: list[Entity], names: list[str], sex: str, at: int) -> Entity | None:
    """The only one of these with that first name; of two Kayleighs it could be either."""
    found = [each for each in among if each.first <= at and _is_first_name(each, names, sex)]
    return found[0] if len(found) == 1 else None


def _is_first_name(each: Entity, names: list[str], sex: str) -> bool:
    """ "Milan would have watched": a first name, or the family name of Kim Jong Un, of somebody named in full."""
    if each.type != "Person" or each.nameless or (sex and each.pronoun and each.pronoun != sex):
        return False
    return len(parts := name_parts(each.label)) > 1 and names[:1] == parts[:1]


def _first_in_headline(cast: Cast, names: list[str], at: int) -> Entity | None:
    """Whom the headline calls by the first name alone: "TV chef Ronnie" is then Ronnie Vassallo."""
    if len(names) < 2 or at <= cast.headline:
        return None
    found = [each for each in cast.called(names[:1]) if each.type in ("Person", "Name") and not each.nameless]
    alone = [each for each in found if each.first < cast.headline and name_parts(each.label) == names[:1]]
    return alone[0] if len(alone) == 1 and pronoun_of(names[0]) else None


def main(among: list[Entity], fits: Callable[[Entity], bool], at: int) -> Entity | None:
    """Of several with one surname the one told of most: "Crane" is the accused, not his wife Anna Crane."""
    found = [each for each in among if each.first <= at and fits(each)]
    return max(found, key=lambda each: (each.weight, each.seen), default=None)


def announced(cast: Cast, described: Described) -> Entity | None:
    """Who was "the club's manager" in the sentence before and is now "manager Alan Keogh"."""
    if not described.role:
        return None
    found = [
        each
        for each in cast.recent()
        if each.type == "AnonymousSource"
        and each.definite
        and (each.seen >= cast.before or each.first < cast.headline + 1_000)
        and role_fits(each.label, described.role)
    ]
    return found[0] if found else None
