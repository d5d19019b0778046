"""Numbers with bounds: what "more than 40", "several" and "up to 225" allow, and when two of them clash."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.conflicts.intervals import Interval, add, can_both_hold, describe, intersect, is_empty, point

NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=1)
BOUNDS = st.none() | NUMBERS


def whole(low: int | None = None, high: int | None = None, **open_: bool) -> Interval:
    """Integers between two bounds."""
    return Interval(
        low=None if low is None else Decimal(low), high=None if high is None else Decimal(high), whole=True, **open_
    )


INTERVALS = st.builds(
    Interval, low=BOUNDS, high=BOUNDS, low_open=st.booleans(), high_open=st.booleans(), whole=st.booleans()
)


def holds(interval: Interval, number: Decimal) -> bool:
    """Whether the number is in the interval, said without the code under test."""
    low = interval.low is None or (number > interval.low if interval.low_open else number >= interval.low)
    high = interval.high is None or (number < interval.high if interval.high_open else number <= interval.high)
    return low and high and (not interval.whole or number == int(number))


def widened(interval: Interval, by: Decimal) -> Interval:
    """The same interval with both bounds pushed out and closed."""
    return Interval(
        low=None if interval.low is None else interval.low - by,
        high=None if interval.high is None else interval.high + by,
        whole=interval.whole,
    )


@given(INTERVALS, INTERVALS)
def test_a_clash_is_symmetric(left: Interval, right: Interval) -> None:
    """A conflict between A and B is one between B and A."""
    assert can_both_hold(left, right) == can_both_hold(right, left)


@given(INTERVALS, NUMBERS)
def test_a_number_inside_never_clashes(interval: Interval, number: Decimal) -> None:
    """Whoever names a number within the other's bounds agrees with her."""
    if holds(interval, number):
        assert can_both_hold(interval, point(number, whole=interval.whole))


@given(INTERVALS, NUMBERS)
def test_a_number_outside_always_clashes(interval: Interval, number: Decimal) -> None:
    """Bounds are honoured, not softened; what contradicts itself is left to the rule for sums."""
    if not holds(interval, number) and not is_empty(interval) and (not interval.whole or number == int(number)):
        assert not can_both_hold(interval, point(number, whole=interval.whole))


@given(INTERVALS, INTERVALS, st.decimals(min_value=0, max_value=100, places=1))
def test_widening_never_makes_a_conflict(left: Interval, right: Interval, by: Decimal) -> None:
    """A vaguer statement contradicts less."""
    if can_both_hold(left, right) and not is_empty(right):
        assert can_both_hold(left, widened(right, by))


@given(INTERVALS, INTERVALS, NUMBERS)
def test_an_intersection_holds_what_both_hold(left: Interval, right: Interval, number: Decimal) -> None:
    """Nothing is lost and nothing is added, decimals aside where only one side counts in integers."""
    if holds(left, number) and holds(right, number):
        assert holds(intersect(left, right), number)


@given(INTERVALS, INTERVALS, NUMBERS, NUMBERS)
def test_a_sum_holds_the_sums_of_members(left: Interval, right: Interval, one: Decimal, two: Decimal) -> None:
    """The parts' bounds carry over to their total."""
    if holds(left, one) and holds(right, two):
        assert holds(add(left, right), one + two)


@given(INTERVALS)
def test_no_interval_clashes_with_itself(interval: Interval) -> None:
    """Two who say the same do not contradict each other."""
    assert can_both_hold(interval, interval)


@pytest.mark.parametrize(
    ("left", "right", "compatible"),
    [
        (whole(40, low_open=True), whole(45, 45), True),  # "more than 40" and 45
        (whole(40, low_open=True), whole(40, 40), False),  # "more than 40" and 40
        (whole(3), whole(4, 4), True),  # "several" and four
        (whole(None, 225), whole(74, 74), True),  # "up to 225" and 74
        (whole(None, 225), whole(226, 226), False),
        (whole(40, low_open=True), whole(None, 41, high_open=True), False),  # no whole number in between
        (Interval(low=Decimal(40), low_open=True), Interval(high=Decimal(41), high_open=True), True),  # 40.5 tonnes
        (whole(65, 65), whole(63, 63), False),
        (whole(), whole(63, 63), True),
    ],
)
def test_bounds_of_news_are_honoured(left: Interval, right: Interval, compatible: bool) -> None:
    """The ways in which news words its numbers."""
    assert can_both_hold(left, right) is compatible


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (whole(40, low_open=True), "more than 40"),
        (whole(3), "at least 3"),
        (whole(None, 225), "up to 225"),
        (whole(None, 10, high_open=True), "fewer than 10"),
        (whole(65, 65), "65"),
        (whole(3, 5), "between 3 and 5"),
        (point(Decimal("1000")), "1,000"),
        (whole(None, 380_000_000), "up to 380,000,000"),  # bare digits of euros cannot be read
        (whole(), "any number"),
    ],
)
def test_an_interval_is_told_in_words(interval: Interval, words: str) -> None:
    """The reason of a conflict is a sentence, not a formula."""
    assert describe(interval) == words
