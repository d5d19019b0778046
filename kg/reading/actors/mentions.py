"""Reads the text from left to right and says of every noun phrase and pronoun whom or what it means."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.beside import named_at_end, with_neighbour
from kg.reading.actors.cast import Cast, Entity, folded
from kg.reading.actors.described import Described
from kg.reading.actors.gazetteer import country_of_demonym
from kg.reading.actors.headline import name_headline
from kg.reading.actors.heads import acts, headline_end, is_age_word, source_head
from kg.reading.actors.kinds import head_of, is_known_kind, is_office
from kg.reading.actors.merging import place, publisher_itself
from kg.reading.actors.names import describe
from kg.reading.actors.people import is_title, sexes_of
from kg.reading.actors.phrase import person_in_phrase
from kg.reading.actors.pronouns import AGENTS, IT, PEOPLE, Memory, Mention, is_empty_it, is_main, is_pronoun
from kg.reading.actors.wordrun import capitals_within, is_capital, is_partner, is_title_case
from kg.reading.spans.clauses import antecedent, child, children
from kg.reading.spans.drafts import Attribution
from kg.reading.spans.nouns import ORGANISATIONS, noun_class
from kg.reading.spans.parse import Parse, offset
from kg.reading.spans.wordlists import words_of

_NO_HEADS: Final = frozenset({"compound", "nmod", "amod", "det", "case", "punct", "nummod", "expl", "quantmod"})
QUOTED: Final = 2
"""The mark of words in quotation marks, where names are no part of what the article tells."""
_ISSUED: Final = frozenset("statement post message release communique communiqué tweet thread briefing".split())


class Reader:
    """Whom the words read so far mean: ``by_offset`` says it by the place of a phrase's head."""

    def __init__(self, sources: dict[int, tuple[int, int]], contents: bytearray) -> None:
        self.cast = Cast()
        self.sources = sources
        self.contents = contents
        self.memory = Memory()
        self.by_offset: dict[int, Entity] = {}
        self.named: tuple[int, int, Entity] | None = None  # the person whom the source that is being read names

    def read(self, token: Token) -> None:
        """Takes one more word into account."""
        at = offset(token)
        find = self._age if is_age_word(token) else self._pronoun if is_pronoun(token) else self._noun
        entity = find(token)
        if entity is not None:
            self.by_offset[at] = entity
            self._remember(token, entity)

    def _remember(self, token: Token, entity: Entity) -> None:
        at = offset(token)
        quoted = bool(self.contents[at]) and at not in self.sources
        subject = token.dep_ in AGENTS or token.dep_ == "ROOT" or (token.dep_ == "poss" and token.head.dep_ in AGENTS)
        if (token.dep_ in AGENTS or at in self.sources) and not quoted:
            entity.acted = at
        if self.contents[at] != QUOTED:
            entity.told = at
        if token.dep_ == "pobj" and token.head.lower_ in words_of("where"):
            entity.located = True
        self.memory.add(Mention(at, entity, at in self.sources, subject, quoted, is_main(token)))

    def _relative(self, token: Token) -> Entity | None:
        """Whom "who" or "which" takes up: in "a nurse at the hospital, who" the nurse."""
        noun = antecedent(token)
        found = self.by_offset.get(offset(noun))
        if token.lower_ == "who" and noun.dep_ == "pobj" and (found is None or found.type not in (*PEOPLE, "Name")):
            above = self.by_offset.get(offset(noun.head.head))
            return above if above is not None and above.type in (*PEOPLE, "CollectiveSource") else found
        return found

    def _age(self, token: Token) -> Entity | None:
        """ "The 61-year-old told parliament": the person told of last."""
        label = f"{token.doc[token.i - 4].text}-year-old"
        after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
        head = {"himself": "man", "herself": "woman"}.get(after, label)
        described = Described("AnonymousSource", label, label, kind="definite", head=head)
        return place(self.cast, described, offset(token), acts=True)

    def _noun(self, token: Token) -> Entity | None:
        at = offset(token)
        adjective = token.pos_ == "ADJ" and at not in self.sources  # the "inspector-general" may seem one
        if (adjective and not _stands_alone(token)) or token.dep_ in _NO_HEADS:
            return self._nation(token) if country_of_demonym(token.text) else self._modifier(token)
        known = noun_class(token.text) or token.text[:1].isupper() or at in self.sources
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") or not known or _is_idle(token):
            return None
        if is_partner(token):
            return self.by_offset.get(offset(token.doc[token.i - 2]))
        own = self._same_as_before(token) or self._in_brackets(token) or self._in_source(token)
        return own if own is not None else self._new_noun(token, at)

    def _new_noun(self, token: Token, at: int) -> Entity | None:
        if token.lower_ in words_of("medium") and any(each.lower_ in ("this", "our") for each in token.children):
            return publisher_itself(self.cast, f"this {token.lower_}", at)
        described = self._owned(token, with_neighbour(token, describe(token)))
        if at in self.sources:
            described = person_in_phrase(token, named_at_end(token, described, self.sources[at][1]), *self.sources[at])
        if at in self.sources and described.type in ("Document", "Video", "") and token.lemma_.lower() in _ISSUED:
            issuer = self._issuer(token)
            if issuer is not None:
                return self.cast.merge(issuer, described.label, "a statement speaks for its issuer", at)
        entity = place(self.cast, described, at, acts=acts(token))
        if at in self.sources and entity is not None:
            self._note_speaker(token, described, entity)
        self._attach(token, entity)
        return entity

    def _note_speaker(self, token: Token, described: Described, entity: Entity) -> None:
        """Keeps whom the source names; nobody is called "the Environment Inspectorate"."""
        self.named = (*self.sources[offset(token)], entity) if described.type == "Person" else None
        if entity.type == "Name" and any(each.lower_ == "the" for each in token.children):
            entity.type = "Organization"

    def _in_source(self, token: Token) -> Entity | None:
        """The name's last word in "Superintendent of Police Hana Marek": whom the source names, and no body."""
        if self.named is None or not self.named[0] <= offset(token) < self.named[1]:
            return None
        return self.named[2] if token.text == self.named[2].label.split()[-1] else None

    def _in_brackets(self, token: Token) -> Entity | None:
        """ "Doctors Without Borders (MSF)": an abbreviation right after a body's name, in whatever language."""
        if token.i < 2 or not token.text.isupper() or not 2 <= len(token.text) <= 8 or token.nbor(-1).text != "(":
            return None
        known = self.by_offset.get(offset(token.nbor(-2)))
        if known is None or known.nameless or known.type not in (*ORGANISATIONS, "Name"):
            return None
        return self.cast.merge(known, token.text, "abbreviation in brackets", offset(token))

    def _same_as_before(self, token: Token) -> Entity | None:
        """Of "Auer, Kremser's chief executive," the role after the name: it is Auer."""
        known = self.by_offset.get(offset(token.head)) if token.dep_ == "appos" and token.pos_ == "NOUN" else None
        if known is None or known.nameless or token.i < token.head.i or any(children(token, "appos")):
            return None
        role = describe(token)
        person = role.type == "AnonymousSource" and known.type == "Person"
        if role.label not in known.roles and (person or (role.type in ORGANISATIONS and known.type in ORGANISATIONS)):
            known.roles.append(role.label)
        return known if role.label in known.roles else None

    def _owned(self, token: Token, described: Described) -> Described:
        """ "His office" as the transport minister's office; a body or people even where no table knows the noun."""
        if offset(token) in self.sources:
            described = replace(described, speaks=True)
        if not described.type and described.speaks:
            body, people = is_known_kind(token.lower_, "body"), is_known_kind(token.lower_, "person", "office")
            described = replace(described, type="Organization" if body else "AnonymousSource" if people else "")
        owner = next((self.by_offset.get(offset(each)) for each in children(token, "poss") if is_pronoun(each)), None)
        if owner is None or described.head not in words_of("owned"):
            return described
        office = next((role for role in (owner.role, *owner.roles) if role and not is_title(role)), "")
        named = office if is_office(head_of(office)) and described.head == "office" else owner.label
        label = f"{named}'{'' if named.endswith('s') and owner.plural else 's'} {described.label}"
        return replace(described, type="Organization", label=label, name=label, kind="named")

    def _nation(self, token: Token) -> Entity:
        return self.cast.country(country_of_demonym(token.text), offset(token))

    def _modifier(self, token: Token) -> Entity | None:
        """Somebody known by a name that stands before a noun: "a Varro plant"."""
        if token.dep_ not in ("compound", "nmod") or not is_capital(token) or token.head.text[:1].isupper():
            return None
        name = folded(token.text)
        return self.memory.last(
            lambda m: len(name) > 2 and any(folded(form).split(" ")[0] == name for form in m.entity.forms)
        )

    def _attach(self, token: Token, entity: Entity | None) -> None:
        """Whom a person or group belongs to: "its spokesman", "an official of the ministry"."""
        if entity is None or entity.part_of or entity.type not in (*PEOPLE, "CollectiveSource"):
            return
        owners = [self.by_offset.get(offset(each)) for each in children(token, "poss")]
        for link in children(token, "prep"):
            target = child(link, "pobj")
            named = target is not None and target.text == entity.label.split()[-1]  # "… of Police Hana Marek"
            if link.lower_ in ("of", "for", "from", "at") and target is not None and is_capital(target) and not named:
                owners.append(place(self.cast, describe(target), offset(target), acts=True))
        owner = next((each for each in owners if each is not None and each is not entity), None)
        if owner is not None and (owner.type in ORGANISATIONS or owner.type in ("Country", "Name")):
            entity.part_of = owner.id

    def _issuer(self, token: Token) -> Entity | None:
        """Whose statement it is: the one named with it, else whoever spoke last."""
        named = [child(link, "pobj") for link in children(token, "prep") if link.lower_ in ("by", "from")]
        for each in [*children(token, "poss"), *named]:
            if each is not None:
                return self.by_offset.get(offset(each)) or place(self.cast, describe(each), offset(each), acts=True)
        return self.memory.last(lambda m: m.speaks and m.entity.type in ORGANISATIONS | PEOPLE | {"Country"})

    def _pronoun(self, token: Token) -> Entity | None:
        if token.lower_ in ("himself", "herself", "itself") and token.i:
            own = self.by_offset.get(offset(token.doc[token.i - 1]))
            if own is not None:  # "the 27-year-old himself"
                return own
        if token.tag_ in ("WP", "WDT"):
            return self._relative(token)
        if token.lower_ in IT and is_empty_it(token):
            return None
        return self.memory.meant(token, is_source=offset(token) in self.sources)


