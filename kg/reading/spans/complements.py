"""Where a verb's content stands: one function a pattern of the cue table, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from spacy.tokens import Token

from kg.reading.spans.clauses import child, children, introduces_question, is_passive, own_subject
from kg.reading.spans.cues import Cue
from kg.reading.spans.further import is_contrasted, outer_saying
from kg.reading.spans.hearers import is_told, told_at
from kg.reading.spans.idioms import (
    Complement,
    addressed_infinitive,
    claim_object,
    counted,
    idiom,
    judged_object,
    kept,
    object_and_value,
    put_figure,
    shown,
    stamped,
)

ANSWERING: Final = frozenset({"deny", "question", "confirm", "verify"})
"""Kinds of cues that take up what others have said."""
_OCCASIONS: Final = frozenset({"after", "as", "while", "hours", "days"})


def _finite(verb: Token, row: Cue) -> Complement | None:
    """A clause: "said the bridge would reopen", "asked whether …", "urged that …"."""
    listener = child(verb, "dobj") if "hearer" in row.patterns else None
    told = [each for each in children(listener, "relcl", "acl") if is_told(each)] if listener is not None else []
    told += [each for link in children(verb, "prep") for each in told_at(link)]
    for clause in [*children(verb, "ccomp"), *told]:
        question = introduces_question(clause)
        wanted = "wh" if question else "clause"
        if clause.i < verb.i and any(each.text == ";" for each in verb.doc[clause.i : verb.i]):
            continue
        if clause.i < verb.i and row.lemma == "point" and verb.nbor(1).lower_ == "to":
            continue  # "Contractor blames flood, engineers point to steel"
        if wanted in row.patterns and _is_clause(clause) and not _is_causative(clause):
            return Complement(_without_own_verbs(verb, clause), [])
    return None


def _swapped(verb: Token, row: Cue) -> Complement | None:
    """ "The agency reported, quoting two pilots, that the crane fell", where "fell" is taken for the main verb."""
    above = verb.head
    mark = child(above, "mark")
    if "clause" not in row.patterns or verb.dep_ not in ("ccomp", "advcl") or mark is None or child(verb, "mark"):
        return None
    if mark.lower_ != "that" or not verb.i < mark.i < above.i:
        return None
    return Complement([token for token in above.subtree if token.i >= mark.i], [])


def _without_own_verbs(verb: Token, clause: Token) -> list[Token]:
    """The clause without what the parser wrongly joined to it.

    "could not confirm who was on board or provide details": a bare verb belongs to "could not"; "said the radar had
    failed but later denied it": a cue without a subject belongs to the speaker.
    """
    modal = any(each.dep_ == "aux" and each.lower_ not in ("has", "have", "had") for each in verb.children)
    for other in clause.children:
        bare = modal and clause.tag_ != "VB" and other.tag_ == "VB" and child(other, "aux", "nsubj") is None
        if (bare and other.dep_ == "conj") or outer_saying(other) is not None or is_contrasted(other):
            own = {token.i for token in other.subtree}
            return [t for t in clause.subtree if t.i not in own and not (t.dep_ == "cc" and t.head == clause)]
    return list(clause.subtree)


def _is_clause(token: Token) -> bool:
    """Whether the complement has a verb or a subject of its own, so that it can be true or false."""
    return token.pos_ in ("VERB", "AUX") or any(
        each.dep_.startswith("nsubj") or each.dep_ == "expl" for each in token.children
    )


def _is_causative(clause: Token) -> bool:
    """ "made them leave", "saw him go": a bare infinitive under the verb is no statement."""
    return clause.tag_ == "VB" and not any(each.dep_ in ("aux", "auxpass", "mark") for each in clause.children)


def _infinitive(verb: Token, row: Cue) -> Complement | None:
    """ "promised to rebuild"; in the passive with the subject, "is said to have left"."""
    for clause in children(verb, "xcomp", "advcl" if row.lemma in ("appeal", "call") else "xcomp"):
        if clause.tag_ == "VB" and any(each.tag_ == "TO" for each in clause.children) and "inf" in row.patterns:
            return Complement(_without_occasion(clause), [])
    return None


def _without_occasion(clause: Token) -> list[Token]:
    """ "vowed to clear his name after it emerged that he failed a test": the occasion is the reporter's."""
    told = {
        token.i
        for each in children(clause, "advcl")
        if each.i > clause.i and each.tag_ in ("VBD", "VBZ") and _mark(each) in _OCCASIONS
        for token in each.subtree
    }
    return [token for token in clause.subtree if token.i not in told]


def _mark(clause: Token) -> str:
    first = child(clause, "mark", "advmod")
    return first.lower_ if first is not None else ""


def _gerund(verb: Token, row: Cue) -> Complement | None:
    """ "denied taking any banned drug", "admitted having met the lender"."""
    for clause in children(verb, "xcomp", "ccomp"):
        helper = next((each for each in clause.children if each.dep_ in ("aux", "auxpass")), None)
        perfect = helper is not None and helper.lower_ in ("having", "being") and helper.i > verb.i
        plain = clause.tag_ == "VBG" and helper is None
        if "ing" in row.patterns and (plain or perfect) and child(clause, "nsubj") is None:
            return Complement(list(clause.subtree), [])
    return None


