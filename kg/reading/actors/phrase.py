"""The person whom a source names, read from the words of the source alone: the parser often takes them apart.

"Superintendent of Police Kavita Menon", "its chair, the banker Pumla Dube,", "analyst Vivian Lau of Harbour Bank".
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.described import Described
from kg.reading.actors.gazetteer import country_in, country_of_city, country_of_demonym
from kg.reading.actors.kinds import is_known_kind
from kg.reading.actors.titles import is_role
from kg.reading.actors.wordrun import bare, text_of
from kg.reading.spans.nouns import noun_class
from kg.reading.spans.parse import offset
from kg.reading.spans.wordlists import pronoun_of, words_of

_INITIALS: Final = re.compile(r"(?:[A-Z]\.-?)+[A-Z]?\.?")
_REACH: Final = 40
"""Words to either side of a source's head; no name stands farther, and a paragraph may have a million."""
_LINKS: Final = frozenset("of for to by from with at in on against about who whose which that where".split())
_RANKS: Final = frozenset("superintendent commissioner inspector constable general sergeant director-general".split())
_CLOSING: Final = frozenset({",", "(", "of", "from", "at", "who", "—", "–"})


def person_in_phrase(token: Token, described: Described, start: int, end: int) -> Described:
    """The person named in the source that lasts from ``start`` to ``end``, else what the source's head says."""
    near = token.doc[max(token.i - _REACH, 0) : token.i + _REACH]
    words = [each for each in near if start <= offset(each) < end and not each.is_space]
    if described.kind == "pronoun" or not words:
        return described
    words += _lost(words[-1])
    first = next((n for n, each in enumerate(words) if each.text == ","), len(words))
    found = _named(words, 0, first)
    told = (
        described.type in ("AnonymousSource", "")
        or is_known_kind(token.lower_, "person", "office")
        or any(is_role(each) for each in (token, *words[max(first - 1, 0) : first]))
    )
    if not found and told:
        found = _after_comma(words, first)
    if not found:
        return described
    role, run = found
    name = text_of(run)
    if described.type == "Person" and described.name == name:
        return described
    label = f"{role[-1].text} {name}" if len(run) == 1 else name
    said = bare(text_of(role)) or described.role
    return Described("Person", label, name, said, described.country, head=run[-1].lower_)


def _lost(last: Token) -> list[Token]:
    """What the parser cuts off a source: ", the banker Pumla Dube," and the "Will Hurley" in which it sees a "will"."""
    rest = list(last.doc[last.i + 1 : last.i + 10])
    if rest and rest[0].text == ",":
        closed = next((n for n, each in enumerate(rest) if n and each.text == ","), 0)
        return rest[:closed] if closed > 1 else []
    return list(takewhile(_goes_on, rest))


def _goes_on(word: Token) -> bool:
    """Whether the word can belong to the name before it: a capital, or the "-seo" of "Cho Min-seo"."""
    joined = "-" in (word.text, word.nbor(-1).text) and not word.nbor(-1).whitespace_
    return joined or (word.text[:1].isupper() and word.is_alpha)


def _after_comma(words: list[Token], first: int) -> tuple[list[Token], list[Token]] | None:
    """The name after a comma: "Her predecessor, the Liberal councillor Tom Ashe,"."""
    for n in range(first, len(words)):
        if words[n].lower_ in ("who", "whose", "which", "with", "where"):
            return None
        if words[n].text == "," and not (n > 1 and words[n - 1].i and _belongs(words, n)):
            stop = next((m for m in range(n + 1, len(words)) if words[m].text == ","), len(words))
            if found := _named(words, n + 1, stop, beside=True):
                return found
    return None


def _belongs(words: list[Token], comma: int) -> bool:
    """ "The father of a nurse, Ann Lee": the name may be the nurse's."""
    before = {each.lower_ for each in words[: comma - 1]}
    last = words[comma - 1]
    return (
        noun_class(last.text) == "Person"
        and last.tag_ not in ("NNS", "NNPS")
        and bool(before & {"of", "for", "to", "from", "with"})
    )


def _named(
    words: list[Token], start: int, stop: int, *, beside: bool = False
) -> tuple[list[Token], list[Token]] | None:
    """The role and the name among some words: where nothing but a role or title stands before the name."""
    for n in range(start, stop):
        if words[n].lower_ in _LINKS and not _is_office(words[start : n + 1]) and not _of_number(words, n):
            return None
        run = _run(words, n, stop)
        after = words[n + len(run)] if n + len(run) < len(words) else None
        if not run or (after is not None and after.lower_ not in _CLOSING | words_of("postnominal")):
            continue
        before = _without_brackets(words[start:n])
        before = before[:-2] if len(before) > 2 and _of_number(before, len(before) - 2) else before
        before = [] if all(each.lower_ in words_of("party-word") or _is_nation(each) for each in before) else before
        titled = bool(before) and is_role(before[-1])
        if _bears(before, run, after, words[-1], titled=titled, beside=beside):
            return before, run
    return None


