"""The page in a real browser: text measured where it was drawn, and the choice of a box.

Needs Chromium (``.ci/run`` installs it). The page is run as it is; what measures it is added with its own hash, so that
the page's policy is in force.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from browser import BROWSER
from sheet_records import NASTY, clashing_figures, crossing_claims, nasty_pairs, one_speaker, seed_pairs

from kg.conflicts import find_all
from kg.draw import draw
from kg.model import Conflict
from kg.store import Store

FAMILY = '"DejaVu Sans","Noto Sans",Arial,Helvetica,sans-serif'
MEASURE = """
const out = [], frame = e => { const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; };
const texts = [...document.querySelectorAll("svg text")].filter(t => t.textContent.trim());
for (const group of document.querySelectorAll("svg .pick")) {
  const [left, top, right, bottom] = frame(group.querySelector("rect"));
  for (const text of group.querySelectorAll("text")) {
    const [l, t, r, b] = frame(text);
    if (l < left || r > right || t < top - 2 || b > bottom + 2) out.push(["leaves its box", text.textContent]);
  }
}
const boxes = texts.map(frame);
for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
  const [a, b] = [boxes[i], boxes[j]];
  if (a[0] < b[2] - 1 && b[0] < a[2] - 1 && a[1] < b[3] - 4 && b[1] < a[3] - 4)
    out.push(["overlaps", texts[i].textContent, texts[j].textContent]);
}
for (const [i, b] of boxes.entries()) if (b[0] < 0 || b[2] > 1000) out.push(["leaves the paper", texts[i].textContent]);
"""
CHOOSE = """
const box = [...document.querySelectorAll(".pick")].find(b => b.textContent.includes("Kiev of shooting it down"));
const state = () => ({
  open: !document.getElementById("detail").hidden,
  told: [...document.querySelectorAll("#detail mark")].map(m => m.textContent),
  lit: document.querySelectorAll(".pick.on").length,
  pressed: document.querySelectorAll('[aria-pressed="true"]').length,
  dim: [...document.querySelectorAll(".pick:not(.on)")].every(b => getComputedStyle(b).opacity < 0.5),
});
const key = name => box.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true, cancelable: true}));
const out = [state()];
box.dispatchEvent(new MouseEvent("click", {bubbles: true}));
out.push(state());
key("Escape");
out.push(state());
key("Enter");
out.push(state());
"""
PAGES = """
const shown = () => [...document.querySelectorAll("tbody tr")].filter(r => !r.hidden).length;
const out = [shown()];
[...document.querySelectorAll(".pager button")].find(b => b.textContent === "Next").click();
out.push(shown(), document.querySelector(".pager span").textContent);
"""


def browse(page: str, folder: Path, fragment: str = "") -> str:
    """The page's document after its scripts have run."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    switches = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run"
    quiet = "--disable-background-networking --disable-component-update --disable-sync --window-size=1000,900"
    command = [BROWSER, *switches.split(), *quiet.split(), f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    return subprocess.run(
        [*command, path.as_uri() + fragment], capture_output=True, text=True, check=True, timeout=120
    ).stdout


def run_in(page: str, script: str, folder: Path) -> Any:
    """What ``out`` holds after the script has run in the page, which keeps its policy."""
    script += 'document.body.append(Object.assign(document.createElement("pre"), {textContent: JSON.stringify(out)}));'
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = page.replace("script-src ", f"script-src 'sha256-{digest}' ", 1)
    document = browse(allowed.replace("</body>", f"<script>{script}</script></body>"), folder)
    return json.loads(html.unescape(re.findall(r"<pre>(.*)</pre>", document, re.DOTALL)[-1]))


def _restyled(page: str, old: str, new: str) -> str:
    """The page with another style, and the policy that allows it."""
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)[0]
    assert old in style
    changed = style.replace(old, new)
    was, now = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, changed))
    return page.replace(style, changed).replace(was, now)


def test_the_measure_finds_what_is_too_wide(tmp_path: Path) -> None:
    """A measure that can find nothing proves nothing."""
    page = _restyled(draw(seed_pairs(), "html").decode(), ".claim{font-size:13px", ".claim{font-size:19px")
    assert {fault[0] for fault in run_in(page, MEASURE, tmp_path)} >= {"leaves its box", "overlaps"}


@pytest.mark.parametrize("family", [FAMILY, '"Liberation Sans"', "serif"], ids=["first", "fallback", "serif"])
@pytest.mark.parametrize("graph", [False, True], ids=["sheet", "network"])
def test_the_seeds_text_stays_in_its_boxes(seed_store: Store, graph: bool, family: str, tmp_path: Path) -> None:
    """The widths that the layout reckons with hold where text is really drawn, also with another font."""
    page = draw(find_all(seed_store), "html", graph=graph).decode()
    assert run_in(_restyled(page, FAMILY, family), MEASURE, tmp_path) == []


@pytest.mark.parametrize("name", NASTY)
def test_odd_text_stays_in_its_boxes(name: str, tmp_path: Path) -> None:
    """Long words, emoji, scripts without spaces or from right to left are held to their width."""
    assert run_in(draw(nasty_pairs(NASTY[name]), "html").decode(), MEASURE, tmp_path) == []


@pytest.mark.parametrize("pairs", [clashing_figures(6), crossing_claims(6, 5)], ids=["figures", "crossing"])
def test_labels_on_lines_stay_apart(pairs: list[Conflict], tmp_path: Path) -> None:
    """Many lines in one band need many labels."""
    assert run_in(draw(pairs, "html").decode(), MEASURE, tmp_path) == []


def test_a_chosen_box_shows_both_sides_in_full_and_dims_the_rest(seed_store: Store, tmp_path: Path) -> None:
    """By click and by Enter alike; Escape ends it."""
    before, clicked, ended, entered = run_in(draw(find_all(seed_store), "html").decode(), CHOOSE, tmp_path)
    assert (before["open"], ended["open"]) == (False, False)
    assert clicked == entered
    assert set(clicked["told"]) == {"Kiev of shooting it down", "Russia did not provide any evidence", "it"}
    assert (clicked["open"], clicked["lit"], clicked["pressed"], clicked["dim"]) == (True, 3, 1, True)


def test_a_link_to_a_box_opens_it(tmp_path: Path) -> None:
    """``conflicts.html#b2`` can be sent to a colleague; the page's own policy lets its script run."""
    document = browse(draw(seed_pairs(), "html").decode(), tmp_path, "#b2")
    assert re.search(r'<g id="b2" class="pick on chosen"', document)


def test_long_tables_are_paged(tmp_path: Path) -> None:
    """Ten thousand rows are no reading matter; without a script they are all there."""
    assert run_in(draw(one_speaker(120), "html").decode(), PAGES, tmp_path) == [50, 50, "Rows 51 to 100 of 120"]
