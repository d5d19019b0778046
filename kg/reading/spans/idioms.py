"""Contents that only some verbs have: "called on him to go", "cast doubt on it", "called the figure false"."""

from __future__ import annotations

from typing import Final, NamedTuple

from spacy.tokens import Token

from kg.reading.spans.clauses import child, children, is_passive, subject
from kg.reading.spans.cues import Cue
from kg.reading.spans.further import speaks
from kg.reading.spans.nouns import TELLERS, noun_class
from kg.reading.spans.wordlists import pointing_words, words_of

CLAIMS: Final = frozenset(
    "accusation allegation charge claim assertion suggestion contention account version finding conclusion report "
    "figure rumour rumor theory insinuation description characterisation characterization criticism complaint "
    "argument explanation estimate statement denial prediction interpretation view notion idea possibility "
    "speculation suspicion story testimony evidence confession verdict result toll number word comment remark "
    "narrative".split()
)
"""What somebody's saying can be called: "the money was gone, a claim the bank rejects"."""
_POINTERS: Final = frozenset({"it", "this", "that", "them", "which"})
_PARTS: Final = frozenset("extract excerpt copy copies page passage part series set version batch pair dozen".split())
_RECORDS: Final = frozenset(
    "log logbook register record minute ledger roll rota list file filing invoice receipt database manifest survey "
    "poll sheet timesheet logsheet roster inventory census tally diary chart docket archive".split()
)
"""Papers kept to be looked things up in; a law, a book or a contract has things that it does not tell."""
_GIVING: Final = _RECORDS | frozenset(
    "account study estimate map plan notice report certificate schedule timetable budget policy bulletin breakdown "
    "website site form table page".split()
)
"""Those that "give" a figure."""
_PUTTING: Final = {"put": "at", "place": "at", "set": "at", "estimate": "at", "peg": "at", "give": "as"}
_ENTRIES: Final = frozenset({"entry", "line", "note", "page", "sentence", "words"})
_RELATIVE: Final = frozenset({"which", "that"})


class Complement(NamedTuple):
    """The content's words, and words that belong to the cue because of them ("for" in "called for")."""

    content: list[Token]
    cue: list[Token]


def to_infinitive(verb: Token) -> Token | None:
    """The "to …" that goes with the verb or with whom it addresses."""
    holders = [
        verb,
        *children(verb, "dobj", "dative"),
        *(p for link in children(verb, "prep") for p in children(link, "pobj")),
    ]
    for holder in holders:
        for each in holder.children:
            if each.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl") and each.tag_ == "VB" and _has_to(each):
                return each
    return None


def _has_to(clause: Token) -> bool:
    return any(each.tag_ == "TO" for each in clause.children)


def addressed_infinitive(verb: Token, row: Cue) -> Complement | None:
    """ "called on Mr Auer to step down", "pleaded with people to go home", "told the men to leave"."""
    links = [each for each in children(verb, "prep", "dative") if f"{each.lower_}-inf" in row.patterns]
    for link in links:
        clause, who = to_infinitive(verb), child(link, "pobj")
        if clause is not None and who is not None and clause.i > who.i:
            words = {*who.subtree, *clause.subtree}
            return Complement(sorted(words, key=lambda each: each.i), [link])
    for clause in children(verb, "advcl"):  # "pleaded with people to leave" as if "with" opened the clause
        mark = child(clause, "mark")
        if mark is not None and f"{mark.lower_}-inf" in row.patterns and _has_to(clause):
            return Complement([each for each in clause.subtree if each != mark], [mark])
    return None


def idiom(verb: Token, row: Cue) -> Complement | None:
    """ "cast doubt on the date", "poured cold water on the plan": what stands after the noun's preposition."""
    for pattern in row.patterns:
        noun, _, word = pattern.partition(":")
        target = next((each for each in children(verb, "dobj") if each.lower_ == noun), None) if word else None
        if target is None:
            continue
        for link in [*children(target, "prep"), *children(verb, "prep")]:
            if link.lower_ == word:
                content = [token for token in link.subtree if token.i > link.i]
                return Complement(content, list(verb.doc[target.left_edge.i : link.i + 1]))
    return None


