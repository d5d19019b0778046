"""The conflict sheet: what stands where, that no text leaves its box, that nothing hostile gets out of a quote."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from sheet_records import (
    NASTY,
    clashing_figures,
    crossing_claims,
    nasty_pairs,
    one_speaker,
    pair,
    seed_pairs,
    view,
)

from kg.cli.draw import command
from kg.conflicts import find_all
from kg.draw import draw, lay_out_graph, lay_out_sheet
from kg.draw.metrics import Face, text_width
from kg.draw.palette import DARK, LIGHT, Palette
from kg.draw.sheet import Box, Line, Sheet
from kg.draw.table import mark_quote
from kg.draw.text import make_inert, wrap_text
from kg.draw.words import label_of
from kg.errors import StoreError, UsageError
from kg.model import Conflict, Span
from kg.store import Store

CASES: dict[str, list[Conflict]] = {
    "seed": seed_pairs(),
    **{name: nasty_pairs(text) for name, text in NASTY.items()},
    "figures-3": clashing_figures(3),
    "figures-7": clashing_figures(7),
    "crossing-5-4": crossing_claims(5, 4),
    "crossing-2-9": crossing_claims(2, 9),
    "crossing-9-2": crossing_claims(9, 2),
    "broken-clique": clashing_figures(6)[1:],
    "one-speaker": one_speaker(200),
}


def boxes_of(sheet: Sheet) -> list[Box]:
    return [box for band in sheet.bands for box in (*band.boxes, *band.pills)]


def rectangle(line: Line) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a line of text, from its ascent to its descent."""
    left = {"start": line.x, "middle": line.x - line.width / 2, "end": line.x - line.width}[line.anchor]
    return left, line.y - 9, left + line.width, line.y + 2.5


def meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def box_of(sheet: Sheet, id: str) -> Box:
    return next(box for box in boxes_of(sheet) if box.view.id == id)


@pytest.mark.parametrize("name", CASES)
def test_no_text_leaves_its_box(name: str) -> None:
    """A long word, an emoji or a script without spaces must not run over a border."""
    out = []
    for box in boxes_of(lay_out_sheet(CASES[name])):
        for line in (*box.lines, *filter(None, [box.tag])):
            left, top, right, bottom = rectangle(line)
            if left < box.x or right > box.x + box.w or top < box.y or bottom > box.y + box.h:
                out.append((box.id, line))
    assert out == []


@pytest.mark.parametrize("name", CASES)
def test_no_two_boxes_or_texts_overlap(name: str) -> None:
    """What covers another text cannot be read."""
    sheet = lay_out_sheet(CASES[name])
    frames = [(box.x, box.y, box.x + box.w, box.y + box.h) for box in boxes_of(sheet)]
    labels = [rectangle(line) for band in sheet.bands for wire in band.wires for line in wire.label]
    headings = [rectangle(line) for band in sheet.bands for line in (*band.heading, band.status, *band.notes)]
    top = [rectangle(line) for line in (*sheet.lines, *(key.line for key in sheet.legend))]
    assert [both for both in combinations([*frames, *labels, *headings, *top], 2) if meet(*both)] == []


@pytest.mark.parametrize("name", CASES)
def test_everything_lies_on_the_paper(name: str) -> None:
    """What lies beyond the edge is cut off."""
    sheet = lay_out_sheet(CASES[name])
    lines = [*sheet.lines, *(key.line for key in sheet.legend)]
    lines += [line for band in sheet.bands for line in (*band.heading, band.status, *band.notes)]
    lines += [line for band in sheet.bands for wire in band.wires for line in wire.label]
    assert [line for line in lines if not (rectangle(line)[0] >= 0 and rectangle(line)[2] <= sheet.width)] == []
    assert max(box.y + box.h for box in boxes_of(sheet)) < sheet.height


@pytest.mark.parametrize("name", CASES)
def test_the_network_keeps_its_text_inside_and_its_nodes_apart(name: str) -> None:
    """The node-link view is held to the same."""
    graph = lay_out_graph(CASES[name])
    frames = [(node.x, node.y, node.x + node.w, node.y + node.h) for node in graph.nodes]
    assert [both for both in combinations(frames, 2) if meet(*both)] == []
    inside = [
        rectangle(line)[0] >= node.x and rectangle(line)[2] <= node.x + node.w and line.y + 2.5 <= node.y + node.h
        for node in graph.nodes
        for line in node.lines
    ]
    assert all(inside)


