"""Turn the text of one article file into drafts: what the file states of each article, and its words.

One function a format. Front matter, JSON and meta tags are taken at their word here; what counts and what is cleaned away is
decided later. Nothing is read from disk.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rag.ingest.metadata import Stated

__all__ = ["Draft", "Malformed", "from_json", "from_markdown", "from_record", "from_text", "load_json"]

_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TEXT_KEYS: Final = ("text", "body", "content")
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "_id"),
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher"),
    "published": ("published", "date", "published_at", "date_published"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
_BULLET: Final = re.compile(r"(?:[-*+•–]|\d+[.)])\s+")
_MARKED: Final = re.compile(r"(?:#{1,6}\s|>|\||[-*+•–]\s|\d+[.)]\s|\s{4})")
_RULE: Final = re.compile(r"(?:[-*_]\s*){3,}|[=|:\s-]{3,}")
_MARKUP: Final = (
    (re.compile(r"<!--.{0,5000}?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,2000}\)"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"^[ \t]*#{1,6}[ \t]+(.{0,400}?)[ \t]*#*$", re.MULTILINE), r"\n\1\n"),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(?<![\w*])(\*\*|__)(?=\S)([^\n]{1,300}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*(?![\w*])"), r"\1"),
)
_WRAPPED_AT_MOST: Final = 120  # columns; a text with longer lines was not wrapped by hand or by a mail program
_WRAPPED_LINES: Final = 3  # fewer full lines could be short paragraphs by chance


class Malformed(ValueError):
    """The file is not what its ending says; `line` counts from 1 in the file."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        """Keep the line beside the reason."""
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its file has it: what is stated, and the text before cleaning."""

    stated: Stated
    text: str


def from_text(text: str) -> Draft:
    """Return the draft of a plain text file: it states nothing; lines that were wrapped by hand are joined."""
    return Draft(Stated(), _unwrapped(text.replace("\r\n", "\n")))


def from_markdown(text: str) -> Draft:
    """Return the draft of a Markdown file with YAML front matter or without.

    Raises:
        Malformed: the front matter is no YAML table.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    matter = _FRONT_MATTER.match(text)
    if matter is None and text.startswith("---\n") and re.match(r"---\n[\w-]+:", text):
        raise Malformed("the front matter is not closed by a line of three dashes", 1)
    stated = _front_matter(matter.group(1)) if matter else Stated()
    return Draft(stated, _without_markup(text[matter.end() :] if matter else text))


def _front_matter(written: str) -> Stated:
    import yaml

    try:
        said = yaml.load(written, Loader=yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)  # noqa: S506 (safe both)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise Malformed(f"the front matter is not YAML: {problem}", mark.line + 2 if mark else 1) from error
    if said is None:
        return Stated()
    if not isinstance(said, dict):
        raise Malformed("the front matter is not a table of names and values", 1)
    return _stated(said, 1)


def _stated(said: Mapping[Any, Any], line: int | None) -> Stated:
    lower = {str(name).lower(): value for name, value in said.items()}
    values = {ours: next((lower[name] for name in names if lower.get(name)), None) for ours, names in _NAMES.items()}
    try:
        return Stated.of(values)
    except ValueError as error:
        raise Malformed(str(error), line) from error


def load_json(text: str, line: int | None) -> Any:
    """Return the value that `text` holds.

    Raises:
        Malformed: it is no JSON, or was cut.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        where = line if line is not None else error.lineno
        raise Malformed(
            f"{'cut JSON' if cut else 'not JSON'}: {error.msg} at character {error.colno}", where
        ) from error
    except (RecursionError, ValueError) as error:
        raise Malformed("not JSON that can be read: it is nested too deeply or holds an absurd number", line) from error


def from_record(record: object, line: int | None) -> Draft:
    """Return the draft of one JSON object: id, title, text, published, source, url, language; other names are ignored.

    Raises:
        Malformed: it is no object, has no text, or a value is of the wrong kind.
    """
    if not isinstance(record, dict):
        raise Malformed("not a JSON object", line)
    text = next((record[key] for key in _TEXT_KEYS if record.get(key)), None)
    if text is None:
        raise Malformed("it has no `text`", line)
    if not isinstance(text, str):
        raise Malformed("`text` is not a string", line)
    return Draft(_stated(record, line), text)


def from_json(text: str) -> Iterable[object]:
    """Return the records of a JSON file: one object, a list of them, or `{"articles": [...]}`.

    Raises:
        Malformed: it is none of these.
    """
    value = load_json(text, None)
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list):
        return value
    raise Malformed("neither a JSON object nor a list of them")


def _without_markup(text: str) -> str:
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return "\n\n".join(_paragraph(block) for block in re.split(r"\n[ \t]*\n", text))


def _paragraph(block: str) -> str:
    """Join the lines of a Markdown paragraph; list items and tables keep theirs, and so does a hard break."""
    joined: list[str] = []
    open_line = False
    for line in block.split("\n"):
        stripped = line.strip()
        if not stripped or _RULE.fullmatch(stripped):
            open_line = False
            continue
        if open_line and not _MARKED.match(line):
            joined[-1] += " " + stripped
        else:
            joined.append(stripped)
        open_line = not line.endswith(("  ", "\\"))
    return "\n".join(joined)


def _unwrapped(text: str) -> str:
    """Join lines that were wrapped at a column: each is as full as the next word allows."""
    lines = text.split("\n")
    width = max((len(line.rstrip()) for line in lines), default=0)
    if width > _WRAPPED_AT_MOST:
        return text
    pairs = [(one.rstrip(), next_one.strip()) for one, next_one in itertools.pairwise(lines)]
    inner = [(one, following) for one, following in pairs if one and following and not _BULLET.match(following)]
    full = [len(one) + 1 + len(following.split()[0]) > width for one, following in inner]
    if len(full) < _WRAPPED_LINES or not all(full):
        return text
    return "\n".join(_paragraph(block) + "\n" for block in re.split(r"\n[ \t]*\n", text))
