from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from rag.errors import EmbedderError, SettingsError
from rag.index.embedder import Embedder, open_embedder
from rag.settings import ChatSettings, IndexSettings, Secret

KEY = "sk-a-key-that-nobody-may-see"
MODEL = "text-embedding-toy"
WHOLE = 8  # dimensions of the toy model
Reply = tuple[int, dict[str, str], Any]


def vector(text: str, dimensions: int) -> list[float]:
    """Return a vector that only this text has."""
    seed = sum(ord(letter) * (place + 1) for place, letter in enumerate(text))
    numbers: list[float] = np.random.default_rng(seed).normal(size=dimensions).tolist()
    return numbers


@dataclass
class Service:
    """A loopback server as strict as the real one; `script` holds replies that come before the regular ones."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    script: list[Reply | Callable[[], Reply]] = field(default_factory=list)
    change: Callable[[dict[str, Any]], Any] = lambda reply: reply
    address: str = ""

    def reply(self, path: str, authorization: str | None, body: dict[str, Any]) -> Reply:
        self.requests.append(body)
        if self.script:
            scripted = self.script.pop(0)
            return scripted() if callable(scripted) else scripted
        if path != "/v1/embeddings":
            return failure(404, "no such path")
        if authorization != f"Bearer {KEY}":
            return failure(401, f"Incorrect API key provided: {authorization}")
        if body.get("model") != MODEL:
            return failure(404, "The model does not exist")
        texts, dimensions = body.get("input"), body.get("dimensions", WHOLE)
        if (
            not isinstance(texts, list)
            or not 0 < len(texts) <= 2048
            or not all(isinstance(t, str) and t for t in texts)
        ):
            return failure(400, "input is invalid")
        if not isinstance(dimensions, int) or not 0 < dimensions <= WHOLE or set(body) - ALLOWED:
            return failure(400, "the request is invalid")
        data = [{"object": "embedding", "index": i, "embedding": vector(t, dimensions)} for i, t in enumerate(texts)]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return 200, {}, self.change({"object": "list", "data": data[::-1], "model": MODEL, "usage": usage})


ALLOWED = {"model", "input", "dimensions", "encoding_format"}


def failure(status: int, message: str, **headers: str) -> Reply:
    return status, headers, {"error": {"message": message, "type": "error", "code": None, "param": None}}


@pytest.fixture
def service() -> Iterator[Service]:
    state = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, headers, content = state.reply(self.path, self.headers.get("Authorization"), body)
            raw = content if isinstance(content, bytes) else json.dumps(content).encode()
            try:
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client had waited long enough

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_port}/v1"
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


def opened(service: Service, *, key: str = KEY, model: str = MODEL, timeout: float = 10, **settings: Any) -> Embedder:
    chat = ChatSettings(
        openai_api_key=Secret(key), openai_base_url=service.address, timeout_seconds=timeout, max_retries=1
    )
    return open_embedder(IndexSettings(embedder=f"openai:{model}", **settings), chat)


def error_of(embedder: Embedder) -> EmbedderError:
    with pytest.raises(EmbedderError) as caught:
        embedder.encode_queries(["question"])
    shown = f"{caught.value} {caught.value.hint} {caught.value!r}"
    assert KEY not in shown
    return caught.value


def test_rows_follow_the_texts_whatever_order_the_service_answers_in(service: Service) -> None:
    """Row n is the unit vector of text n, though the service lists its vectors backwards."""
    texts = ["first", "second", "third"]
    rows = opened(service).encode_passages(texts)
    wanted = np.array([vector(text, WHOLE) for text in texts])
    assert rows.dtype == np.float32
    assert np.allclose(rows, wanted / np.linalg.norm(wanted, axis=1, keepdims=True), atol=1e-6)


def test_texts_go_in_batches_and_progress_counts_them(service: Service) -> None:
    """A request holds at most batch_size texts."""
    seen: list[tuple[int, int]] = []
    embedder = opened(service, batch_size=2)
    assert embedder.dimensions == WHOLE
    service.requests.clear()
    embedder.encode_passages(list("abcde"), progress=lambda done, total: seen.append((done, total)))
    assert [request["input"] for request in service.requests] == [["a", "b"], ["c", "d"], ["e"]]
    assert seen == [(2, 5), (4, 5), (5, 5)]


def test_empty_texts_are_not_sent(service: Service) -> None:
    """An empty text, which the service refuses, is a row of zeros beside the others' rows."""
    rows = opened(service).encode_passages(["", "text", " \n"])
    assert [bool(row.any()) for row in rows] == [False, True, False]


def test_the_dimensions_setting_is_asked_for(service: Service) -> None:
    """The service shortens the vectors when the setting says so."""
    embedder = opened(service, dimensions=4)
    assert embedder.encode_queries(["text"]).shape == (1, embedder.dimensions) == (1, 4)
    assert service.requests[-1]["dimensions"] == 4


