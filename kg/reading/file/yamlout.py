"""Writes a tree as YAML: lists of words on one line, the rest in blocks, no anchors, since a Reading file takes none.

PyYAML has two writers, one of them four times as fast, which needs libyaml. Of strings that both write plainly or in
single quotes they make the same bytes. A tree with others (control characters, emoji, keys that are empty or longer
than a line) goes to the slower one, so that the same tree gives the same bytes wherever it is written.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

_WIDTH: Final = 120
_ALIKE: Final = re.compile("[\x20-\x7e\xa0-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]*")


class _Slow(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Quick(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    simple = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=simple)


_Slow.add_representer(list, _represent_list)
_Quick.add_representer(list, _represent_list)


def write_yaml(tree: dict[str, Any]) -> str:
    """The tree as YAML, its keys in the order given."""
    writer = _Quick if _is_plain(tree) else _Slow
    dumped: str = yaml.dump(tree, Dumper=writer, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return dumped


def _is_plain(tree: Any) -> bool:
    """Whether both writers write the tree alike."""
    if isinstance(tree, str):
        return _ALIKE.fullmatch(tree) is not None
    if isinstance(tree, dict):
        return all(0 < len(key) < _WIDTH and _is_plain(key) and _is_plain(value) for key, value in tree.items())
    return not isinstance(tree, list) or all(map(_is_plain, tree))
