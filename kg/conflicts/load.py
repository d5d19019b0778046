"""Takes what the rules look at out of a store."""

from __future__ import annotations

from kg.conflicts.world import World
from kg.store import Store
from kg.views import load_assertions, load_entities, load_propositions
from kg.views.facts import Facts


def load_world(store: Store) -> World:
    """Everything that the rules look at."""
    facts = Facts(store)
    cues = {
        iri: " … ".join(facts.one(span, "oa:exact") for span in spans) for iri, spans in facts.table("kg:cue").items()
    }
    revises = {article: older for article, (older, *_) in facts.table("prov:wasRevisionOf").items()}
    return World(load_assertions(store), load_propositions(store), load_entities(store), cues, revises)
