"""Finds claims that rule out what another speaker affirms, in other words: by meaning, by reply, by words of contrast.

A pair is made only of one claim that rules something out and one that affirms; a second ground is always needed
beside the polarity, and names or times that differ speak against every pair.
"""

from __future__ import annotations

import re
from typing import Final

from kg.model import Proposition
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.contrast import is_set_against, is_told_otherwise
from kg.reading.propositions.gist import Word, is_foretold
from kg.reading.propositions.likeness import Likeness, Weights, common, share, weigh
from kg.reading.propositions.parties import (
    has_doer,
    is_elsewhere,
    is_of_other_owner,
    is_other_thing,
    other_doer,
    own,
    shares_name,
    sides,
)
from kg.reading.propositions.ruling import is_asked, is_ruled_out
from kg.reading.propositions.times import same_time
from kg.reading.propositions.vetoes import are_polled, disowns, gives_example, is_put, is_scrap, only_could
from kg.reading.spans.drafts import overlap
from kg.reading.spans.parse import Parse, offset
from kg.reading.spans.wordlists import words_of

_REACH: Final = 60
_NEXT: Final = 4
_HELD: Final = 0.5
"""The share of a denial's other words that a case must hold, and the least that an article's own contrast needs."""
_LITTLE: Final = 0.3
"""The share that is enough right beside a general denial of the very thing: "no asbestos in any building"."""
_RECORDS: Final = frozenset({"Document", "Video"})
_RETORT: Final = re.compile(
    r"\b(?:repl(?:y|ied)|retort\w*|shot back|hit back|fired back|counter\w*|respond\w*|rebut\w*|insist\w*|protest\w*)\b"
)


def link_opposites(parse: Parse, claims: list[Claim]) -> None:
    """Links each claim that rules something out with those that affirm it."""
    weights = weigh(claims)
    held: dict[str, list[Likeness]] = {}
    for number, denial in enumerate(claims):
        if rules_out(denial):
            for at in range(max(0, number - _REACH), min(len(claims), number + _REACH + 1)):
                case = claims[at]
                if not can_clash(denial, case):
                    continue
                if case.id not in held:
                    held[case.id] = _sentences(case)
                if any(_is_ground(parse, denial, case, at - number, each, weights) for each in held[case.id]):
                    _link(denial, case, later=at > number)


def _sentences(claim: Claim) -> list[Likeness]:
    """What the claim holds, sentence by sentence: words pages apart in a long quotation are no common matter."""
    found: dict[int, set[str]] = {}
    for word in claim.gist.words:
        if is_ruled_out(word.token) or is_foretold(word.token.sent.root) or is_asked(word.token):
            continue  # nor what a long quotation says that its speaker would do, or that somebody must decide
        found.setdefault(offset(word.token.sent[0]), {"@" + claim.by.id}).update(word.keys)
    return [Likeness(frozenset(keys)) for keys in found.values()] or [Likeness(frozenset())]


def rules_out(claim: Claim) -> bool:
    """Whether the claim says of something of its own that it is not so."""
    points = claim.proposition != "p" + claim.id[1:] and (claim.head is None or claim.head.pos_ != "VERB")
    if (
        points
        or disowns(claim)
        or is_scrap(claim)
        or is_put(claim)
        or only_could(claim)
        or (claim.gist.open and claim.judged.stance == "Affirms")
    ):
        return False
    return claim.commits and (claim.judged.stance == "Denies") != claim.gist.negated


def affirms(claim: Claim) -> bool:
    """Whether the claim reports something as having happened or being so."""
    gist = claim.gist
    return claim.judged.stance == "Affirms" and not gist.negated and not gist.open and not claim.question


def can_clash(denial: Claim, case: Claim) -> bool:
    """Whether the two are sayings of different sides about one time, the second affirming."""
    return (
        affirms(case)
        and case.by is not denial.by
        and same_time(denial.gist.times, case.gist.times)
        and case.proposition != denial.proposition
        and not overlap(case.place, denial.place)
        and not (sides(case) & sides(denial))
        and not (is_scrap(case) or is_put(case) or are_polled(case.by, denial.by))
    )


def _is_ground(parse: Parse, denial: Claim, case: Claim, apart: int, held: Likeness, weights: Weights) -> bool:
    """Whether one of the grounds for a pair is there."""
    if _is_said(denial, case, held, weights) or _is_such(denial, case, apart, held):
        return True
    if abs(apart) > _NEXT or abs(case.paragraph - denial.paragraph) > 1:
        return False
    if gives_example(case if apart > 0 else denial) or _refuses(denial):
        return False
    return _is_rebuttal(denial, case, apart, held, weights) or _is_contrast(parse, denial, case, apart, held, weights)


def _refuses(denial: Claim) -> bool:
    """ "The firm declined to renew the offer": it tells what one would not do, not that another's words are untrue."""
    head = denial.head.lemma_.lower() if denial.head is not None else ""
    return denial.judged.stance == "Affirms" and head in ("decline", "refuse")


def _is_said(denial: Claim, case: Claim, held: Likeness, weights: Weights) -> bool:
    """The case has the denial's predicate and half of its other words: "had met envoys" – "no envoy was met"."""
    core, rest = denial.gist.core, denial.gist.rest
    if not core or not held.holds(core[-1]) or other_doer(denial, case):  # the last: of "carried weapons" the thing
        return False
    near = abs(case.paragraph - denial.paragraph) <= 1
    if not rest:
        near = near and (not denial.gist.own or _is_about(case, denial))
        return near and (denial.gist.general or (len(core) == 1 and any(word.keys & held.keys for word in core)))
    if not denial.gist.general and not _names_more(rest, case, held):
        return False
    about = held.keys & (own(denial) - own(case))
    if denial.gist.own and not about and (has_doer(denial, case) or not shares_name(rest, held)):
        return False  # "I am not stupid" is no answer to what calls something else stupid
    return (
        not is_elsewhere(denial, case)
        and not is_of_other_owner(denial, held)
        and not is_other_thing(denial, held)
        and share(rest, held, weights)
        >= (_LITTLE if near and denial.gist.general and core[-1].keys & held.keys else _HELD)
        and common((*core, *rest), held, weights) >= 1.2
    )


