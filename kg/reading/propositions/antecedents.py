"""Chooses the claim that a pointing phrase means; where two fit equally well, none."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from kg.model import NON_ANSWERS
from kg.reading.actors.pronouns import PEOPLE
from kg.reading.actors.senses import alike
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.negation import is_future
from kg.reading.propositions.pointers import Pointer
from kg.reading.propositions.verdicts import pointing_words
from kg.reading.spans.clauses import child
from kg.reading.spans.drafts import overlap
from kg.reading.spans.nouns import TELLERS, noun_class
from kg.reading.spans.parse import Parse, offset

_ACCUSING: Final = frozenset({"accuse", "claim"})
_TELLING: Final = _ACCUSING | {"say", "report", "show"}
_SHARES: Final = frozenset({"percent", "per", "%", "pc"})
_BESIDE: Final = 30
"""Code points between a saying and what is set beside it: ", a deeply offensive claim which …"."""
_UNSAID: Final = 8
"""Words before a pronoun's clause that nobody says; they, and no claim further off, are what it stands for."""
_OWN: Final = 3
"""Paragraphs that a claim may lie back whose speaker the phrase names."""
_SAID_SO: Final = ("pronoun", "ellipsis", "fragment", "such")
"""Phrases so light that only the sentence before, or an accusation just made, can be meant."""


@dataclass(frozen=True)
class Sentences:
    """Where the sentences of the text begin."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, parse: Parse) -> Sentences:
        """The sentences of a parsed text."""
        found = [
            start + sent.start_char
            for doc, start in zip(parse.paragraphs, parse.starts, strict=True)
            for sent in doc.sents
        ]
        return cls(tuple(found))

    def between(self, first: int, second: int) -> int:
        """How many sentence borders lie between two places; 0 within one sentence."""
        return max(0, bisect_right(self.starts, second) - bisect_right(self.starts, first))


def choose(pointer: Pointer, claim: Claim, claims: list[Claim], sentences: Sentences) -> Claim | None:
    """The claim that the phrase means, or None."""
    fits = [(_rank(pointer, each, claim, sentences), each) for each in claims if _fits(pointer, each, claim)]
    if is_light(pointer) and _follows_unsaid(claim, claims):
        fits = [(rank, each) for rank, each in fits if rank[1] == 0]
    last = next((each for each in reversed(claims) if each is not claim and each.place.end <= pointer.at), None)
    reached = [
        (rank, each)
        for rank, each in fits
        if _reaches(pointer, each, claim, sentences) or (each is last and _just_told(pointer, each, claim, sentences))
    ]
    if not reached:
        return None
    best = min(rank for rank, _ in reached)
    first = [each for rank, each in reached if rank == best]
    return first[-1] if _agree(first) else None


def _agree(claims: list[Claim]) -> bool:
    """Whether it makes no difference which is meant: one proposition, one speaker, or one within the other."""
    last = claims[-1]
    return all(
        each.proposition == last.proposition or each.by is last.by or overlap(each.place, last.place) for each in claims
    )


def _rank(pointer: Pointer, other: Claim, claim: Claim, sentences: Sentences) -> tuple[int, int]:
    """How well the claim fits, least first: the owner's own, what is laid at the denier's door, what came last."""
    gap = _gap(pointer, other, sentences)
    if pointer.owner is not None and other.by is pointer.owner:
        return -1, gap
    if pointer.article in ("that", "this", "these", "those", "a", "an"):
        return 0, gap
    if pointer.sort in _SAID_SO:
        return int(gap > 1 or not (other.judged.kind == "accuse" and is_against(other, claim))), gap
    return int(not is_against(other, claim)), gap


def _gap(pointer: Pointer, other: Claim, sentences: Sentences) -> int:
    return sentences.between(other.place.end - 1, pointer.at)


def _fits(pointer: Pointer, other: Claim, claim: Claim) -> bool:
    """Whether the claim is another's, told before, and of the kind that the phrase names."""
    either = claim.judged.stance in NON_ANSWERS or (pointer.against and _says_itself(other))
    told = other.commits if either else other.judged.stance == "Affirms"
    if other is claim or not told or are_one_side(other, claim) != takes_back(claim):
        return False
    if other.place.start >= pointer.at or (pointer.owner is not None and not _is_owned(other, pointer)):
        return False
    if pointer.topic and not pointer.topic & other.keys and pointer.sort != "document":
        return False
    return _is_of_sort(pointer, other, claim)


def _says_itself(denial: Claim) -> bool:
    """Whether a denial tells what it denies: "denied knowing of it – that was a lie", but not "denied it"."""
    return denial.proposition[1:] == denial.id[1:] and denial.head is not None and denial.head.pos_ in ("VERB", "AUX")


def takes_back(claim: Claim) -> bool:
    """Whether the cue is of taking back one's own words: "later retracted the statement"."""
    return any(word in pointing_words("retract") for word in claim.cue_text.lower().split())


def are_one_side(left: Claim, right: Claim) -> bool:
    """Whether both are one speaker's, or one speaks for the other."""
    return left.by is right.by or left.by.part_of == right.by.id or right.by.part_of == left.by.id


def _is_owned(other: Claim, pointer: Pointer) -> bool:
    owner = pointer.owner
    return owner is not None and (other.by is owner or other.by.part_of == owner.id or owner.part_of == other.by.id)


