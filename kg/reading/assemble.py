"""Makes the Reading's records out of claims and remarks; what nothing refers to is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from msgspec import structs

from kg.model import Article, Assertion, Correction, Proposition, Reader, Reading, Span
from kg.reading.cast import Cast, Entity
from kg.reading.circumstances import anonymity_reason, basis_of, channel_of, resolve_weekday, said_on, weekday_in
from kg.reading.claims import Claim
from kg.reading.counts import Count
from kg.reading.keys import is_named
from kg.reading.parse import Parse
from kg.reading.voice import Remark

_WEEKDAY_BASIS: Final = "weekday"


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


def assemble(material: Material, reader: Reader) -> Reading:
    """The Reading of an article."""
    propositions = _propositions(material)
    known = {each.id for each in propositions}
    propositions = [_with_known_links(each, known) for each in propositions]
    assertions = (*(_assertion(material, claim) for claim in material.claims), *_own_words(material))
    used = _used(material, propositions, assertions)
    return Reading(
        article=material.article,
        reader=reader,
        actors=tuple(each for each in material.cast.actors() if each.id in used),
        things=tuple(each for each in material.cast.things() if each.id in used),
        propositions=tuple(propositions),
        assertions=assertions,
        corrections=tuple(Correction(id=f"c{n}", quote=(span,)) for n, span in enumerate(material.corrections, 1)),
        judgements=tuple(each for each in material.cast.judgements() if each.entity in used),
    )


def _assertion(material: Material, claim: Claim) -> Assertion:
    parse, found = material.parse, claim.found
    day, basis = said_on(parse, found, material.article.published)
    if claim.by.type == "AnonymousSource" and not claim.by.reason:
        claim.by.reason = anonymity_reason(parse, claim.place.start)
    return Assertion(
        id=claim.id,
        by=claim.by.id,
        stance="Relays" if claim.reports else claim.judged.stance,
        certainty=None if claim.reports else claim.judged.certainty,
        quote=found.content or found.cue,
        source=found.source,
        cue=found.cue,
        content=None if claim.reports else claim.proposition,
        reports=claim.reports or None,
        voice="publisher" if claim.by is material.publisher else "source",
        channel=channel_of(parse, found),
        said_on=day,
        date_basis=basis,
        basis=basis_of(parse, found, claim.by.type),
        revises=claim.revises or None,
        confidence=round(found.confidence, 3),
    )


def _propositions(material: Material) -> list[Proposition]:
    found: dict[str, Proposition] = {}
    for claim in material.claims:
        if claim.reports:
            continue
        if claim.proposition in found:
            found[claim.proposition] = _joined(found[claim.proposition], claim)
            continue
        for each in _with_parts(material, claim):
            found[each.id] = each
    for number, remark in enumerate(material.remarks, 1):
        if remark.link != "same":
            found[f"n{number:02}"] = _remark_proposition(material, remark, f"n{number:02}")
    for number, span in enumerate(material.corrections, 1):
        found[f"c{number:02}"] = _plain(material, f"c{number:02}", span)
    return list(found.values())


def _joined(proposition: Proposition, claim: Claim) -> Proposition:
    """The proposition with the links that a further saying of it brings."""
    more = {
        kind: tuple(dict.fromkeys((*getattr(proposition, kind), *ids)))
        for kind, ids in claim.links.items()
        if kind != "negates"
    }
    return structs.replace(proposition, **more)


def _with_parts(material: Material, claim: Claim) -> list[Proposition]:
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
        asks=tuple(claim.links.get("asks", ())),
        instance_of=tuple(claim.links.get("instance_of", ())),
        **_time(material, claim),
    )
    countable = claim.counts if claim.commits and not claim.question else []
    if len(countable) == 1:
        return [structs.replace(base, about=_count_about(material, claim), **_quantity(countable[0]))]
    parts = [
        Proposition(
            id=f"{base.id}-{n}",
            text=f"{claim.text} ({each.counts})",
            about=_count_about(material, claim),
            time=base.time,
            time_basis=base.time_basis,
            **_quantity(each),
        )
        for n, each in enumerate(countable, 1)
    ]
    return [structs.replace(base, parts=tuple(each.id for each in parts)), *parts]


def _quantity(count: Count) -> dict[str, object]:
    return {"counts": count.counts, "value": count.value, "min": count.min, "max": count.max, "unit": count.unit}


def _time(material: Material, claim: Claim) -> dict[str, str]:
    """A weekday in the content against the publication date; nothing is made up without one."""
    day = weekday_in(material.parse.quote(claim.found.content))
    published = material.article.published
    return {"time": resolve_weekday(day, published), "time_basis": _WEEKDAY_BASIS} if day and published else {}


def _about(material: Material, claim: Claim) -> tuple[str, ...]:
    """What the proposition is about; a claim that names nothing is about the event told of last, else the speaker."""
    if claim.about:
        return tuple(claim.about)
    if claim.judged.stance in ("Silent", "DeclinesComment", "NoInformation"):
        return (_event_before(material, claim.place.start) or claim.by.id,)
    return (claim.by.id,)


def _count_about(material: Material, claim: Claim) -> tuple[str, ...]:
    """The event of which something is counted: that in the claim, else the one told of last."""
    named = tuple(name for name in claim.about if is_named(material.cast.entities[name]))
    if named and not any(each.counts.startswith("people ") for each in claim.counts):
        return named
    events = [name for name in claim.about if material.cast.entities[name].type == "Event"]
    event = events[0] if events else _event_before(material, claim.place.start)
    return (event or _main_matter(material),)


def _main_matter(material: Material) -> str:
    """What the article tells of most, where nothing nearer is named: the same for all its counts."""
    found = [each for each in material.cast.entities.values() if each.type in ("Event", "Place") and not each.plural]
    return max(found, key=lambda each: each.weight).id if found else material.publisher.id


def _event_before(material: Material, at: int) -> str:
    found = [
        each
        for each in material.cast.entities.values()
        if each.type == "Event" and not each.plural and each.first <= at
    ]
    return max(found, key=lambda each: each.weight).id if found else ""


def _known(material: Material, entity: Entity | None) -> str | None:
    return entity.id if entity is not None and is_named(entity) else None


def _with_known_links(proposition: Proposition, known: set[str]) -> Proposition:
    """Without links to propositions that another claim's has replaced, or to itself."""
    links = {
        kind: tuple(each for each in getattr(proposition, kind) if each in known and each != proposition.id)
        for kind in ("asks", "instance_of", "evidence_for", "no_evidence_for", "parts")
    }
    negates = proposition.negates if proposition.negates in known and proposition.negates != proposition.id else None
    return structs.replace(proposition, negates=negates, **links)