@pytest.mark.parametrize("graph", [False, True])
@pytest.mark.parametrize("form", ["svg", "html", "png"])
def test_the_order_of_conflicts_does_not_change_a_byte(form: str, graph: bool) -> None:
    """A picture kept in git changes only when what it shows changes."""
    forth, back = seed_pairs(), list(reversed(seed_pairs()))
    assert draw(forth, form, graph=graph) == draw(back, form, graph=graph)


@pytest.mark.parametrize("form", ["svg", "html"])
def test_the_seed_takes_at_most_50_kb(form: str, seed_store: Store) -> None:
    """The picture goes into a README and into mails."""
    assert len(draw(find_all(seed_store), form)) <= 50_000


def test_a_denial_stands_right_and_what_it_denies_left(seed_store: Store) -> None:
    """A reader sees at once who says what against whom."""
    sheet = lay_out_sheet(find_all(seed_store))
    left = {box.view.id for box in boxes_of(sheet) if box.x < 400 and box.role == "asserts"}
    right = {(box.view.id, box.role) for box in boxes_of(sheet) if box.x > 500 and box.mark}
    assert {"a32", "a37", "n03", "a02", "a07", "a13"} <= left
    assert {("a38", "denies"), ("a12", "denies"), ("a09", "doubts"), ("n02", "undercuts")} <= right


def test_non_answers_are_pills_and_never_denials(seed_store: Store) -> None:
    """Ukraine neither confirmed nor denied the shoot-down: no line may say that it contradicts."""
    sheet = lay_out_sheet(find_all(seed_store))
    pills = {pill.view.id: pill.phrase for band in sheet.bands for pill in band.pills}
    assert pills["a04"] == "neither confirms nor denies"
    assert pills["a20"] == "has no information"
    ends = {end for band in sheet.bands for wire in band.wires for end in wire.ends}
    assert ends.isdisjoint(pill.id for band in sheet.bands for pill in band.pills)


def test_lines_say_what_they_mean(seed_store: Store) -> None:
    """Solid is a conflict; dashed says that nobody claims the contrary."""
    wires = [wire for band in lay_out_sheet(find_all(seed_store)).bands for wire in band.wires]
    meant = {(" ".join(dict.fromkeys(line.text for line in wire.label)), wire.dashed) for wire in wires}
    assert meant == {("undercuts", True), ("doubts", True), ("contradicts", False), ("changed position", False)}


def test_contradicted_questions_come_first_and_share_one_band(seed_store: Store) -> None:
    """Three assertions against one denial are one question, not three."""
    bands = lay_out_sheet(find_all(seed_store)).bands
    statuses = [band.status.text for band in bands]
    assert statuses == sorted(statuses, key=lambda status: status == "unresolved")
    assert len({band.question for band in bands}) == len(bands)
    civil = next(band for band in bands if "civilian" in band.question)
    assert (len(civil.boxes), len(civil.wires)) == (4, 1)


@pytest.mark.parametrize(("asked", "bands"), [("", 1), ("?", 3)])
def test_what_one_doubt_leaves_open_shares_a_band(asked: str, bands: int) -> None:
    """A machine words no questions: three claims that one official doubts are one dispute, unless a person says not."""
    doubt = view("a9", "Official", "Questions", "Anybody was aboard", "not clear whether anybody was aboard")
    said = [view(f"a{n}", f"Speaker {n}", "Affirms", f"{n} were aboard", f"{n} aboard") for n in (1, 2, 3)]
    pairs = [pair("unresolved", one, doubt, one.content, question=one.text + asked) for one in said]
    assert len(lay_out_sheet(pairs).bands) == bands


def test_a_reversal_points_from_the_earlier_to_the_later() -> None:
    """Who changed position said one thing first."""
    sheet = lay_out_sheet(seed_pairs())
    turns = {box.view.id: [line.text for line in box.lines if line.style == "meta"] for box in boxes_of(sheet)}
    assert turns["a12"] == ["earlier · side: Ukraine"]
    assert turns["a13"] == ["later · side: Ukraine"]


def test_a_reversal_told_by_words_follows_the_rules_reason() -> None:
    """ "Later said they had used missiles, having denied it at first" puts the later saying first in the text."""
    said = view("a01", "Officials", "Affirms", "They hit the plane", "had hit it")
    denied = view("a02", "Officials", "Denies", "They hit the plane", "at first denied it", content=said.content)
    why = "Officials deny that they hit the plane, and later the same speaker affirms that they did."
    sheet = lay_out_sheet([pair("reversal", said, denied, said.content, why=why)])
    assert [line.text for line in box_of(sheet, "a02").lines if line.style == "meta"] == ["earlier"]


