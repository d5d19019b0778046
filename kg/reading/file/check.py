"""What a Reading file must keep beyond its form: known ids, scales, dates, and no chain that bites its own tail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.formats import check_date, check_time, check_url
from kg.model import CERTAINTIES, COMMITTED, STANCES
from kg.reading.file.schema import BASES, CHANNELS, DATE_BASES, file_form
from kg.reading.file.shape import Shaper, closest
from kg.yamltree import Path

# Field → what it refers to.
_REFERENCES: dict[str, dict[str, str]] = {
    "actors": {"part_of": "actor or thing", "controlled_by": "actor"},
    "things": {"part_of": "actor or thing", "place": "actor or thing"},
    "propositions": {
        "about": "actor or thing",
        "subject": "actor or thing",
        "object": "actor, thing or proposition",
        "place": "actor or thing",
        "parts": "proposition",
        "negates": "proposition",
        "excludes": "proposition",
        "asks": "proposition",
        "instance_of": "proposition",
        "evidence_for": "proposition",
        "no_evidence_for": "proposition",
    },
    "assertions": {
        "by": "actor",
        "content": "proposition",
        "reports": "assertion",
        "revises": "assertion",
        "withdrawn_in": "correction",
    },
    "judgements": {"entity": "actor or thing"},
}
_DATES: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "things": ("time", "time_basis", check_time),
    "propositions": ("time", "time_basis", check_time),
    "assertions": ("said_on", "date_basis", check_date),
}
_CHAINS = (
    ("assertions", "reports"),
    ("assertions", "revises"),
    ("propositions", "parts"),
    ("propositions", "negates"),
    ("propositions", "instance_of"),
    ("entities", "part_of"),
    ("entities", "controlled_by"),
)
SCALES: dict[str, tuple[str, ...]] = {
    "stance": STANCES,
    "certainty": CERTAINTIES,
    "channel": CHANNELS,
    "basis": BASES,
    "date_basis": DATE_BASES,
    "time_basis": DATE_BASES,
}


def scale_value(field: str, word: str) -> str | None:
    """The scale's own name for a word in any case ("could not verify" → CouldNotVerify); None when it has none."""
    folded = _folded(word)
    return next((value for value in SCALES[field] if _folded(value) == folded), None)


def _folded(word: str) -> str:
    return "".join(character for character in word.lower() if character.isalnum())


def check_reading(shaper: Shaper) -> None:
    """Adds a fault for everything that the forms alone cannot rule out."""
    check = _Check(shaper)
    check.check_ids()
    for path, form in check.forms():
        section = str(path[0])
        check.check_references(path, form, _REFERENCES.get(section, {}))
        check.check_scales(path, form)
        if section in _DATES:
            check.check_days(path, form)
    for path, form in check.forms("propositions"):
        check.check_counts(path, form)
    for path, form in check.forms("assertions"):
        check.check_assertion(path, form)
    for section, field in _CHAINS:
        check.check_chain(section, field)
    check.check_article()


