"""The speaker's stance towards the content as worded, and the certainty that goes with it.

Works from the spans alone, so that attributions of any finder can be judged. Non-answers are kept apart from each other
and from denials; the first rule that fits decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, cast

from spacy.tokens import Token

from kg.model import COMMITTED, Certainty, Stance
from kg.reading.spans.cues import Cue, cue_of
from kg.reading.spans.drafts import Attribution
from kg.reading.spans.hedges import certainty_of
from kg.reading.spans.parse import Parse
from kg.reading.spans.refusals import stance_of_refusal
from kg.reading.spans.wordlists import phrases, pointing_words

_ADDRESSING: Final = frozenset({"tell", "warn", "remind", "call", "ask", "plead", "appeal"})
_TOLD_NOTHING: Final = re.compile(
    r"(?:\w+ly )?(?:gave|gives|giving|provided|provides|providing|offered|offers|offering|released|supplied|had|has) "
    r"(?:no|few|little|scant|hardly any) (?:\w+ ){0,2}"
    r"(?:details?|information|explanations?|reasons?|specifics|particulars)\b"
)
_CLAIMED: Final = re.compile(
    r"(?:(?:the|these|those|such) )?(?:\w+ )?(?:claim|accusation|allegation|suggestion|report)s?\b"
)
_RETORTS: Final = frozenset({"hit", "fire", "lash", "shoot", "strike"})
_BEEN: Final = frozenset("had has have was were is are did does do".split())
_FUTURE: Final = frozenset(
    "will would shall going wo 'd 'll ’ll ’d to intends plans intend plan intended planned".split()
)
_SPEECH: Final = re.compile(
    r"\b(?:comment|say|discuss|answer|elaborate|speak|talk|confirm|respond|disclose|identify|name|give|provide|address"
    r"|explain|reveal|divulge|specify|speculate|clarify|characteri[sz]e|describe|detail|tell|interview(?:ed)?|drawn"
    r"|release|supply|go further|authenticate|hand over"
    r"|state|expand|weigh in|go into|take questions|reply|rule out|deny|verify|estimate|react|share|quote[ds]?"
    r"|commit (?:him|her|it|them)sel(?:f|ves))\b"
)


@dataclass(frozen=True)
class Judged:
    """Stance and certainty (None unless the stance claims a fact), and the cue's class."""

    stance: Stance
    certainty: Certainty | None
    kind: str


def judge(parse: Parse, attribution: Attribution) -> Judged:
    """Stance and certainty of an attribution."""
    row, cue_head = find_row(parse, attribution)
    cue = re.sub(r"\s+", " ", parse.quote(attribution.cue)).lower()
    content = re.sub(r"\s+", " ", parse.quote(attribution.content)).strip()
    if re.match(r"(?:neither|none|no one|nobody|no)\b", parse.quote(attribution.source).lower()):
        cue = f"not {cue}"  # "Neither government has said whether it would cooperate"
    refused = stance_of_refusal(cue) or ("NoInformation" if _TOLD_NOTHING.match(f"{cue} {content}") else None)
    if refused is not None:
        return Judged(refused, None, "silent")
    head = content_head(parse, attribution)
    stance = _stance(row, cue, content, cue_head)
    stance = _by_clause(stance, row, head) if stance in ("Affirms", "Commits") else stance
    if stance == "Affirms" and _asks(parse, attribution, row):
        stance = "Questions"
    default = row.certainty if row is not None else None
    certainty = certainty_of(head, default) if stance in COMMITTED else None
    return Judged(stance, certainty, row.kind if row is not None else "say")


def find_row(parse: Parse, attribution: Attribution) -> tuple[Cue | None, Token | None]:
    """The cue table's row for the last cue word that has one, and that word."""
    words = [token for token in parse.tokens(attribution.cue) if token.pos_ not in ("ADV", "ADP", "DET", "NUM")]
    words = [token for token in words if _tells_where(token)] + [token for token in words if not _tells_where(token)]
    for token in reversed(words):  # the "back" of "hit back" backs nobody
        for pos in ("adj",) if token.pos_ == "ADJ" else ("verb", "noun", "adj"):
            row = cue_of(token, pos, "own") or cue_of(token, pos, "polnear")
            if row is not None:
                return row, token
    return None, None


