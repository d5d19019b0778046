"""One row an assertion, for spreadsheets."""

from __future__ import annotations

import csv
import io

from kg.export.selection import Selection
from kg.model import AssertionView
from kg.store import Store
from kg.views import load_assertions

COLUMNS = (
    "doc publisher date id speaker speaker_type stance certainty claim quote start end sentence channel voice "
    "reader unchecked iri".split()
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def excel_safe_cell(text: str) -> str:
    """The cell with a leading apostrophe where a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def _row(view: AssertionView) -> list[str]:
    unchecked = "unchecked" if view.unchecked else ""
    place = [str(view.start), str(view.end), view.sentence, view.channel, view.voice, view.reader, unchecked, view.iri]
    who = [view.doc, view.publisher, view.date, view.id, view.by_label, view.by_type]
    return [*who, view.stance, view.certainty, view.text, view.quote, *place]


def assertion_csv(store: Store, selection: Selection) -> str:
    """RFC 4180 with a header row; ``excel_safe`` neutralises cells that would run as formulas."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for view in load_assertions(store):
        if selection.core is None or view.iri in selection.core:
            row = _row(view)
            writer.writerow([excel_safe_cell(cell) for cell in row] if selection.excel_safe else row)
    return written.getvalue()