def _stands_alone(token: Token) -> bool:
    """ "The American said": an adjective as the subject."""
    return token.dep_ == "nsubj" and child(token, "det") is not None and bool(country_of_demonym(token.text))


def _is_idle(token: Token) -> bool:
    """Words of set phrases that name nothing: "on board", "prisoners of war"."""
    if token.lower_ in ("couple", "pair", "trio") and any(each.lower_ == "of" for each in token.children):
        return True  # "a couple of hours"
    bare = token.tag_ == "NN" and token.dep_ == "pobj" and not any(token.children)
    return bare and (token.lower_ == "board" or noun_class(token.text) == "Event")


def read_mentions(parse: Parse, attributions: list[Attribution]) -> Reader:
    """All mentions of the text, with the speakers of the attributions known as such."""
    told = [(head, each) for each in attributions if (head := source_head(parse, each)) is not None]
    heads = {offset(head): (each.source[0].start, each.source[-1].end) for head, each in told}  # and their sources
    contents = bytearray(len(parse.text))  # 1 where somebody's words stand
    for span in (span for each in attributions for span in each.content):
        mark = QUOTED if parse.text[span.start] in "\"“‘«„'" else 1
        contents[span.start : span.end] = bytes([mark]) * (span.end - span.start)
    reader = Reader(heads, contents)
    reader.cast.headline, reader.cast.sexes = headline_end(parse), sexes_of(parse.text)
    names = set().union(*(capitals_within(doc) for doc in parse.paragraphs[1:]))
    for doc, start in zip(parse.paragraphs, parse.starts, strict=True):
        doc.user_data["names"] = names
        doc.user_data["title case"] = start < reader.cast.headline and is_title_case(doc)
        reader.cast.before, reader.cast.paragraph = reader.cast.paragraph, start
        for token in doc:
            reader.read(token)
    for entity in reader.cast.entities.values():
        if entity.type == "Name" and entity.located and entity.acted < 0:
            entity.type = "Place"  # "in the village of Shinkai", of which no table knows
    joined = name_headline(reader.cast)
    for at, entity in reader.by_offset.items():
        reader.by_offset[at] = joined.get(entity.id, entity)
    return reader
