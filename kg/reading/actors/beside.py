"""The name or role that stands beside a noun: "its lawyer, Greta Moss", "Kolmar, a rival", "the minister, Per Dahl"."""

from __future__ import annotations

from dataclasses import replace
from itertools import dropwhile, takewhile
from typing import Final

from spacy.tokens import Token

from kg.reading.actors.described import Described
from kg.reading.actors.kinds import is_known_kind
from kg.reading.actors.names import describe
from kg.reading.actors.people import is_title
from kg.reading.actors.wordrun import bare, is_capital, text_of
from kg.reading.spans.clauses import child, children
from kg.reading.spans.nouns import ORGANISATIONS, noun_class
from kg.reading.spans.parse import offset
from kg.reading.spans.wordlists import pronoun_of, words_of

_NO_NAMES: Final = frozenset({"Country", "Capital", "Place", ""})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_PEOPLE_ENDINGS: Final = ("er", "or", "ist", "man", "woman", "ian", "ant", "eer", "ess")


def with_neighbour(token: Token, described: Described) -> Described:
    """The description with the name or role beside it."""
    if described.kind != "named" or _is_office(token):
        return _named_beside(token, described) or described
    if described.type not in ("Person", "Name", *ORGANISATIONS):
        return described
    return _with_role(token, _by_relative(token, described))


def _is_office(token: Token) -> bool:
    """ "The Prime Minister", "the MP for Aldham": an office written like a name."""
    return noun_class(token.text) == "Person" and any(each.lower_ in ("the", "a") for each in children(token, "det"))


def _named_beside(token: Token, described: Described) -> Described | None:
    """Who "its lawyer" or "a spokeswoman for the firm" is, where the name follows."""
    for beside in children(token, "appos"):
        other = describe(beside)
        several = any(is_capital(each) for each in children(beside, "conj"))
        if is_capital(beside) and other.type not in _NO_NAMES and not several:  # "the couple, Ed and Jo Frayn"
            return _named(token, described, other)
    if described.kind in ("definite", "indefinite") and (name := _just_after(token)) is not None:
        other = describe(name)
        if other.kind == "named" and other.type not in _NO_NAMES:
            return _named(token, described, other)
    if noun_class(token.text) != "Person" or described.kind == "plural":
        return None
    return _after_complement(token, described) or _misread(token, described)


def _just_after(token: Token) -> Token | None:
    """The name in "the food-safety agency EFAC said", which the parser takes for a second subject."""
    if token.dep_ not in _SUBJECTS:
        return None
    after = token.right_edge.i + 1  # "Superintendent of police Ankit Verma"
    following = (each for each in token.head.children if each.dep_ == token.dep_ and each.left_edge.i == after)
    name = next(following, None)
    return name if name is not None and name.pos_ == "PROPN" and is_capital(name) else None


def _named(token: Token, described: Described, other: Described) -> Described:
    person = noun_class(token.text) == "Person" or is_known_kind(token.lower_, "person", "office")
    kind = "Person" if person else described.type or other.type
    name = other.label if other.type != "Person" else other.name
    role = described.label
    return Described(kind, other.label, name, role, other.country or described.country, head=other.head)


def _after_complement(token: Token, described: Described) -> Described | None:
    """ "A spokeswoman for Lacteva, Mette Dahlgaard," where the name seems to stand beside the firm's."""
    for link in children(token, "prep"):
        target = child(link, "pobj")
        owned = target is not None and noun_class(target.text) == "Person"  # "the father of a nurse, Ann Lee"
        for beside in children(target, "appos") if target is not None and link.i > token.i and not owned else ():
            other = describe(beside)
            if other.type in ("Person", "Name") and len(other.name.split()) > 1 and is_capital(beside):
                return _named(token, described, replace(other, label=other.name))
    return None


def named_at_end(token: Token, described: Described, end: int) -> Described:
    """ "A deckhand who survived, Jomar Siarot, 22,": the name that closes a source, wherever the parser hangs it.

    ``end`` is the place of the source's end. What follows a person is hers: "who lives with a nurse, Ann Lee".
    """
    person = described.type in ("AnonymousSource", "")
    if described.kind not in ("definite", "indefinite") or not (person or described.type in ORGANISATIONS):
        return described
    rest = token.doc[token.i + 1 :]
    words = list(takewhile(lambda word: offset(word) < end, rest))
    words += takewhile(lambda word: word.lower_ in (",", "only", "as") or _in_name(word), rest[len(words) :])
    found = next((run for n in range(len(words) - 1, -1, -1) if (run := _name_after(words, n, person))), [])
    if not found:
        return described
    label = text_of(found)
    kind = (
        described.type if described.type in ORGANISATIONS else "Person" if described.type else describe(found[-1]).type
    )
    return Described(kind, label, label, described.label, described.country, head=found[-1].lower_)


