"""Dates of Arabic and English news: find them, resolve them against the day of writing, write them for readers."""

from rag.language.dates.find import find_dates
from rag.language.dates.format import format_interval, format_mention

__all__ = ["find_dates", "format_interval", "format_mention"]
