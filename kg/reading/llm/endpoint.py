"""Asks a chat endpoint that speaks OpenAI's protocol, with limits on time and size, retries, and a cache on disk."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec
from msgspec import Struct

from kg.errors import InputError, LimitError, UsageError

LARGEST_ANSWER = 8_000_000
_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_PAUSES = (1.0, 4.0, 16.0)
_LONGEST_PAUSE = 60.0


class Endpoint(Struct, frozen=True, kw_only=True):
    """Where to ask, and how long to wait. Units: seconds, for one question with all that it takes to answer."""

    url: str
    model: str
    key_variable: str = "KG_API_KEY"
    timeout: float = 300.0
    cache: Path | None = None


class _PassingError(Exception):
    """A passing fault; carries the words for the last try, and the pause that the server asked for."""

    def __init__(self, message: str, pause: float = 0.0) -> None:
        super().__init__(message)
        self.pause = pause


def ask(endpoint: Endpoint, messages: list[dict[str, str]], *, sleep: Callable[[float], None] = time.sleep) -> str:
    """The endpoint's answer to the messages, from the cache where the same was asked before.

    Raises:
        UsageError: the address is not http or https.
        InputError: the endpoint refuses, or answers something else than its protocol says.
        LimitError: it is too slow, or its answer is too long.
    """
    if urlsplit(endpoint.url).scheme not in {"http", "https"}:
        raise UsageError(f"{endpoint.url!r} is no web address", hint="--endpoint http://localhost:8080/v1")
    question: dict[str, Any] = {"model": endpoint.model, "messages": messages, "temperature": 0, "seed": 0}
    question["response_format"] = {"type": "json_object"}
    kept = _cache_file(endpoint, question)
    if kept is not None and kept.is_file():
        return kept.read_text(encoding="utf-8")
    answer = _ask_again(endpoint, question, sleep)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(answer, encoding="utf-8")
    return answer


def _cache_file(endpoint: Endpoint, question: dict[str, Any]) -> Path | None:
    """Named after everything that the answer depends on."""
    if endpoint.cache is None:
        return None
    key = endpoint.url.encode() + b"\x00" + msgspec.json.encode(question, order="deterministic")
    return endpoint.cache / f"{hashlib.sha256(key).hexdigest()}.json"


def _ask_again(endpoint: Endpoint, question: dict[str, Any], sleep: Callable[[float], None]) -> str:
    """The answer, after as many tries as _PAUSES allow."""
    for pause in (*_PAUSES, None):
        try:
            return _ask_once(endpoint, question)
        except _PassingError as fault:
            if pause is None:
                raise LimitError(
                    f"no answer after {len(_PAUSES) + 1} tries: {fault}",
                    file=endpoint.url,
                    hint="Is the server running? --reader rules reads without one.",
                ) from fault
            sleep(min(max(pause, fault.pause), _LONGEST_PAUSE))
    raise AssertionError("unreachable")


def _ask_once(endpoint: Endpoint, question: dict[str, Any]) -> str:
    deadline = time.monotonic() + endpoint.timeout
    key = os.environ.get(endpoint.key_variable, "")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    address = endpoint.url.rstrip("/") + "/chat/completions"
    try:
        with (
            httpx.Client(timeout=min(30.0, endpoint.timeout), follow_redirects=False, trust_env=False) as client,
            client.stream("POST", address, json=question, headers=headers, timeout=endpoint.timeout) as response,
        ):
            body = _read(response, deadline)
    except httpx.HTTPError as fault:
        raise _PassingError(f"{type(fault).__name__}: {fault}") from fault
    return _content(response.status_code, body, response.headers.get("Retry-After", ""), endpoint)


def _read(response: httpx.Response, deadline: float) -> bytes:
    """The body, within the limits; a server that drips bytes does not hold us for ever."""
    body = b""
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise LimitError(f"the answer is longer than {LARGEST_ANSWER:,} bytes", hint="Nothing of it was used.")
        if time.monotonic() > deadline:
            raise _PassingError("the answer took too long")
    return body


def _content(status: int, body: bytes, retry_after: str, endpoint: Endpoint) -> str:
    if status in _RETRIED:
        raise _PassingError(f"status {status}", float(retry_after) if retry_after.isdigit() else 0.0)
    if status != 200:
        said = body[:200].decode("utf-8", "replace")
        raise InputError(f"status {status}: {said}", file=endpoint.url, hint="Check --endpoint, --model and the key.")
    try:
        answer = msgspec.json.decode(body)
        content = answer["choices"][0]["message"]["content"]
    except (msgspec.DecodeError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise InputError(
            "the answer is not a chat completion", file=endpoint.url, hint="Is it an OpenAI-compatible endpoint?"
        ) from error
    return str(content)
