"""The rows of the table: families of words, words of one sense, kinds of a thing, opposites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from tests.wordnet.database import PERSON, Database

HEADER = "relation\tword\twords"
Row = tuple[str, str, str]
_LIGHT = frozenset(
    "v:be v:have v:do v:make v:take v:get v:give v:go v:come v:put v:set v:keep v:let v:turn v:hold v:bring v:see "
    "v:say v:tell v:seem v:become v:use v:want v:need v:like v:look v:feel v:think v:know v:try v:happen v:occur "
    "v:show v:mean v:begin v:start v:call v:ask v:work v:live v:exist v:consist n:thing n:way n:man n:people n:time "
    "n:day n:year n:part n:kind n:sort n:form n:person n:individual n:something n:someone n:fact n:act n:action "
    "n:activity n:event n:state n:condition n:quality n:property n:unit n:group n:one n:number n:amount n:quantity "
    "n:being n:life n:place n:point n:area n:matter a:other a:new a:good a:same a:such a:many a:more a:much".split()
)
"""Words that stand for nearly anything: no row is made for them, and no word is of their kind."""
_ENDINGS = ("tion", "sion", "ment", "ing", "al", "age", "ance", "ence", "ure", "ility", "ism")
"""Nouns of acts are kept even where WordNet's texts, of the 1960s, do not hold them."""
_TOO_WIDE = 90
_RARE = 3


def rows(data: Database) -> Iterator[Row]:
    """All rows, sorted within each relation; words are written with their part of speech, "v:evacuate"."""
    heads = _families(data)
    members: dict[str, list[str]] = defaultdict(list)
    for word, head in sorted(heads.items()):
        members[head].append(word)
    for head, words in sorted(members.items()):
        if len(words) > 1:
            yield "family", head, " ".join(each for each in words if each != head)
    for relation, found in (("same", _same(data)), ("kind", _kinds(data)), ("opposite", _opposites(data))):
        for head in sorted(found):
            words = sorted({heads.get(each, each) for each in found[head]} - {heads.get(head, head)})
            if words:
                yield relation, head, " ".join(words)


def _words(data: Database) -> list[str]:
    """Words in use: met in counted texts, of one word or a verb with a particle, no names and no numbers."""
    return [
        word
        for word, senses in sorted(data.senses.items())
        if data.seen(word)
        and word[2:].replace("_", "").replace("-", "").isalpha()
        and (word.count("_") == 0 or (word[0] == "v" and word.count("_") == 1))
        and not any(pointer.symbol == "@i" for pointer in data.synsets[senses[0]].pointers)
    ]


def _families(data: Database) -> dict[str, str]:
    """Of each word of a family its head, a verb where it has one: "evacuation" → "evacuate"."""
    up: dict[str, str] = {}

    def top(word: str) -> str:
        while up.setdefault(word, word) != word:
            word = up[word]
        return word

    for one, two in _derived(data):
        left, right = sorted((top(one), top(two)))
        up[right] = left
    members: dict[str, list[str]] = defaultdict(list)
    for word in up:
        members[top(word)].append(word)
    heads = {}
    for words in members.values():
        head = min(words, key=lambda word: (word[0] != "v", -data.seen(word), word))
        heads.update({word: head for word in words if data.seen(word) or word == head or word.endswith(_ENDINGS)})
    return heads


def _derived(data: Database) -> Iterator[tuple[str, str]]:
    """Pairs of words that WordNet derives from each other in their main senses and that look it; no people.

    "Operator" is left out: who operates is not an operation.
    """
    for word, senses in sorted(data.senses.items()):
        for n, key in enumerate(senses[:3]):
            synset = data.synsets[key]
            for pointer in synset.pointers:
                if pointer.symbol != "+" or pointer.target not in data.synsets:
                    continue
                target = data.synsets[pointer.target]
                other = target.words[pointer.word - 1]
                if synset.words[pointer.source - 1] == word and PERSON not in (synset.file, target.file):
                    rank = data.senses[other].index(pointer.target) if other in data.senses else 9
                    if _is_near(word, other, n, rank) and data.seen(word) + data.seen(other):
                        yield word, other


def _is_near(word: str, other: str, one: int, two: int) -> bool:
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word[2:], other[2:], strict=False)))
    short = min(len(word), len(other)) - 2
    looks = common >= 3 and common >= 0.6 * short
    return looks and min(one, two) == 0 and (max(one, two) <= 1 or (max(one, two) == 2 and common >= 5))


def _main_senses(data: Database, word: str) -> list[str]:
    """The first sense, and the second where it makes up much of the word's use."""
    senses = data.senses[word]
    return [*senses[:1], *(senses[1:2] if len(senses) > 1 and data.share(word, 1) >= 0.3 else ())]


def _same(data: Database) -> dict[str, set[str]]:
    """Of each word the words that share its main senses: "remove" is "take" or "withdraw", not the other way round."""
    found: dict[str, set[str]] = {}
    for word in _words(data):
        if word not in _LIGHT:
            found[word] = {
                other
                for key in _main_senses(data, word)
                for other in data.synsets[key].words
                if other != word and data.seen(other) >= _RARE and other.count("_") <= 1 and data.seen(word) >= _RARE
            }
    return found


def _kinds(data: Database) -> dict[str, set[str]]:
    """Of each word for a kind of thing or act the words up to three steps below it: of "weapon" "rifle"."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in _words(data):
        at = data.senses[word][0]
        for _ in range(3 if word[0] == "n" else 1):
            above = next((pointer.target for pointer in data.synsets[at].pointers if pointer.symbol == "@"), "")
            if not above:
                break
            at = above
            for kind in data.synsets[at].words:
                if kind.count("_") == 0 and kind not in _LIGHT and data.senses.get(kind, ("",))[0] == at:
                    found[kind].update({word} if data.seen(word) >= _RARE else ())
    return {kind: words for kind, words in found.items() if len(words) <= _TOO_WIDE and data.seen(kind) >= _RARE}


def _opposites(data: Database) -> dict[str, set[str]]:
    """Of each word its opposites in main senses: "safe" and "unsafe", "rise" and "fall"."""
    found: dict[str, set[str]] = defaultdict(set)
    for word, senses in sorted(data.senses.items()):
        for key in senses[:2]:
            synset = data.synsets[key]
            for pointer in synset.pointers:
                if (
                    pointer.symbol == "!"
                    and pointer.target in data.synsets
                    and synset.words[pointer.source - 1] == word
                ):
                    other = data.synsets[pointer.target].words[pointer.word - 1]
                    known = other in data.senses and pointer.target in data.senses[other][:2]
                    if known and data.seen(word) + data.seen(other) >= _RARE and "_" not in word + other:
                        found[min(word, other)].add(max(word, other))
    return found
