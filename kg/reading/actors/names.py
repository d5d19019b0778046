"""Tells from a noun phrase what it names: a person, a body, a country, a thing, or somebody without a name."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.bodies import named_body, place_of, unclear_name
from kg.reading.actors.described import Described
from kg.reading.actors.gazetteer import (
    SEATS,
    country_called,
    country_in,
    country_of_capital,
    country_of_city,
    country_of_demonym,
)
from kg.reading.actors.titles import reads_as_name, title_end
from kg.reading.actors.wordrun import bare, core, is_capital, joined_body, misread_part, text_of
from kg.reading.spans.clauses import child, children
from kg.reading.spans.datelines import dateline_end
from kg.reading.spans.nouns import noun_class
from kg.reading.spans.wordlists import pronoun_of, words_of

_ALONE: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "agent"})


def describe(head: Token) -> Described:
    """The description of the noun phrase with this head."""
    if head.pos_ == "PRON" or (head.tag_ in ("PRP", "PRP$", "WP", "DT") and head.dep_ != "det"):
        return Described("", head.text, head.lower_, kind="pronoun", head=head.lower_)
    words = core(head)
    if _is_headline_role(head, words) or _is_member(head, words):
        return _common(head, words)
    if head.tag_ in ("NNS", "NNPS") and (misread_part(head) or joined_body(head)):
        label = bare(text_of(words))
        return Described("Organization", label, label, head=head.lower_)  # "Doctors Without Borders"
    names = [token for token in words if is_capital(token)]
    if head.lower_ in words_of("numbered") and (number := child(head, "nummod")) is not None and number.i == head.i + 1:
        label = " ".join(filter(None, [text_of(words), number.text, _of_whole(head)]))
        return Described("Document", bare(label), bare(label), head=head.lower_)
    if head.lower_ in words_of("calendar"):
        return Described("", head.text, head.lower_, kind="time", head=head.lower_)
    described = (
        _people_of(head, words)
        or _by_nation(head, words)
        or _place_or_seat(words)
        or _person(head, words)
        or named_body(head, words)
    )
    if described is not None:
        return described
    if names and is_capital(head):
        return unclear_name(words, names)
    return _common(head, words)


def _of_whole(head: Token) -> str:
    """The "of the Electoral Act" of "section 64 of the Electoral Act"."""
    link = next((each for each in children(head, "prep") if each.lower_ == "of"), None)
    return text_of(list(link.subtree)) if link is not None and child(link, "pobj") is not None else ""


def _is_headline_role(head: Token, words: list[Token]) -> bool:
    """ "Sheriff lowers toll", "Crash: Union rejects claim": a capital only because a headline begins there."""
    begins = head.i == 0 or head.nbor(-1).text in (":", ";")
    return begins and len(words) == 1 and bool(noun_class(head.text)) and not head.text.isupper()


def _is_member(head: Token, words: list[Token]) -> bool:
    """ "A Democrat", "the Prime Minister": a noun for people that is written with a capital."""
    if len(words) == 3 and (words[0].lower_ != "the" or head != words[-1] or country_in([words[1].text])):
        return False
    return 2 <= len(words) <= 3 and words[0].lower_ in ("a", "an", "the") and noun_class(head.text) == "Person"


def _people_of(head: Token, words: list[Token]) -> Described | None:
    """ "Many Americans": people of a nation, who are no body."""
    nation = country_of_demonym(head.text)
    if not nation or head.tag_ not in ("NNS", "NNPS") or country_called(head.text):
        return None
    label = _without_number(bare(text_of(words)))
    return Described("CollectiveSource", label, label, country=nation, kind="plural", head=head.lower_)


def _by_nation(head: Token, words: list[Token]) -> Described | None:
    """ "The Dutchman", "a German": somebody told of before, or somebody without a name."""
    stem = re.sub(r"(?:s?man|s?woman)$", "", head.lower_)
    nation = country_of_demonym(head.text) or (stem != head.lower_ and country_of_demonym(stem))
    pointing = words[0].lower_ in ("the", "a", "an") and len(words) == 2
    if not nation or not pointing or head.tag_ not in ("NN", "NNP", "JJ") or head.dep_ not in _ALONE:
        return None
    if country_called(head.text) or head.lower_.endswith(("ese", "ish", "ch")):
        return None  # "the British" are a people
    kind = "definite" if words[0].lower_ == "the" else "indefinite"
    label = head.text
    return Described("AnonymousSource", label, label, country=nation, kind=kind, head=head.lower_)


def head_of_dateline(token: Token) -> bool:
    """ "GOMARA, Feb 3 (Meridian) -": where the article was written."""
    return token.i == 0 and token.text.isupper() and len(token.text) > 3 and dateline_end(token.doc.text) > 0


def _place_or_seat(words: list[Token]) -> Described | None:
    """A country, capital, seat or city that stands alone."""
    text = bare(text_of(words))
    if head_of_dateline(words[0]):
        return Described("Place", text, text, country=country_of_city(text))
    for iso in (country_called(text), country_of_capital(text)):
        if iso:
            return Described("Country" if country_called(text) else "Capital", text, text, country=iso)
    if text.lower() in SEATS:
        return Described("GovernmentOrganization", text, text, country=SEATS[text.lower()])
    iso = country_of_city(text)
    return Described("Place", text, text, country=iso) if iso else None


def _person(head: Token, words: list[Token]) -> Described | None:
    """A name after a role or a title ("regional governor Oleh Syniehubov"), or a plain first and last name."""
    while len(words) > 2 and words[-1].lower_ in words_of("postnominal") and not words[-1].text.istitle():
        words = words[:-1]  # "Farah Siddiqi KC"; but "Opposition MP Carla Petrov"
    title = title_end(words)
    name = words[title + 1 :]
    name = name[1:] if len(name) > 1 and name[0].text == "." else name  # "Pte. Mugabo" has its stop apart
    while len(name) > 2 and title >= 0 and name[0].i and not name[0].nbor(-1).whitespace_:
        name = name[1:]  # "Mother-of-three Gemma Lacey"
    if not name or not all(_can_be_named(token, n) for n, token in enumerate(name)):
        return None
    if title < 0 and (not 2 <= len(name) <= 4 or words[0].dep_ == "det" or not reads_as_name(name)):
        return None
    if len(name) == 1 and noun_class(name[0].text) == "Person" and words[0].dep_ == "det":
        return None  # "the Opposition Chief Whip"
    role = text_of(words[: title + 1])
    kept = len(name) == 1 and title >= 0 and (words[title].lower_ in words_of("kept-title") or len(name[0]) == 1)
    sure = title >= 0 or bool(pronoun_of(name[0].text))
    return Described(
        "Person" if sure else "Name",
        text_of([words[title], *name] if kept else name),  # "Lord Pell", "Father Mesrop"
        text_of(name),
        bare(role),
        country_in([token.text for token in words[: title + 1]]),
    )


def _can_be_named(token: Token, place: int) -> bool:
    """A word with a capital that is none of a body's, or the "von der" within a name."""
    if place and (
        token.lower_ in words_of("particle") or "-" in (token.text, token.nbor(-1).text) or token.text == "–"
    ):
        return True  # "Ursula von der Leyen", "Rahman al-Masri", "Ahn Sung-min"
    return is_capital(token) and token.lower_ not in words_of("body")


