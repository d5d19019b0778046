"""Finds attributions in a parsed text: source, cue and content as spans."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.model import Span
from kg.reading.spans.adjectives import find_adjective_cues
from kg.reading.spans.chains import find_chains
from kg.reading.spans.clauses import spans
from kg.reading.spans.cues import Convention
from kg.reading.spans.datelines import dateline_end
from kg.reading.spans.directspeech import Quoted, attach_quotations, cover, find_quotations
from kg.reading.spans.drafts import Attribution, Draft, Spans, hull, merged
from kg.reading.spans.nesting import without_nested
from kg.reading.spans.nonanswers import find_non_answers
from kg.reading.spans.parse import Parse
from kg.reading.spans.phrases import find_phrase_cues
from kg.reading.spans.refusals import asked_about, find_refusals
from kg.reading.spans.verbs import find_verb_cues


def find_attributions(parse: Parse, convention: Convention = "own") -> list[Attribution]:
    """The attributions of a text in its order, by the rules alone."""
    quoted = find_quotations(parse)
    drafts = [draft for doc in parse.paragraphs for draft in _drafts(doc, convention)]
    for draft in drafts:
        attach_quotations(draft, parse, quoted)
    whole = [draft for draft in drafts if draft.content or draft.quoted or draft.row.kind == "silent"]
    found = [(draft, _finished(draft, parse, quoted)) for draft in whole]
    told = [pair for pair in found if pair[1].content or pair[1].source]
    return sorted(without_nested(told, convention, quoted), key=lambda each: hull(each.cue or each.content))


def _drafts(doc: Doc, convention: Convention) -> list[Draft]:
    """One draft a cue word; a set phrase ("made no mention of") goes before the verb's row in the table."""
    silent = [*(find_refusals(doc) if convention == "own" else ()), *find_non_answers(doc)]
    silent = _first_of_place(silent)
    for draft in silent if convention == "own" else ():
        draft.content = draft.content or asked_about(draft.head)
    taken = {token.i for draft in silent for token in draft.cue}
    spoken = [draft for draft in find_verb_cues(doc, convention) if draft.head.i not in taken]
    phrases = list(find_phrase_cues(doc, convention))
    phrases += find_adjective_cues(doc) if convention == "own" else ()
    chains = list(find_chains(doc, [*spoken, *phrases])) if convention == "own" else []
    for draft in spoken if convention == "own" else ():
        draft.content = _before_refusal(draft, silent)
    return [*silent, *spoken, *phrases, *chains]


def _before_refusal(draft: Draft, silent: list[Draft]) -> list[Token]:
    """The content up to "but could not confirm …", where that is the same speaker's and a saying of its own."""
    for other in silent:
        first = other.cue[0] if other.cue else None
        if first is not None and first in draft.content and other.source and other.source == draft.source:
            return [token for token in draft.content if token.i < first.i - (first.nbor(-1).dep_ == "cc")]
    return draft.content


def _first_of_place(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those whose cue shares words with an earlier one's."""
    kept: list[Draft] = []
    taken: set[int] = set()
    for draft in drafts:
        places = {token.i for token in draft.cue}
        if not places & taken:
            kept.append(draft)
            taken |= places
    return kept


def _finished(draft: Draft, parse: Parse, quoted: list[Quoted]) -> Attribution:
    content = _content(draft, parse, quoted)
    return Attribution(spans(draft.source), spans(draft.cue), content, draft.confidence)


def _content(draft: Draft, parse: Parse, quoted: list[Quoted]) -> Spans:
    """Syntax and quotations together: where a quotation holds what syntax found, the whole of it is content."""
    own = [_widened(span, quoted) for span in spans(draft.content)]
    own = [span for span in own if not any(q.start <= span.start and span.end <= q.end for q in draft.quoted)]
    own = [_after_dateline(span, parse.text) for span in own]
    extra = [span for span in draft.quoted if not cover(own, span)]
    return merged([*own, *extra], parse.text)


def _after_dateline(span: Span, text: str) -> Span:
    """The span without "LONDON (Reuters) –" at its paragraph's start."""
    end = dateline_end(text, text.rfind("\n", 0, span.start) + 1)
    return Span(end, span.end) if span.start < end < span.end else span


def _widened(span: Span, quoted: list[Quoted]) -> Span:
    """The span with the quotation marks that its end words stand in."""
    start, end = span.start, span.end
    for each in quoted:
        if 0 <= start - each.span.start <= 2:
            start = each.span.start
        if 0 <= each.span.end - end <= 3:
            end = each.span.end
    return Span(start, end)
