"""The files of WordNet 3.0 as words, senses and the pointers between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

FILES = {"n": "noun", "v": "verb", "a": "adj"}
_POS_OF_KEY = {"1": "n", "2": "v", "3": "a", "5": "a"}
PERSON = 18
"""The number of the lexicographer's file of nouns for people."""


@dataclass(frozen=True)
class Pointer:
    """A relation of a synset, or of one of its words if ``source`` is above 0, to another."""

    symbol: str
    target: str
    source: int
    word: int


@dataclass(frozen=True)
class Synset:
    """Words of one sense; ``file`` tells its field (people, places, acts)."""

    words: tuple[str, ...]
    file: int
    pointers: tuple[Pointer, ...]


@dataclass
class Database:
    """All synsets by part of speech and offset; of each word its senses, commonest first, and how often each is met."""

    synsets: dict[str, Synset] = field(default_factory=dict)
    senses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def share(self, word: str, number: int) -> float:
        """How much of a word's use falls to the sense with that number (from 0); the first gets all if unknown."""
        found = [self.counts.get((word, n + 1), 0) for n in range(len(self.senses[word]))]
        return found[number] / sum(found) if sum(found) else float(number == 0)

    def seen(self, word: str) -> int:
        """How often the word is met in the texts that WordNet counted."""
        return sum(self.counts.get((word, n + 1), 0) for n in range(len(self.senses.get(word, ()))))


def read(folder: Path) -> Database:
    """The database in the folder."""
    found = Database()
    for pos, name in FILES.items():
        for line in _lines(folder / f"data.{name}"):
            key, synset = _synset(pos, line)
            found.synsets[key] = synset
        for line in _lines(folder / f"index.{name}"):
            parts = line.split()
            offsets = parts[6 + int(parts[3]) :]
            found.senses[f"{pos}:{parts[0]}"] = tuple(pos + each for each in offsets)
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, number, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest[0] in _POS_OF_KEY:
            found.counts[f"{_POS_OF_KEY[rest[0]]}:{lemma}", int(number)] = int(count)
    return found


def _lines(path: Path) -> list[str]:
    """The lines after the licence, which is indented."""
    return [line for line in path.read_text(encoding="ascii").splitlines() if not line.startswith("  ")]


def _synset(pos: str, line: str) -> tuple[str, Synset]:
    parts = line.partition(" | ")[0].split()
    count = int(parts[3], 16)
    words = tuple(f"{pos}:{parts[4 + 2 * n].partition('(')[0].lower()}" for n in range(count))
    at = 5 + 2 * count
    pointers = []
    for n in range(int(parts[at - 1])):
        symbol, target, kind, ends = parts[at + 4 * n : at + 4 * n + 4]
        pointers.append(Pointer(symbol, kind.replace("s", "a") + target, int(ends[:2], 16), int(ends[2:], 16)))
    return pos + parts[0], Synset(words, int(parts[1]), tuple(pointers))