def _name_after(words: list[Token], at: int, person: bool) -> list[Token]:
    """The name after the comma or the "gave his name as" at that place, if the source ends with it."""
    word = words[at]
    calls = word.lower_ in ("as", "only") and any(each.lower_ == "name" for each in words[:at])
    calls |= word.lower_ in ("itself", "called", "named")
    another = at > 0 and noun_class(words[at - 1].text) == "Person"
    if not calls and (word.text != "," or another):
        return []
    rest = list(dropwhile(lambda each: each.lower_ == "only" or (person and is_title(each.text)), words[at + 1 :]))
    run = list(takewhile(_in_name, rest))
    after = rest[len(run) :]
    closed = not after or (after[0].text == "," and (len(after) < 2 or after[1].like_num))
    known = any(describe(each).type in _NO_NAMES for each in run[-1:])
    aged = person and len(after) > 1 and after[1].like_num  # "A refugee at the camp, Vestine, 26,"
    return run if closed and not known and len(run) >= (2 if person and not (calls or aged) else 1) else []


def _in_name(word: Token) -> bool:
    """A capital, a sign that joins names, or what a hyphen joins to one: "Seo Min-ah"."""
    joined = word.i and word.nbor(-1).text == "-" and not word.nbor(-1).whitespace_
    return (word.is_alpha and (word.text[:1].isupper() or bool(joined))) or word.text in ("-", "&")


def _misread(token: Token, described: Described) -> Described | None:
    """ "The minister, Per Dahl, said": a first name that the parser takes for a preposition or a verb."""
    after = token.doc[token.i + 1 : token.i + 6]
    if len(after) < 4 or after[0].text != "," or described.kind != "definite":
        return None
    name = []
    for word in after[1:]:
        if not word.text[:1].isupper() or not word.is_alpha:
            break
        name.append(word)
    closed = token.doc[token.i + 2 + len(name)].text in (",", ".") if token.i + 2 + len(name) < len(token.doc) else True
    if len(name) < 2 or not closed or not (pronoun_of(name[0].text) or name[0].pos_ not in ("PROPN", "NOUN")):
        return None
    label = text_of(name)
    return Described("Person", label, label, described.label, described.country, head=name[-1].lower_)


def _by_relative(token: Token, described: Described) -> Described:
    """ "…, who" follows a person, "…, which" never does."""
    clause = child(token, "relcl")
    if clause is None or described.type != "Name":
        return described
    first = next((each for each in clause.subtree if each.tag_ in ("WP", "WDT", "WP$")), None)
    if first is None or first.i > token.i + 4:
        return described
    kind = {"who": "Person", "which": "Organization"}.get(first.lower_, "Name")
    return replace(described, type=kind) if kind != "Name" and not _is_thing(token) else described


def _is_thing(token: Token) -> bool:
    """ "was built on Lake Oron, which": what is neither a speaker nor an agent need not be a body."""
    return token.dep_ not in ("nsubj", "nsubjpass", "pobj", "agent", "conj", "ROOT") or (
        token.dep_ == "pobj" and token.head.lower_ not in ("by", "to", "from")
    )


def _with_role(token: Token, described: Described) -> Described:
    """The description with what stands after the name: "Linhas, the private company that runs the route"."""
    for beside in children(token, "appos"):
        other = describe(beside)
        if any(is_capital(each) for each in children(beside, "appos")):
            continue  # "its rival Kolmar, its chief executive, Lena Duarte, said": hers is the office
        if beside.pos_ != "NOUN" or other.kind not in ("definite", "indefinite") or beside.i < token.i:
            continue
        role = described.role if described.type == "Person" and described.role else bare(other.label)
        return replace(described, type=_type_by(described, other, beside), role=role)
    return described


def _type_by(described: Described, other: Described, noun: Token) -> str:
    """What a name names by the noun beside it: "a premium powder" is no person and no body."""
    if described.type not in ("Name", "Person"):
        return described.type
    if noun_class(noun.text) == "Person" and is_known_kind(noun.lower_, "body"):
        return described.type  # a builder may be either
    if other.type in ORGANISATIONS or is_known_kind(noun.lower_, "body"):
        known = described.type == "Person" or bool(pronoun_of(described.name))
        return "Person" if known else other.type if other.type in ORGANISATIONS else "Organization"
    person = other.type == "AnonymousSource" or is_known_kind(noun.lower_, "person", "office")
    if person or described.type == "Person":
        return "Person"
    if other.type:
        return other.type if other.type in ("Place", "Aircraft", "Vehicle", "Document", "Event") else described.type
    honoured = set(described.role.lower().split()) & words_of("honorific")
    return described.type if honoured or noun.lower_.endswith(_PEOPLE_ENDINGS) else "Thing"
