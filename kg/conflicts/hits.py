"""From findings to conflicts: one a pair and type, each with a name that depends on nothing but the pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.conflicts.findings import Finding, Rule
from kg.conflicts.load import load_world
from kg.conflicts.table import RULES, UNRESOLVED
from kg.conflicts.world import World, reading_order
from kg.iris import digest
from kg.model import AssertionView, Conflict
from kg.store import Store


def find_conflicts(source: Store | World) -> list[Conflict]:
    """Every pair that clashes, in reading order."""
    return [hit for hit in find_all(source) if hit.type != UNRESOLVED]


def find_unresolved(source: Store | World) -> list[Conflict]:
    """Every pair of a claim and a non-answer to it, in reading order."""
    return [hit for hit in find_all(source) if hit.type == UNRESOLVED]


def find_all(source: Store | World) -> list[Conflict]:
    """Conflicts and unresolved pairs, in reading order."""
    world = source if isinstance(source, World) else load_world(source)
    found: dict[tuple[str, frozenset[str]], tuple[Rule, Finding]] = {}
    for rule in RULES:
        for finding in rule.find(world):
            found.setdefault((rule.type, frozenset({finding.a.iri, finding.b.iri})), (rule, finding))
    kept = _without_echoes(list(found.values()), world)
    names = _names(kept)
    hits = [_conflict(rule, finding, name, world) for (rule, finding), name in zip(kept, names, strict=True)]
    return sorted(hits, key=lambda hit: (reading_order(hit.a), reading_order(hit.b), hit.type))


def _conflict(rule: Rule, finding: Finding, name: str, world: World) -> Conflict:
    a, b = sorted((finding.a, finding.b), key=reading_order)
    face = world.face(finding.claim)
    return Conflict(
        id=name,
        type=rule.type,
        rule=rule.name,
        why=finding.why,
        a=a,
        b=b,
        proposition=face.iri,
        question=face.question or face.text,
    )


def _without_echoes(found: list[tuple[Rule, Finding]], world: World) -> list[tuple[Rule, Finding]]:
    """The pairs, without those that only repeat a dispute already shown.

    Two states that accuse and deny in forty articles would make sixteen hundred pairs. Where one article holds both
    sides, its own pairs are shown, those of its newest version; else the first pair between articles stands for all.
    """
    groups: dict[tuple[str, str, frozenset[str]], list[tuple[Rule, Finding]]] = {}
    for rule, finding in sorted(found, key=lambda pair: _reading_key(pair[1])):
        voices = frozenset({_voice(finding.a, world), _voice(finding.b, world)})
        groups.setdefault((rule.type, _dispute(rule, finding, world), voices), []).append((rule, finding))
    return [pair for group in groups.values() for pair in _newest_within(group, world) or group[:1]]


def _newest_within(group: list[tuple[Rule, Finding]], world: World) -> list[tuple[Rule, Finding]]:
    """The pairs that lie within one article version, of each article those of the newest that has any."""
    within = [(pair, *world.version(pair[1].a.article)) for pair in group if pair[1].a.article == pair[1].b.article]
    newest: dict[str, int] = {}
    for _, story, step in within:
        newest[story] = max(step, newest.get(story, 0))
    return [pair for pair, story, step in within if step == newest[story]]


def _voice(assertion: AssertionView, world: World) -> str:
    """The speaker; an unnamed one is known again only in another version of the same article."""
    if assertion.by_type in {"AnonymousSource", "CollectiveSource"}:
        return f"{world.version(assertion.article)[0]} {assertion.by.rpartition('/')[2]}"
    return world.speaker(assertion)


def _dispute(rule: Rule, finding: Finding, world: World) -> str:
    """What a pair is about: the claim, and for rules that join two claims what the two sides say."""
    if rule.type in {"opposed", UNRESOLVED}:
        return finding.claim
    contents = {world.claims.of(side.content)[0] for side in (finding.a, finding.b)}
    return " ".join([finding.claim, *sorted(contents)])


def _reading_key(finding: Finding) -> tuple[tuple[str, int, int, str], ...]:
    return tuple(sorted((reading_order(finding.a), reading_order(finding.b))))


def _names(found: Iterable[tuple[Rule, Finding]]) -> list[str]:
    """Short names made of type and pair; two that fall together both get a longer one."""
    digests = [digest(_pair_key(rule, finding), 16) for rule, finding in found]
    taken = Counter(long[:6] for long in digests)
    return [f"c-{long[:6] if taken[long[:6]] == 1 else long[:12]}" for long in digests]


def _pair_key(rule: Rule, finding: Finding) -> str:
    """The type and the pair, whatever base their IRIs are minted under."""
    sides = sorted(side.iri.rpartition("article/")[2] for side in (finding.a, finding.b))
    return "\x00".join([rule.type, *sides])
