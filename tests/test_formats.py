"""Dates and web addresses: what is taken, what is refused."""

from __future__ import annotations

import pytest

from kg.formats import check_date, check_time, check_url


@pytest.mark.parametrize("text", ["2024-01-24", "2024-01-24T08:15Z", "2024-01-24T11:15:00+03:00", "2024-02-29"])
def test_iso_dates_are_taken_as_they_stand(text: str) -> None:
    """A date that is one needs no rewriting."""
    assert check_date(text) == text


@pytest.mark.parametrize(
    "text", ["24 January", "2024-13-01", "2023-02-29", "20240124", "2024-01-24T08:15", "2024-01", ""]
)
def test_what_names_no_day_or_no_zone_is_no_date(text: str) -> None:
    """Nobody can place a time without a zone, and no day is made up for a month."""
    with pytest.raises(ValueError, match=r"."):
        check_date(text)


@pytest.mark.parametrize("text", ["2023-05", "2023", "2023-05-01/2023-05-31", "2023-05/2023-06", "2024-01-24"])
def test_an_event_may_last_a_month(text: str) -> None:
    """ "In one day in May 2023" names no day."""
    assert check_time(text) == text


@pytest.mark.parametrize("text", ["2023-06/2023-05", "May 2023", "2023-13", "2023-05/", "/2023"])
def test_an_event_ends_after_it_starts(text: str) -> None:
    """A time that runs backwards is a slip of the pen."""
    with pytest.raises(ValueError, match=r"."):
        check_time(text)


def test_spaces_in_an_address_are_encoded() -> None:
    """An address with a space is no IRI, but clear enough."""
    assert check_url("https://example.org/a b%20c?q=é") == "https://example.org/a%20b%20c?q=%C3%A9"


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "example.org/a", "https://", "data:text/html,x"]
)
def test_only_the_web_is_linked_to(text: str) -> None:
    """A link that runs a script or opens a file never gets into a graph."""
    with pytest.raises(ValueError, match="no web address"):
        check_url(text)
