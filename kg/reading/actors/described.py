"""What a noun phrase says of whom or what it names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Described:
    """What a noun phrase names: type, label, the bare name, role words, country code, and how it is named."""

    type: str
    label: str
    name: str
    role: str = ""
    country: str = ""
    kind: str = "named"  # named, definite, indefinite, plural, pronoun
    head: str = ""
    speaks: bool = False
    owned: bool = False  # by a pronoun: "his lawyer"
    tied: bool = False  # it says whose or of what: "the head of the union", "his lawyer"
