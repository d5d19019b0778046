"""YAML read strictly, with the place of every value: no aliases, no tags, no duplicate keys, no guessed types.

Plain ``2024-01-24`` and ``no`` stay strings (YAML 1.1 makes a date and a boolean of them); only whole and decimal
numbers, ``true``, ``false`` and ``null`` are more than text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml
from msgspec import Struct, field

Path = tuple[str | int, ...]
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 12
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]+([eE][-+][0-9]{1,2})?")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


class Place(Struct, frozen=True, order=True):
    """Where something stands in a file. Units: line and column, both from 1."""

    line: int
    column: int


class Fault(Struct, frozen=True, order=True):
    """One thing wrong with a file, and where."""

    place: Place
    message: str


class Tree(Struct):
    """A YAML document as plain values, with the place of each of them and of each key."""

    value: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """The place of the value at that path, or of the nearest one that holds it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(1, 1))

    def key_place(self, path: Path) -> Place:
        """The place of the key at that path, or of its value where it has none."""
        return self.keys.get(path) or self.place(path)


def parse_yaml(text: str) -> Tree:
    """The document's tree; what is wrong with it stands in ``faults``, and then ``value`` may lack parts."""
    tree = Tree()
    try:
        tree.value = _Builder(tree, yaml.parse(text, Loader=_LOADER)).build(())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        tree.faults.append(Fault(_place(mark) if mark else Place(1, 1), f"not YAML: {error.problem or error.context}"))
    except yaml.YAMLError as error:
        tree.faults.append(Fault(Place(1, 1), f"not YAML: {str(error).splitlines()[0]}"))
    except _TooDeepError as error:
        tree.faults.append(error.fault)
    return tree


_CONTENT = (
    yaml.ScalarEvent,
    yaml.AliasEvent,
    yaml.MappingStartEvent,
    yaml.MappingEndEvent,
    yaml.SequenceStartEvent,
    yaml.SequenceEndEvent,
)


class _TooDeepError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class _Builder:
    """Turns the parser's events into values; a second document in the file is not read."""

    def __init__(self, tree: Tree, events: Iterator[Any]) -> None:
        self.tree = tree
        self.events = (event for event in events if isinstance(event, _CONTENT))

    def fault(self, event: Any, message: str) -> None:
        self.tree.faults.append(Fault(_place(event.start_mark), message))

    def build(self, path: Path) -> Any:
        """The value that the next event starts; an empty document gives None."""
        event = next(self.events, None)
        return None if event is None else self.build_from(event, path)

    def build_from(self, event: Any, path: Path) -> Any:
        self.tree.values[path] = _place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self.fault(event, f"alias *{event.anchor}: aliases are refused, write the value out")
            return None
        if event.tag and event.tag != "!":
            self.fault(event, f"tag {event.tag}: tags are refused, write the plain value")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if len(path) >= _DEEPEST:
            message = f"nested more than {_DEEPEST} levels deep; no field of this file is"
            raise _TooDeepError(Fault(_place(event.start_mark), message))
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.build_from(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> dict[str, Any]:
        members: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, path)
            if key in members:
                self.fault(event, f"key {key!r} is already given in line {self.tree.keys[(*path, key)].line}")
                self.build(("duplicate", *path, key))
                continue
            self.tree.keys[(*path, key)] = _place(event.start_mark)
            members[key] = self.build((*path, key))
        return members

    def key(self, event: Any, path: Path) -> str:
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        self.fault(event, "a key is a word, not a list, a mapping or an alias")
        self.build_from(event, ("key", *path))
        return ""


def _scalar(event: Any) -> Any:
    """The scalar's value; quoted and block scalars are always text."""
    text = str(event.value)
    if not event.implicit[0] or event.style in {"'", '"', "|", ">"}:
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return _WORDS.get(text.lower(), text)
