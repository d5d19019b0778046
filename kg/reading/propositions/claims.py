"""Claims: attributions with their speaker, stance and what they are about, on the way to assertions."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from spacy.tokens import Token

from kg.model import NON_ANSWERS, Span
from kg.reading.actors.cast import Entity, words_of_name
from kg.reading.actors.described import Described
from kg.reading.actors.heads import source_head
from kg.reading.actors.mentions import Reader
from kg.reading.actors.merging import place
from kg.reading.actors.names import describe
from kg.reading.propositions.asked import Asked, asked_in
from kg.reading.propositions.counts import Count, counts_in
from kg.reading.propositions.gist import Gist, gist_of
from kg.reading.propositions.keys import is_named, keys_of
from kg.reading.spans.clauses import WH_WORDS, child, children, introduces_question
from kg.reading.spans.drafts import Attribution, hull
from kg.reading.spans.parse import Parse, offset
from kg.reading.spans.stance import Judged, content_head, judge

_NAMELESS: Final = frozenset("another one both neither some many several others most few".split())


@dataclass
class Claim:
    """One assertion in the making; ``proposition`` is shared where two say the same."""

    id: str
    found: Attribution
    by: Entity
    judged: Judged
    head: Token | None
    tokens: list[Token]
    text: str
    keys: frozenset[str]
    about: list[str]
    paragraph: int
    counts: list[Count]
    cue_text: str = ""
    question: str = ""  # the wh-word of an embedded question
    asked: frozenset[str] = frozenset()  # its keys
    asked_verb: frozenset[str] = frozenset()  # those of its verb, unless it is "be"
    topic: frozenset[str] = frozenset()  # keys of what a non-answer is about
    negated: bool = False
    subject: Entity | None = None
    object: Entity | None = None
    predicate: str = ""
    proposition: str = ""
    voice: str = "source"
    links: dict[str, list[str]] = field(default_factory=dict)
    reports: str = ""
    revises: str = ""
    gist: Gist = field(default_factory=Gist)
    asked_for: Asked = field(default_factory=Asked)  # what a non-answer leaves open
    opposite: str = ""  # the proposition that says the opposite of this one's, where another claim needs it

    @cached_property
    def place(self) -> Span:
        """The stretch of the text that the claim takes up."""
        return hull((*self.found.content, *self.found.cue, *self.found.source))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The words among the content's that stand for numbers."""
        return frozenset(token.lower_ for token in self.tokens if token.like_num)

    @property
    def sentence(self) -> Token | None:
        """The main word of the sentence that holds the content."""
        return self.tokens[0].sent.root if self.tokens else None

    @property
    def commits(self) -> bool:
        """Whether the speaker affirms or denies."""
        return self.judged.stance in ("Affirms", "Denies")

    def link(self, kind: str, proposition: str) -> None:
        """Adds a link to another proposition."""
        if proposition and proposition != self.proposition and proposition not in self.links.setdefault(kind, []):
            self.links[kind].append(proposition)


def read_claim(parse: Parse, reader: Reader, found: Attribution, number: int, publisher: Entity) -> Claim | None:
    """The claim of one attribution, or None where nobody is named as its speaker.

    "It was not clear how the fire had started" is the publisher's own.
    """
    own = not found.source and parse.quote(found.cue).lower().startswith("it ")
    by = publisher if own else _speaker(parse, reader, found)
    if by is None:
        return None
    by.speaks = True
    tokens = [token for token in parse.tokens(found.content) if not token.is_space]
    head = content_head(parse, found)
    head, tokens = _inner_clause(head, tokens)
    claim = Claim(
        id=f"a{number:02}",
        found=found,
        by=by,
        judged=judge(parse, found),
        head=head,
        tokens=tokens,
        text="",
        keys=keys_of(tokens, reader),
        about=_about(tokens, reader),
        paragraph=_paragraph(parse, found),
        counts=counts_in(tokens, head),
        cue_text=parse.quote(found.cue),
    )
    _add_clause(claim, reader)
    _add_question(claim, reader)
    claim.topic = keys_of(_topic_words(claim), reader)
    if claim.judged.stance not in ("Urges", "Commits"):
        claim.gist = gist_of(tokens, head, reader, by)
    if claim.judged.stance in NON_ANSWERS:
        bare = claim.judged.stance in ("Silent", "DeclinesComment", "NoInformation")
        claim.asked_for = asked_in(tokens, head, claim.gist.words, bare=bare)
    claim.proposition = f"p{number:02}"
    return claim


def _inner_clause(head: Token | None, tokens: list[Token]) -> tuple[Token | None, list[Token]]:
    """For "rejected the claim that the sample had been swapped" the clause alone."""
    if head is None or head.pos_ != "NOUN":
        return head, tokens
    clause = next(
        (each for each in head.children if each.dep_ in ("acl", "ccomp") and child(each, "mark") is not None), None
    )
    inner = [token for token in tokens if clause is not None and (token == clause or clause.is_ancestor(token))]
    return (clause, inner) if inner else (head, tokens)


def _topic_words(claim: Claim) -> list[Token]:
    """What a non-answer is about: after "about", "on" or "of" where it says so, else its noun phrase."""
    link = next((n for n, token in enumerate(claim.tokens) if token.lower_ in ("about", "on", "regarding")), None)
    if link is not None:
        return claim.tokens[link + 1 :]
    return claim.tokens if claim.head is not None and claim.head.pos_ in ("NOUN", "PROPN") else []


