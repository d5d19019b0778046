"""Claims that point back to another one: denials and non-answers about "it", "the accusation", "involvement"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.propositions.claims import Claim
from kg.reading.spans.clauses import child

_ACCUSATIONS: Final = frozenset("accusation allegation charge".split())
_SAYINGS: Final = frozenset(
    "claim report suggestion assertion statement account figure toll number it this that rumor rumour "
    "speculation finding conclusion estimate theory story criticism".split()
)
_VAGUE: Final = frozenset(
    "involvement wrongdoing responsibility role guilt blame fault liability misconduct complicity".split()
)
_COMMENTING: Final = frozenset("comment discuss answer respond address elaborate speak reply".split())
_ANSWERS: Final = frozenset(
    {"Denies", "NonCommittal", "CouldNotVerify", "DeclinesComment", "Silent", "NoInformation", "Questions"}
)


def point_back(claims: list[Claim]) -> None:
    """Gives each claim that points back the proposition it points to; where it is not clear which, its own stays."""
    for number, claim in enumerate(claims):
        if claim.judged.stance in _ANSWERS and not claim.question:
            target = _target(claim, claims[:number])
            if target is not None:
                claim.proposition = target.proposition


def _target(claim: Claim, before: list[Claim]) -> Claim | None:
    noun = _noun(claim)
    others = [
        each
        for each in reversed(before)
        if each.commits and each.by is not claim.by and each.judged.stance == "Affirms"
    ]
    against = [each for each in others if _is_against(each, claim)]
    if noun in _ACCUSATIONS:
        last = next((each for each in others if each.judged.kind == "accuse" and _near(each, claim)), None)
        return next(iter(against), last)
    accused = [each for each in against if each.judged.kind == "accuse"]
    if noun in _VAGUE:
        return next((each for each in accused if claim.paragraph - each.paragraph <= 1), None)
    if noun in _SAYINGS:
        near = [each for each in others if claim.paragraph - each.paragraph <= 1]
        return next((each for each in near if each in against), near[0] if near else None)
    if claim.judged.kind == "question" and claim.head is not None and _is_definite(claim.head):
        return next((each for each in others if each.sentence == claim.sentence), None)
    return None


def _near(other: Claim, claim: Claim) -> bool:
    return claim.paragraph - other.paragraph <= 1


def _is_definite(noun: Token) -> bool:
    """ "other researchers doubt the date": what the same sentence has just told of."""
    return noun.pos_ == "NOUN" and any(each.lower_ in ("the", "that", "this") for each in noun.children)


def _noun(claim: Claim) -> str:
    """The word that points, if the content is hardly more than that: "it", "the accusation", "any wrongdoing"."""
    if (
        claim.head is not None
        and claim.head.lemma_.lower() in _COMMENTING
        and claim.judged.stance not in ("Denies", "Questions")
    ):
        link = child(claim.head, "prep")
        about = child(link, "pobj") if link is not None else child(claim.head, "dobj")
        return about.lemma_.lower() if about is not None and not child(about, "prep", "relcl", "acl") else ""
    if claim.head is None or claim.head.pos_ in ("VERB", "AUX"):
        return ""
    words = [
        token for token in claim.tokens if not token.is_punct and token.dep_ not in ("det", "amod", "poss", "case")
    ]
    lemma = claim.head.lemma_.lower() if claim.head.pos_ != "PRON" else claim.head.lower_
    return lemma if len(words) <= 4 or lemma in _ACCUSATIONS | _VAGUE else ""


def _is_against(accusation: Claim, claim: Claim) -> bool:
    """Whether the claim lays something at the speaker's door, or at that of whom the speaker speaks for."""
    if accusation.subject is None or accusation.judged.kind not in ("accuse", "claim", "say", "report", "show"):
        return False
    sides = {claim.by.id, claim.by.part_of} - {""}
    if set(claim.by.role.lower().split()) & set(accusation.subject.label.lower().split()) - {"of", "the", "and"}:
        return True  # a police spokesman answers for police officers
    return accusation.subject.id in sides and (accusation.judged.kind == "accuse" or accusation.object is not None)
