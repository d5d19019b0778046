"""Gathers the pairs of a band into wires: pairs that mean the same share one, so that a band stays readable.

A stub leaves an assertion in the one column (a hub) and carries the label, a trunk runs down a lane of its own, and
branches leave it for the assertions in the other column. So three contradictions of one denial need one word, not
three, and five figures that all clash need one trunk, not ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import networkx as nx
from msgspec import Struct

from kg.draw.boxes import wrap
from kg.draw.disputes import Edge

Side = Literal["left", "right"]
Meaning = tuple[str, bool, bool, bool]
"""Label, dashed, arrowheads at the hubs, arrowheads at the others."""

LABEL_ROOM: Final = 106.0
"""Width of the strip beside the hubs' column that is kept free for labels."""
LABEL_STEP: Final = 13.0
PORT_EDGE: Final = 13.0
"""From a box's corner to the first wire that leaves it."""
_BRANCH_ROOM: Final = 10.0


class Bundle(Struct, frozen=True, kw_only=True):
    """Pairs that share a wire: every hub is paired with every other."""

    hubs: tuple[int, ...]
    others: tuple[int, ...]
    label: tuple[str, ...]  # in lines
    dashed: bool
    at_hubs: bool  # whether there are arrowheads at the hubs
    at_others: bool

    @property
    def members(self) -> tuple[int, ...]:
        return (*self.hubs, *self.others)

    def room(self, number: int) -> float:
        """How far the wire's end at a box keeps from the next one above it: a label stands above a hub's."""
        return LABEL_STEP * len(self.label) + 7 if number in self.hubs else _BRANCH_ROOM


def bundle_edges(edges: Sequence[Edge], sides: dict[int, Side]) -> tuple[Side, list[Bundle]]:
    """The column next to which labels stand, the one that needs fewer of them, and the wires of a band."""
    drawn = [edge for edge in edges if edge.a in sides and edge.b in sides and edge.a != edge.b]
    right, left = _bundles(drawn, sides, "right"), _bundles(drawn, sides, "left")
    return ("left", left) if _labels(left) < _labels(right) else ("right", right)


def _labels(bundles: Iterable[Bundle]) -> int:
    return sum(len(bundle.hubs) for bundle in bundles)


def _bundles(edges: Sequence[Edge], sides: dict[int, Side], side: Side) -> list[Bundle]:
    """The pairs in which all clash with all first, then those that have their other ends in common."""
    cliques = _cliques(edges, sides, side)
    within = [set(clique.members) for clique in cliques]
    rest = [edge for edge in edges if not (edge.arrow == "both" and any({edge.a, edge.b} <= each for each in within))]
    stars: dict[tuple[int, Meaning], list[int]] = {}
    for edge in rest:
        a_is_hub = sides[edge.a] == side
        hub, other = (edge.a, edge.b) if a_is_hub else (edge.b, edge.a)
        at_a, at_b = edge.arrow in {"both", "a"}, edge.arrow in {"both", "b"}
        ends = (at_a, at_b) if a_is_hub else (at_b, at_a)
        stars.setdefault((hub, (edge.label, edge.dashed, *ends)), []).append(other)
    shared: dict[tuple[tuple[int, ...], Meaning], list[int]] = {}
    for (hub, meaning), others in stars.items():
        shared.setdefault((tuple(sorted(others)), meaning), []).append(hub)
    return [*cliques, *(_bundle(hubs, others, meaning) for (others, meaning), hubs in shared.items())]


def _cliques(edges: Sequence[Edge], sides: dict[int, Side], side: Side) -> list[Bundle]:
    """Three or more assertions of which each clashes with each, in the same way."""
    found = []
    for meaning in sorted({(edge.label, edge.dashed, True, True) for edge in edges if edge.arrow == "both"}):
        graph = nx.Graph((e.a, e.b) for e in edges if (e.label, e.dashed, e.arrow) == (*meaning[:2], "both"))
        for members in sorted(map(sorted, nx.connected_components(graph))):
            count = len(members)
            hubs = [number for number in members if sides[number] == side] or members[:1]
            if count > 2 and graph.subgraph(members).size() == count * (count - 1) // 2:
                found.append(_bundle(hubs, [number for number in members if number not in hubs], meaning))
    return found


def _bundle(hubs: Sequence[int], others: Sequence[int], meaning: Meaning) -> Bundle:
    label, dashed, at_hubs, at_others = meaning
    lines = tuple(wrap(label, "label", LABEL_ROOM - 4, 2))
    return Bundle(
        hubs=tuple(hubs), others=tuple(others), label=lines, dashed=dashed, at_hubs=at_hubs, at_others=at_others
    )  # fmt: skip


def needed_height(number: int, bundles: Sequence[Bundle]) -> float:
    """How high a box must be for the wires that end at it."""
    rooms = [bundle.room(number) for bundle in bundles if number in bundle.members]
    return sum(rooms) + 2 * PORT_EDGE
