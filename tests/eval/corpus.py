"""The figures of the attribution corpus: exact fragments by role, whole attributions, who said what."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.eval.scores import Tally
from tests.eval.tokens import Text, Words, f1, roles

Row = dict[str, Any]
ROLES = ("cue", "content", "source")


def tally(text: str, gold: list[Row], found: list[Row]) -> Tally:
    """The counts of one document."""
    words = Text(text)
    counts: Tally = Counter()
    for role in ROLES:
        wanted, made = _fragments(gold, role, words), _fragments(found, role, words)
        counts[f"{role} wanted"] += sum(wanted.values())
        counts[f"{role} found"] += sum(made.values())
        counts[f"{role} exact"] += sum((wanted & made).values())
    golds, founds = [roles(row, words) for row in gold], [roles(row, words) for row in found]
    counts["wanted"], counts["found"] = len(golds), len(founds)
    for one, two in _aligned(golds, founds):
        counts["strict"] += one == two
        counts["wsw"] += is_right(one, two)
    return counts


def _fragments(rows: list[Row], role: str, words: Text) -> Counter[Words]:
    return Counter(found for row in rows for span in row.get(role) or [] if (found := words.of([span])))


def _aligned(
    golds: list[dict[str, Words]], founds: list[dict[str, Words]]
) -> list[tuple[dict[str, Words], dict[str, Words]]]:
    """Pairs one to one, greedily by shared words; a pair shares a word of cue or content."""
    weighed = sorted(
        (
            (
                6 * len(two["cue"] & one["cue"])
                + len(two["content"] & one["content"])
                + 0.5 * len(two["source"] & one["source"]),
                i,
                j,
            )
            for i, two in enumerate(founds)
            for j, one in enumerate(golds)
            if two["cue"] & one["cue"] or two["content"] & one["content"]
        ),
        reverse=True,
    )
    pairs, left, right = [], set[int](), set[int]()
    for _, i, j in weighed:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((golds[j], founds[i]))
    return pairs


def is_right(gold: dict[str, Words], found: dict[str, Words]) -> bool:
    same = bool(gold["source"] & found["source"]) or not (gold["source"] or found["source"])
    return same and f1(gold["content"], found["content"]) >= 0.5
