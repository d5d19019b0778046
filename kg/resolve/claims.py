"""When propositions of two articles are one claim: the same triple, the same words, or the same count."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from kg.resolve.clusters import Groups, Ruling
from kg.resolve.dates import are_far_apart
from kg.resolve.names import content_words, is_deceptive
from kg.resolve.phrasing import Names, collect_names, lemmas, phrase, predicate_words, words_of
from kg.views import EntityView, PropositionView

_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot didn doesn wasn weren isn aren hasn".split()
)
_QUALIFIERS = frozenset(
    "with using deliberately intentionally accidentally mistakenly knowingly because while after before may might "
    "could likely probably possibly almost nearly partly again twice only if unless until plan planned ordered".split()
)
"""Words that make a claim more special: who denies "with a Patriot missile" may grant the rest."""
_PARTICULARS = frozenset({"Aircraft", "Vehicle", "Event", "Document"})


class Signature(Struct, frozen=True):
    """What must agree between all propositions of one claim, besides the rule that joins them."""

    time: str
    place: str
    published: str  # of the article, where nothing else says which of many cases is meant
    kind: tuple[object, ...]


def group_claims(
    propositions: Iterable[PropositionView],
    entities: Iterable[EntityView],
    groups: Groups,
    rulings: Iterable[Ruling] = (),
) -> Groups:
    """Propositions that say the same, joined by the first rule that finds it."""
    known = sorted(propositions, key=lambda p: p.iri)
    names = collect_names(entities, groups)
    joined = Groups({p.iri: "" for p in known}, rulings)
    signatures = {p.iri: _signature(p, names) for p in known}
    for rule in _RULES:
        buckets: dict[object, list[PropositionView]] = {}
        for proposition in known:
            key = rule.key(proposition, names)
            if key:
                buckets.setdefault(key, []).append(proposition)
        for bucket in buckets.values():
            _join_bucket(bucket, rule, joined, signatures)
    return joined


class _Rule(Struct, frozen=True):
    """Propositions with one key are one claim; ``across`` compares only those of different articles, since an
    article that words one triple in two ways may mean two things."""

    key: Callable[[PropositionView, Names], object]
    reason: str
    across: bool


def _join_bucket(bucket: list[PropositionView], rule: _Rule, joined: Groups, signatures: dict[str, Signature]) -> None:
    met: list[PropositionView] = []
    for proposition in bucket:
        for other in met:
            if joined.are_same(proposition.iri, other.iri):
                break
            if _can_join(other, proposition, rule, joined) and _agree(other, proposition, joined, signatures):
                joined.join(other.iri, proposition.iri, rule.reason)
                break
        else:
            met.append(proposition)


def _can_join(left: PropositionView, right: PropositionView, rule: _Rule, joined: Groups) -> bool:
    linked = right.iri in (left.negates, *left.parts) or left.iri in (right.negates, *right.parts)
    apart = rule.across and left.article == right.article
    return not linked and not apart and not joined.must_stay_apart(left.iri, right.iri)


def _agree(left: PropositionView, right: PropositionView, joined: Groups, signatures: dict[str, Signature]) -> bool:
    """Whether nothing tells any of the one group from any of the other."""
    ones, twos = ({signatures[iri] for iri in joined.members(side.iri)} for side in (left, right))
    return all(_are_alike(one, two) for one in ones for two in twos)


def _are_alike(one: Signature, two: Signature) -> bool:
    return (
        one.kind == two.kind
        and (one.time.startswith(two.time) or two.time.startswith(one.time))
        and (not one.place or not two.place or one.place == two.place)
        and not are_far_apart(one.published, two.published)
    )


def _signature(proposition: PropositionView, names: Names) -> Signature:
    words = {lemma for word in words_of(proposition.text) for lemma in lemmas(word)}
    kind = (
        bool(proposition.negates),
        bool(words & _NEGATIONS),
        frozenset(words & _QUALIFIERS),
        _numbers(proposition),
        bool(proposition.asks),
    )
    about = [names.entities[iri] for iri in proposition.about if iri in names.entities]
    # "Russia attacked Kharkiv" of January is not that of March; "Ukraine shot down the Il-76" is of any day.
    settled = bool(proposition.time) or any(entity.type in _PARTICULARS for entity in about)
    published = "" if settled else next((entity.published for entity in about), "")
    return Signature(proposition.time, names.group(proposition.place), published, kind)


def _numbers(proposition: PropositionView) -> tuple[Decimal | str | None, ...]:
    return (proposition.value, proposition.min, proposition.max, proposition.unit.casefold())


def _by_words(proposition: PropositionView, names: Names) -> object:
    """The text with entities in place of their names; nothing without an entity, for then it may be about anything."""
    if is_deceptive(proposition.text) or not proposition.about:
        return None
    found = phrase(proposition, names)
    return found if found.entities else None


def _by_triple(proposition: PropositionView, names: Names) -> object:
    """Subject, predicate and object, the passive turned round: ``shotDownBy`` is ``shotDown`` from the other side."""
    if not (proposition.subject and proposition.predicate and proposition.object):
        return None
    words = predicate_words(proposition.predicate)
    subject, object = names.group(proposition.subject), names.group(proposition.object)
    return (object, words[:-1], subject) if words[-1:] == ("by",) else (subject, words, object)


def _by_count(proposition: PropositionView, names: Names) -> object:
    """What is counted, how many, and of what; the number itself is compared with the rest."""
    if not proposition.counts or _numbers(proposition)[:3] == (None, None, None):
        return None
    words = content_words(proposition.counts.replace("on board", "aboard"))
    about = frozenset(map(names.group, proposition.about))
    return (words, about, proposition.time, names.group(proposition.place))


_RULES: tuple[_Rule, ...] = (
    _Rule(_by_words, "both say the same in the same words of the same actors and things", False),
    _Rule(_by_triple, "both have the same subject, predicate and object", True),
    _Rule(_by_count, "both give the same count of the same things", True),
)
