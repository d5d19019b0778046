"""Reads the text from left to right and says of every noun phrase and pronoun whom or what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from kg.reading.cast import Cast, Entity
from kg.reading.clauses import antecedent, child, children
from kg.reading.cues import cue_for
from kg.reading.drafts import Attribution
from kg.reading.gazetteer import country_of_demonym
from kg.reading.merging import place
from kg.reading.names import describe
from kg.reading.nouns import ORGANISATIONS, noun_class
from kg.reading.parse import Parse, offset

_NO_HEADS: Final = frozenset({"compound", "nmod", "amod", "det", "case", "punct", "nummod", "expl", "quantmod"})
_AGENTS: Final = frozenset({"nsubj", "nsubjpass", "agent"})
_SHE: Final = frozenset("he she him her his hers himself herself".split())
_THEY: Final = frozenset("they them their theirs themselves".split())
_IT: Final = frozenset("it its itself".split())
_PEOPLE: Final = frozenset({"Person", "AnonymousSource"})
_ISSUED: Final = frozenset(
    "statement post message letter release communique communiqué tweet email e-mail briefing thread".split()
)


@dataclass(frozen=True)
class Mention:
    """One place where an entity is named."""

    at: int
    entity: Entity
    speaks: bool
    subject: bool


@dataclass
class Reader:
    """The state of reading: who was mentioned where so far."""

    cast: Cast
    sources: frozenset[int]
    mentions: list[Mention] = field(default_factory=list)
    by_offset: dict[int, Entity] = field(default_factory=dict)

    def read(self, token: Token) -> None:
        """Takes one more word into account."""
        at = offset(token)
        entity = self._pronoun(token) if _is_pronoun(token) else self._noun(token)
        if entity is not None:
            self.by_offset[at] = entity
            self.mentions.append(Mention(at, entity, at in self.sources, token.dep_ in _AGENTS))

    def _noun(self, token: Token) -> Entity | None:
        if token.pos_ == "ADJ" or token.dep_ in _NO_HEADS:
            return None if not country_of_demonym(token.text) else self._nation(token)
        if token.pos_ not in ("NOUN", "PROPN") or (noun_class(token.text) == "" and not token.text[:1].isupper()):
            return None
        if _is_idle(token):
            return None
        at = offset(token)
        described = describe(token)
        if at in self.sources and described.type in ("Document", "Video", "") and token.lemma_.lower() in _ISSUED:
            issuer = self._issuer(token)
            if issuer is not None:
                return self.cast.merge(issuer, described.label, "a statement speaks for its issuer", at)
        return place(self.cast, described, at, acts=_acts(token))

    def _nation(self, token: Token) -> Entity:
        return self.cast.country(country_of_demonym(token.text), offset(token))

    def _issuer(self, token: Token) -> Entity | None:
        """Whose statement it is: the one named with it, else whoever spoke last."""
        for each in [
            *children(token, "poss"),
            *(child(link, "pobj") for link in children(token, "prep") if link.lower_ in ("by", "from")),
        ]:
            if each is not None:
                return place(self.cast, describe(each), offset(each), acts=True)
        return self._last(lambda m: m.speaks and m.entity.type in ORGANISATIONS | _PEOPLE | {"Country"})

    def _pronoun(self, token: Token) -> Entity | None:
        word = token.lower_
        if token.tag_ in ("WP", "WDT"):
            return self.by_offset.get(offset(antecedent(token)))
        if word in _SHE:
            return self._nearest(lambda m: m.entity.type in _PEOPLE, token)
        if word in _THEY:
            many = self._nearest(lambda m: m.entity.plural or m.entity.type == "CollectiveSource", token)
            return many or self._nearest(lambda m: m.entity.type in ORGANISATIONS, token)
        if word in _IT and not _is_empty_it(token):
            return self._it(token)
        return None

    def _it(self, token: Token) -> Entity | None:
        """ "It" as a speaker or agent is a body or a state; as an object it is the thing spoken of last."""
        bodies = ORGANISATIONS | {"Country", "Document", "Video"}
        if offset(token) in self.sources:
            spoke = self._last(lambda m: m.speaks and m.entity.type in bodies)
            return spoke or self._last(lambda m: m.subject and m.entity.type in bodies)
        if token.dep_ in _AGENTS or token.dep_ == "poss":
            return self._nearest(lambda m: m.entity.type in bodies and not m.entity.plural, token)
        return self._last(lambda m: m.entity.type in ("Aircraft", "Vehicle", "Weapon") and not m.entity.plural)

    def _nearest(self, fits: object, token: Token) -> Entity | None:
        """The last that fits among speakers and subjects, else among all."""
        assert callable(fits)
        first = self._last(lambda m: (m.speaks or m.subject) and fits(m))
        return first or self._last(fits)

    def _last(self, fits: object) -> Entity | None:
        assert callable(fits)
        return next((m.entity for m in reversed(self.mentions) if fits(m)), None)


def _is_idle(token: Token) -> bool:
    """Words of set phrases that name nothing: "on board", "prisoners of war"."""
    bare = token.tag_ == "NN" and token.dep_ == "pobj" and not any(token.children)
    return bare and (token.lower_ == "board" or noun_class(token.text) == "Event")


def _is_empty_it(token: Token) -> bool:
    """ "It was not clear whether …": the word stands for the clause that follows."""
    verb = token.head
    return token.dep_ == "expl" or (
        token.dep_ in _AGENTS
        and child(verb, "acomp", "attr") is not None
        and child(verb, "ccomp", "advcl", "xcomp") is not None
        and verb.lemma_ == "be"
    )


def _is_pronoun(token: Token) -> bool:
    return token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$", "WP", "WDT")


def _acts(token: Token) -> bool:
    """Whether the phrase stands for somebody who speaks or acts, so that a capital means a government."""
    if token.dep_ in _AGENTS or (token.dep_ == "pobj" and token.head.dep_ == "agent"):
        return True
    if token.dep_ == "conj":
        return _acts(token.head)
    if token.dep_ == "dobj":
        row = cue_for(token.head.lemma_, "verb")
        return row is not None and row.kind in ("accuse", "urge", "say")
    if token.dep_ == "poss":
        return cue_for(token.head.lemma_, "noun") is not None
    return (
        token.dep_ == "pobj"
        and token.head.lower_ in ("to", "from")
        and token.head.head.lower_ in ("according", "comment")
    )


def read_mentions(parse: Parse, attributions: list[Attribution]) -> Reader:
    """All mentions of the text, with the speakers of the attributions known as such."""
    heads = frozenset(offset(head) for each in attributions if (head := source_head(parse, each)) is not None)
    reader = Reader(Cast(), heads)
    for doc in parse.paragraphs:
        for token in doc:
            reader.read(token)
    return reader


def source_head(parse: Parse, attribution: Attribution) -> Token | None:
    """The head word of the source: the one that hangs on no other word of it."""
    tokens = [token for token in parse.tokens(attribution.source) if not token.is_punct and not token.is_space]
    inside = set(tokens)
    heads = [token for token in tokens if token.head not in inside or token.head == token]
    nominal = [token for token in heads if token.pos_ in ("NOUN", "PROPN", "PRON", "DET")]
    return (nominal or heads or tokens or [None])[0]
