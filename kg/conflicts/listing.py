"""Conflicts as records and as words, for those who print them."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill
from typing import Any

from kg.conflicts.table import RULE_BY_NAME
from kg.conflicts.wording import STANCE_WORDS
from kg.conflicts.world import World
from kg.model import AssertionView, Conflict

SIDE_COLUMNS = "id by_label stance quote doc start end sentence date reader unchecked".split()
COLUMNS = [*"id type rule question why".split(), *(f"{side}_{name}" for side in "ab" for name in SIDE_COLUMNS)]


def select_about(hits: Iterable[Conflict], world: World, entity: str) -> list[Conflict]:
    """The pairs in dispute about a canonical entity: the claim, what either side says, or a part of these."""
    return [
        hit for hit in hits if any(entity in world.about(p) for p in (hit.proposition, hit.a.content, hit.b.content))
    ]


def conflict_record(hit: Conflict) -> dict[str, Any]:
    """A pair as it stands in a line of JSON."""
    return {
        "id": hit.id,
        "type": hit.type,
        "rule": hit.rule,
        "question": hit.question,
        "why": hit.why,
        "a": _side(hit.a),
        "b": _side(hit.b),
    }


def conflict_row(hit: Conflict) -> list[str]:
    """A pair as a row under COLUMNS."""
    record = conflict_record(hit)
    ends = [_cell(record[side][name]) for side in "ab" for name in SIDE_COLUMNS]
    return [*(record[name] for name in COLUMNS[:5]), *ends]


def side_in_words(side: AssertionView) -> str:
    """Who does what, with a mark on what nobody has checked: "Russia affirms (machine-read, unchecked)"."""
    verb = STANCE_WORDS[side.stance][side.by_type == "CollectiveSource"]
    sure = f", {side.certainty.lower()}" if side.certainty not in {"", "Certain"} else ""
    return f"{side.by_label} {verb}{sure}" + (" (machine-read, unchecked)" if side.unchecked else "")


def explain(hit: Conflict) -> str:
    """In plain words why a pair is listed, what would end that, and what the rule does not claim."""
    rule = RULE_BY_NAME[hit.rule]
    sides = [hit.a] if hit.a.iri == hit.b.iri else [hit.a, hit.b]
    blocks = [
        f"{hit.type} [{hit.id}]: {hit.question}",
        fill(hit.why, 100, break_on_hyphens=False),
        *(_saying(side) for side in sides),
        _about_rule(f"Why it is listed (rule {rule.name})", rule.says),
        _about_rule("What would make it go away", rule.ends),
        _about_rule("What the rule does not say", f"It does not say {rule.silent_on}"),
    ]
    return "\n\n".join(blocks) + "\n"


def find_by_id(hits: Iterable[Conflict], name: str) -> Conflict | None:
    """The pair with that id, with or without its "c-"; an id that was lengthened answers to no shorter one."""
    wanted = name.strip().lower().removeprefix("c-")
    return next((hit for hit in hits if hit.id == f"c-{wanted}"), None)


def _side(side: AssertionView) -> dict[str, Any]:
    record: dict[str, Any] = {name: getattr(side, name) for name in SIDE_COLUMNS}
    record["spans"] = [[span.start, span.end] for span in side.spans]
    return record


def _cell(value: object) -> str:
    """The value in words; the only yes or no is whether a machine's reading is unchecked."""
    return ("unchecked" if value else "") if isinstance(value, bool) else str(value)


def _saying(side: AssertionView) -> str:
    place = f"{side.doc}, characters {side.start} to {side.end}" + (f", {side.date}" if side.date else "")
    return "\n".join(
        [
            f"{side_in_words(side)} [{side.id}]",
            _indented(f"“{side.quote}”"),
            _indented(f"In the text: {side.sentence}"),
            f"  {place}; read by {side.reader or 'an unknown reader'}",
        ]
    )


def _about_rule(heading: str, text: str) -> str:
    return f"{heading}:\n" + _indented(text)


def _indented(text: str) -> str:
    return fill(text, 100, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False, break_long_words=False)
