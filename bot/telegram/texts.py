"""Hold every sentence that the Telegram bot itself says, in Arabic and English, and the names of its commands.

What stands around an answer everywhere (sources, dates, ages, coverage) is in `bot.texts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rag.values import Language

__all__ = ["ADMIN_COMMANDS", "COMMANDS", "TEXTS", "Texts", "counted", "span"]

# Every command with its description, in the order of Telegram's menu: (name, English, Arabic).
COMMANDS: Final = (
    ("ask", "Ask the archive a question", "اسأل الأرشيف"),
    ("search", "Show the passages that match", "اعرض المقاطع المطابقة"),
    ("timeline", "Events of a subject by date", "تسلسل الأحداث بحسب التاريخ"),
    ("latest", "The newest on a subject", "أحدث ما نُشر في موضوع"),
    ("sources", "What the archive covers", "ما الذي يشمله الأرشيف"),
    ("language", "Choose the language of answers", "اختر لغة الأجوبة"),
    ("cancel", "Stop the answer being made", "أوقف الجواب الجاري"),
    ("forget", "Delete what is stored about me", "احذف ما حُفظ عني"),
    ("help", "How to use this bot", "كيف يُستخدم هذا البوت"),
    ("start", "Begin", "ابدأ"),
)
ADMIN_COMMANDS: Final = (
    ("status", "How the bot is doing", "حالة البوت"),
    ("reindex", "Read the archive folder again", "أعد فهرسة مجلد الأرشيف"),
    ("allow", "Let a user or chat ask", "اسمح لمستخدم أو محادثة"),
    ("deny", "Shut a user or chat out", "امنع مستخدمًا أو محادثة"),
)


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of one language; `{}` marks take what their name says."""

    start: str
    help: str
    unknown_command: str
    empty_question: str
    no_argument: str
    media: str
    too_long: str
    slow_down: str
    failed: str
    unavailable: str
    late: str
    cancelled: str
    nothing_to_cancel: str
    forgotten: str
    language_prompt: str
    language_set: str
    language_names: tuple[str, str, str]  # as asked, Arabic, English
    no_hits: str
    hits: str
    timeline: str
    no_timeline: str
    no_latest: str
    latest: str
    newest: str
    coverage: str
    indexed: str
    passage_gone: str
    marked: str
    original: str
    thanks: str
    good: str
    bad: str
    admins_only: str
    give_id: str
    allowed: str
    denied: str
    open_to_all: str
    reindex_started: str
    reindex_progress: str
    reindex_done: str
    reindex_failed: str
    status: str
    inline_title: str
    inline_none: str


