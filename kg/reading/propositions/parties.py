"""Tells whether two claims are of different doers, owners, things or places, so that they cannot clash."""

from __future__ import annotations

from kg.reading.propositions.claims import Claim
from kg.reading.propositions.gist import Word
from kg.reading.propositions.likeness import Likeness


def sides(claim: Claim) -> set[str]:
    """The speaker and whom she speaks for."""
    return {claim.by.id, claim.by.part_of} - {""}


def own(denial: Claim) -> set[str]:
    return {"@" + each for each in sides(denial)}


def is_other_thing(denial: Claim, held: Likeness) -> bool:
    """Whether what the predicate is done to is not in the case: who "saw the car" need not have seen the knife."""
    verb = denial.gist.core[-1].token
    things = {each.i for each in verb.children if each.dep_ in ("dobj", "nsubjpass")}
    return any(word.token.i in things and not held.holds(word) for word in denial.gist.rest)


def is_of_other_owner(denial: Claim, held: Likeness) -> bool:
    """Whether the denial is about what somebody has, whom the case does not name: "never read Lida's letters"."""
    owners = [word for word in denial.gist.rest if word.token.dep_ == "poss" and word.keys.isdisjoint(own(denial))]
    named = [word for word in owners if any(key[0] == "@" for key in word.keys)]
    return any(not held.holds(word) for word in named)


def shares_name(words: tuple[Word, ...], held: Likeness) -> bool:
    return any(key[0] == "@" and key in held.keys for word in words for key in word.keys)


def is_elsewhere(denial: Claim, case: Claim) -> bool:
    """Whether the denial names places or bodies of which the case has none, but others: one river is not the other."""
    names = {key for word in denial.gist.rest for key in word.keys if key[0] == "@"} - own(denial)
    others = {key for key in case.gist.keys if key[0] == "@"} - own(case)
    return bool(names) and bool(others) and not names & (others | own(case))


def other_doer(denial: Claim, case: Claim) -> bool:
    """Whether the same is said to be done by somebody else by name: "Lida paid" is no answer to "Korva never paid"."""
    one, two = denial.gist.doers, case.gist.doers
    return any(key in two and two[key] != doer and two[key] not in sides(denial) for key, doer in one.items())


def has_doer(denial: Claim, case: Claim) -> bool:
    """Whether the case tells by name what others did: "Korva broke its lease" is not about who "signed no lease"."""
    return bool(set(case.gist.doers.values()) - sides(denial) - sides(case))
