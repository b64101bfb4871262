"""Parse message text in HTML as Telegram's server does, and refuse what it refuses.

Follows core.telegram.org/bots/api#html-style and the parser of Telegram's own library (its error texts); written
without a look at the bot's code, so that a mistake there is not repeated here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final
from urllib.parse import urlsplit

from tests.bot.telegram.loopback.errors import Refusal

__all__ = ["checked_text", "found_entities", "parse_html", "units"]

LIMIT: Final = 4096
_KINDS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_START: Final = re.compile(r"<([^\s>/]*)((?:\s+[^>]*)?)>")
_NAME: Final = re.compile(r"[^\s>]*")
_END: Final = re.compile(r"</([^\s>]*)\s*>")
_ATTRIBUTE: Final = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]+))?""")
# Removed by Telegram from any text: vertical separators and the embeddings and overrides of text direction.
_REMOVED: Final = re.compile("[\u2028-\u202e\u0333\u033f\u030a]")


def units(text: str) -> int:
    """Count UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _bad(what: str, html: str, at: int) -> Refusal:
    return Refusal(400, f"Bad Request: can't parse entities: {what} at byte offset {len(html[:at].encode())}")


def _entity(html: str, at: int) -> tuple[str, int]:
    """Decode a character reference; an unknown one stands for itself, as with Telegram."""
    found = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?").match(html, at)
    if found is None:
        return "&", at + 1
    if found[3]:
        return (_NAMED[found[3]], found.end()) if found[3] in _NAMED else ("&", at + 1)
    code = int(found[1], 16) if found[1] else int(found[2])
    if code == 0 or code >= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "&", at + 1
    return chr(code), found.end()


def parse_html(html: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text and its entities; offsets and lengths count UTF-16 units."""
    text: list[str] = []
    offset = at = 0
    nested: list[tuple[str, dict[str, str], int]] = []
    entities: list[dict[str, Any]] = []
    while at < len(html):
        character = html[at]
        if character == "&":
            character, at = _entity(html, at)
        elif character != "<":
            at += 1
        elif html.startswith("</", at):
            at = _close(html, at, nested, offset, entities)
            continue
        else:
            at = _open(html, at, nested, offset)
            continue
        text.append(character)
        offset += units(character)
    if nested:
        raise Refusal(
            400, f"Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"{nested[-1][0]}\""
        )
    return "".join(text), sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def _open(html: str, at: int, nested: list[tuple[str, dict[str, str], int]], offset: int) -> int:
    named = _NAME.match(html, at + 1)
    if named is None or named.end() == len(html):
        raise _bad("Unclosed start tag", html, at)
    name = named[0].lower()
    if name not in _KINDS:
        raise _bad(f'Unsupported start tag "{name}"', html, at)
    found = _START.match(html, at)
    if found is None:
        raise _bad("Unclosed start tag", html, at)
    attributes = {}
    for key, value in _ATTRIBUTE.findall(found[2]):
        if not value and not (name == "blockquote" and key == "expandable"):
            raise _bad(f'Expected equal sign in declaration of an attribute of the tag "{name}"', html, at)
        attributes[key] = "".join(_unescaped(value.strip("\"'")))
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _bad('Tag "span" must have class "tg-spoiler"', html, at)
    if name == "blockquote" and any(kind == "blockquote" for kind, _, _ in nested):
        raise _bad("Blockquote entities can't be nested", html, at)
    nested.append((name, attributes, offset))
    return found.end()


def _unescaped(value: str) -> list[str]:
    out, at = [], 0
    while at < len(value):
        character, after = _entity(value, at) if value[at] == "&" else (value[at], at + 1)
        out.append(character)
        at = after
    return out


def _close(
    html: str, at: int, nested: list[tuple[str, dict[str, str], int]], offset: int, out: list[dict[str, Any]]
) -> int:
    found = _END.match(html, at)
    if found is None:
        raise _bad("Unclosed end tag", html, at)
    if not nested:
        raise _bad("Unexpected end tag", html, at)
    name, attributes, start = nested.pop()
    if found[1] and found[1].lower() != name:
        raise _bad(f'Unmatched end tag, expected "</{name}>", found "</{found[1]}>"', html, at)
    if offset > start:
        kind = _KINDS[name]
        if kind == "blockquote" and "expandable" in attributes:
            kind = "expandable_blockquote"
        entity: dict[str, Any] = {"type": kind, "offset": start, "length": offset - start}
        if kind == "text_link":
            address = attributes.get("href", "")
            if not urlsplit(address).hostname:
                return found.end()  # Telegram drops a link that leads nowhere and keeps its words
            entity["url"] = address
        out.append(entity)
    return found.end()


def checked_text(text: object, parse_mode: object, *, may_be_empty: bool = False) -> tuple[str, list[dict[str, Any]]]:
    """Return text and entities of a message as Telegram would store them.

    Raises:
        Refusal: no text, unbalanced tags, an unknown parse mode, more than 4096 units after parsing.
    """
    if not isinstance(text, str):
        text = ""
    if parse_mode not in (None, "", "HTML", "html"):
        raise Refusal(400, "Bad Request: unsupported parse_mode")
    text = _REMOVED.sub("", text)
    shown, entities = parse_html(text) if parse_mode else (text, [])
    if not any(_visible(character) for character in shown):
        if may_be_empty and not shown.strip():
            return "", []
        raise Refusal(400, "Bad Request: message text is empty")
    if units(shown.strip()) > LIMIT:
        raise Refusal(400, "Bad Request: message is too long")
    return (shown if entities else shown.strip()), entities


def _visible(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in ("Cf", "Cc", "Cn", "Co", "Cs")


def found_entities(text: str) -> list[dict[str, Any]]:
    """Return the commands and mentions of a text as Telegram marks them."""
    found = []
    for kind, pattern in (
        ("bot_command", r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?"),
        ("mention", r"(?<![\w@])@[A-Za-z]\w{3,31}"),
    ):
        for match in re.finditer(pattern, text):
            before = len(text[: match.start()].encode("utf-16-le", "surrogatepass")) // 2
            length = len(match[0].encode("utf-16-le", "surrogatepass")) // 2
            found.append({"type": kind, "offset": before, "length": length})
    return sorted(found, key=lambda e: int(str(e["offset"])))
