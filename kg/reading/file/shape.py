"""Fits a YAML tree to the forms of a Reading file, field by field, so that every fault of a file is found at once."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import NODEFAULT, Struct, structs

from kg.reading.file.schema import Id, ReadingForm
from kg.yamltree import Fault, Path, Tree

_AT = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.(?P<key>[\w.-]+)|\[(?P<index>\d+|\.\.\.)\]")
_PLAIN = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "a mapping",
}


def closest(word: str, options: list[str]) -> str:
    """A clause that offers the option most like the word, or an empty string."""
    near = get_close_matches(word, sorted(options), n=1, cutoff=0.5)
    return f'; did you mean "{near[0]}"?' if near else ""


def field_name(path: Path) -> str:
    """The path as a person names a field: ``assertions[3].stance``, ``actors.russia.type``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).lstrip(".") or "the file"


class Shaper:
    """Reads forms out of a tree; what does not fit goes to the tree's faults."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.sections: dict[str, Any] = {}

    def fault(self, path: Path, message: str, *, key: bool = False) -> None:
        place = self.tree.key_place(path) if key else self.tree.place(path)
        self.tree.faults.append(Fault(place, f"{field_name(path)}: {message}"))

    def at(self, path: Path) -> Any:
        """The raw value at that path."""
        value = self.tree.value
        for step in path:
            value = value[step]
        return value

    def struct(self, path: Path, form: type[Struct]) -> Any:
        """The form read from the mapping at that path; None when it does not fit."""
        raw = self.at(path)
        if not isinstance(raw, dict):
            self.fault(path, f"expected a mapping with {_listed(form.__struct_fields__)}")
            return None
        before = len(self.tree.faults)
        self._unknown(path, raw, form)
        hints = get_type_hints(form, include_extras=True)
        values = {f.name: self._field(path, raw, f, hints[f.name]) for f in structs.fields(form)}
        given = {name: value for name, value in values.items() if value is not NODEFAULT}
        return form(**given) if len(self.tree.faults) == before else None

    def _unknown(self, path: Path, raw: dict[str, Any], form: type[Struct]) -> None:
        names = list(form.__struct_fields__)
        for key in raw:
            if key not in names:
                near = closest(key, names) or f"; expected one of {_listed(names)}"
                self.fault((*path, key), f"no such field{near}", key=True)

    def _field(self, path: Path, raw: dict[str, Any], field: structs.FieldInfo, hint: Any) -> Any:
        """The field's value; NODEFAULT when it is absent or does not fit."""
        if field.name in raw:
            return self.value((*path, field.name), hint)
        if field.required:
            self.fault(path, f"lacks the field `{field.name}`")
        return NODEFAULT

    def value(self, path: Path, hint: Any) -> Any:
        """The value at that path as the type says; NODEFAULT when it does not fit."""
        raw = self.at(path)
        try:
            return msgspec.convert(raw, hint)
        except msgspec.ValidationError as error:
            inner, message = _inner(str(error))
            self.fault((*path, *inner), _worded(message, hint, raw))
            return NODEFAULT

    def read(self) -> dict[str, Any]:
        """Every section that fits: forms by id, or a list of (index, form); the file's own form is the whole."""
        if not isinstance(self.tree.value, dict):
            self.fault((), f"expected a mapping with {_listed(ReadingForm.__struct_fields__)}")
            return {}
        self._unknown((), self.tree.value, ReadingForm)
        for field in structs.fields(ReadingForm):
            if field.name in self.tree.value:
                self.sections[field.name] = self._section(field.name, get_type_hints(ReadingForm, include_extras=True))
            elif field.required:
                self.fault((), f"lacks the section `{field.name}`")
        return self.sections

    def _section(self, name: str, hints: dict[str, Any]) -> Any:
        inner = [part for part in get_args(hints[name]) if isinstance(part, type)]
        if not inner:
            return self.struct((name,), hints[name])
        if get_args(hints[name])[0] is inner[0]:
            return self._list(name, inner[0])
        return self._mapping(name, inner[-1])

    def _list(self, name: str, form: type[Struct]) -> list[tuple[int, Any]]:
        raw = self.at((name,))
        if not isinstance(raw, list):
            self.fault((name,), 'expected a list, each item starting with "- "')
            return []
        forms = [(index, self.struct((name, index), form)) for index in range(len(raw))]
        return [(index, item) for index, item in forms if item is not None]

    def _mapping(self, name: str, form: type[Struct]) -> dict[str, Any]:
        raw = self.at((name,))
        if not isinstance(raw, dict):
            self.fault((name,), "expected a mapping from id to fields")
            return {}
        for key in raw:
            if not _is_id(key):
                self.fault((name, key), f"{key!r} is no id; {_ID_WANTED}", key=True)
        forms = {key: self.struct((name, key), form) for key in raw}
        return {key: item for key, item in forms.items() if item is not None}


_ID_WANTED = "expected letters, digits, hyphen, underscore and dot, a letter or digit first, at most 80"


def _is_id(key: str) -> bool:
    try:
        msgspec.convert(key, Id)
    except msgspec.ValidationError:
        return False
    return True


def _listed(names: Any) -> str:
    return ", ".join(str(name) for name in names)


def _inner(message: str) -> tuple[Path, str]:
    """The path inside the value that msgspec names at the end of its message, and the message without it."""
    match = _AT.search(message)
    if not match:
        return (), message
    steps = _STEP.finditer(match["path"])
    path = tuple(int(step["index"]) if (step["index"] or "").isdigit() else step["key"] for step in steps)
    return tuple(step for step in path if step is not None), message[: match.start()]


def _worded(message: str, hint: Any, raw: Any) -> str:
    """msgspec's message in words for people, with what was expected and what to do."""
    options = next((list(get_args(part)) for part in (hint, *get_args(hint)) if _is_words(part)), [])
    if options and isinstance(raw, str):
        return f'"{raw}" is none of {_listed(options)}{closest(raw, options)}'
    if "matching regex" in message:
        wanted = "a hash of 64 hex digits" if "64" in message else "such as Q212" if "Q[" in message else ""
        return f"{raw!r} does not fit: {wanted}" if wanted else f"{raw!r} is no id; {_ID_WANTED}"
    message = re.sub(r"`([a-z |]+)`", _plainly, message)
    message = message[0].lower() + message[1:]
    return message + (": put it in quotes" if re.search(r"text.*got (a|true)", message) and _is_plain(raw) else "")


def _plainly(match: re.Match[str]) -> str:
    """The names of types between backquotes in plain words: `str | array` → text or a list."""
    return " or ".join(_PLAIN.get(name, name) for name in match[1].split(" | "))


def _is_words(part: Any) -> bool:
    return bool(get_args(part)) and all(isinstance(word, str) for word in get_args(part))


def _is_plain(raw: Any) -> bool:
    return isinstance(raw, int | float)
