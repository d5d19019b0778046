"""Links a correction to the one statement that it withdraws, of a source or of the publisher itself.

Only where exactly one statement of the article fits; a corrected text may hold none any more, and then the note itself
is the evidence for what was withdrawn: "… spoke late Tuesday, not Wednesday".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.model import Span
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.corrections import Wrong, wrongs_in
from kg.reading.propositions.counts import number_of
from kg.reading.spans.drafts import overlap
from kg.reading.spans.parse import Parse, end_offset, offset
from kg.reading.spans.wordlists import words_of

_IDLE: Final = frozenset(
    "article story report piece version earlier previous original correct correction incorrect incorrectly wrong "
    "wrongly misstate state say give number figure update clarify clarification error edit show reflect note editor "
    "amend amount name call date day month year have be do january february march april may june july august "
    "september october november december".split()
)
_MOST: Final = 20
"""How many notes are looked at; more than any article has."""
_ENOUGH: Final = 0.6
"""The share of a withdrawn statement's words that the statement in the article has to hold."""
_NUMBER: Final = re.compile(
    r"\b(?:misstated|misreported|overstated|understated|wrong|incorrect|inaccurate)\b(?: the| a)? (?:total )?"
    r"(?:number|figure|amount|size|cost|price|value|sum|total|count)s? (?:of|for) (?P<topic>[^.;\n]+)",
    re.IGNORECASE,
)
_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass(frozen=True)
class Withdrawal:
    """A statement of the publisher's own that a correction withdraws: its words, and what it says."""

    quote: tuple[Span, ...]
    text: str
    note: int  # the number of the correction, from 1


@dataclass(frozen=True)
class Withdrawals:
    """Which claims corrections withdraw (claim → number of the correction), and which words of the publisher's own."""

    claims: dict[str, int]
    own: tuple[Withdrawal, ...]


@dataclass(frozen=True)
class _Wanted:
    """The wrong words of a note, what its sentence is about beside wrong and right words, and whether all is wrong."""

    value: set[str]
    topic: set[str]
    whole: bool


def find_withdrawals(parse: Parse, claims: list[Claim], notes: list[Span]) -> Withdrawals:
    """What the corrections withdraw."""
    told = [each for each in claims if not any(overlap(each.place, note) for note in notes)]
    of_claims: dict[str, int] = {}
    own: list[Withdrawal] = []
    for number, note in enumerate(notes[:_MOST], 1):
        wrongs = list(wrongs_in(parse, note))
        if not wrongs and (only := _misstated(parse, note, told)) is not None:
            of_claims[only.id] = number
        for wrong in wrongs:
            claim = _claim(parse, wrong, told)
            if claim is not None:
                of_claims[claim.id] = number
            else:
                own.extend(_own(parse, wrong, told, note, number))
    return Withdrawals(of_claims, tuple(own))


def _misstated(parse: Parse, note: Span, claims: list[Claim]) -> Claim | None:
    """The claim whose number a note calls wrong: "misstated the number of homes destroyed. It was six".

    Only where the note gives the right number, no claim about it does so already, and one claim gives another.
    """
    stated = _NUMBER.search(parse.text, note.start, note.end)
    right = {word for word in _words(parse.tokens((note,))) if word.startswith("#")}
    if stated is None or not right:
        return None
    topic = {word for word in _words(parse.tokens((Span(*stated.span("topic")),))) if not word.startswith("#")}
    about = [
        each
        for each in claims
        if len(each.counts) == 1 and len(topic & _words(each.tokens)) >= max(1, _ENOUGH * len(topic))
    ]
    said = [{word for word in _words(each.tokens) if word.startswith("#")} for each in about]
    return about[0] if len(about) == 1 and topic and not said[0] & right else None


def _claim(parse: Parse, wrong: Wrong, claims: list[Claim]) -> Claim | None:
    """The one claim that says what was wrong, about what the note speaks of."""
    wanted = _wanted(parse, wrong)
    scored = [(_fit(wanted, each), each) for each in claims]
    best = max((score for score, _ in scored), default=0.0)
    fitting = [each for score, each in scored if score == best > 0]
    return fitting[0] if len(fitting) == 1 else None


def _fit(wanted: _Wanted, claim: Claim) -> float:
    """How well a claim fits what was wrong; 0 if it does not say it."""
    said = _words(claim.tokens)
    around = said | _words(_sentence(claim)) | _speaker(claim)
    return _share(wanted, said, around)


