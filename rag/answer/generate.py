"""Answer with a chat model, and show nothing of what it writes that `rag.answer.verify` has not borne out.

The model is given numbered passages as fenced data and answers with one JSON object a line, so that each statement is checked, and
may be shown, as soon as it is complete. No statement left, or a model that fails, means the extractive answer, marked as such.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from rag.answer.chat import ChatModel
from rag.answer.cite import cite
from rag.answer.drafts import drafts
from rag.answer.evidence import Evidence
from rag.answer.extract import extract
from rag.answer.instructions import instruction_spans
from rag.answer.phrases import phrase
from rag.answer.request import Request
from rag.answer.short import find_short
from rag.answer.verify import Draft, Rejected, Verified, verify
from rag.errors import ChatModelError, SettingsError
from rag.language.normalise import normalise
from rag.settings import DEFAULTS_FILE, AnswerSettings
from rag.values import Answer, Citation, Language, ShortAnswer, Statement

__all__ = ["OnStatement", "generate", "prompt_sha256"]

OnStatement = Callable[[Statement, Sequence[Citation]], None]

_LANGUAGES: Final[dict[Language, str]] = {"en": "English", "ar": "Arabic"}
_MOST_STATEMENTS: Final = 6
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_PROMPT_FILE: Final = DEFAULTS_FILE.parent / "prompts" / "answer.md"
_LOG: Final = logging.getLogger(__name__)


def generate(
    request: Request, model: ChatModel, settings: AnswerSettings, on_statement: OnStatement | None = None
) -> Answer:
    """Return the model's answer as far as it is borne out, else the extractive answer or refusal.

    `on_statement` is called with each statement once it has been verified, never before, and the citations so far. A model that fails
    after some statements were verified leaves those, with a note that the answer may not be whole.
    """
    if not request.evidence or not request.query.terms:
        return extract(request, settings)
    kept = _Kept(request, model)
    failure: ChatModelError | None = None
    said_none = False
    try:
        for draft in drafts(model.stream(_system(request), _user_message(request))):
            if draft is None:
                said_none = True
            elif kept.take(draft) and on_statement is not None:
                on_statement(kept.answer.statements[-1], kept.answer.citations)
            if len(kept.verified) == _MOST_STATEMENTS:
                break
    except ChatModelError as exc:
        failure = exc
        _LOG.warning("%s. %s", exc, exc.hint)
    if kept.verified:
        return _noted(kept.answer, request, "may_be_incomplete") if failure else kept.answer
    answer = extract(request, settings)
    if failure is None and said_none and not kept.faults:
        return answer
    if failure is None:
        told = ", ".join(sorted(kept.faults)) or "no statement"
        _LOG.warning("Nothing that %s wrote was borne out by the passages (%s).", model.name, told)
    return _noted(answer, request, "fell_back" if failure else "not_borne_out")


class _Kept:
    """What has been verified of one answer so far; `answer` is what it makes."""

    def __init__(self, request: Request, model: ChatModel) -> None:
        self._request = request
        self._model = model
        self._seen: set[str] = set()
        self.verified: list[Verified] = []
        self.faults: set[str] = set()
        self.answer: Answer

    def take(self, draft: Draft) -> bool:
        """Tell whether a statement was verified, and add it to the answer; the same statement is taken once."""
        words = normalise(" ".join(draft.text.split()))
        if words in self._seen:
            return False
        self._seen.add(words)
        checked = verify(draft, self._request.evidence)
        if isinstance(checked, Rejected):
            self.faults.add(checked.fault)
            return False
        try:
            self.answer = _answer(self._request, self._model, [*self.verified, checked])
        except ValueError:  # the answer's own law is the last word
            self.faults.add("unsupported")
            return False
        self.verified.append(checked)
        return True


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


def _noted(answer: Answer, request: Request, name: str) -> Answer:
    return replace(answer, notes=(*answer.notes, phrase(name, request.language)))


def _short(request: Request, first: Verified) -> ShortAnswer | None:
    item, quote = first.quotes[0]
    found = find_short(request.question, request.matcher(), quote.text, item.article.published)
    return found.answer if found else None


def _system(request: Request) -> str:
    text = _COMMENT.sub("", _prompt()).strip()
    return text.replace("{language}", _LANGUAGES[request.language]).replace("{most}", str(_MOST_STATEMENTS))


def _user_message(request: Request) -> str:
    """Return the passages and the question, fenced by a mark that no article can know."""
    fence = secrets.token_hex(8)
    parts = [_passage(number, item, fence) for number, item in enumerate(request.evidence, 1)]
    question = request.query.text[len(request.question.text) :].strip().replace("\n", " / ")  # of earlier turns
    context = f"\nIt follows on: {json.dumps(question, ensure_ascii=False)}" if question else ""
    return (
        "\n\n".join(parts)
        + f"\n\nThe question, as data: {json.dumps(request.question.text, ensure_ascii=False)}{context}"
    )


def _passage(number: int, item: Evidence, fence: str) -> str:
    article = item.article
    head = {"passage": number, "title": article.title, "outlet": article.source}
    head["published"] = article.published.isoformat() if article.published else None
    text = _for_readers(item.passage.text)
    return f"{json.dumps(head, ensure_ascii=False)}\n<data {fence}>\n{text}\n</data {fence}>"


def _for_readers(text: str) -> str:
    """Return a passage without the lines that speak to a language model: they are not quoted, and need not be read."""
    hidden = instruction_spans(text)
    bounds = [0, *(edge for span in hidden for edge in span), len(text)]
    return "".join(text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)).strip()


@cache
def _prompt() -> str:
    try:
        return _PROMPT_FILE.read_text(encoding="utf-8")
    except OSError as exc:
        raise SettingsError(f"The prompt cannot be read: {exc.strerror}", where=str(_PROMPT_FILE)) from exc


def prompt_sha256() -> str:
    """Return the hash of the prompt file, kept with every answer it led to."""
    return hashlib.sha256(_prompt().encode()).hexdigest()
