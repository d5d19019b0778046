"""Takes from a model's answer what is fit to use and says what was refused; it is hostile until proven harmless."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from kg.errors import InputError
from kg.model import CERTAINTIES, COMMITTED, STANCES, Article, Reader, Reading
from kg.reading.file import parse_reading
from kg.reading.file.schema import ActorForm, AssertionForm, PropositionForm, ThingForm

_FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)
_MOST = 2_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_LINKS = ("about", "parts", "excludes", "asks", "instance_of", "evidence_for", "no_evidence_for")
_LINK = ("subject", "object", "place", "part_of", "controlled_by", "negates")


def reading_from(answer: str, article: Article, reader: Reader) -> Reading:
    """The Reading in a model's answer; ``dropped`` lists what was refused, and why.

    Raises:
        InputError: it is not a JSON object at all.
    """
    refused: list[str] = []
    given = _decoded(answer)
    actors = _section(given, "actors", ActorForm, refused)
    things = {k: v for k, v in _section(given, "things", ThingForm, refused).items() if k not in actors}
    entities = {*actors, *things}
    propositions = _section(given, "propositions", PropositionForm, refused)
    for name, items in (("actors", actors), ("things", things), ("propositions", propositions)):
        for item in items.values():
            _keep_known_links(item, entities if name != "propositions" else entities | set(propositions))
    propositions = {key: item for key, item in propositions.items() if item.get("about")}
    assertions = _assertions(given.get("assertions"), set(actors), set(propositions), refused)
    form = {"actors": actors, "things": things, "propositions": propositions, "assertions": assertions}
    return _checked(form, article, reader, refused)


def _decoded(answer: str) -> dict[str, Any]:
    fenced = _FENCE.fullmatch(answer)
    try:
        given = msgspec.json.decode(fenced.group(1) if fenced else answer)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise InputError(
            f"the model's answer is no JSON: {error}", hint="Nothing of it was used; try again."
        ) from error
    if not isinstance(given, dict):
        raise InputError("the model's answer is no JSON object", hint="Nothing of it was used; try again.")
    return given


def _section(given: dict[str, Any], name: str, form: type, refused: list[str]) -> dict[str, dict[str, Any]]:
    """The items of a section that fit their form, by id."""
    raw = given.get(name)
    kept: dict[str, dict[str, Any]] = {}
    for key, item in list(raw.items())[:_MOST] if isinstance(raw, dict) else []:
        fault = _fault(item, form) if _ID.fullmatch(key) else "no usable id"
        if fault:
            refused.append(f"{name} {key[:80]!r}: {fault}")
        else:
            kept[key] = item
    return kept


def _fault(item: object, form: type) -> str:
    try:
        msgspec.convert(item, form)
    except (msgspec.ValidationError, RecursionError) as error:
        return str(error)[:200]
    return ""


def _keep_known_links(item: dict[str, Any], known: set[str]) -> None:
    """Takes out references to what was refused or never given."""
    for name in _LINKS:
        if name in item:
            item[name] = [target for target in item[name] if target in known]
    for name in _LINK:
        if item.get(name) not in known:
            item.pop(name, None)


def _assertions(raw: object, actors: set[str], propositions: set[str], refused: list[str]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for number, item in enumerate(raw[:_MOST] if isinstance(raw, list) else [], 1):
        fault = _fault(item, AssertionForm) or _misfit(item, actors, propositions)
        if fault:
            refused.append(f"assertion {number}: {fault}")
        else:
            kept.append({**item, "id": f"m{number:03d}", "voice": "source"})
    return kept


def _misfit(item: dict[str, Any], actors: set[str], propositions: set[str]) -> str:
    """Why an assertion of the right form cannot stand all the same; empty when it can."""
    stance = _scale(item["stance"], STANCES)
    if item["by"] not in actors:
        return f"no actor {item['by'][:80]!r}"
    if item.get("content") not in propositions or item.get("reports"):
        return "it has no content among the propositions"
    if stance not in STANCES:
        return f"no stance {item['stance'][:80]!r}"
    if (stance in COMMITTED) != (_scale(item.get("certainty", ""), CERTAINTIES) in CERTAINTIES):
        return "certainty goes with Affirms and Denies, and only there"
    return ""


def _scale(word: str, values: tuple[str, ...]) -> str:
    folded = re.sub(r"[^a-z]", "", word.lower())
    return next((value for value in values if value.lower() == folded), "")


def _checked(form: dict[str, Any], article: Article, reader: Reader, refused: list[str]) -> Reading:
    """The Reading file's own checks last: they prove each quote against the text."""
    head = {
        "article": {"file": article.name, "sha256": article.sha256},
        "reader": {"kind": reader.kind, "name": reader.name, "version": reader.version},
    }
    text = msgspec.json.encode({**head, **form}).decode()
    reading = parse_reading(text, article, "<the model's answer>")
    return msgspec.structs.replace(reading, dropped=(*refused, *reading.dropped), article=article)