def _speaker(parse: Parse, reader: Reader, found: Attribution) -> Entity | None:
    head = source_head(parse, found)
    if head is None:
        return None
    known = reader.by_offset.get(offset(head))
    if head.lower_ in _NAMELESS and (known is None or any(children(head, "appos"))):
        return _one_of_some(head, reader)
    known = known or place(reader.cast, describe(head), offset(head), acts=True)
    return _as_speaker(known, reader) if known is not None else None


def _one_of_some(head: Token, reader: Reader) -> Entity:
    """ "Another said", "both said": somebody new each time, unless named beside it: "another, Arun Pillai, said"."""
    named = next((reader.by_offset.get(offset(each)) for each in children(head, "appos")), None)
    if named is not None:
        return _as_speaker(named, reader)
    word, kind = head.lower_, "AnonymousSource" if head.lower_ in ("another", "one") else "CollectiveSource"
    return reader.cast.new(Described(kind, word, word, kind="indefinite", head=word), offset(head))


def _as_speaker(entity: Entity, reader: Reader) -> Entity:
    """The entity as one that speaks; a word of no known kind that speaks is a group or a nameless person."""
    if entity.type in ("Thing", "", "Place", "Event", "Aircraft", "Vehicle", "Weapon"):
        entity.type = (
            "CollectiveSource" if entity.plural else "AnonymousSource" if entity.label[:1].islower() else "Organization"
        )
    return entity


def _about(tokens: list[Token], reader: Reader) -> list[str]:
    """The particular things and actors named in the content, in order; else any."""
    seen = [reader.by_offset[offset(token)] for token in tokens if offset(token) in reader.by_offset]
    named = list(dict.fromkeys(entity.id for entity in seen if is_named(entity)))
    if named or seen:
        return named or list(dict.fromkeys(entity.id for entity in seen))
    noun = next((token for token in tokens if token.pos_ in ("NOUN", "PROPN")), None)
    return [_topic(noun, reader).id] if noun is not None else []


def _topic(noun: Token, reader: Reader) -> Entity:
    """A thing for a word that no table knows, so that the proposition is about something."""
    described = describe(noun)
    label = described.label or noun.text
    alike = reader.cast.called(words_of_name(label))
    known = next((each for each in alike if each.type == "Thing" and each.label == label), None)
    known = known or reader.cast.new(Described("Thing", label, label), offset(noun), "Thing")
    reader.by_offset[offset(noun)] = known
    return known


def _paragraph(parse: Parse, found: Attribution) -> int:
    at = hull((*found.cue, *found.content)).start
    return bisect_right(parse.starts, at)


def _add_clause(claim: Claim, reader: Reader) -> None:
    """Subject, predicate and object of the content's main clause, or of "accused X of doing Y"."""
    verb = claim.head
    if claim.judged.kind == "accuse" and verb is not None and verb.pos_ != "VERB":
        claim.subject = _accused(claim, verb, reader)
        verb = next((token for token in claim.tokens if token.pos_ == "VERB"), None)
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return
    claim.negated = any(each.dep_ == "neg" for each in verb.children)
    particle = child(verb, "prt")
    claim.predicate = verb.lemma_.lower() + (particle.lower_.capitalize() if particle is not None else "")
    passive = child(verb, "nsubjpass") is not None
    agent = child(verb, "agent")
    doer = (child(agent, "pobj") if agent is not None else None) if passive else child(verb, "nsubj")
    done_to = child(verb, "nsubjpass") if passive else child(verb, "dobj")
    claim.subject = claim.subject or _entity(doer, reader)
    claim.object = _entity(done_to, reader)


def _accused(claim: Claim, verb: Token, reader: Reader) -> Entity | None:
    """Who is accused, never oneself: the object; in "blamed the delay on a supplier, Varro" who stands after "on"."""
    link = next((token for token in claim.tokens if token.lower_ == "on" and token.dep_ == "prep"), None)
    blamed = child(link, "pobj") if link is not None and claim.cue_text.lower().startswith(("blam", "pin")) else None
    named = [blamed, *blamed.children] if blamed is not None else [verb]
    found = [reader.by_offset[offset(each)] for each in named if each is not None and offset(each) in reader.by_offset]
    return next((each for each in found if each is not claim.by), None)


def _entity(token: Token | None, reader: Reader) -> Entity | None:
    return reader.by_offset.get(offset(token)) if token is not None else None


def _add_question(claim: Claim, reader: Reader) -> None:
    """The question within: "whether there were prisoners on board", "had no information about who was on board"."""
    if claim.tokens and claim.tokens[0].is_quote:
        return  # “What curfew?” is no question that somebody leaves open
    for token in claim.tokens:
        if (
            token.lower_ in WH_WORDS and token.lower_ not in ("that", "when", "where", "which")
        ) or token.lower_ == "whether":
            clause = token.head if token.dep_ != "relcl" else None
            if clause is not None and clause.dep_ != "relcl" and introduces_question(clause):
                own = set(claim.tokens)
                inner = [each for each in clause.subtree if each in own]
                claim.question, claim.asked = token.lower_, keys_of(inner, reader)
                claim.asked_verb = keys_of([clause], reader) if clause.pos_ == "VERB" else frozenset()
                return
