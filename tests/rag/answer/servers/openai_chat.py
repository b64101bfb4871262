"""A loopback server that speaks the chat-completions protocol as strictly as the original, and says what a test scripts.

It refuses a wrong path, key, model, content type, unknown parameter, role or a request without streaming, as the provider does. What it answers is a list
of replies, one a request, or functions of the request; the last is repeated.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

KEY = "sk-test-5f2bafc1e0d94b7d8a37loopback"
MODEL = "scripted-1"

_PARAMETERS = frozenset(
    "model messages stream temperature max_tokens max_completion_tokens stream_options n top_p seed".split()
)


@dataclass(frozen=True, slots=True)
class Say:
    """Stream `text` in pieces of `size` characters, `pause` seconds apart; `finish` None ends without saying that it ends."""

    text: str
    size: int = 11
    pause: float = 0.0
    finish: Literal["stop", "length", "content_filter"] | None = "stop"
    how: Literal["whole", "closed", "reset", "endless", "keepalive"] = "whole"


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answer with an error status."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    message: str = f"Incorrect API key provided: {KEY}."


@dataclass(frozen=True, slots=True)
class Raw:
    """Answer 200 with these bytes, after `wait` seconds."""

    body: bytes
    content_type: str = "text/event-stream"
    wait: float = 0.0


Reply = Say | Refuse | Raw
Script = Reply | Callable[[dict[str, Any]], Reply]


class ChatServer:
    """The server, its address, and what it was asked."""

    def __init__(self, replies: Sequence[Script]) -> None:
        """Script the replies."""
        self.replies = list(replies)
        self.requests: list[dict[str, Any]] = []
        self.refused: list[str] = []
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.url = ""

    def next(self, request: dict[str, Any]) -> Reply:
        """Keep the request and return its reply."""
        with self.lock:
            self.requests.append(request)
            chosen = self.replies[min(len(self.requests), len(self.replies)) - 1]
        return chosen if isinstance(chosen, Say | Refuse | Raw) else chosen(request)


@contextmanager
def serving(*replies: Script) -> Iterator[ChatServer]:
    """Run a server with these replies."""
    state = ChatServer(replies)

    class Handler(_Handler):
        server_state = state

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_state: ChatServer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""

    def handle_one_request(self) -> None:
        """Answer a request; a client that goes away, while it asks, waits or is answered, ends its connection."""
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def do_POST(self) -> None:
        """Check the request, then answer as scripted."""
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if fault := self._fault(body):
            status, message = fault
            self.server_state.refused.append(message)
            self._json(
                status, {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}
            )
            return
        self._answer(self.server_state.next(json.loads(body)))

    def _fault(self, body: bytes) -> tuple[int, str] | None:
        if self.path != "/v1/chat/completions":
            return 404, f"Invalid URL (POST {self.path})"
        if self.headers.get("authorization") != f"Bearer {KEY}":
            return 401, "Incorrect API key provided."
        if not self.headers.get("content-type", "").startswith("application/json"):
            return 400, "We could not parse the JSON body of your request."
        data = json.loads(body)
        if unknown := sorted(set(data) - _PARAMETERS):
            return 400, f"Unrecognized request arguments supplied: {unknown}"
        if data["model"] != MODEL:
            return 404, f"The model {data['model']!r} does not exist."
        if data.get("stream") is not True:
            return 400, "This test server only streams."
        roles = [message["role"] for message in data["messages"]]
        if roles != ["system", "user"] or not all(
            isinstance(m["content"], str) and m["content"] for m in data["messages"]
        ):
            return 400, f"Invalid messages: {roles}"
        return None

    def _answer(self, reply: Reply) -> None:
        match reply:
            case Refuse(status, headers, message):
                self._json(status, {"error": {"message": message, "type": "x", "param": None, "code": None}}, headers)
            case Raw(raw, content_type, wait):
                self.server_state.stopping.wait(wait)
                self._head(content_type)
                self._chunk(raw)
                self._chunk(b"")
            case Say():
                self._say(reply)

    def _say(self, reply: Say) -> None:
        self._head("text/event-stream")
        self._event({"role": "assistant", "content": ""})
        for at in range(0, len(reply.text), reply.size):
            self._event({"content": reply.text[at : at + reply.size]})
            self.server_state.stopping.wait(reply.pause)
        while reply.how in ("endless", "keepalive") and not self.server_state.stopping.is_set():
            if reply.how == "endless":
                self._event({"content": "word " * 200})
            else:
                self._chunk(b": still here\n\n")
                self.server_state.stopping.wait(0.05)
        if reply.how == "reset":
            self.close_connection = True
            return
        if reply.finish:
            self._event({}, reply.finish)
            self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, delta: Mapping[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        data = {
            "id": "c1",
            "object": "chat.completion.chunk",
            "created": int(time.time()),
            "model": MODEL,
            "choices": [choice],
        }
        self._chunk(f"data: {json.dumps(data)}\n\n".encode())

    def _head(self, content_type: str) -> None:
        self.send_response(200)
        self.send_header("content-type", content_type)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _json(self, status: int, data: Any, headers: Mapping[str, str] | None = None) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        for name, value in {
            "content-type": "application/json",
            "content-length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
