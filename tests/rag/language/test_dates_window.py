"""A question limits the search only where it says so, and never to a year that nobody gave."""

from __future__ import annotations

from datetime import date

import pytest

from rag.language.dates import question_time, question_window
from rag.values import Coverage

TODAY = date(2016, 9, 1)
COVERAGE = Coverage(1, 5, date(2016, 2, 12), date(2016, 8, 27), None)
TWO_YEARS = Coverage(1, 5, date(2015, 2, 12), date(2016, 8, 27), None)


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What did the envoy say in April 2016?", "2016-04-01", "2016-04-30"),
        ("ماذا قال المبعوث في نيسان 2016؟", "2016-04-01", "2016-04-30"),
        ("What did the envoy say in April?", "2016-04-01", "2016-04-30"),
        ("What has the army said since 2015?", "2015-01-01", None),
        ("ما الذي تغير منذ آذار 2016؟", "2016-03-01", None),
        ("What was agreed between 1 and 10 May 2016?", "2016-05-01", "2016-05-10"),
        ("ماذا قيل من 3 إلى 9 أيار 2016؟", "2016-05-03", "2016-05-09"),
        ("What was said before March 2016?", None, "2016-02-29"),
        ("What was said after March 2016?", "2016-04-01", None),
        ("What was said until 5 May 2016?", None, "2016-05-05"),
        ("ماذا قيل منذ آذار 2016 وقبل أيار 2016؟", "2016-03-01", "2016-04-30"),
        ("What happened yesterday?", "2016-08-31", "2016-08-31"),
        ("What happened last month?", "2016-08-01", "2016-08-31"),
        ("ماذا جرى الشهر الماضي؟", "2016-08-01", "2016-08-31"),
        ("What happened on 27 February 2016?", "2016-02-27", "2016-02-27"),
        ("ماذا حدث في عام 2015؟", "2015-01-01", "2015-12-31"),
        ("articles from April 2016", "2016-04-01", "2016-04-30"),
    ],
)
def test_a_restriction_becomes_a_window(question: str, since: str | None, until: str | None) -> None:
    """What a question limits itself to is the window, with the words that say so."""
    window = question_window(question, today=TODAY, coverage=COVERAGE)
    assert (window.since and str(window.since), window.until and str(window.until)) == (since, until)
    assert window.words
    assert window.words in question


@pytest.mark.parametrize(
    "question",
    [
        "Where did the ministers meet on 11 and 12 February?",
        "أين التقى الوزيران في 11 و12 شباط؟",
        "Who won the 2018 World Cup?",
        "Who said that the truce could begin after one week?",
        "من قال إن الهدنة يمكن أن تبدأ بعد أسبوع؟",
        "أي مدينة محاصرة منذ أكثر من سنتين؟",
        "What did the ministry say on Saturday?",
        "When did the truce start?",
        "متى بدأت الهدنة؟",
        "كم ساعة استمرت المحادثات؟",
    ],
)
def test_a_date_that_is_asked_about_limits_nothing(question: str) -> None:
    """A date that belongs to the event asked about leaves the search unbounded."""
    window = question_window(question, today=TODAY, coverage=COVERAGE)
    assert not window.bounded
    assert not window.words


def test_a_month_that_the_archive_covers_twice_keeps_no_year() -> None:
    """Without a year and with two such months in the archive the window stays open, its words recorded."""
    window = question_window("What did the envoy say in April?", today=TODAY, coverage=TWO_YEARS)
    assert (window.since, window.until, window.words) == (None, None, "in April")


@pytest.mark.parametrize(
    ("question", "latest"),
    [
        ("What is the latest on the truce?", True),
        ("the most recent news about the city", True),
        ("ما آخر أخبار الهدنة؟", True),
        ("ما هو آخر اتصال بين الوزيرين؟", True),
        ("ما أحدث التطورات؟", True),
        ("When did they last meet?", True),
        ("هل وقع هجوم آخر في المدينة؟", False),
        ("Was it signed at the latest by noon?", False),
        ("What happened last week?", False),
    ],
)
def test_latest_is_told_from_another(question: str, latest: bool) -> None:
    """«آخر» before its noun asks for the newest, after it for another one."""
    assert question_window(question, today=TODAY, coverage=COVERAGE).latest is latest


def test_a_day_asked_about_is_kept_as_an_event() -> None:
    """The date of the event asked about is given apart, its year from the archive's coverage."""
    (event,) = question_time("Where did they meet on 11 and 12 February?", today=TODAY, coverage=COVERAGE).events
    assert (event.since, event.until) == (date(2016, 2, 11), date(2016, 2, 12))
    (weekday,) = question_time("What did he say on Saturday?", today=TODAY, coverage=COVERAGE).events
    assert weekday.since is None


@pytest.mark.parametrize(
    ("question", "side", "words"),
    [
        ("What happened before the Geneva talks?", "before", "the Geneva talks"),
        ("ماذا حدث قبل محادثات جنيف؟", "before", "محادثات جنيف"),
        ("What has changed since the truce?", "since", "the truce"),
        ("Since the truce began, what has changed?", "since", "the truce began"),
        ("What did he say before Brexit?", "before", "Brexit"),
        ("قبل محادثات جنيف ماذا قال المبعوث؟", "before", "محادثات جنيف"),
        ("ماذا قال المبعوث بعد أن بدأت الهدنة؟", "after", "بدأت الهدنة"),
        ("ماذا جرى عقب توقيع الاتفاق؟", "after", "توقيع الاتفاق"),
        ("ماذا تغير منذ بدء الهدنة في المدينة؟", "since", "بدء الهدنة في المدينة"),
    ],
)
def test_time_told_by_an_event_names_the_event(question: str, side: str, words: str) -> None:
    """A question dated by an event tells which, and on which side of it; no day is made up."""
    time = question_time(question, today=TODAY, coverage=COVERAGE)
    assert time.bound
    assert (time.bound.side, time.bound.words) == (side, words)
    assert question[time.bound.start : time.bound.end] == words
    assert not time.window.bounded


@pytest.mark.parametrize(
    "question",
    [
        "كم قطعة عثر عليها من قبل البعثة؟",
        "على بعد كم كيلومترا تقع القرية؟",
        "Who resigned after two weeks?",
        "What did he say after that?",
        "متى بدأت الهدنة؟ منذ متى؟",
        "ماذا حدث قبل يومين؟",
    ],
)
def test_what_only_looks_like_an_event_bounds_nothing(question: str) -> None:
    """«من قبل» is "by", «على بعد» a distance, and a count of days names no event."""
    assert question_time(question, today=TODAY, coverage=COVERAGE).bound is None


def test_a_day_beside_the_event_is_taken_from_the_question() -> None:
    """A date that stands beside the event ("before the talks of 12 May 2016") needs no archive to tell the day."""
    bound = question_time("What did he say before the talks of 12 May 2016?", today=TODAY, coverage=COVERAGE).bound
    assert bound
    assert bound.told
    assert bound.told.since == date(2016, 5, 12)
