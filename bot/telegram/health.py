"""Tell how the bot is doing: counters for Prometheus, /healthz and /metrics on a local port.

Holds numbers only: no texts, no names, no keys. Not meant for the open internet; it listens where the settings say.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import tornado.httpserver
import tornado.netutil
import tornado.web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from rag.errors import SettingsError

__all__ = ["Metrics", "address", "listen", "serve_health"]

_BUCKETS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10, 30, 60)
# Without a good word from Telegram for this long the bot is not healthy: more than two long polls.
SILENT_SECONDS: Final = 90.0


def _counter(name: str, text: str, labels: tuple[str, ...] = ()) -> Callable[[CollectorRegistry], Counter]:
    return lambda registry: Counter(name, text, labels, registry=registry)


@dataclass(slots=True)
class Metrics:
    """The bot's numbers, in a registry of their own."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    questions: Counter = field(init=False)
    answers: Counter = field(init=False)
    refusals: Counter = field(init=False)
    messages: Counter = field(init=False)
    retries: Counter = field(init=False)
    repeated: Counter = field(init=False)
    errors: Counter = field(init=False)
    engine_seconds: Histogram = field(init=False)
    reply_seconds: Histogram = field(init=False)
    waiting: Gauge = field(init=False)
    outgoing: Gauge = field(init=False)
    generation: Gauge = field(init=False)

    def __post_init__(self) -> None:
        """Make every metric, so that all are shown from the start."""
        made = self.registry
        self.questions = _counter("isnad_questions", "Questions received")(made)
        self.answers = _counter("isnad_answers", "Questions answered", ("language",))(made)
        self.refusals = _counter("isnad_refusals", "Questions the archive does not answer", ("language",))(made)
        self.messages = _counter("isnad_messages_sent", "Messages that Telegram took")(made)
        self.retries = _counter("isnad_retries", "Messages delayed by retry_after")(made)
        self.repeated = _counter("isnad_messages_repeated", "Messages sent again after a crash in mid-flight")(made)
        self.errors = _counter("isnad_errors", "Failures by kind", ("kind",))(made)
        self.engine_seconds = Histogram("isnad_engine_seconds", "Time in the engine", buckets=_BUCKETS, registry=made)
        self.reply_seconds = Histogram(
            "isnad_reply_seconds", "From a stored update to a sent message", buckets=_BUCKETS, registry=made
        )
        self.waiting = Gauge("isnad_queue_length", "Updates that wait or are being answered", registry=made)
        self.outgoing = Gauge("isnad_outbox_length", "Messages that wait to be sent", registry=made)
        self.generation = Gauge("isnad_generation", "Number of the index generation in use", registry=made)


def address(listen: str, setting: str) -> tuple[str, int]:
    """Read "host:port".

    Raises:
        SettingsError: it is not one.
    """
    host, _, port = listen.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise SettingsError(f"{listen!r} is not host:port", where=f"[telegram] {setting}")
    return host.strip("[]"), int(port)


def listen(
    app: tornado.web.Application, where: str, setting: str, *, largest_body: int
) -> tuple[tornado.httpserver.HTTPServer, int]:
    """Start a server and return it with its port (the one that was free when the setting says 0).

    Raises:
        SettingsError: the address is wrong or in use.
    """
    host, port = address(where, setting)
    server = tornado.httpserver.HTTPServer(app, max_body_size=largest_body, idle_connection_timeout=75)
    try:
        sockets = tornado.netutil.bind_sockets(port, host)
    except OSError as exc:
        raise SettingsError(
            f"Cannot listen on {where}: {exc.strerror}", where=f"[telegram] {setting}", hint="Choose a free port."
        ) from exc
    server.add_sockets(sockets)
    return server, sockets[0].getsockname()[1]


class _Health(tornado.web.RequestHandler):
    def initialize(self, state: Callable[[], dict[str, object]]) -> None:
        self._state = state

    def get(self) -> None:
        state = self._state()
        self.set_status(200 if state["status"] == "ok" else 503)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(state))


class _Metrics(tornado.web.RequestHandler):
    def initialize(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(generate_latest(self._registry))


def serve_health(
    where: str, metrics: Metrics, state: Callable[[], dict[str, object]]
) -> tuple[tornado.httpserver.HTTPServer, int]:
    """Serve /healthz and /metrics; `state` gives "status" ("ok" or what is wrong) and numbers.

    Raises:
        SettingsError: the address is wrong or in use.
    """
    routes: list[tuple[str, Any, dict[str, Any]]] = [
        ("/healthz", _Health, {"state": state}),
        ("/metrics", _Metrics, {"registry": metrics.registry}),
    ]
    app = tornado.web.Application(routes, log_function=lambda _: None)
    return listen(app, where, "health_listen", largest_body=1024)
