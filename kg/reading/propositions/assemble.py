"""Makes the Reading's records out of claims and remarks; what nothing refers to is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.model import Assertion, Correction, Proposition, Reader, Reading
from kg.reading.propositions.circumstances import anonymity_reason, basis_of, channel_of, said_on
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.contents import Material, build_propositions

_WEEKDAY_BASIS: Final = "weekday"


def assemble(material: Material, reader: Reader) -> Reading:
    """The Reading of an article."""
    propositions = build_propositions(material)
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
        withdrawn_in=_note(material.withdrawals.claims.get(claim.id)),
        confidence=round(found.confidence, 3),
    )


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
    return [*found, *_withdrawn(material)]


def _withdrawn(material: Material) -> Iterator[Assertion]:
    """What the publisher itself had said and takes back."""
    for number, each in enumerate(material.withdrawals.own, 1):
        yield Assertion(
            id=f"w{number:02}",
            by=material.publisher.id,
            stance="Affirms",
            certainty="Certain",
            quote=each.quote,
            content=f"w{number:02}",
            voice="publisher",
            withdrawn_in=_note(each.note),
            confidence=0.7,
        )


def _note(number: int | None) -> str | None:
    """The id of the correction of that number."""
    return f"c{number}" if number is not None else None


def _used(material: Material, propositions: list[Proposition], assertions: tuple[Assertion, ...]) -> set[str]:
    """Everybody and everything that a record refers to, with those above them."""
    used = {each.by for each in assertions} | {material.publisher.id}
    for each in propositions:
        used.update(name for name in (*each.about, each.subject, each.object, each.place) if name)
    for name in sorted(used):
        entity = material.cast.entities[name]
        while entity.part_of and entity.part_of not in used:
            used.add(entity.part_of)
            entity = material.cast.entities[entity.part_of]
    return used
