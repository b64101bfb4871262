"""Find the times of day of a text: "at 3 pm", "16:30", «الساعة الثالثة بعد الظهر», «منتصف الليل».

Days are `rag.language.dates`'; how long something lasts is `rag.language.numbers`'. Nothing is converted from one zone to another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rag.language.dates.plain import plain
from rag.values import Language

__all__ = ["TimeOfDay", "find_times", "format_time"]


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day in a text: `text[start:end]`; `half` is "am", "pm", "noon", "midnight", or empty where none is told."""

    start: int
    end: int
    text: str
    hour: int
    minute: int
    half: str


_ENGLISH_HOURS: Final = "one two three four five six seven eight nine ten eleven twelve".split()
_ARABIC_HOURS: Final = "واحده ثانيه ثالثه رابعه خامسه سادسه سابعه ثامنه تاسعه عاشره حاديه".split()
_AFTERNOON: Final = r"p\.?m\.?|in the (?:afternoon|evening)|at night"
_MORNING: Final = r"a\.?m\.?|in the morning"
_ENGLISH: Final = re.compile(
    rf"\b(?:(?P<named>midnight|noon|midday)|(?P<hour>\d{{1,2}}|{'|'.join(_ENGLISH_HOURS)})"
    rf"(?:[:.](?P<minute>[0-5]\d))?\s?(?:(?P<pm>{_AFTERNOON})|(?P<am>{_MORNING})|o'clock(?: (?:(?P<pm2>{_AFTERNOON})|(?P<am2>{_MORNING})))?))(?!\w)",
    re.IGNORECASE,
)
_ARABIC_PM: Final = r"مساء|ليلا|عصرا|زوالا|ظهرا|بعد (?:ال)?(?:ظهر|زوال)"
_ARABIC_AM: Final = r"صباح|فجر|ضحي"
_ARABIC: Final = re.compile(
    rf"(?<!\w)(?:(?P<named>منتصف (?:ال)?(?:ليل|نهار))(?!\w)|[وبل]?ال?ساعه "
    rf"(?:(?P<hour>\d{{1,2}}(?![\d/]))|ال(?P<word>{'|'.join(_ARABIC_HOURS)})(?P<teen> عشره?(?!\w))?)"
    rf"(?:\s?(?:[:.]|و|س)\s?(?P<minute>[0-5]\d)(?: ?دق\w*)?|(?P<part> و(?:ال)?(?:نصف|ربع|ثلث)| الا (?:ال)?(?:ربعا?|ثلثا?)))?(?!\w)"
    rf"(?: (?:من )?(?:ال|هذا )?(?:(?P<pm>{_ARABIC_PM})|(?P<am>{_ARABIC_AM}))\w*)?)"
)
_FIGURES: Final = re.compile(r"(?<![\d:.,/\-])(?P<hour>[01]?\d|2[0-3])(?::|[hH])(?P<minute>[0-5]\d)(?![\d:/]|[.,]\d)")
_NAMES: Final = {"noon": ("noon", "منتصف النهار"), "midnight": ("midnight", "منتصف الليل")}
_PARTS: Final = {"نصف": 30, "ربع": 15, "ثلث": 20}
_HOURS: Final = 24
_EVENING: Final = 6
_ARABIC_TWELVE: Final = {"am": " ليلا", "pm": " ظهرا"}
_ARABIC_HALVES: Final = {"am": " صباحا", "pm": " مساء", "": ""}


def find_times(text: str) -> tuple[TimeOfDay, ...]:
    """Return the times of day of `text` in order of position; spans are exact, none overlap."""
    folded = plain(text)
    found: list[TimeOfDay] = []
    for pattern in (_ARABIC, _ENGLISH, _FIGURES):
        for match in pattern.finditer(folded.text):
            start, end = folded.span(*match.span())
            read = _read(match)
            if read is not None and all(end <= other.start or other.end <= start for other in found):
                found.append(TimeOfDay(start, end, text[start:end], *read))
    return tuple(sorted(found, key=lambda time: time.start))


def _read(match: re.Match[str]) -> tuple[int, int, str] | None:
    """Return hour, minute and half of the day; None for what no clock shows."""
    groups = match.groupdict()
    if named := groups.get("named"):
        noon = named.lower() in {"noon", "midday"} or named.endswith("نهار")
        return (12, 0, "noon") if noon else (0, 0, "midnight")
    hour, minute = (
        _hour(groups.get("hour") or groups["word"], teen=bool(groups.get("teen"))),
        int(groups.get("minute") or 0),
    )
    if part := groups.get("part"):
        minutes = next(value for word, value in _PARTS.items() if word in part)
        hour, minute = (hour, minutes) if " و" in part else (hour - 1 or 12, 60 - minutes)
    pm, am = groups.get("pm") or groups.get("pm2"), groups.get("am") or groups.get("am2")
    late = pm is not None and pm.startswith("ليل") and (hour < _EVENING or hour == 12)  # two at night is in the morning
    half = "" if hour > 12 else "am" if am or late else "pm" if pm else ""
    return (hour, minute, half) if hour < _HOURS else None


def _hour(word: str, *, teen: bool) -> int:
    if word.isdecimal():
        return int(word)
    hours = _ENGLISH_HOURS if word.isascii() else _ARABIC_HOURS
    hour = hours.index(word.lower()) % 10 + 1
    return hour + 10 if teen or word.lower() in {"eleven", "twelve"} else hour


def format_time(time: TimeOfDay, language: Language) -> str:
    """Return a time of day for a reader: "3:30 pm", "16:00", "midnight", «الساعة 3:30 مساء»."""
    if time.half in _NAMES:
        return _NAMES[time.half][language == "ar"]
    minutes = f":{time.minute:02d}" if time.minute or not time.half else ""
    if language == "en":
        return f"{time.hour}{minutes} {time.half}".strip()
    half = _ARABIC_TWELVE[time.half] if time.hour == 12 and time.half else _ARABIC_HALVES[time.half]
    return f"الساعة {time.hour}:{time.minute:02d}{half}"
