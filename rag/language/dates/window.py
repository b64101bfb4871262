"""Read the time that a question asks about: the days to search, or an event whose date the question merely tells.

"What was said in April 2016?" limits the search; "Where did they meet on 11 and 12 February?" does not: there the date is part
of what is asked for. Nothing is searched here, and no year is supplied that neither the question nor the archive gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from rag.language.dates import calendar
from rag.language.dates.event import EventBound, EventSide, event_bound
from rag.language.dates.find import find_dates
from rag.language.dates.plain import plain
from rag.values import Coverage, DateMention, TimeWindow

__all__ = ["QuestionTime", "beside_event", "question_time", "question_window"]

Side = Literal["in", "since", "until", "before", "after"]


@dataclass(frozen=True, slots=True)
class QuestionTime:
    """The time of a question.

    Attributes:
        window: the days the search is limited to.
        events: the dates that belong to what is asked about; they limit nothing, but a passage that tells them fits better.
        bound: an event that the question dates itself by.
    """

    window: TimeWindow
    events: tuple[DateMention, ...] = ()
    bound: EventBound | None = None


_SIDE_WORDS: Final[tuple[tuple[Side, str], ...]] = (
    (
        "since",
        r"since(?:\s+the)?|starting\s+(?:from|in)|from|[وف]?منذ|[وف]?(?:ابتداء|بدءا|بدايه|اعتبارا)\s+من|[وف]?من",
    ),
    ("until", r"until|till|up\s+to|by|[وف]?حتي|[وف]?لغايه|[وف]?الي\s+غايه"),
    ("before", r"before|prior\s+to|earlier\s+than|[وف]?قبل"),
    ("after", r"after|later\s+than|following|[وف]?بعد"),
    (
        "in",
        r"in|during|within|throughout|over|between|on|in\s+the|over\s+the|during\s+the|[وف]?في|[وف]?خلال|[وف]?طوال|[وف]?طيله|[وف]?بين|[وف]?ما\s+بين|[وف]?اثناء|[وف]?ب",
    ),
)
_SIDES: Final = tuple(
    (side, re.compile(rf"(?:(?<=\s)|^)(?P<cue>{words})\s*$", re.IGNORECASE)) for side, words in _SIDE_WORDS
)
# A number of days, a month or more that tells its own preposition: "last week", «عام 2015».
_OWN_CUE: Final = re.compile(
    r"^(?:ال)?(?:عام|سنه|شهر)\b|^(?:last|past|this|yesterday|today|tonight|the\s+(?:last|past))\b", re.IGNORECASE
)
_BACKWARDS: Final = re.compile(
    r"\b(?:last|past|this|yesterday|today|tonight)\b|الماضي|الماضيه|المنصرم|الفائت|الفارط|الحالي|الجاري|هذا|هذه|امس|البارحه|^اليوم",
    re.IGNORECASE,
)
_DAYS_AGO: Final = re.compile(r"(?:days?|weeks?)\s+ago$|^قبل\s+.*(?:يوم|ايام|اسبوع|اسابيع)", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"^(?:قبل|منذ|بعد|خلال|في\s+غضون|في\s+ظرف)\s|^(?:in|after|within)\s|\bago$|from\s+now$", re.IGNORECASE
)
# The question asks for what happened or was written on a day: then even a day limits the search.
_ASKS_FOR_DAY: Final = re.compile(
    r"\bwhat\s+(?:happened|occurred|was\s+(?:reported|published|written))\b|\b(?:news|articles?|reports?|published|headlines)\b|"
    r"ماذا\s+(?:حدث|جري|وقع|حصل|نشر)|ما\s+(?:الذي\s+)?(?:حدث|جري|وقع|حصل)|(?<!\w)(?:ال)?(?:اخبار|مقالات|تقارير)|ابرز\s+(?:ال)?احداث|نشرت?",
    re.IGNORECASE,
)
# A run of days limits the search where it is named as a run; "on 11 and 12 February" tells when something was.
_STRETCH: Final = re.compile(
    r"(?:\b(?:between|from|during|over|within)|(?<!\w)[وف]?(?:بين|من|خلال|طيله|طوال))\s+(?:the\s+|يومي\s+)?$",
    re.IGNORECASE,
)
_PUBLISHED_FROM: Final = re.compile(r"\b(?:news|articles?|reports?|headlines)\s+from\s*$", re.IGNORECASE)
_LATEST: Final = re.compile(
    r"\b(?:(?<!at the )latest|most\s+recent(?:ly)?|newest)\b|\bwhen\s+\w+(?:\s+\w+){1,4}\s+last\s+\w+\b(?<!last\s)|\bthe\s+last\s+time\b|"
    r"(?<!\w)[وف]?ا(?:حدث|لاحدث)(?!\w)|(?<!\w)[وف]?آخر\s+(?=[\u0621-\u064a])",
    re.IGNORECASE,
)
# «هجوم آخر» is another attack, «آخر هجوم» the latest: only such words may stand before the latter.
_BEFORE_LATEST: Final = frozenset(
    "ما هي هو هما وما وهي عن في من متي اين كان كانت حول علي الي كم مع اهم و او ان منذ بعد قبل ماذا لماذا كيف هل اعطني اعرض لخص تلخيص بشان".split()
)


def question_window(question: str, *, today: date, coverage: Coverage) -> TimeWindow:
    """Return the days that a question limits itself to, unbounded where it does not; see `question_time`."""
    return question_time(question, today=today, coverage=coverage).window


def question_time(question: str, *, today: date, coverage: Coverage) -> QuestionTime:
    """Return the time a question asks about.

    Args:
        question: Arabic or English.
        today: the day of asking; "last week" counts from it.
        coverage: what the archive holds; a month without a year takes the only year in which the archive covers it.

    Returns:
        The window with the words that say so (its sides None, the words kept, where the year stays open), the dates that are part
        of what is asked, and an event that time is told by.
    """
    mentions = _dated(question, today, coverage)
    limits = [(mention, side) for mention in mentions if (side := _limit(question, mention, today))]
    window = TimeWindow(latest=_asks_for_latest(question))
    for mention, side in limits:
        window = _narrowed(window, _side_window(mention, side), _words(question, mention))
    events = tuple(_told(question, mention) for mention in mentions if all(mention is not one for one, _ in limits))
    return QuestionTime(window, events, event_bound(question, mentions))


def _told(question: str, mention: DateMention) -> DateMention:
    """Return a date of what is asked about without what only today made of it: it was told on another day."""
    if not mention.anchored:
        return mention
    untold = (one for one in find_dates(question, anchor=None) if one.start == mention.start)
    return next(untold, mention)


def _dated(question: str, today: date, coverage: Coverage) -> tuple[DateMention, ...]:
    """Return the dates of a question: relative ones from today, those without a year as the archive's coverage allows."""
    open_ones = {(mention.start, mention.end): mention for mention in find_dates(question, anchor=None)}
    dated = []
    for mention in find_dates(question, anchor=today):
        yearless = open_ones.get((mention.start, mention.end))
        if yearless and yearless.month and yearless.since is None and not _BACKWARDS.search(plain(mention.text).text):
            mention = _of_coverage(yearless, coverage)  # noqa: PLW2901 - the same date, its year from the archive
        dated.append(mention)
    return tuple(dated)