def test_figures_that_clash_stand_on_both_sides_of_one_trunk() -> None:
    """Five figures make ten pairs; ten lines would hide what one says."""
    band = lay_out_sheet(clashing_figures(5)).bands[0]
    assert {box.x < 400 for box in band.boxes} == {True, False}
    assert [len(wire.ends) for wire in band.wires] == [5]


def test_a_sum_that_is_wrong_is_said_in_its_own_box() -> None:
    """Nobody else is needed for a speaker's figures not to add up."""
    said = view(
        "a01", "Ministry", "Affirms", "74 people were aboard", "65 prisoners, six crew and two soldiers, 74 in all"
    )
    sheet = lay_out_sheet([pair("arithmetic", said, said, said.content, why="The parts make 73.")])
    assert "does not add up: The parts make 73." in [line.text for line in box_of(sheet, "a01").lines]
    assert sheet.bands[0].wires == ()


@pytest.mark.parametrize(
    ("rule", "label"), [("incompatible-count", "figures cannot both hold"), ("incompatible-object", "cannot both hold")]
)
def test_only_figures_are_called_figures(rule: str, label: str) -> None:
    """Two places of one crash cannot both hold either, and are no figures."""
    one, other = (view(f"a0{n}", "S", "Affirms", "t", "q") for n in (1, 2))
    assert label_of(pair("incompatible", one, other, "p", rule=rule)) == label


def test_with_several_articles_each_box_names_its_own() -> None:
    """A quote without its article cannot be looked up; with one article the title says it once."""
    said = view("a1", "Moscow", "Affirms", "It was shot down", "was shot down", date="2024-01-24")
    denied = view("a2", "Kyiv", "Denies", "It was shot down", "was not", article="B", doc="other", date="2024-01-25")
    sheet = lay_out_sheet([pair("opposed", said, denied, said.content)])
    assert [line.text for line in box_of(sheet, "a2").lines if line.style == "meta"] == [
        "published 25 Jan 2024 · other"
    ]
    assert sheet.summary.startswith("2 articles · ")
    assert lay_out_sheet(seed_pairs()).summary.startswith("1 article (The Associated Press, 24 Jan 2024) · ")


def test_what_a_machine_read_is_marked() -> None:
    """Nobody takes a draft for a checked reading."""
    (text,) = {box.tag.text for box in boxes_of(lay_out_sheet(nasty_pairs("x"))) if box.tag}
    assert text == "machine-read, unchecked"
    assert draw(nasty_pairs("x"), "html").decode().count("unchecked") > draw(seed_pairs(), "html").decode().count(
        "unchecked"
    )


def test_ten_thousand_assertions_are_cut_to_60_and_said_so() -> None:
    """A sheet that silently leaves things out misleads."""
    pairs = one_speaker(10_000)
    sheet = lay_out_sheet(pairs)
    assert len(boxes_of(sheet)) == 60
    assert any(line.text.startswith("60 of 10,000 boxes shown") for line in sheet.lines)
    assert draw(pairs, "html").decode().count("<tr") == 10_001
    graph = lay_out_graph(pairs)
    assert len(graph.nodes) <= 60
    assert f"{len(graph.nodes)} of 30,001 nodes shown" in graph.summary


def test_conflicts_are_kept_before_unresolved_pairs_when_cut() -> None:
    """What clashes matters more than what is open."""
    sheet = lay_out_sheet([*one_speaker(30), *crossing_claims(40, 8)], limit=40)
    assert [band.status.text for band in sheet.bands] == ["contradicted", "contradicted"]
    assert {box.role for box in boxes_of(sheet)} == {"asserts", "denies"}


def test_nothing_to_draw_says_so_and_why() -> None:
    """An empty picture looks like a fault."""
    sheet = lay_out_sheet([], reason="The store is empty.")
    assert [line.text for line in sheet.lines][1:3] == ["No conflicts found", "The store is empty."]
    assert b"There is nothing to list." in draw([], "html")
    assert draw([], "png", graph=True).startswith(b"\x89PNG")


@pytest.mark.parametrize("graph", [False, True])
@pytest.mark.parametrize("name", NASTY)
def test_hostile_text_stays_text(name: str, graph: bool) -> None:
    """A quote with `<script>`, `]]>`, `--`, NUL or a lone surrogate gives well-formed XML without an active part."""
    svg = draw(nasty_pairs(NASTY[name]), "svg", graph=graph).decode()
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "text", "g", "path", "circle"}
    attributes = {key for element in ET.fromstring(svg).iter() for key in element.attrib}
    assert not [key for key in attributes if key.startswith("on") or "href" in key]


