"""Pages: the article and what the page says of itself, and nothing of what surrounds it."""

from __future__ import annotations

import hashlib

import pytest

from kg.articles import Metadata, load_article
from kg.errors import InputError
from kg.webpage import is_markup, read_page

PARAGRAPHS = (
    "The mayor of Port Ellis said the old bridge was closed on Monday after divers found cracks in two of its pillars.",
    "The railway denied that it had asked for the closure and said “nothing of the kind” was planned for this year.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Bridge closed | The Port Times</title>
<meta property="og:site_name" content="The Port Times">
<meta property="article:published_time" content="2031-03-02T10:00:00Z">
<meta name="author" content="Ann Reed"><link rel="canonical" href="https://port.example/bridge"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Bridge closed</h1>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article><script>alert("owned")</script>
<footer>Subscribe to our newsletter</footer></body></html>"""


def test_the_article_is_taken_out_of_the_page() -> None:
    """Its paragraphs stay paragraphs; navigation, scripts and the footer are gone."""
    text, _ = read_page(PAGE)
    assert "\n\n".join(PARAGRAPHS) in text
    assert not [word for word in ("Sport", "owned", "newsletter", "<p>") if word in text]


def test_what_the_page_says_of_itself() -> None:
    """Also a date that lies after today: what a page says does not depend on the day it is read."""
    _, said = read_page(PAGE)
    assert {key: said[key] for key in ("title", "publisher", "published", "author", "url")} == {
        "title": "Bridge closed",
        "publisher": "The Port Times",
        "published": "2031-03-02",
        "author": ["Ann Reed"],
        "url": "https://port.example/bridge",
    }


@pytest.mark.parametrize(
    "html", ["<div>" * 100_000, "<html><body></body></html>", "<p></p>", "<html><script>x()</script>"]
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    """Also one nested a hundred thousand deep."""
    with pytest.raises(InputError, match="no article text found"):
        read_page(html)


@pytest.mark.parametrize(
    ("text", "expected"),
    [(PAGE, True), ("  <html>", True), ("<!-- c --><div>", True), ("A <b>bold</b> claim", False), ("< 5 dead", False)],
)
def test_markup_is_told_from_text(text: str, expected: bool) -> None:
    """An article may hold a tag or a smaller-than sign and is still text."""
    assert is_markup(text) is expected


def test_an_address_that_is_none_is_left_out() -> None:
    """A page may call itself javascript:alert(1); that never becomes a link."""
    assert "url" not in read_page(PAGE.replace("https://port.example/bridge", "javascript:alert(1)"))[1]


def test_a_page_is_loaded_like_an_article() -> None:
    """Offsets point into the text taken out, a note has the hash of the bytes, flags overrule the page."""
    loaded = load_article(PAGE.encode(), Metadata(publisher="The Daily Port"))
    assert PARAGRAPHS[0] in loaded.text
    assert (loaded.publisher, loaded.published, loaded.title) == ("The Daily Port", "2031-03-02", "Bridge closed")
    assert any(hashlib.sha256(PAGE.encode()).hexdigest() in note for note in loaded.notes)
