"""Names made comparable: one spelling, no titles, and a mark on those that pretend to be another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SPELLINGS: dict[str, str] = {
    "defense": "defence",
    "organization": "organisation",
    "center": "centre",
    "kiev": "kyiv",
    "zelenskyy": "zelensky",
    "zelenskiy": "zelensky",
    "russian federation": "russia",
    "united states of america": "united states",
    "usa": "united states",
    "us": "united states",
    "uk": "united kingdom",
    "great britain": "united kingdom",
    "britain": "united kingdom",
    "uae": "united arab emirates",
}
"""Ways to write one name. A row is one name in every article, or it does not belong here."""
TITLES = frozenset(
    "mr mrs ms dr prof professor president governor mayor minister general gen colonel col lieutenant captain sir "
    "spokesman spokeswoman spokesperson senator sen rep judge king queen prince princess".split()
)
GENERIC = frozenset(
    "administration affairs agency agriculture air airport armed army association attorney authority aviation bank "
    "board border bureau central centre chamber church city civil club coast coastguard college commerce commission "
    "committee company council county court culture customs defence department directorate district economy education "
    "election electoral emergency energy environment farmers federal federation finance fire force forces foreign "
    "foundation fund general government group guard harbour headquarters health high hospital housing human industry "
    "institute intelligence interior investigative justice labour laboratory local maritime military ministry "
    "municipal museum national navy news nuclear office opposition organisation parliament party planning police port "
    "post power president press prosecutor prosecutors protection provincial public rail railway regional regulator "
    "rescue research rights school science security senate service services society space sport staff state "
    "statistics students supreme task tax team teachers times tourism town trade transport union united university "
    "village water weather workers and of the for in".split()
)
"""Words of which many bodies are called: "Ministry of Defence" alone names none of them."""
_LINKING = frozenset("a an the of for and in on at to".split())
_DEMONYM = re.compile(r"[A-Z]\w+(?:ian|ish|ese|can|man|ean|aqi|eli|ch|ian's)")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


@lru_cache(maxsize=100_000)
def normalise(name: str) -> str:
    """The name in one spelling: no case, accents, punctuation, leading article or possessive.

    >>> normalise("The Russian Defense Ministry’s")
    'russian defence ministry'
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’]s\b|\.(?=\w\b)|(?<=\b\w)\.", "", plain)
    words = re.findall(r"\w+(?:-\w+)*", plain)
    words = words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words
    # "us" is also a pronoun: only a name that is nothing else means the country.
    joined = " ".join(word if word == "us" else SPELLINGS.get(word, word) for word in words)
    return SPELLINGS.get(joined, joined)


def content_words(name: str) -> frozenset[str]:
    """The words of a name without those that only link them."""
    return frozenset(normalise(name).split()) - _LINKING


def full_name(name: str) -> tuple[str, ...]:
    """A person's name without titles, if it holds more than a surname; else nothing.

    >>> full_name("President Vladimir Putin"), full_name("Putin"), full_name("a senior official")
    (('vladimir', 'putin'), (), ())
    """
    words = tuple(word for word in normalise(name).split() if word not in TITLES)
    proper = [word for word in _bare(name) if word[:1].isupper() and normalise(word) not in TITLES]
    return words if len(words) > 1 and len(proper) > 1 and _bare(name)[-1][:1].isupper() else ()


def is_named(name: str) -> bool:
    """Whether a name of a body or place holds a word of its own; many countries have a Transport Ministry.

    >>> is_named("Halven Lines"), is_named("Transport Ministry"), is_named("the operator")
    (True, False, False)
    """
    return any(any(c.isupper() for c in word) and normalise(word) not in GENERIC for word in _bare(name))


def _bare(name: str) -> list[str]:
    """The words as written, without a leading article."""
    return re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE).split()


def initials(name: str) -> str:
    """The first letters of a name's words, as acronyms take them.

    >>> initials("the Institute for the Study of War")
    'isw'
    """
    return "".join(word[0] for word in normalise(name).split() if word not in _LINKING)


@lru_cache(maxsize=100_000)
def designators(name: str) -> frozenset[str]:
    """The type or flight numbers in a name: "Il-76", "S-300", "MH17".

    >>> sorted(designators("Ilyushin Il-76"))
    ['il-76']
    """
    words = re.findall(r"\b[^\W\d_]{1,4}-?\d{1,4}[^\W\d_]{0,3}\b", unicodedata.normalize("NFKC", name))
    return frozenset(word.casefold() for word in words)


def is_distinctive(name: str) -> bool:
    """Whether a name holds a proper name or a number, so that it can single out one thing.

    The capital of a first word proves nothing ("Plane crash"), unless it says whose ("Russian plane").
    """
    words = _bare(name)
    return (
        bool(designators(name))
        or any(word[:1].isupper() for word in words[1:])
        or bool(words and _DEMONYM.fullmatch(words[0]) and len(words) > 1)
    )


@lru_cache(maxsize=100_000)
def is_deceptive(name: str) -> bool:
    """Whether a name hides characters or mixes scripts in a word, and so may pretend to be another.

    >>> is_deceptive("Реskov"), is_deceptive("Peskov"), is_deceptive("Песков")
    (True, False, False)
    """
    if any(unicodedata.category(c) in {"Cf", "Cc", "Co", "Cn"} for c in name):
        return True
    return any(len(_scripts(word)) > 1 for word in re.findall(r"\w+", name))


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(c, "") for c in word if c.isalpha())
    return {script for name in names for script in _SCRIPTS if name.startswith(script)}
