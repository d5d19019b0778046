"""Groups conflicts into disputes, one band of the sheet each, and gives every assertion its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from networkx.utils import UnionFind

from kg.draw.text import make_inert
from kg.draw.words import Role, is_dashed, is_pill, is_unresolved, kind_of, label_of
from kg.model import NON_ANSWERS, AssertionView, Conflict

Place = Literal["left", "right", "pill"]
Turn = Literal["", "earlier", "later"]


class Node(Struct, frozen=True, kw_only=True):
    """One assertion in one dispute."""

    view: AssertionView
    place: Place
    role: Role
    turn: Turn = ""  # of a speaker who changed position
    flaw: str = ""  # what is wrong with the assertion by itself: its figures do not add up


class Edge(Struct, frozen=True, kw_only=True):
    """A pair of one dispute, by the places of its two assertions in ``Dispute.nodes``."""

    a: int
    b: int
    label: str
    dashed: bool
    arrow: Literal["both", "a", "b"]  # which ends get an arrowhead


class Dispute(Struct, frozen=True, kw_only=True):
    """Everything said on one question."""

    question: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    status: str  # contradicted, changed position, unresolved …


class Cut(Struct, frozen=True, kw_only=True):
    """The disputes to draw, and how many questions and boxes there would have been."""

    disputes: tuple[Dispute, ...]
    questions: int
    shown: int
    total: int


def find_disputes(conflicts: Iterable[Conflict], limit: int | None = None) -> Cut:
    """The disputes of the given pairs, contradicted ones first, each group in the order of the text.

    At most ``limit`` assertions are kept: conflicts before unresolved pairs, and every question in turn, so that one
    long dispute does not crowd out the rest.
    """
    groups = _group(sorted(conflicts, key=_in_text))
    total = sum(len(_views(pairs)) for pairs in groups)
    kept = _within(groups, limit) if limit is not None and total > limit else groups
    disputes = tuple(_dispute(pairs) for pairs in kept if pairs)
    shown = sum(len(dispute.nodes) for dispute in disputes)
    return Cut(disputes=disputes, questions=len(groups), shown=shown, total=total)


def _in_text(conflict: Conflict) -> tuple[str, int, int, str, str, str]:
    a, b = conflict.a, conflict.b
    return (a.doc, a.start, b.start, b.doc, kind_of(conflict), conflict.id)


def _group(conflicts: Sequence[Conflict]) -> list[list[Conflict]]:
    """The pairs of each question together: the same heading, the same proposition, or figures that clash in turn."""
    links: UnionFind = UnionFind()
    for pair in conflicts:
        keys = [_key(pair), ("question", pair.question or pair.proposition)]
        if kind_of(pair) == "incompatible":  # three figures for one thing are one question
            keys += [("proposition", view.content) for view in (pair.a, pair.b) if view.content]
        if is_unresolved(pair) and not pair.question.endswith("?"):
            # A machine words no questions: what one "it was not clear whether …" leaves open belongs together.
            keys += [("answer", view.iri) for view in (pair.a, pair.b) if view.stance in NON_ANSWERS]
        links.union(*keys)
    groups: dict[object, list[Conflict]] = {}
    for pair in conflicts:
        groups.setdefault(links[_key(pair)], []).append(pair)
    return sorted(groups.values(), key=lambda pairs: all(is_unresolved(pair) for pair in pairs))


def _key(pair: Conflict) -> tuple[str, str]:
    return ("proposition", pair.proposition or pair.id)


def _views(pairs: Iterable[Conflict]) -> dict[str, AssertionView]:
    """The assertions of the pairs by IRI, in the order of the text."""
    views = {view.iri: view for pair in pairs for view in (pair.a, pair.b)}
    return dict(sorted(views.items(), key=lambda item: (item[1].doc, item[1].start, item[0])))


def _within(groups: Sequence[Sequence[Conflict]], limit: int) -> list[list[Conflict]]:
    """The groups cut down to ``limit`` assertions in all."""
    ranked = [
        (is_unresolved(pair), rank, number, pair)
        for number, pairs in enumerate(groups)
        for rank, pair in enumerate(sorted(pairs, key=is_unresolved))
    ]
    taken: list[set[str]] = [set() for _ in groups]
    kept: list[list[Conflict]] = [[] for _ in groups]
    room = limit
    for _, _, number, pair in sorted(ranked, key=lambda item: item[:3]):
        new = {pair.a.iri, pair.b.iri} - taken[number]
        if len(new) <= room:
            room -= len(new)
            taken[number] |= new
            kept[number].append(pair)
    return [sorted(pairs, key=_in_text) for pairs in kept]


def _dispute(pairs: Sequence[Conflict]) -> Dispute:
    views = _views(pairs)
    index = {iri: number for number, iri in enumerate(views)}
    undercutters = {_undercutter(pair) for pair in pairs if kind_of(pair) == "undercut"}
    roles = {iri: _role(view, undercutters) for iri, view in views.items()}
    places = _places(views, roles, pairs)
    turns = _turns(pairs)
    flaws = {pair.a.iri: f"{label_of(pair)}: {pair.why}" for pair in pairs if pair.a.iri == pair.b.iri}
    nodes = tuple(
        Node(view=view, place=places[iri], role=roles[iri], turn=turns.get(iri, ""), flaw=flaws.get(iri, ""))
        for iri, view in views.items()
    )
    edges = {_edge(pair, index, roles): None for pair in pairs}
    return Dispute(question=_heading(pairs), nodes=nodes, edges=tuple(edges), status=_status(pairs))


def _heading(pairs: Sequence[Conflict]) -> str:
    """The question of the first pair that has one, else what the first pair's earlier side says."""
    questions = [pair.question for pair in pairs if pair.question.strip()]
    return make_inert(questions[0] if questions else pairs[0].a.text or pairs[0].b.text or pairs[0].proposition)


