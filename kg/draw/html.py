"""The sheet as one HTML file: the picture, a panel for the chosen assertion, and a table that needs no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from kg.draw.disputes import find_disputes
from kg.draw.palette import DARK, LIGHT, colour_rules, style_sheet
from kg.draw.svg import encode
from kg.draw.table import draw_tables
from kg.model import Conflict

_PAGE: Final = Path(__file__).with_name("page")


_HOW: Final = "Choose a box, by pointer or by Tab and Enter, to see both sides in full; Esc ends it."


def render_html(title: str, svg: str, boxes: Mapping[tuple[str, str], str], conflicts: Iterable[Conflict]) -> str:
    """The page around a picture; it loads nothing and works as a file on a disk.

    Args:
        title: the page's.
        svg: the interactive picture.
        boxes: (question, assertion) → id of the box that shows it.
        conflicts: what the picture was laid out from; the table also holds what the picture has no room for.
    """
    script = (_PAGE / "page.js").read_text(encoding="utf-8").strip()
    tables = list(draw_tables(find_disputes(conflicts).disputes, boxes))
    body = [
        '<main><a class="skip" href="#words">Skip to the table</a>',
        '<div class="scroll" tabindex="0" role="region" aria-label="The picture">',
        svg.rstrip(),
        "</div>",
        f'<p class="far how" hidden>{_HOW}</p>',
        '<section id="detail" aria-live="polite" aria-label="Both sides in full" hidden></section>',
        '<h2 id="words">The same in words</h2>',
        *(tables or ["<p>There is nothing to list.</p>"]),
        "</main>",
        f"<script>{script}</script></body></html>",
    ]
    return "\n".join([_head(title, script), *body]) + "\n"


def _head(title: str, script: str) -> str:
    style = _style()
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n'
        f"<title>{encode(title)}</title>\n<style>{style}</style></head><body>"
    )


def _style() -> str:
    page = (_PAGE / "page.css").read_text(encoding="utf-8").strip()
    dark = "".join(colour_rules(DARK))
    return f"{style_sheet(LIGHT)}{page}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _hash(text: str) -> str:
    """The text's source expression for a content security policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