def _of_coverage(mention: DateMention, coverage: Coverage) -> DateMention:
    """Give a date without a year the only year in which the archive covers it, if there is just one."""
    if coverage.since is None or coverage.until is None or mention.month is None:
        return mention
    fitting = []
    for year in range(coverage.since.year - 1, coverage.until.year + 1):
        interval = _in_year(mention, year)
        if interval and interval[0] <= coverage.until and interval[1] >= coverage.since:
            fitting.append(interval)
    if len(fitting) != 1:
        return mention
    since, until = fitting[0]
    computed = f"«{mention.text}» is {since.isoformat()}" + (f" to {until.isoformat()}" if until != since else "")
    note = ", the only such date that the archive covers"
    return replace(mention, since=since, until=until, year=since.year, computed=computed + note)


def _in_year(mention: DateMention, year: int) -> tuple[date, date] | None:
    assert mention.month
    last_month = mention.until_month or mention.month
    last_year = year + (1 if last_month < mention.month else 0)
    single = mention.precision == "day" and mention.day
    last_day = mention.until_day or (mention.day if single else calendar.days_in(last_year, last_month))
    try:
        return date(year, mention.month, mention.day or 1), date(last_year, last_month, last_day or 1)
    except ValueError:  # 29 February of a common year
        return None


