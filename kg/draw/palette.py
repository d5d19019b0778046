"""Colours and type of the pictures, as CSS. Marks and line styles carry the meaning; colour only repeats it."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from kg.draw.boxes import SIZES


class Palette(Struct, frozen=True, kw_only=True):
    """The colours of one look; every tone is dark (or light) enough for text on every fill."""

    paper: str
    bar: str
    ink: str
    soft: str
    mark: str
    fills: tuple[str, str, str, str]
    tones: dict[str, str]


LIGHT: Final = Palette(
    paper="#ffffff", bar="#eef1f5", ink="#1a1a1a", soft="#4a4a4a", mark="#ffffff",
    fills=("#fdecec", "#e8f0fd", "#f6f4e4", "#f1f1f1"),
    tones={"asserts": "#1b6b33", "denies": "#6b2079", "doubts": "#8f4700", "conflict": "#a11527"},
)  # fmt: skip
DARK: Final = Palette(
    paper="#16181c", bar="#262b33", ink="#f0f0f0", soft="#c3c7cd", mark="#16181c",
    fills=("#3a2326", "#1f2c42", "#35321f", "#2b2d31"),
    tones={"asserts": "#7ed196", "denies": "#d9a2e6", "doubts": "#f0b06a", "conflict": "#ff9aa5"},
)  # fmt: skip
FAMILY: Final = '"DejaVu Sans","Noto Sans",Arial,Helvetica,sans-serif'


def style_sheet(palette: Palette) -> str:
    """The rules for every class that the pictures use."""
    return "".join([*_type_rules(), *colour_rules(palette), *_stroke_rules()])


def _type_rules() -> list[str]:
    faces = {"regular": "", "bold": ";font-weight:700", "italic": ";font-style:italic"}
    rules = [f".sheet text{{font-family:{FAMILY}}}"]
    return rules + [f".{style}{{font-size:{size}px{faces[face]}}}" for style, (size, face) in SIZES.items()]


def colour_rules(palette: Palette) -> list[str]:
    """The rules that differ between the light and the dark look."""
    rules = [
        f".sheet text{{fill:{palette.ink}}}.paper{{fill:{palette.paper}}}.bar{{fill:{palette.bar}}}",
        f".sheet text.soft{{fill:{palette.soft}}}.mark{{stroke:{palette.mark}}}.halo{{stroke:{palette.paper}}}",
        f".capsule,.frame{{fill:{palette.paper};stroke:{palette.soft}}}.swatch{{stroke:{palette.soft}}}",
        f".label{{stroke:{palette.paper}}}.box.soft,.run.soft{{stroke:{palette.soft}}}",
        f".n-assertion,.n-conflict{{fill:{palette.paper}}}.n-speaker{{fill:{palette.bar}}}",
        f".n-proposition{{fill:{palette.fills[2]}}}",
    ]
    rules += [f".f{number}{{fill:{fill}}}" for number, fill in enumerate(palette.fills)]
    for tone, colour in palette.tones.items():
        rules.append(f".sheet text.{tone},.disc.{tone},.wire.{tone}{{fill:{colour}}}")
        rules.append(f".box.{tone},.run.{tone},.{tone} .run{{stroke:{colour}}}")
    return rules


def _stroke_rules() -> list[str]:
    return [
        ".box{stroke-width:2}.capsule{stroke-dasharray:4 3}.frame{stroke-dasharray:2 2}",
        ".mark{fill:none;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}",
        ".halo{fill:none;stroke-width:6}.run{fill:none;stroke-width:2}.run.soft{stroke-width:1.2}",
        ".dashed{stroke-dasharray:6 4}",
        ".label{paint-order:stroke;stroke-width:4;stroke-linejoin:round}",
    ]