def _tells_where(token: Token) -> bool:
    """Whether the word is of a place or of hearers: the "press" of "told a press conference" presses nobody."""
    noun = token.head if token.dep_ in ("compound", "amod") else token
    return noun.dep_ == "pobj" or (noun.dep_ == "dobj" and noun.head.lemma_ == "tell")


def content_head(parse: Parse, attribution: Attribution) -> Token | None:
    """The main word of the content: the one whose head lies outside it, verbs before nouns."""
    tokens = [token for token in parse.tokens(attribution.content) if not token.is_punct and not token.is_space]
    inside = set(tokens)
    heads = [token for token in tokens if token.head not in inside or token.head == token]
    return next((token for token in heads if token.pos_ in ("VERB", "AUX")), heads[0] if heads else None)


def _stance(row: Cue | None, cue: str, content: str, cue_head: Token | None) -> Stance:
    for rule in (_by_cue_phrase, _by_content):
        found = rule(row, cue, content)
        if found is not None:
            return found
    return _by_row(row, cue, content)


def _by_cue_phrase(row: Cue | None, cue: str, content: str) -> Stance | None:
    return next((cast(Stance, stance) for pattern, stance in phrases("cue") if pattern.search(cue)), None)


def _by_content(row: Cue | None, cue: str, content: str) -> Stance | None:
    """What a speaker says about not knowing, not commenting, or what is to be done by the speaker."""
    if row is not None and row.stance not in ("Affirms", "Commits"):
        return None
    return next((cast(Stance, stance) for pattern, stance in phrases("content") if pattern.search(content)), None)


def _asks(parse: Parse, attribution: Attribution, row: Cue | None) -> bool:
    """Whether all that is quoted are questions: “Who will pay?” asks, “We lost all. Who will pay?” tells as well."""
    pieces = [parse.quote((span,)).rstrip("”\"’' ") for span in attribution.content]
    asking = bool(pieces) and all(piece.endswith("?") and not re.search(r"[.!]\s", piece) for piece in pieces)
    return asking and (row is None or row.stance in ("Affirms", "Commits"))


def _by_clause(stance: Stance, row: Cue | None, head: Token | None) -> Stance:
    """What the content's verb makes of the stance: "told them to leave" urges, "swore that he had paid" affirms."""
    if row is None or head is None or head.pos_ not in ("VERB", "AUX"):
        return stance
    words = {each.lower_ for each in head.children if each.dep_ in ("aux", "auxpass", "mark", "nsubj", "nsubjpass")}
    if row.lemma in _ADDRESSING and head.tag_ == "VB" and "to" in words:
        return "Urges"
    modal = {each.lower_ for each in head.children if each.tag_ == "MD"} - _FUTURE
    finite = head.tag_ in ("VBD", "VBZ", "VBP") or bool(modal or words & _BEEN)
    if row.kind == "commit" and stance == "Commits" and finite and not words & _FUTURE and head.lower_ not in _FUTURE:
        return "Affirms"
    return stance


def _calls_false(row: Cue, cue: str) -> bool:
    """Whether the cue says that the content is false: "called (the figure) wildly exaggerated"."""
    words = set(re.findall(r"[\w-]+", cue))
    return row.kind in ("call", "attitude") and bool(words & pointing_words("false")) and "not" not in words


def _by_row(row: Cue | None, cue: str, content: str) -> Stance:
    if row is None:
        return "Affirms"
    if _calls_false(row, cue):
        return "Denies"
    if (row.lemma in ("warn", "caution", "counsel") and "against" in cue) or (
        row.lemma == "call" and "for" in cue.split()
    ):
        return "Urges"
    if row.lemma in _RETORTS and _CLAIMED.match(content):
        return "Denies"  # "hit back last night at | claims that patients had been left in corridors"
    if row.lemma == "refuse" and not _SPEECH.search(content):
        return "Commits"
    if row.lemma == "ask" and not re.match(r"(?:whether|if|who|what|when|where|why|how)\b", content.lower()):
        return "Questions" if "?" in content else "Urges"
    if row.stance == "Relays":
        return "Affirms"
    if row.lemma == "say" and re.match(r"(?:not|has not|have not) ", cue):
        return "Silent"
    negated = re.search(r"\b(?:not|never)\b|n[’']t\b", cue) is not None
    if negated and row.stance in COMMITTED:
        return "Silent" if row.stance == "Affirms" else "NonCommittal"
    return row.stance
