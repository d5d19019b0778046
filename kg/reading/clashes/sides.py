"""The two sayings of a pair as its traits see them: which two can make a pair, and what is known of each alone."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from spacy.tokens import Token

from kg.model import NON_ANSWERS
from kg.reading.propositions.claims import Claim
from kg.reading.propositions.families import above, near
from kg.reading.propositions.ruling import is_ruled_out
from kg.reading.spans.drafts import hull, overlap
from kg.reading.spans.parse import Parse

REACH: Final = 60
"""How many sayings apart the two of a pair may stand."""
_TELLING: Final = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
_UNIVERSAL: Final = frozenset("all every each always only entire entirely whole fully any ever never none".split())
_POINTING: Final = frozenset("it that this they them those these so such one there".split())
_NEGATIVE: Final = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|without|neither|nor|denied|denies|rejected|false|untrue|cannot|only)\b|n[’']t\b",
    re.IGNORECASE,
)
_PRONOUNS: Final = frozenset({"he", "she", "they", "it"})
_LOOSE: Final = re.compile(
    r"\b(?:at (?:least|most)|(?:more|less|fewer) than|over|under|up to|about|around|nearly|almost|roughly|some|"
    r"as many as|approximately|an estimated|close to) (?:[\d£$€]|(?:one|two|three|four|five|six|seven|eight|nine|ten|a|"
    r"half|twenty|thirty|forty|fifty|hundred)\b)"
)
_SOME: Final = re.compile(r"\b(?:several|dozens|scores|hundreds|thousands|numerous|a (?:few|number|handful) of)\b")
_BUT: Final = re.compile(r"\b(?:but|however|yet|although|though|despite|while|whereas|instead)\b", re.IGNORECASE)


@dataclass
class Side:
    """One saying, as the traits see it."""

    claim: Claim
    order: int
    words: frozenset[str]  # telling words of the content
    around: frozenset[str]  # those of its sentence
    speaker: frozenset[str]  # those of its speaker's name
    numbers: frozenset[str]
    negative: bool
    rules_out: bool
    ruled: bool  # something in it is ruled out
    universal: bool
    points: bool
    quoted: bool
    but: bool
    past: bool
    loose: bool  # a bound or a round number
    pronoun: bool  # the text names no speaker: "she said"
    length: int
    ranks: dict[int, int] = field(default_factory=dict)  # how near in words others are, by their order

    @cached_property
    def near(self) -> frozenset[str]:
        """What shares a main sense with one of its keys."""
        return frozenset(each for key in self.claim.gist.keys for each in near(key))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds above its keys."""
        return frozenset(each for key in self.claim.gist.keys for each in above(key))

    @cached_property
    def sides(self) -> frozenset[str]:
        """The speaker and whom she speaks for, as keys."""
        return frozenset("@" + each for each in (self.claim.by.id, self.claim.by.part_of) if each)


def pairs_of(claims: Sequence[Claim]) -> list[tuple[int, int, str]]:
    """Which two can make a pair, by their places in the list, and the pair's kind: two figures are a kind of clash."""
    numbered = [tells_number(claim) for claim in claims]
    return [
        (at, number, "figures" if kind == "clash" and numbered[at] and numbered[number] else kind)
        for number, claim in enumerate(claims)
        for at in range(max(0, number - REACH), number)
        if (kind := kind_of(claims[at], claim))
    ]


def kind_of(first: Claim, second: Claim) -> str:
    """ "clash" or "answer", or nothing where the two can make no pair."""
    pair = (first, second)
    if first.by is second.by or any(each.reports or not each.found.content for each in pair):
        return ""
    if first.commits and second.commits:
        return "" if overlap(hull(first.found.content), hull(second.found.content)) else "clash"
    silent = any(each.judged.stance in NON_ANSWERS for each in pair)
    return "answer" if silent and (first.commits or second.commits) else ""


def sides_of(parse: Parse, claims: Sequence[Claim]) -> list[Side]:
    """Each saying as the traits see it."""
    found = [_side(parse, claim, n) for n, claim in enumerate(claims)]
    weights = weights_of(found)
    for n, side in enumerate(found):
        others = [each for each in found[max(0, n - REACH) : n + REACH + 1] if each is not side]
        told = {each.order: weight_of(side.words & each.words, weights) for each in others}
        nearest = sorted(told, key=lambda order: (-told[order], order))
        side.ranks = {order: rank for rank, order in enumerate(nearest) if told[order]}
    return found


def _side(parse: Parse, claim: Claim, order: int) -> Side:
    tokens, sentence = claim.tokens, list(claim.tokens[0].sent) if claim.tokens else []
    quote = " ".join(parse.quote((span,)) for span in claim.found.content)
    lowered = {token.lower_ for token in tokens}
    return Side(
        claim=claim,
        order=order,
        words=_telling(tokens),
        around=_telling(sentence),
        speaker=frozenset(word[:6] for word in re.findall(r"[a-z]{3,}", claim.by.label.lower())),
        numbers=frozenset(token.lower_ for token in tokens if token.like_num),
        negative=bool(_NEGATIVE.search(quote)),
        rules_out=(claim.judged.stance == "Denies") != claim.gist.negated,
        ruled=any(is_ruled_out(word.token) for word in claim.gist.words),
        universal=bool(lowered & _UNIVERSAL),
        points=len(tokens) <= 3 or bool({token.lower_ for token in tokens[:2]} & _POINTING),
        quoted=any(token.is_quote for token in tokens),
        but=bool(sentence) and bool(_BUT.match(sentence[0].text)),
        past=any(token.tag_ in ("VBD", "VBN") for token in tokens),
        loose=is_loose(claim),
        pronoun=is_pronoun_of(parse, claim),
        length=len(tokens),
    )


def is_pronoun_of(parse: Parse, claim: Claim) -> bool:
    """Whether the text has no more of the speaker than "she"."""
    return parse.quote(claim.found.source).lower() in _PRONOUNS


def is_loose(claim: Claim) -> bool:
    """Whether a number in it is a bound or round: "at least six", "about fifty", "several"."""
    return _LOOSE.search(_words(claim)) is not None or _SOME.search(_words(claim)) is not None


def tells_number(claim: Claim) -> bool:
    """Whether it gives a number, if only a vague one."""
    return bool(claim.numbers) or _SOME.search(_words(claim)) is not None


def _words(claim: Claim) -> str:
    return " ".join(token.lower_ for token in claim.tokens)


def _telling(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.lemma_.lower()[:7] for token in tokens if token.pos_ in _TELLING and not token.is_stop)


def weights_of(sides: Sequence[Side]) -> dict[str, float]:
    """How much a word tells within the article: the rarer the more."""
    counts = Counter(word for side in sides for word in side.words | side.around)
    return {word: math.log((len(sides) + 1) / count) for word, count in counts.items()}


def weight_of(words: frozenset[str], weights: dict[str, float]) -> float:
    return sum(weights[word] for word in sorted(words))
