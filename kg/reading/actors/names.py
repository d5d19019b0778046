"""Tells from a noun phrase what it names: a person, a body, a country, a thing, or somebody without a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.gazetteer import SEATS, country_called, country_in, country_of_capital, country_of_city
from kg.reading.spans.clauses import child, children
from kg.reading.spans.nouns import noun_class
from kg.reading.spans.wordlists import pronoun_of, words_of

_DETERMINERS: Final = re.compile(
    r"^(?:the|a|an|some|several|many|its|his|her|their|our|other|another|one|two|these|those|this|that)\s+", re.I
)


@dataclass(frozen=True)
class Described:
    """What a noun phrase names: type, label, the bare name, role words, country code, and how it is named."""

    type: str
    label: str
    name: str
    role: str = ""
    country: str = ""
    kind: str = "named"  # named, definite, indefinite, plural, pronoun
    head: str = ""


def bare(label: str) -> str:
    """The label without articles and other words that only point."""
    previous = ""
    while previous != label:
        previous, label = label, _DETERMINERS.sub("", label)
    return label


def describe(head: Token) -> Described:
    """The description of the noun phrase with this head."""
    if head.pos_ == "PRON" or (head.tag_ in ("PRP", "PRP$", "WP", "DT") and head.dep_ != "det"):
        return Described("", head.text, head.lower_, kind="pronoun", head=head.lower_)
    words = core(head)
    names = [token for token in words if is_capital(token)]
    if head.lower_ in words_of("calendar"):
        return Described("", head.text, head.lower_, kind="time", head=head.lower_)
    described = _place_or_seat(words) or _person(head, words) or _body(head, words)
    if described is not None:
        return described
    if names and is_capital(head):
        return _unclear_name(words, names)
    return _common(head, words)


def core(head: Token) -> list[Token]:
    """The words of the name or noun: what stands before the head, and "of …" after it in the name of a body."""
    left = [token for token in head.subtree if token.i <= head.i and not _leads_away(token, head)]
    run = [token for token in left if not token.is_space]
    if head.lower_ in words_of("body") or noun_class(head.text).endswith("Organization"):
        run += _tail(head)
    return sorted({token.i: token for token in run}.values(), key=lambda token: token.i)


def _leads_away(token: Token, head: Token) -> bool:
    """A clause or phrase before the head that is no part of its name."""
    at = token
    while at not in (head, at.head):
        if at.dep_ in ("relcl", "acl", "appos", "conj") and at.i < head.i:
            return True
        at = at.head
    return False


def _tail(head: Token) -> list[Token]:
    found: list[Token] = []
    for link in children(head, "prep"):
        target = child(link, "pobj")
        if link.lower_ in ("of", "for") and target is not None and is_capital(target) and link.i > head.i:
            found += [token for token in link.subtree if token.i <= target.i] + _tail(target)
    return found


def is_capital(token: Token) -> bool:
    """Whether the word is written as a name."""
    if token.is_sent_start and token.tag_ in ("NN", "NNS", "JJ"):
        # "Analysts say …": any word begins a sentence with a capital; "Sarmat" stands elsewhere with one, too.
        return any(other.text == token.text and not other.is_sent_start for other in token.doc)
    return token.text[:1].isupper() and (token.pos_ in ("PROPN", "NOUN", "ADJ", "X") or token.tag_.startswith("NN"))


def _text(words: list[Token]) -> str:
    return "".join(token.text_with_ws for token in words).strip()


def _place_or_seat(words: list[Token]) -> Described | None:
    """A country, capital, seat or city that stands alone."""
    text = bare(_text(words))
    for iso in (country_called(text), country_of_capital(text)):
        if iso:
            return Described("Country" if country_called(text) else "Capital", text, text, country=iso)
    if text.lower() in SEATS:
        return Described("GovernmentOrganization", text, text, country=SEATS[text.lower()])
    iso = country_of_city(text)
    return Described("Place", text, text, country=iso) if iso else None


def _person(head: Token, words: list[Token]) -> Described | None:
    """A name after a role or a title ("regional governor Oleh Syniehubov"), or a plain first and last name."""
    title = max((n for n, token in enumerate(words[:-1]) if _is_role(token)), default=-1)
    name = words[title + 1 :]
    if not name or not all(is_capital(token) and token.text.lower() not in words_of("body") for token in name):
        return None
    if title < 0 and (not 2 <= len(name) <= 4 or words[0].dep_ == "det" or not _reads_as_name(name)):
        return None
    role = _text(words[: title + 1])
    sure = title >= 0 or bool(pronoun_of(name[0].text))
    return Described(
        "Person" if sure else "Name",
        _text(name),
        _text(name),
        bare(role),
        country_in([token.text for token in words[: title + 1]]),
    )


def _is_role(token: Token) -> bool:
    return token.lower_ in words_of("honorific") or noun_class(token.text) == "Person"


def _reads_as_name(name: list[Token]) -> bool:
    if name[-1].tag_ == "NNPS":
        return False
    plain = all(re.fullmatch(r"[^\W\d_][\w.'’-]*", token.text) for token in name)
    return plain and not country_in([token.text for token in name]) and not noun_class(name[-1].text)


def _body(head: Token, words: list[Token]) -> Described | None:
    """An organisation by its name: "Russian Defense Ministry", "Institute for the Study of War"."""
    text = bare(_text(_capitals(_unowned(words), head)))
    lower = [token.lower_ for token in words]
    country = country_in([token.text for token in head.subtree])
    if head.lower_ in words_of("agency") or (set(lower) & words_of("press") and is_capital(head)):
        return Described("NewsMediaOrganization", text, text, country=country)
    kind = noun_class(head.text)
    is_body = kind.endswith("Organization") or head.lower_ in words_of("body")
    if not is_body or not (
        any(is_capital(token) for token in words if token.lower_ not in ("the", "a", "an")) and words
    ):
        return None
    if not is_capital(head) and (words[0].lower_ in ("a", "an") or kind != "GovernmentOrganization"):
        return None
    state = (
        head.lower_ in words_of("state")
        or kind == "GovernmentOrganization"
        or any(word in words_of("state") for word in lower)
    )
    return Described(
        "GovernmentOrganization" if state else "Organization", text, text, country=country, head=head.lower_
    )


def _unowned(words: list[Token]) -> list[Token]:
    """The name without a country or place before it: "Ukraine's …", "The Washington-based …"."""
    start = 0
    for n, token in enumerate(words[:-1]):
        owner = [each.text for each in words[start:n]]
        owned = token.dep_ == "case" and (country_in(owner) or country_of_city(" ".join(owner)))
        start = n + 1 if owned or token.lower_ == "based" else start
    return words[start:]


def _capitals(words: list[Token], head: Token) -> list[Token]:
    """The name at the end of the phrase: "rival Kolmar" → Kolmar, "group Clear Rivers" → Clear Rivers."""
    if not is_capital(head):
        return words
    small = [n for n, token in enumerate(words) if token.i < head.i and token.text[:1].islower()]
    common = [n for n in small if words[n].pos_ in ("NOUN", "ADJ")]
    return words[common[-1] + 1 :] if common else words


def _unclear_name(words: list[Token], names: list[Token]) -> Described:
    kind = next(
        (kind for token in reversed(words[:-1]) if (kind := noun_class(token.text)).endswith("Organization")), ""
    )
    text = bare(_text(_capitals(words, words[-1]))).lstrip("( ")
    capitals = len(names) == 1 and names[0].text.isupper() and len(text) > 1
    return Described(
        kind or ("Organization" if capitals else "Name"),
        text,
        text,
        country=country_in([t.text for t in words[:-1]]),
        head=names[-1].lower_,
    )


def _common(head: Token, words: list[Token]) -> Described:
    """Somebody or something without a name: "a U.S. official", "officials", "the company", "a video"."""
    before = head.nbor(-1).lower_ if head.i > head.sent.start else ""
    kind = noun_class(f"{before}-{head.lower_}") or noun_class(head.text)
    joined = kind == "Person" and any(each.dep_ == "conj" for each in head.children)
    plural = head.tag_ in ("NNS", "NNPS") or kind == "Collective" or joined
    first = words[0].lower_ if words else ""
    named = "plural" if plural else "definite" if first in ("the", "his", "her", "its", "their") else "indefinite"
    if kind in ("Person", "Collective"):
        kind = "CollectiveSource" if plural else "AnonymousSource"
    people = kind in ("AnonymousSource", "CollectiveSource")
    label = bare(_text(_with_conjuncts(head, words) if people else words))
    label = _without_number(label) if kind == "CollectiveSource" else label
    if kind.endswith("Organization") and named == "definite" and (where := _where(head)):
        return Described(kind, f"{label} in {where}", label, country=country_in([where]), head=head.lower_)
    return Described(
        kind, label, label, country=country_in([t.text for t in words]), kind=named, head=head.lemma_.lower()
    )


def _where(head: Token) -> str:
    """The place that tells "the museum in Cala" from another museum."""
    link = next((each for each in children(head, "prep") if each.lower_ in ("in", "at")), None)
    place = child(link, "pobj") if link is not None else None
    return _text(core(place)) if place is not None and is_capital(place) else ""


def _without_number(label: str) -> str:
    """ "three archaeologists" are archaeologists; "65 prisoners" stay counted where no plural noun is left."""
    return re.sub(r"^(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of) ", "", label)


def _with_conjuncts(head: Token, words: list[Token]) -> list[Token]:
    """ "Russian officials and lawmakers" as one group."""
    other = next((each for each in children(head, "conj") if each.i > head.i and not is_capital(each)), None)
    return words if other is None else list(head.doc[words[0].i : other.i + 1]) if words else words
