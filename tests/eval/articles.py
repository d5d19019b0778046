"""The figures of our own annotated articles: who said what, stance, speaker, and the pairs that clash."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from tests.eval.scores import Tally
from tests.eval.tokens import Text, Words, f1, roles

Row = dict[str, Any]
_ARTICLE = re.compile(r"^(?:the|a|an|some)\s+", re.IGNORECASE)


def load_gold(path: Path) -> tuple[Row, list[Row], list[Row]]:
    """What is known of the article, its rows and its relations."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    known = next((row for row in rows if row.get("meta")), {})
    return known, [r for r in rows if "stance" in r], [r for r in rows if r.get("relation")]


def tally(text: str, gold: list[Row], relations: list[Row], found: list[Row], pairs: list[Row]) -> Tally:
    """The counts of one article; ``pairs`` are the lines of ``kg conflicts`` and ``kg unresolved``."""
    words = Text(text)
    matches = match(gold, found, words)
    counts: Tally = Counter()
    scored = [row for row in gold if not row.get("narrator") and not row.get("unscored")]
    said = {row["id"]: matches[row["id"]] for row in scored if row["id"] in matches}
    extra = {row["id"] for row in gold if row["id"] in matches} - set(said)
    voiced = [
        row for row in found if row.get("voice", "source") == "source" or row["id"] in {m["id"] for m in said.values()}
    ]
    counts["wanted"], counts["found"] = len(scored), len(voiced) - sum(matches[i] in voiced for i in extra)
    counts["said"] = len(said)
    counts["stance"] = sum(match_["stance"] == row["stance"] for row in scored if (match_ := said.get(row["id"])))
    counts["speaker"] = sum(is_speaker(row, said[row["id"]]) for row in scored if row["id"] in said)
    counts.update(_relations(relations, matches, pairs))
    return counts


def match(gold: list[Row], found: list[Row], words: Text) -> dict[str, Row]:
    """Gold row → the found row that says the same, one to one, best first."""
    made = [(row, roles(row, words)) for row in found]
    weighed = sorted(
        (
            (score, row["id"], n)
            for row in gold
            for n, (each, spans) in enumerate(made)
            if (score := _likeness(row, each, roles(row, words), spans)) > 0
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    matches: dict[str, Row] = {}
    taken: set[int] = set()
    for _, name, n in weighed:
        if name not in matches and n not in taken:
            taken.add(n)
            matches[name] = made[n][0]
    return matches


def _likeness(gold: Row, found: Row, wanted: dict[str, Words], made: dict[str, Words]) -> float:
    """0 for another saying, else how much of the content agrees; the publisher's own words need no source."""
    content = f1(wanted["content"], made["content"])
    if gold.get("narrator"):
        return content if found.get("voice") == "publisher" and content >= 0.3 else 0.0
    if not wanted["source"] & made["source"]:
        return 0.0
    if not wanted["content"]:
        return 1.0 if wanted["cue"] & made["cue"] else 0.0
    return content + 0.01 * bool(wanted["cue"] & made["cue"]) if content >= 0.5 else 0.0


def is_speaker(gold: Row, found: Row) -> bool:
    """Whether the label is the gold's, one of its aliases, or the words of the text."""
    names = {gold["actor"], *gold.get("aliases", [])}
    return normal(found["by_label"]) in {normal(name) for name in names}


def normal(label: str) -> str:
    """A label without article, brackets, case and marks."""
    return re.sub(r"[^\w ]", "", _ARTICLE.sub("", re.sub(r"\(.*?\)", "", label).strip())).casefold().strip()


def _relations(relations: list[Row], matches: dict[str, Row], pairs: list[Row]) -> Tally:
    ids = {row["id"]: name for name, row in matches.items()}
    reported = {
        (frozenset((ids.get(p["a"]["id"], "?" + p["a"]["id"]), ids.get(p["b"]["id"], "?" + p["b"]["id"]))), p["type"])
        for p in pairs
    }
    named = {(frozenset((r["a"], r["b"])), r["kind"]): r for r in relations}
    core = {key for key, row in named.items() if row.get("core")}
    negative = {key for key, row in named.items() if row.get("negative")}
    counts: Tally = Counter()
    counts["core"], counts["core found"] = len(core), len(core & reported)
    counts["forbidden"] = len(negative & reported)
    counts["pairs found"] = len(reported - (set(named) - core - negative))
    return counts
