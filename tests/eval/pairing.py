"""What the machine makes of annotated texts, pair by pair: traits, labels, and what the rules report by themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.conflicts import find_all, load_world
from kg.emit import reading_quads
from kg.iris import article_iri
from kg.model import Article, Reading
from kg.namespaces import BASE
from kg.pipeline.derive import derive
from kg.reading.clashes.company import Saying
from kg.reading.clashes.comparer import saying_ids
from kg.reading.clashes.judging import saying_of
from kg.reading.clashes.linking import linkable
from kg.reading.clashes.sides import sides_of
from kg.reading.clashes.traits import traits_of
from kg.reading.combined import READER, find_attributions_of_both
from kg.reading.network.table import load_tokenizer
from kg.reading.propositions.claims import Claim
from kg.reading.rules import read_attributions
from kg.reading.spans.parse import Parse, parse
from kg.store import open_store
from tests.eval import articles
from tests.eval.passages import Passage, Relation
from tests.eval.tokens import Text, roles

Row = dict[str, Any]
Key = frozenset[str]
LONG = 20
"""From so many sayings on a text is a whole article."""
WITHIN = 0.8
"""How much of an annotated content must stand in the machine's, for the one to say the other too."""


@dataclass
class Judged:
    """The pairs of one text; ``sign`` is + ? - where annotated, 0 where not, and empty where nobody can tell."""

    name: str
    traits: NDArray[np.float32]
    kinds: list[str]
    keys: list[Key]  # the gold's ids, or the machine's where it has none
    signs: list[str]
    wanted: dict[Key, str] = field(default_factory=dict)  # every annotated pair with its sign
    ruled: set[Key] = field(default_factory=set)  # what the rules report
    whole: bool = False  # an article rather than a passage
    pairs: list[tuple[int, int]] = field(default_factory=list)  # the places of both sides in what follows
    pieces: list[list[int]] = field(default_factory=list)  # the word pieces of each saying
    sayings: list[Saying] = field(default_factory=list)

    def side_by_side(self, n: int) -> tuple[list[int], list[int]]:
        """The word pieces of both sides of a pair."""
        one, two = self.pairs[n]
        return self.pieces[one], self.pieces[two]


def judged(passage: Passage) -> Judged:
    """The pairs of an annotated passage."""
    held: list[tuple[Parse, list[Claim]]] = []
    reading = read(passage.text, passage.publisher, passage.published, held)
    parsed, claims = held[0]
    ids = said_in(passage, found_rows(reading))
    wanted = linkable(parsed, claims)
    named = [tuple(ids.get(claims[n].id, ()) for n in each[:2]) for each in wanted]
    signs = signs_of(passage.relations)
    sides = sides_of(parsed, claims)
    keys = [
        strongest(one or ["?" + claims[a].id], two or ["?" + claims[b].id], signs)
        for (one, two), (a, b, _) in zip(named, wanted, strict=True)
    ]
    return Judged(
        name=passage.name,
        traits=traits_of(parsed, sides, wanted),
        kinds=[kind for _, _, kind in wanted],
        keys=keys,
        signs=[signs.get(key, "0") if all(pair) else "" for key, pair in zip(keys, named, strict=True)],
        wanted=signs,
        ruled={strongest(*pair, signs) for pair in reported(reading, ids)},
        whole=len(claims) > LONG,
        pairs=[(a, b) for a, b, _ in wanted],
        pieces=[saying_ids(load_tokenizer(), claim) for claim in claims],
        sayings=[saying_of(side) for side in sides],
    )


def read(text: str, publisher: str, published: str, held: list[tuple[Parse, list[Claim]]]) -> Reading:
    """The Reading that both readers make without the model of clashes; the claims go to ``held``."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(text=text, name="t", sha256=digest, publisher=publisher, published=published)
    parsed = parse(text)
    found = find_attributions_of_both(parsed)
    return read_attributions(article, parsed, found, READER, lambda one, two: held.append((one, two)))


def found_rows(reading: Reading) -> list[Row]:
    """The assertions, as the evaluation of articles wants them."""
    labels = {actor.id: actor.label for actor in reading.actors}
    return [
        {
            "id": each.id,
            "by_label": labels.get(each.by, ""),
            "stance": each.stance,
            "voice": each.voice,
            "source": [[span.start, span.end] for span in each.source],
            "cue": [[span.start, span.end] for span in each.cue],
            "content": [[span.start, span.end] for span in each.quote],
        }
        for each in reading.assertions
    ]


def signs_of(relations: Iterable[Relation]) -> dict[Key, str]:
    """The annotated pairs; one listed twice keeps its strongest sign."""
    found: dict[Key, str] = {}
    for sign, one, two, _ in relations:
        key = frozenset((one, two))
        if key not in found or "+?-".index(sign) < "+?-".index(found[key]):
            found[key] = sign
    return found


def said_in(passage: Passage, found: list[Row]) -> dict[str, list[str]]:
    """The gold's ids of what each of the machine's sayings says: more than one where the annotator split "that … and
    that …"."""
    words = Text(passage.text)
    matches = articles.match(passage.rows, found, words)
    ids = {row["id"]: [name] for name, row in matches.items()}
    made = [(row["id"], roles(row, words)) for row in found]
    for gold in passage.rows:
        wanted = roles(gold, words)
        if gold["id"] in matches or gold.get("narrator") or not wanted["content"]:
            continue
        for name, spans in made:
            inside = len(wanted["content"] & spans["content"]) >= WITHIN * len(wanted["content"])
            if inside and (wanted["source"] & spans["source"] or wanted["cue"] & spans["cue"]):
                ids.setdefault(name, []).append(gold["id"])
    return ids


def strongest(one: Sequence[str], two: Sequence[str], signs: dict[Key, str]) -> Key:
    """Of the pairs that two sayings may stand for the one that is told of, the surest before the others."""
    keys = [frozenset((left, right)) for left in one for right in two]
    return min(keys, key=lambda key: "+?-".find(signs[key]) if key in signs else len(signs))


def reported(reading: Reading, ids: dict[str, list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    """The pairs that the conflict rules find in a Reading, each side as what it may say."""
    with open_store() as store:
        store.replace({article_iri(reading.article): reading_quads(reading)})
        derive(store, BASE)
        hits = find_all(load_world(store))
    for hit in hits:
        one, two = (ids.get(side.id, ["?" + side.id]) for side in (hit.a, hit.b))
        yield one, two


def own_article(folder: Path) -> Passage:
    """One of our whole annotated articles, as a passage."""
    known, rows, relations = articles.load_gold(folder / "gold.jsonl")
    text = (folder / "article.txt").read_bytes().decode()
    pairs = [
        ("+" if r.get("core") else "-" if r.get("negative") else "?", r["a"], r["b"], (r["kind"],)) for r in relations
    ]
    return Passage(folder.name, known.get("publisher", ""), known.get("published", ""), text, rows, pairs)
