"""Fetching a page, against a real server on loopback that the tests allow by name."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import InputError, LimitError
from kg.fetch import fetch_page, is_public


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind = self.path.strip("/")
        if kind.startswith("hop"):
            number = int(kind[3:])
            self.send_response(302)
            self.send_header("Location", f"/hop{number - 1}" if number else "/page")
            self.end_headers()
            return
        if kind == "inside":
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.1/secret")
            self.end_headers()
            return
        if kind == "to-a-file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        self.send_response(404 if kind == "missing" else 200)
        self.end_headers()
        with contextlib.suppress(OSError):  # the reader gives up, as it should
            self._say(kind)

    def _say(self, kind: str) -> None:
        if kind == "endless":
            for _ in range(100):
                self.wfile.write(b" " * 100_000)
        elif kind == "slow":
            for _ in range(20):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)
        else:
            self.wfile.write(b"<p>hello</p>")

    def log_message(self, *words: object) -> None:
        """Stays quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def loopback(address: str) -> bool:
    return address == "127.0.0.1"


def test_a_page_is_fetched(site: str) -> None:
    """The bytes as they came, and where they were."""
    assert fetch_page(f"{site}/page", allowed=loopback) == (b"<p>hello</p>", f"{site}/page")


def test_redirects_are_followed_up_to_a_limit(site: str) -> None:
    """And the address told is the last one."""
    assert fetch_page(f"{site}/hop3", allowed=loopback)[1] == f"{site}/page"
    with pytest.raises(LimitError, match="redirects"):
        fetch_page(f"{site}/hop9", allowed=loopback)


def test_this_machine_is_refused_by_default(site: str) -> None:
    """A link in somebody's article must not read a service on this machine."""
    with pytest.raises(InputError, match="not public"):
        fetch_page(f"{site}/page")


def test_a_redirect_inside_is_refused_at_its_hop(site: str) -> None:
    """The first address is fine; the second one is what counts."""
    with pytest.raises(InputError, match=r"10\.0\.0\.1"):
        fetch_page(f"{site}/inside", allowed=loopback)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/", "nonsense"])
def test_only_web_addresses(url: str) -> None:
    """Nothing else is a page."""
    with pytest.raises(InputError):
        fetch_page(url)


def test_a_redirect_to_a_file_is_refused(site: str) -> None:
    """The scheme is checked at every hop."""
    with pytest.raises(InputError, match="no web address"):
        fetch_page(f"{site}/to-a-file", allowed=loopback)


def test_too_large_and_too_slow_are_limits(site: str) -> None:
    """A server does not spend our memory or our time."""
    with pytest.raises(LimitError, match="longer"):
        fetch_page(f"{site}/endless", allowed=loopback)
    with pytest.raises(LimitError, match="slow"):
        fetch_page(f"{site}/slow", allowed=loopback, longest=0.3)


def test_an_error_status_is_no_article(site: str) -> None:
    """ "Page not found" is not news."""
    with pytest.raises(InputError, match="404"):
        fetch_page(f"{site}/missing", allowed=loopback)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "224.0.0.1",
        "240.0.0.1",
    ],
)
def test_private_addresses_are_not_public(address: str) -> None:
    """Loopback, private ranges, link-local with its cloud metadata, shared, mapped, multicast, reserved."""
    assert not is_public(address)
