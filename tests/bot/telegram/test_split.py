"""Long messages are cut so that Telegram takes every part and nothing is lost."""

from __future__ import annotations

import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.split import LIMIT, parse, plain, render, split
from tests.bot.telegram.loopback.entities import checked_text, parse_html, units

WORDS = st.text(alphabet="abc تفاح \n.؟!😀é<>&\"'«»[]123\u2068\u2069", min_size=1, max_size=40)
TAGS = st.sampled_from(
    [("<b>", "</b>"), ("<i>", "</i>"), ('<a href="https://x.example/?a=1&amp;b=2">', "</a>"), ("", "")]
)


@st.composite
def messages(draw: st.DrawFn) -> str:
    """Return HTML as the bot writes it: words under at most two nested tags, citation marks between them."""
    parts = []
    for _ in range(draw(st.integers(1, 12))):
        (outer, outer_end), (inner, inner_end) = draw(TAGS), draw(TAGS)
        if inner.startswith("<a") and outer.startswith("<a"):
            inner = inner_end = ""
        words = escape(draw(WORDS), quote=False)
        mark = draw(st.sampled_from(["", " [1]", " [2][13]\n", "\n\n"]))
        parts.append(f"{outer}{words}{inner}{words}{inner_end}{outer_end}{mark}")
    return "".join(parts)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(messages(), st.integers(60, 400))
def test_nothing_is_lost_and_every_part_is_accepted(html: str, limit: int) -> None:
    """Parts in a row hold all that was visible; each is balanced, within the limit and shows something."""
    parts = split(html, limit)
    shown = []
    for part in parts:
        text, _ = parse_html(part)
        assert units(text) <= limit
        assert text.strip()
        shown.append(text)
    assert squeezed("".join(shown)) == squeezed(parse_html(html)[0])


def test_a_full_part_does_not_take_the_mark_that_follows_it() -> None:
    """Where the sixty-first letter ends a sentence without white space after it, the part still holds sixty."""
    assert max(units(part) for part in split("1" * 60 + "!" + "1" * 30, 60)) == 60


@given(messages(), st.integers(60, 400))
def test_every_character_keeps_its_tags(html: str, limit: int) -> None:
    """What was bold, italic or linked still is, wherever the cut fell."""

    def styled(markup: str) -> list[tuple[str, frozenset[str]]]:
        rich = parse(markup)
        return [
            (character, frozenset(tag for start, end, tag in rich.spans if start <= at < end))
            for at, character in enumerate(rich.text)
            if not character.isspace()
        ]

    assert [one for part in split(html, limit) for one in styled(part)] == styled(html)


@given(messages(), st.integers(60, 400))
def test_citation_marks_stay_whole(html: str, limit: int) -> None:
    """A mark such as [13] is never cut."""
    count = len(re.findall(r"\[\d+\]", parse_html(html)[0]))
    assert sum(len(re.findall(r"\[\d+\]", parse_html(part)[0])) for part in split(html, limit)) >= count


@given(messages())
def test_writing_what_was_read_changes_nothing(html: str) -> None:
    """Reading HTML and writing it again keeps text and tags."""
    again = parse(render(parse(html)))
    assert again == parse(html)


def test_short_message_is_one_part() -> None:
    """A message that fits is not touched."""
    assert split("<b>Short</b> &amp; whole. [1]") == ["<b>Short</b> &amp; whole. [1]"]


def test_cut_stands_at_a_sentence_end_after_its_marks() -> None:
    """A part ends with a whole sentence and the marks that belong to it, not before them."""
    sentence = "The bridge over the river was opened again after nine months of work. [1][2] "
    first, *_ = split(sentence * 100)
    assert first.endswith("of work. [1][2]")
    assert len(first) <= LIMIT


def test_arabic_sentence_ends_count() -> None:
    """The Arabic question mark ends a sentence."""
    first, *_ = split("متى افتتح الجسر القديم من جديد بعد كل هذا العمل؟ [1] " * 120)
    assert first.endswith("؟ [1]")


def test_exactly_full_message_is_one_part() -> None:
    """4096 units fit, one more does not; an emoji counts two."""
    assert len(split("a" * LIMIT)) == 1
    assert len(split("a" * (LIMIT + 1))) == 2
    assert len(split("😀" * (LIMIT // 2))) == 1
    assert len(split("😀" * (LIMIT // 2) + "a")) == 2


def test_word_longer_than_a_message_is_cut_anyway() -> None:
    """A word without end is cut hard, never inside a surrogate pair."""
    parts = split("<b>" + "😀" * 5000 + "</b>")
    assert "".join(parse_html(part)[0] for part in parts) == "😀" * 5000
    for part in parts:
        checked_text(part, "HTML")


def test_nothing_to_show_gives_no_part() -> None:
    """White space alone is no message."""
    assert split(" \n ") == []


def test_plain_text_keeps_the_address_of_a_link() -> None:
    """Without tags, a link's address follows its words."""
    assert (
        plain('See <a href="https://x.example/?a=1&amp;b=2">here</a> &lt;now&gt;')
        == "See here (https://x.example/?a=1&b=2) <now>"
    )
