"""Takes somebody or something without a name for whom it points back to, or for a new entity."""

from __future__ import annotations

import re

from kg.reading.actors.cast import Cast, Entity, folded, words_of_name
from kg.reading.actors.definite import pointed_at
from kg.reading.actors.described import Described
from kg.reading.actors.gazetteer import country_in
from kg.reading.spans.nouns import ORGANISATIONS


def nameless(cast: Cast, described: Described, at: int) -> Entity:
    """Somebody or something without a name; a definite phrase points back, an indefinite one is new."""
    if described.kind == "definite" and (known := pointed_at(cast, described, at)) is not None:
        if _has_name(described.label) and not _has_name(known.label):
            cast.merge(known, known.label, "", at)
            known.label = described.label
        if described.label not in known.roles and known.type not in ("Country", "Place"):
            known.roles.append(described.label)
        return cast.merge(known, described.label, "a definite phrase that points back", at)
    same = _in_same_words(cast, described, at)
    if same is not None:
        return cast.merge(same, described.label, "the same group or body, named in the same words", at)
    told = _in_headline(cast, described, at)
    if told is not None:
        return cast.merge(told, described.label, "told of in the headline", at)
    entity = cast.new(described, at, described.type or "Thing")
    if described.country:
        nation = cast.country(described.country, at)
        people = described.type in ("CollectiveSource", "AnonymousSource", "GovernmentOrganization")
        entity.part_of = nation.id if people else ""
    return entity


def _in_same_words(cast: Cast, described: Described, at: int) -> Entity | None:
    """ "Officials" again, or "Serbia's football association" again; "a bank" and "a bank" may be two."""
    label = folded(described.label)
    owned = described.type in ORGANISATIONS and re.match(r"\w+['’]s? ", described.label) is not None
    if not owned and (described.kind != "plural" or described.type == "AnonymousSource"):
        return None
    among = cast.called(words_of_name(described.label))
    return cast.latest(lambda each: (each.plural or owned) and folded(each.label) == label, at, among)


def _in_headline(cast: Cast, described: Described, at: int) -> Entity | None:
    """The event or craft of the headline, which the lead tells again as if it were new."""
    if described.kind != "indefinite" or described.type not in ("Event", "Aircraft", "Vehicle") or at <= cast.headline:
        return None
    return cast.latest(
        lambda each: each.type == described.type and each.seen <= cast.headline and each.head == described.head, at
    )


def _has_name(label: str) -> bool:
    """Whether a word of the label is a name and no mere nationality ("Il-76 transport plane")."""
    return any(word[:1].isupper() and not country_in([word]) for word in label.split())
