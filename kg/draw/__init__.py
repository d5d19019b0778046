"""Pictures of who contradicts whom: the conflict sheet and the node-link view, as SVG, HTML or PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from kg.draw.graph import lay_out_graph
from kg.draw.graphsvg import render_graph
from kg.draw.html import render_html
from kg.draw.layout import MOST_BOXES, lay_out_sheet
from kg.draw.png import render_png
from kg.draw.svg import render_svg
from kg.model import Conflict

__all__ = ["FORMATS", "MOST_BOXES", "draw", "lay_out_graph", "lay_out_sheet", "render_graph", "render_svg"]


def draw(
    conflicts: Iterable[Conflict], form: str = "svg", *, graph: bool = False, about: str = "", reason: str = ""
) -> bytes:
    """The picture of conflicts and unresolved pairs, as a file's bytes; the same pairs give the same bytes.

    Args:
        conflicts: in any order.
        form: one of FORMATS.
        graph: the node-link view in place of the sheet.
        about: what the pairs were chosen by, for the title.
        reason: why there is nothing to draw, where there is nothing.
    """
    make = _GRAPHS[form] if graph else FORMATS[form]
    return make(list(conflicts), about, reason)


def _sheet_svg(conflicts: list[Conflict], about: str, reason: str) -> bytes:
    return render_svg(lay_out_sheet(conflicts, about=about, reason=reason)).encode()


def _sheet_html(conflicts: list[Conflict], about: str, reason: str) -> bytes:
    sheet = lay_out_sheet(conflicts, about=about, reason=reason)
    boxes = {(band.question, box.view.iri): box.id for band in sheet.bands for box in (*band.boxes, *band.pills)}
    return render_html(sheet.title, render_svg(sheet, interactive=True), boxes, conflicts).encode()


def _sheet_png(conflicts: list[Conflict], about: str, reason: str) -> bytes:
    sheet = lay_out_sheet(conflicts, about=about, reason=reason)
    return render_png(render_svg(sheet), sheet.height)


def _graph_svg(conflicts: list[Conflict], about: str, reason: str) -> bytes:
    return render_graph(lay_out_graph(conflicts, about=about, reason=reason)).encode()


def _graph_html(conflicts: list[Conflict], about: str, reason: str) -> bytes:
    graph = lay_out_graph(conflicts, about=about, reason=reason)
    boxes = {("", node.iri): node.id for node in graph.nodes}
    return render_html(graph.title, render_graph(graph, interactive=True), boxes, conflicts).encode()


def _graph_png(conflicts: list[Conflict], about: str, reason: str) -> bytes:
    graph = lay_out_graph(conflicts, about=about, reason=reason)
    return render_png(render_graph(graph), graph.height)


FORMATS: Final[dict[str, Callable[[list[Conflict], str, str], bytes]]] = {
    "svg": _sheet_svg,
    "html": _sheet_html,
    "png": _sheet_png,
}
"""How each format of the sheet is made, by the ending of the file's name."""
_GRAPHS: Final = {"svg": _graph_svg, "html": _graph_html, "png": _graph_png}