def _bears(
    before: list[Token], run: list[Token], after: Token | None, last: Token, *, titled: bool, beside: bool
) -> bool:
    """Whether what stands before the name, or else the name itself, says that a person bears it."""
    if len(run) == 1:
        return titled and before[-1].lower_ in words_of("kept-title")
    if titled or _has_office(before, known=_is_known(run), pair=len(run) == 2):
        return True
    if not before and _has_syllable(run):
        return True
    if before or after is None:
        return beside and not before and (_is_known(run) or (after is None and len(run) < 4))
    follows = after.nbor(1).lower_ if after.i + 1 < len(after.doc) else ""
    if after.text == "," and follows in ("who", "whose"):
        return True  # "Annelies Brandt, who left office in June,"
    if beside and after.text == "," and len(run) < 4:
        return True  # "One of them, Bright Owusa, a mechanic,"
    if after.text == "," and last.text.islower() and is_role(last) and _is_known(run):
        return True  # "Lorna Baird, Callum's mother"
    return _is_known(run) and (beside or after.lower_ in ("of", "from"))


def _run(words: list[Token], start: int, stop: int) -> list[Token]:
    """The name that begins at a place: capitals, initials, particles, and what a hyphen joins to them."""
    run: list[Token] = []
    for each in words[start:stop]:
        joined = each.text == "-" or (bool(run) and run[-1].text == "-")
        named = each.text[:1].isupper() and (each.is_alpha or _INITIALS.fullmatch(each.text) or "’" in each.text[1:-1])
        if not (named or (run and (joined or each.lower_ in words_of("particle")))):
            break
        run.append(each)
    while len(run) > 1 and run[-1].lower_ in words_of("postnominal") and run[-1].text.isupper():
        run = run[:-1]
    fits = bool(run) and not (run[0].lower_ in words_of("party-word") or _is_nation(run[0]))
    fits = fits and not any(is_role(each) for each in (run[0], *run[:-1]))
    wrong = any(each.lower_ in words_of("body") or _is_date(each, run) for each in run)
    last = noun_class(run[-1].text) if run else ""
    return run if fits and not wrong and last in ("", "Person") and not _is_place(run) else []


def _is_date(word: Token, run: list[Token]) -> bool:
    """Whether the word is a day's or a month's name; but Deon September is a person."""
    surname = len(run) > 1 and word == run[-1] and not word.lower_.endswith("day")
    return word.lower_ in words_of("calendar") and not surname


def _is_nation(word: Token) -> bool:
    return bool(country_of_demonym(word.text))


def _is_place(run: list[Token]) -> bool:
    return bool(country_in([each.text for each in run]) or country_of_city(text_of(run)))


def _has_syllable(run: list[Token]) -> bool:
    return len(run) > 3 and run[-2].text == "-" and run[-1].text.islower()


def _is_known(run: list[Token]) -> bool:
    """Whether it is written as only a person's name is: with a first name, an initial, or as "Cho Min-seo"."""
    return _has_syllable(run) or bool(pronoun_of(run[0].text)) or bool(_INITIALS.fullmatch(run[0].text))


def _without_brackets(words: list[Token]) -> list[Token]:
    """The words without "(retd)" at their end."""
    opening = next((n for n, each in enumerate(words) if each.text == "("), -1)
    return words[:opening] if opening > 0 and words[-1].text == ")" else words


def _is_office(words: list[Token]) -> bool:
    """ "Superintendent of": what follows may be no more than where the office is held."""
    return len(words) > 1 and words[-1].lower_ == "of" and words[-2].lower_ in words_of("office-of")


def _of_number(words: list[Token], place: int) -> bool:
    """ "Mother of four Janine Ruko": a number is nobody's name."""
    return words[place].lower_ == "of" and place + 1 < len(words) and words[place + 1].like_num


def _has_office(words: list[Token], *, known: bool, pair: bool) -> bool:
    """Whether it is an office with its field, "Clerk of the House Dr"; ``known`` if a first name follows."""
    while words and is_role(words[-1]) and len(words) > 3:
        words = words[:-1]
    at = max((n for n in range(len(words)) if _is_office(words[: n + 1])), default=-1)
    if at < 0 or at == len(words) - 1:
        return False
    ranked = words[-1].lower_ == "police" and words[at - 1].lower_ in _RANKS
    minister = words[at - 1].lower_ == "minister" and pair
    return known or ranked or minister or words[-1].lower_ == "opposition"
