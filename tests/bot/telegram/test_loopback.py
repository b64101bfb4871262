"""The loopback server is as strict as Telegram: each test holds one rule of the Bot API documentation.

Rules are named by their anchor in core.telegram.org/bots/api, or by the answer that Telegram's own server gives.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.telegram.loopback.client import call
from tests.bot.telegram.loopback.entities import checked_text, parse_html
from tests.bot.telegram.loopback.errors import Refusal
from tests.bot.telegram.loopback.flood import Flood
from tests.bot.telegram.loopback.server import Loopback


async def test_wrong_token_is_unauthorized(loopback: Loopback) -> None:
    """#authorizing-your-bot: a well-formed token that is not the bot's gives 401, a malformed one 404."""
    assert (await call(loopback, "getMe", "7000001:other"))["error_code"] == 401
    assert (await call(loopback, "getMe", "nonsense"))["error_code"] == 404


async def test_methods_are_case_insensitive_and_unknown_ones_missing(loopback: Loopback) -> None:
    """#making-requests: "All methods in the Bot API are case-insensitive"; an unknown one gives 404."""
    assert (await call(loopback, "GETME"))["result"]["is_bot"]
    assert (await call(loopback, "getYou"))["error_code"] == 404


async def test_message_needs_a_chat_that_is_known(loopback: Loopback) -> None:
    """A chat the bot never met gives 400 "chat not found"."""
    body = await call(loopback, "sendMessage", chat_id=5, text="hello")
    assert (body["error_code"], body["description"]) == (400, "Bad Request: chat not found")


async def test_blocked_and_kicked_are_forbidden(loopback: Loopback) -> None:
    """A user who blocked the bot, a group that removed it: 403."""
    loopback.chat(5, blocked=True)
    loopback.chat(-5, kicked=True)
    assert (await call(loopback, "sendMessage", chat_id=5, text="a"))[
        "description"
    ] == "Forbidden: bot was blocked by the user"
    assert (await call(loopback, "sendMessage", chat_id=-5, text="a"))["error_code"] == 403


async def test_upgraded_group_names_its_new_id(loopback: Loopback) -> None:
    """#responseparameters: migrate_to_chat_id, the group has been migrated to a supergroup."""
    loopback.chat(-5, "group", migrated_to=-1005)
    body = await call(loopback, "sendMessage", chat_id=-5, text="a")
    assert body["parameters"] == {"migrate_to_chat_id": -1005}


@pytest.mark.parametrize("text", ["", "   ", "\n\u200f\u2068\u2069", "<b></b>"])
async def test_message_must_show_something(loopback: Loopback, text: str) -> None:
    """#sendmessage: text is 1-4096 characters; white space and invisible characters alone are no text."""
    loopback.chat(1)
    assert (await call(loopback, "sendMessage", chat_id=1, text=text, parse_mode="HTML"))["error_code"] == 400


@pytest.mark.parametrize(
    ("text", "fits"), [("a" * 4096, True), ("a" * 4097, False), ("😀" * 2048, True), ("😀" * 2049, False)]
)
def test_length_counts_utf16_units(text: str, *, fits: bool) -> None:
    """#sendmessage, #messageentity: lengths are counted in UTF-16 code units."""
    if fits:
        assert checked_text(text, "HTML")[0] == text
        return
    with pytest.raises(Refusal, match="message is too long"):
        checked_text(text, "HTML")


def test_length_counts_after_entities_parsing() -> None:
    """#sendmessage: 1-4096 characters after entities parsing: tags and character references do not count."""
    text, entities = checked_text("<b>" + "&lt;" * 4096 + "</b>", "HTML")
    assert (text, entities) == ("<" * 4096, [{"type": "bold", "offset": 0, "length": 4096}])


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<b>open", "Can't find end tag"),
        ("<b>crossed</i>", "Unmatched end tag"),
        ("no start</b>", "Unexpected end tag"),
        ("<p>paragraph</p>", 'Unsupported start tag "p"'),
        ("1 < 2", 'Unsupported start tag ""'),
        ("<b", "Unclosed start tag"),
        ("<a href>x</a>", "Expected equal sign"),
        ('<span class="x">y</span>', "must have class"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "can't be nested"),
    ],
)
def test_bad_html_is_refused(html: str, what: str) -> None:
    """#html-style: unbalanced and unsupported tags give 400 "can't parse entities"."""
    with pytest.raises(Refusal, match="can't parse entities") as refusal:
        checked_text(html, "HTML")
    assert what in str(refusal.value)


