"""Everybody and everything in the article: mentions merged by judgement, each merge with its reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final

from kg.iris import slug
from kg.model import Actor, Judgement, Thing
from kg.reading.actors.described import Described
from kg.reading.actors.gazetteer import country_name
from kg.reading.spans.wordlists import pronoun_of

_SPELLINGS: Final = (("yy", "y"), ("iy", "y"), ("ij", "y"), ("ii", "i"), ("ph", "f"), ("ck", "k"), ("ou", "u"))
_THINGS: Final = frozenset({"Aircraft", "Vehicle", "Weapon", "Event", "Place", "Thing", "Video", ""})
_SMALL_WORDS: Final = frozenset("the of for and a an in".split())
_REACH: Final = 500
"""How many others may have been named since; more than an article names, so that a text of megabytes still ends."""


@dataclass
class Entity:
    """One actor or thing in the making."""

    id: str
    type: str
    label: str
    country: str = ""
    role: str = ""
    head: str = ""
    part_of: str = ""
    reason: str = ""
    forms: list[str] = field(default_factory=list)
    merges: dict[str, list[str]] = field(default_factory=dict)
    first: int = 0  # where it was mentioned first
    seen: int = 0  # where it was mentioned last
    weight: int = 1  # how often it was mentioned
    plural: bool = False
    definite: bool = False
    speaks: bool = False
    pronoun: str = ""  # he or she, once known
    roles: list[str] = field(default_factory=list)  # "transport minister", "extortion crew": what it has been called
    nameless: bool = False
    acted: int = -1  # where it was last a subject or a speaker, and where it was last named, outside quotations
    told: int = -1
    located: bool = False  # whether something is said to be in or at it
    number: int = 0  # how many were named before it

    @property
    def is_thing(self) -> bool:
        """Whether it is spoken about without speaking."""
        return not self.speaks and (self.type in _THINGS or self.type == "Document")


@dataclass
class Cast:
    """The entities by id, in the order of their first mention."""

    entities: dict[str, Entity] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    headline: int = 0  # where the headline ends
    paragraph: int = 0  # where the paragraph begins that is being read, and the one before it
    before: int = 0
    sexes: dict[str, str] = field(default_factory=dict)  # of surnames that the text writes with a Mr or Ms
    _nations: dict[str, Entity] = field(default_factory=dict)
    _recent: dict[str, Entity] = field(default_factory=dict)  # by when they were mentioned last
    _called: dict[str, list[Entity]] = field(default_factory=dict)  # by a word of their names
    _alike: dict[str, int] = field(default_factory=dict)  # how many ids begin with a name

    def new(self, described: Described, at: int, type_: str = "") -> Entity:
        """A new entity for what was described, with an id of its own."""
        unique = self._free(slug(described.label)[:60].strip("-") or "x")
        entity = Entity(unique, type_ or described.type, described.label, described.country, described.role)
        entity.head, entity.first, entity.seen, entity.plural = described.head, at, at, described.kind == "plural"
        entity.definite, entity.nameless = described.kind == "definite", described.kind != "named"
        entity.number = len(self.taken)
        if described.type in ("Person", "Name") and described.label:
            entity.pronoun = self.sexes.get(words_of_name(described.label)[-1], "")
        self.entities[unique] = self._recent[unique] = entity
        self._add_form(entity, described.label)
        return entity

    def _free(self, name: str) -> str:
        """The name, with a number where it is taken."""
        count = self._alike.get(name, 1)
        while (unique := name if count == 1 else f"{name}-{count}") in self.taken:
            count += 1
        self._alike[name] = count
        self.taken.add(unique)
        return unique

    def _add_form(self, entity: Entity, form: str) -> None:
        entity.forms.append(form)
        for word in {*words_of_name(form), folded(initials(form))}:
            known = self._called.setdefault(word, [])
            if entity not in known[-1:]:
                known.append(entity)

    def _mention(self, entity: Entity, at: int) -> None:
        if at >= entity.seen:
            entity.seen = at
            self._recent[entity.id] = self._recent.pop(entity.id, entity)

    def merge(self, entity: Entity, form: str, reason: str, at: int) -> Entity:
        """Records that this form was taken for the entity, and why."""
        self._mention(entity, at)
        entity.weight += 1
        if (
            entity.label.isupper()
            and len(entity.label) > 4
            and not form.isupper()
            and folded(form) == folded(entity.label)
        ):
            entity.label = form  # "EL HAMRA" of a dateline is El Hamra
        if form not in entity.forms:
            self._add_form(entity, form)
            entity.merges.setdefault(reason, []).append(form)
        return entity

    def called(self, words: Collection[str], *names: str) -> list[Entity]:
        """Those that bear all the words in their names, or one of the single-word names; in order, and some others."""
        rarest = min((self._called.get(word, []) for word in words), key=len, default=[])
        found = [*rarest[-_REACH:], *(each for name in names for each in self._called.get(folded(name), [])[-_REACH:])]
        return sorted({each.number: each for each in found}.values(), key=lambda each: each.number)

    def absorb(self, nameless: Entity, known: Entity, reason: str) -> None:
        """Makes one of two: whoever was told of without a name is the one known."""
        for form in nameless.forms:
            self.merge(known, form, reason, nameless.seen)
        known.first, known.weight = min(known.first, nameless.first), known.weight + nameless.weight - 1
        known.roles += [each for each in (*nameless.roles, nameless.label) if each not in known.roles]
        known.speaks = known.speaks or nameless.speaks
        del self.entities[nameless.id], self._recent[nameless.id]
        for named in self._called.values():
            named[:] = [each for each in named if each is not nameless]
        for each in self.entities.values():
            each.part_of = known.id if each.part_of == nameless.id and each is not known else each.part_of

    def recent(self) -> list[Entity]:
        """Those mentioned not too long ago, the last first."""
        return list(islice(reversed(self._recent.values()), _REACH))

    def latest(self, fits: Callable[[Entity], bool], before: int, among: list[Entity] | None = None) -> Entity | None:
        """The entity that fits and was mentioned last before that place; without ``among`` not too long ago."""
        near = self.recent() if among is None else among
        found = [each for each in near if each.seen <= before and fits(each)]
        return max(found, key=lambda each: (each.seen, -each.number), default=None)

    def country(self, iso: str, at: int) -> Entity:
        """The country as an actor."""
        if iso in self._nations:
            self._mention(self._nations[iso], at)
        else:
            label = country_name(iso)
            self._nations[iso] = self.new(Described("Country", label, label, country=iso), at)
        return self._nations[iso]

    def actors(self) -> tuple[Actor, ...]:
        """Those who can speak or act, as records."""
        return tuple(
            Actor(
                id=each.id,
                type=each.type if each.type not in ("", "Name", "Video", "Capital") else _actor_type(each),
                label=each.label,
                surface=tuple(form for form in each.forms if form != each.label),
                part_of=each.part_of or None,
                role=each.role,
                reason=each.reason,
            )
            for each in self.entities.values()
            if not each.is_thing
        )

    def things(self) -> tuple[Thing, ...]:
        """What is only spoken about, as records."""
        return tuple(
            Thing(
                id=each.id,
                type={"": "Thing", "Video": "Document", "Name": "Thing"}.get(each.type, each.type),
                label=each.label,
                surface=tuple(form for form in each.forms if form != each.label),
                part_of=each.part_of or None,
            )
            for each in self.entities.values()
            if each.is_thing
        )

    def judgements(self) -> tuple[Judgement, ...]:
        """Every merge, by entity and reason."""
        return tuple(
            Judgement(entity=each.id, forms=tuple(forms), reason=reason)
            for each in self.entities.values()
            for reason, forms in each.merges.items()
        )


def _actor_type(entity: Entity) -> str:
    if (
        entity.type == "Name"
        and entity.speaks
        and 2 <= len(entity.label.split()) <= 3
        and entity.label.replace(" ", "").isalpha()
    ):
        return "Person"
    if entity.type == "Name" and entity.speaks and pronoun_of(entity.label):
        return "Person"  # "Melanie said"
    return {"Video": "Document", "Capital": "Place"}.get(entity.type, "Organization")


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name without accents, marks and variants of spelling (Zelenskyy, Zelensky)."""
    plain = "".join(_visible(each) for each in unicodedata.normalize("NFKD", name)).lower()
    for variant, standard in _SPELLINGS:
        plain = plain.replace(variant, standard)
    return re.sub(r"[^\w ]+", "", plain).strip()


def _visible(character: str) -> str:
    """Nothing of an accent; an invisible character spelt out, since "Pe\u200bskov" only pretends to be Peskov."""
    if unicodedata.category(character) == "Cf":
        return f"u{ord(character):x}"
    return "" if unicodedata.combining(character) else character


def words_of_name(name: str) -> list[str]:
    """All words of a name, folded; the name itself where it has none, as a sign."""
    return folded(name).split() or [name]


def name_words(name: str) -> frozenset[str]:
    """The words of a body's name that tell it from others."""
    return frozenset(word for word in folded(name).split() if word not in _SMALL_WORDS)


def initials(name: str) -> str:
    """The capitals of a name: "Institute for the Study of War" → "ISW"."""
    return "".join(word[0] for word in name.split() if word[:1].isupper() and word.lower() not in _SMALL_WORDS)
