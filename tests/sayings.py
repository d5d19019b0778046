"""Small worlds for the tests of the conflict rules: who said what, without an article or a store."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kg.conflicts import World, find_conflicts, find_unresolved
from kg.model import COMMITTED, AssertionView, Conflict
from kg.views import EntityView, PropositionView


def entity(name: str, type: str = "Country", article: str = "art", **known: Any) -> EntityView:
    """One article's actor or thing; its canonical name is its own unless given."""
    known = {"label": name.capitalize(), "entity": f"entity/{name}", **known}
    return EntityView(iri=f"{article}/entity-{name}", id=name, article=article, type=type, **known)


def prop(name: str, text: str = "", article: str = "art", **known: Any) -> PropositionView:
    """A proposition; ids of others are local, numbers plain."""
    for key in ("parts", "excludes", "asks", "instance_of", "evidence_for", "no_evidence_for", "same_claim"):
        known[key] = tuple(_proposition(article, other) for other in known.get(key, ()))
    for key in ("value", "min", "max"):
        known[key] = None if known.get(key) is None else Decimal(str(known[key]))
    if known.get("negates"):
        known["negates"] = _proposition(article, known["negates"])
    known["about"] = tuple(f"{article}/entity-{other}" for other in known.get("about", ("matter",)))
    for key in ("subject", "object", "place"):
        known[key] = f"{article}/entity-{known[key]}" if known.get(key) else ""
    return PropositionView(iri=f"{article}/proposition-{name}", id=name, article=article, text=text or name, **known)


def say(name: str, by: str, stance: str, content: str, article: str = "art", **known: Any) -> AssertionView:
    """An assertion, certain where its stance claims a fact; its place in the text follows its name."""
    start = int("".join(c for c in name if c.isdigit()) or 0) * 10
    fixed: dict[str, Any] = {
        "by_label": by.capitalize(),
        "by_type": "Country",
        "by_side": "",
        "entity": f"entity/{by}",
        "certainty": "Certain" if stance in COMMITTED else "",
        "text": content,
        "quote": content,
        "spans": (),
        "article": article,
        "doc": article,
        "publisher": "",
        "date": "",
        "said_on": "",
        "start": start,
        "end": start + 5,
        "sentence": content,
        "reader": "person",
        "unchecked": False,
        "voice": "source",
    }
    for key in ("reports", "revises"):
        if known.get(key):
            known[key] = f"{article}/assertion-{known[key]}"
    return AssertionView(
        iri=f"{article}/assertion-{name}",
        id=name,
        by=f"{article}/entity-{by}",
        stance=stance,
        content=_proposition(article, content),
        **{**fixed, **known},
    )


def world(
    *records: AssertionView | PropositionView | EntityView,
    cues: dict[str, str] | None = None,
    revises: dict[str, str] | None = None,
) -> World:
    """A world of these records; cues by the assertion's local id, versions by the article they follow."""
    return World(
        [r for r in records if isinstance(r, AssertionView)],
        [r for r in records if isinstance(r, PropositionView)],
        [r for r in records if isinstance(r, EntityView)],
        {f"art/assertion-{name}": words for name, words in (cues or {}).items()},
        revises,
    )


def pairs(hits: list[Conflict]) -> list[tuple[str, str, str]]:
    """Type and local ids of each pair."""
    return [(hit.type, hit.a.id, hit.b.id) for hit in hits]


def clashes(*records: AssertionView | PropositionView | EntityView, cues: dict[str, str] | None = None) -> list[str]:
    """What the rules find, each as "type a b"."""
    return [" ".join(pair) for pair in pairs(find_conflicts(world(*records, cues=cues)))]


def open_pairs(*records: AssertionView | PropositionView | EntityView) -> list[str]:
    """The unresolved pairs, each as "a b"."""
    return [f"{a} {b}" for _, a, b in pairs(find_unresolved(world(*records)))]


def _proposition(article: str, name: str) -> str:
    """The IRI of a local proposition; "other:name" names another article's."""
    owner, colon, local = name.rpartition(":")
    return f"{owner if colon else article}/proposition-{local}"