def _object_infinitive(verb: Token, row: Cue) -> Complement | None:
    """ "urged residents to stay at home"."""
    if "object-inf" not in row.patterns:
        return None
    listener = child(verb, "dobj", "nsubjpass")
    clauses = children(verb, "ccomp", "xcomp", *(("advcl",) if row.kind == "urge" and listener is not None else ()))
    for clause in clauses:
        addressed = listener is not None or child(clause, "nsubj") is not None or row.lemma != "want"
        if clause.tag_ == "VB" and addressed and any(each.tag_ == "TO" for each in clause.children):
            return Complement([*(listener.subtree if listener else ()), *clause.subtree], [])
    return None


def _object_preposition(verb: Token, row: Cue) -> Complement | None:
    """ "accused the company of hiding the report", "was accused of fraud", "put the toll at six", "ruled out arson"."""
    target = child(verb, "nsubjpass" if is_passive(verb) else "dobj") or child(verb, "dobj", "nsubjpass")
    words = sorted(pattern.removeprefix("object-") for pattern in row.patterns if pattern.startswith("object-"))
    if target is None or "object-at" in row.patterns:
        return None
    for word in words:
        if word == "out" and any(each.lower_ == "out" for each in children(verb, "prt")):
            return Complement(list(target.subtree), [])
        for link in [*children(verb, "prep"), *children(target, "prep"), *_after_agent(verb)]:
            if link.lower_ == word and word not in ("inf", "as"):
                return Complement([*target.subtree, *link.subtree], [])
    return None


def _after_agent(verb: Token) -> list[Token]:
    """ "was accused by campaigners of poisoning the river": the parser gives what she did to the campaigners."""
    doers = [doer for agent in children(verb, "agent") for doer in children(agent, "pobj")]
    links = [link for doer in doers for link in doer.subtree if link.dep_ == "prep"]
    return [link for link in links if any(each.tag_ == "VBG" for each in link.children)]


def _object_as(verb: Token, row: Cue) -> Complement | None:
    """ "called the plan a disaster", "described the blast as enormous"."""
    if "object-as" not in row.patterns:
        return None
    target, value = object_and_value(verb, row)
    if value is None or (value.dep_ == "xcomp" and value.tag_ == "VB"):
        return None
    words = {*(target.subtree if target else ()), *value.subtree}
    return Complement(sorted(words, key=lambda each: each.i), [])


def _object(verb: Token, row: Cue) -> Complement | None:
    """ "denied involvement", "announced a merger"."""
    if "object" not in row.patterns:
        return None
    target = child(verb, "nsubjpass" if is_passive(verb) else "dobj")
    if target is None and row.kind in ANSWERING and verb.dep_ in ("relcl", "acl"):
        return _noun_before(verb)
    if target is None or target.lower_ in ("himself", "herself", "themselves", "itself"):
        return None
    return Complement(list(target.subtree), [])


def _noun_before(verb: Token) -> Complement | None:
    """ "a charge the ministry rejects", "claims dismissed by the army": the noun that the clause is hung on."""
    noun, own = verb.head, set(verb.subtree)
    if noun.i > verb.i or not (own_subject(verb) or verb.tag_ == "VBN") or child(verb, "ccomp", "xcomp") is not None:
        return None
    words = [each for each in noun.subtree if each not in own and each.i < verb.i]
    return Complement(words, []) if words else None


def _preposition(verb: Token, row: Cue) -> Complement | None:
    """ "boasted of sinking three ships", "called for calm", "warned against swimming"."""
    beside = children(verb, "acomp", "advmod", "prt") if row.beside else []
    for link in [*children(verb, "prep"), *(link for each in beside for link in children(each, "prep"))]:
        if link.lower_ not in row.patterns or (row.lemma == "say" and link.i != verb.i + 1):
            continue
        content = [token for token in link.subtree if token.i > link.i]
        if content:
            return Complement(content, [link])
    return None


def _made_clear(verb: Token, row: Cue) -> Complement | None:
    """ "made it clear that the sale was off", "made clear that"."""
    if "clear" not in row.patterns:
        return None
    clear = next((token for token in verb.subtree if token.lower_ == "clear" and 0 < token.i - verb.i <= 3), None)
    clause = (child(clear, "ccomp") or child(verb, "ccomp")) if clear is not None else None
    if clear is None or clause is None:
        return None
    between = [token for token in clear.doc[verb.i + 1 : clear.i + 1]]
    content = [token for token in clause.subtree if token.i > clear.i]
    return Complement(content, between) if content else None


PATTERNS: Final[tuple[Callable[[Token, Cue], Complement | None], ...]] = (
    _made_clear,
    addressed_infinitive,
    idiom,
    put_figure,
    judged_object,
    _object_infinitive,
    _object_as,
    _gerund,
    _finite,
    _swapped,
    _infinitive,
    _object_preposition,
    _preposition,
    claim_object,
    shown,
    stamped,
    kept,
    counted,
    _object,
)


def complement(verb: Token, row: Cue) -> Complement | None:
    """The content that the verb's own sentence gives, or None: then only a quotation can give it."""
    for pattern in PATTERNS:
        found = pattern(verb, row)
        if found is not None:
            return found
    return None
