"""A picture as PNG, drawn without a browser by resvg, with the bundled fonts."""

from __future__ import annotations

import re
from typing import Final

import resvg_py

from kg.draw.metrics import FONTS, is_measured
from kg.draw.svg import HELD

_FAMILY: Final = "DejaVu Sans"
_TALLEST: Final = 6000
"""Pictures higher than this, in pixels, are drawn at their own size: twice that is too much for many viewers."""
_HELD: Final = re.compile(re.escape(HELD).replace(r"\{:\.1f\}", r"[\d.]+"))


def render_png(svg: str, height: float) -> bytes:
    """The SVG as PNG, at twice its size for sharp text.

    The same SVG gives the same bytes on every machine as long as its text is in Latin, Greek, Cyrillic, Hebrew or
    Arabic letters; for any other the machine's own fonts are looked through.
    """
    return resvg_py.svg_to_bytes(
        svg_string=_HELD.sub("", svg),  # resvg reckons such lengths wrongly for scripts whose letters combine
        skip_system_fonts=is_measured(svg.replace("\n", "")),
        font_files=[str(path) for path in FONTS.values()],
        font_family=_FAMILY,
        sans_serif_family=_FAMILY,
        background="#ffffff",
        zoom=2.0 if height <= _TALLEST else 1.0,
    )
