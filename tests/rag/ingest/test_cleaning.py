"""Cleaning: what surrounds an article goes, every sentence of the article stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.ingest.cleaning import Cleaned, Known, clean

TODAY = date(2026, 1, 31)
FIRST = "افتتح عمدة البلدة صباح أمس جسرا جديدا فوق النهر بعد أعمال استمرت ثلاث سنوات وشارك فيها مئات العمال من القرى المجاورة."
SECOND = "وقال المهندس المشرف إن الجسر يختصر الطريق بين الضفتين إلى دقيقتين، وإنه صمم ليحتمل الفيضانات التي تضرب الوادي كل شتاء."
THIRD = "The mayor said the crossing would reopen the old market road, which had been closed to lorries since the flood of 1998."


def cleaned(text: str, title: str | None = None, published: date | None = None) -> Cleaned:
    return clean(text, Known(TODAY, title=title, published=published))


FURNITURE = {
    "app and its address": "تابعوا أخبار البلدة عبر تطبيق تلغرام على الرابط:\nhttps://t.me/example_town",
    "our channel": "اشتركوا في قناتنا على يوتيوب ليصلكم جديدنا",
    "our page": "تابعونا على صفحتنا في فيسبوك",
    "subscribe by phone": "للاشتراك أرسل كلمة اشتراك إلى الرقم 0999 123 456 عبر واتساب",
    "share": "شارك هذا الخبر على فيسبوك",
    "share buttons": "مشاركة\nفيسبوك\nتويتر\nواتساب\nنسخ الرابط",
    "platforms": "Facebook Twitter WhatsApp",
    "comments": "التعليقات (3)\n\nقارئ\nمنذ 4 أيام\nجسر جميل لكن الطريق إليه سيئ جدا ويحتاج إلى إصلاح قبل أن يأتي الشتاء وتغمره المياه.\nرد",
    "comments in English": "2 Comments\nJane\n3 days ago\nI drove over it yesterday and it took me twenty minutes because of the queue at the lights.\nReply",
    "a comment form": "أضف تعليقك\nلن يتم نشر عنوان بريدك الإلكتروني.",
    "leave a comment": "Leave a comment",
    "most read": "الأكثر قراءة\nحريق في سوق المدينة\nانقطاع المياه غدا\nفوز الفريق المحلي",
    "related": "Related articles\nFlood warning for the valley\nMarket road closed again",
    "empty boxes": "💡 أهم المواضيع\n\n✨ أهم التصنيفات",
    "tags": "الكلمات المفتاحية: جسر، نهر، بلدة",
    "hashtags": "#جسر #نهر_الوادي",
    "follow us": "Follow us on Facebook and Twitter",
    "newsletter": "Sign up for our weekly newsletter",
    "download": "Download our app for the latest alerts",
    "rights": "جميع الحقوق محفوظة © 2024",
    "read also": "اقرأ أيضا: ثلاثة جسور قديمة تنتظر الترميم",
    "advertisement": "Advertisement",
    "views": "عدد المشاهدات: 1204",
    "rule": "* * *",
    "icons are gone": "تابعوا أخبار الوادي على",
    "short message": "للاشتراك في خدمة الرسائل أرسل كلمة خبر إلى 1234",
    "telephone": "تواصل معنا عبر واتساب على الرقم 0999123456",
    "buttons on a line": "طباعة | إرسال | مشاركة",
    "share, with a colon": "مشاركة المقال عبر: فيسبوك تويتر",
    "no comments": "لا يوجد تعليقات",
    "tags below a heading": "الوسوم\nجسر\nنهر",
    "text message": "Text SUBSCRIBE to 80123",
}


@pytest.mark.parametrize("furniture", FURNITURE.values(), ids=FURNITURE.keys())
def test_what_stands_below_an_article_goes(furniture: str) -> None:
    """Share links, calls to follow, comments and lists of other articles are no part of the body."""
    assert cleaned(f"{FIRST}\n\n{SECOND}\n\n{furniture}").body == f"{FIRST}\n\n{SECOND}"


HEADS = {
    "ticker": "الشريط الإخباري",
    "breaking": "Breaking News",
    "path": "الرئيسية > أخبار > محليات",
    "share": "Share this article",
    "several": "الرئيسية\nعاجل\nطباعة",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_what_stands_above_an_article_goes(head: str) -> None:
    """Tickers, menus and share lines above the headline are no part of the body."""
    assert cleaned(f"{head}\n\nجسر جديد فوق النهر\n\n{FIRST}").body == f"جسر جديد فوق النهر\n\n{FIRST}"


KEPT = {
    "an article about an app": "أعلنت شركة تيلغرام أن تطبيقها سيتيح لأصحاب القنوات نشر رسائل أطول عبر واتساب وفيسبوك ابتداء من الشهر المقبل.",
    "the mayor on a platform": "وتابع العمدة عبر صفحته على فيسبوك أن الجسر سيفتح للمشاة أولا.",
    "they followed": "تابعوا المباراة عبر قناة محلية ثم خرجوا إلى الشوارع للاحتفال.",
    "we followed": "تابعنا حادثة الجسر منذ أيامها الأولى ونشرنا شهادات من رأوها.",
    "share as a verb": "شارك في الحفل مئات من سكان القرى.",
    "follow as a verb": "Follow-up talks on the app and the channel will be held in May, the ministry said.",
    "a number to call": "ودعت البلدية السكان إلى الاتصال على الرقم 0999123456 للإبلاغ عن الأضرار.",
    "comments as a subject": "التعليقات على افتتاح الجسر ملأت الصحف المحلية في اليوم التالي.",
    "most read as a subject": "الأكثر قراءة بين الكتب هذا العام كتاب عن الأنهار.",
    "a link inside": "نشرت البلدية الخطة كاملة على https://town.example/plan وطلبت رأي السكان.",
    "subscription news": "اشترك في إعداد الدراسة عبر الإنترنت باحثون من ثلاث جامعات.",
    "a short last line": "انتهى",
    "read as a verb": "اقرأ الكتاب ثم احكم عليه، قال المؤلف لقرائه.",
    "an agency as subject": "وكالة رويترز للأنباء تنقل مكتبها.",
    "a heading": "ردود الفعل",
    "join us, a quotation": "“Join us and rebuild the valley together,” the mayor told the crowd in the square.",
}  # fmt: skip


@pytest.mark.parametrize("paragraph", KEPT.values(), ids=KEPT.keys())
@pytest.mark.parametrize("place", ["middle", "end"])
def test_a_paragraph_that_only_resembles_furniture_stays(paragraph: str, place: str) -> None:
    """A paragraph about an app, comments or subscriptions is the article's."""
    parts = [FIRST, paragraph, SECOND] if place == "middle" else [FIRST, SECOND, paragraph]
    assert cleaned("\n\n".join(parts)).body == "\n\n".join(parts)


