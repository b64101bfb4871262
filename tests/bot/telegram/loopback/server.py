"""Serve the Bot API on loopback: HTTP, updates, and what a test says and sees.

The strictness is documented rule by rule in test_loopback.py and test_loopback_updates.py. Nothing is kept on disk; one bot a server.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Self

import tornado.httpserver
import tornado.netutil
import tornado.web

from tests.bot.telegram.loopback.entities import found_entities
from tests.bot.telegram.loopback.errors import Refusal
from tests.bot.telegram.loopback.flood import Flood
from tests.bot.telegram.loopback.parameters import params_of
from tests.bot.telegram.loopback.updates import Updates

__all__ = ["TOKEN", "Call", "Loopback"]

TOKEN: Final = "7000001:AAloopback-token-for-tests_only"
BOT_ID: Final = 7000001
USERNAME: Final = "isnad_test_bot"
# Callback and inline queries must be answered within seconds; Telegram forgets them after about this.
QUERY_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came: when (seconds since the server started), what, and how it ended (200 or the error's code)."""

    at: float
    method: str
    params: dict[str, Any]
    code: int


@dataclass(slots=True)
class Chat:
    """A chat the bot may meet."""

    id: int
    type: str
    blocked: bool = False
    kicked: bool = False
    forum: bool = False
    topics: set[int] = field(default_factory=set)
    migrated_to: int | None = None


@dataclass(slots=True)
class Failure:
    """What the next calls of a method meet instead: a refusal, or a connection cut after the work was done."""

    method: str
    refusal: Refusal | None
    count: int


class Loopback:
    """The server; use as an async context."""

    def __init__(self, flood: Flood | None = None) -> None:
        self.flood = flood or Flood()
        self.updates = Updates()
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.calls: list[Call] = []
        self.drafts: list[tuple[float, int, int, str]] = []
        self.queries: dict[str, float] = {}
        self.commands: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.inline_answers: dict[str, list[dict[str, Any]]] = {}
        self.failures: list[Failure] = []
        self.latency = 0.0
        self.started = time.monotonic()
        self.keep_calls = True
        self.refused = 0  # calls that met a limit
        self._next_message = 100
        self._asked = 0  # button presses and inline queries: each has an id of its own
        self._changed = asyncio.Event()
        self._server: tornado.httpserver.HTTPServer | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        app = tornado.web.Application(
            [(r"/bot([^/]*)/([A-Za-z]+)", _Api, {"loopback": self})], log_function=lambda _: None
        )
        self._server = tornado.httpserver.HTTPServer(app)
        sockets = tornado.netutil.bind_sockets(0, "127.0.0.1")
        self._server.add_sockets(sockets)
        self.port = sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self.updates.close()
        self._server.stop()
        await self._server.close_all_connections()

    @property
    def url(self) -> str:
        """What ISNAD_TELEGRAM_API_URL must be."""
        return f"http://127.0.0.1:{self.port}/bot"

    # What a test says.

    def chat(self, chat_id: int, kind: str = "", **more: Any) -> Chat:
        """Return a chat, made when it is new: private for positive ids, a supergroup for negative ones."""
        if chat_id not in self.chats:
            self.chats[chat_id] = Chat(chat_id, kind or ("private" if chat_id > 0 else "supergroup"))
        for name, value in more.items():
            setattr(self.chats[chat_id], name, value)
        return self.chats[chat_id]

    def message(self, chat_id: int, text: str | None, user: int | None = None, **more: Any) -> dict[str, Any]:
        """Return a message of a user as Telegram would describe it, with the entities of commands and mentions."""
        chat, sender = self.chat(chat_id), user or chat_id
        self._next_message += 1
        message: dict[str, Any] = {
            "message_id": self._next_message,
            "date": int(time.time()),
            "chat": {"id": chat_id, "type": chat.type, "first_name": "P" if chat.type == "private" else None},
            "from": {"id": sender, "is_bot": False, "first_name": "Person", "language_code": "en"},
        }
        if text is not None:
            message["text"] = text
            if entities := found_entities(text):
                message["entities"] = entities
        message.update(more)
        self.messages[chat_id, message["message_id"]] = message
        return message

    def say(self, chat_id: int, text: str | None, user: int | None = None, **more: Any) -> dict[str, Any]:
        """Send a message to the bot; return it."""
        message = self.message(chat_id, text, user, **more)
        self.updates.push({"message": message})
        return message

    def edit(self, message: dict[str, Any], text: str) -> None:
        """Edit a message of a user."""
        edited = {**message, "text": text, "edit_date": int(time.time()), "entities": found_entities(text)}
        self.updates.push({"edited_message": edited})

    def press(self, message: dict[str, Any], data: str, user: int | None = None) -> str:
        """Press a button under a message of the bot; return the query's id."""
        query_id = self._ask()
        sender = {"id": user or message["chat"]["id"], "is_bot": False, "first_name": "Person", "language_code": "en"}
        self.updates.push(
            {"callback_query": {"id": query_id, "from": sender, "message": message, "data": data, "chat_instance": "1"}}
        )
        return query_id

    def ask_inline(self, user: int, text: str) -> str:
        """Type an inline query; return its id."""
        query_id = self._ask()
        sender = {"id": user, "is_bot": False, "first_name": "Person"}
        self.updates.push({"inline_query": {"id": query_id, "from": sender, "query": text, "offset": ""}})
        return query_id

    def _ask(self) -> str:
        self._asked += 1
        self.queries[f"q{self._asked}"] = time.monotonic()
        return f"q{self._asked}"

    def fail(self, method: str, refusal: Refusal | None, count: int = 1) -> None:
        """Make the next calls of a method fail; None cuts the connection after the work was done."""
        self.failures.append(Failure(method, refusal, count))

    # What a test sees.

    def sent(self, chat_id: int | None = None) -> list[dict[str, Any]]:
        """Return the bot's messages, in the order they were accepted."""
        mine = [m for m in self.messages.values() if m["from"]["id"] == BOT_ID]
        return [m for m in mine if chat_id is None or m["chat"]["id"] == chat_id]

    async def until(self, reached: Callable[[], bool], seconds: float = 15.0) -> None:
        """Wait until something is so; fail when it does not come to be."""
        deadline = time.monotonic() + seconds
        while not reached():
            self._changed.clear()
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(f"not reached in {seconds} s; last calls: {self.calls[-8:]}")
            try:
                await asyncio.wait_for(self._changed.wait(), min(left, 0.2))
            except TimeoutError:
                continue

    async def replies(self, chat_id: int, count: int = 1, seconds: float = 15.0) -> list[dict[str, Any]]:
        """Wait for that many messages of the bot in a chat, and return them."""
        await self.until(lambda: len(self.sent(chat_id)) >= count, seconds)
        return self.sent(chat_id)

    # What the handlers use.

    def store(self, chat: Chat, text: str, entities: list[dict[str, Any]], params: dict[str, Any]) -> dict[str, Any]:
        """Keep a message of the bot and return it."""
        self._next_message += 1
        message: dict[str, Any] = {
            "message_id": self._next_message,
            "date": int(time.time()),
            "chat": {"id": chat.id, "type": chat.type},
            "from": {"id": BOT_ID, "is_bot": True, "first_name": "Isnad", "username": USERNAME},
            "text": text,
        }
        more = {"entities": entities, "reply_markup": params.get("reply_markup")}
        message |= {key: value for key, value in more.items() if value}
        if "message_thread_id" in params:
            message |= {"message_thread_id": int(params["message_thread_id"]), "is_topic_message": True}
        if replied := params.get("reply_parameters"):
            original = self.messages.get((chat.id, int(replied["message_id"])))
            if original:
                message["reply_to_message"] = {k: v for k, v in original.items() if k != "reply_to_message"}
        self.messages[chat.id, self._next_message] = message
        return message

    def note(self, method: str, params: dict[str, Any], code: int) -> None:
        """Write a call down and wake who waits."""
        self.refused += code == 429
        if self.keep_calls:
            self.calls.append(Call(time.monotonic() - self.started, method, params, code))
        self._changed.set()


