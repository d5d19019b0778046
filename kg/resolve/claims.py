"""When propositions of two articles are one claim: the same triple, the same words, or the same count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from kg.resolve.clusters import Groups, Ruling
from kg.resolve.names import content_words, designators, is_deceptive, normalise
from kg.views import EntityView, PropositionView

LEMMAS: dict[str, str] = {
    "shot": "shoot",
    "shoots": "shoot",
    "shooting": "shoot",
    "downed": "shoot down",
    "downing": "shoot down",
    "hits": "hit",
    "killed": "kill",
    "kills": "kill",
    "attacked": "attack",
    "attacks": "attack",
    "attacking": "attack",
    "denied": "deny",
    "onboard": "aboard",
}
"""Forms of one word. "Downed" is how a headline says "shot down"."""
NOUNS: dict[str, tuple[str, ...]] = {
    "Aircraft": ("plane", "aircraft", "airplane", "aeroplane", "transport plane", "military plane", "jet")
}
"""What a text calls a thing of a type when it speaks of only one."""
_AUXILIARIES = frozenset("has have had was were is are been be being did do does the a an that its of".split())
_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot didn doesn wasn weren isn aren hasn".split()
)
_QUALIFIERS = frozenset(
    "with using deliberately intentionally accidentally mistakenly knowingly because while after before may might "
    "could likely probably possibly almost nearly partly again twice only if unless until plan planned ordered".split()
)
"""Words that make a claim more special: who denies "with a Patriot missile" may grant the rest."""


class _Form(Struct, frozen=True):
    """A text with its entities' places kept and its other words in any order ("shot down the plane")."""

    entities: tuple[str, ...]
    words: tuple[str, ...]


class Claims(Struct, frozen=True):
    """What is needed to compare propositions: who is who."""

    entities: dict[str, EntityView]
    groups: Groups
    by_article: dict[str, list[EntityView]]

    def name(self, iri: str) -> str:
        """The group that an article's own entity is in."""
        return self.groups.root(iri) if iri in self.entities else iri

    def about(self, proposition: PropositionView) -> frozenset[str]:
        """What a proposition is about, in names that hold across articles."""
        return frozenset(map(self.name, proposition.about))


def group_claims(
    propositions: Iterable[PropositionView],
    entities: Iterable[EntityView],
    groups: Groups,
    rulings: Iterable[Ruling] = (),
) -> Groups:
    """Propositions that say the same, joined by the first rule that finds it."""
    known = sorted(propositions, key=lambda p: p.iri)
    by_article: dict[str, list[EntityView]] = {}
    everybody = {e.iri: e for e in entities}
    for entity in everybody.values():
        by_article.setdefault(entity.article, []).append(entity)
    claims = Claims(everybody, groups, by_article)
    joined = Groups({p.iri: "" for p in known}, rulings)
    records = {p.iri: p for p in known}
    for key, reason, across in _RULES:
        buckets: dict[object, list[PropositionView]] = {}
        for proposition in known:
            found = key(proposition, claims)
            if found:
                buckets.setdefault(found, []).append(proposition)
        for bucket in buckets.values():
            _join_bucket(bucket, reason, across, joined, records, claims)
    return joined


def _join_bucket(
    bucket: list[PropositionView],
    reason: str,
    across: bool,
    joined: Groups,
    records: dict[str, PropositionView],
    claims: Claims,
) -> None:
    met: list[PropositionView] = []
    for proposition in bucket:
        for other in met:
            if joined.are_same(proposition.iri, other.iri):
                break
            everybody = [records[iri] for one in (other, proposition) for iri in joined.members(one.iri)]
            if _can_join(other, proposition, across, joined) and _agree(everybody, claims):
                joined.join(other.iri, proposition.iri, reason)
                break
        else:
            met.append(proposition)


def _can_join(left: PropositionView, right: PropositionView, across: bool, joined: Groups) -> bool:
    linked = right.iri in (left.negates, *left.parts) or left.iri in (right.negates, *right.parts)
    apart = across and left.article == right.article
    return not linked and not apart and not joined.must_stay_apart(left.iri, right.iri)


def _agree(members: list[PropositionView], claims: Claims) -> bool:
    """Whether nothing tells them apart: a time, a place, a number, a negation, a qualification."""
    first = members[0]
    return all(
        _times_agree(one.time, two.time)
        and (not one.place or not two.place or claims.name(one.place) == claims.name(two.place))
        for one in members
        for two in members
    ) and all(_kind(one) == _kind(first) for one in members)