def test_a_heading_named_comments_does_not_cut_the_article() -> None:
    """Without a number, and with paragraphs below it that show no sign of readers, "التعليقات" is a heading."""
    text = f"{FIRST}\n\nالتعليقات\n\n{SECOND}\n\n{THIRD}"
    assert cleaned(text).body == text


def test_a_list_of_others_inside_does_not_take_the_rest() -> None:
    """A box that names another article goes with its headline; the article goes on below it."""
    assert cleaned(f"{FIRST}\nاقرأ أيضا\nثلاثة جسور قديمة تنتظر الترميم\n{SECOND}").body == f"{FIRST}\n{SECOND}"


def test_repeated_paragraphs_are_kept_once() -> None:
    """A text that was pasted twice stands once, in its first order; other spelling of the same letters is the same."""
    again = SECOND.replace("إ", "ا").replace("،", " ،")
    assert cleaned(f"{FIRST}\n{SECOND}\n{THIRD}\n{again}\n{FIRST}").body == f"{FIRST}\n{SECOND}\n{THIRD}"


def test_share_buttons_inside_an_article_go_together() -> None:
    """Names of platforms on lines of their own go where they stand together; a heading of that name stays."""
    buttons = "مشاركة\nفيسبوك\nتويتر\nواتساب"
    assert cleaned(f"{FIRST}\n\n{buttons}\n\n{SECOND}").body == f"{FIRST}\n\n{SECOND}"
    assert cleaned(f"{FIRST}\n\nتلغرام\n\n{SECOND}").body == f"{FIRST}\n\nتلغرام\n\n{SECOND}"


def test_short_lines_may_repeat() -> None:
    """Lines of a list may rightly be equal."""
    text = f"{FIRST}\nالضفة الشرقية\nمفتوحة\nالضفة الغربية\nمفتوحة\n{SECOND}"
    assert cleaned(text).body == text


def test_the_title_is_not_repeated_in_the_body() -> None:
    """A line that says what the title says is taken out of the text."""
    assert cleaned(f"جسر جديد\nجسر جديد!\n{FIRST}", title="جسر جديد").body == FIRST


