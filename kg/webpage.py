"""A news page's article text and what the page says of itself, out of its HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kg.errors import InputError
from kg.formats import check_date, check_url

_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|div|article|main|section|p|\?xml)\b", re.I | re.S
)
_TALLEST = 2_000
# htmldate drops dates after today by default; what a page says must not depend on the day it is read.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def is_markup(text: str) -> bool:
    """Whether the text starts like a page rather than like an article."""
    return _MARKUP.match(text) is not None


def read_page(html: str) -> tuple[str, dict[str, Any]]:
    """The article's text, a blank line between paragraphs, and its metadata by the names of front matter.

    Navigation, comments, scripts and the like are left out. Nothing is fetched.

    Raises:
        InputError: no article text is found in it.
    """
    from trafilatura import bare_extraction  # 0.3 s to import, and most articles are no pages

    page: Any = (
        None
        if _is_too_deep(html)
        else bare_extraction(
            html, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
        )
    )
    if page is None or not page.text:
        raise InputError("no article text found in this page", hint="Save the article as plain text.")
    return "\n\n".join(line for line in page.text.split("\n") if line.strip()), _described(page)


def _is_too_deep(html: str) -> bool:
    """Whether tags are nested as no real page nests them; a tree that tall costs seconds and holds no article."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)(?:div|section|span|table|ul|ol|blockquote)\b", html, re.IGNORECASE):
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest > _TALLEST


def _described(page: Any) -> dict[str, Any]:
    authors = [name.strip() for name in (page.author or "").split(";") if name.strip()]
    said = {"title": page.title, "publisher": page.sitename, "language": page.language, "author": authors}
    said |= {"published": _fit(check_date, page.date), "url": _fit(check_url, page.url)}
    return {key: value for key, value in said.items() if value}


def _fit(check: Callable[[str], str], value: str | None) -> str:
    """The value where it is in good form; a page's own ``javascript:`` address is no address."""
    try:
        return check(value) if value else ""
    except ValueError:
        return ""
