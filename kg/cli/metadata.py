"""The flags that say what is known of an article from outside its text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.articles import Metadata

_FLAGS = (
    ("--published", "DATE", "When it was published: 2024-01-24, or with time and zone."),
    ("--publisher", "NAME", "Who published it."),
    ("--url", "URL", "Its web address."),
    ("--title", "T", "Its headline."),
    ("--language", "L", "Its language: en, uk …"),
)


def metadata_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the flags; turn what they give into a record with ``metadata``. They overrule front matter."""
    for name, placeholder, text in reversed(_FLAGS):
        function = click.option(name, metavar=placeholder, default="", help=text)(function)
    return function


def metadata(given: dict[str, Any]) -> Metadata:
    """The record of the flags, which are taken out of ``given``.

    Raises: InputError for a date or an address that is none.
    """
    from kg.articles import Metadata, checked_metadata

    return checked_metadata(Metadata(**{name[2:]: given.pop(name[2:]) for name, *_ in _FLAGS}))