def _kind(proposition: PropositionView) -> tuple[object, ...]:
    words = {LEMMAS.get(word, word) for word in _words(proposition.text)}
    return (
        bool(proposition.negates),
        bool(words & _NEGATIONS),
        frozenset(words & _QUALIFIERS),
        _numbers(proposition),
        bool(proposition.asks),
    )


def _numbers(proposition: PropositionView) -> tuple[Decimal | str | None, ...]:
    return (proposition.value, proposition.min, proposition.max, proposition.unit.casefold())


def _times_agree(left: str, right: str) -> bool:
    return left.startswith(right) or right.startswith(left)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", normalise(text))


def _by_triple(proposition: PropositionView, claims: Claims) -> object:
    """Subject, predicate and object, the passive turned round: ``shotDownBy`` is ``shotDown`` from the other side."""
    if not (proposition.subject and proposition.predicate and proposition.object):
        return None
    words = _predicate_words(proposition.predicate)
    ends = claims.name(proposition.subject), claims.name(proposition.object)
    if words[-1:] == ("by",):
        words, ends = words[:-1], (ends[1], ends[0])
    return (ends[0], words, ends[1])


def _predicate_words(iri: str) -> tuple[str, ...]:
    """``shotDown``, ``shot-down`` and ``shoot_down`` are one predicate."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", iri.rpartition("/")[2])
    words = re.findall(r"[^\W_]+", name.casefold())
    return tuple(w for word in words if word not in _AUXILIARIES for w in LEMMAS.get(word, word).split())


def _by_words(proposition: PropositionView, claims: Claims) -> object:
    """The text with entities in place of their names; nothing without an entity, for then it may be about anything."""
    if is_deceptive(proposition.text) or not proposition.about:
        return None
    form = _form(proposition, claims)
    return form if form.entities else None


def _by_count(proposition: PropositionView, claims: Claims) -> object:
    """What is counted, how many, and of what; the number itself is compared with the rest."""
    if not proposition.counts or _numbers(proposition)[:3] == (None, None, None):
        return None
    words = content_words(proposition.counts.replace("on board", "aboard"))
    return (words, claims.about(proposition), proposition.time, claims.name(proposition.place))


_RULES: tuple[tuple[Callable[[PropositionView, Claims], object], str, bool], ...] = (
    (_by_words, "both say the same in the same words of the same actors and things", False),
    (_by_triple, "both have the same subject, predicate and object", True),
    (_by_count, "both give the same count of the same things", True),
)
"""Key, reason, and whether only propositions of different articles are compared: an article that words one triple in
two ways may mean two things."""


def _form(proposition: PropositionView, claims: Claims) -> _Form:
    tokens = _with_entities(proposition, claims)
    passive = any(t in {"was", "were", "been", "is", "are", "being"} for t in tokens)
    for at, token in enumerate(tokens[:-1]):
        if passive and token == "by" and tokens[at + 1].startswith("<"):
            tokens = [tokens[at + 1], *tokens[:at], *tokens[at + 2 :]]
            break
    words = [w for t in tokens if not t.startswith("<") for w in LEMMAS.get(t, t).split() if w not in _AUXILIARIES]
    return _Form(tuple(t for t in tokens if t.startswith("<")), tuple(sorted(words)))


def _with_entities(proposition: PropositionView, claims: Claims) -> list[str]:
    """The text's words, with the name of a group in angle brackets for each entity's name; longest names first."""
    text = " " + " ".join(_words(proposition.text)) + " "
    for name, iri in _names(proposition, claims):
        text = text.replace(f" {name} ", f" <{claims.name(iri)}> ")
    return re.sub(r"\bthe (?=<)", "", text).split()


def _names(proposition: PropositionView, claims: Claims) -> list[tuple[str, str]]:
    """Every way in which the proposition's article names an entity; what it is about comes first.

    "The Il-76" is the plane that the proposition is about, though the article uses the word for the type as well.
    """
    about = [claims.entities[iri] for iri in proposition.about if iri in claims.entities]
    names: dict[str, str] = {}
    for entity in about:
        alone = sum(other.type == entity.type for other in about) == 1
        marks = (word for name in (entity.id, entity.label, entity.model) for word in sorted(designators(name)))
        for form in (*_forms(entity), *marks, *(NOUNS.get(entity.type, ()) if alone else ())):
            names.setdefault(" ".join(_words(form)), entity.iri)
    for entity in claims.by_article.get(proposition.article, ()):
        for form in _forms(entity):
            names.setdefault(" ".join(_words(form)), entity.iri)
    return sorted(((n, iri) for n, iri in names.items() if n), key=lambda pair: (-len(pair[0]), pair))


def _forms(entity: EntityView) -> list[str]:
    forms = (entity.label, *entity.surface, entity.model)
    return [form for form in forms if form and not is_deceptive(form)]
