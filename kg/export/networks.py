"""The network of speakers, assertions, propositions and conflicts, for graph programs."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import networkx as nx

from kg.export.graph import to_networkx
from kg.export.selection import Selection
from kg.store import Store

ATTRIBUTES = ("label", "type", "speaker", "stance", "quote")
"""What every node and edge carries, as strings; empty where it does not apply."""


def network(store: Store, selection: Selection) -> nx.MultiDiGraph:
    """The network cut to the selection, with exactly ATTRIBUTES on nodes and edges, in sorted order."""
    whole = to_networkx(store)
    graph = nx.MultiDiGraph()
    kept = [node for node in sorted(whole) if selection.core is None or node in selection.core]
    graph.add_nodes_from((node, _plain(whole.nodes[node])) for node in kept)
    inner = set(kept)
    edges = [(a, b, str(key), _plain(data)) for a, b, key, data in whole.edges(keys=True, data=True)]
    graph.add_edges_from(edge for edge in sorted(edges, key=lambda e: e[:3]) if edge[0] in inner and edge[1] in inner)
    return graph


def _plain(attributes: dict[str, Any]) -> dict[str, str]:
    return {name: _xml_safe(str(attributes.get(name, ""))) for name in ATTRIBUTES}


def _xml_safe(text: str) -> str:
    """The text with what XML 1.0 cannot hold replaced, one for one, and with newlines that survive reading."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c if c in "\n\t" or (unicodedata.category(c) != "Cc" and c not in "\ufffe\uffff") else "�" for c in text
    )


def graphml(store: Store, selection: Selection) -> str:
    """GraphML; ``networkx.read_graphml`` gives the same graph back."""
    return "\n".join(nx.generate_graphml(network(store, selection), named_key_ids=True)) + "\n"


def gexf(store: Store, selection: Selection) -> str:
    """GEXF; on edges ``type`` is called ``kind``, since GEXF means directedness by an edge's type."""
    graph = network(store, selection)
    for _, _, data in graph.edges(data=True):
        data["kind"] = data.pop("type")
    text = "\n".join(nx.generate_gexf(graph)) + "\n"
    # networkx writes today's date; the same graph must give the same bytes tomorrow.
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)


def cytoscape(store: Store, selection: Selection) -> str:
    """Cytoscape JSON; ``networkx.cytoscape_graph`` gives the same graph back."""
    return json.dumps(nx.cytoscape_data(network(store, selection)), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def dot(store: Store, selection: Selection) -> str:
    """DOT; nodes are numbered and carry their IRI as ``URL``, since IRIs read badly as names of nodes."""
    graph = network(store, selection)
    number = {node: f"n{index}" for index, node in enumerate(graph, 1)}
    lines = ["digraph kg {", "  node [shape=box];"]
    lines += [f"  {number[node]} [{_pairs({**data, 'URL': node})}];" for node, data in graph.nodes(data=True)]
    lines += [f"  {number[a]} -> {number[b]} [{_pairs(data)}];" for a, b, data in graph.edges(data=True)]
    return "\n".join([*lines, "}", ""])


def _pairs(data: dict[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in data.items() if value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
