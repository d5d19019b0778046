"""Places the boxes, pills and wires of one question in dispute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from kg.draw.boxes import Setting, line, measure, move, wrap, write_box, write_pill
from kg.draw.bundles import Bundle, Side, bundle_edges, needed_height
from kg.draw.disputes import Dispute, Edge
from kg.draw.sheet import Band, Box, Line
from kg.draw.wires import Frame, route_wires

WIDTH: Final = 1000.0
MARGIN: Final = 20.0
BOX: Final = 385.0
_GAP: Final = 10.0
_STRIP: Final = "takes no position:"


def place_band(dispute: Dispute, number: int, first_id: int, y: float, setting: Setting) -> Band:
    """The band of the ``number``-th question, its top at ``y``; its boxes are numbered from ``first_id``."""
    heading, status, head = _heading(dispute, number, y)
    sides: dict[int, Side] = {i: node.place for i, node in enumerate(dispute.nodes) if node.place != "pill"}
    hub_side, bundles = bundle_edges(dispute.edges, sides)
    sizes = {i: _sized(dispute, i, first_id, bundles, setting) for i in sides}
    boxes = _place_columns(sizes, sides, dispute.edges, y + head + 12)
    bottom = max((box.y + box.h for box in boxes.values()), default=y + head)
    frame = Frame(
        boxes=boxes, sides=sides, hub_side=hub_side, left=MARGIN + BOX + 3, right=WIDTH - MARGIN - BOX - 3
    )  # fmt: skip
    wires = tuple(route_wires(bundles, frame))
    lowest_label = max((each.y + 6 for wire in wires for each in wire.label), default=0.0)
    pills, notes, bottom = _place_pills(dispute, first_id, max(bottom, lowest_label), setting)
    return Band(
        y=y, h=bottom - y, head=head, question=dispute.question, status=status, heading=heading, wires=wires,
        boxes=tuple(_paired(boxes[i], i, dispute.edges, first_id) for i in boxes),
        pills=tuple(_paired(pill, i, dispute.edges, first_id) for i, pill in pills.items()), notes=notes,
    )  # fmt: skip


def _heading(dispute: Dispute, number: int, y: float) -> tuple[tuple[Line, ...], Line, float]:
    """The question, its status at the right, and the height of the bar that they stand on."""
    width = measure(dispute.status, "note")
    status = Line(
        x=WIDTH - MARGIN, y=y + 20, text=dispute.status, style="note", width=width, anchor="end",
        tone="soft" if dispute.status == "unresolved" else "conflict",
    )  # fmt: skip
    texts = wrap(f"{number}. {dispute.question}", "heading", WIDTH - 2 * MARGIN - width - 30, 2)
    lines = tuple(line(text, "heading", MARGIN, y + 20.5 + 19 * row) for row, text in enumerate(texts))
    return lines, status, 30.0 + 19 * (len(texts) - 1)


def _sized(dispute: Dispute, i: int, first_id: int, bundles: Sequence[Bundle], setting: Setting) -> Box:
    box = write_box(dispute.nodes[i], f"b{first_id + i}", BOX, setting)
    return replace(box, h=max(box.h, needed_height(i, bundles)))


def _place_columns(sizes: dict[int, Box], sides: dict[int, Side], edges: Sequence[Edge], top: float) -> dict[int, Box]:
    """The boxes in two columns: the higher one closely stacked, the other one beside what it answers."""
    columns: dict[Side, list[int]] = {
        "left": [i for i in sizes if sides[i] == "left"],
        "right": [i for i in sizes if sides[i] == "right"],
    }
    heights = {side: sum(sizes[i].h + _GAP for i in column) - _GAP for side, column in columns.items()}
    long: Side = "right" if heights["right"] > heights["left"] else "left"
    short: Side = "left" if long == "right" else "right"
    placed = _stack([(i, top) for i in columns[long]], sizes, long, top + heights[long])
    wanted = [(i, _beside(i, edges, placed, sizes, top)) for i in columns[short]]
    placed |= _stack(sorted(wanted, key=lambda item: item[1]), sizes, short, top + max(heights.values()))
    return {i: placed[i] for i in sizes}


def _beside(i: int, edges: Sequence[Edge], placed: dict[int, Box], sizes: dict[int, Box], top: float) -> float:
    """The top of a box that stands level with the middle of the boxes it is paired with."""
    others = [edge.b if edge.a == i else edge.a for edge in edges if i in (edge.a, edge.b)]
    boxes = [placed[other] for other in others if other in placed]
    if not boxes:
        return top
    middle = (min(box.y for box in boxes) + max(box.y + box.h for box in boxes)) / 2
    return max(top, middle - sizes[i].h / 2)


def _stack(wanted: Sequence[tuple[int, float]], sizes: dict[int, Box], side: Side, bottom: float) -> dict[int, Box]:
    """Boxes one below the other, each as near to its wanted place as the others and the bottom allow."""
    x = MARGIN if side == "left" else WIDTH - MARGIN - BOX
    tops: list[float] = []
    for _, y in wanted:
        low = tops[-1] + sizes[wanted[len(tops) - 1][0]].h + _GAP if tops else y
        tops.append(max(y, low))
    for rank in reversed(range(len(wanted))):
        tops[rank] = min(tops[rank], bottom - sizes[wanted[rank][0]].h)
        bottom = tops[rank] - _GAP
    return {i: move(sizes[i], x, tops[rank]) for rank, (i, _) in enumerate(wanted)}


def _place_pills(
    dispute: Dispute, first_id: int, bottom: float, setting: Setting
) -> tuple[dict[int, Box], tuple[Line, ...], float]:
    """The strip of those who take no position, in as many rows as it takes, and where it ends."""
    members = [i for i, node in enumerate(dispute.nodes) if node.place == "pill"]
    if not members:
        return {}, (), bottom
    left = MARGIN + measure(_STRIP, "note") + 10
    x, y = left, bottom + 12
    notes = (line(_STRIP, "note", MARGIN, y + 16, "soft"),)
    pills: dict[int, Box] = {}
    for i in members:
        pill = write_pill(dispute.nodes[i], f"b{first_id + i}", WIDTH - MARGIN - left, setting)
        if x > left and x + pill.w > WIDTH - MARGIN:
            x, y = left, y + 30
        pills[i] = move(pill, x, y)
        x += pill.w + 8
    return pills, notes, y + 24


def _paired(box: Box, i: int, edges: Sequence[Edge], first_id: int) -> Box:
    """The box, told which others it is paired with and how."""
    mine = [edge for edge in edges if i in (edge.a, edge.b) and edge.a != edge.b]
    beside = {(f"b{first_id + (edge.b if edge.a == i else edge.a)}", edge.label): None for edge in mine}
    return replace(box, beside=tuple(beside))