def test_html_becomes_entities() -> None:
    """#html-style: tags become entities whose offsets count UTF-16 units; &lt; &gt; &amp; &quot; and numbers are decoded."""
    html = '😀<b>a<i>b</i></b> <a href="https://x.example/?a=1&amp;b=2">l</a><blockquote expandable>q&#33;</blockquote>&nbsp;'
    text, entities = parse_html(html)
    assert text == "😀ab lq!&nbsp;"
    assert entities == [
        {"type": "bold", "offset": 2, "length": 2},
        {"type": "italic", "offset": 3, "length": 1},
        {"type": "text_link", "offset": 5, "length": 1, "url": "https://x.example/?a=1&b=2"},
        {"type": "expandable_blockquote", "offset": 6, "length": 2},
    ]


async def test_parse_mode_must_be_known(loopback: Loopback) -> None:
    """#formatting-options: an unknown parse mode gives 400."""
    loopback.chat(1)
    assert (await call(loopback, "sendMessage", chat_id=1, text="a", parse_mode="BBCode"))["error_code"] == 400


async def test_callback_data_has_at_most_64_bytes(loopback: Loopback) -> None:
    """#inlinekeyboardbutton: callback_data, 1-64 bytes; exactly one action a button."""
    loopback.chat(1)

    async def send(button: dict[str, str]) -> bool:
        markup = {"inline_keyboard": [[button]]}
        return bool((await call(loopback, "sendMessage", chat_id=1, text="a", reply_markup=markup))["ok"])

    loopback.flood.per_chat = 0
    assert await send({"text": "a", "callback_data": "x" * 64})
    assert not await send({"text": "a", "callback_data": "x" * 65})
    assert not await send({"text": "a", "callback_data": "ض" * 33})
    assert not await send({"text": "a"})
    assert not await send({"text": "a", "callback_data": "x", "url": "https://x.example"})


async def test_reply_needs_the_message_unless_told_otherwise(loopback: Loopback) -> None:
    """#replyparameters: allow_sending_without_reply lets the message go when the one to reply to is gone."""
    loopback.chat(1)
    params: dict[str, Any] = {"chat_id": 1, "text": "a"}
    refused = await call(loopback, "sendMessage", **params, reply_parameters={"message_id": 9})
    assert refused["description"] == "Bad Request: message to be replied not found"
    allowed = {"message_id": 9, "allow_sending_without_reply": True}
    assert (await call(loopback, "sendMessage", **params, reply_parameters=allowed))["ok"]


async def test_topic_must_exist(loopback: Loopback) -> None:
    """#sendmessage: message_thread_id, for forum supergroups: one that is not there gives 400."""
    loopback.chat(-1, forum=True, topics={7})
    assert (await call(loopback, "sendMessage", chat_id=-1, text="a", message_thread_id=7))["result"][
        "message_thread_id"
    ] == 7
    refused = await call(loopback, "sendMessage", chat_id=-1, text="a", message_thread_id=8)
    assert refused["description"] == "Bad Request: message thread not found"


async def test_drafts_are_for_private_chats(loopback: Loopback) -> None:
    """#sendmessagedraft: chat_id of the target private chat; draft_id must be non-zero; an empty text is allowed."""
    loopback.chat(1)
    loopback.chat(-1)
    assert (await call(loopback, "sendMessageDraft", chat_id=1, draft_id=3, text=""))["result"] is True
    assert (await call(loopback, "sendMessageDraft", chat_id=1, draft_id=0, text="a"))["error_code"] == 400
    assert (await call(loopback, "sendMessageDraft", chat_id=-1, draft_id=3, text="a"))["error_code"] == 400


async def test_edit_changes_own_messages_only(loopback: Loopback) -> None:
    """#editmessagetext: a message of the bot, and "message is not modified" when nothing would change."""
    loopback.flood.per_chat = 0
    question = loopback.message(1, "q")
    sent = (await call(loopback, "sendMessage", chat_id=1, text="a"))["result"]
    assert (await call(loopback, "editMessageText", chat_id=1, message_id=question["message_id"], text="b"))[
        "error_code"
    ] == 400
    same = await call(loopback, "editMessageText", chat_id=1, message_id=sent["message_id"], text="a")
    assert "message is not modified" in same["description"]
    assert (await call(loopback, "editMessageText", chat_id=1, message_id=sent["message_id"], text="b"))["result"][
        "text"
    ] == "b"


async def test_edits_count_as_messages(loopback: Loopback) -> None:
    """Edits count like sends against the limits of a chat (tdlib/td#3034)."""
    loopback.flood.per_chat = 0.01  # a message in 100 s beyond the burst: a slow machine gains none
    loopback.chat(1)
    sent = (await call(loopback, "sendMessage", chat_id=1, text="0"))["result"]["message_id"]
    codes = [
        (await call(loopback, "editMessageText", chat_id=1, message_id=sent, text=str(n))).get("error_code")
        for n in (1, 2, 3)
    ]
    assert codes == [None, None, 429]


