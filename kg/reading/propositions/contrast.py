"""Whether the article itself sets one claim against the one before: "But …", "… tells a different story"."""

from __future__ import annotations

from typing import Final

from kg.model import Span
from kg.reading.propositions.claims import Claim
from kg.reading.spans.parse import Parse
from kg.reading.spans.wordlists import phrases
from kg.sentences import sentence_around

_REACH: Final = 700
_WITHIN: Final = 60


def is_set_against(parse: Parse, claim: Claim, before: Claim) -> bool:
    """Whether a word of contrast opens the claim's sentence, stands beside its cue, or a remark stands between."""
    at, end = claim.place.start, before.place.end
    if not 0 <= at - end <= _REACH:
        return False
    sentence = sentence_around(parse.text, at, at + 1)
    opening = parse.text[max(sentence.start, end) : at + _WITHIN]
    return _holds("contrast-opening", opening) or _holds("contrast", _beside(parse, claim, sentence))


def is_told_otherwise(parse: Parse, claim: Claim, before: Claim) -> bool:
    """Whether the article says between the two that they differ: "Not so", "A letter tells a different story"."""
    at, end = claim.place.start, before.place.end
    if not 0 <= at - end <= _REACH:
        return False
    told = min((span.start for span in claim.found.content), default=at)
    return _holds("contrast-remark", parse.text[end : max(at, told)])


def _beside(parse: Parse, claim: Claim, sentence: Span) -> str:
    """The words of the sentence before and around the cue that are nobody's content."""
    text = parse.text[sentence.start : sentence.end]
    cue = max((span.end for span in (*claim.found.cue, *claim.found.source)), default=sentence.start)
    kept = list(text[: max(0, min(cue - sentence.start + _WITHIN, len(text)))])
    for span in claim.found.content:
        for place in range(max(0, span.start - sentence.start), min(len(kept), span.end - sentence.start)):
            kept[place] = " "
    return "".join(kept)


def _holds(where: str, text: str) -> bool:
    return any(pattern.search(text) for pattern, _ in phrases(where))