_ENGLISH: Final = Texts(
    start=(
        "<b>Isnad</b> answers from a news archive, in Arabic and English, and shows the source of every sentence.\n\n"
        "Write a question, for example: <i>When did the truce start?</i>\n"
        "The buttons under an answer open the exact passage. /help shows the rest."
    ),
    help=(
        "Write a question in Arabic or English. Reply to an answer, or just ask on, to stay with its subject; edit a question to "
        "have it answered again.\n\n"
        "/ask <i>question</i> – ask, also in groups\n"
        "/search <i>words</i> – the passages that match\n"
        "/timeline <i>subject</i> – events by date\n"
        "/latest <i>subject</i> – the newest first\n"
        "/sources – what the archive covers\n"
        "/language – the language of answers\n"
        "/cancel – stop the answer being made\n"
        "/forget – delete what is stored about you\n\n"
        "In groups, mention me, reply to me or use /ask. In any chat, write my name and a question."
    ),
    unknown_command="I do not know this command. /help lists those that I know; a question needs no command.",
    empty_question="Write the question after it, for example: /ask When did the truce start?",
    no_argument="Write the subject after the command, for example: /{command} truce in Syria",
    media="I can read text only. Write your question in Arabic or English.",
    too_long="This question has {length} characters; I read up to {limit}. Please ask in one or two sentences.",
    slow_down="That was a lot of questions. Please go on in {seconds}.",
    failed="Something failed while this was being answered. Please ask again; the operator has been told.",
    unavailable="The archive cannot be read at the moment. The operator has been told; please ask again later.",
    late="You asked this {age} ago, while I was away.",
    cancelled="Cancelled.",
    nothing_to_cancel="Nothing is being answered.",
    forgotten="Deleted: your questions, their answers, your feedback and your language. Messages in this chat are yours to delete.",
    language_prompt="Which language should answers be in?",
    language_set="Answers will be in: {language}.",
    language_names=("the language of the question", "العربية", "English"),
    no_hits="No passage matches. /sources shows what the archive covers.",
    hits="Passages for “{query}”",
    timeline="Timeline: {query}",
    no_timeline="No dated event matches. /sources shows what the archive covers.",
    no_latest="No dated article matches. /sources shows what the archive covers.",
    latest="Newest: {query}",
    newest="Newest articles",
    coverage="The archive",
    indexed="Last indexed: {when}.",
    passage_gone="This answer is no longer stored. Please ask again.",
    marked="The words that were cited stand in bold.",
    original="in Arabic, as published",
    thanks="Thank you. This is stored with the answer.",
    good="👍 Helpful",
    bad="👎 Not helpful",
    admins_only="This command is for administrators.",
    give_id="Give the id of a user or chat: /{command} 123456789",
    allowed="{id} may ask.",
    denied="{id} may no longer ask.",
    open_to_all="The bot is open to everybody; only those denied are shut out.",
    reindex_started="Reading the archive folder …",
    reindex_progress="Indexing: {done} of {total} ({stage})",
    reindex_done="Done in {seconds} s.",
    reindex_failed="Indexing failed; the archive in use is unchanged.",
    status="Status",
    inline_title="Answer from the archive",
    inline_none="The archive does not say",
)

