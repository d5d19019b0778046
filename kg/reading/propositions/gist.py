"""The gist of what is said: its telling words, and the clause by which it affirms or rules out something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.cast import Entity
from kg.reading.actors.gazetteer import country_of_demonym
from kg.reading.actors.mentions import Reader
from kg.reading.actors.senses import sense_of
from kg.reading.propositions.families import against, families
from kg.reading.propositions.keys import is_named
from kg.reading.propositions.predicate import core_of, is_light, is_under, ruling_verb, tells, told
from kg.reading.propositions.ruling import NONE, is_negative, rules_out
from kg.reading.propositions.times import Times, times_in
from kg.reading.spans.clauses import child, subject
from kg.reading.spans.parse import offset
from kg.reading.spans.wordlists import words_of

_POS: Final = {"NOUN": "n", "PROPN": "n", "VERB": "v", "ADJ": "a"}
_MUTE: Final = frozenset("PUNCT SPACE ADP AUX CCONJ SCONJ PART SYM ADV INTJ NUM".split())
_CALENDAR: Final = words_of("calendar")
_OWN: Final = frozenset("i me my mine myself we us our ours ourselves".split())
_EMPTY: Final = words_of("empty")
_EVER: Final = frozenset("any anyone anybody anything anywhere ever never nobody nothing none whatsoever".split())
_LOOSE: Final = frozenset("in on at to by from for with of as".split())
"""Prepositions that rarely make a verb of their own: "fell in the north" is no "falling in"."""
_HEDGED: Final = frozenset("maybe perhaps possibly if unless".split())
_WOULD: Final = frozenset("may might would should will must shall".split())
_OPEN: Final = frozenset("may might could would should will can must shall".split())


@dataclass(frozen=True)
class Word:
    """A telling word of a content with its keys: who or what it names, its sense, its family."""

    token: Token
    keys: frozenset[str]


@dataclass(frozen=True)
class Gist:
    """What a content comes to; ``core`` are the words of its predicate, ``rest`` those of its clause beside it."""

    words: tuple[Word, ...] = ()
    core: tuple[Word, ...] = ()
    rest: tuple[Word, ...] = ()
    negated: bool = False
    general: bool = False
    such: Token | None = None  # the noun of "any such warning"
    own: bool = False  # the predicate is said of the speaker: "I did not pay", "denied using gas"
    open: bool = False  # may, would, should: no report of what is
    doers: dict[str, str] = field(default_factory=dict)  # of a predicate's key the one named who does it
    keys: frozenset[str] = frozenset()
    times: Times = field(default_factory=Times)

    @property
    def contrary(self) -> bool:
        """Whether the predicate has an opposite."""
        return any(against(key) for word in self.core for key in word.keys)


def gist_of(tokens: list[Token], head: Token | None, reader: Reader, by: Entity) -> Gist:
    """The gist of a content with that main word, said by that speaker."""
    words = {offset(word.token): word for word in words_in(tokens, reader, by)}
    ruling = ruling_verb(told(head, tokens), tokens)
    clause = [token for token in tokens if ruling is None or is_under(token, ruling)]
    core = core_of(ruling, clause)
    rest = [token for token in clause if token not in core and tells(token, ruling) and not _is_own(token, reader, by)]
    lower = {token.lower_ for token in clause}
    return Gist(
        words=tuple(words.values()),
        core=tuple(words[offset(each)] for each in core if offset(each) in words),
        rest=tuple(words[offset(each)] for each in rest if offset(each) in words),
        negated=ruling is not None and (is_negative(ruling) or (ruling.pos_ == "NOUN" and rules_out(ruling))),
        general=bool(lower & _EVER) or "not one" in " ".join(token.lower_ for token in clause) or _is_habit(ruling),
        such=next((each.head for each in clause if each.lower_ == "such" and each.head.pos_ == "NOUN"), None),
        own=ruling is not None and not _names_thing(ruling, core) and _is_of_speaker(ruling, reader, by),
        open=bool(lower & _HEDGED) or (ruling is not None and _is_open(ruling)),
        doers=_doers(list(words.values()), reader, by),
        keys=frozenset(key for word in words.values() for key in word.keys),
        times=times_in(token.lower_ for token in tokens),
    )


def _names_thing(ruling: Token, core: list[Token]) -> bool:
    """Whether a noun is what there was none of: "they heard no alarm" is as much about the alarm as about them."""
    return bool(core) and core[-1] != ruling and core[-1].dep_ not in ("acomp", "attr") and is_light(ruling)


def _is_of_speaker(verb: Token, reader: Reader, by: Entity) -> bool:
    subject_ = child(verb, "nsubj", "nsubjpass")
    return verb.tag_ == "VBG" if subject_ is None else _is_own(subject_, reader, by)


def _is_open(verb: Token) -> bool:
    return any(each.lower_ in _OPEN and each.dep_ == "aux" for each in verb.children)


def is_foretold(verb: Token) -> bool:
    """Whether the sentence only says what would or should be: "I would bring back the tolls"."""
    return any(each.lower_ in _WOULD and each.dep_ == "aux" for each in verb.children)


def _is_habit(verb: Token | None) -> bool:
    """ "That militants operate from its soil": the plain present tells how things are, not what happened once."""
    if verb is None or verb.lemma_.lower() in ("be", "have"):
        return False
    helper = child(verb, "auxpass")
    tense = helper if helper is not None else verb
    return tense.tag_ in ("VBZ", "VBP") and child(verb, "aux") is None


def words_in(tokens: Iterable[Token], reader: Reader, by: Entity) -> list[Word]:
    """The telling words among some, as the speaker means them."""
    return [word for token in tokens if (word := _word(token, reader, by)) is not None]


def _word(token: Token, reader: Reader, by: Entity) -> Word | None:
    if token.pos_ in _MUTE:
        return None
    if token.lower_ in _OWN:
        return Word(token, frozenset({"@" + by.id}))
    keys = _names(token, reader)
    if token.pos_ in _POS and not (keys and token.pos_ == "PROPN") and not _is_day(token):
        sense = sense_of(token)
        plain = token.is_stop or token.lemma_.lower() in _EMPTY
        keys |= {"=" + sense} if sense else set()
        keys |= set() if plain else {_family(token)}
    return Word(token, frozenset(keys)) if keys else None


def _is_day(token: Token) -> bool:
    """Days and months, but not the march of thousands."""
    return token.lower_ in _CALENDAR and token.text != "march"


def _names(token: Token, reader: Reader) -> set[str]:
    """The one that is named, and the state of an adjective like "Danish"."""
    if country := country_of_demonym(token.text):
        return {"@" + reader.cast.country(country, 0).id}
    entity = reader.by_offset.get(offset(token))
    if entity is None or not is_named(entity) or (token.pos_ == "PRON" and entity.plural):
        return set()
    return {"@" + entity.id}


def _family(token: Token) -> str:
    """The family of the word; a verb with its particle first ("look into"), participles by their verb."""
    lemma, pos = token.lemma_.lower(), _POS[token.pos_]
    if pos == "v":
        for each in token.children:
            firm = each.dep_ == "prt" or (each.dep_ == "prep" and each.lower_ not in _LOOSE)
            if firm and (found := families().of(f"v:{lemma}_{each.lower_}")):
                return found
    return _family_of(pos, lemma, token.lower_)


@lru_cache(maxsize=20_000)
def _family_of(pos: str, lemma: str, word: str) -> str:
    known = families()
    bare = lemma.removesuffix("ing")
    stems = [lemma, lemma.removesuffix("d"), lemma.removesuffix("ed"), bare, bare + "e"]
    for form in (
        f"{pos}:{lemma}",
        f"{pos}:{word}",
        f"a:{word}",
        *(f"v:{stem}" for stem in stems if pos != "v" and stem != lemma),
    ):
        if found := known.of(form):
            return found
    return "w:" + lemma


def _is_own(token: Token, reader: Reader, by: Entity) -> bool:
    """Whether the word only points to the speaker, or to the speaker's people: "none of its officers"."""
    if token.dep_ == "pobj" and token.head.head.lower_ in NONE:
        return any(each.dep_ == "poss" and each.tag_ == "PRP$" for each in token.children)
    return token.tag_ in ("PRP", "PRP$") and (token.lower_ in _OWN or reader.by_offset.get(offset(token)) is by)


def _doers(words: list[Word], reader: Reader, by: Entity) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        doer = _doer(word.token) if word.token.pos_ == "VERB" else None
        if doer is not None:
            entity = by if doer.lower_ in _OWN else reader.by_offset.get(offset(doer))
            if entity is None and doer.lower_ in ("it", "they", "he", "she"):
                entity = by  # "Lida said that it had paid": whom else, where nothing tells
            if entity is not None and (is_named(entity) or entity is by):
                found.update({key: entity.id for key in word.keys})
    return found


def _doer(verb: Token) -> Token | None:
    """Who does it: the subject, or for "accuses her of handing over minutes" the one accused."""
    accused = child(verb.head.head, "dobj", "nsubjpass") if verb.dep_ == "pcomp" else None
    return accused if accused is not None else subject(verb)