def test_prefixes_are_sent(service: Service) -> None:
    """A self-hosted e5 needs its words, which the settings give."""
    opened(service, dimensions=4, query_prefix="query:").encode_queries(["who"])
    assert service.requests[-1]["input"] == ["query: who"]


def test_the_fingerprint_names_model_dimensions_and_prefixes(service: Service) -> None:
    """What changes the vectors changes the fingerprint; asking for it sends nothing."""
    prints = {opened(service, **s).fingerprint for s in ({}, {"dimensions": 4}, {"query_prefix": "q:"})}
    assert len(prints) == 3
    assert not service.requests


def test_a_refused_key_is_said_without_showing_it(service: Service) -> None:
    """A wrong key is an error that names the variable; the service's message, which quotes the key, is not repeated."""
    with pytest.raises(EmbedderError) as caught:
        opened(service, key="sk-wrong-and-secret").encode_queries(["question"])
    assert "sk-wrong-and-secret" not in f"{caught.value} {caught.value.hint}"
    assert "OPENAI_API_KEY" in caught.value.hint


def test_no_key_and_no_server_is_a_settings_error() -> None:
    """OpenAI's own service without a key fails when opened, before anything is read or sent."""
    with pytest.raises(SettingsError) as caught:
        open_embedder(IndexSettings(embedder="openai:text-embedding-3-small"), ChatSettings())
    assert "OPENAI_API_KEY" in caught.value.where


def test_an_unknown_model_is_named(service: Service) -> None:
    """A model that the service does not have is an error that names it."""
    error = error_of(opened(service, model="no-such-model"))
    assert "no-such-model" in error.where
    assert "ISNAD_EMBEDDER" in error.hint


def test_a_busy_service_is_asked_again_after_the_time_it_names(service: Service) -> None:
    """A 429 with Retry-After is waited for, and the second try counts."""
    embedder = opened(service, dimensions=4)
    service.script = [failure(429, "slow down", **{"Retry-After": "0.2"})]
    started = time.monotonic()
    assert embedder.encode_queries(["text"]).any()
    assert time.monotonic() - started >= 0.2
    assert len(service.requests) == 2


@pytest.mark.parametrize(("status", "said"), [(429, "fewer requests"), (500, "status 500"), (503, "status 503")])
def test_tries_are_bounded(service: Service, status: int, said: str) -> None:
    """A service that keeps failing is asked once more, as the setting says, then named."""
    service.script = [failure(status, f"no, {KEY}", **{"Retry-After": "0.01"})] * 5
    error = error_of(opened(service, dimensions=4))
    assert said in error.what
    assert len(service.requests) == 2


def test_a_refused_request_names_the_dimensions(service: Service) -> None:
    """A 400 for more dimensions than the model has points to the setting."""
    assert "dimensions" in error_of(opened(service, dimensions=4096)).hint


def first_vector(change: Callable[[list[Any]], list[Any]]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def changed(reply: dict[str, Any]) -> dict[str, Any]:
        reply["data"][0]["embedding"] = change(reply["data"][0]["embedding"])
        return reply

    return changed


@pytest.mark.parametrize(
    "change",
    [
        first_vector(lambda numbers: numbers[:3]),
        first_vector(lambda numbers: [*numbers[1:], None]),
        first_vector(lambda numbers: [*numbers[1:], float("nan")]),
        first_vector(lambda _: []),
        lambda reply: reply | {"data": []},
        lambda reply: reply | {"data": reply["data"] * 2},
        lambda reply: reply | {"data": None},
        lambda reply: reply | {"data": [{"object": "embedding"}]},
        lambda _: b"<html>a proxy's page</html>",
        lambda _: b"{",
        lambda _: [],
    ],
    ids=["short", "null", "nan", "empty", "none", "twice", "no-data", "no-vector", "html", "cut", "list"],
)
def test_an_answer_that_is_no_vectors_is_an_embedder_error(service: Service, change: Callable[[Any], Any]) -> None:
    """Whatever malformed answer comes back, the person reads one error; no wrong vector goes on."""
    service.change = change
    assert error_of(opened(service, dimensions=4)).hint


def test_a_service_that_does_not_answer_in_time(service: Service) -> None:
    """A time-out says so."""
    release = threading.Event()

    def late() -> Reply:
        release.wait(10)
        return failure(500, "too late")

    service.script = [late, late]
    error = error_of(opened(service, dimensions=4, timeout=0.2))
    release.set()
    assert "in time" in error.what


def test_a_server_that_is_not_there(service: Service) -> None:
    """A refused connection names the address's host and what to check."""
    service.address = "http://127.0.0.1:9/v1"
    error = error_of(opened(service, dimensions=4))
    assert "127.0.0.1" in error.where
    assert "OPENAI_BASE_URL" in error.hint
