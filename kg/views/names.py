"""The entity that a person means by a name."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from kg.errors import UsageError
from kg.store import Store
from kg.views.entities import load_entities
from kg.views.facts import local_name
from kg.views.records import EntityView

_WAYS: tuple[Callable[[EntityView], tuple[str, ...]], ...] = (
    lambda entity: (entity.entity, entity.iri),
    lambda entity: (local_name(entity.entity),),
    lambda entity: (entity.id,),
    lambda entity: (entity.label,),
    lambda entity: entity.surface,
)
"""How an entity can be named, the surest way first: a later way counts only where no earlier one fits."""


def find_entity(store: Store, name: str) -> str:
    """The canonical IRI of what is named by an IRI, a local name, a label or a form in the text, in any case.

    Raises:
        UsageError: nothing is called so, or more than one thing is; then the candidates are listed.
    """
    wanted = name.strip().strip("<>").removeprefix(":").casefold()
    entities = load_entities(store)
    for way in _WAYS:
        found = {e.entity for e in entities if any(form.casefold() == wanted for form in way(e))}
        if len(found) == 1:
            return found.pop()
        if found:
            raise _ambiguous(name, sorted(found), entities)
    raise _unknown(name, wanted, entities)


def _ambiguous(name: str, found: list[str], entities: list[EntityView]) -> UsageError:
    labels = {e.entity: e.label for e in reversed(entities)}
    listed = ", ".join(f"{local_name(iri)} ({labels[iri]})" for iri in found)
    return UsageError(f"{name!r} can mean {len(found)} entities: {listed}", hint="Use one of these names.")


def _unknown(name: str, wanted: str, entities: list[EntityView]) -> UsageError:
    forms = {form.casefold(): form for e in entities for form in (local_name(e.entity), e.label, *e.surface)}
    near = [forms[key] for key in get_close_matches(wanted, sorted(forms), n=3, cutoff=0.6)]
    hint = "Did you mean " + " or ".join(repr(form) for form in near) + "?" if near else "'kg list' shows the articles."
    return UsageError(f"nothing in the store is called {name!r}", hint=hint)
