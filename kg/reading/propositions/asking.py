"""Links what somebody leaves open with the claims of others that would answer it."""

from __future__ import annotations

import re
from typing import Final

from kg.model import NON_ANSWERS
from kg.reading.propositions.asked import Asked
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.contrast import is_set_against
from kg.reading.propositions.families import families
from kg.reading.propositions.gist import Word
from kg.reading.propositions.likeness import Likeness, Weights, common, share, weigh
from kg.reading.propositions.times import same_time
from kg.reading.propositions.vetoes import disowns, doubts, is_scrap
from kg.reading.spans.drafts import overlap
from kg.reading.spans.parse import Parse
from kg.reading.spans.wordlists import words_of

_REACH: Final = 60
_NEXT: Final = 3
_ENOUGH: Final = 0.6
_HARM: Final = frozenset({"=kill", "=injure"})
_HARM_OF: Final = _HARM | {"v:kill", "v:die", "v:injure"}
_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)
_RECORDS: Final = frozenset({"Document", "Video"})


def link_questions(parse: Parse, claims: list[Claim]) -> None:
    """Adds to each non-answer the claims that it bears on."""
    weights = weigh(claims)
    for number, question in enumerate(claims):
        if _is_open(question):
            first = max(0, number - _REACH)
            for at, case in enumerate(claims[first : number + _REACH], first):
                if _may_answer(question, case) and _answers(parse, question, case, at - number, weights):
                    question.link("asks", case.proposition)


def _is_open(question: Claim) -> bool:
    """Whether something is left open that a fact could settle, unlike “What curfew?” or doubts about a topic."""
    asked = question.asked_for
    if question.judged.stance not in NON_ANSWERS or not asked.how or asked.open:
        return False
    if not doubts(question):
        return False
    doubt = question.judged.stance == "Questions"
    return not doubt or (asked.how != "topic" and not question.tokens[0].is_quote)


def _may_answer(question: Claim, case: Claim) -> bool:
    told = case.commits and not case.question and not case.gist.open and case.by is not question.by
    told = told and not is_scrap(case) and not disowns(case) and same_time(question.gist.times, case.gist.times)
    return told and case.proposition != question.proposition and not overlap(case.place, question.place)


def _answers(parse: Parse, question: Claim, case: Claim, apart: int, weights: Weights) -> bool:
    asked, held = question.asked_for, Likeness(case.gist.keys)
    near = abs(apart) <= _NEXT and abs(case.paragraph - question.paragraph) <= 1
    if asked.how == "how many":
        return _counts(asked, case, held)
    if asked.how == "why" or _asks_for_cause(asked):
        return _gives_cause(asked, case, held, weights)
    if near and (_is_of_record(asked, case) or _is_set(parse, question, case, apart, held, weights)):
        return True
    words = _beside_own(asked.words, question)
    if near and asked.how in ("topic", "whether") and not _is_elsewhere(words, case):
        wanted = 0.55 if asked.how == "topic" else 0.3
        return _telling(words, held, weights) >= _ENOUGH and share(words, held, weights) >= wanted
    return asked.how != "how" and _is_same(asked, held, weights)


def _is_elsewhere(words: list[Word], case: Claim) -> bool:
    """Whether the question names somebody or some place, and the case others only."""
    names = {key for word in words for key in word.keys if key[0] == "@"}
    others = {key for key in case.gist.keys if key[0] == "@"}
    return bool(names) and bool(others) and not names & others


def _is_same(asked: Asked, held: Likeness, weights: Weights) -> bool:
    """The predicate that is asked about, with most of what stands beside it."""
    if not asked.core or not asked.rest or not all(held.holds(word) for word in asked.core):
        return False
    people = [word.keys for word in asked.words if word.token.pos_ == "PROPN"]
    if len(people) > 1 and not all(each & held.keys for each in people):
        return False  # "whether Crane had grabbed her" is not answered by whom she had grabbed
    return share(asked.rest, held, weights) >= 0.5 and common(asked.words, held, weights) >= 1.5


def _counts(asked: Asked, case: Claim, held: Likeness) -> bool:
    """ "The number of casualties": counts of the thing, of the dead and hurt for casualties; not those of last year."""
    if not case.counts or re.search(r"\b(?:19|20)\d\d\b|\blast\b|\bago\b", " ".join(t.lower_ for t in case.tokens)):
        return False
    if "=kill" in case.gist.doers or case.gist.times.days & _MONTHS:
        return False  # "our forces killed eight militants", "the raid in December killed 46": not who is asked for
    harm = any(word.keys & _HARM for word in asked.words) and bool((held.keys | held.kinds) & _HARM_OF)
    return harm or any(held.holds(word) == 1 for word in _counted(asked))


def _counted(asked: Asked) -> list[Word]:
    """Of "how much leave the firm offers its workers" the leave; all where no such word stands with one."""
    things = [word for word in asked.words if any(each.lower_ in ("much", "many") for each in word.token.children)]
    return things or list(asked.words)


def _asks_for_cause(asked: Asked) -> bool:
    """ "Whether excessive speed was to blame": about a cause, by its verb."""
    return asked.how == "whether" and any(_is_causal(word) for word in asked.words)


def _is_causal(word: Word) -> bool:
    return word.token.lemma_.lower() in words_of("causal")


def _gives_cause(asked: Asked, case: Claim, held: Likeness, weights: Weights) -> bool:
    """A claim that names a cause of it, or for "whether speed was to blame" one that tells of speed."""
    rest = [word for word in asked.words if not _is_causal(word) and word.token.pos_ != "ADJ"]
    shared = _telling(rest, held, weights)
    causal = not case.gist.negated and any(token.lemma_.lower() in words_of("causal") for token in case.tokens)
    wanted = 0.8 if asked.how != "why" and not causal else 0.4
    return (causal or asked.how != "why") and shared >= _ENOUGH and share(rest, held, weights) >= wanted


def _is_of_record(asked: Asked, case: Claim) -> bool:
    """ "Could not establish when the footage was filmed": about the video that shows it."""
    if case.by.type not in _RECORDS:
        return False
    label = {families().of("n:" + word) or "w:" + word for word in case.by.label.lower().split()}
    return any(word.keys & label or Likeness(frozenset(label)).holds(word) for word in asked.words)


def _is_set(parse: Parse, question: Claim, case: Claim, apart: int, held: Likeness, weights: Weights) -> bool:
    """ "Three of them live in Austria. Austria's ministry, however, had no knowledge of any case"."""
    if apart != -1 or not is_set_against(parse, question, case):
        return False
    sides = {"@" + each for each in (question.by.id, question.by.part_of) if each}
    return bool(sides & case.gist.keys) or _telling(list(question.asked_for.words), held, weights) > 0


def _beside_own(words: tuple[Word, ...], question: Claim) -> list[Word]:
    own = {"@" + each for each in (question.by.id, question.by.part_of) if each}
    return [word for word in words if not word.keys & own]


def _telling(words: list[Word], held: Likeness, weights: Weights) -> float:
    """What is shared beside names and numbers."""
    return common([word for word in words if not any(key[0] in "@#" for key in word.keys)], held, weights)
