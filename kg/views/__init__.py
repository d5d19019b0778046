"""What stands in a store, as records: assertions, propositions, actors and things; and the entity that a name means."""

from __future__ import annotations

from kg.views.assertions import load_assertions
from kg.views.entities import load_entities
from kg.views.names import find_entity
from kg.views.propositions import load_propositions
from kg.views.records import EntityView, PropositionView

__all__ = ["EntityView", "PropositionView", "find_entity", "load_assertions", "load_entities", "load_propositions"]