@pytest.mark.parametrize("name", NASTY)
def test_hostile_text_adds_no_script_to_the_page(name: str) -> None:
    """The page has its one script, known to its policy by its hash, and loads nothing."""
    page = draw(nasty_pairs(NASTY[name]), "html").decode()
    assert re.findall(r"<script", page) == ["<script"]
    assert re.findall(r"""<img|<iframe|<link|@import|url\(|\s(?:src|href|on\w+)=["'](?!#)""", page) == []
    assert "default-src 'none'" in page


def test_the_pages_policy_names_its_own_script_and_style() -> None:
    """A policy that does not match would switch the page's script off."""
    import base64

    page = draw(seed_pairs(), "html").decode()
    for part in ("script", "style"):
        (content,) = re.findall(rf"<{part}>(.*?)</{part}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("a\u200bb", "a[U+200B]b"),
        ("a\x00\x1bb", "a\ufffd\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("a\n\t b", "a b"),
        ("e" + "\u0301" * 9, "e" + "\u0301" * 3),
        ("می\u200cخواهم", "می\u200cخواهم"),  # near miss: Persian is written so
        ("👩\u200d👧", "👩\u200d👧"),  # near miss: a family is one emoji
        ("a\u200db", "a[U+200D]b"),
    ],
)
def test_hidden_characters_are_shown(text: str, shown: str) -> None:
    """A name that reads backwards or holds a zero-width space deceives."""
    assert make_inert(text) == shown


def test_a_name_with_hidden_characters_carries_a_warning() -> None:
    """ "Pes\u200bkov" is not Peskov."""
    sheet = lay_out_sheet(nasty_pairs("Pes\u200bkov"))
    assert {box.lines[0].text for box in boxes_of(sheet) if box.mark} == {"⚠ Pes[U+200B]kov"}


def test_a_long_quote_is_cut_in_the_box_and_whole_in_the_title() -> None:
    """Four lines are enough to recognise a quote; the rest must not be lost."""
    words = "one two three four five six seven eight nine ten " * 9
    pairs = nasty_pairs("x")
    long = [msgspec.structs.replace(p, a=msgspec.structs.replace(p.a, quote=words)) for p in pairs]
    lines = [line.text for line in box_of(lay_out_sheet(long), "a01").lines if line.style == "quote"]
    assert len(lines) == 4
    assert lines[-1].endswith("…")
    assert words.strip() in draw(long, "svg").decode()


@pytest.mark.parametrize("text", ["two words", "W" * 300, "俄罗斯" * 90, "👨‍👩‍👧" * 40, "شصت وخمسة " * 30])
def test_wrapped_lines_fit(text: str) -> None:
    """No line is wider than what it was wrapped for, and none is lost before the cut."""
    lines = wrap_text(text, 200, 13, max_lines=50)
    assert max(text_width(line, 13) for line in lines) <= 200
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("face", "character", "advance"),
    [
        ("regular", "i", 569), ("regular", "W", 2025), ("regular", "Ж", 2206), ("regular", "…", 2048),
        ("bold", "i", 702), ("bold", "W", 2259), ("bold", "Ж", 2507), ("bold", "…", 2048),
        ("italic", "i", 569), ("italic", "W", 2025), ("italic", "é", 1260), ("italic", "“", 1061),
    ],
)  # fmt: skip
def test_widths_are_those_of_the_fonts_that_draw(face: Face, character: str, advance: int) -> None:
    """Advances of DejaVu Sans 2.37 in 2,048ths of an em, as fontTools reads them, and the margin for kerning."""
    assert text_width(character, 2048, face) == pytest.approx(advance * 1.02)


def luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_keeps_a_contrast_of_4_5_in_grey(palette: Palette) -> None:
    """Contrast is a matter of luminance, so it holds without colour too."""
    grounds = [*palette.fills, palette.paper, palette.bar]
    low = []
    for ink in (palette.ink, palette.soft, *palette.tones.values()):
        for ground in grounds:
            light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
            if (light + 0.05) / (dark + 0.05) < 4.5:
                low.append((ink, ground))
    assert low == []


def test_every_box_names_its_side_and_stance_in_words(seed_store: Store) -> None:
    """Whoever prints without colour, or does not see it, misses nothing."""
    wordless = []
    for box in boxes_of(lay_out_sheet(find_all(seed_store))):
        text = " ".join(line.text for line in box.lines)
        if box.phrase not in text or (box.mark and box.view.by_side not in text):
            wordless.append(box.id)
    assert wordless == []


