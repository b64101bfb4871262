"""What is meant for the bot is read, the rest is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.incoming import Incoming, Me, columns, lane, moved_to, read
from bot.telegram.receive import stored

ME = Me(7, "isnad_test_bot")
GROUP = {"id": -5, "type": "supergroup"}


def update(text: str | None = "When?", chat: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    message = {
        "message_id": 3,
        "date": 1_700_000_000,
        "chat": chat or {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "language_code": "ar"},
        **({"text": text} if text is not None else {}),
        **more,
    }
    return {"update_id": 1, "message": message}


def mention(text: str) -> dict[str, Any]:
    start = text.index("@")
    return {"entities": [{"type": "mention", "offset": len(text[:start].encode("utf-16-le")) // 2, "length": 15}]}


def got(value: dict[str, Any]) -> Incoming:
    incoming = read(value, ME)
    assert incoming is not None
    return incoming


def test_private_text_is_a_question() -> None:
    """In a private chat a text needs no command."""
    incoming = got(update(" When? "))
    assert (incoming.kind, incoming.text, incoming.private, incoming.client_language) == (
        "question",
        "When?",
        True,
        "ar",
    )


def test_group_text_is_not_for_the_bot() -> None:
    """In a group the bot does not answer what nobody asked it."""
    assert read(update(chat=GROUP), ME) is None


def test_mention_in_a_group_asks_the_bot() -> None:
    """The bot's name is found by its entity, counted in UTF-16 units, and is no part of the question."""
    text = "😀 @isnad_test_bot, when?"
    incoming = got(update(text, chat=GROUP, **mention(text)))
    assert (incoming.kind, incoming.text) == ("question", "😀 , when?")


def test_mention_of_another_is_not_for_the_bot() -> None:
    """A longer name that begins like the bot's is another's."""
    text = "@isnad_test_bot2 when?"
    assert read(update(text, chat=GROUP, entities=[{"type": "mention", "offset": 0, "length": 16}]), ME) is None


def test_reply_to_the_bot_asks_it() -> None:
    """A reply in a group to a message of the bot is for it; a reply to somebody else is not."""
    replied = {"message_id": 2, "from": {"id": 7}}
    assert got(update("And then?", chat=GROUP, reply_to_message=replied)).reply_to == 2
    assert read(update("And?", chat=GROUP, reply_to_message={"message_id": 2, "from": {"id": 8}}), ME) is None


def test_command_may_name_the_bot() -> None:
    """/ask@name is for that bot only; a command without a name is for every bot."""
    incoming = got(update("/ASK@Isnad_Test_Bot When?", chat=GROUP))
    assert (incoming.kind, incoming.command, incoming.text) == ("command", "ask", "When?")
    assert got(update("/ask When?", chat=GROUP)).command == "ask"
    assert read(update("/ask@other_bot When?", chat=GROUP), ME) is None


def test_topic_is_kept_only_in_forums() -> None:
    """Reply threads of ordinary groups carry a number too, which nothing can be sent to."""
    assert got(update("/ask a", chat=GROUP, message_thread_id=9, is_topic_message=True)).thread_id == 9
    assert got(update("/ask a", chat=GROUP, message_thread_id=9)).thread_id is None


def test_anonymous_administrator_is_the_chat() -> None:
    """Who writes on behalf of a chat is that chat: the shown user is the same for everybody."""
    incoming = got(update("/ask a", chat=GROUP, sender_chat={"id": -5}, **{"from": {"id": 1087968824, "is_bot": True}}))
    assert incoming.user_id == -5


def test_bots_are_not_answered() -> None:
    """Two bots would talk for ever."""
    assert read(update("/ask a", **{"from": {"id": 9, "is_bot": True}}), ME) is None


def test_media_is_named() -> None:
    """A sticker, a voice message or a photo without words is told apart from nothing."""
    assert got(update(None, sticker={})).media == "sticker"
    assert got(update(None, voice={})).kind == "other"
    assert got(update(None, photo=[], caption="When?")).text == "When?"


def test_edit_without_words_is_nothing_new() -> None:
    """A live location that moves on, and a photo that gets another picture, are no messages of their own."""
    moved = {"update_id": 1, "edited_message": update(None, location={})["message"]}
    assert read(moved, ME) is None
    assert got(update(None, location={})).media == "location"


def test_answer_put_into_a_chat_by_inline_mode_asks_nothing() -> None:
    """What came by way of this bot is its own answer; by way of another bot it is a person's message."""
    assert read(update("14 March 2021 [1]", via_bot={"id": 7}), ME) is None
    assert got(update("When?", via_bot={"id": 8})).kind == "question"


def test_group_that_became_a_supergroup_tells_its_new_id() -> None:
    """#message: migrate_to_chat_id, the group has been migrated to a supergroup; it does not wait behind the group's questions."""
    service = update(None, chat={"id": -5, "type": "group"}, migrate_to_chat_id=-1005)
    incoming = got(service)
    assert lane(service) != lane(update("When?", chat={"id": -5, "type": "group"}))
    assert (incoming.kind, incoming.chat_id, incoming.moved_to) == ("moved", -5, -1005)


@pytest.mark.parametrize(("kind", "new"), [("private", -1005), ("supergroup", -1005), ("group", 666), ("group", "x")])
def test_nothing_but_a_group_becomes_a_supergroup(kind: str, new: object) -> None:
    """What is kept of a chat goes nowhere else on the word of a message that Telegram does not send."""
    service = update(None, chat={"id": -5, "type": kind}, migrate_to_chat_id=new)
    assert moved_to(service) is None
    assert lane(service) == lane(update("When?", chat={"id": -5, "type": kind}))


def test_words_for_this_bot_alone_are_told_apart() -> None:
    """A private chat, a mention, a reply and /command@name are for this bot; a bare command in a group is for any."""
    text, replied = "@isnad_test_bot when?", {"message_id": 2, "from": {"id": 7}}
    assert got(update("/ask a")).by_name
    assert got(update(text, chat=GROUP, **mention(text))).by_name
    assert got(update("/ask a", chat=GROUP, reply_to_message=replied)).by_name
    assert got(update("/ask@isnad_test_bot a", chat=GROUP)).by_name
    assert not got(update("/ask a", chat=GROUP)).by_name


def test_guest_message_is_a_question_to_a_guest() -> None:
    """#guest_message: the query's id is what is answered, not the chat."""
    text = "@isnad_test_bot when?"
    incoming = got(
        {"update_id": 1, "guest_message": update(text, chat=GROUP, guest_query_id="g", **mention(text))["message"]}
    )
    assert (incoming.kind, incoming.query_id, incoming.text) == ("guest", "g", "when?")


def test_urgent_commands_have_a_lane_of_their_own() -> None:
    """/cancel must not wait behind the answer that it cancels."""
    assert lane(update("/cancel")) != lane(update("When?")) == lane(update("/ask a"))
    assert lane({"callback_query": {"from": {"id": 5}}}) != lane(update("When?"))


def test_lone_surrogates_are_replaced() -> None:
    """A text that no file can hold is read without an error."""
    assert got(update("a\ud800b")).text == "a\ufffdb"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["update_id", "message", "edited_message", "callback_query", "inline_query"]), JSON)
)
def test_no_update_breaks_the_reading(value: dict[str, Any]) -> None:
    """Whatever arrives, reading it gives something or nothing, never an error."""
    read(value, ME)
    columns(value)
    stored(value)
