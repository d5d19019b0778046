"""Findings by where they stand, so that in a long text each is compared with the few that can touch it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.reading.spans.drafts import Attribution

_BLOCK: Final = 500


class Findings:
    """Attributions in the order in which they were added."""

    def __init__(self, found: Iterable[Attribution] = ()) -> None:
        self.found: list[Attribution] = []
        self._blocks: dict[int, list[int]] = {}
        for each in found:
            self.add(each)

    def add(self, one: Attribution) -> None:
        """Adds one at the end."""
        for block in _blocks(one):
            self._blocks.setdefault(block, []).append(len(self.found))
        self.found.append(one)

    def near(self, one: Attribution) -> list[Attribution]:
        """Those of which cue or content can share words with cue or content of this one, in order."""
        return [self.found[n] for n in sorted({n for block in _blocks(one) for n in self._blocks.get(block, ())})]


def _blocks(found: Attribution) -> set[int]:
    """The blocks of text that cue and content touch."""
    spans = (*found.cue, *found.content)
    return {block for span in spans for block in range(span.start // _BLOCK, span.end // _BLOCK + 1)}
