"""The reader behind an endpoint, against a real server on loopback: good, malformed, slow and hostile answers."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, LimitError, UsageError
from kg.model import Article
from kg.reading.llm import Endpoint, read_with_model
from kg.reading.llm.endpoint import ask

TEXT = "The mayor of Port Ellis said the bridge was closed on Monday. The railway denied that it had asked for this."
ACTORS = {"mayor": {"type": "Person", "label": "the mayor of Port Ellis"}}
PROPOSITIONS = {"closed": {"text": "the bridge was closed on Monday", "about": ["mayor"]}}
GOOD = {
    "id": "x",
    "by": "mayor",
    "source": "The mayor of Port Ellis",
    "cue": "said",
    "quote": "the bridge was closed on Monday",
    "stance": "affirms",
    "certainty": "certain",
    "content": "closed",
}


def article() -> Article:
    return Article(text=TEXT, name="bridge", sha256=hashlib.sha256(TEXT.encode()).hexdigest())


def answer(*assertions: dict[str, Any], **more: Any) -> str:
    return json.dumps({"actors": ACTORS, "propositions": PROPOSITIONS, "assertions": list(assertions), **more})


class Server(ThreadingHTTPServer):
    """Gives the prepared replies one after the other, the last one for ever; remembers what it was asked."""

    daemon_threads = True
    replies: list[tuple[int, bytes, float]]
    asked: list[dict[str, Any]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def will_say(self, *contents: str) -> None:
        self.replies = [(200, json.dumps({"choices": [{"message": {"content": c}}]}).encode(), 0.0) for c in contents]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append({"path": self.path, "key": self.headers.get("Authorization"), **json.loads(body)})
        status, reply, pause = self.server.replies[min(len(self.server.asked), len(self.server.replies)) - 1]
        self.send_response(status)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        try:
            self.wfile.write(reply[:1])
            self.wfile.flush()
            time.sleep(pause)
            self.wfile.write(reply[1:])
        except OSError:
            pass  # the reader gave up, as it should

    def log_message(self, *words: Any) -> None:
        """Stays quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.replies, made.asked = [], []
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def endpoint(server: Server, **more: Any) -> Endpoint:
    return Endpoint(url=server.url, model="tiny", **more)


def test_a_good_answer_becomes_a_reading(server: Server) -> None:
    """Offsets are computed from the text, and the Reading says that a model made it."""
    server.will_say(answer(GOOD))
    reading = read_with_model(article(), endpoint(server))
    (assertion,) = reading.assertions
    assert [TEXT[s.start : s.end] for s in assertion.quote] == ["the bridge was closed on Monday"]
    assert (assertion.stance, reading.reader.kind, reading.reader.name, reading.dropped) == (
        "Affirms",
        "model",
        "tiny",
        (),
    )


def test_the_article_is_sent_as_material(server: Server) -> None:
    """The text goes as the user's message and nothing of it into the instructions."""
    server.will_say(answer(GOOD))
    read_with_model(article(), endpoint(server))
    (asked,) = server.asked
    assert asked["path"] == "/v1/chat/completions"
    assert [(m["role"], TEXT in m["content"]) for m in asked["messages"]] == [("system", False), ("user", True)]


def test_the_key_comes_from_the_environment(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key on the command line would stand in the shell's history."""
    monkeypatch.setenv("KG_API_KEY", "sesame")
    server.will_say(answer(GOOD))
    read_with_model(article(), endpoint(server))
    assert server.asked[0]["key"] == "Bearer sesame"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "the bridge was blown up"}, "blown up"),
        ({"quote": "The Bridge was closed on Monday"}, "The Bridge"),
        ({"by": "nobody"}, "no actor 'nobody'"),
        ({"content": "nothing"}, "no content"),
        ({"stance": "insinuates"}, "no stance"),
        ({"stance": "questions"}, "certainty"),
        ({"certainty": ""}, "certainty"),
        ({"surprise": 1}, "surprise"),
        ({"quote": 7}, "quote"),
    ],
)
def test_what_does_not_hold_is_refused_and_counted(server: Server, change: dict[str, Any], reason: str) -> None:
    """One bad assertion is left out with its reason; the good one beside it stays."""
    server.will_say(answer({**GOOD, **change}, GOOD))
    reading = read_with_model(article(), endpoint(server))
    assert [TEXT[a.quote[0].start : a.quote[0].end] for a in reading.assertions] == ["the bridge was closed on Monday"]
    assert len(reading.dropped) == 1
    assert reason in reading.dropped[0]