def _own_words(material: Material) -> list[Assertion]:
    """The publisher's own assertions: remarks on what others claim, and corrections."""
    found = []
    for number, remark in enumerate(material.remarks, 1):
        affirms = remark.stance == "Affirms"
        found.append(
            Assertion(
                id=f"n{number:02}",
                by=material.publisher.id,
                stance=remark.stance,
                certainty="Certain" if affirms else None,
                quote=(remark.quote,),
                content=remark.targets[0] if remark.link == "same" else f"n{number:02}",
                voice="publisher",
                confidence=0.8,
            )
        )
    for number, span in enumerate(material.corrections, 1):
        found.append(
            Assertion(
                id=f"c{number:02}",
                by=material.publisher.id,
                stance="Affirms",
                certainty="Certain",
                quote=(span,),
                content=f"c{number:02}",
                voice="publisher",
                confidence=0.9,
            )
        )
    return found


def _remark_proposition(material: Material, remark: Remark, name: str) -> Proposition:
    plain = _plain(material, name, remark.quote)
    about = next(
        (
            each
            for claim in material.claims
            if claim.proposition == remark.targets[0]
            for each in _about(material, claim)
        ),
        None,
    )
    return structs.replace(
        plain, about=(about,) if about else plain.about, subject=remark.subject or None, **{remark.link: remark.targets}
    )


def _plain(material: Material, name: str, span: Span) -> Proposition:
    text = re.sub(r"\s+", " ", material.parse.text[span.start : span.end]).strip()
    return Proposition(id=name, text=text[:1].upper() + text[1:], about=(material.publisher.id,))


def _used(material: Material, propositions: list[Proposition], assertions: tuple[Assertion, ...]) -> set[str]:
    """Everybody and everything that a record refers to, with those above them."""
    used = {each.by for each in assertions} | {material.publisher.id}
    for each in propositions:
        used.update(name for name in (*each.about, each.subject, each.object) if name)
    for name in sorted(used):
        entity = material.cast.entities[name]
        while entity.part_of and entity.part_of not in used:
            used.add(entity.part_of)
            entity = material.cast.entities[entity.part_of]
    return used
