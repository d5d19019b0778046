"""Finds where the publisher itself sets evidence against what somebody says: "that account is at odds with a video"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import Span
from kg.reading.propositions.claims import Claim
from kg.reading.spans.parse import Parse, text_of
from kg.reading.spans.wordlists import phrases
from kg.sentences import sentence_around

_MARK: Final = re.compile(
    r"\b(?:to the contrary|at odds|contradict|belie|undermin|undercut|disprov|casts? doubt|calls? into|called into|"
    r"otherwise\b|"
    r"different (?:story|picture|tale)|inconsistent with|square with|reconcile with|awkwardly|uneasily|challenged by|"
    r"contested by|in conflict with)"
)
_BACK: Final = 300
"""How far the claim may end before the sentence that sets evidence against it, at most one paragraph back."""
_POINTING: Final = re.compile(r"\b(?:that|this|the|it|his|her|its|their|these|those)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Contrary:
    """The publisher's words, and the claim that they speak against."""

    quote: Span
    target: Claim


def find_contrary(parse: Parse, claims: list[Claim]) -> Iterator[Contrary]:
    """All such words that fit a claim, in the order of the patterns; words that a source says are left out."""
    yield from _within_sentence(parse, claims)
    yield from _after_sentence(parse, claims)


def _within_sentence(parse: Parse, claims: list[Claim]) -> Iterator[Contrary]:
    """ "Denies it, despite substantial evidence to the contrary": the denial, else the claim, of the same sentence."""
    for match in _marked(parse, "contrary"):
        sentence = sentence_around(parse.text, match.start(), match.end())
        same = [each for each in claims if each.place.start < sentence.end and each.place.end > sentence.start]
        before = [each for each in same if each.place.start < match.start()]
        denied = [each for each in before if each.judged.stance == "Denies"]
        held = denied or [each for each in before if each.judged.stance == "Affirms"]
        if held:
            yield Contrary(Span(match.start("words"), match.end("words")), held[-1])


def _after_sentence(parse: Parse, claims: list[Claim]) -> Iterator[Contrary]:
    """ "That account is at odds with a video": the claim told last, or that of the owner whom the words name."""
    for match in _marked(parse, "at-odds"):
        sentence = sentence_around(parse.text, match.start(), match.end())
        if any(_tells(each, match.start(), match.end()) for each in claims):
            continue
        before = [
            each
            for each in claims
            if each.commits
            and each.place.end <= match.start()
            and sentence.start - each.place.end < _BACK
            and len(re.findall(r"\n+", parse.text[each.place.end : sentence.start])) <= 1
        ]
        target = _named(match, before) or (before[-1] if before and _points(match) else None)
        if target is not None:
            yield Contrary(Span(match.start(), match.end()), target)


def _marked(parse: Parse, where: str) -> Iterator[re.Match[str]]:
    """Where the patterns stand; only paragraphs with one of their words are searched, since most have none."""
    for start, doc in zip(parse.starts, parse.paragraphs, strict=True):
        if _MARK.search(text_of(doc)) is not None:
            for pattern, _ in phrases(where):
                yield from pattern.finditer(parse.text, start, start + len(text_of(doc)))


def _tells(claim: Claim, start: int, end: int) -> bool:
    """Whether a source says it, or it is itself told as what a source shows."""
    spans = (*claim.found.content, *claim.found.cue)
    return any(span.start < end and start < span.end for span in spans)


def _points(match: re.Match[str]) -> bool:
    account = match["account"] or ""
    return not account or _POINTING.search(account) is not None


def _named(match: re.Match[str], before: list[Claim]) -> Claim | None:
    """The last claim of the one whose account it is: "the ministry's account"."""
    owned = re.search(r"(?P<owner>\w+)(?:[’']s|s[’'])", match["account"] or "")
    if owned is None:
        return None
    word = owned["owner"].lower()
    by = [each for each in before if any(word in form.lower().split() for form in (each.by.label, *each.by.forms))]
    return by[-1] if by else None
