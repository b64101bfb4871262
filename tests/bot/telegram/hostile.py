"""Generate updates that nobody should send, throw them at the bot, and say what it did wrong."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any, Final
from unittest import mock

from hypothesis import strategies as st

from tests.bot.telegram.loopback.server import BOT_ID, USERNAME, Loopback
from tests.bot.telegram.reading import waiting
from tests.bot.telegram.running import running

__all__ = ["SECRET", "misdeeds", "updates"]

ALLOWED: Final = 11
VICTIM: Final = 12
GROUP: Final = -5
STRANGERS: Final = (666, 667, -66)
SECRET: Final = "xylophone"
# Stands in generated callback data for the token of the victim's answer, which is known only when the bot runs.
TOKEN_MARK: Final = "VICTIM-TOKEN"

_NASTY: Final = (
    "\u202e\u2066\u2067\u200f\u061c\ufeff\u200b\u200d\u2060",
    "<b>unclosed <a href='javascript:alert(1)'>x</i></blockquote>&amp;&lt;&#0;&#xD800;",
    "\x00\x01\x1b[31m\x7f\r\n\u2028\u2029",
    "😀" * 200,
    "a\ud800b",
    "ﷺ﷽" * 40,
    "[1][2][99] [" + "1" * 300 + "]",
    "متى بدأت الهدنة؟ <script>",
    "When did the bridge reopen?",
    "z̴̢̛̳̟͍͖̲a̵l̶g̷o̸" * 30,
    "' or 1=1; drop table updates; --",
    f"@{USERNAME} hello",
    "x" * 5000,
    "كلمة " * 2000,
)
_COMMANDS: Final = (
    "ask",
    "search",
    "latest",
    "timeline",
    "sources",
    "language",
    "cancel",
    "forget",
    "help",
    "start",
    "status",
    "reindex",
    "allow",
    "deny",
    "x" * 32,
    "",
)
_DATA: Final = (
    "s:{}:1",
    "s:{}:2",
    "s:{}:99",
    "good:{}",
    "bad:{}",
    "lang:ar",
    "lang:zz",
    "s:{}",
    ":::",
    "s:{}:1:1",
    "S:{}:1",
    " s:{}:1",
)


def texts() -> st.SearchStrategy[str]:
    """Return texts, half of them commands."""
    words = st.one_of(st.sampled_from(_NASTY), st.text(max_size=80))
    commands = st.builds(
        lambda name, at, rest: f"/{name}{at} {rest}",
        st.sampled_from(_COMMANDS),
        st.sampled_from(["", f"@{USERNAME}", "@other_bot", "@"]),
        words,
    )
    return st.one_of(words, commands)


def junk() -> st.SearchStrategy[Any]:
    """Return JSON values of any kind."""
    return st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.text(max_size=20)),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
        max_leaves=5,
    )


@st.composite
def messages(draw: st.DrawFn) -> dict[str, Any]:
    """Return a message, well-formed or with some fields broken or gone."""
    chat = draw(st.sampled_from([ALLOWED, GROUP, *STRANGERS]))
    user = draw(st.sampled_from([ALLOWED, *STRANGERS[:2]] if chat == GROUP else STRANGERS[:2]))
    text = draw(texts())
    message: dict[str, Any] = {
        "message_id": draw(st.integers(1, 10**6)),
        "date": draw(st.sampled_from([1_790_000_000, 0, 2**31, -5])),
        "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup"},
        "from": {
            "id": chat if chat > 0 else user,
            "is_bot": False,
            "first_name": "\u202eX",
            "language_code": draw(st.sampled_from(["ar", "en", "", "zz"])),
        },
        "text": text,
        "entities": [
            {
                "type": draw(st.sampled_from(["mention", "bot_command", "text_mention", "url"])),
                "offset": draw(st.integers(-2, 50)),
                "length": draw(st.integers(-2, 50)),
            }
        ],
    }
    if draw(st.booleans()):
        message["reply_to_message"] = {
            "message_id": draw(st.integers(1, 200)),
            "from": {"id": draw(st.sampled_from([BOT_ID, 1]))},
        }
    if draw(st.integers(0, 9)) == 0:
        message["migrate_to_chat_id"] = draw(st.one_of(st.sampled_from([*STRANGERS, VICTIM, GROUP]), junk()))
    if draw(st.booleans()):
        message |= {"message_thread_id": draw(st.integers(0, 9)), "is_topic_message": draw(st.booleans())}
    for field in draw(
        st.lists(
            st.sampled_from(
                ["message_id", "date", "text", "entities", "reply_to_message", "caption", "sticker", "edit_date"]
            ),
            max_size=3,
        )
    ):
        message[field] = draw(junk())
    for field in draw(st.lists(st.sampled_from(list(message)), max_size=2)):
        message.pop(field, None)
    return message


@st.composite
def updates(draw: st.DrawFn) -> dict[str, Any]:
    """Return an update of any kind without its identifier."""
    kind = draw(
        st.sampled_from(
            [
                "message",
                "message",
                "edited_message",
                "guest_message",
                "callback_query",
                "inline_query",
                "my_chat_member",
                "nothing",
            ]
        )
    )
    if kind == "nothing":
        broken: dict[str, Any] = draw(
            st.dictionaries(
                st.sampled_from(["message", "callback_query", "inline_query", "poll", "x"]), junk(), max_size=2
            )
        )
        return broken
    message = draw(messages())
    among = STRANGERS[:2] if message.get("chat", {}).get("id") in STRANGERS else (ALLOWED, *STRANGERS[:2])
    sender = {"id": draw(st.sampled_from(among)), "is_bot": False, "first_name": "<b>"}
    if kind == "callback_query":
        data = draw(st.one_of(st.sampled_from(_DATA).map(lambda d: d.replace("{}", TOKEN_MARK)), st.text(max_size=64)))
        return {kind: {"id": draw(st.text(max_size=12)), "from": sender, "message": message, "data": data}}
    if kind == "inline_query":
        return {kind: {"id": draw(st.text(max_size=12)), "from": sender, "query": draw(texts()), "offset": ""}}
    if kind == "my_chat_member":
        status = draw(st.sampled_from(["kicked", "left", "member", "administrator"]))
        return {kind: {"chat": message.get("chat"), "from": sender, "new_chat_member": {"status": status}}}
    if kind == "guest_message":
        message["guest_query_id"] = draw(st.text(max_size=12))
    return {kind: message}


def misdeeds(batch: list[dict[str, Any]]) -> list[str]:
    """Return what the bot did wrong when it got these updates: nothing, if all is well."""
    unhurried = (
        mock.patch("bot.telegram.pace._CHAT_SECONDS", 0.0),
        mock.patch("bot.telegram.pace._GROUP_MESSAGES", 10**6),
    )
    with tempfile.TemporaryDirectory() as folder, unhurried[0], unhurried[1]:
        return asyncio.run(_misdeeds(batch, Path(folder)))


async def _misdeeds(batch: list[dict[str, Any]], data: Path) -> list[str]:
    async with Loopback() as loopback:
        loopback.flood.per_chat = loopback.flood.group_per_minute = 0
        for chat in (ALLOWED, VICTIM, GROUP, *STRANGERS):
            loopback.chat(chat, forum=True, topics=set(range(10)))
        async with running(loopback, data, allowed=(ALLOWED, VICTIM), overall_per_second=1000):
            loopback.flood.overall = 0
            loopback.say(VICTIM, f"When did the bridge with the {SECRET} reopen?")
            (answer,) = await loopback.replies(VICTIM)
            token = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
            for update in batch:
                loopback.updates.push_raw(_with_token(update, token))
            loopback.say(VICTIM, "/start")
            await loopback.replies(VICTIM, 2, seconds=60)
            await loopback.until(lambda: waiting(data) == 0, 60)
        return _wrong(loopback)


def _with_token(value: Any, token: str) -> Any:
    if isinstance(value, str):
        return value.replace(TOKEN_MARK, token)
    if isinstance(value, dict):
        return {key: _with_token(inner, token) for key, inner in value.items()}
    return value


def _wrong(loopback: Loopback) -> list[str]:
    wrong = [f"reply to stranger {m['chat']['id']}" for m in loopback.sent() if m["chat"]["id"] in STRANGERS]
    wrong += ["the victim's words shown" for m in loopback.sent() if m["chat"]["id"] != VICTIM and SECRET in m["text"]]
    wrong += [
        "the victim's words shown inline" for results in loopback.inline_answers.values() if SECRET in str(results)
    ]
    for call in loopback.calls:
        if call.method in ("sendMessage", "editMessageText", "sendMessageDraft") and call.code not in (200, 429):
            wrong.append(f"{call.method} refused with {call.code}: {call.params}")
    return wrong
