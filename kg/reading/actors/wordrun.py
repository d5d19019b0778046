"""The words of a name or noun phrase, and which of them are written as names."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Doc, Token

from kg.reading.actors.gazetteer import country_called
from kg.reading.spans.clauses import child, children
from kg.reading.spans.nouns import noun_class
from kg.reading.spans.wordlists import words_of

_DETERMINERS: Final = re.compile(
    r"^(?:the|a|an|some|several|many|its|his|her|their|our|whose|other|another|both|one|two|these|those|this|that|[-–][a-z]+|['’]s)\s+",
    re.I,
)
_BEFORE_NAMES: Final = frozenset("neighbouring neighboring nearby meanwhile elsewhere outside".split())
_LOOSE: Final = frozenset({"advmod", "npadvmod", "dep", "nmod", "amod"})


def bare(label: str) -> str:
    """The label without articles and other words that only point."""
    previous = ""
    while previous != label:
        previous, label = label, _DETERMINERS.sub("", label)
    return label


def core(head: Token) -> list[Token]:
    """The words of the name or noun: what stands before the head, and "of …" after it in the name of a body."""
    left = [token for token in head.subtree if token.i <= head.i and not _leads_away(token, head)]
    run = _lost(head) + [token for token in left if not token.is_space]
    if len(run) > 1 and run[0].is_sent_start and run[0].lower_ in _BEFORE_NAMES:
        run = run[1:]
    while (
        run and run[0] != head and (run[0].is_punct or run[0].dep_ in ("cc", "mark", "punct", "preconj", "prep", "aux"))
    ):
        run = run[1:]  # "But a letter …" is a letter
    run += _partner(head) or misread_part(head) or _joined_syllable(head)
    if head.lower_ in words_of("body") or noun_class(head.text).endswith("Organization") or _is_club(head):
        run += _tail(head)
    run += joined_body(head)
    return sorted({token.i: token for token in run}.values(), key=lambda token: token.i)


def _is_club(head: Token) -> bool:
    """ "The Friends of Mill Lane Baths": people written with a capital where no sentence begins."""
    people = noun_class(head.text) == "Person" and head.tag_ in ("NNS", "NNPS") and not head.is_sent_start
    if head.dep_ == "pobj" and is_capital(head.head.head):
        return False  # within a name, as in "the Headquarters for the Treatment of Prisoners of War"
    return people and is_capital(head) and head.lower_ not in words_of("partisans")


def joined_body(head: Token) -> list[Token]:
    """The rest of "Scaffolders and Riggers Union", which is one name."""
    if head.tag_ not in ("NNS", "NNPS") or not is_capital(head) or _next_text(head) != "and":
        return []
    other = next((each for each in children(head, "conj") if each.lower_ in words_of("body")), None)
    if other is None or not is_capital(other) or other.left_edge != head.doc[head.i + 2] or other.i == head.i + 2:
        return []
    return list(head.doc[head.i + 1 : other.i + 1]) if is_capital(head.doc[head.i + 2]) else []


def _lost(head: Token) -> list[Token]:
    """A first word of a name that the parser hangs elsewhere: "Tolliver Regional Hospital"."""
    start = head.left_edge.i
    if start == 0 or not is_capital(head):
        return []
    before, first = head.doc[start - 1], head.doc[start]
    joined = before.pos_ == "PROPN" and before.dep_ in _LOOSE and before.head == head.head
    return [before] if joined and first.pos_ == "PROPN" and before.lower_ not in words_of("calendar") else []


def _partner(head: Token) -> list[Token]:
    """The rest of "Cask & Lantern", which is one name."""
    if _next_text(head) != "&" or not is_capital(head):
        return []
    other = next((each for each in children(head, "conj") if each.i > head.i and is_capital(each)), None)
    return list(head.doc[head.i + 1 : other.i + 1]) if other is not None else []


def _joined_syllable(head: Token) -> list[Token]:
    """The rest of "Seo Min-ah", which the parser takes apart; but not of "Kyiv-led"."""
    rest = head.doc[head.i + 1 : head.i + 3]
    if len(rest) < 2 or rest[0].text != "-" or head.whitespace_ or rest[0].whitespace_ or head.i == head.left_edge.i:
        return []
    syllable = rest[1].text.islower() and len(rest[1].text) < 6 and rest[1].lower_ not in words_of("after-hyphen")
    return list(rest) if syllable and is_capital(head) and is_capital(head.nbor(-1)) else []


def misread_part(head: Token) -> list[Token]:
    """The rest of "Tomas Per Lind", whose second name the parser takes for a preposition."""
    if head.pos_ not in ("PROPN", "NOUN") or not _next_text(head)[:1].isupper() or not head.text[:1].isupper():
        return []
    rest = head.doc[head.i + 1 : head.i + 3]
    if len(rest) < 2 or rest[0].pos_ != "ADP" or not (rest[1].pos_ == "PROPN" or rest[1].text[:1].isupper()):
        return []
    last = rest[1].head if rest[1].dep_ == "compound" and is_capital(rest[1].head) else rest[1]  # "… Gun Violence"
    return list(head.doc[head.i + 1 : max(last.i, rest[1].i) + 1]) if not rest[0].text.isupper() else []


def _next_text(token: Token) -> str:
    return token.nbor(1).text if token.i + 1 < len(token.doc) else ""


def is_partner(token: Token) -> bool:
    """Whether the word belongs to a name before an "&", or before a "Per" that seems a preposition."""
    if token.i < 2 or not token.text[:1].isupper():
        return False
    before = token.nbor(-1)
    if before.text == "&":
        return is_capital(token)
    return before.pos_ == "ADP" and before.text[:1].isupper() and token in misread_part(token.nbor(-2))


def _leads_away(token: Token, head: Token) -> bool:
    """A clause or phrase before the head that is no part of its name."""
    at = token
    while at not in (head, at.head):
        if at.dep_ in ("relcl", "acl", "appos", "conj") and at.i < head.i:
            joined = at.dep_ == "conj" and at.head.dep_ in ("nmod", "compound", "amod", "poss") and at.head.head == head
            return not joined and not (
                at.dep_ == "conj" and is_capital(at) and is_capital(at.head) and is_capital(head)
            )  # "the search and rescue agency"
        at = at.head
    return False


def _tail(head: Token) -> list[Token]:
    found: list[Token] = []
    for link in children(head, "prep"):
        target = child(link, "pobj")
        if _is_within(link, head) and target is not None and is_capital(target) and link.i > head.i:
            found += [token for token in link.subtree if token.i <= _joined_end(target)] + _tail(target)
    return found


def _joined_end(target: Token) -> int:
    """Where the name ends of which this is a part: "Union of Leather and Allied Workers"."""
    other = next((each for each in children(target, "conj") if each.i > target.i), None)
    if other is None or not is_capital(other) or other.text.isupper() or country_called(other.text):
        return target.i
    between = target.doc[target.i + 1 : other.i]
    return other.i if between[:1].text == "and" and all(is_capital(each) for each in between[1:]) else target.i


def _is_within(link: Token, head: Token) -> bool:
    """ "Physicians Across Borders", "the Doctors on the River", "the Institute for …"."""
    if link.text[:1].isupper():
        return not head.doc.user_data.get("title case")
    return link.lower_ in ("of", "for") or (link.lower_ in ("on", "at", "in", "with") and _is_club(head))


def is_capital(token: Token) -> bool:
    """Whether the word is written as a name."""
    if token.doc.user_data.get("title case"):
        return token.text in token.doc.user_data["names"]
    if token.is_sent_start and token.tag_ in ("NN", "NNS", "JJ", "VBG", "VBN", "RB"):
        # "Analysts say …": any word begins a sentence with a capital; "Combs" stands elsewhere with one, too.
        return token.text in token.doc.user_data.get("names", ())
    return token.text[:1].isupper() and (token.pos_ in ("PROPN", "NOUN", "ADJ", "X") or token.tag_.startswith("NN"))


def capitals_within(doc: Doc) -> set[str]:
    """The words of a paragraph that stand with a capital where no sentence or quotation begins."""
    return {
        token.text
        for token in doc
        if token.text[:1].isupper() and not token.is_sent_start and token.i and not token.nbor(-1).is_punct
    }


def is_title_case(doc: Doc) -> bool:
    """Whether a headline Writes Nearly All Its Words So, which tells nothing of names."""
    words = [token for token in doc if token.is_alpha and len(token.text) > 3]
    return len(words) > 3 and sum(token.text[:1].isupper() for token in words) >= 0.8 * len(words)


def text_of(words: list[Token]) -> str:
    """The words as they stand."""
    return "".join(token.text_with_ws for token in words).strip()
