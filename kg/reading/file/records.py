"""Makes the model's records from the forms of a Reading file: places quotes, names scales, drops what a machine
misquoted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from kg.model import Actor, Assertion, Correction, Judgement, Predicate, Proposition, Span, Thing
from kg.reading.file.check import SCALES, scale_value
from kg.reading.file.quotes import QuoteError, check_order, find_after, find_nearest, find_occurrence, find_only
from kg.reading.file.schema import Pick
from kg.reading.file.shape import Shaper
from kg.yamltree import Path

_KINDS: dict[str, type] = {"actors": Actor, "things": Thing, "predicates": Predicate, "propositions": Proposition}


class Records:
    """The records of one file. Without a text, no quote is looked for."""

    def __init__(self, shaper: Shaper, text: str | None, *, drop: bool) -> None:
        self.shaper = shaper
        self.text = text
        self.drop = drop
        self.dropped: list[str] = []

    def make(self) -> dict[str, Any]:
        """Everything but the article and the reader, by the field of Reading that holds it."""
        made: dict[str, Any] = {
            section: tuple(_record(kind, name, form) for name, form in self._items(section).items())
            for section, kind in _KINDS.items()
        }
        made["corrections"] = tuple(self._corrections())
        made["assertions"] = tuple(self._assertions({correction.id for correction in made["corrections"]}))
        made["judgements"] = tuple(
            Judgement(entity=form.entity, forms=tuple(form.forms), reason=form.reason)
            for _, form in self.shaper.sections.get("judgements") or []
        )
        return made

    def _items(self, section: str) -> Mapping[str, Any]:
        items: Mapping[str, Any] = self.shaper.sections.get(section) or {}
        return items

    def _corrections(self) -> list[Correction]:
        placed = (
            (name, self._placed(("corrections", name), form)) for name, form in self._items("corrections").items()
        )
        return [Correction(id=name, quote=spans["quote"]) for name, spans in placed if spans]

    def _assertions(self, corrections: set[str]) -> list[Assertion]:
        made = []
        for index, form in self.shaper.sections.get("assertions") or []:
            spans = self._placed(("assertions", index), form)
            if spans:
                made.append(_assertion(form, spans))
        return self._without_loose_ends(made, corrections) if self.drop else made

    def _without_loose_ends(self, made: list[Assertion], corrections: set[str]) -> list[Assertion]:
        """Drops reports of what was dropped, and forgets revisions and withdrawals by it."""
        count = -1
        while count != len(made):
            count = len(made)
            kept = {assertion.id for assertion in made}
            lost = [a for a in made if a.reports and a.reports not in kept]
            self.dropped += [f"{a.id}: it reports {a.reports}, which was dropped" for a in lost]
            made = [a for a in made if not a.reports or a.reports in kept]
        return [
            structs.replace(
                assertion,
                revises=assertion.revises if assertion.revises in kept else None,
                withdrawn_in=assertion.withdrawn_in if assertion.withdrawn_in in corrections else None,
            )
            for assertion in made
        ]

    def _placed(self, path: Path, form: Any) -> dict[str, tuple[Span, ...]]:
        """The spans of quote, source and cue; empty, with a fault or a drop, when one is not to be found."""
        if self.text is None:
            return {}
        spans: dict[str, tuple[Span, ...]] = {}
        for field in ("quote", "source", "cue"):
            words = getattr(form, field, None)
            try:
                spans[field] = self._find(field, words, form, spans) if words else ()
                if field == "quote" and not words:
                    raise QuoteError("is empty; give the content's words")
            except QuoteError as error:
                self._fail((*path, field), str(getattr(form, "id", path[-1])), str(error))
                return {}
        return spans

    def _find(self, field: str, words: Any, form: Any, spans: dict[str, tuple[Span, ...]]) -> tuple[Span, ...]:
        pieces = words if isinstance(words, list) else [words]
        found = self._quote(pieces, form) if field == "quote" else self._beside(pieces, spans["quote"])
        check_order(found)
        return tuple(found)

    def _quote(self, pieces: list[str | Pick], form: Any) -> list[Span]:
        """The quote's pieces: the first is the only one, or the one told; each other is the next after it."""
        assert self.text is not None
        found: list[Span] = []
        for piece in pieces:
            if isinstance(piece, Pick):
                found.append(find_occurrence(self.text, piece.text, piece.occurrence))
            elif found:
                found.append(find_after(self.text, piece, found[-1]))
            elif form.occurrence:
                found.append(find_occurrence(self.text, piece, form.occurrence))
            else:
                found.append(find_only(self.text, piece, form.near))
        return found

    def _beside(self, pieces: list[str | Pick], quote: tuple[Span, ...]) -> list[Span]:
        assert self.text is not None
        return [
            find_occurrence(self.text, piece.text, piece.occurrence)
            if isinstance(piece, Pick)
            else find_nearest(self.text, piece, quote)
            for piece in pieces
        ]

    def _fail(self, path: Path, name: str, message: str) -> None:
        if self.drop:
            self.dropped.append(f"{name}: {path[-1]}: {message}")
        else:
            self.shaper.fault(path, message)


def _record(kind: type, name: str, form: Any) -> Any:
    """The record of a form that differs from it only in that lists are tuples and scales have their own names."""
    return kind(id=name, **_fields(form, frozenset()))


def _assertion(form: Any, spans: dict[str, tuple[Span, ...]]) -> Assertion:
    fields = _fields(form, frozenset({"quote", "source", "cue", "occurrence", "near"}))
    return Assertion(**(fields | {"certainty": fields["certainty"] or None} | spans))


def _fields(form: Any, left_out: frozenset[str]) -> dict[str, Any]:
    fields = {}
    for name, value in structs.asdict(form).items():
        if name not in left_out:
            named = (scale_value(name, value) or value) if name in SCALES and value else value
            fields[name] = tuple(named) if isinstance(named, list) else named
    return fields