def claim_object(verb: Token, row: Cue) -> Complement | None:
    """ "withdrew her statement" is a saying, "withdrew its troops" is none."""
    if "object-claim" not in row.patterns:
        return None
    target = child(verb, "nsubjpass" if is_passive(verb) else "dobj") or _after_particle(verb, row)
    if target is None and verb.dep_ in ("relcl", "acl") and verb.head.lemma_.lower() in CLAIMS and verb.head.i < verb.i:
        return Complement([each for each in verb.head.subtree if each.i < verb.left_edge.i], [])
    return Complement(list(target.subtree), []) if target is not None and is_claim(target) else None


def _after_particle(verb: Token, row: Cue) -> Token | None:
    """ "waved away the criticism", where the parser takes the particle for a preposition."""
    links = [each for each in children(verb, "prep") if each.lower_ in row.beside or each.lower_ == "at"]
    return child(links[-1], "pobj") if links else None


def judged_object(verb: Token, row: Cue) -> Complement | None:
    """ "called the figure wildly exaggerated", "branded it a lie": the claim alone is denied, the rest is how."""
    if "object-false" not in row.patterns:
        return None
    target, value = object_and_value(verb, row)
    if target is not None and value is None:
        return _joined(target)
    if target is None or value is None or not is_claim(target):
        return None
    claim = set(target.subtree) - set(value.subtree)
    words = [token for token in value.subtree if token not in claim]
    return Complement([each for each in target.subtree if each in claim], words) if _is_false(words) else None


def _joined(value: Token) -> Complement | None:
    """ "called the claims nonsense", where the parser takes the two nouns for one."""
    claim = child(value, "compound", "nmod")
    if claim is None or not is_claim(claim) or not _is_false([value]):
        return None
    return Complement(list(value.doc[value.left_edge.i : claim.i + 1]), [value])


def _is_false(words: list[Token]) -> bool:
    false = pointing_words("false")
    return any(token.lower_ in false or token.lemma_.lower() in false for token in words)


def is_claim(noun: Token) -> bool:
    """Whether the word means a saying: "the accusation", "it"."""
    return noun.lemma_.lower() in CLAIMS or noun.lower_ in _POINTERS


def object_and_value(verb: Token, row: Cue) -> tuple[Token | None, Token | None]:
    """The object and what it is called: (the plan, a disaster)."""
    target = child(verb, "dobj", "nsubjpass")
    value = child(verb, "oprd", "xcomp") or _as_what(verb, target)
    if value is None and row.kind == "accuse":  # "held the operator liable"
        value = next((each for each in children(verb, "advcl", "acomp", "ccomp") if each.pos_ == "ADJ"), None)
    if value is None and row.lemma == "call":
        value = child(verb, "ccomp")
        target = target or (child(value, "nsubj") if value is not None else None)
        value = value if target is not None else None  # "the defence called no witnesses"
    if value is None and row.scope == "own" and row.kind == "call":
        target, value = _two_objects(verb) or (target, None)
    return target, value


def _as_what(verb: Token, target: Token | None) -> Token | None:
    """The "as" after the verb or after its object: "derided the plan as a toy"."""
    links = [*children(verb, "prep"), *(children(target, "prep") if target is not None else ())]
    return next((each for each in links if each.lower_ == "as"), None)


def _two_objects(verb: Token) -> tuple[Token, Token] | None:
    """ "branded the referee a cheat": two nouns after the verb, however the parser calls them."""
    nouns = [each for each in children(verb, "dative", "dobj", "npadvmod") if each.i > verb.i and each.pos_ == "NOUN"]
    return (nouns[0], nouns[1]) if len(nouns) == 2 and child(nouns[1], "det", "amod") is not None else None


