"""Comparing two Readings of one article: what is the same saying, what differs, what only one of them found."""

from __future__ import annotations

import pytest
from msgspec import structs
from readings import article, find

from kg.compare import Tally, compare
from kg.compare.align import Words, align, token_f1
from kg.compare.page import comparison_page
from kg.errors import InputError
from kg.model import Actor, Assertion, Proposition, Reader, Reading

TEXT = "Moscow said Kyiv shot the plane down. Kyiv declined to comment. A clerk said 65 people were on it."


def assertion(id: str, quote: str, source: str = "", **more: object) -> Assertion:
    known = {"by": "moscow", "stance": "Affirms", "certainty": "Certain", "content": "p", **more}
    spans = {"quote": find(quote, TEXT), "source": find(source, TEXT) if source else ()}
    return Assertion(id=id, **spans, **known)  # type: ignore[arg-type]


def reading(
    *assertions: Assertion, kind: str = "person", label: str = "Moscow", surface: tuple[str, ...] = ()
) -> Reading:
    return Reading(
        article=article(TEXT),
        reader=Reader(kind=kind),  # type: ignore[arg-type]
        actors=(Actor(id="moscow", type="Country", label=label, surface=surface),),
        propositions=(Proposition(id="p", text="Kyiv shot the plane down", about=("moscow",)),),
        assertions=assertions,
    )


def test_the_same_words_by_the_same_source_are_the_same_saying() -> None:
    """Whatever the ids are."""
    ours, theirs = (
        assertion("a", "Kyiv shot the plane down", "Moscow"),
        assertion("z", "Kyiv shot the plane down", "Moscow"),
    )
    (match,) = compare(reading(ours), reading(theirs)).matches
    assert match.differs == ()


def test_half_of_the_words_are_enough_and_a_third_is_not() -> None:
    """Where a quote ends is a matter of taste; what it says is not."""
    whole, half = find("Kyiv shot the plane down", TEXT), find("shot the plane", TEXT)
    words = Words(TEXT)
    assert token_f1(words.within(whole), words.within(half)) == 0.75
    ours = (assertion("a", "Kyiv shot the plane down", "Moscow"),)
    assert len(align(ours, (assertion("b", "shot the plane", "Moscow"),), TEXT)) == 1
    assert align(ours, (assertion("c", "down", "Moscow"),), TEXT) == []


def test_another_speaker_is_another_saying() -> None:
    """The same words in another mouth."""
    ours, theirs = assertion("a", "65 people were on it", "A clerk"), assertion("b", "65 people were on it", "Moscow")
    found = compare(reading(ours), reading(theirs))
    assert (found.matches, len(found.only_a), len(found.only_b)) == ((), 1, 1)


def test_one_saying_is_matched_once() -> None:
    """A reader that finds it twice has found one, and one too many."""
    ours = assertion("a", "Kyiv shot the plane down", "Moscow")
    twice = assertion("b", "shot the plane down", "Moscow"), assertion("c", "Kyiv shot the plane down", "Moscow")
    found = compare(reading(ours), reading(*twice))
    assert [match.b.id for match in found.matches] == ["c"]
    assert [left.id for left in found.only_b] == ["b"]


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({"stance": "Denies"}, ("stance",)),
        ({"certainty": "Possible"}, ("certainty",)),
        ({"cue": find("said", TEXT)}, ("cue",)),
        ({"quote": find("shot the plane down", TEXT)}, ("quote",)),
    ],
)
def test_what_differs_is_named(change: dict[str, object], differs: tuple[str, ...]) -> None:
    """An analyst sees what to look at."""
    ours = assertion("a", "Kyiv shot the plane down", "Moscow")
    (match,) = compare(reading(ours), reading(structs.replace(ours, **change))).matches
    assert match.differs == differs


@pytest.mark.parametrize(
    ("label", "surface", "same"),
    [("Russia", ("Moscow",), True), ("moscow", (), True), ("The Moscow", (), True), ("Minsk", (), False)],
)
def test_speakers_are_the_same_by_label_or_form(label: str, surface: tuple[str, ...], same: bool) -> None:
    """ "Russia", known as Moscow in the text, is the other Reading's Moscow."""
    ours = assertion("a", "Kyiv shot the plane down", "Moscow")
    (match,) = compare(reading(ours), reading(ours, label=label, surface=surface)).matches
    assert ("speaker" not in match.differs) is same


def test_sharing_a_proposition_is_compared_by_who_shares_it() -> None:
    """Names of propositions are free; which sayings are of one is what counts."""
    one, two = assertion("a", "Kyiv shot the plane down", "Moscow"), assertion("b", "65 people were on it", "A clerk")
    apart = structs.replace(two, content="q")
    assert [m.differs for m in compare(reading(one, two), reading(one, apart)).matches] == [("sharing",), ("sharing",)]


def test_two_texts_cannot_be_compared() -> None:
    """Offsets of one mean nothing in the other."""
    other = structs.replace(reading(), article=article("Another text altogether."))
    with pytest.raises(InputError):
        compare(reading(), other)


def test_agreement_with_itself_is_whole() -> None:
    """And nothing divided by nothing is no error."""
    ours = reading(assertion("a", "Kyiv shot the plane down", "Moscow"))
    assert {tally.f1 for tally in compare(ours, ours).tallies().values()} == {1.0}
    assert Tally(0, 0, 0).f1 == 1.0


def test_the_page_holds_both_sides_and_nothing_live() -> None:
    """Labels come from articles; a page that shows them must not run them."""
    ours = reading(assertion("a", "Kyiv shot the plane down", "Moscow"), label="<script>alert(1)</script>")
    page = comparison_page(compare(ours, reading(kind="machine")))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert '<mark class="a">Kyiv shot the plane down</mark>' in page
    assert page == comparison_page(compare(ours, reading(kind="machine")))
