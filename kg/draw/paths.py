"""The path of a wire, in SVG's path language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.draw.sheet import Arrow

HEAD: Final = 8.0
"""Length of an arrowhead."""
_ROUND: Final = 6.0


def wire_path(arrows: Sequence[Arrow], lane: float) -> str:
    """A trunk in its lane, with rounded branches at its top and bottom and straight ones between."""
    ends = sorted(arrows, key=lambda end: end.y)
    first, last = ends[0], ends[-1]
    middle = "".join(f"M{_stop(end):g} {end.y:g}H{lane:g}" for end in ends[1:-1])
    if last.y - first.y < 2 * _ROUND:
        step = f"H{lane:g}V{last.y:g}" if first.y != last.y else ""
        return f"M{_stop(first):g} {first.y:g}{step}H{_stop(last):g}{middle}"
    x1, y1, x2, y2 = _stop(first), first.y, _stop(last), last.y
    enter, leave = (_ROUND if x < lane else -_ROUND for x in (x1, x2))
    return (
        f"M{x1:g} {y1:g}H{lane - enter:g}Q{lane:g} {y1:g} {lane:g} {y1 + _ROUND:g}"
        f"V{y2 - _ROUND:g}Q{lane:g} {y2:g} {lane - leave:g} {y2:g}H{x2:g}{middle}"
    )


def _stop(end: Arrow) -> float:
    """Where the line ends: at the arrowhead's back, not at its tip."""
    back = HEAD - 1 if end.head else 0.0
    return round(end.x + back if end.towards == "left" else end.x - back, 1)