def _names_more(rest: tuple[Word, ...], case: Claim, held: Likeness) -> bool:
    """Whether the case holds more of the denial than who tells the case.

    "The company said that alarms rang" does not tell that "the company had been warned", near as alarm and warning are.
    """
    return any(held.holds(word) for word in rest if not word.keys & own(case))


def _is_such(denial: Claim, case: Claim, apart: int, held: Likeness) -> bool:
    """ "Any such warning": the one told of just before, by a word of its kind or by a verb of telling."""
    noun = denial.gist.such
    if noun is None or apart >= 0 or -apart > _NEXT or denial.paragraph - case.paragraph > 2:
        return False
    word = next((each for each in (*denial.gist.core, *denial.gist.rest) if each.token == noun), None)
    told = noun.lemma_.lower() in words_of("told") and {each.lemma_.lower() for each in case.tokens} & words_of("tell")
    return bool(told) or (word is not None and held.holds(word) > 0)


def _is_rebuttal(denial: Claim, case: Claim, apart: int, held: Likeness, weights: Weights) -> bool:
    """The answer of whom the case is told of: "accuses her of handing over minutes" – "I handed over nothing"."""
    if apart >= 0 or not _is_about(case, denial):
        return False
    words = [word for word in (*denial.gist.core, *denial.gist.rest) if not word.keys & own(denial)]
    answers = case.judged.kind == "accuse" or _RETORT.search(denial.cue_text.lower()) is not None
    return (answers and denial.gist.general and not words) or (answers and _telling(words, held, weights) >= _HELD)


def _is_about(case: Claim, denial: Claim) -> bool:
    return bool(case.gist.keys & own(denial))


def _telling(words: list[Word], held: Likeness, weights: Weights) -> float:
    """What is shared beside names: two claims about one place or person need not be about one matter."""
    plain = [word for word in words if not any(key[0] in "@#" for key in word.keys)]
    return common(plain, held, weights)


def _is_contrast(parse: Parse, denial: Claim, case: Claim, apart: int, held: Likeness, weights: Weights) -> bool:
    """The article's own "but" between the two, and a word in common, or what meets a general denial head on."""
    first, second = (denial, case) if apart > 0 else (case, denial)
    words = [*denial.gist.core, *denial.gist.rest]
    meets = apart == 1 and denial.gist.general and case.by.type in _RECORDS
    shared = _telling(words, held, weights) + (abs(apart) == 1 and _is_one(denial, case))
    said = bool(denial.gist.core) and held.holds(denial.gist.core[-1]) > 0
    close = abs(apart) == 1 or denial.gist.general
    enough = shared >= (_HELD if close and (said or _is_one(denial, case)) else 2 * _HELD)
    if is_told_otherwise(parse, second, first):
        return abs(apart) == 1 or enough
    return (meets or enough) and is_set_against(parse, second, first)


def _is_one(denial: Claim, case: Claim) -> bool:
    """ "Was not the subject of any review" – "it had opened one in May"."""
    bare = any(each.lower_ in ("one", "some", "several") and each.dep_ == "dobj" for each in case.tokens)
    return bare and any(word.token.pos_ == "NOUN" for word in (*denial.gist.core, *denial.gist.rest))


def _link(denial: Claim, case: Claim, *, later: bool) -> None:
    """Makes the case an instance where it follows a denial in general, else the opposite of what is said."""
    if later and denial.gist.general:
        case.link("instance_of", _general(denial))
    elif not case.links.get("negates"):
        case.link("negates", denial.proposition if denial.judged.stance == "Affirms" else opposite(denial))


def _general(denial: Claim) -> str:
    """The proposition that the denial rules out."""
    return denial.proposition if denial.judged.stance == "Denies" else opposite(denial)


def opposite(denial: Claim) -> str:
    """The opposite of the denial's proposition, which nobody asserts in these words."""
    affirmed = denial.judged.stance == "Affirms"
    if affirmed and denial.links.get("negates"):
        return denial.links["negates"][0]
    denial.opposite = f"{denial.proposition}-not"
    if affirmed:
        denial.link("negates", denial.opposite)
    return denial.opposite


def _begins_with_name(text: str, claim: Claim) -> bool:
    """Whether the first word keeps its capital: "Trond Fossum's pay" (for "his pay"), "NATO", "I"."""
    first = re.split(r"\W", text, maxsplit=1)[0]
    if first.lower() in ("the", "a", "an"):
        return False
    own = next((token for token in claim.tokens if token.lower_ == first.lower()), None)
    return own is None or own.pos_ == "PROPN" or own.text == "I" or text[:2].isupper()


def opposite_of(said: Proposition, claim: Claim) -> Proposition:
    """The opposite of what the claim says, so that others can hold it or report a case of it."""
    text = said.text if _begins_with_name(said.text, claim) else said.text[:1].lower() + said.text[1:]
    affirmed = claim.judged.stance == "Affirms"
    return Proposition(
        id=claim.opposite,
        text=f"It is not true that {text}",
        about=said.about,
        negates=None if affirmed else said.id,
    )