def shown(verb: Token, row: Cue) -> Complement | None:
    """ "A video showed a plane falling": what a film or a paper shows is its content, what a person shows is not."""
    if "shown" not in row.patterns or (_has_to(verb) and verb.head.lemma_ not in ("appear", "seem")):
        return None
    who, first = subject(verb), child(verb, "dobj", "ccomp", "dative")
    if who is None or first is None or not _tells(who):
        return None
    end = max(each.right_edge.i for each in children(verb, "dobj", "ccomp", "prep", "dative", "xcomp", "oprd"))
    return Complement(list(verb.doc[first.left_edge.i : end + 1]), []) if first.left_edge.i > verb.i else None


def _tells(who: Token) -> bool:
    """Whether the subject is a paper or a film; of "extracts from the register" the register."""
    noun = who.head.head if who.lower_ in _RELATIVE and who.head.dep_ == "relcl" else who
    if noun.lemma_.lower() in _PARTS:
        links = [each for each in children(noun, "prep") if each.lower_ in ("of", "from")]
        noun = (child(links[0], "pobj") if links else None) or noun
    return noun_class(noun.text) in TELLERS


def kept(verb: Token, row: Cue) -> Complement | None:
    """ "The log has ten entries": what a record holds is told if counted or quoted; "the bill has support" is none."""
    who, held = subject(verb), child(verb, "dobj")
    if "kept" not in row.patterns or who is None or held is None or held.left_edge.i < verb.i:
        return None
    content = list(held.subtree)
    if held.tag_ == "NN" and held.lemma_.lower() in _ENTRIES:
        return None  # "has this entry: “Closed at 9”": the quotation alone is told
    told = any(each.like_num or each.text in ("“", "‘") for each in content)
    records = _GIVING if verb.lemma_ == "give" else _RECORDS
    return Complement(content, []) if told and who.lemma_.lower() in records else None


def stamped(verb: Token, row: Cue) -> Complement | None:
    """ "The letter is dated 3 June", "the receipt is timed at 1.31am": what stands on a paper."""
    who = child(verb, "nsubjpass") if "stamped" in row.patterns else None
    after = [each for each in children(verb, "npadvmod", "oprd", "prep", "dobj", "advmod") if each.i > verb.i]
    if who is None or not after or noun_class(who.text) not in TELLERS:
        return None
    return Complement(list(verb.doc[verb.i + 1 : max(each.right_edge.i for each in after) + 1]), [])


def counted(verb: Token, row: Cue) -> Complement | None:
    """ "The police counted 210 tractors": a number of things; "counted the votes" tells nothing."""
    held = child(verb, "dobj")
    if "figure" not in row.patterns or held is None or is_passive(verb) or not speaks(subject(verb)):
        return None
    number = next((each for each in [held, *held.children] if each.like_num and each.i > verb.i), None)
    return Complement(list(held.subtree), []) if number is not None else None


def put_figure(verb: Token, row: Cue) -> Complement | None:
    """ "put the toll at six", "gave the time as 8.50"; "put a team at the gate" and "gave it as a gift" tell none."""
    target = child(verb, "nsubjpass" if is_passive(verb) else "dobj")
    if row.lemma not in _PUTTING or target is None:
        return None
    links = [*children(verb, "prep"), *children(target, "prep")]
    link = next((each for each in links if each.lower_ == "at"), None)
    told = target.lemma_.lower() in words_of("figure")
    if row.lemma != "give" and link is not None and (told or any(each.like_num for each in link.subtree)):
        return Complement([*target.subtree, *link.subtree], [])
    rest = list(verb.doc[max(target.i, verb.i) + 1 : verb.sent.end])
    rest = rest[: next((n for n, each in enumerate(rest) if each.is_punct or each.dep_ == "cc"), len(rest))]
    at = next((n for n, each in enumerate(rest) if each.lower_ == _PUTTING[row.lemma]), len(rest))
    figure = any(each.like_num or each.text[0].isdigit() for each in rest[at + 1 : at + 6])
    if not figure or (row.lemma == "give" and not told):
        return None
    return Complement([*verb.doc[target.left_edge.i : target.i], target, *rest], [])
