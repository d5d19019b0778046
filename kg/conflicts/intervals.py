"""Sets of numbers between two bounds, and whether two of them can hold at once."""

from __future__ import annotations

import math
from decimal import Decimal

from msgspec import Struct


class Interval(Struct, frozen=True, kw_only=True):
    """The numbers a statement allows; ``None`` is no bound, ``whole`` leaves only the integers."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    whole: bool = False


def point(value: Decimal, *, whole: bool = False) -> Interval:
    """Exactly that number."""
    return Interval(low=value, high=value, whole=whole)


def is_empty(interval: Interval) -> bool:
    """Whether no number fits: between more than 40 and fewer than 41 there are no prisoners."""
    tight = _tightened(interval)
    if tight.low is None or tight.high is None:
        return False
    return tight.low > tight.high or (tight.low == tight.high and (tight.low_open or tight.high_open))


def intersect(left: Interval, right: Interval) -> Interval:
    """The numbers that both allow; integers only if both count in integers."""
    low, low_open = _inner(left.low, left.low_open, right.low, right.low_open, upper=False)
    high, high_open = _inner(left.high, left.high_open, right.high, right.high_open, upper=True)
    return Interval(low=low, high=high, low_open=low_open, high_open=high_open, whole=left.whole and right.whole)


def can_both_hold(left: Interval, right: Interval) -> bool:
    """Whether some number satisfies both: "more than 40" and 45 do, "more than 40" and 40 do not.

    What contradicts itself clashes with nothing else: an empty side is compatible with all.
    """
    return is_empty(left) or is_empty(right) or not is_empty(intersect(left, right))


def add(left: Interval, right: Interval) -> Interval:
    """Every sum of a number of the one and a number of the other."""
    return Interval(
        low=None if left.low is None or right.low is None else left.low + right.low,
        high=None if left.high is None or right.high is None else left.high + right.high,
        low_open=left.low_open or right.low_open,
        high_open=left.high_open or right.high_open,
        whole=left.whole and right.whole,
    )


def describe(interval: Interval) -> str:
    """The interval in words: "more than 40", "between 3 and 5", "1,500"."""
    low, high = interval.low, interval.high
    if low is not None and low == high:
        return f"{low:,f}"
    if low is not None and high is not None:
        return f"between {low:,f} and {high:,f}"
    if low is not None:
        return f"{'more than' if interval.low_open else 'at least'} {low:,f}"
    if high is not None:
        return f"{'fewer than' if interval.high_open else 'up to'} {high:,f}"
    return "any number"


def _inner(
    one: Decimal | None, one_open: bool, two: Decimal | None, two_open: bool, *, upper: bool
) -> tuple[Decimal | None, bool]:
    """The bound that allows less, and whether it is open; of two equal ones the open one."""
    if one is None or two is None:
        return (two, two_open) if one is None else (one, one_open)
    if one == two:
        return one, one_open or two_open
    return (one, one_open) if (one < two) == upper else (two, two_open)


def _tightened(interval: Interval) -> Interval:
    """The same integers with closed integer bounds; other intervals as they are."""
    if not interval.whole:
        return interval
    low, high = interval.low, interval.high
    if low is not None:
        low = Decimal(math.floor(low) + 1 if interval.low_open else math.ceil(low))
    if high is not None:
        high = Decimal(math.ceil(high) - 1 if interval.high_open else math.floor(high))
    return Interval(low=low, high=high, whole=True)
