"""The flags that choose who reads, and the articles of a call, from files, stdin or (when asked to) the web."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.articles import Metadata
    from kg.model import Article, Reading

_OPTIONS = (
    click.option("--reader", default="", metavar="NAME", help="Who reads: rules, network or llm. [default: the best]"),
    click.option("--endpoint", default="", metavar="URL", help="llm: an OpenAI-compatible endpoint, ending in /v1."),
    click.option(
        "--model", default="", metavar="NAME", help="llm: the model's name. The key is read from $KG_API_KEY."
    ),
    click.option("--timeout", type=click.FloatRange(1), default=300.0, help="llm: seconds to wait for an answer."),
)


def reader_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the flags; turn what they give into a reader with ``chosen_reader``."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def chosen_reader(given: dict[str, Any]) -> Callable[[Article], Reading]:
    """The reader that the flags choose; they are taken out of ``given``.

    Raises:
        UsageError: llm without an endpoint and a model, or these without llm.
    """
    from kg.errors import UsageError

    name, endpoint, model, timeout = (given.pop(key) for key in ("reader", "endpoint", "model", "timeout"))
    if (name == "llm") != bool(endpoint and model) or (name != "llm" and (endpoint or model)):
        raise UsageError("--reader llm needs --endpoint and --model, and they need it", hint=_EXAMPLE)
    return _model_reader(endpoint, model, timeout) if name == "llm" else _machine_reader(name)


_EXAMPLE = "kg read article.txt --reader llm --endpoint http://localhost:8080/v1 --model NAME"


def _machine_reader(name: str) -> Callable[[Article], Reading]:
    """Imported when the first article needs it: the parser takes a second to load."""

    # The network's products are small: numpy's threads wait for each other longer than they work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    def read(article: Article) -> Reading:
        from kg.reading import read_article

        return read_article(article, name)

    return read


def _model_reader(url: str, model: str, timeout: float) -> Callable[[Article], Reading]:
    """Answers are kept in the user's cache folder, since they cost time and money."""
    from platformdirs import user_cache_path

    from kg.reading.llm import Endpoint, read_with_model

    endpoint = Endpoint(url=url, model=model, timeout=timeout, cache=user_cache_path("kg") / "llm")
    return lambda article: read_with_model(article, endpoint)


def is_address(path: str) -> bool:
    """Whether a word of the call is a web address rather than a file."""
    return path.startswith(("http://", "https://"))


def load_source(path: str, known: Metadata, *, fetch: bool, max_bytes: int) -> tuple[Article, bytes]:
    """The article, and the bytes that it was taken from where they came from the web.

    Raises:
        UsageError: a web address without ``--fetch``.
    """
    from msgspec import structs

    from kg.articles import load_article
    from kg.errors import UsageError

    if not is_address(path):
        return load_article(path if path == "-" else Path(path), known, max_bytes=max_bytes), b""
    if not fetch:
        raise UsageError("nothing is fetched unless you ask for it", file=path, hint=f"kg read {path} --fetch")
    from kg.fetch import fetch_page
    from kg.iris import slug

    page, found = fetch_page(path)
    known = known if known.url else structs.replace(known, url=found)
    return load_article(page, known, name=slug(found.partition("://")[2])[:80], max_bytes=max_bytes), page
