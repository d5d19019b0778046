"""Finds attributions by verbs: who says, denies, asks, promises what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from kg.reading.spans.asides import without_asides
from kg.reading.spans.clauses import child, children, is_passive, negation, own_subject
from kg.reading.spans.complements import complement
from kg.reading.spans.cues import Convention, Cue, cue_for, cue_of
from kg.reading.spans.drafts import Draft
from kg.reading.spans.further import speaks
from kg.reading.spans.hearers import hears
from kg.reading.spans.idioms import CLAIMS, Complement
from kg.reading.spans.nouns import noun_class
from kg.reading.spans.speakers import is_relative, source_words, speaker

_ASSEMBLIES: Final = frozenset("meeting summit conference hearing trial talks inquiry protest rally review".split())
"""Events that speak through those who take part in them."""
_OF_PEOPLE: Final = frozenset(
    "encourage direct command press want hold clear take accept stand raise hit strike fire go back walk cast throw "
    "pour express voice offer undertake guarantee threaten feel anticipate foresee plead own".split()
)
"""Verbs that are a saying of people and bodies only: neither "fog raised doubts" nor "rain threatened the match" is."""
_LEFT: Final = frozenset({"aux", "auxpass", "neg", "advmod", "preconj"})
_MEDIA: Final = frozenset({"in", "on", "at", "during", "via", "through", "to"})
_LONGEST_MEDIUM: Final = 8


def find_verb_cues(doc: Doc, convention: Convention) -> Iterator[Draft]:
    """Drafts for all verbs of the cue table; those without content wait for a quotation."""
    for token in doc:
        row = cue_of(token, "verb", convention) if _is_verb(token) else None
        if row is not None and _can_attribute(token, row) and not (convention == "own" and _is_dumb(token, row)):
            yield _disputed(_draft(token, row, media=convention == "own"), convention)


def _is_verb(token: Token) -> bool:
    """Whether the token is a verb, also where it is tagged as a noun: "The nurse, who was ill, maintains he fell"."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.pos_ == "NOUN" and child(token, "nsubj") is not None and child(token, "ccomp", "dobj") is not None


def _can_attribute(verb: Token, row: Cue) -> bool:
    """Not a bare participle ("the reported crash"), not "without saying", not "verified" without "not"."""
    if verb.dep_ in ("amod", "compound") or ("not" in row.patterns and negation(verb) is None):
        return False
    if row.lemma == "tell" and any(each.lemma_ in ("story", "tale") for each in children(verb, "dobj")):
        return False  # "the letter tells a different story"
    if row.lemma == "call" and verb.dep_ in ("acl", "relcl") and verb.nbor(1).lower_ in ("itself", "themselves"):
        return False  # "a group calling itself Grey Heron"
    if row.lemma == "hear" and ((who := speaker(verb)) is None or not hears(who)):
        return False  # "villagers heard that the dam had gone"
    return not (verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ in ("without", "by"))


def _is_dumb(verb: Token, row: Cue) -> bool:
    """Whether the subject is a thing that says nothing: "no strike had taken place, complaining that …"."""
    who = speaker(verb)
    if who is None or row.kind == "show" or who.lemma_.lower() in _ASSEMBLIES:
        return False
    if who.pos_ != "NOUN" or is_relative(who):
        return False
    nothing = any(each.lower_ == "no" for each in who.children)  # "no law requiring them to disclose …"
    return noun_class(who.text) in ("Event", "Weapon") or ((nothing or row.lemma in _OF_PEOPLE) and not speaks(who))


def _draft(verb: Token, row: Cue, *, media: bool) -> Draft:
    apposed = _apposed(verb, row)
    if apposed is not None:
        return apposed
    found = complement(verb, row) or _parenthetical(verb, row) or _before(verb, row) or Complement([], [])
    content = [each for token in found.content for each in _resolved(token, verb, row)]
    found = Complement(without_asides(content, verb, row), found.cue)
    who = speaker(verb)
    source = source_words(verb, whole=media) if who is not None and who not in found.content else []
    inside = {token.i for token in found.content}
    source = [token for token in source if token.i not in inside and token.i != verb.i]
    cue = cue_words(verb, inside | {token.i for token in source}, found.cue, row, media=media)
    return Draft(row, verb, source, cue, [token for token in found.content if token not in cue])


def _disputed(draft: Draft, convention: Convention) -> Draft:
    """ "Sheriff disputes claim that jail was hot", where the parser takes "claim" for the verb."""
    verb = draft.source[-1] if len(draft.source) > 1 else None
    if verb is None or verb.tag_ != "NNS" or draft.row.lemma not in CLAIMS or verb.i != draft.head.i - 1:
        return draft
    row = cue_for(verb.lemma_.lower(), "verb", convention)
    if row is None or row.stance != "Denies":
        return draft
    return Draft(row, verb, draft.source[:-1], [verb], [*draft.cue, *draft.content])


def _parenthetical(verb: Token, row: Cue) -> Complement | None:
    """The clause around ", officials said," or before ", as the ministry put it"."""
    if "clause" not in row.patterns or verb.head == verb or row.kind == "voice":
        return None
    if row.stance == "Denies" or child(verb, "ccomp") is not None:
        return None  # "Strike goes on as sides dispute who left the talks"
    if verb.dep_ == "parataxis" or (
        verb.dep_ == "advcl" and any(each.lower_ == "as" for each in children(verb, "mark", "advmod"))
    ):
        own = set(verb.subtree)
        return Complement([token for token in verb.head.subtree if token not in own], [])
    return None


