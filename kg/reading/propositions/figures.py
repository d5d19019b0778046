"""Links a number left open with the figures that others give: "could not confirm the number of casualties"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.model import NON_ANSWERS
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.counts import settled
from kg.reading.propositions.happenings import NUMBER_NOUNS
from kg.reading.propositions.labels import kind_called
from kg.reading.propositions.matters import is_background
from kg.reading.spans.clauses import child, children

_CASUALTIES: Final = frozenset({"people killed", "people injured"})
_REACH: Final = 60


def ask_figures(claims: list[Claim], published: str) -> None:
    """Each non-answer about a number asks the claims that give one of that kind, and no others."""
    settled(claims)
    for number, claim in enumerate(claims):
        wanted = _wanted(claim) if claim.judged.stance in NON_ANSWERS else frozenset()
        if wanted:
            near = claims[max(0, number - _REACH) : number + _REACH]
            found = [each for each in near if _gives(each, wanted, published) and each.by is not claim.by]
            if found:
                claim.proposition = "p" + claim.id[1:]
                claim.links["asks"] = list(dict.fromkeys(_part(each, wanted) for each in found))


def _part(claim: Claim, wanted: frozenset[str]) -> str:
    """The proposition that counts it: a part of what is said where several things are counted."""
    number = next(n for n, each in enumerate(claim.counts, 1) if each.counts in wanted)
    return claim.proposition if len(claim.counts) == 1 else f"{claim.proposition}-{number}"


def _wanted(claim: Claim) -> frozenset[str]:
    """Of what the number is that the claim leaves open; empty where it is about something else."""
    for token in claim.tokens:
        if token.lemma_.lower() in NUMBER_NOUNS and not _is_amid(token, claim):
            links = [child(link, "pobj") for link in children(token, "prep") if link.lower_ == "of"]
            if any(each is not None and each.lemma_.lower() in ("casualty", "victim") for each in links):
                return _CASUALTIES
            kind = kind_called(token)
            return frozenset({kind.counts}) if kind is not None else frozenset()
        if token.lower_ in ("casualties", "toll"):
            return _CASUALTIES if token.lower_ == "casualties" else frozenset({"people killed"})
    return frozenset()


def _is_amid(token: Token, claim: Claim) -> bool:
    """Whether the number is told in passing: "could not say why the number of dead had risen"."""
    return token.dep_ in ("nsubj", "nsubjpass") and claim.question in ("why", "when", "where", "who")


def _gives(claim: Claim, wanted: frozenset[str], published: str) -> bool:
    told = any(each.counts in wanted for each in claim.counts)
    return told and claim.commits and not claim.question and not is_background(claim, published)
