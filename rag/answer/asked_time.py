"""Know what of a time a question asks for: the time of day, the year, the day of the week.

"At what time?" is answered by «الساعة الثالثة» and not by a day; "in which year?" rather by a year that is told than by the day of the article.
Which event a time is of is `rag.answer.short`'s.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rag.answer.polarity import FUTURE, clauses
from rag.answer.reported import reports
from rag.language.dates import format_mention
from rag.language.dialects import standard_text
from rag.language.normalise import normalise
from rag.language.sentences import sentence_spans
from rag.search.question import Question
from rag.values import DateMention, Language

__all__ = [
    "asks_for_clock",
    "asks_for_weekday",
    "asks_for_year",
    "date_fit",
    "date_words",
    "is_still_to_come",
    "of_saying",
]

_CLOCK: Final = frozenset({"time", "ساعه"})
_YEAR: Final = frozenset({"year", "سنه", "عام"})
_WEEKDAY: Final = re.compile(
    r"\b(?:which|what) (?:day of the week|weekday)\b|(?<!\w)اي (?:يوم من (?:ايام )?(?:هذا )?(?:ال)?اسبوع|ايام الاسبوع)"
)
_AT_TIME: Final = re.compile(r"\bwhat times?\b(?! of (?:the )?(?:year|month|week))")
_FOUR_FIGURES: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
# "Within a week" tells what is meant to be. Arabic verbs of the past have no joined subject before them.
_DEADLINE: Final = re.compile(
    r"\W*(?:(?:within|after|in the next)\b|in \w+ (?:days|weeks|months)\b|(?:خلال|بعد|في غضون|في مهله|في ظرف)(?!\w))"
)
_PAST: Final = re.compile(
    r"\b(?:did|was|were)\b|(?<!\w)(?:متي|تاريخ|يوم)\s+(?:تم|تمت|كان|كانت|جري|[^\Wتينسا]\w+|ا[^\W]\w{2,}ت)(?!\w)"
)
_PAST_PLACE: Final = re.compile(
    r"\b(?:did|was|were)\b|(?<!\w)(?:اين|مدينه|دوله|مكان)\s+(?:تم|تمت|كان|كانت|جري|[^\Wتينسا]\w+|ا[^\W]\w{2,}ت)(?!\w)"
)
_TO_COME: Final = re.compile(
    rf"\b(?:will|shall|going to|(?:is|are) (?:due|to|expected|scheduled))\b|(?<!\w)[وف]?(?:{FUTURE}[يتن]\w{{3,}}|سوف|من المقرر|من المتوقع|من المنتظر|المتوقع|المقرر|المزمع)(?!\w)"
)
_PLANNED: Final = re.compile(
    r"\b(?:expected|planned|scheduled|supposed|due|going to|would|meant)\b|(?<!\w)(?:ال)?(?:متوقع|مقرر|مزمع|منتظر|مفترض)"
)
# Words that ask for the day of a saying.
_SAYING: Final = re.compile(
    r"\b(?:say|said|sa(?:y|id)s?|stat\w+|announc\w+|declar\w+|warn\w*|tell|told|claim\w*|stress\w*|confirm\w*|express\w*|condemn\w*|consider\w*|accus\w+|speak|spoke\w*|statement|report\w*|describ\w+|promis\w+"
    r"|call(?:ed)?|comment\w*|reveal\w*|denied|deny|admit\w*)\b|(?<!\w)(?:قال|قالت|صرح|صرحت|اعلن|اعلنت|اكد|اكدت|ذكر|ذكرت|حذر|حذرت|اعتبر|اعتبرت|اشار|اشارت|زعم|وصف|نفي|نفت|اقر|كشف|تصريح\w*|بيان\w*|ادلي|دعا|اتهم\w*|ادان\w*|اعلان\w*)(?!\w)"
)
_UNTOLD: Final = 0.5  # a year that follows from the day of the article
_ENGLISH_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ARABIC_DAYS: Final = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()


def asks_for_clock(question: Question) -> bool:
    """Tell whether a question asks for a time of day."""
    if question.kind != "when" or question.unit.lower() not in _CLOCK:
        return False
    return question.language == "ar" or bool(_AT_TIME.search(question.text.lower()))


def asks_for_year(question: Question) -> bool:
    """Tell whether a question asks for a year."""
    return question.kind == "when" and question.unit.lower() in _YEAR


@lru_cache(maxsize=256)
def asks_for_weekday(question: str) -> bool:
    """Tell whether a question asks for the day of the week."""
    return bool(_WEEKDAY.search(standard_text(question)))


def date_fit(question: Question, mention: DateMention) -> float:
    """Return 0..1: how well a date answers; a year that is asked for is better told than worked out, and a plan says not when it was."""
    if _DEADLINE.match(standard_text(mention.text)) and _asks_of_the_past(question):
        return 0.0
    if not asks_for_year(question) or _FOUR_FIGURES.search(mention.text):
        return 1.0
    return _UNTOLD


def _asks_of_the_past(question: Question) -> bool:
    return _PAST.search(standard_text(question.text), question.asked[0]) is not None


def of_saying(question: Question, text: str, start: int) -> bool:
    """Tell whether a date of `text` that begins at `start` is the day of somebody's words, where the question asks for that of a deed."""
    if _SAYING.search(standard_text(question.text)):
        return False
    return any(
        sentence + report.cue_start <= start < sentence + report.cue_end
        for sentence, end in sentence_spans(text)
        for report in reports(text[sentence:end])
    )


def is_still_to_come(question: Question, text: str, start: int) -> bool:
    """Tell whether a place of `text` that begins at `start` is one of what is to be, where the question asks for what has been."""
    asked = standard_text(question.text)
    if not _PAST_PLACE.search(asked) or _PLANNED.search(asked) or _SAYING.search(asked):
        return False
    clause = next((text[a:b] for a, b in clauses(text) if a <= start < b), "")
    return _TO_COME.search(normalise(clause)) is not None


def date_words(question: Question, mention: DateMention) -> str:
    """Return a date for the asker: its year alone, or with its day of the week, where that is asked for."""
    language: Language = question.language
    since, until = mention.since, mention.until
    if since and until and asks_for_year(question) and since.year == until.year:
        return str(since.year)
    words = format_mention(mention, language)
    if since is None or since != until or not asks_for_weekday(question.text):
        return words
    return (
        f"{_ENGLISH_DAYS[since.weekday()]}, {words}" if language == "en" else f"{_ARABIC_DAYS[since.weekday()]} {words}"
    )
