"""The contradiction subgraph: speakers, their sayings, and the conflicts and propositions that these bear on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, Literal

import networkx as nx
from msgspec import Struct

from kg.draw.disputes import find_disputes
from kg.draw.words import Role, is_unresolved, kind_of, label_of
from kg.model import AssertionView, Conflict

Kind = Literal["speaker", "assertion", "conflict", "proposition"]

COLUMNS: Final[dict[Kind, int]] = {"speaker": 0, "assertion": 1, "conflict": 2, "proposition": 2}
"""No edge runs within a column or past one, so none runs behind a node."""
_SWEEPS: Final = 8


class Vertex(Struct, frozen=True, kw_only=True):
    """What a node of the subgraph stands for."""

    kind: Kind
    text: str
    view: AssertionView | None = None  # of an assertion; of a speaker, one of theirs
    role: Role = "asserts"
    dashed: bool = False  # of a conflict: unresolved or undercut


def build_network(conflicts: Iterable[Conflict], limit: int) -> tuple[nx.Graph, int]:
    """The subgraph of at most ``limit`` nodes, conflicts before unresolved pairs, and how many nodes there would be.

    Every node has an attribute ``vertex``, every edge an attribute ``meaning`` (by, content, between).
    """
    pairs = sorted(conflicts, key=lambda pair: (is_unresolved(pair), pair.a.doc, pair.a.start, pair.b.start, pair.id))
    roles = {node.view.iri: node.role for dispute in find_disputes(pairs).disputes for node in dispute.nodes}
    whole, graph = nx.Graph(), nx.Graph()
    for pair in pairs:
        piece = _piece(pair, roles)
        whole.update(piece)
        if len(graph) + sum(node not in graph for node in piece) <= limit:
            graph.update(piece)
    return graph, len(whole)


def _piece(pair: Conflict, roles: dict[str, Role]) -> nx.Graph:
    """One pair with its two speakers and what they speak of."""
    piece = nx.Graph()
    dashed = kind_of(pair) in {"unresolved", "undercut"}
    piece.add_node(pair.id, vertex=Vertex(kind="conflict", text=label_of(pair), dashed=dashed))
    for view in (pair.a, pair.b):
        speaker = view.entity or view.by
        piece.add_node(view.iri, vertex=Vertex(kind="assertion", text=view.quote, view=view, role=roles[view.iri]))
        piece.add_node(speaker, vertex=Vertex(kind="speaker", text=view.by_label, view=view))
        piece.add_edge(speaker, view.iri, meaning="by")
        piece.add_edge(view.iri, pair.id, meaning="between")
        if view.content:
            piece.add_node(view.content, vertex=Vertex(kind="proposition", text=view.text))
            piece.add_edge(view.iri, view.content, meaning="content")
    return piece


def arrange(graph: nx.Graph) -> list[list[list[str]]]:
    """The nodes of every connected part in three columns, each ordered so that few edges cross.

    Source: the barycentre method of Sugiyama, Tagawa and Toda (1981), with a fixed number of sweeps.
    """
    found = list(graph.nodes)  # in the order in which the pairs brought them
    parts = sorted(
        (sorted(part, key=found.index) for part in nx.connected_components(graph)), key=lambda p: found.index(p[0])
    )
    return [_order(graph, part) for part in parts]


def _order(graph: nx.Graph, part: Sequence[str]) -> list[list[str]]:
    columns: list[list[str]] = [[], [], []]
    for node in part:
        columns[COLUMNS[graph.nodes[node]["vertex"].kind]].append(node)
    for sweep in range(_SWEEPS):
        order = [0, 1, 2] if sweep % 2 == 0 else [2, 1, 0]
        for fixed, moved in pairwise(order):
            place = {node: rank / len(columns[fixed]) for rank, node in enumerate(columns[fixed])}
            columns[moved].sort(key=lambda node: _centre(graph, node, place))
    return columns


def _centre(graph: nx.Graph, node: str, place: dict[str, float]) -> float:
    """The mean place of a node's neighbours in the fixed column."""
    near = [place[other] for other in graph.neighbors(node) if other in place]
    return round(sum(near) / len(near), 6) if near else 0.5
