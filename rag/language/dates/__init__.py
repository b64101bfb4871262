"""Dates of Arabic and English news: find them, resolve them against the day of writing, write them for readers."""

from rag.language.dates.event import EventBound, tells_side
from rag.language.dates.find import date_spans, find_dates, remember_spans
from rag.language.dates.format import format_interval, format_mention
from rag.language.dates.window import QuestionTime, beside_event, question_time, question_window

__all__ = [
    "EventBound",
    "QuestionTime",
    "beside_event",
    "date_spans",
    "find_dates",
    "format_interval",
    "format_mention",
    "question_time",
    "question_window",
    "remember_spans",
    "tells_side",
]
