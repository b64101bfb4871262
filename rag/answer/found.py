"""Word what was found in a text as a short answer: a day, a number, a time, a name, in the asker's language, and how it was worked out.

What is found, and which of several is meant, is `rag.answer.short`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rag.answer.amount_words import amount_words, own_script, plain_value
from rag.answer.amounts import counted_noun, unit_fit
from rag.answer.asked_time import date_fit, date_words
from rag.answer.entities import Entity
from rag.answer.evidence import analyse
from rag.answer.identity import worded
from rag.answer.lasting import Lasting
from rag.answer.measures import units_of
from rag.answer.phrases import phrase
from rag.answer.speakers import named_speaker
from rag.language.analysis import stem
from rag.language.clock import TimeOfDay, format_time
from rag.language.gazetteer import english_name
from rag.language.numbers import NumberMention
from rag.language.romanise import romanise
from rag.search.question import Question
from rag.values import DateMention, Language, ShortAnswer, digit_runs

__all__ = [
    "Found",
    "from_date",
    "from_description",
    "from_entity",
    "from_lasting",
    "from_number",
    "from_time",
    "same_value",
    "shown_name",
]


@dataclass(frozen=True, slots=True)
class Found:
    """A short answer at `start..end` of a text; equal `key`s say the same thing in other words."""

    answer: ShortAnswer
    start: int
    end: int
    key: str
    computed: str | None = None
    certainty: float = 1.0
    year_unknown: bool = False
    vague: bool = False


def same_value(one: Found, other: Found) -> bool:
    """Tell whether two short answers agree; a date whose year is unknown agrees with that day of any year."""
    if one.key == other.key:
        return True
    if one.answer.kind == other.answer.kind == "date" and (one.year_unknown or other.year_unknown):
        return one.key[-5:] == other.key[-5:] and len(one.key) <= 10 and len(other.key) <= 10
    return False


def from_time(time: TimeOfDay, language: Language) -> Found:
    """Return a time of day as an answer for a reader of `language`."""
    words = time.text if own_script(time.text, language) else format_time(time, language)
    key = f"{time.hour:02d}:{time.minute:02d} {time.half}".strip()
    computed = None if digit_runs(words) <= digit_runs(time.text) else f"{time.text!r} is {words}"
    return Found(ShortAnswer("text", key, words), time.start, time.end, key, computed)


def from_date(mention: DateMention, question: Question, anchor: date | None) -> Found:
    """Return a date as an answer; `anchor` is the article's day, from which it may have been worked out."""
    text, language = date_words(question, mention), question.language
    if mention.since and mention.until:
        value = mention.since.isoformat()
        if mention.until != mention.since:
            value += f"/{mention.until.isoformat()}"
        told = anchor.isoformat() if anchor and mention.anchored else None
        how = phrase("computed_date", language, words=mention.text, told=told, day=value) if told else mention.computed
        fit = date_fit(question, mention)
        return Found(ShortAnswer("date", value, text), mention.start, mention.end, value, how, certainty=fit)
    known = mention.month is not None
    value = f"--{mention.month:02d}" + (f"-{mention.day:02d}" if mention.day else "") if mention.month else mention.text
    return Found(
        ShortAnswer("date", value, text),
        mention.start,
        mention.end,
        value,
        mention.computed,
        certainty=1.0 if known else 0.8,
        year_unknown=known,
    )


def from_number(number: NumberMention, question: Question, text: str, unit_terms: frozenset[str]) -> Found:
    """Return a number as an answer, with what it counts in the asker's words where they fit."""
    value = plain_value(number.value)
    fit = 1.0 if question.kind == "howlong" else unit_fit(number, text, question, unit_terms)
    # The asker's own word for what is counted reads better than a word in another language.
    own = counted_noun(question) if fit == 1.0 and units_of(question.text) is None else ""
    words = amount_words(number, text, question.language, own)
    return Found(
        ShortAnswer("number", value, words),
        number.start,
        number.end,
        value if number.span is None else "-".join(map(plain_value, number.span)),
        None if digit_runs(words) <= digit_runs(text) else f"{number.text!r} is {words}",
        certainty=fit,
        vague=number.vague,
    )


def from_lasting(one: Lasting, language: Language) -> Found:
    """Return words for a span without an end as an answer."""
    return Found(ShortAnswer("text", one.words["en"], one.words[language]), one.start, one.end, one.words["en"])


def from_entity(entity: Entity, language: Language) -> Found:
    """Return a person or a place as an answer for a reader of `language`."""
    text = shown_name(entity.text, language)
    key = " ".join(stem(word) for word in entity.text.split())
    return Found(ShortAnswer(entity.kind, entity.text, text), entity.start, entity.end, key, certainty=entity.certainty)


def from_description(text: str, span: tuple[int, int], language: Language) -> Found:
    """Return the words at `span`, which say who somebody is, as an answer for a reader of `language`."""
    words = worded(text[slice(*span)])
    key = " ".join(sorted(analyse(words).content))
    return Found(ShortAnswer("text", words, named_speaker(words, language)), *span, key)


def shown_name(name: str, language: Language) -> str:
    """Return a name for a reader of `language`: an Arabic one in an English answer with its English form before it."""
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in name)
    return f"{english_name(name) or romanise(name)} ({name})" if language == "en" and arabic else name
