"""Takes off a content what the publisher adds behind it: ", without providing evidence" is no part of what was said."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from kg.model import Span
from kg.reading.propositions.evidence import lacks_in
from kg.reading.spans.clauses import is_quote_mark
from kg.reading.spans.cues import cue_of
from kg.reading.spans.drafts import Attribution
from kg.reading.spans.parse import Parse, end_offset
from kg.reading.spans.stance import find_row

_SAID: Final = frozenset({"say", "claim", "report", "accuse"})
_FOUNDED: Final = frozenset(
    "act arrest ban charge close condemn convict decide detain dismiss expel fine fire hold imprison indict jail judge "
    "prosecute punish raid rule sack search seize sentence shut suspend try".split()
)
"""What is done on evidence: "said police had jailed her son, without offering evidence" may speak of the police."""


def without_tails(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """The attributions, each without such words at the end of its content."""
    return [_cut(parse, each) for each in found]


def _cut(parse: Parse, each: Attribution) -> Attribution:
    tokens = parse.tokens(each.content) if "without" in parse.quote(each.content).lower() else []
    row, _ = find_row(parse, each) if tokens else (None, None)
    start = _start_of_tail(tokens) if row is not None and row.kind in _SAID else None
    if start is None or start.i <= tokens[0].i:
        return each
    end = end_offset(start.nbor(-1))
    return replace(each, content=tuple(Span(s.start, min(s.end, end)) for s in each.content if s.start < end))


def _start_of_tail(tokens: list[Token]) -> Token | None:
    """The comma before a "without giving evidence" that ends the content, if only the speaker can be meant."""
    if any(is_quote_mark(token) or _is_founded(token) for token in tokens):
        return None
    for lack in lacks_in(tokens[0].doc):
        link = lack.verb.head
        if lack.verb.dep_ == "pcomp" and link in tokens and link.i and link.nbor(-1).text == "," and not lack.weak:
            return link.nbor(-1) if not any(each.i > lack.last.i and not each.is_punct for each in tokens) else None
    return None


def _is_founded(token: Token) -> bool:
    """Whether it tells of an act or a saying for which another than the speaker may have given no evidence."""
    told = token.pos_ == "VERB" and token.dep_ != "pcomp" and cue_of(token, "verb") is not None
    return told or (token.pos_ == "VERB" and token.lemma_.lower() in _FOUNDED)
