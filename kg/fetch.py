"""Fetches one page when a user asks for it by name: with limits, and never from a private address.

Every hop is resolved here, checked, and then connected to by the address that was checked, so that a name that
resolves differently a moment later leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urljoin

import httpcore

from kg import __version__
from kg.errors import InputError, LimitError
from kg.formats import check_url

LARGEST = 5_000_000
MOST_HOPS = 5
LONGEST = 30.0
_MOVED = frozenset({301, 302, 303, 307, 308})
Allowed = Callable[[str], bool]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not this machine, not its network, not reserved.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (inner or ip).is_global and not ip.is_multicast


class _CheckedNetwork(httpcore.SyncBackend):
    """Connects to checked addresses only."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """One refused address refuses the host: a name that points inside as well as outside is no accident."""
        found = sorted({str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
        refused = [address for address in found if not self._allowed(address)]
        if refused or not found:
            raise InputError(f"{host} is at {', '.join(refused) or 'no address'}, which is not public", hint=_HINT)
        return super().connect_tcp(found[0], port, timeout, local_address, socket_options)

    def connect_unix_socket(self, *words: Any, **named: Any) -> httpcore.NetworkStream:
        """Never."""
        raise InputError("a page is not fetched from a local socket", hint=_HINT)


_HINT = "Save the page in a browser and read the file."


def fetch_page(url: str, *, allowed: Allowed = is_public, longest: float = LONGEST) -> tuple[bytes, str]:
    """The page's bytes, and the address at which it was found after any redirects.

    Units: ``longest`` in seconds, for all hops together.

    Raises:
        InputError: no web address, a private one, an error status, no answer.
        LimitError: too large, too slow, too many redirects.
    """
    deadline = time.monotonic() + longest
    with httpcore.ConnectionPool(network_backend=_CheckedNetwork(allowed)) as pool:
        for _ in range(MOST_HOPS + 1):
            url = _checked_url(url)
            status, headers, body = _get(pool, url, deadline)
            if status not in _MOVED or "location" not in headers:
                break
            url = urljoin(url, headers["location"])
        else:
            raise LimitError(f"more than {MOST_HOPS} redirects", file=url, hint=_HINT)
    if status != 200:
        raise InputError(f"the server answered {status}", file=url, hint=_HINT)
    return body, url


def _checked_url(url: str) -> str:
    try:
        return check_url(url)
    except ValueError as error:
        raise InputError(str(error), hint="kg read https://… --fetch") from error


def _get(pool: httpcore.ConnectionPool, url: str, deadline: float) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in lower case, and body of one hop."""
    left = max(0.1, deadline - time.monotonic())
    limits = {"timeout": {"connect": left, "read": left, "write": left, "pool": left}}
    headers = [("User-Agent", f"kg-assertions/{__version__}"), ("Accept", "text/html, text/plain")]
    try:
        with pool.stream("GET", url, headers=headers, extensions=limits) as response:
            named = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers}
            return response.status, named, _read(response, url, deadline)
    except httpcore.TimeoutException as error:
        raise LimitError("the server is too slow", file=url, hint=_HINT) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise InputError(
            f"no answer: {error}", file=url, hint="Is the address right, and is there a network?"
        ) from error


def _read(response: httpcore.Response, url: str, deadline: float) -> bytes:
    body = b""
    for chunk in response.iter_stream():
        body += chunk
        if len(body) > LARGEST:
            raise LimitError(f"the page is longer than {LARGEST:,} bytes", file=url, hint=_HINT)
        if time.monotonic() > deadline:
            raise LimitError("the server is too slow", file=url, hint=_HINT)
    return body