def _status(pairs: Sequence[Conflict]) -> str:
    labels = {label_of(pair) for pair in pairs if not is_unresolved(pair)}
    for label, status in (
        ("contradicts", "contradicted"),
        ("figures cannot both hold", "figures clash"),
        ("cannot both hold", "cannot both hold"),
        ("does not add up", "does not add up"),
        ("changed position", "changed position"),
        ("undercuts", "undercut, not denied"),
    ):
        if label in labels:
            return status
    return "unresolved" if not labels else min(labels)


def _undercutter(pair: Conflict) -> str:
    """The side that says that evidence is lacking: the one whose own content is not what is in dispute."""
    if pair.a.content != pair.proposition and pair.b.content == pair.proposition:
        return pair.a.iri
    return pair.b.iri


def _role(view: AssertionView, undercutters: set[str]) -> Role:
    if view.stance == "Denies":
        return "denies"
    if view.stance == "Questions":
        return "doubts"
    return "undercuts" if view.iri in undercutters else "asserts"


def _places(views: dict[str, AssertionView], roles: dict[str, Role], pairs: Sequence[Conflict]) -> dict[str, Place]:
    """Left for what is asserted, right for what stands against it; two figures that clash stand on two sides."""
    places: dict[str, Place] = {
        iri: "pill" if is_pill(view) else "right"
        for iri, view in views.items()
        if roles[iri] != "asserts" or is_pill(view)
    }
    near: dict[str, list[str]] = {iri: [] for iri in views}
    for pair in pairs:
        near[pair.a.iri].append(pair.b.iri)
        near[pair.b.iri].append(pair.a.iri)
    for iri in views:
        if iri not in places:
            beside = [places.get(other) for other in near[iri]]
            places[iri] = "right" if beside.count("left") > beside.count("right") else "left"
    return places


def _turns(pairs: Sequence[Conflict]) -> dict[str, Turn]:
    """Which assertions of a reversal came first and which later."""
    turns: dict[str, Turn] = {}
    for pair in pairs:
        if kind_of(pair) == "reversal":
            first, last = (pair.a, pair.b) if _later(pair) == "b" else (pair.b, pair.a)
            turns[first.iri], turns[last.iri] = "earlier", "later"
    return turns


def _later(pair: Conflict) -> Literal["a", "b"]:
    """Which side of a reversal came later: as the rule's reason tells it, else by date, else by place in the text."""
    if pair.a.revises or pair.b.revises:
        return "a" if pair.a.revises == pair.b.iri else "b"
    _, found, later = pair.why.partition("later the same speaker ")
    if found and (pair.a.stance == "Denies") != (pair.b.stance == "Denies"):
        return "a" if (pair.a.stance == "Denies") == later.startswith("den") else "b"
    return "a" if pair.a.said_on > pair.b.said_on > "" else "b"


def _edge(pair: Conflict, index: dict[str, int], roles: dict[str, Role]) -> Edge:
    arrow: Literal["both", "a", "b"] = "both"
    if kind_of(pair) == "reversal":
        arrow = _later(pair)
    elif {roles[pair.a.iri], roles[pair.b.iri]} & {"doubts", "undercuts"} and is_dashed(pair):
        arrow = "b" if roles[pair.a.iri] in {"doubts", "undercuts"} else "a"
    return Edge(a=index[pair.a.iri], b=index[pair.b.iri], label=label_of(pair), dashed=is_dashed(pair), arrow=arrow)
