"""What stands before a person's name: a role, a title, a party, a nation, a trade."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.gazetteer import country_in, country_of_demonym
from kg.reading.actors.wordrun import is_capital
from kg.reading.spans.nouns import noun_class
from kg.reading.spans.wordlists import pronoun_of, words_of

_OF_NATIONS: Final = ("an", "ish", "ese", "ch", "i", "ic", "ss", "ek", "sh")
"""Endings of words that may stand before a thing as well; a Slovene, a Swede and a Serb are people."""


def title_end(words: list[Token]) -> int:
    """The place of the last word before the name; -1 where the words begin with it."""
    titles = (n for n, token in enumerate(words[:-1]) if is_role(token) and not _is_second_name(words, n))
    title = max(titles, default=-1)
    if title > 0 and words[0].lower_ == "the" and not _is_titled(words[title:]):
        return -1
    return max(title, _owner_end(words), _nation_end(words), _trade_end(words)) if title < len(words) - 3 else title


def _is_titled(words: list[Token]) -> bool:
    """Whether "the Reverend Wright" or "the President Ann Holt" is meant, and not "the Refugee Forum"."""
    title, first = words[:2]
    return title.text[:1].islower() or title.lower_ in words_of("honorific") or bool(pronoun_of(first.text))


def _owner_end(words: list[Token]) -> int:
    """ "Labour's Joan Pettit": whose she is."""
    owner = max((n for n, token in enumerate(words) if token.dep_ == "case" or token.text in ("'s", "’s")), default=-1)
    name = words[owner + 1 :]
    if not 2 <= len(name) <= 3 or not reads_as_name(name):
        return -1
    known = pronoun_of(name[0].text) or name[0].text.endswith(".") or country_in([each.text for each in words[:owner]])
    return owner if known else -1


def _nation_end(words: list[Token]) -> int:
    """ "The South African Gary Venter", "Independent Warren Haig": where or of which party he is."""
    for n in range(len(words) - 3, -1, -1):
        nation = country_of_demonym(words[n].text) or (n and country_of_demonym(f"{words[n - 1].text} {words[n].text}"))
        known = pronoun_of(words[n + 1].text)
        if (nation and (known or not words[n].lower_.endswith(_OF_NATIONS))) or (
            known and words[n].lower_ in words_of("party-word")
        ):
            return n
    return -1


def _trade_end(words: list[Token]) -> int:
    """ "Deboner Kevin Strand": at the head of a sentence any trade has a capital; what follows is a first name."""
    if len(words) != 3 or not words[0].is_sent_start or pronoun_of(words[0].text) or not words[0].is_alpha:
        return -1
    return 0 if pronoun_of(words[1].text) and not words[0].text.isupper() and reads_as_name(words[1:]) else -1


def is_role(token: Token) -> bool:
    """Whether the word is one for a role, or a title that stands before a name."""
    if token.lower_ in words_of("initialled"):
        return token.text.isupper()  # DI Moss, but Angel Di Rossi
    if token.lower_ in words_of("rather-name"):  # Dean and Earl are met more often as first names
        return token.i + 2 < len(token.doc) and bool(pronoun_of(token.nbor(1).text)) and is_capital(token.nbor(2))
    return token.lower_ in words_of("honorific") or noun_class(token.text) == "Person"


def _is_second_name(words: list[Token], place: int) -> bool:
    """ "Roy Dean Buckner": a title that is a name as well, right after a first name."""
    return place == 1 and words[1].lower_ in words_of("title-or-name") and bool(pronoun_of(words[0].text))


def reads_as_name(name: list[Token]) -> bool:
    """Whether the words are written as a person's name is."""
    if name[-1].tag_ == "NNPS":
        return False
    plain = all(re.fullmatch(r"[^\W\d_][\w.'’-]*|-", token.text) for token in name)
    last = noun_class(name[-1].text)
    trade = last == "Person" and pronoun_of(name[0].text)  # "Ann Weaver"
    return plain and not country_in([token.text for token in name]) and (not last or bool(trade))