async def test_too_many_requests_say_when_to_come_back(loopback: Loopback) -> None:
    """#responseparameters: retry_after, the number of seconds left to wait, a whole number of at least 1."""
    loopback.flood.per_chat = 0.01  # as above
    loopback.chat(1)
    bodies = [await call(loopback, "sendMessage", chat_id=1, text="a") for _ in range(4)]
    assert [body["ok"] for body in bodies] == [True, True, True, False]
    assert bodies[3]["error_code"] == 429
    seconds = bodies[3]["parameters"]["retry_after"]
    assert isinstance(seconds, int)
    assert 1 <= seconds <= 100
    assert bodies[3]["description"] == f"Too Many Requests: retry after {seconds}"


def test_limits_of_chat_group_and_bot() -> None:
    """Bots FAQ: about one message a second to a chat, 20 a minute to a group, 30 a second overall."""

    def refused(flood: Flood, chat: int, at: float) -> bool:
        try:
            flood.take(chat, at)
        except Refusal:
            return True
        return False

    def accepted(flood: Flood, messages: list[tuple[int, float]]) -> int:
        return sum(not refused(flood, chat, at) for chat, at in messages)

    assert accepted(Flood(), [(1, n / 10) for n in range(100)]) == 12  # a burst of three, then one a second
    assert accepted(Flood(), [(-1, n * 2.0) for n in range(30)]) == 20
    assert accepted(Flood(), [(-1, n * 3.0) for n in range(60)]) == 60
    assert accepted(Flood(), [(n, n / 1000) for n in range(1, 1001)]) in range(58, 62)


async def test_button_press_is_answered_once_and_in_time(loopback: Loopback) -> None:
    """#answercallbackquery: a query is answered once, within seconds; a notification has 0-200 characters."""
    query = loopback.press(loopback.message(1, "m"), "data")
    assert (await call(loopback, "answerCallbackQuery", callback_query_id=query, text="x" * 201))["error_code"] == 400
    assert (await call(loopback, "answerCallbackQuery", callback_query_id=query, text="x" * 200))["ok"]
    again = await call(loopback, "answerCallbackQuery", callback_query_id=query)
    assert "query is too old" in again["description"]
    late = loopback.press(loopback.message(1, "m"), "data")
    loopback.queries[late] -= 60
    assert (await call(loopback, "answerCallbackQuery", callback_query_id=late))["error_code"] == 400


async def test_inline_results_are_limited(loopback: Loopback) -> None:
    """#answerinlinequery, #inlinequeryresultarticle: at most 50 results, ids of 1-64 bytes of their own, text as in a message."""

    def article(name: str, text: str = "t") -> dict[str, Any]:
        return {
            "type": "article",
            "id": name,
            "title": "T",
            "input_message_content": {"message_text": text, "parse_mode": "HTML"},
        }

    async def answer(results: list[dict[str, Any]]) -> bool:
        query = loopback.ask_inline(1, "q")
        return bool((await call(loopback, "answerInlineQuery", inline_query_id=query, results=results))["ok"])

    assert await answer([])
    assert await answer([article(str(n)) for n in range(50)])
    assert not await answer([article(str(n)) for n in range(51)])
    assert not await answer([article("a"), article("a")])
    assert not await answer([article("x" * 65)])
    assert not await answer([article("a", "<b>")])


@pytest.mark.parametrize(
    "command", [("UPPER", "d"), ("a" * 33, "d"), ("ask", ""), ("ask", "d" * 257), ("with-dash", "d")]
)
async def test_commands_are_checked(loopback: Loopback, command: tuple[str, str]) -> None:
    """#botcommand: 1-32 lowercase letters, digits and underscores; description 1-256 characters."""
    one = {"command": command[0], "description": command[1]}
    assert (await call(loopback, "setMyCommands", commands=[one]))["error_code"] == 400


async def test_commands_are_kept_by_language(loopback: Loopback) -> None:
    """#setmycommands: at most 100 commands, a two-letter language code or none."""
    one = {"command": "ask", "description": "d"}
    assert (await call(loopback, "setMyCommands", commands=[one], language_code="ar"))["ok"]
    assert loopback.commands["default", "ar"] == [one]
    assert (await call(loopback, "setMyCommands", commands=[one] * 101))["error_code"] == 400
    assert (await call(loopback, "setMyCommands", commands=[one], language_code="arabic"))["error_code"] == 400


async def test_chat_action_must_be_known(loopback: Loopback) -> None:
    """#sendchataction: one of the listed actions."""
    loopback.chat(-1)
    assert (await call(loopback, "sendChatAction", chat_id=-1, action="typing"))["ok"]
    assert (await call(loopback, "sendChatAction", chat_id=-1, action="thinking"))["error_code"] == 400
