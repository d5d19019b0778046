"""Turns of one speaker: "initially denied … but later said", "had ruled out … now says", "insisted … then conceded"."""

from __future__ import annotations

import re
from typing import Final

from kg.model import COMMITTED
from kg.reading.actors.senses import alike
from kg.reading.propositions.antecedents import Sentences, takes_back
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.frames import Frame, frame_of
from kg.reading.propositions.likeness import Likeness
from kg.reading.propositions.negation import denied_words, is_future, is_negative, stem
from kg.reading.propositions.ruling import is_ruled_out
from kg.reading.propositions.verdicts import pointing_words
from kg.reading.spans.drafts import hull, overlap
from kg.reading.spans.parse import Parse

_REACH: Final = 12
"""How many claims apart the two may stand; a turn is told in one breath."""
_AFTER_ALL: Final = "after all"
_RULING_OUT: Final = frozenset({"exclude", "rule", "preclude"})
_TAKING_UP: Final = frozenset({"they", "some", "one", "such", "so"})
_WERE: Final = frozenset({"was", "were", "had", "have", "has"})
_BOTH: Final = frozenset({"two", "pair", "both", "couple"})
_EVERY: Final = frozenset({"every", "all", "each", "always", "any"})
_SOME: Final = frozenset({"some", "one", "several", "such", "many", "most"})


def find_turns(parse: Parse, claims: list[Claim]) -> None:
    """Marks the claims that take back what their speaker said before."""
    sentences = Sentences.of(parse)
    frames: dict[str, Frame] = {}
    for number, claim in enumerate(claims):
        for other in reversed(claims[max(0, number - _REACH) : number]):
            if claim.by is other.by and _can_turn(other, claim) and _is_near(other, claim, sentences):
                _turn(_framed(parse, other, frames), _framed(parse, claim, frames), other, claim)


def _can_turn(first: Claim, second: Claim) -> bool:
    told = (*COMMITTED, "Commits")
    fits = all(each.judged.stance in told and each.found.content and not each.question for each in (first, second))
    return fits and not _goes_on(first, second)


def _goes_on(first: Claim, second: Claim) -> bool:
    """ "Blasted the plan, calling it absurd": one saying in two parts."""
    same = bool(first.tokens and second.tokens) and first.tokens[0].sent == second.tokens[0].sent
    return same and re.match(r"(?:\w+ly )?(?!saying)\w+ing\b", second.cue_text.lower()) is not None


def _is_near(first: Claim, second: Claim, sentences: Sentences) -> bool:
    apart = sentences.between(first.place.end - 1, second.place.start)
    nested = overlap(hull(first.found.content), hull(second.found.content))
    return apart <= 2 and second.paragraph - first.paragraph <= 1 and not nested


def _framed(parse: Parse, claim: Claim, frames: dict[str, Frame]) -> Frame:
    if claim.id not in frames:
        frames[claim.id] = frame_of(parse, claim)
    return frames[claim.id]


def _turn(one: Frame, two: Frame, first: Claim, second: Claim) -> None:
    if first.proposition == second.proposition and takes_back(second):
        second.revises = first.id  # "later retracted the statement"
        return
    if takes_back(first) or "walked back" in first.cue_text:
        return  # "later walked back his remarks, saying …": what follows stands in their place
    swapped = two.is_before(one)
    old, new = (second, first) if swapped else (first, second)
    frame = two.followed_by(one) if swapped else one.followed_by(two)
    if not new.revises and _is_turn(old, new, frame):
        new.revises = old.id
        _link(old, new)


def _link(old: Claim, new: Claim) -> None:
    """Between claims of fact: a shared claim, an instance of what was denied, or the contrary."""
    if not (old.commits and new.commits):
        return
    if new.judged.stance == "Denies" and old.judged.stance == "Affirms":
        new.proposition = old.proposition
    elif old.judged.stance == "Denies":
        new.link("instance_of", old.proposition)
    elif not new.links.get("negates"):
        new.link("negates", old.proposition)


