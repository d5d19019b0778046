"""Names of bodies: "Russian Defense Ministry", "Institute for the Study of War", "rival Kolmar"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.reading.actors.described import Described
from kg.reading.actors.gazetteer import country_called, country_in, country_of_city
from kg.reading.actors.wordrun import bare, core, is_capital, text_of
from kg.reading.spans.clauses import child, children
from kg.reading.spans.nouns import noun_class
from kg.reading.spans.wordlists import pronoun_of, words_of

_POINTING: Final = frozenset("the a an this that its his her their our one other another no some any".split())


def named_body(head: Token, words: list[Token]) -> Described | None:
    """An organisation by its name: "Russian Defense Ministry", "Institute for the Study of War"."""
    text = bare(text_of(_capitals(_unowned(words), head)))
    text = _owned_by_state(words, text) or text
    lower = [token.lower_ for token in words]
    country = country_in([token.text for token in head.subtree])
    if head.lower_ in words_of("agency") or (set(lower) & words_of("press") and is_capital(head)):
        return Described("NewsMediaOrganization", text, text, role=_said_before(words, text), country=country)
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
    kind = "GovernmentOrganization" if state else "Organization"
    return Described(kind, _placed(head, text), text, role=_said_before(words, text), country=country, head=head.lower_)


def _owned_by_state(words: list[Token], text: str) -> str:
    """ "China's Foreign Ministry": every country has one, so that its own belongs to the name."""
    owner = next((n for n, token in enumerate(words[:-1]) if token.dep_ == "case"), -1)
    nation = text_of(words[:owner]) if owner > 0 else ""
    if text.rsplit(maxsplit=1)[-1].lower() not in words_of("organ") or not country_called(bare(nation)):
        return ""
    return f"{bare(text_of(words[: owner + 1]))} {text}"


def _unowned(words: list[Token]) -> list[Token]:
    """The name without a country or place before it: "Ukraine's …", "The Washington-based …"."""
    start = 0
    for n, token in enumerate(words[:-1]):
        owner = [each.text for each in words[start:n]]
        whole = bare(" ".join(owner))  # "Ukraine's", but not "the Thai Farmers'"
        owned = token.dep_ == "case" and (country_called(whole) or country_of_city(whole) or country_in(owner[-1:]))
        start = n + 1 if owned or token.lower_ == "based" else start
    return words[start:]


def _capitals(words: list[Token], head: Token) -> list[Token]:
    """The name at the end of the phrase: "rival Kolmar" → Kolmar, "group Clear Rivers" → Clear Rivers."""
    if not is_capital(head):
        return words
    titled = bool(head.doc.user_data.get("title case"))
    small = [
        n
        for n, token in enumerate(words)
        if token.i < head.i and (token.text[:1].islower() or (_begins(words, n, titled) and not is_capital(token)))
    ]
    common = [
        n
        for n in small
        if words[n].pos_ in ("NOUN", "ADJ", "VERB", "ADV") and words[n].lower_ not in words_of("particle")
    ]
    return words[common[-1] + 1 :] if common else words


def _begins(words: list[Token], n: int, titled: bool) -> bool:
    """Whether any word has a capital at that place; "Later Years" within a sentence is a name."""
    joined = len(words) > 2 and words[1].lower_ == "and" and is_capital(words[2])  # "Ardley and Tees Police"
    return titled or (n == 0 and bool(words[0].is_sent_start) and not joined)


def _placed(head: Token, text: str) -> str:
    """ "National Weather Service office in Jackson": a branch is told from others by its place."""
    return f"{text} in {where}" if not is_capital(head) and (where := place_of(head)) else text


def _said_before(words: list[Token], name: str) -> str:
    """What stands before a name and says what bears it: "rival Kolmar", "the consumer group Clear Rivers"."""
    before, found, _ = text_of(words).rpartition(name)
    nouns = before.split()
    said = found and nouns and nouns[-1].islower() and nouns[-1] not in words_of("particle") | _POINTING
    return bare(before).strip() if said else ""


def unclear_name(words: list[Token], names: list[Token]) -> Described:
    """A name of which the words alone do not say what bears it."""
    kind = next(
        (kind for token in reversed(words[:-1]) if (kind := noun_class(token.text)).endswith("Organization")), ""
    )
    text = bare(text_of(_capitals(words, words[-1]))).lstrip("( ")
    if len(words) > 1 and names[-1].lower_ in words_of("business") and not pronoun_of(text):
        kind = kind or "Organization"  # Blackthorn Resources, but Dana Mills
    capitals = len(names) == 1 and names[0].text.isupper() and len(text) > 1
    return Described(
        kind or ("Organization" if capitals else "Name"),
        text,
        text,
        role=_said_before(words, text),
        country=country_in([t.text for t in words[:-1]]),
        head=names[-1].lower_,
    )


def place_of(head: Token) -> str:
    """The place that tells "the museum in Cala" from another museum."""
    link = next((each for each in children(head, "prep") if each.lower_ in ("in", "at")), None)
    place = child(link, "pobj") if link is not None else None
    return text_of(core(place)) if place is not None and is_capital(place) else ""