STATED = {
    "foot": (f"{FIRST}\n\nسيريانيوز\n\n14.03.2019 08:05", "سيريانيوز", date(2019, 3, 14)),
    "head": (f"بيروت-رويترز\n\n{FIRST}", "رويترز", None),
    "agencies": (f"{FIRST}\nوكالات", "وكالات", None),
    "one line": (f"{FIRST}\nعنب بلدي | 14/03/2019", "عنب بلدي", date(2019, 3, 14)),
    "initials": (f"{FIRST}\n(أ.ف.ب)", "أ.ف.ب", None),
    "label": (f"{FIRST}\nالمصدر: جريدة الوادي", "جريدة الوادي", None),
    "named month": (f"الخميس 14 آذار/مارس 2019\n{FIRST}", None, date(2019, 3, 14)),
    "label and day": (f"نشر في: 14 مارس 2019 - 08:05\n{FIRST}", None, date(2019, 3, 14)),
    "English": (f"Published: March 14, 2019\n\n{THIRD}\n\nReuters", "Reuters", date(2019, 3, 14)),
}


@pytest.mark.parametrize(("text", "source", "published"), STATED.values(), ids=STATED.keys())
def test_credits_and_dates_around_the_text_become_metadata(
    text: str, source: str | None, published: date | None
) -> None:
    """A line that is nothing but an outlet or a day says so of the article and leaves the body."""
    found = cleaned(text)
    assert (found.source, found.published) == (source, published)
    assert found.body in {FIRST, THIRD}


def test_a_dateline_names_the_agency_and_stays_in_the_text() -> None:
    """ "LONDON (Reuters) - " is part of the first sentence."""
    found = cleaned(f"LONDON (Reuters) - {THIRD}")
    assert found.source == "Reuters"
    assert found.body == f"LONDON (Reuters) - {THIRD}"


NOT_STATED = {
    "an agency that is quoted": f"{FIRST}\nوقالت رويترز إن الجسر فتح.",
    "a day inside": f"افتتح الجسر في 14.03.2019 بحضور العمدة.\n{SECOND}",
    "a chronology": f"14.03.2019\n{FIRST}\n15.03.2019\n{SECOND}\n16.03.2019\n{THIRD}",
    "a change, not a publication": f"{FIRST}\nآخر تحديث: 14.03.2019",
    "the future": f"{FIRST}\n14.03.2099",
    "a section named like an outlet": f"العالم\n{FIRST}",
    "what a line announces": f"تقام المباريات يوم الأحد وفق البرنامج التالي:\nالأحد 14 مارس 2019\n{FIRST}",
}


@pytest.mark.parametrize("text", NOT_STATED.values(), ids=NOT_STATED.keys())
def test_nothing_is_guessed(text: str) -> None:
    """An outlet or day that is only mentioned, belongs to something else or cannot be true is not the article's."""
    found = cleaned(text)
    assert (found.source, found.published) == (None, None)


def test_a_chronology_keeps_its_days() -> None:
    """Date lines with text under each are headings."""
    text = f"14.03.2019\n{FIRST}\n15.03.2019\n{SECOND}"
    assert cleaned(text).body == text


def test_a_date_line_that_contradicts_the_known_day_stays() -> None:
    """Where the day of publication is known, another day is something the article says."""
    text = f"الأحد 26 أيار 2019\n{FIRST}"
    assert cleaned(text, published=date(2019, 3, 14)).body == text


LINES = st.sampled_from(
    [
        FIRST,
        SECOND,
        THIRD,
        "جسر جديد",
        "",
        "انتهى.",
        "14.03.2019",
        "15.03.2019",
        "وكالات",
        "Reuters",
        *FURNITURE.values(),
        *HEADS.values(),
    ]
)


@given(
    st.one_of(st.lists(LINES, max_size=8).map("\n".join), st.text(max_size=200)), st.sampled_from([None, "جسر جديد"])
)
def test_cleaning_twice_changes_nothing(text: str, title: str | None) -> None:
    """The body of a body is itself."""
    once = cleaned(text, title).body
    assert cleaned(once, title).body == once


@given(st.lists(st.sampled_from([FIRST, SECOND, THIRD, "انتهى.", *FURNITURE.values()]), max_size=8))
def test_paragraphs_keep_their_order(parts: list[str]) -> None:
    """What stays stands in the order in which it was first written."""
    text = "\n\n".join(parts)
    body = cleaned(text).body
    lines = iter(text.split("\n"))
    assert all(line in lines for line in body.split("\n") if line)
