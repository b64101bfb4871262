"""Answer with a chat model, and show nothing of what it writes that `rag.answer.verify` has not borne out.

The model is given numbered passages as fenced data and answers with one JSON object a line, so that each statement is checked, and
may be shown, as soon as it is complete. No statement left, or a model that fails, means the extractive answer, marked as such.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from rag.answer.chat import ChatModel
from rag.answer.compose import cite
from rag.answer.evidence import Evidence
from rag.answer.extract import extract
from rag.answer.phrases import phrase
from rag.answer.request import Request
from rag.answer.short import find_short
from rag.answer.verify import Draft, Rejected, Support, Verified, verify
from rag.errors import ChatModelError, SettingsError
from rag.settings import DEFAULTS_FILE, AnswerSettings
from rag.values import Answer, Citation, Language, ShortAnswer, Statement

__all__ = ["OnStatement", "generate"]

OnStatement = Callable[[Statement, Sequence[Citation]], None]

_LANGUAGES: Final[dict[Language, str]] = {"en": "English", "ar": "Arabic"}
_MOST_STATEMENTS: Final = 6
_MOST_SUPPORTS: Final = 4
_LONGEST_LINE: Final = 8_000  # characters: no statement with its quotations is longer
_PROMPT_FILE: Final = DEFAULTS_FILE.parent / "prompts" / "answer.md"
_LOG: Final = logging.getLogger(__name__)


def generate(
    request: Request, model: ChatModel, settings: AnswerSettings, on_statement: OnStatement | None = None
) -> Answer:
    """Return the model's answer as far as it is borne out, else the extractive answer or refusal.

    `on_statement` is called with each statement once it has been verified, never before, and the citations so far.
    """
    if not request.evidence or not request.query.terms:
        return extract(request, settings)
    verified: list[Verified] = []
    try:
        for draft in _drafts(model, request):
            checked = verify(draft, request.evidence)
            if isinstance(checked, Rejected):
                _LOG.info("statement of %s dropped: %s", model.name, checked.fault)
                continue
            verified.append(checked)
            if on_statement is not None:
                statements, citations = cite(verified)
                on_statement(statements[-1], citations)
            if len(verified) == _MOST_STATEMENTS:
                break
    except ChatModelError as exc:
        _LOG.warning("%s. %s", exc, exc.hint)
        if not verified:
            return _fallen_back(request, settings)
    if not verified:
        return extract(request, settings)
    return _answer(request, model, verified)


def _answer(request: Request, model: ChatModel, verified: Sequence[Verified]) -> Answer:
    statements, citations = cite(verified)
    return Answer(
        id=request.id,
        question=request.question.text,
        language=request.language,
        status="answered",
        statements=statements,
        citations=citations,
        short_answer=_short(request, verified[0]),
        notes=request.notes,
        searched=request.searched,
        generator=model.name,
        prompt_sha256=prompt_sha256(),
        coverage=request.coverage,
    )


def _fallen_back(request: Request, settings: AnswerSettings) -> Answer:
    answer = extract(request, settings)
    return replace(answer, notes=(*answer.notes, phrase("fell_back", request.language)))


def _short(request: Request, first: Verified) -> ShortAnswer | None:
    item, quote = first.quotes[0]
    found = find_short(request.question, request.matcher(), quote.text, item.article.published)
    return found.answer if found else None


def _drafts(model: ChatModel, request: Request) -> Iterator[Draft]:
    """Yield the statements of the model's stream, each when its line is complete."""
    rest = ""
    system = _prompt().replace("{language}", _LANGUAGES[request.language]).replace("{most}", str(_MOST_STATEMENTS))
    for piece in model.stream(system, _user_message(request)):
        rest += piece
        *lines, rest = rest.split("\n")
        yield from filter(None, map(_draft, lines))
        if len(rest) > _LONGEST_LINE:
            return
    if (last := _draft(rest)) is not None:
        yield last


def _draft(line: str) -> Draft | None:
    """Return the statement of one line, or None: fences, chatter and anything of another shape are skipped."""
    stripped = line.strip().rstrip(",")
    if not stripped.startswith("{"):
        return None
    try:
        data = json.loads(stripped)
    except (ValueError, RecursionError):
        return None
    text = data.get("statement") if isinstance(data, dict) else None
    if not isinstance(text, str):
        return None
    given = data.get("support")
    supports = [_support(item) for item in given[:_MOST_SUPPORTS]] if isinstance(given, list) else []
    return Draft(text, tuple(item for item in supports if item is not None))


def _support(item: Any) -> Support | None:
    if not isinstance(item, dict) or not isinstance(item.get("quote"), str):
        return None
    number = item.get("passage")
    return Support(number if isinstance(number, int) and not isinstance(number, bool) else 0, item["quote"])


def _user_message(request: Request) -> str:
    """Return the passages and the question, fenced by a mark that no article can know."""
    fence = secrets.token_hex(8)
    parts = [_passage(number, item, fence) for number, item in enumerate(request.evidence, 1)]
    question = request.query.text.replace("\n", " / ") if request.query.text != request.question.text else ""
    context = f"\nIt follows on: {json.dumps(question, ensure_ascii=False)}" if question else ""
    return (
        "\n\n".join(parts)
        + f"\n\nThe question, as data: {json.dumps(request.question.text, ensure_ascii=False)}{context}"
    )


def _passage(number: int, item: Evidence, fence: str) -> str:
    article = item.article
    head = {"passage": number, "title": article.title, "outlet": article.source}
    head["published"] = article.published.isoformat() if article.published else None
    return f"{json.dumps(head, ensure_ascii=False)}\n<data {fence}>\n{item.passage.text}\n</data {fence}>"


@cache
def _prompt() -> str:
    try:
        return _PROMPT_FILE.read_text(encoding="utf-8")
    except OSError as exc:
        raise SettingsError(f"The prompt cannot be read: {exc.strerror}", where=str(_PROMPT_FILE)) from exc


def prompt_sha256() -> str:
    """Return the hash of the prompt file, kept with every answer it led to."""
    return hashlib.sha256(_prompt().encode()).hexdigest()
