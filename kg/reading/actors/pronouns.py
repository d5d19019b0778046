"""Remembers who was mentioned, and says whom a pronoun means: a plausible antecedent, preferably a speaker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.cast import Entity
from kg.reading.spans.clauses import child
from kg.reading.spans.nouns import ORGANISATIONS, noun_class
from kg.reading.spans.parse import offset
from kg.reading.spans.wordlists import pronoun_of, words_of

AGENTS: Final = frozenset({"nsubj", "nsubjpass", "agent"})
PEOPLE: Final = frozenset({"Person", "AnonymousSource"})
IT: Final = frozenset({"it", "its", "itself"})
_SHE: Final = frozenset({"she", "her", "hers", "herself"})
_HE: Final = frozenset({"he", "him", "his", "himself"})
_THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_WOMEN: Final = frozenset(
    "woman spokeswoman wife widow mother daughter sister aunt actress chairwoman queen princess nun girl".split()
)
_MEN: Final = frozenset(
    "man spokesman husband widower father son brother uncle actor chairman king prince monk boy".split()
)
_BODIES: Final = ORGANISATIONS | {"Country", "Document", "Video"}
_COULD_BE_PEOPLE: Final = PEOPLE | {"Name"}
_COULD_BE_BODIES: Final = _BODIES | {"Name"}
_IMPERSONAL: Final = frozenset({"emerge", "appear", "seem", "transpire", "turn", "happen", "follow"})
_WEATHER: Final = frozenset({"rain", "snow", "hail", "thunder", "drizzle"})
_CARRIERS: Final = frozenset({"Aircraft", "Vehicle", "Weapon"})

_REACH: Final = 500
"""How many mentions back a pronoun may point; more than any does, so that a text of megabytes still ends."""


@dataclass(frozen=True)
class Mention:
    """One place where an entity is named."""

    at: int
    entity: Entity
    speaks: bool
    subject: bool
    quoted: bool  # inside the content of an attribution
    main: bool = True  # of the sentence's own verb: not in "as Sizemore claims"


@dataclass
class Memory:
    """The mentions so far, in order."""

    mentions: list[Mention] = field(default_factory=list)

    def add(self, mention: Mention) -> None:
        """Remembers one more."""
        self.mentions.append(mention)

    def last(self, fits: Callable[[Mention], bool]) -> Entity | None:
        """The entity mentioned last that fits."""
        return next((mention.entity for mention in self.mentions[: -_REACH - 1 : -1] if fits(mention)), None)

    def meant(self, token: Token, *, is_source: bool) -> Entity | None:
        """Whom or what the pronoun means, or None where nobody fits."""
        word = token.lower_
        if word in _SHE | _HE:
            return self._person(token, "she" if word in _SHE else "he", is_source=is_source)
        if word in _THEY:
            many = self._preferred(
                lambda m: (
                    m.entity.type == "CollectiveSource"
                    or (m.entity.plural and (not is_source or m.entity.type in ORGANISATIONS))
                ),
                token,
            )
            return many or self._preferred(lambda m: m.entity.type in ORGANISATIONS, token)
        if word in IT:
            return self._it(token, is_source=is_source)
        return None

    def _person(self, token: Token, pronoun: str, *, is_source: bool) -> Entity | None:
        other = self._answered(token) if is_source else None

        def fits(mention: Mention) -> bool:
            return (
                mention.entity is not other and _is_single_person(mention.entity) and _agrees(mention.entity, pronoun)
            )

        found = self._preferred(fits, token, spoken=is_source)
        if found is not None and not found.pronoun:
            found.pronoun = pronoun
        if found is not None and found.type == "Name":
            found.type = "Person"
        return found

    def _answered(self, token: Token) -> Entity | None:
        """Who spoke last, where the pronoun answers: "Nobody's been near me," she shot back."""
        if token.head.lemma_.lower() not in words_of("answering") or child(token.head, "neg") is not None:
            return None
        return self.last(lambda m: m.speaks and not m.quoted and m.at < offset(token))

    def _it(self, token: Token, *, is_source: bool) -> Entity | None:
        """ "It" as a speaker or agent is a body or a state; as an object it is the thing spoken of last."""
        if is_source or token.dep_ in AGENTS or token.dep_ == "poss":
            return self._preferred(
                lambda m: m.entity.type in _COULD_BE_BODIES and not m.entity.plural, token, spoken=is_source
            )
        return self.last(lambda m: m.entity.type in _CARRIERS and not m.entity.plural)

    def _preferred(self, fits: Callable[[Mention], bool], token: Token, *, spoken: bool = False) -> Entity | None:
        """The last that fits: among speakers and subjects outside other people's words, among subjects, among all."""
        at = offset(token)

        def before(mention: Mention) -> bool:
            return mention.at < at and fits(mention)

        if spoken:
            here = offset(token.sent[0])  # "…, as Sizemore claims, she said": a side clause of the same sentence
            outside = self.last(
                lambda m: (m.speaks or m.subject) and (m.main or m.at < here) and not m.quoted and before(m)
            )
            if outside is not None:
                return outside
        return self.last(lambda m: (m.speaks or m.subject) and before(m)) or self.last(before)


def _is_single_person(entity: Entity) -> bool:
    """One who is "he" or "she": a person, or a name that may be a person's first and last."""
    if entity.plural or entity.type not in _COULD_BE_PEOPLE:
        return False
    words = entity.label.split()
    return entity.type != "Name" or (
        2 <= len(words) <= 4
        and not noun_class(words[-1])
        and not words_of("business") & set(entity.label.lower().split())
        and not entity.roles
    )


def is_main(token: Token) -> bool:
    """Whether the word belongs to its sentence's own verb, through coordination or a claim: no side clause."""
    at = token.head
    while at.head != at:
        if at.dep_ in ("advcl", "relcl", "acl", "pcomp", "csubj"):
            return False
        at = at.head
    return True


def _agrees(entity: Entity, pronoun: str) -> bool:
    """Whether the pronoun can stand for the person, as far as name, role and earlier pronouns tell."""
    known = entity.pronoun or (pronoun_of(entity.label) if entity.type == "Person" else "")
    words = set(f"{entity.role} {entity.label}".lower().split())
    known = known or ("she" if words & _WOMEN else "he" if words & _MEN else "")
    return known in ("", pronoun)


def is_pronoun(token: Token) -> bool:
    """Whether the word stands for a noun."""
    return token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$", "WP", "WDT")


def is_empty_it(token: Token) -> bool:
    """ "It was not clear whether …": the word stands for the clause that follows."""
    verb = token.head
    clause = child(verb, "ccomp", "advcl", "xcomp")
    if token.dep_ in AGENTS and verb.lemma_ in _IMPERSONAL and child(verb, "ccomp") is not None:
        return True  # "after it emerged that he had failed a test"
    return (
        token.dep_ == "expl"
        or verb.lemma_ in _WEATHER
        or (
            token.dep_ in AGENTS
            and verb.lemma_ == "be"
            and child(verb, "acomp", "attr") is not None
            and clause is not None
        )
    )
