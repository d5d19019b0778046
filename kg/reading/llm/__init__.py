"""A second reader: a language model behind an endpoint that the user names. Off unless asked for."""

from __future__ import annotations

from kg.model import Article, Reader, Reading
from kg.reading.llm.answer import reading_from
from kg.reading.llm.endpoint import Endpoint, ask
from kg.reading.llm.prompt import messages

__all__ = ["Endpoint", "read_with_model"]


def read_with_model(article: Article, endpoint: Endpoint) -> Reading:
    """The model's Reading of the article; only what stands verbatim in the text is in it.

    ``dropped`` lists what was refused. The article's text is sent to the endpoint.

    Raises:
        UsageError, InputError, LimitError: as ``ask`` and ``reading_from``.
    """
    answer = ask(endpoint, messages(article))
    return reading_from(answer, article, Reader(kind="model", name=endpoint.model))
