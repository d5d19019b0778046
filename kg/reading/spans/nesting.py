"""Decides which attributions inside another one's content stay: few of ours, none of the corpus'."""

from __future__ import annotations

from typing import Final

from kg.reading.spans.cues import Convention
from kg.reading.spans.directspeech import Quoted, inside_quotation
from kg.reading.spans.drafts import Attribution, Draft, hull, overlap
from kg.reading.spans.findings import Findings

_REPORTED: Final = frozenset({"say", "report", "claim", "deny", "accuse", "confirm"})
_ANSWERING: Final = frozenset({"deny", "question"})
_DEEPEST: Final = 4
"""How many sayings one may stand in; in news one at most, so that "A said that B said that …" for pages still ends."""
Found = tuple[Draft, Attribution]


def without_nested(found: list[Found], convention: Convention, quoted: list[Quoted]) -> list[Attribution]:
    """The attributions that stay.

    Inside another one's content we keep only what a third party is reported to have said: in "the governor said the
    ministry had denied it" the ministry's denial counts; in "it said it had no information" the inner clause does not.
    Of nouns only what is answered counts: "the union rejects the operator's claim that the driver was speeding".
    """
    kept: list[Attribution] = []
    held = Findings(each for _, each in found)
    answers = {id(each) for draft, each in found if draft.row.kind in _ANSWERING}
    for draft, each in found:
        outer = [other for other in held.near(each) if other is not each and _holds(other, each)]
        answered = all(id(other) in answers for other in outer) and draft.head.pos_ == "NOUN"
        third = _is_third_party(draft, each) and (answered or draft.head.pos_ == "VERB")
        counts = not outer or (convention == "own" and third and not _in_quotes(each, quoted))
        counts = counts and not any(other.source == each.source for other in outer)  # "refused to say whether …"
        if counts and len(outer) <= _DEEPEST and (each.source or convention == "polnear"):
            kept.append(each)
    return kept


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner cue stands in the outer content, and not the other way round."""
    cue = hull(inner.cue) if inner.cue else None
    return cue is not None and any(overlap(span, cue) for span in outer.content)


def _in_quotes(found: Attribution, quoted: list[Quoted]) -> bool:
    """Whether it stands in somebody's direct speech, which we leave whole."""
    return bool(found.cue) and inside_quotation(hull(found.cue), quoted) is not None


def _is_third_party(draft: Draft, found: Attribution) -> bool:
    if draft.row.kind not in _REPORTED or not found.source or not draft.source:
        return False
    return all(token.pos_ != "PRON" for token in draft.source)