def _is_turn(old: Claim, new: Claim, frame: Frame) -> bool:
    if "Commits" in (old.judged.stance, new.judged.stance):
        return frame.ordered and old.judged.stance == "Commits" and _is_change_of_plan(old, new)
    if _takes_up_ruled_out(old, new):
        return frame.ordered
    if frame.says_turn or (frame.at_first and frame.conceded and frame.later):
        return True
    if is_negative(old) == is_negative(new):
        return frame.conceded and frame.ordered and _is_exception(old, new)
    owned_up = frame.first or frame.contrasted or (is_negative(old) and _takes_up(old, new))
    if frame.told_as_turn or (frame.conceded and owned_up):
        return frame.ordered
    if frame.at_first and frame.later:
        return True
    if frame.first and frame.later and _denies_all(old):
        return True
    return (frame.ordered or (frame.contrasted and _is_said(old, new))) and _is_same_matter(old, new)


def _is_said(old: Claim, new: Claim) -> bool:
    """Whether the one tells of most that the other denies: who "worked with Gates" may say that Gates had no role."""
    no, yes = (old, new) if is_negative(old) else (new, old)
    words = [word for word in (*no.gist.core, *no.gist.rest) if word.token.pos_ != "PROPN"]
    held = Likeness(yes.gist.keys)
    return 2 * sum(held.holds(word) > 0 for word in words) > len(words)


def _takes_up(old: Claim, new: Claim) -> bool:
    """ "Had never met the donor", conceded "they had dined together"; but not, conceded "the ship was old"."""
    opening = {token.lower_ for token in new.tokens[:4]}
    shared = {key for key in old.keys & new.keys if not key.startswith("@")}  # one name is not one matter
    there = "there" in opening and bool(opening & _WERE)  # not "there is a faction he does not like"
    both = any(token.lower_ in _BOTH and token.dep_ in ("nsubj", "nsubjpass") for token in new.tokens[:4])
    return bool(opening & _TAKING_UP) or there or both or bool(shared)


def _denies_all(claim: Claim) -> bool:
    """ "Initially denied involvement" is taken back by whatever part is later owned up to."""
    head = claim.head.lemma_.lower() if claim.head is not None else ""
    return claim.judged.stance == "Denies" and head in pointing_words("vague")


def _is_change_of_plan(old: Claim, new: Claim) -> bool:
    """ "Would boycott the vote", later "would take part after all"; "had vowed no new tax", now "announced a tax"."""
    if _AFTER_ALL in new.text.lower():
        return True
    return is_negative(old) != is_negative(new) and _is_denied_matter(old, new)


def _takes_up_ruled_out(old: Claim, new: Claim) -> bool:
    """ "Ruled out the use of public money", later "a guarantee could not be excluded"."""
    head = new.head.lemma_.lower() if new.head is not None else ""
    return old.judged.stance == "Denies" and head in _RULING_OUT and new.judged.stance == "Affirms" and is_negative(new)


def _is_exception(old: Claim, new: Claim) -> bool:
    """ "Every tin was off the shelves", later "some had remained on sale"."""
    before, after = ({token.lower_ for token in claim.tokens[:6]} for claim in (old, new))
    return bool(before & _EVERY) and bool(after & _SOME)


def _is_same_matter(old: Claim, new: Claim) -> bool:
    """Whether what one says there was not, or was not done, is what the other tells of.

    "No demand had been received" – "a demand had arrived": the demand. "No decision had been made" is not taken back
    by "a decision will be made in May".
    """
    if old.gist.open or new.gist.open:
        return False  # "they may not want it" takes nothing back
    no, yes = (old, new) if is_negative(old) else (new, old)
    pronoun = new.head is not None and new.judged.stance == "Denies" and new.head.pos_ == "PRON"
    if pronoun:
        return True
    return not is_future(yes) and _is_denied_matter(no, yes)


def _is_denied_matter(old: Claim, new: Claim) -> bool:
    """Whether what one of the two says there is not is told of by the other."""
    no, yes = (old, new) if is_negative(old) else (new, old)
    words = denied_words(no)
    told = {stem(token) for token in yes.tokens if not is_ruled_out(token)}  # "could do without a yacht"
    return bool(words) and all(any(alike(word, other) for other in told) for word in words)