def _is_of_sort(pointer: Pointer, other: Claim, claim: Claim) -> bool:
    if pointer.sort == "figure":
        return bool(other.counts) or _gives_number(other)
    if pointer.sort == "link":
        return any(token.lemma_.lower() in pointing_words("causal") for token in other.tokens)
    if pointer.sort == "vague":
        return other.judged.kind == "accuse" and is_against(other, claim)
    if pointer.sort == "document":
        return _is_document(pointer, other)
    if pointer.sort == "happening":  # "the incident" is what somebody is said to have done, not what may come
        return other.head is not None and other.head.pos_ == "VERB" and not (is_future(other) or other.gist.open)
    if pointer.sort == "ellipsis":  # "it did not" takes up what somebody is said to have done
        own = other.gist.own and _means_itself(claim, other)
        return other.head is not None and other.head.pos_ in ("VERB", "AUX") and not own
    if pointer.sort == "such" and pointer.article != "such":  # "that raid" wants a raid told of
        return any(alike(token.lemma_.lower(), pointer.token.lemma_.lower()) for token in other.tokens)
    return True


def _means_itself(claim: Claim, other: Claim) -> bool:
    """Whether who "did not" is the speaker, not the other: "he forgives the officer. His wife says she does not"."""
    who = child(claim.head, "nsubj") if claim.head is not None else None
    if who is None or who.pos_ != "PRON":
        return False
    if who.lower_ in ("he", "she"):
        known = other.by.pronoun if other.by.type in PEOPLE else "none"
        return other.by.plural or bool(known and known != who.lower_)
    return who.lower_ in ("i", "we") or (who.lower_ == "it" and other.by.type in PEOPLE)


def _gives_number(claim: Claim) -> bool:
    """ "Turnout was 58 percent", "withdrew €2bn", "put the number of cases at 1,200"."""
    if any(token.is_currency or token.lower_ in _SHARES for token in claim.tokens):
        return True
    numbers = pointing_words("figure") & {token.lemma_.lower() for token in claim.tokens}
    return bool(numbers) and any(token.like_num for token in claim.tokens)


def _is_document(pointer: Pointer, other: Claim) -> bool:
    """Whether the claim is what the letter or the video tells: "the footage" is what "a video" showed."""
    kind, noun = noun_class(pointer.token.text), pointer.token.lemma_.lower()
    if other.sentence is not None and any(
        token.dep_ == "pobj" and token.lemma_.lower() == noun for token in other.sentence.subtree
    ):
        return True  # "In a text message a friend told him to run. The police could not verify the message."
    if kind == "Video" and _is_about_video(other):
        return True
    if other.by.type not in TELLERS or other.by.type != kind:
        return False
    return kind == "Video" or any(noun in form.lower().split() for form in other.by.forms)


def _is_about_video(claim: Claim) -> bool:
    """ "The video was filmed in Kano, the group said": the footage that cannot be verified is what is told of."""
    told = child(claim.head, "nsubj", "nsubjpass") if claim.head is not None else None
    return told is not None and noun_class(told.text) == "Video"


def _reaches(pointer: Pointer, other: Claim, claim: Claim, sentences: Sentences) -> bool:
    gap, paragraphs = _gap(pointer, other, sentences), claim.paragraph - other.paragraph
    against = is_against(other, claim)
    if pointer.article in ("a", "an"):
        return gap == 0 and pointer.at - other.place.end <= _BESIDE  # "…, an accusation she denies"
    if pointer.sort == "definite":
        return gap == 0
    if pointer.sort == "happening":
        return gap <= 1 and paragraphs <= 1
    if pointer.sort in _SAID_SO:
        return gap <= 1 or (against and gap <= 3 and paragraphs <= 1)
    if pointer.sort == "accusation" and other.judged.kind not in _ACCUSING:
        accuses = against and other.judged.kind in _TELLING
        return accuses or (gap <= 1 and not is_future(other))  # nobody is accused of what will be
    if paragraphs <= 1 or (pointer.sort == "accusation" and against):
        return True
    if pointer.owner is other.by and paragraphs <= _OWN:
        return True  # "the group's figure", two paragraphs on
    named = pointer.owner is not None or (pointer.sort == "accusation" and other.judged.kind in _ACCUSING)
    return named and bool(pointer.topic) and pointer.topic <= other.keys


def _follows_unsaid(claim: Claim, claims: list[Claim]) -> bool:
    """Whether the publisher tells something first: "The hills are occupied by the army, although it denies this"."""
    sentence = claim.tokens[0].sent
    first = [token for token in sentence if not token.is_punct and offset(token) < claim.place.start]
    taken = [each.place for each in claims if each is not claim]
    free = [each for each in first if not any(place.start <= offset(each) < place.end for place in taken)]
    return len(free) >= _UNSAID


def is_light(pointer: Pointer) -> bool:
    """Whether the phrase is but a pronoun or less, so that it keeps to what was spoken of last."""
    return pointer.sort in _SAID_SO and pointer.article not in ("a", "an")


def _just_told(pointer: Pointer, last: Claim, claim: Claim, sentences: Sentences) -> bool:
    """Whether only a sentence that nobody says stands between: "There were gasps. “That is untrue,” he replied." """
    return is_light(pointer) and _gap(pointer, last, sentences) <= 2 and claim.paragraph - last.paragraph <= 1


def is_against(accusation: Claim, claim: Claim) -> bool:
    """Whether the claim lays something at the speaker's door, or at that of whom the speaker speaks for."""
    if accusation.subject is None or accusation.judged.kind not in _TELLING:
        return False
    sides = {claim.by.id, claim.by.part_of} - {""}
    if set(claim.by.role.lower().split()) & set(accusation.subject.label.lower().split()) - {"of", "the", "and"}:
        return True  # a police spokesman answers for police officers
    return accusation.subject.id in sides and (accusation.judged.kind == "accuse" or accusation.object is not None)
