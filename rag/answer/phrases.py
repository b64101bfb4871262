"""Hold the words that the engine itself puts into an answer, Arabic and English.

Everything else a person reads is in the front ends' text modules; these stand inside statements, notes and reasons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rag.language.normalise import normalise
from rag.values import Language

__all__ = ["joined", "outlet_name", "phrase", "quoted"]

_PHRASES: Final[Mapping[str, Mapping[Language, str]]] = {
    "according_to": {"en": "According to {outlets}: {words}", "ar": "بحسب {outlets}: {words}"},
    "short_according_to": {"en": "{words}, according to {outlets}.", "ar": "{words}، بحسب {outlets}."},
    "short_said_by": {"en": "{words}, according to {speaker}", "ar": "{words}، بحسب {speaker}"},
    "short_told_by": {
        "en": "{words}, according to {speaker}, as told by {outlets}.",
        "ar": "{words}، بحسب {speaker}، نقلًا عن {outlets}.",
    },
    "said_by": {"en": "{speaker}, according to {outlets}: {words}", "ar": "{speaker}، بحسب {outlets}: {words}"},
    "said": {"en": "{speaker}: {words}", "ar": "{speaker}: {words}"},
    "short": {"en": "{words}.", "ar": "{words}."},
    "no_passage": {
        "en": "The archive does not say: no passage in it answers this question.",
        "ar": "الأرشيف لا يقول: لا يوجد فيه مقطع يجيب عن هذا السؤال.",
    },
    "not_mentioned": {
        "en": "The archive does not say: what comes closest does not mention {words}.",
        "ar": "الأرشيف لا يقول: أقرب ما فيه لا يذكر {words}.",
    },
    "no_number": {
        "en": "The archive does not say: what comes closest tells no number of it.",
        "ar": "الأرشيف لا يقول: أقرب ما فيه لا يذكر رقماً لذلك.",
    },
    "nothing_in_window": {
        "en": "The archive does not say: nothing in it from the time searched answers this question.",
        "ar": "الأرشيف لا يقول: لا شيء فيه من الفترة المطلوبة يجيب عن هذا السؤال.",
    },
    "no_question": {
        "en": "There is nothing to search for in this question: name a person, a place, an event or a date.",
        "ar": "لا يوجد في السؤال ما يُبحث عنه: اذكر شخصًا أو مكانًا أو حدثًا أو تاريخًا.",
    },
    "empty_archive": {"en": "The archive holds no articles.", "ar": "لا توجد مقالات في الأرشيف."},
    "year_unknown": {
        "en": "The year is not stated, and the article carries no date to work it out from.",
        "ar": "السنة غير مذكورة، ولا يحمل المقال تاريخًا تُستنتج منه.",
    },
    "unsure": {
        "en": "This may not answer the question; it is what comes closest in the archive.",
        "ar": "قد لا يكون هذا جواب السؤال، لكنه أقرب ما في الأرشيف إليه.",
    },
    "false_premise": {
        "en": "The archive says otherwise: {words}",
        "ar": "الأرشيف يقول خلاف ذلك: {words}",
    },
    "later_event": {
        "en": "A later article speaks of another one, still being negotiated at the time.",
        "ar": "يتحدث مقال لاحق عن أخرى كانت لا تزال قيد التفاوض حينها.",
    },
    "searched": {"en": "Searched {words}.", "ar": "جرى البحث في {words}."},
    "searched_since": {"en": "Searched from {words} on.", "ar": "جرى البحث من {words} فصاعدًا."},
    "searched_until": {"en": "Searched up to {words}.", "ar": "جرى البحث حتى {words}."},
    "searched_all": {
        "en": "{words} names no one time that the archive knows: all of it was searched.",
        "ar": "{words} لا يحدد زمنًا واحدًا يعرفه الأرشيف: جرى البحث فيه كله.",
    },
    "event_dated": {
        "en": "The day of {words} ({day}) is told by {outlet}: {quote}",
        "ar": "زمن {words} ({day}) مأخوذ من {outlet}: {quote}",
    },
    "event_open": {
        "en": "The archive gives no one day for {words}: the search was not limited by it.",
        "ar": "لا يعطي الأرشيف يومًا محددًا لـ{words}: لم يُحصر البحث به.",
    },
    "event_outside": {
        "en": "The day of {words} ({day}) leaves nothing of the time asked about: the search was not limited by it.",
        "ar": "زمن {words} ({day}) لا يُبقي شيئًا من الفترة المطلوبة: لم يُحصر البحث به.",
    },
    "undated_archive": {
        "en": "No article of the archive carries a date: the search was not limited to the time of {words}.",
        "ar": "لا تحمل مقالات الأرشيف تاريخًا: لم يُحصر البحث بزمن {words}.",
    },
    "dated_article": {"en": "{outlet} of {day}", "ar": "{outlet} بتاريخ {day}"},
    "newest_first": {"en": "Newest articles first.", "ar": "المقالات الأحدث أولًا."},
    "computed_date": {
        "en": "“{words}”, told on {told}, is {day}",
        "ar": "«{words}» في مقال بتاريخ {told} يعني {day}",
    },
    "disagree": {"en": "The sources differ.", "ar": "المصادر مختلفة."},
    "deny": {"en": "Another source says otherwise.", "ar": "مصدر آخر يقول خلاف ذلك."},
    "and": {"en": " and ", "ar": " و"},
    "comma": {"en": ", ", "ar": "، "},
    "not_borne_out": {
        "en": "Nothing that the chat model wrote was borne out by the archive; this answer is made of quotes alone.",
        "ar": "لم يثبت من الأرشيف شيء مما كتبه نموذج المحادثة؛ هذا الجواب مكوَّن من اقتباسات وحدها.",
    },
    "may_be_incomplete": {
        "en": "The chat model broke off; what it wrote before was verified, but the answer may not be whole.",
        "ar": "انقطع نموذج المحادثة؛ ما كتبه قبل ذلك تم التحقق منه، لكن الجواب قد لا يكون كاملًا.",
    },
    "fell_back": {
        "en": "The chat model could not be used; this answer is made of quotes from the archive alone.",
        "ar": "تعذّر استخدام نموذج المحادثة؛ هذا الجواب مكوَّن من اقتباسات من الأرشيف وحده.",
    },
}


# What articles write instead of an outlet.
_AGENCY_LINES: Final = frozenset(
    {normalise(line) for line in ("وكالات", "وكالات الأنباء", "agencies", "news agencies", "wires")}
)
_AGENCIES: Final[Mapping[Language, str]] = {"en": "news agencies", "ar": "وكالات الأنباء"}


def phrase(name: str, language: Language, **words: str) -> str:
    """Return the sentence `name` in `language`, its places filled."""
    return _PHRASES[name][language].format(**words)


def joined(items: Sequence[str], language: Language) -> str:
    """Return `items` as a list a reader would write: "a, b and c", «أ، ب وج»."""
    if len(items) < 2:
        return "".join(items)
    return phrase("comma", language).join(items[:-1]) + phrase("and", language) + items[-1]


def outlet_name(source: str, language: Language) -> str:
    """Return how a reader of `language` calls a source that is no outlet's name: an article's own "agencies" line."""
    return _AGENCIES[language] if normalise(source) in _AGENCY_LINES else source


def quoted(text: str, language: Language) -> str:
    """Return `text` in the quotation marks of the language it is written in."""
    return f"«{text}»" if language == "ar" else f"“{text}”"
