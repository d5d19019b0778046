"""Rules that find the pairs of assertions which clash, or of which one leaves the other unanswered.

Seven types of conflict and the unresolved pairs, each found by a rule stated in RULES, never by a model's opinion.
Nothing is ranked as true: a conflict shows both sides.
"""

from __future__ import annotations

from kg.conflicts.findings import Finding, Rule
from kg.conflicts.hits import find_all, find_conflicts, find_unresolved
from kg.conflicts.inferred import conflict_quads, infer
from kg.conflicts.listing import (
    COLUMNS,
    conflict_record,
    conflict_row,
    explain,
    find_by_id,
    select_about,
    side_in_words,
)
from kg.conflicts.load import load_world
from kg.conflicts.status import proposition_status
from kg.conflicts.table import CONFLICT_TYPES, RULE_BY_NAME, RULES, UNRESOLVED
from kg.conflicts.world import World

__all__ = [
    "COLUMNS",
    "CONFLICT_TYPES",
    "RULES",
    "RULE_BY_NAME",
    "UNRESOLVED",
    "Finding",
    "Rule",
    "World",
    "conflict_quads",
    "conflict_record",
    "conflict_row",
    "explain",
    "find_all",
    "find_by_id",
    "find_conflicts",
    "find_unresolved",
    "infer",
    "load_world",
    "proposition_status",
    "select_about",
    "side_in_words",
]