@pytest.mark.parametrize(
    "content", ["I cannot help with that.", "[1, 2]", '{"actors": ', "[" * 100_000, '"\\ud800"', "null"]
)
def test_an_answer_that_is_no_reading_is_an_input_error(server: Server, content: str) -> None:
    """Never an exception of another kind, however deep it is nested."""
    server.will_say(content)
    with pytest.raises(InputError):
        read_with_model(article(), endpoint(server))


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        '{"assertions": 5, "actors": [], "propositions": "x"}',
        '{"actors": {"../../x": {"type": "Person", "label": "a"}, "ok": {"type": "Person", "label": "<script>"}}}',
        '{"assertions": [null, [], {"id": "a"}]}',
    ],
)
def test_a_hostile_shape_gives_an_empty_reading(server: Server, content: str) -> None:
    """Whatever does not fit is left out; nothing is taken on trust."""
    server.will_say(content)
    assert read_with_model(article(), endpoint(server)).assertions == ()


def test_a_fenced_answer_is_unwrapped(server: Server) -> None:
    """Many models put their JSON into a code fence although they were told not to."""
    server.will_say("```json\n" + answer(GOOD) + "\n```")
    assert len(read_with_model(article(), endpoint(server)).assertions) == 1


def test_passing_faults_are_tried_again_with_growing_pauses(server: Server) -> None:
    """A busy server gets time; the pause that it asks for is honoured within reason."""
    server.will_say("x", "x", "{}")
    server.replies[0] = (503, b"busy", 0.0)
    server.replies[1] = (429, b"slow down", 0.0)
    pauses: list[float] = []
    assert ask(endpoint(server), [], sleep=pauses.append) == "{}"
    assert pauses == sorted(pauses)
    assert len(pauses) == 2


def test_a_server_that_stays_busy_ends_in_a_limit_error(server: Server) -> None:
    """Not in an endless loop."""
    server.replies = [(503, b"busy", 0.0)]
    with pytest.raises(LimitError, match="503"):
        ask(endpoint(server), [], sleep=lambda pause: None)


def test_a_refusal_is_not_tried_again(server: Server) -> None:
    """A wrong key stays wrong."""
    server.replies = [(401, b"no such key", 0.0)]
    with pytest.raises(InputError, match="no such key"):
        ask(endpoint(server), [], sleep=lambda pause: None)
    assert len(server.asked) == 1


def test_a_redirect_is_not_followed(server: Server) -> None:
    """The article goes where the user said and nowhere else."""
    server.replies = [(307, b"", 0.0)]
    with pytest.raises(InputError, match="307"):
        ask(endpoint(server), [])


def test_a_dripping_server_runs_into_the_time_limit(server: Server) -> None:
    """One byte and then silence is no answer."""
    server.will_say("{}")
    server.replies[0] = (*server.replies[0][:2], 1.0)
    with pytest.raises(LimitError, match="tries"):
        ask(endpoint(server, timeout=0.1), [], sleep=lambda pause: None)


def test_an_endless_answer_is_cut_off(server: Server) -> None:
    """Memory is not the server's to spend."""
    server.replies = [(200, b" " * 9_000_000, 0.0)]
    with pytest.raises(LimitError, match="longer"):
        ask(endpoint(server), [])


def test_nobody_listening_says_so() -> None:
    """The error names the address and the way out."""
    with pytest.raises(LimitError) as caught:
        ask(Endpoint(url="http://127.0.0.1:9", model="m"), [], sleep=lambda pause: None)
    assert "--reader rules" in caught.value.hint


def test_only_web_addresses_are_asked() -> None:
    """file: would read the disk."""
    with pytest.raises(UsageError):
        ask(Endpoint(url="file:///etc/passwd", model="m"), [])


def test_the_same_question_is_asked_once(server: Server, tmp_path: Path) -> None:
    """Answers cost money; the cache is keyed by everything that they depend on."""
    server.will_say(answer(GOOD))
    first = read_with_model(article(), endpoint(server, cache=tmp_path))
    assert read_with_model(article(), endpoint(server, cache=tmp_path)) == first
    assert len(server.asked) == 1
    ask(endpoint(server, cache=tmp_path), [{"role": "user", "content": "another"}])
    assert len(server.asked) == 2
