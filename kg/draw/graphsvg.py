"""The node-link view as SVG."""

from __future__ import annotations

from kg.draw.graph import Graph, PlacedEdge, PlacedNode
from kg.draw.svg import draw_line, draw_mark, draw_picture, draw_rect, open_group


def render_graph(graph: Graph, *, interactive: bool = False) -> str:
    """The view as SVG; ``interactive`` makes its nodes focusable for a page's script."""
    parts = [
        *map(draw_line, graph.lines),
        *(_edge(edge, interactive) for edge in graph.edges),
        *(_node(node, interactive) for node in graph.nodes),
    ]
    return draw_picture(graph.title, f"{graph.summary}.", graph.width, graph.height, parts, interactive=interactive)


def _edge(edge: PlacedEdge, interactive: bool) -> str:
    ends = f' data-ends="{" ".join(edge.ends)}"' if interactive else ""
    dashed = " dashed" if edge.dashed else ""
    return f'<g class="wire"{ends}><path class="run {edge.tone}{dashed}" d="{edge.path}"/></g>'


def _node(node: PlacedNode, interactive: bool) -> str:
    rounded = {"speaker": 4.0, "assertion": 6.0, "conflict": node.h / 2, "proposition": 0.0}[node.kind]
    dashed = " dashed" if node.dashed else ""
    rect = draw_rect(f"box n-{node.kind} {node.tone}{dashed}", node.x, node.y, node.w, node.h, rounded)
    mark = draw_mark(node.mark, node.tone, node.x + 17, node.lines[0].y - 4) if node.mark else ""
    opening = open_group(node.id, node.summary, node.near, interactive)
    return f"{opening}{rect}{mark}{''.join(map(draw_line, node.lines))}</g>"