def _common(head: Token, words: list[Token]) -> Described:
    """Somebody or something without a name: "a U.S. official", "officials", "the company", "a video"."""
    before = head.nbor(-1).lower_ if head.i > head.sent.start else ""
    kind = noun_class(f"{before}-{head.lower_}") or noun_class(head.text)
    joined = kind == "Person" and any(each.dep_ == "conj" and _is_another(each) for each in head.children)
    plural = head.tag_ in ("NNS", "NNPS") or kind == "Collective" or joined
    first = words[0].lower_ if words else ""
    named = "plural" if plural else "definite" if first in ("the", "his", "her", "its", "their") else "indefinite"
    if kind in ("Person", "Collective"):
        kind = "CollectiveSource" if plural else "AnonymousSource"
    people = kind in ("AnonymousSource", "CollectiveSource")
    label = bare(text_of(_with_conjuncts(head, words) if people else words))
    label = _without_number(label) if kind == "CollectiveSource" else label
    if kind.endswith("Organization") and named == "definite" and (where := place_of(head)):
        country = country_in([t.text for t in words]) or country_in([where])
        return Described(kind, f"{label} in {where}", label, country=country, head=head.lower_)
    label = _with_complement(head, re.sub(r"(['’]s?) own ", r"\1 ", label))
    owned = any(each.dep_ == "poss" and each.tag_ == "PRP$" for each in head.children)
    country, tied = country_in([t.text for t in words]), _is_tied(head)
    return Described(kind, label, label, country=country, kind=named, head=head.lemma_.lower(), tied=tied, owned=owned)


def _is_another(noun: Token) -> bool:
    """ "The former secretary of state and current nominee" is one person; "the mayor and the governor" are two."""
    return noun.tag_ == "NNS" or child(noun, "det", "poss") is not None or child(noun.head, "det", "poss") is None


def _is_tied(head: Token) -> bool:
    return child(head, "poss", "relcl") is not None or any(
        each.i > head.i and each.lower_ in ("of", "for", "at", "from", "with", "to") for each in children(head, "prep")
    )


def _with_complement(head: Token, label: str) -> str:
    """For a word that alone says little also for whom: "spokesman for the health service", "members of the board"."""
    link = next((each for each in children(head, "prep") if each.lower_ in ("for", "of") and each.i > head.i), None)
    target = child(link, "pobj") if link is not None else None
    if target is None or link is None or head.lower_ not in words_of("hollow"):
        return label
    return f"{label} {link.lower_} {text_of([token for token in core(target) if token.i > link.i])}"


def _without_number(label: str) -> str:
    """ "three archaeologists" are archaeologists; "65 prisoners" stay counted where no plural noun is left."""
    return re.sub(r"^(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of) ", "", label)


def _with_conjuncts(head: Token, words: list[Token]) -> list[Token]:
    """ "Russian officials and lawmakers" as one group."""
    nouns = (each for each in children(head, "conj") if each.tag_.startswith("NN") and head.i < each.i < head.i + 5)
    other = next((each for each in nouns if not is_capital(each)), None)
    return words if other is None else list(head.doc[words[0].i : other.i + 1]) if words else words
