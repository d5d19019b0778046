"""When two articles' actors or things are one: rules that give a reason, or none. A wrong "same" is worse than none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from kg.resolve.dates import are_far_apart, days_in
from kg.resolve.names import (
    content_words,
    designators,
    full_name,
    initials,
    is_deceptive,
    is_distinctive,
    is_named,
    normalise,
)
from kg.views import EntityView

NEVER = frozenset({"AnonymousSource", "CollectiveSource"})
"""Two officials without a name are never known to be one; nor are two times "analysts"."""
BODIES = frozenset({"Organization", "GovernmentOrganization", "NewsMediaOrganization"})
OBJECTS = frozenset({"Aircraft", "Vehicle", "Thing"})
"""What may be the plane: a hasty Reading calls it a vehicle, or a thing."""
TEXTS = frozenset({"Event", "Document", "Thing", "Weapon"})


class Surroundings(Struct, frozen=True):
    """What a verdict may ask about the rest of the store."""

    are_same: Callable[[str, str], bool]  # two articles' own entities, as far as they are joined already
    beside: Callable[[str], frozenset[str]]  # what an entity's propositions are about beside it, joined names
    rivals: Callable[[EntityView, EntityView], int]  # how many of the other's article could be the first just as well


class Verdict(Struct, frozen=True):
    """A rule: under which keys two entities meet, and why they are the same."""

    name: str
    keys: Callable[[EntityView], Iterable[str]]
    reason: Callable[[EntityView, EntityView, Surroundings], str]


def forbids(left: EntityView, right: EntityView) -> str:
    """Why the two can never be judged the same by rule; empty if nothing forbids it."""
    if {left.type, right.type} & NEVER:
        return "unnamed sources are never merged"
    if is_deceptive(left.label) or is_deceptive(right.label):
        return "a name that mixes scripts or hides characters is never merged"
    if left.wikidata and right.wikidata and left.wikidata != right.wikidata:
        return "they are linked to different Wikidata items"
    if left.article == right.article:
        return "one article tells them apart"
    return "" if _is_one_kind(left.type, right.type) else "they are of different kinds"


def names_of(entity: EntityView) -> frozenset[str]:
    """Label and surface forms, normalised; forms that pretend to be others are left out."""
    return frozenset(normalise(form) for form in (entity.label, *entity.surface) if not is_deceptive(form)) - {""}


def _is_one_kind(left: str, right: str) -> bool:
    kinds = {left, right}
    return left == right or kinds <= BODIES or kinds <= OBJECTS or kinds == {"Country", "GovernmentOrganization"}


def _by_wikidata(left: EntityView, right: EntityView, around: Surroundings) -> str:
    return f"both are linked to Wikidata {left.wikidata}" if left.wikidata == right.wikidata else ""


def _by_country(left: EntityView, right: EntityView, around: Surroundings) -> str:
    if "Country" not in {left.type, right.type}:
        return ""
    if normalise(left.label) == normalise(right.label):
        return f"both are called {left.label}"
    both_countries = left.type == right.type == "Country"
    for named, other in ((left, right), (right, left)):
        if both_countries and normalise(named.label) in names_of(other):
            return f"{named.label} is a name of {other.label} in the other article"
    return ""


def _by_place(left: EntityView, right: EntityView, around: Surroundings) -> str:
    if normalise(left.label) != normalise(right.label) or not (is_named(left.label) and is_named(right.label)):
        return ""
    if _belong_apart(left, right, around):
        return ""
    return f"both are called {left.label}"


def _by_full_name(left: EntityView, right: EntityView, around: Surroundings) -> str:
    one, two = full_name(left.label), full_name(right.label)
    if one and one == two:
        return f"both bear the full name {left.label}"
    for named, short, name in ((left, right, one), (right, left, two)):
        forms = {full_name(form) for form in short.surface}
        if name and not full_name(short.label) and name in forms and normalise(short.label).endswith(name[-1]):
            return f"{short.label} is also called {named.label} in its article"
    return ""


def _by_body(left: EntityView, right: EntityView, around: Surroundings) -> str:
    if _belong_apart(left, right, around):
        return ""
    if _body_words(left.label) == _body_words(right.label):
        papers = (
            left.type == right.type == "NewsMediaOrganization" and _is_titled(left.label) and _is_titled(right.label)
        )
        known = papers or (is_named(left.label) and is_named(right.label))
        return f"both are called {left.label}" if known or (left.part_of and right.part_of) else ""
    for named, other in ((left, right), (right, left)):
        if normalise(named.label) in names_of(other) and _is_telling(named.label, other.label):
            return f"{named.label} is a name of {other.label} in the other article"
    return ""


def _is_titled(label: str) -> bool:
    """Whether a paper is called by its title, which may hold nothing but common words ("The Times")."""
    return any(word[:1].isupper() for word in label.split()[1:] or [label])


def _body_words(name: str) -> frozenset[str]:
    """A name to compare bodies by: for ministries the order of words does not count."""
    return content_words(name) if "ministry" in normalise(name).split() else frozenset({normalise(name)})


def _is_telling(name: str, other: str) -> bool:
    """Whether a name in use singles a body out: three words with one of its own, or its initials."""
    words = content_words(name)
    return (len(words) > 2 and is_named(name)) or (len(name) > 2 and normalise(name) == initials(other))


def _belong_apart(left: EntityView, right: EntityView, around: Surroundings) -> bool:
    """Whether both are part of something, and of different things."""
    return bool(left.part_of and right.part_of) and not around.are_same(left.part_of, right.part_of)


def _by_object(left: EntityView, right: EntityView, around: Surroundings) -> str:
    """One aircraft in two articles: its name or type, about the same time, in the same matter."""
    marks = marks_of(left) & marks_of(right)
    forms = (left.label, *left.surface)
    called = [form for form in forms if normalise(form) in names_of(right) and _is_proper(form)]
    in_one_matter = around.beside(left.iri) & around.beside(right.iri)
    if not (marks or called) or not in_one_matter or _differ_in_days(left, right):
        return ""
    if called:
        return f"both articles call it {called[0]}, about the same time and in the same matter"
    if max(around.rivals(left, right), around.rivals(right, left)) > 1:
        return ""
    mark = sorted(marks)[0].capitalize()
    return f"each article speaks of one {mark} only, about the same time and in the same matter"


def _by_title(left: EntityView, right: EntityView, around: Surroundings) -> str:
    """An event, a document or a kind of weapon under the same words, one of them a name or a number."""
    same = content_words(left.label) == content_words(right.label) and content_words(left.label)
    if not same or not is_distinctive(left.label):
        return ""
    if _differ_in_days(left, right) or _belong_apart(left, right, around):
        return ""
    if left.time and right.time and not (left.time.startswith(right.time) or right.time.startswith(left.time)):
        return ""
    return f"both are called {left.label}"


def _is_proper(name: str) -> bool:
    """Whether a name singles out one thing: three words, or a type number and a word ("the Il-76 transport plane").

    "An Il-76" by itself is shared by hundreds, and "a Russian plane" by thousands.
    """
    words = content_words(name) - designators(name)
    return is_distinctive(name) and len(words) >= (1 if designators(name) else 3)


def marks_of(entity: EntityView) -> frozenset[str]:
    """The type numbers of a thing; its id counts, since a person chose it to tell it from others."""
    return designators(entity.label) | designators(entity.model) | designators(entity.id)


def _differ_in_days(left: EntityView, right: EntityView) -> bool:
    """Whether dates tell two things apart: days named in their labels, or the days of their articles."""
    one, two = days_in(left.label), days_in(right.label)
    if one and two:
        return not one & two
    return are_far_apart(left.published, right.published)


def _names_of_type(*types: str) -> Callable[[EntityView], Iterable[str]]:
    return lambda entity: sorted(names_of(entity)) if entity.type in types else ()


def _full_names(entity: EntityView) -> Iterable[str]:
    if entity.type != "Person":
        return ()
    return sorted({" ".join(full_name(form)) for form in (entity.label, *entity.surface)} - {""})


def _body_keys(entity: EntityView) -> Iterable[str]:
    if entity.type not in BODIES:
        return ()
    return sorted({*names_of(entity), " ".join(sorted(content_words(entity.label)))})


VERDICTS: tuple[Verdict, ...] = (
    Verdict("wikidata", lambda e: [e.wikidata] if e.wikidata else (), _by_wikidata),
    Verdict("country", _names_of_type("Country", "GovernmentOrganization"), _by_country),
    Verdict("place", _names_of_type("Place"), _by_place),
    Verdict("person", _full_names, _by_full_name),
    Verdict("body", _body_keys, _by_body),
    Verdict("object", lambda e: sorted(names_of(e) | marks_of(e)) if e.type in OBJECTS else (), _by_object),
    Verdict("title", lambda e: [" ".join(sorted(content_words(e.label)))] if e.type in TEXTS else (), _by_title),
)
"""The rules, the surest first; bodies come after the countries they belong to."""