def _cue(question: str, mention: DateMention) -> tuple[Side | None, int]:
    """Return the side that the word before a date names, and where that word starts."""
    before = plain(question[: mention.start])
    for side, pattern in _SIDES:
        found = pattern.search(before.text)
        if found:
            return side, before.span(found.start("cue"), found.end("cue"))[0]
    return None, mention.start


def _limit(question: str, mention: DateMention, today: date) -> Side | None:
    """Return how a date limits the search, None where it belongs to what is asked about."""
    words = plain(mention.text).text
    side, _ = _cue(question, mention)
    if _PUBLISHED_FROM.search(question[: mention.start]) or (side == "since" and mention.precision == "range"):
        side = "in"
    if _COUNTED.search(words):  # "after a week" and «منذ سنتين» belong to what is told, "two days ago" to when
        return "in" if _DAYS_AGO.search(words) else None
    if side in {"since", "until", "before", "after"}:
        return side
    if mention.anchored:  # told from today; what is to come was foretold in older articles
        told_back = _BACKWARDS.search(words) and (mention.since is None or mention.since <= today)
        return "in" if told_back else None
    if (
        mention.day is not None
        and mention.precision != "part"
        and not _STRETCH.search(plain(question[: mention.start]).text)
    ):
        return "in" if mention.since and side and _ASKS_FOR_DAY.search(plain(question).text) else None
    return "in" if side == "in" or _OWN_CUE.search(words) else None


def _side_window(mention: DateMention, side: Side) -> TimeWindow:
    since, until = mention.since, mention.until
    if since is None or until is None:
        return TimeWindow()
    day = timedelta(days=1)
    match side:
        case "since":
            return TimeWindow(since=since)
        case "until":
            return TimeWindow(until=until)
        case "before":
            return TimeWindow(until=since - day)
        case "after":
            return TimeWindow(since=until + day)
        case _:
            return TimeWindow(since=since, until=until)


def beside_event(window: TimeWindow, side: EventSide, since: date, until: date, words: str) -> TimeWindow | None:
    """Return `window` limited to one side of an event that lasted from `since` to `until`; None where nothing would be left.

    What happens after or since an event may have happened on its first day; "before" ends on the day before.
    """
    match side:
        case "before":
            by = TimeWindow(until=since - timedelta(days=1))
        case "until":
            by = TimeWindow(until=until)
        case _:
            by = TimeWindow(since=since)
    narrowed = _narrowed(window, by, words)
    return None if narrowed is window else narrowed


def _narrowed(window: TimeWindow, by: TimeWindow, words: str) -> TimeWindow:
    """Return what both windows allow; a second one that contradicts the first is left out."""
    since = max((day for day in (window.since, by.since) if day), default=None)
    until = min((day for day in (window.until, by.until) if day), default=None)
    if since and until and since > until:
        return window
    return replace(window, since=since, until=until, words=" ".join(filter(None, (window.words, words))))


def _words(question: str, mention: DateMention) -> str:
    """Return the date's words with the preposition before them."""
    return question[_cue(question, mention)[1] : mention.end].strip()


def _asks_for_latest(question: str) -> bool:
    text = plain(question).text
    for found in _LATEST.finditer(text):
        before = text[: found.start()].split()
        arabic = "آخر" in found.group()
        if not arabic or not before or before[-1].strip("؟?،,:") in _BEFORE_LATEST:
            return True
    return False