def _share(wanted: _Wanted, said: set[str], around: set[str]) -> float:
    """The share of the note's words that a statement has, 0 without the wrong ones among what is said."""
    value, topic = wanted.value, wanted.topic
    if wanted.whole:
        numbers = {word for word in value if word.startswith("#")}
        enough = len(value & around) >= max(2, _ENOUGH * len(value)) and len(value & said) >= 2
        return len(value & around) / len(value) if enough and numbers <= said else 0.0
    if not value or not value <= said:
        return 0.0
    return len(topic & around) / len(topic) if topic else 1.0


def _wanted(parse: Parse, wrong: Wrong) -> _Wanted:
    value, around = _words(parse.tokens((wrong.words,))), _words(parse.tokens((wrong.around,)))
    topic = {word for word in around - value if not word.startswith("#") and word not in _DAYS}
    return _Wanted(value, topic, wrong.whole)


def _words(tokens: list[Token]) -> set[str]:
    """Lemmas of the words that mean something, and numbers as ``#14``."""
    found = set()
    for token in tokens:
        number = number_of(token)
        if number is not None:
            found.add(f"#{number:g}")
        elif token.lower_ in words_of("calendar"):
            found.add(token.lower_)
        elif token.pos_ in ("NOUN", "VERB", "PROPN", "ADJ", "NUM") and not token.is_stop:
            found.add(token.lemma_.lower())
    return found - _IDLE | {word for word in found if word in _DAYS}


def _sentence(claim: Claim) -> list[Token]:
    return list(claim.tokens[0].sent) if claim.tokens else []


def _speaker(claim: Claim) -> set[str]:
    return {word.lower() for form in (claim.by.label, *claim.by.forms) for word in re.findall(r"\w{3,}", form)}


def _own(parse: Parse, wrong: Wrong, claims: list[Claim], note: Span, number: int) -> Iterator[Withdrawal]:
    """The publisher's own sentence that says what was wrong, else what the note itself tells of it."""
    wanted = _wanted(parse, wrong)
    reported = {offset(token) for claim in claims for token in claim.tokens}
    found = [each for each in _sentences(parse, note) if _fits_sentence(wanted, each, reported)]
    text = _restated(parse, wrong)
    if len(found) == 1:
        span = Span(offset(found[0][0]), end_offset(found[0][-1]))
        yield Withdrawal((span,), text or parse.text[span.start : span.end], number)
    elif not found and text:
        start, end = _right_clause(parse, wrong)
        yield Withdrawal((Span(start, end), wrong.words), text, number)


def _sentences(parse: Parse, note: Span) -> Iterator[list[Token]]:
    for doc in parse.paragraphs:
        for sentence in doc.sents:
            tokens = [token for token in sentence if not token.is_space]
            if tokens and not note.start <= offset(tokens[0]) < note.end:
                yield tokens


def _fits_sentence(wanted: _Wanted, tokens: list[Token], reported: set[int]) -> bool:
    """Whether the publisher says it there, outside what it reports of others."""
    said, around = _words([token for token in tokens if offset(token) not in reported]), _words(tokens)
    share = _share(wanted, said, around)
    return share >= _ENOUGH or (share > 0 and len(wanted.topic & around) >= 2)


def _right_clause(parse: Parse, wrong: Wrong) -> tuple[int, int]:
    """The note's words before the right value, for which the wrong one stood."""
    before = [t for t in parse.tokens((wrong.around,)) if end_offset(t) <= wrong.words.start]
    right = next((t for t in reversed(before) if _kind(t) and _kind(t) == _kind_of_wrong(parse, wrong)), None)
    lead = next((t for t in before if t.lower_ == "that"), None)
    if right is None or wrong.whole:
        return 0, 0
    start = end_offset(lead) + 1 if lead is not None and lead.i < right.i else wrong.around.start
    words = parse.text[start : offset(right)].rstrip()
    return start, start + len(words)


def _kind(token: Token) -> str:
    """Whether a word is a day, a month or a number."""
    if token.lower_ in _DAYS:
        return "day"
    return "month" if token.lower_ in words_of("calendar") else "number" if number_of(token) is not None else ""


def _kind_of_wrong(parse: Parse, wrong: Wrong) -> str:
    return next((kind for token in parse.tokens((wrong.words,)) if (kind := _kind(token))), "-")


def _restated(parse: Parse, wrong: Wrong) -> str:
    """The withdrawn statement in words, "" where the note does not give them."""
    start, end = _right_clause(parse, wrong)
    text = f"{parse.text[start:end]} {parse.text[wrong.words.start : wrong.words.end]}" if end > start else ""
    text = re.sub(r"\s+", " ", text).strip()
    return text[:1].upper() + text[1:]
