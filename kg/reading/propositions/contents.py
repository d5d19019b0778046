"""Makes propositions out of claims: text, subject and object, numbers and their bounds, time, links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from msgspec import structs

from kg.model import Article, Proposition, Span
from kg.reading.actors.cast import Cast, Entity
from kg.reading.propositions.circumstances import resolve_weekday, weekday_in
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.counting import Counting
from kg.reading.propositions.counts import settled
from kg.reading.propositions.keys import is_named
from kg.reading.propositions.matters import Matters, is_background, matters_of
from kg.reading.propositions.opposing import opposite_of
from kg.reading.propositions.voice import Remark
from kg.reading.propositions.withdrawals import Withdrawals
from kg.reading.spans.parse import Parse


@dataclass(frozen=True)
class Material:
    """Everything that was read, before it is records."""

    article: Article
    parse: Parse
    cast: Cast
    claims: list[Claim]
    remarks: list[Remark]
    corrections: list[Span]
    publisher: Entity
    withdrawals: Withdrawals

    @cached_property
    def events(self) -> list[Entity]:
        """The particular events, by where they were mentioned first."""
        found = [each for each in self.cast.entities.values() if each.type == "Event" and not each.plural]
        return sorted(found, key=lambda each: each.first)

    @cached_property
    def main_events(self) -> list[Entity]:
        """Of each of the events and those before it the one that is told of most."""
        return list(accumulate(self.events, _heavier))

    @cached_property
    def first_of(self) -> dict[str, Claim]:
        """The first claim of each proposition."""
        return {claim.proposition: claim for claim in reversed(self.claims)}


def build_propositions(material: Material) -> list[Proposition]:
    """The propositions of all claims and remarks; links to what another claim's has replaced are dropped."""
    settled(material.claims)
    found = {each.id: each for each in _of_claims(material)}
    for claim in material.claims:
        if claim.opposite and claim.proposition in found:
            found[claim.opposite] = opposite_of(found[claim.proposition], claim)
    for number, remark in enumerate(material.remarks, 1):
        if remark.link != "same":
            for each in _of_remark(material, remark, f"n{number:02}", found):
                found[each.id] = each
    for number, span in enumerate(material.corrections, 1):
        found[f"c{number:02}"] = _plain(material, f"c{number:02}", span)
    for number, own in enumerate(material.withdrawals.own, 1):
        about = (material.publisher.id,)
        found[f"w{number:02}"] = Proposition(id=f"w{number:02}", text=own.text, about=about)
    known = set(found)
    kept = {name: _with_known_links(found[name], known) for name in sorted(found)}
    for name, each in kept.items():
        if _comes_back(each, kept):  # of two that each negate the other the later keeps its link
            kept[name] = structs.replace(each, negates=None)
    return list(kept.values())


def _comes_back(start: Proposition, known: dict[str, Proposition]) -> bool:
    """Whether the links of negation lead from a proposition back to it."""
    seen: set[str] = set()
    at = start.negates
    while at is not None and at not in seen:
        seen.add(at)
        at = known[at].negates
    return start.id in seen


def _of_claims(material: Material) -> list[Proposition]:
    """One for each thing said; its words are those of a claim rather than of a non-answer to it."""
    found: dict[str, Proposition] = {}
    matters = matters_of(material.cast, material.publisher, material.claims, material.article.published)
    for claim in sorted(material.claims, key=lambda each: not each.commits):
        if claim.reports:
            continue
        if claim.proposition in found:
            found[claim.proposition] = _joined(found[claim.proposition], claim)
            continue
        for each in _with_parts(material, claim, matters):
            found[each.id] = each
    return list(found.values())


def _joined(proposition: Proposition, claim: Claim) -> Proposition:
    """The proposition with the links that a further saying of it brings."""
    more = {
        kind: tuple(dict.fromkeys((*getattr(proposition, kind), *ids)))
        for kind, ids in claim.links.items()
        if kind != "negates"
    }
    return structs.replace(proposition, **more)


