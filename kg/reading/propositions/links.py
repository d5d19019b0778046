"""Links between claims: the same said twice, questions and their answers, denials and instances.

Conservative throughout: a wrong link is worse than a missed one.
"""

from __future__ import annotations

from typing import Final

from kg.model import NON_ANSWERS
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.contraries import say_contraries
from kg.reading.propositions.keys import coverage
from kg.reading.propositions.times import same_time
from kg.reading.propositions.vetoes import are_polled, disowns, doubts, is_norm, is_scrap
from kg.reading.spans.drafts import overlap

_REACH: Final = 200
"""How many claims apart two may stand; longer than any article, so that a text of megabytes still ends."""


def link_claims(claims: list[Claim]) -> None:
    """Adds all links; the order matters, since later rules see what earlier ones have joined."""
    for number, claim in enumerate(claims):
        for other in claims[max(0, number - _REACH) : number]:
            if claim.by is not other.by:
                _share(other, claim)
    for number, claim in enumerate(claims):
        for other in claims[max(0, number - _REACH) : number + _REACH]:
            if claim is not other and claim.by is not other.by:
                _ask(claim, other)
                _topic(claim, other)
                _instance(claim, other)


def _share(first: Claim, second: Claim) -> None:
    """Joins two claims that say the same, or of which one denies what the other affirms."""
    answers = [each for each in (first, second) if each.judged.stance in NON_ANSWERS]
    if (
        first.proposition == second.proposition
        or len(answers) > 1
        or any(not each.commits for each in (first, second) if each not in answers)
    ):
        return
    if not _same(first, second) or not _are_fit(first, second):
        return
    if answers:
        answers[0].proposition = (second if answers[0] is first else first).proposition
    elif (first.gist.negated != second.gist.negated) != say_contraries(first, second):
        if not _have_one_predicate(first, second) or is_norm(first) != is_norm(second):
            return  # "is a good man" is not denied by "is no racist", "would reopen" not by "should not reopen"
        second.link("negates", first.proposition)
    else:
        second.proposition = first.proposition


def _have_one_predicate(first: Claim, second: Claim) -> bool:
    """Whether what both say happens is the same or opposite, as far as it is known."""
    one, two = ({key for word in each.gist.core for key in word.keys} for each in (first, second))
    return not one or not two or bool(one & two) or say_contraries(first, second)


def _are_fit(*pair: Claim) -> bool:
    return not are_polled(pair[0].by, pair[-1].by) and all(
        doubts(each) and not is_scrap(each) and not disowns(each) for each in pair
    )


def _same(first: Claim, second: Claim) -> bool:
    """Whether two contents say the same: nearly all keys shared, no different names, numbers or doers."""
    one, two = first.keys, second.keys
    if first.numbers and second.numbers and first.numbers != second.numbers:
        return False
    if not same_time(first.gist.times, second.gist.times):
        return False
    if first.question or second.question or overlap(first.place, second.place):
        return False  # "said that Clinton had told police that she …" is no second saying
    if (one == two and len(one) >= 2) or _replies(first, second) or _replies(second, first):
        return True
    low, high = sorted((coverage(one, two), coverage(two, one)))
    alike = (high >= 0.75 and low >= 0.6) or (high == 1 and low >= 0.4)
    if len(one & two) < 3 or not alike:
        return False
    return first.subject is second.subject or first.subject is None or second.subject is None


def _replies(claim: Claim, reply: Claim) -> bool:
    """A denial in fewer words: "has ended takeover talks with its rival" – "denied that the talks had ended"."""
    if reply.judged.stance not in ("Denies", "NonCommittal") or reply.paragraph - claim.paragraph not in (0, 1, 2):
        return False
    named = any(key.startswith("@") for key in reply.keys) or reply.paragraph - claim.paragraph <= 1
    heads = (claim.head, reply.head)
    same_verb = all(head is not None and head.pos_ == "VERB" for head in heads) and claim.predicate == reply.predicate
    return named and same_verb and len(reply.keys) >= 2 and reply.keys <= claim.keys


def _ask(question: Claim, answer: Claim) -> None:
    """ "who was on board" bears on claims about who was on board; "whether …" on those who say so."""
    if not question.question or not question.asked or not answer.commits or answer.question:
        return
    asked = question.asked
    if question.judged.stance in ("Urges", "Commits", "Affirms", "Denies") or not doubts(question):
        return
    if question.asked_for.open or answer.gist.open or (question.question == "how" and len(asked) < 2):
        return  # "whether the tapes should be released" is settled by no fact, "how to vote" by none in particular
    if question.question not in ("whether", "if") and not question.asked_verb <= answer.keys:
        return
    names = {key for key in asked if key.startswith("@")}
    if len(asked) <= 2 and question.question not in ("whether", "if"):
        fits = (
            any(not key.startswith("@") for key in asked)
            and {key for key in asked if not key.startswith("@")} <= answer.keys
        )
        fits = fits and (
            not names
            or bool(names & answer.keys)
            or (abs(question.paragraph - answer.paragraph) > 1 and "=aboard" in asked)
        )
    else:
        fits = coverage(asked, answer.keys) >= 0.6 and len(asked & answer.keys) >= 2
    if fits:
        question.link("asks", answer.proposition)


def _topic(answer: Claim, claim: Claim) -> None:
    """ "had no information about job cuts": the words it is about stand in a claim made just before or after."""
    silent = answer.judged.stance in ("NoInformation", "Silent", "DeclinesComment") and not answer.question
    if not silent or not claim.commits or disowns(claim) or abs(claim.paragraph - answer.paragraph) > 1:
        return
    about = {key for key in answer.topic if key not in ("information", "comment", "detail", "request", "question")}
    if len(about) >= 2 and about <= claim.keys:
        answer.link("asks", claim.proposition)


def _instance(case: Claim, denial: Claim) -> None:
    """A reported case of what somebody denies in general: "hit residential areas" of "are attacking civilian areas"."""
    if denial.judged.stance != "Denies" or case.judged.stance != "Affirms" or case.proposition == denial.proposition:
        return
    general = {key for key in denial.keys if key.startswith("=")}
    side = {"@" + name for name in (denial.by.id, denial.by.part_of) if name}
    is_general = (
        not any(token.like_num for token in denial.tokens) and denial.head is not None and denial.head.pos_ == "VERB"
    )
    if is_general and len(general) >= 2 and general <= case.keys and side & case.keys and not case.negated:
        case.link("instance_of", denial.proposition)