class _Check:
    def __init__(self, shaper: Shaper) -> None:
        self.shaper = shaper
        self.fault = shaper.fault
        names = {section: self._named(section) for section in ("actors", "things", "propositions", "corrections")}
        entities = names["actors"] | names["things"]
        self.known: dict[str, Mapping[str, Path]] = {
            "actor": names["actors"],
            "actor or thing": entities,
            "actor, thing or proposition": entities | names["propositions"],
            "proposition": names["propositions"],
            "assertion": self._assertion_ids(),
            "correction": names["corrections"],
        }

    def _named(self, section: str) -> dict[str, Path]:
        """Every id that the file gives in a section, also of items that have faults, so that one fault stays one."""
        value = self.shaper.tree.value
        raw = value.get(section) if isinstance(value, dict) else None
        return {key: (section, key) for key in raw} if isinstance(raw, dict) else {}

    def _assertion_ids(self) -> dict[str, Path]:
        value = self.shaper.tree.value
        raw = value.get("assertions") if isinstance(value, dict) else None
        rows = enumerate(raw) if isinstance(raw, list) else ()
        return {str(row["id"]): ("assertions", n) for n, row in rows if isinstance(row, dict) and "id" in row}

    def forms(self, *sections: str) -> Iterable[tuple[Path, Any]]:
        """The path and form of every item, of the sections named or of all."""
        for section in sections or _REFERENCES:
            items = self.shaper.sections.get(section) or {}
            for key, form in items.items() if isinstance(items, dict) else items:
                yield (section, key), form

    def check_ids(self) -> None:
        """No id twice: actors and things share one kind, assertions come in a list."""
        for key in self._named("actors").keys() & self._named("things").keys():
            self.fault(("things", key), "is also the id of an actor; actors and things share one kind of id", key=True)
        seen: dict[str, int] = {}
        for index, form in self.shaper.sections.get("assertions") or []:
            first = seen.setdefault(form.id, index)
            if first != index:
                line = self.shaper.tree.place(("assertions", first)).line
                self.fault(
                    ("assertions", index, "id"), f'"{form.id}" is already the id of the assertion in line {line}'
                )

    def check_references(self, path: Path, form: Any, references: dict[str, str]) -> None:
        for field, kind in references.items():
            value = getattr(form, field)
            for step, name in (
                [((), value)] if isinstance(value, str) else [((n,), v) for n, v in enumerate(value or [])]
            ):
                if name not in self.known[kind]:
                    self.fault((*path, field, *step), self._missing(name, kind))

    def _missing(self, name: str, kind: str) -> str:
        other = next((k for k in ("actor or thing", "proposition", "assertion") if name in self.known[k]), "")
        if other:
            what = {"actor or thing": "a thing" if kind == "actor" else "an actor or thing"}.get(other, f"a {other}")
            return f'"{name}" is {what}; expected the id of a{"n" * (kind[0] == "a")} {kind}'
        return f'no {kind} "{name}" in this file{closest(name, list(self.known[kind]))}'

    def check_scales(self, path: Path, form: Any) -> None:
        for field, values in SCALES.items():
            word = getattr(form, field, "")
            if word and scale_value(field, word) is None:
                names = [file_form(value) for value in values]
                self.fault((*path, field), f'"{word}" is none of {", ".join(names)}{closest(word.lower(), names)}')

    def check_days(self, path: Path, form: Any) -> None:
        """Each date is one, and says how it is known: this article names weekdays, and no year."""
        day, basis, check = _DATES[str(path[0])]
        text = getattr(form, day)
        self._checked((*path, day), text, check)
        if text and not getattr(form, basis):
            names = ", ".join(DATE_BASES)
            self.fault((*path, day), f"a date needs `{basis}`, which says how it is known: {names}")

    def _checked(self, path: Path, text: str, check: Callable[[str], str]) -> None:
        try:
            if text:
                check(text)
        except ValueError as error:
            self.fault(path, str(error))

    def check_counts(self, path: Path, form: Any) -> None:
        """A number says what it counts, a bound is no value, and a sum has something to add."""
        bounds = [bound for bound in (form.min, form.max) if bound is not None]
        if (form.value is not None or bool(bounds)) != bool(form.counts):
            self.fault(path, "`counts` says what is counted, and goes with `value`, or with `min` and `max`")
        if form.value is not None and bounds:
            self.fault((*path, "value"), "give a value, or bounds, but not both")
        if len(bounds) == 2 and form.min > form.max:
            self.fault((*path, "min"), f"{form.min} is more than max {form.max}")
        if form.sums and (len(form.parts) < 2 or not form.counts):
            self.fault((*path, "sums"), "needs a count of its own and two or more parts")

    def check_assertion(self, path: Path, form: Any) -> None:
        stance = scale_value("stance", form.stance)
        if stance and (stance in COMMITTED) != bool(form.certainty):
            wanted = "needs" if stance in COMMITTED else "takes no"
            self.fault(
                path, f"stance {file_form(stance)} {wanted} `certainty`, which goes with affirms and denies only"
            )
        if (form.content is None) == (form.reports is None):
            self.fault(path, "needs exactly one of `content` and `reports`")
        elif stance and (stance == "Relays") != (form.reports is not None):
            self.fault((*path, "stance"), "stance relays goes with `reports`, and only with it")
        if form.near and form.occurrence:
            self.fault((*path, "near"), "give `near` or `occurrence`, not both")

    def check_chain(self, section: str, field: str) -> None:
        """Nothing leads back to itself: who reports a report of his own words has no first source."""
        sections = ("actors", "things") if section == "entities" else (section,)
        items = [(path, form) for path, form in self.forms(*sections)]
        places = {str(getattr(form, "id", path[1])): path for path, form in items}
        links = {str(getattr(form, "id", path[1])): _targets(form, field) for path, form in items}
        for name in _circle(links):
            self.fault((*places[name], field), f'"{name}" leads back to itself through `{field}`; break the circle')

    def check_article(self) -> None:
        article = self.shaper.sections.get("article")
        if article is not None:
            self._checked(("article", "published"), article.published, check_date)
            self._checked(("article", "url"), article.url, check_url)


def _targets(form: Any, field: str) -> list[str]:
    value = getattr(form, field, None)
    return [value] if isinstance(value, str) else list(value or [])


def _circle(links: dict[str, list[str]]) -> list[str]:
    """The names that lie on a circle of links, or between two: what is left when all loose ends are cut off."""
    left = _without_ends(links)
    back: dict[str, list[str]] = {name: [] for name in left}
    for name in left:
        for target in links[name]:
            if target in back:
                back[target].append(name)
    return sorted(_without_ends(back))


def _without_ends(links: dict[str, list[str]]) -> set[str]:
    """The names from which links can be followed for ever."""
    sources: dict[str, list[str]] = {}
    open_ends = {name: sum(target in links for target in set(targets)) for name, targets in links.items()}
    for name, targets in links.items():
        for target in set(targets):
            sources.setdefault(target, []).append(name)
    ends = [name for name, count in open_ends.items() if not count]
    while ends:
        for source in sources.get(ends.pop(), []):
            open_ends[source] -= 1
            if not open_ends[source]:
                ends.append(source)
    return {name for name, count in open_ends.items() if count}