_ARABIC: Final = Texts(
    start=(
        "<b>إسناد</b> يجيب من أرشيف أخبار بالعربية والإنجليزية، ويعرض مصدر كل جملة.\n\n"
        "اكتب سؤالك، مثلًا: <i>متى بدأت الهدنة؟</i>\n"
        "الأزرار تحت الجواب تفتح المقطع بنصّه. والباقي في /help."
    ),
    help=(
        "اكتب سؤالك بالعربية أو الإنجليزية. للبقاء في الموضوع نفسه ردّ على الجواب أو تابع السؤال، وعدّل سؤالك ليُجاب عنه من جديد.\n\n"
        "/ask <i>السؤال</i> – للسؤال، في المجموعات أيضًا\n"
        "/search <i>كلمات</i> – المقاطع المطابقة\n"
        "/timeline <i>الموضوع</i> – الأحداث بحسب التاريخ\n"
        "/latest <i>الموضوع</i> – الأحدث أولًا\n"
        "/sources – ما يشمله الأرشيف\n"
        "/language – لغة الأجوبة\n"
        "/cancel – لإيقاف الجواب الجاري\n"
        "/forget – لحذف ما حُفظ عنك\n\n"
        "في المجموعات اذكر اسمي أو ردّ عليّ أو استخدم /ask. وفي أي محادثة اكتب اسمي ثم سؤالك."
    ),
    unknown_command="لا أعرف هذا الأمر. الأوامر المعروفة في /help، والسؤال لا يحتاج إلى أمر.",
    empty_question="اكتب السؤال بعد الأمر، مثلًا: /ask متى بدأت الهدنة؟",
    no_argument="اكتب الموضوع بعد الأمر، مثلًا: /{command} الهدنة في سوريا",
    media="أقرأ النصوص فقط. اكتب سؤالك بالعربية أو الإنجليزية.",
    too_long="في هذا السؤال {length} حرف، وأقرأ حتى {limit}. اختصره في جملة أو جملتين من فضلك.",
    slow_down="هذه أسئلة كثيرة. تابع من فضلك بعد {seconds}.",
    failed="حدث خلل أثناء الإجابة. أعد السؤال من فضلك، وقد أُبلغ المشغّل.",
    unavailable="لا يمكن قراءة الأرشيف الآن. أُبلغ المشغّل، فأعد السؤال لاحقًا من فضلك.",
    late="سألتَ هذا قبل {age} وكنتُ متوقفًا.",
    cancelled="أُلغي.",
    nothing_to_cancel="لا جواب قيد الإعداد.",
    forgotten="حُذفت أسئلتك وأجوبتها وتقييماتك ولغتك. أما الرسائل في هذه المحادثة فحذفها بيدك.",
    language_prompt="بأي لغة تريد الأجوبة؟",
    language_set="لغة الأجوبة: {language}.",
    language_names=("لغة السؤال", "العربية", "English"),
    no_hits="لا مقطع يطابق. ما يشمله الأرشيف في /sources.",
    hits="مقاطع عن «{query}»",
    timeline="التسلسل الزمني: {query}",
    no_timeline="لا حدث مؤرخًا يطابق. ما يشمله الأرشيف في /sources.",
    no_latest="لا مقالة مؤرخة تطابق. ما يشمله الأرشيف في /sources.",
    latest="الأحدث: {query}",
    newest="أحدث المقالات",
    coverage="الأرشيف",
    indexed="آخر فهرسة: {when}.",
    passage_gone="هذا الجواب لم يعد محفوظًا. أعد السؤال من فضلك.",
    marked="الكلمات المقتبسة بالخط العريض.",
    original="بالإنجليزية كما نُشر",
    thanks="شكرًا. حُفظ هذا مع الجواب.",
    good="👍 مفيد",
    bad="👎 غير مفيد",
    admins_only="هذا الأمر للمشرفين.",
    give_id="اكتب رقم المستخدم أو المحادثة: /{command} 123456789",
    allowed="صار السؤال متاحًا لـ {id}.",
    denied="لم يعد السؤال متاحًا لـ {id}.",
    open_to_all="البوت مفتوح للجميع، ولا يُمنع إلا من مُنع.",
    reindex_started="جارٍ قراءة مجلد الأرشيف …",
    reindex_progress="الفهرسة: {done} من {total} ({stage})",
    reindex_done="انتهت خلال {seconds} ث.",
    reindex_failed="فشلت الفهرسة، والأرشيف المستخدم كما هو.",
    status="الحالة",
    inline_title="جواب من الأرشيف",
    inline_none="الأرشيف لا يقول",
)

TEXTS: Final[dict[Language, Texts]] = {"en": _ENGLISH, "ar": _ARABIC}

# One, two, few (3-10), many (11-99), hundreds (CLDR, Arabic plural rules), after a preposition.
_UNITS: Final[dict[str, tuple[str, str, str, str, str]]] = {
    "second": ("ثانية", "ثانيتين", "ثوانٍ", "ثانية", "ثانية"),
    "minute": ("دقيقة", "دقيقتين", "دقائق", "دقيقة", "دقيقة"),
    "hour": ("ساعة", "ساعتين", "ساعات", "ساعة", "ساعة"),
    "day": ("يوم", "يومين", "أيام", "يومًا", "يوم"),
}
_SECONDS: Final = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def counted(count: int, unit: str, language: Language) -> str:
    """Return a count with its unit: "2 hours", «ساعتين», «3 ساعات», «11 ساعة»."""
    if language == "en":
        return f"{count} {unit}{'' if count == 1 else 's'}"
    one, two, few, many, hundred = _UNITS[unit]
    if count in {1, 2}:
        return (one, two)[count - 1]
    rest = count % 100
    return f"{count} {hundred if rest < 3 and count else few if rest <= 10 and count else many}"


def span(seconds: float, language: Language) -> str:
    """Return a length of time in its largest whole unit, rounded up to one second."""
    whole = max(1, round(seconds))
    unit, size = next((name, size) for name, size in _SECONDS if whole >= size)
    return counted(whole // size, unit, language)
