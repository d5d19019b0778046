"""Joins what rules and network find, in our own convention: the rules' findings stay, the network repairs and adds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from kg.reading.agreement import SAME, closest, length, likeness, shared, stands_inside
from kg.reading.confidence import confidence
from kg.reading.propositions.evidence import lacks_in
from kg.reading.spans.drafts import Attribution, Spans, hull
from kg.reading.spans.findings import Findings
from kg.reading.spans.parse import Parse
from kg.reading.spans.stance import find_row

SURE: Final = 0.5
"""From here on the network may add a saying whose cue our table knows."""
VERY_SURE: Final = 0.7
"""From here on it may add one whose cue no table knows."""
OVERRULES: Final = 0.9
"""From here on its content counts where the rules took other words for it."""
_REPORTED: Final = frozenset({"say", "report", "claim", "deny", "accuse", "confirm"})
_OF_SPEECH: Final = frozenset({"clause", "quote"})
_LONGEST_SOURCE: Final = 200
_LONGEST_PRONOUN: Final = 5
_ANONYMOUS = re.compile(r"\bnot (?:to )?be (?:named|identified|quoted)\b|\banonymity\b", re.IGNORECASE)
"""Asked for by a source about itself, no claim: "who asked not to be named because he works at the port"."""


def join(parse: Parse, ruled: Sequence[Attribution], spotted: Sequence[Attribution]) -> list[Attribution]:
    """The findings of both in the order of the text; of what the rules found, little is lost."""
    rules, network = Findings(ruled), Findings(spotted)
    known = [_repaired(each, rules, network) for each in ruled]
    held, added = Findings(known), Findings()
    for each in sorted(spotted, key=lambda one: -one.confidence):
        if _may_add(parse, each, held.near(each)):
            more = replace(each, confidence=confidence(each, None, "own"))
            held.add(more)
            added.add(more)
    kept = [
        each
        for each in known
        if _is_third_party(parse, each) or not any(stands_inside(each, one) for one in added.near(each))
    ]
    return sorted([*kept, *added.found], key=lambda each: hull(each.cue or each.content))


def _is_third_party(parse: Parse, inner: Attribution) -> bool:
    """Within what another says, a saying counts that is reported of somebody by name, not "you call it a miracle"."""
    row, _ = find_row(parse, inner)
    named = all(token.pos_ != "PRON" for token in parse.tokens(inner.source))
    return row is not None and row.kind in _REPORTED and named and bool(inner.source)


def _repaired(ruled: Attribution, rules: Findings, network: Findings) -> Attribution:
    """The rules' finding, with the network's content where theirs says quite another thing and it is sure."""
    spotted = network.near(ruled)
    near = closest(ruled, spotted)
    found, around = ruled, (*rules.near(ruled), *spotted)
    if near is None and (not ruled.content or any(stands_inside(ruled, other) for other in around)):
        return ruled  # the corpus marks no such sayings, so its figures tell nothing of them
    if near is not None and _overrules(near, ruled, rules.near(near)):
        found = replace(found, content=_without(near.content, found.source, found.cue))
    if near is not None and _frames(near.source, ruled.source):
        found = replace(found, source=near.source)
    return replace(found, confidence=confidence(near, ruled, "own"))


def _overrules(near: Attribution, ruled: Attribution, others: Sequence[Attribution]) -> bool:
    """Not where the network runs two sayings into one ("denied it but later said that …")."""
    alone = sum(bool(shared(near.cue, other.cue)) for other in others) == 1
    beside = not any(shared(near.content, other.cue) for other in others if other is not ruled)
    differs = bool(ruled.content) and likeness(near.content, ruled.content) < SAME
    return alone and beside and differs and near.confidence >= OVERRULES and bool(shared(near.source, ruled.source))


def _frames(whole: Spans, part: Spans) -> bool:
    """Whether a short source of the rules stands amid the network's: "the operator of a ferry that capsized"."""
    if not whole or not part or length(part) > _LONGEST_PRONOUN:
        return False
    return hull(whole).start < hull(part).start and hull(part).end < hull(whole).end


def _without(content: Spans, *taken: Spans) -> Spans:
    return tuple(span for span in content if not any(shared((span,), other) for other in taken)) or content


def _may_add(parse: Parse, found: Attribution, known: Sequence[Attribution]) -> bool:
    """Whether the network's finding is a saying of its own, whole and sure enough."""
    if not found.source or not found.content or length(found.source) > _LONGEST_SOURCE:
        return False
    if closest(found, known) is not None or any(_is_part(found, other) for other in known):
        return False
    row, head = find_row(parse, found)
    if (row is not None and row.scope == "polnear") or _is_nobodys(head):
        return False
    if row is not None and (not row.scope or row.patterns & _OF_SPEECH):
        return found.confidence >= SURE and _is_claim(parse, found)
    return found.confidence >= VERY_SURE and _is_claim(parse, found) and _is_clause(parse, found)


def _is_nobodys(head: Token | None) -> bool:
    """What no source says: who is "Asked whether …" is not named, and "offered no evidence" is the reporter's."""
    asked = head is not None and head.tag_ == "VBN" and head.lemma_ in ("ask", "press", "question")
    return asked or (head is not None and any(lack.verb == head for lack in lacks_in(head.doc)))


def _is_part(found: Attribution, other: Attribution) -> bool:
    """Whether one stands within the other: an inner saying, or the same told again by another cue."""
    same = bool(shared(found.source, other.source)) and shared(found.content, other.content) > 0
    return same or stands_inside(found, other)


def _is_claim(parse: Parse, found: Attribution) -> bool:
    """More than one word, and no request for anonymity."""
    content = parse.quote(found.content)
    return len(re.findall(r"\w+", content)) >= 2 and not _ANONYMOUS.search(content)


def _is_clause(parse: Parse, found: Attribution) -> bool:
    """Whether the content is a quotation or has a verb with a subject of its own: something that can be true."""
    if re.search(r"[“\"]", parse.quote(found.content)):
        return True
    tokens = parse.tokens(found.content)
    return any(token.dep_ in ("nsubj", "nsubjpass", "expl") and token.head in tokens for token in tokens)
