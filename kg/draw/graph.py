"""Lays out the node-link view: three columns of labelled nodes and the curves between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import networkx as nx
from msgspec import Struct
from msgspec.structs import replace

from kg.draw.bands import MARGIN, WIDTH
from kg.draw.boxes import TONES, line, wrap
from kg.draw.layout import MOST_BOXES
from kg.draw.network import COLUMNS, Kind, arrange, build_network
from kg.draw.nodes import write_node
from kg.draw.sheet import Line, Tone
from kg.draw.text import make_inert
from kg.draw.words import Mark
from kg.model import Conflict

TITLE: Final = "Speakers, sayings and contradictions"
_PLACES: Final = ((MARGIN, 185.0), (285.0, 335.0), (700.0, WIDTH - MARGIN - 700.0))
"""Left edge and width of each column."""
_GAP: Final = 12.0


class PlacedNode(Struct, frozen=True, kw_only=True):
    """One node of the subgraph, with its label inside."""

    iri: str
    id: str
    kind: Kind
    x: float
    y: float
    w: float
    h: float
    lines: tuple[Line, ...]
    tone: Tone
    dashed: bool
    summary: str
    mark: Mark | None
    near: tuple[
        str, ...
    ] = ()  # ids of the nodes it is joined to, and of those that these are joined to through a conflict


class PlacedEdge(Struct, frozen=True, kw_only=True):
    """One edge, as a curve."""

    ends: tuple[str, str]
    path: str
    tone: Tone
    dashed: bool


class Graph(Struct, frozen=True, kw_only=True):
    """The whole view."""

    width: float
    height: float
    title: str
    summary: str
    lines: tuple[Line, ...]
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]
    shown: int
    total: int


def lay_out_graph(
    conflicts: Iterable[Conflict], *, about: str = "", reason: str = "", limit: int = MOST_BOXES
) -> Graph:
    """The node-link view of the given conflicts and unresolved pairs; the arguments are those of the sheet."""
    network, total = build_network(conflicts, limit)
    title = TITLE + (f" about {make_inert(about)}" if about else "")
    summary = _summary(network, total)
    lines, y = _top([title], [summary, "" if network else reason])
    nodes: dict[str, PlacedNode] = {}
    for part in arrange(network):
        placed, y = _place_part(network, part, y, len(nodes) + 1)
        nodes |= {node.iri: node for node in placed}
    return Graph(
        width=WIDTH, height=round(y + 10), title=title, summary=summary, lines=lines,
        nodes=tuple(_joined(node, network, nodes) for node in nodes.values()), edges=_edges(network, nodes),
        shown=len(nodes), total=total,
    )  # fmt: skip


def _summary(network: nx.Graph, total: int) -> str:
    if not network:
        return "No conflicts found"
    kinds = [network.nodes[node]["vertex"].kind for node in network]
    counts = [f"{kinds.count(kind)} {word}" for kind, word in (
        ("speaker", "speakers"), ("assertion", "sayings"), ("conflict", "pairs"), ("proposition", "propositions"),
    )]  # fmt: skip
    cut = (
        f" · {len(network):,} of {total:,} nodes shown, conflicts before unresolved pairs"
        if len(network) < total
        else ""
    )
    return " · ".join(counts) + cut


def _top(titles: Sequence[str], notes: Sequence[str]) -> tuple[tuple[Line, ...], float]:
    lines, y = [], 10.0
    for title in titles:
        for text in wrap(title, "title", WIDTH - 2 * MARGIN, 2):
            y += 25
            lines.append(line(text, "title", MARGIN, y))
    for note in filter(None, notes):
        for text in wrap(note, "note", WIDTH - 2 * MARGIN, 3):
            y += 20
            lines.append(line(text, "note", MARGIN, y, "soft"))
    return tuple(lines), y + 18


def _place_part(
    network: nx.Graph, part: Sequence[Sequence[str]], y: float, first: int
) -> tuple[list[PlacedNode], float]:
    """One connected part below ``y``, the shorter columns centred against the longest, and where it ends."""
    columns = [[_node(network, iri) for iri in column] for column in part]
    height = max(sum(node.h + _GAP for node in column) for column in columns)
    placed: list[PlacedNode] = []
    for column in columns:
        top = y + (height - sum(node.h + _GAP for node in column)) / 2
        for node in column:
            shift = round(top, 1)
            lines = tuple(replace(each, x=round(each.x + node.x, 1), y=round(each.y + shift, 1)) for each in node.lines)
            placed.append(replace(node, id=f"n{first + len(placed)}", y=shift, lines=lines))
            top += node.h + _GAP
    return placed, y + height + 14


def _node(network: nx.Graph, iri: str) -> PlacedNode:
    vertex = network.nodes[iri]["vertex"]
    x, width = _PLACES[COLUMNS[vertex.kind]]
    label = write_node(vertex, width)
    tone: Tone = "soft"
    if vertex.kind == "conflict":
        tone = "doubts" if vertex.dashed else "conflict"
    elif label.mark:
        tone = TONES[vertex.role]
    return PlacedNode(
        iri=iri, id="", kind=vertex.kind, x=x, y=0, w=width, h=label.height, lines=label.lines, tone=tone,
        dashed=vertex.dashed, summary=label.summary, mark=label.mark,
    )  # fmt: skip


def _joined(node: PlacedNode, network: nx.Graph, nodes: dict[str, PlacedNode]) -> PlacedNode:
    """The node, told which others belong to it: its neighbours, and the other side of its conflicts."""
    near = dict.fromkeys(network.neighbors(node.iri))
    for neighbour in list(near):
        if nodes[neighbour].kind == "conflict":
            near |= dict.fromkeys(network.neighbors(neighbour))
    return replace(node, near=tuple(nodes[iri].id for iri in near if iri != node.iri))


def _edges(network: nx.Graph, nodes: dict[str, PlacedNode]) -> tuple[PlacedEdge, ...]:
    edges = []
    for one, other in network.edges:
        left, right = sorted((nodes[one], nodes[other]), key=lambda node: node.x)
        conflict = next((node for node in (left, right) if node.kind == "conflict"), None)
        edges.append(
            PlacedEdge(
                ends=(left.id, right.id), path=_curve(left, right), tone=conflict.tone if conflict else "soft",
                dashed=bool(conflict and conflict.dashed),
            )
        )  # fmt: skip
    return tuple(sorted(edges, key=lambda edge: (int(edge.ends[0][1:]), int(edge.ends[1][1:]))))


def _curve(left: PlacedNode, right: PlacedNode) -> str:
    """From the middle of the one's right edge to the middle of the other's left edge."""
    x1, y1, x2, y2 = left.x + left.w, left.y + left.h / 2, right.x, right.y + right.h / 2
    middle = (x1 + x2) / 2
    return f"M{x1:.6g} {y1:.6g}C{middle:.6g} {y1:.6g} {middle:.6g} {y2:.6g} {x2:.6g} {y2:.6g}"
