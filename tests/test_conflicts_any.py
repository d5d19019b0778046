"""What holds of the rules for conflicts in any world whatever, also one that no sane Reading would make."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sayings import entity, prop, say

from kg.conflicts import UNRESOLVED, World, find_all, proposition_status
from kg.model import COMMITTED, NON_ANSWERS, STANCES, AssertionView
from kg.views import EntityView, PropositionView

NAMES = ["p", "q", "r", "s"]
ARTICLES = ["art", "art2"]
SPEAKERS = ["russia", "ukraine", "ap"]
LINKS = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)


@st.composite
def propositions(draw: st.DrawFn, article: str) -> list[PropositionView]:
    """Four propositions, linked in any way, circles included."""
    made = []
    for name in NAMES:
        links = {key: draw(LINKS) for key in ("parts", "asks", "instance_of", "evidence_for", "no_evidence_for")}
        twin = st.sampled_from(["", *(f"{other}:{n}" for other in ARTICLES for n in NAMES)])
        count = {"counts": "people", "value": draw(st.none() | st.integers(0, 3)), "max": draw(st.none() | st.just(2))}
        triple = {"subject": "x", "predicate": "is", "object": draw(st.sampled_from(SPEAKERS)), "single_valued": True}
        same = tuple(name for name in [draw(twin)] if name)
        negates = draw(st.sampled_from(["", *NAMES]))
        sums = draw(st.booleans())
        made.append(
            prop(name, article=article, same_claim=same, negates=negates, sums=sums, **links, **count, **triple)
        )
    return made


@st.composite
def assertions(draw: st.DrawFn, article: str, number: int) -> AssertionView:
    """Any speaker with any stance on any proposition."""
    stance = draw(st.sampled_from(STANCES))
    known = {"reports": "a0"} if stance == "Relays" else {}
    certainty = draw(st.sampled_from(["Certain", "Probable", "Possible"])) if stance in COMMITTED else ""
    return say(
        f"a{number}",
        draw(st.sampled_from(SPEAKERS)),
        stance,
        draw(st.sampled_from(NAMES)),
        article,
        certainty=certainty,
        voice=draw(st.sampled_from(["source", "publisher"])),
        said_on=draw(st.sampled_from(["", "2024-01-23", "2024-01-24"])),
        withdrawn_in=draw(st.sampled_from(["", "", "", "c1"])),
        **known,
    )


@st.composite
def records(draw: st.DrawFn) -> tuple[list[AssertionView], list[PropositionView], list[EntityView]]:
    """Two articles full of sayings."""
    said = [draw(assertions(article, number)) for article in ARTICLES for number in range(draw(st.integers(0, 5)))]
    claims = [p for article in ARTICLES for p in draw(propositions(article))]
    return said, claims, [entity(name, article=article) for article in ARTICLES for name in (*SPEAKERS, "x")]


@settings(max_examples=150, deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_no_pair(
    known: tuple[list[AssertionView], list[PropositionView], list[EntityView]], random: st.DataObject
) -> None:
    """A conflict between A and B is one between B and A, whoever was read first."""
    shuffled = [random.sample(part, len(part)) for part in known]  # type: ignore[attr-defined]
    assert find_all(World(*known)) == find_all(World(*shuffled))


@settings(max_examples=150, deadline=None)
@given(records())
def test_a_non_answer_is_never_in_a_conflict(
    known: tuple[list[AssertionView], list[PropositionView], list[EntityView]],
) -> None:
    """And only a claim and a non-answer make an unresolved pair; what is withdrawn or relayed makes none."""
    hits = find_all(World(*known))
    stances = {(hit.type == UNRESOLVED, side.stance) for hit in hits for side in (hit.a, hit.b)}
    assert {stance for unresolved, stance in stances if not unresolved} <= COMMITTED
    assert {stance for unresolved, stance in stances if unresolved} <= COMMITTED | NON_ANSWERS
    assert not any(side.withdrawn_in for hit in hits for side in (hit.a, hit.b))


@settings(max_examples=150, deadline=None)
@given(records())
def test_every_pair_has_a_name_of_its_own_and_a_standing(
    known: tuple[list[AssertionView], list[PropositionView], list[EntityView]],
) -> None:
    """Names can be cited; a claim in dispute is never called uncontested."""
    world = World(*known)
    hits = find_all(world)
    standings = proposition_status(world, hits)
    assert len({hit.id for hit in hits}) == len(hits)
    assert all(standings[hit.proposition] != "uncontested" for hit in hits)
