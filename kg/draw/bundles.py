"""Gathers the pairs of a band into wires: all pairs of one assertion that mean the same share one.

A stub leaves the assertion (the hub) and carries the label, a trunk runs down a lane of its own, and a branch leaves it
for every other side. So three contradictions of one denial need one word, not three.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from kg.draw.boxes import wrap
from kg.draw.disputes import Edge

Side = Literal["left", "right"]

LABEL_ROOM: Final = 106.0
"""Width of the strip beside the hubs' column that is kept free for labels."""
LABEL_STEP: Final = 13.0
PORT_EDGE: Final = 13.0
"""From a box's corner to the first wire that leaves it."""
_BRANCH_ROOM: Final = 10.0


class Bundle(Struct, frozen=True, kw_only=True):
    """Pairs that share a wire: the hub, the others, and what the wire says."""

    hub: int
    others: tuple[int, ...]
    label: tuple[str, ...]  # in lines
    dashed: bool
    at_hub: bool  # whether the hub's end has an arrowhead
    at_others: bool

    @property
    def members(self) -> tuple[int, ...]:
        return (self.hub, *self.others)

    def room(self, number: int) -> float:
        """How far the wire's end at a box keeps from the next one above it: a label stands above the hub's."""
        return LABEL_STEP * len(self.label) + 7 if number == self.hub else _BRANCH_ROOM


def bundle_edges(edges: Sequence[Edge], sides: dict[int, Side]) -> tuple[Side, list[Bundle]]:
    """The column next to which labels stand, the one that needs fewer of them, and the wires of a band."""
    drawn = [edge for edge in edges if edge.a in sides and edge.b in sides]
    right, left = _bundles(drawn, sides, "right"), _bundles(drawn, sides, "left")
    return ("left", left) if len(left) < len(right) else ("right", right)


def _bundles(edges: Sequence[Edge], sides: dict[int, Side], side: Side) -> list[Bundle]:
    groups: dict[tuple[int, str, bool, bool, bool], list[int]] = {}
    for edge in edges:
        a_is_hub = sides[edge.a] == side
        hub, other = (edge.a, edge.b) if a_is_hub else (edge.b, edge.a)
        at_a, at_b = edge.arrow in {"both", "a"}, edge.arrow in {"both", "b"}
        ends = (at_a, at_b) if a_is_hub else (at_b, at_a)
        groups.setdefault((hub, edge.label, edge.dashed, *ends), []).append(other)
    return [_bundle(key, others) for key, others in groups.items()]


def _bundle(key: tuple[int, str, bool, bool, bool], others: Sequence[int]) -> Bundle:
    hub, label, dashed, at_hub, at_others = key
    lines = tuple(wrap(label, "label", LABEL_ROOM - 4, 2))
    return Bundle(hub=hub, others=tuple(others), label=lines, dashed=dashed, at_hub=at_hub, at_others=at_others)


def needed_height(number: int, bundles: Sequence[Bundle]) -> float:
    """How high a box must be for the wires that end at it."""
    rooms = [bundle.room(number) for bundle in bundles if number in bundle.members]
    return sum(rooms) + 2 * PORT_EDGE