def test_the_table_holds_every_box_with_its_sentence(seed_store: Store) -> None:
    """The page says the same without a script and without a picture."""
    pairs = find_all(seed_store)
    page = draw(pairs, "html").decode()
    boxes = boxes_of(lay_out_sheet(pairs))
    assert [box.id for box in boxes if f'<tr data-box="{box.id}">' not in page] == []
    assert "<mark>Kiev of shooting it down</mark>" in page
    assert page.count("<caption>") == len(lay_out_sheet(pairs).bands)


SENTENCE = "It is said that Ukraine neither confirmed nor denied it, and that it was late."


@pytest.mark.parametrize(
    ("quote", "starts", "marked"),
    [
        ("it", [1053], "It is said that Ukraine neither confirmed nor denied <mark>it</mark>, and that it was late."),
        ("it", [1066], "It is said that Ukraine neither confirmed nor denied it, and that <mark>it</mark> was late."),
        (
            "Ukraine … it",
            [1016, 1053],
            "It is said that <mark>Ukraine</mark> neither confirmed nor denied <mark>it</mark>, and that it was late.",
        ),
        ("the moon", [1016], SENTENCE),
    ],
)
def test_the_quote_is_marked_where_it_stands(quote: str, starts: list[int], marked: str) -> None:
    """The quote "it" is not the "it" in "neither", nor the next one in the sentence."""
    spans = tuple(Span(start, start + len(part)) for start, part in zip(starts, quote.split(" … "), strict=True))
    whole = (Span(1000, 1002), Span(1000 + len(SENTENCE) - 5, 1000 + len(SENTENCE)))
    assert mark_quote(view("a1", "X", "Affirms", "t", quote, spans=spans, source=whole, sentence=SENTENCE)) == marked


def test_the_command_draws_by_the_files_ending(seed_folder: Path, tmp_path: Path) -> None:
    """``-o conflicts.svg`` says all that is needed."""
    for name, start in (("c.svg", b"<svg"), ("c.html", b"<!DOCTYPE html>"), ("c.png", b"\x89PNG")):
        result = CliRunner().invoke(command, ["-o", str(tmp_path / name), "--store", str(seed_folder)])
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).read_bytes().startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.html", "c.png", "c.svg"]


def test_about_keeps_only_what_is_in_dispute_about_it(seed_folder: Path, tmp_path: Path) -> None:
    """The Il-76 has nothing to do with May 2023."""
    whole, part = tmp_path / "whole.svg", tmp_path / "part.svg"
    CliRunner().invoke(command, ["-o", str(whole), "--store", str(seed_folder)])
    CliRunner().invoke(command, ["-o", str(part), "--about", "il-76", "--store", str(seed_folder)])
    assert "May 2023?" in whole.read_text(encoding="utf-8")
    assert "May 2023?" not in part.read_text(encoding="utf-8")
    assert "Did Ukraine shoot down the Il-76?" in part.read_text(encoding="utf-8")


def test_nothing_about_it_still_draws_and_ends_well(seed_folder: Path, tmp_path: Path) -> None:
    """No conflict is an answer, not an error."""
    path = tmp_path / "none.svg"
    result = CliRunner().invoke(command, ["-o", str(path), "--about", "syniehubov", "--store", str(seed_folder)])
    assert result.exit_code == 0
    assert "No conflicts found" in path.read_text(encoding="utf-8")


def test_a_folder_is_no_picture(seed_folder: Path, tmp_path: Path) -> None:
    """``-o out`` where out is a folder is a slip of the pen: exit code 2."""
    result = CliRunner().invoke(command, ["-o", str(tmp_path), "--format", "svg", "--store", str(seed_folder)])
    assert result.exit_code == 2


def test_a_missing_folder_is_told_without_a_trace(seed_folder: Path, tmp_path: Path) -> None:
    """The message names the file that was asked for, not a temporary one."""
    path = tmp_path / "no" / "c.svg"
    result = CliRunner().invoke(command, ["-o", str(path), "--store", str(seed_folder)])
    assert isinstance(result.exception, StoreError)
    assert result.exception.file == str(path)


def test_an_unknown_ending_lists_the_formats(seed_folder: Path, tmp_path: Path) -> None:
    """``-o c.pdf`` is refused before anything is opened."""
    result = CliRunner().invoke(command, ["-o", str(tmp_path / "c.pdf"), "--store", str(seed_folder)])
    assert isinstance(result.exception, UsageError)
    assert ".png" in result.exception.hint
