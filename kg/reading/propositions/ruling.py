"""What a clause rules out: "never saw", "no strike had taken place", "failed to pay", "without casualties"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.spans.clauses import child

NONE: Final = frozenset("no none nobody nothing neither nor nowhere".split())
FAILING: Final = frozenset("fail refuse lack decline neglect forget".split())
_COUNTED: Final = frozenset(
    "more less fewer longer doubt later sooner matter other intention intentions plan plans idea choice reason need "
    "desire wish interest hurry problem regrets objection illusion illusions comment "
    "question sense secret wonder mistake surprise way point".split()
)
"""After these "no" rules nothing out: "no more than ten", "no doubt", "no later than May", "no other than"."""
_WHEN: Final = frozenset({"when", "if", "how", "why", "where"})
_DECIDING: Final = frozenset("decide determine ask wonder know see say tell settle".split())
_DEEP: Final = 6


def is_negative(verb: Token) -> bool:
    """Whether the clause of the verb rules something out: "never saw", "no strike had taken place", "failed to pay"."""
    if verb.lemma_.lower() in FAILING and child(verb, "xcomp") is not None:  # not "failed a test"
        return child(verb, "neg") is None
    if any(each.dep_ == "attr" and each.lower_ in ("question", "doubt") for each in verb.children):
        return False  # "there was never any question that they would leave"
    if any(each.dep_ == "neg" and not _is_partial(each) for each in verb.children):
        return True
    if any(_frees(link) for each in verb.children for link in each.children):
        return True
    return any(rules_out(each) for each in verb.children if each.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl"))


def is_ruled_out(token: Token) -> bool:
    """Whether the word is only named as what there is not: "without causing any casualties", "who had no permit"."""
    at = token
    for _ in range(_DEEP):
        if any(each.lower_ in ("no", "neither") or each.dep_ == "neg" for each in at.children):
            return True
        if at.lower_ == "without" or _frees(at) or at.head == at:
            return at.lower_ == "without" or _frees(at)
        at = at.head
    return False


def is_asked(token: Token) -> bool:
    """Whether the word stands in a question within the sentence: "has the right to decide when he is ready"."""
    at = token
    for _ in range(_DEEP):
        marks = {each.lower_ for each in at.children if each.dep_ in ("mark", "advmod") and each.i < at.i}
        if "whether" in marks or (marks & _WHEN and at.head.lemma_.lower() in _DECIDING):
            return True
        if at.head == at:
            return False
        at = at.head
    return False


def _frees(link: Token) -> bool:
    """The "of" of "the inquiry was free of influence"."""
    return link.lower_ in ("of", "from") and link.head.lower_ == "free" and link.head.dep_ in ("acomp", "oprd", "attr")


def _is_partial(word: Token) -> bool:
    """ "Not only", "not just", "no longer", "never again": something is affirmed for another time or thing."""
    after = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    return after in ("only", "just", "longer", "merely", "again", "until", "necessarily", "yet")


def rules_out(noun: Token) -> bool:
    """Whether the phrase says that there is none: "no strike", "none of its jets", "not one complaint", "nobody"."""
    if noun.lower_ in NONE:
        return True
    first = next((each for each in noun.lefts if each.lower_ in ("no", "neither", "not")), None)
    if first is None or first.i + 1 >= len(first.doc):
        return noun.i > 0 and noun.nbor(-1).lower_ == "not" and noun.lower_ == "one"
    return first.nbor(1).lower_ not in _COUNTED and (first.lower_ != "not" or first.nbor(1).lower_ in ("one", "a"))