def _apposed(verb: Token, row: Cue) -> Draft | None:
    """ "…, its chief executive, Lena Duarte, said on Monday", where the parser takes the speaker for an apposition."""
    stray = own_subject(verb)  # "has processed every claim, its manager, Graham Lisle, told parliament"
    if row.kind not in ("say", "report") or verb.i - verb.sent.start < 4:
        return None
    if stray is not None and (row.lemma != "tell" or stray.right_edge.i < verb.i - 2 or is_passive(verb)):
        return None
    object_ = child(verb, "dobj")
    if child(verb, "ccomp") is not None or (object_ is not None and (stray is None or object_.pos_ == "PRON")):
        return None
    if verb.dep_ not in ("conj", "ROOT", "acl", "relcl") and stray is None:
        return None
    last = verb.nbor(-1) if not verb.nbor(-1).is_punct else verb.nbor(-2)
    top = next((each for each in reversed([last, *last.ancestors]) if each.dep_ == "appos" and each.i < verb.i), None)
    start = top.left_edge.i if top is not None else 0
    if top is None or start <= verb.sent.start + 2 or top.doc[start - 1].text != ",":
        return None
    if not any(each.pos_ in ("VERB", "AUX") for each in top.doc[verb.sent.start : start]):
        return None  # "Hallam's sister, Donna, told the jury"
    cue = cue_words(verb, set(range(start, verb.i)), [], row, media=True)
    return Draft(row, verb, list(verb.doc[start : verb.i]), cue, list(verb.doc[verb.sent.start : start - 1]))


def _resolved(token: Token, verb: Token, row: Cue) -> list[Token]:
    """For "that" in "a series of crashes that observers attribute to …" the noun that it stands for."""
    top = verb.head if verb.dep_ == "conj" else verb  # "a charge for which she had no proof and which he denied"
    if token.tag_ not in ("WDT", "WP") or token.lower_ == "who" or top.dep_ != "relcl" or token.head != verb:
        return [token]
    noun = top.head
    apart = top.left_edge.i > 0 and top.left_edge.nbor(-1).text == "," and token.lower_ == "which"
    if apart and row.kind == "deny" and noun.lemma_.lower() not in CLAIMS:
        return [token]  # "…, which the company disputes": the whole sentence
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    clause = set(top.subtree)
    return [each for each in noun.subtree if each not in clause]


def _before(verb: Token, row: Cue) -> Complement | None:
    """What stands before ", the state news agency Tass reported" where the parser saw a relative clause."""
    who = own_subject(verb)
    if row.kind not in ("say", "report") or who is None or who.i > verb.i or verb.dep_ not in ("relcl", "ROOT", "conj"):
        return None
    start = min(
        who.left_edge.i, verb.head.left_edge.i if verb.dep_ == "relcl" and verb.head.i == who.left_edge.i - 1 else who.i
    )
    sentence = verb.sent
    before = list(verb.doc[sentence.start : start])
    if before and before[0].tag_ in ("VBN", "VBG"):
        return None  # "Asked about the device, O'Neill said, …"
    if len(before) < 4 or before[-1].text != "," or not any(token.pos_ in ("VERB", "AUX") for token in before):
        return None
    return Complement(before[:-1], [])


def cue_words(verb: Token, taken: set[int], extra: list[Token], row: Cue, *, media: bool) -> list[Token]:
    """The verb with its auxiliaries, adverbs, particle and medium, as far as they stand together."""
    words = {verb.i, *(token.i for token in extra)}
    at = verb.i - 1
    while at >= 0 and _belongs_left(verb.doc[at], verb) and at not in taken:
        words.add(at)
        at -= 1
    at = max(words) + 1
    while (block := _block_right(verb, at, taken, row, media=media)) and len(block) <= _LONGEST_MEDIUM:
        words.update(token.i for token in block)
        at = block[-1].i + 1
    return [verb.doc[i] for i in sorted(words)]


def _belongs_left(token: Token, verb: Token) -> bool:
    return token.head == verb and token.dep_ in _LEFT and token.lower_ not in ("when", "where", "how", "why")


def _block_right(verb: Token, at: int, taken: set[int], row: Cue, *, media: bool) -> list[Token]:
    """The phrase that begins at token ``at`` if it tells through which channel, to whom or when it was said."""
    for each in verb.children:
        block = sorted(each.subtree, key=lambda token: token.i)
        if each.dep_ in ("dobj", "prep"):  # "told the jury he had slept": the clause may hang on the listener
            block = [token for token in block if token.i not in taken]
        if not block or block[0].i != at or any(token.i in taken for token in block):
            continue
        if each.dep_ == "prt" or (each.dep_ == "advmod" and len(block) == 1):
            return block
        if each.dep_ in ("dobj", "dative") and "hearer" in row.patterns:
            return block
        if media and (each.dep_ == "npadvmod" or (each.dep_ == "prep" and each.lower_ in _MEDIA)):
            return block
    return []