def _with_parts(material: Material, claim: Claim, matters: Matters) -> list[Proposition]:
    """The claim's proposition; where it counts several things, each count is a part of its own."""
    about = _about(material, claim)
    base = Proposition(
        id=claim.proposition,
        text=claim.text,
        about=about,
        subject=_known(material, claim.subject),
        predicate=claim.predicate if _known(material, claim.subject) and _known(material, claim.object) else None,
        object=_known(material, claim.object) if _known(material, claim.subject) else None,
        negates=next(iter(claim.links.get("negates", ())), None),
        excludes=tuple(claim.links.get("excludes", ())),
        asks=tuple(claim.links.get("asks", ())),
        instance_of=tuple(claim.links.get("instance_of", ())),
        no_evidence_for=tuple(claim.links.get("no_evidence_for", ())),
    )
    day = _day(material, claim)
    if day:
        base = structs.replace(base, time=day, time_basis="weekday")
    told = claim.commits and not claim.question and not is_background(claim, matters.published)
    return Counting(material.cast, material.claims, matters, claim).whole(base) if told else [base]


def _day(material: Material, claim: Claim) -> str:
    """The day that a weekday in the content means by the publication date; nothing is made up without one."""
    day = weekday_in(material.parse.quote(claim.found.content))
    published = material.article.published
    return resolve_weekday(day, published) if day and published else ""


def _about(material: Material, claim: Claim) -> tuple[str, ...]:
    """What the proposition is about; a claim that names nothing is about the event told of last, else the speaker."""
    if claim.about:
        return tuple(claim.about)
    if claim.judged.stance in ("Silent", "DeclinesComment", "NoInformation"):
        return (_event_before(material, claim.place.start) or claim.by.id,)
    return (claim.by.id,)


def _heavier(one: Entity, two: Entity) -> Entity:
    return two if two.weight > one.weight else one


def _event_before(material: Material, at: int) -> str:
    before = bisect_right(material.events, at, key=lambda each: each.first)
    return material.main_events[before - 1].id if before else ""


def _known(material: Material, entity: Entity | None) -> str | None:
    return entity.id if entity is not None and is_named(entity) else None


def _with_known_links(proposition: Proposition, known: set[str]) -> Proposition:
    """Without links to propositions that another claim's has replaced, or to itself."""
    links = {
        kind: tuple(each for each in getattr(proposition, kind) if each in known and each != proposition.id)
        for kind in ("excludes", "asks", "instance_of", "evidence_for", "no_evidence_for", "parts")
    }
    negates = proposition.negates if proposition.negates in known and proposition.negates != proposition.id else None
    return structs.replace(proposition, negates=negates, **links)


def _of_remark(material: Material, remark: Remark, name: str, known: dict[str, Proposition]) -> Iterator[Proposition]:
    """The remark's proposition; evidence against a claim is evidence for its negation."""
    told = _remark_proposition(material, remark, name)
    if remark.link != "evidence_against" or remark.targets[0] not in known:
        yield told
        return
    target = known[remark.targets[0]]
    text = f"It is not so that {target.text[:1].lower()}{target.text[1:]}"
    against = Proposition(id=f"{name}-not", text=text, about=target.about, negates=target.id)
    yield against
    yield structs.replace(told, evidence_for=(against.id,))


def _remark_proposition(material: Material, remark: Remark, name: str) -> Proposition:
    plain = _plain(material, name, remark.quote)
    claim = material.first_of.get(remark.targets[0])
    about = _about(material, claim)[0] if claim is not None else None
    links = {remark.link: remark.targets} if remark.link != "evidence_against" else {}
    return structs.replace(plain, about=(about,) if about else plain.about, subject=remark.subject or None, **links)


def _plain(material: Material, name: str, span: Span) -> Proposition:
    text = re.sub(r"\s+", " ", material.parse.text[span.start : span.end]).strip()
    return Proposition(id=name, text=text[:1].upper() + text[1:], about=(material.publisher.id,))