class _Api(tornado.web.RequestHandler):
    def initialize(self, loopback: Loopback) -> None:
        self._loopback = loopback
        self._gone = asyncio.Event()

    def on_connection_close(self) -> None:
        self._gone.set()

    async def get(self, token: str, method: str) -> None:
        await self.post(token, method)

    async def post(self, token: str, method: str) -> None:
        from tests.bot.telegram.loopback.methods import METHODS

        params = params_of(self.request)
        cut = False
        try:
            _check_token(token)
            method = _known(method, METHODS)
            cut = self._forced(method)
            result = await METHODS[method](self._loopback, params, self._gone)
            body, code = {"ok": True, "result": result}, 200
        except Refusal as refusal:
            body, code = refusal.body(), refusal.code
        if method != "getUpdates" and self._loopback.latency:
            await asyncio.sleep(self._loopback.latency)
        if method != "getUpdates" or code != 200:
            self._loopback.note(method, params, code)
        if cut and self.request.connection is not None:
            self.request.connection.stream.close()  # type: ignore[attr-defined]
            return
        self.set_status(code)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body))

    def _forced(self, method: str) -> bool:
        for failure in self._loopback.failures:
            if failure.method == method and failure.count > 0:
                failure.count -= 1
                if failure.refusal is None:
                    return True
                raise failure.refusal
        return False


def _check_token(token: str) -> None:
    number, _, secret = token.partition(":")
    if not number.isdigit() or not secret:
        raise Refusal(404, "Not Found")
    if token != TOKEN:
        raise Refusal(401, "Unauthorized")


def _known(method: str, methods: Iterable[str]) -> str:
    known = {name.lower(): name for name in methods}.get(method.lower())
    if known is None:
        raise Refusal(404, "Not Found: method not found")
    return known
