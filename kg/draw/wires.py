"""Routes the wires between the two columns of a band, so that no two texts meet and no two wires run together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kg.draw.boxes import measure
from kg.draw.bundles import LABEL_ROOM, LABEL_STEP, PORT_EDGE, Bundle, Side
from kg.draw.paths import HEAD, wire_path
from kg.draw.sheet import Arrow, Box, Line, Tone, Wire


class Frame(Struct, frozen=True, kw_only=True):
    """What all wires of a band share."""

    boxes: dict[int, Box]  # placed
    sides: dict[int, Side]
    hub_side: Side
    left: float  # the gap between the columns
    right: float

    @property
    def label_middle(self) -> float:
        reach = HEAD + LABEL_ROOM / 2
        return self.right - reach if self.hub_side == "right" else self.left + reach


class Route(Struct):
    """A bundle on its way: at which height it meets each of its boxes, and in which lane its trunk runs."""

    bundle: Bundle
    ys: dict[int, float]
    lane: float = 0.0

    @property
    def extent(self) -> tuple[float, float]:
        return min(self.ys.values()), max(self.ys.values())

    @property
    def hub_y(self) -> float:
        """The middle of the hubs."""
        return sum(self.ys[hub] for hub in self.bundle.hubs) / len(self.bundle.hubs)


def route_wires(bundles: Sequence[Bundle], frame: Frame) -> list[Wire]:
    """The wires between placed boxes."""
    routes = [Route(bundle=bundle, ys={n: _middle(frame.boxes[n]) for n in bundle.members}) for bundle in bundles]
    hubs = {hub for bundle in bundles for hub in bundle.hubs}
    for number in sorted(frame.boxes, key=lambda n: (n in hubs, n)):
        _place_ports(number, [route for route in routes if number in route.bundle.members], frame.boxes[number])
    _keep_apart(routes)
    _choose_lanes(routes, frame)
    labels = _place_labels(routes, frame)
    return [_wire(route, label, frame) for route, label in zip(routes, labels, strict=True)]


def _middle(box: Box) -> float:
    return box.y + box.h / 2


def _place_ports(number: int, routes: Sequence[Route], box: Box) -> None:
    """Spreads the wires over a box's edge: each as straight as it can run, and apart from the next."""
    wanted = {id(route): _wanted(number, route, box) for route in routes}
    ordered = sorted(routes, key=lambda route: wanted[id(route)])
    low = box.y + PORT_EDGE
    for rank, route in enumerate(ordered):
        low += route.bundle.room(number) if rank else 0
        low = route.ys[number] = max(wanted[id(route)], low)
    high = box.y + box.h - PORT_EDGE
    for route in reversed(ordered):
        route.ys[number] = round(min(route.ys[number], high), 1)
        high = route.ys[number] - route.bundle.room(number)


def _wanted(number: int, route: Route, box: Box) -> float:
    """The height at which the wire would run straight, or the box's middle where it cannot."""
    if number not in route.bundle.hubs:
        # Branches leave a box in the order of the hubs that they go to.
        return _middle(box) + (route.hub_y - _middle(box)) / 1000
    others = sorted(route.ys[n] for n in route.bundle.others)
    inside = [y for y in others if box.y + PORT_EDGE <= y <= box.y + box.h - PORT_EDGE]
    if len(others) == 1 and inside:
        return inside[0]
    return (
        min(max(_middle(box), others[0]), others[-1])
        if others[0] <= box.y + box.h and others[-1] >= box.y
        else _middle(box)
    )


def _keep_apart(routes: Sequence[Route]) -> None:
    """Moves a stub a little where another wire's branch runs at the same height."""
    for route in routes:
        others = [y for other in routes if other is not route for y in other.ys.values()]
        for hub in route.bundle.hubs:
            free = [nudge for nudge in (0.0, 4.0, -4.0) if all(abs(route.ys[hub] + nudge - y) >= 3 for y in others)]
            route.ys[hub] += free[0] if free else 0.0


def _choose_lanes(routes: Sequence[Route], frame: Frame) -> None:
    """A place across the gap for each trunk; trunks that cannot meet share one."""
    bottoms: list[float] = []
    chosen: list[int] = []
    ordered = sorted(routes, key=lambda route: route.extent)
    for route in ordered:
        top, bottom = route.extent
        free = [lane for lane, end in enumerate(bottoms) if end + 10 < top]
        lane = free[0] if free else len(bottoms)
        bottoms[lane : lane + 1] = [bottom]
        chosen.append(lane)
    inset = HEAD + 8
    step = min(14.0, (frame.right - frame.left - LABEL_ROOM - HEAD - inset) / max(len(bottoms), 1))
    for route, lane in zip(ordered, chosen, strict=True):
        away = inset + step * (lane + 0.5)
        route.lane = round(frame.left + away if frame.hub_side == "right" else frame.right - away, 1)


def _place_labels(routes: Sequence[Route], frame: Frame) -> list[tuple[Line, ...]]:
    """The words above each hub's stub; a pair within the other column gets them where the strip is free."""
    words: list[tuple[Line, ...]] = [() for _ in routes]
    taken: list[tuple[float, float]] = []
    for at_stub in (True, False):
        for i, route in enumerate(routes):
            for hub in route.bundle.hubs:
                if (frame.sides[hub] == frame.hub_side) == at_stub:
                    height = LABEL_STEP * len(route.bundle.label)
                    bottom = route.ys[hub] - 4 if at_stub else _free(sum(route.extent) / 2, height, taken)
                    taken.append((bottom - height, bottom + (6 if at_stub else 0)))
                    words[i] += _label(route.bundle, frame.label_middle, bottom)
    return words


def _free(wanted: float, height: float, taken: Sequence[tuple[float, float]]) -> float:
    """The first height from ``wanted`` downwards at which a label meets none of those placed before."""
    bottom = wanted
    while any(above < bottom and bottom - height < below for above, below in taken):
        bottom += 2
    return bottom


def _label(bundle: Bundle, middle: float, bottom: float) -> tuple[Line, ...]:
    return tuple(
        Line(
            x=round(middle, 1), y=round(bottom - LABEL_STEP * (len(bundle.label) - 1 - row) - 1, 1), text=text,
            style="label", width=measure(text, "label"), anchor="middle", tone=_tone(bundle),
        )
        for row, text in enumerate(bundle.label)
    )  # fmt: skip


def _wire(route: Route, label: tuple[Line, ...], frame: Frame) -> Wire:
    bundle = route.bundle
    arrows = tuple(
        Arrow(
            x=round(_edge(frame.boxes[n], frame.sides[n]), 1), y=round(route.ys[n], 1), towards=frame.sides[n],
            head=bundle.at_hubs if n in bundle.hubs else bundle.at_others,
        )
        for n in bundle.members
    )  # fmt: skip
    return Wire(
        ends=tuple(frame.boxes[n].id for n in bundle.members), path=wire_path(arrows, route.lane), dashed=bundle.dashed,
        tone=_tone(bundle), arrows=arrows, label=label,
    )  # fmt: skip


def _tone(bundle: Bundle) -> Tone:
    return "doubts" if bundle.dashed else "conflict"


def _edge(box: Box, side: Side) -> float:
    return box.x + box.w + 3 if side == "left" else box.x - 3
