"""Know the lines that news pages put around an article: share links, calls to follow, tickers, comments, lists of others.

Every rule looks at the shape of a whole line, and the weaker ones only count where such lines stand, at the head or the foot
(`rag.ingest.cleaning` says where that is). A paragraph that only speaks of Telegram, comments or subscriptions has another
shape: it tells who did what, and it matches none of these.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "closes_article",
    "is_call",
    "is_furniture",
    "is_head_furniture",
    "is_link",
    "is_listed",
    "is_platform",
    "is_prose",
    "opens_box",
    "opens_comments",
    "opens_list",
    "points_elsewhere",
    "shows_comments",
]

_FLAGS: Final = re.IGNORECASE
_PLATFORM: Final = (
    r"(?:ال)?(?:في?س ?بوك|تويتر|[إا]كس|وات?س? ?[أا]?ب|وات?س ?[آأا]ب|تي?لي?[غج]رام|لينكد ?[إا]ن|[إا]نست[غج]?رام|يوتيوب|بنترست|ماسنجر|سناب ?شات|تيك ?توك|فايبر"
    r"|بريد(?: الإلكتروني| الالكتروني)?|[إا]يميل)|facebook|twitter|x|whats ?app|telegram|linkedin|instagram|you ?tube|pinterest|messenger"
    r"|reddit|vk|vkontakte|tik ?tok|snapchat|viber|threads|bluesky|mastodon|flipboard|e-?mail|rss|google ?(?:news|\+|plus)|أخبار (?:جوجل|غوغل)|google"
)
_LINK: Final = re.compile(r"\W*(?:https?://|www\.|t\.me/|fb\.com/|bit\.ly/)\S+\W*", _FLAGS)
_LINK_INSIDE: Final = re.compile(r"(?:https?://|www\.|t\.me/)\S|(?<!\w)@\w{3,}", _FLAGS)
_PLATFORMS_ONLY: Final = re.compile(rf"(?:(?:{_PLATFORM})(?:\W+(?:و|and)?\s*|$))+", _FLAGS)
_SHARE: Final = re.compile(
    r"(?:(?:شارك(?:وا|ها|ه)?|مشاركة|شير|انشر(?:ها|ه)?|نشر|[أا]رسل(?:ها|ه)?|[إا]رسال|غرّ?د|تغريد(?:ة)?|طباعة|[إا]طبع|حفظ|نسخ|انسخ|رابط مختصر"
    r"|share|tweet|pin(?: it)?|send|e-?mail|print|copy|save)[\s|/·•،,-]*)+"
    r"(?:(?:هذا|هذه|this|the|it)\s+)?(?:(?:الخبر|المقال[ةه]?|الموضوع|الصفحة|الرابط|الخبر مع أصدقائك|article|story|page|post|link|url)\s*)?"
    rf"(?:(?:على|عبر|في|مع|[إا]لى|بواسطة|on|via|with|to|by)\s*:?\s+(?:(?:ال)?(?:أصدقائك|صديق|friends?|a friend)|(?:{_PLATFORM})(?:\W+(?:{_PLATFORM}))*))?",
    _FLAGS,
)
_ACTION: Final = re.compile(
    r"(?:advertisements?|sponsored(?: content)?|إعلان(?:ات)?|مادة إعلانية|skip to (?:main )?content|انتقل إلى المحتوى|back to top|[إا]لى الأعلى"
    r"|(?:[إا]ضاف[ةه]|[أا]ضف|[أا]ضيفوا|[أا]كتب|[إا]ترك|ضع|[أا]ترك) ?(?:لنا )?تعليق(?:ا|اً|ك|ك هنا)?(?: ?(?:جديد|على الخبر|هنا))*"
    r"|(?:write|add|leave|post) a (?:new )?(?:comment|reply)|(?:be|كن) (?:the first to comment|أول من يعلق)|كن أول المعلقين"
    r"|log ?in to (?:comment|reply)|سجل الدخول (?:للتعليق|لإضافة تعليق)|view comments|show comments|عرض التعليقات|hide comments|load more(?: comments)?"
    r"|لا (?:توجد|يوجد) (?:أي )?تعليقات|no comments(?: yet)?|comments (?:are )?closed|التعليقات مغلقة|شارك برأيك|ما رأيك بالخبر"
    r"|(?:اقر[أا]|إقر[أا]) المزيد|المزيد|read more|show more|عرض المزيد|load more|للمزيد|تابع القراءة|continue reading"
    r"|(?:عدد )?(?:المشاهدات|القراءات|الزيارات|مشاهدات|قراءات|views|reads)\s*:?\s*[\d.,٬]+k?|[\d.,٬]+ (?:مشاهدة|قراءة|views|reads|shares|مشاركة)"
    r"|(?:مدة|وقت) القراءة\W*\d+ ?(?:دقيقة|دقائق)|\d+ min(?:ute)?s?(?: read)?|(?:reading time\W*)?\d+ min(?:ute)?s?(?: read)?"
    r"|your email address will not be published\W*|لن يتم نشر عنوان بريدك الإلكتروني\W*)",
    _FLAGS,
)
_TAGS: Final = re.compile(
    r"(?:الكلمات (?:الدلالية|المفتاحية|الدالة|المفتاح)|كلمات (?:دلالية|مفتاحية|البحث)|الوسوم|وسوم|الأوسمة|تاغات|تاجات|tags?|keywords|filed under|labels)\s*[:：].*"
    r"|(?:#[\w_]+[\s،,]*)+",
    _FLAGS,
)
_RIGHTS: Final = re.compile(
    r"\W*(?:©.*|جميع الحقوق محفوظة.*|حقوق (?:النشر|الطبع) محفوظة.*|(?:\(c\) ?)?copyright\b.*|.{0,40}all rights reserved\W*)",
    _FLAGS,
)
_HEAD: Final = re.compile(
    r"(?:ال)?شريط ال[إا]خباري|شريط ال[أا]خبار|آخر ال[أا]خبار|[أا]هم ال[أا]خبار|(?:خبر )?عاجل|[أا]خبار عاجلة|الرئيسية|الصفحة الرئيسية"
    r"|(?:الرئيسية|الصفحة الرئيسية|home)\s*[>›»/|\\←→-].{1,80}|breaking(?: news)?|latest news|news ticker|home|main menu|القائمة(?: الرئيسية)?|menu|بحث|search",
    _FLAGS,
)
_COMMENTS: Final = re.compile(
    r"(?:ال)?تعليق(?:ات)?(?: (?:القراء|الزوار|المشاهدين|المتابعين|على الخبر|على المقال))?|آراء القراء|[أا]حدث التعليقات|اخر التعليقات"
    r"|(?:reader|user|recent|latest|all)? ?comments?|responses|discussion|join the (?:conversation|discussion)",
    _FLAGS,
)
_COUNT: Final = re.compile(r"[\s:]*[(\[]?\s*\d+\s*[)\]]?[\s:]*$|^\s*[(\[]?\d+[)\]]?\s*")
_COMMENT_SIGN: Final = re.compile(
    r"[·•|\-–\s]*(?:(?:قبل|منذ)\s+\S+(?:\s+\S+){0,4}|\d+\s+(?:second|minute|hour|day|week|month|year)s?(?:,? \d+ \w+)? ago|(?:an?|one) \w+ ago"
    r"|رد|ردّ?|إعجاب|أعجبني|لم يعجبني|إبلاغ|reply|like|dislike|report|flag|\d+ (?:likes?|replies|reply))[·•|\s]*",
    _FLAGS,
)
_ALSO: Final = (
    r"[إا]قر[أا](?:وا)? (?:[أا]يض[اًا]+|[أا]يضاً|المزيد|كذلك)|[إا]قر[أا](?:وا)? [أا]يض\w*|شاهد(?:وا)? [أا]يض\w*|طالع(?:وا)? (?:[أا]يض\w*|المزيد)"
    r"|للمزيد(?: من التفاصيل)?|read (?:more|also|next)|see also|also read|related|watch also|more on this(?: story)?|don'?t miss"
)
_LIST: Final = re.compile(
    rf"{_ALSO}|ال[أا]كثر (?:قراءة|مشاهدة|شعبية|تداولا|تداولاً|تعليقا|تعليقاً|تصفحا|تصفحاً|رواجا|انتشارا|مشاركة)|[أا]هم (?:المواضيع|التصنيفات|ال[أا]خبار|العناوين)"
    r"|(?:آخر|[أا]حدث) (?:ال[أا]خبار|المواضيع|المقالات|العناوين)|(?:ال)?(?:[أا]خبار|مواضيع|موضوعات|مقالات|مواد|روابط|تقارير|عناوين) (?:ال)?(?:ذات صلة|متعلقة|مشابهة|مرتبطة|أخرى|[اأ]خرى)"
    r"|قد يعجبك (?:[أا]يض\w*)?|قد يهمك(?: [أا]يض\w*)?|مختارات(?: لك)?|نرشح لك(?:م)?|المزيد من (?:ال[أا]خبار|المواضيع)|من نفس (?:القسم|التصنيف)|لا يفوتك|الوسوم|الكلمات (?:الدلالية|المفتاحية)|tags|topics"
    r"|related (?:articles?|stories|news|topics|posts|content|links|coverage)|most (?:read|popular|viewed|shared|commented|watched)"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you| stories| reading)?|more (?:stories|news|from .{2,40})"
    r"|trending(?: now| topics)?|latest (?:news|stories|posts|articles)|popular (?:posts|stories|now)|top stories|editor'?s'? picks?|must reads?",
    _FLAGS,
)
_BOX: Final = re.compile(_ALSO, _FLAGS)
_POINTER: Final = re.compile(rf"\W*(?:{_ALSO})\s*(?:[:：>›»|…]+|\.{{2,3}}|[-–—])\s*\S.{{3,180}}", _FLAGS)
_CALL: Final = re.compile(
    r"[^\w\"“«‘']*(?:و?(?:تابعونا|تابعوا|تابعنا|تابع|تابعي|(?:ل|لل)متابع(?:ة|تنا)|اشتركوا|[إا]شترك|للاشتراك|انضموا|[إا]نضم|للانضمام|حمّ?لوا|حمّ?ل|لتحميل|نزّ?لوا"
    r"|شاركونا|تواصلوا|تواصل معنا|للتواصل|تحميل|للمزيد|راسلونا|لمراسلتنا|[إا]ضغطوا?|انقروا?|زوروا|كونوا|لا تفوتوا|احصلوا?|لتصلكم|ليصلكم|يمكنكم?|كما يمكنكم?)"
    r"|follow|subscribe|join|download|install|sign up|like us|find us|click|tap|stay (?:connected|updated|informed|tuned)|connect with|get (?:our|the)"
    r"|visit our|whats ?app us|you can (?:also )?(?:follow|subscribe|find|read)|to (?:follow|subscribe|get our)|want more|enjoyed this)(?!\w)",
    _FLAGS,
)
_OUR_CHANNEL: Final = re.compile(
    r"(?<!\w)(?:و?تابعونا|و?راسلونا|شاركونا|لمتابعتنا|معنا|(?:[بول]|عبر |على )?(?:قنا(?:ت|وات)نا|قنواتنا|صفح(?:ت|ات)نا|حساب(?:ات)?نا|موقعنا|تطبيق(?:ات)?نا|نشرتنا|خدمتنا|مجموعتنا|منصاتنا|بريدنا))(?!\w)"
    r"|\b(?:follow|join|like|find|with|contact|email) us\b|\bour (?:\w+ ){0,2}(?:page|channel|app|apps|newsletter|account|accounts|website|site|group|podcast|feed|alerts|social media)\b",
    _FLAGS,
)
_CHANNEL: Final = re.compile(
    rf"(?<!\w)(?:[بول]|ال)?(?:{_PLATFORM}|تطبيق|قناة|صفحة|حساب|نشرة|القائمة البريدية|النشرة البريدية|مواقع التواصل|وسائل التواصل|خدمة"
    r"|app|channel|page|newsletter|mailing list|notifications|alerts|account|podcast|social media)(?!\w)",
    _FLAGS,
)
_POINTS: Final = re.compile(r"(?:الرابط|الروابط|link|links)(?!\w)|(?:هنا|here)\W*$|[:：]\s*$", _FLAGS)
_IMPERATIVE_ONLY: Final = re.compile(
    r"\W*(?:تابعوا|اشتركوا|انضموا|حمّ?لوا|للاشتراك|للانضمام|لتحميل|لمتابعة|follow|subscribe|join|download)(?!\w)", _FLAGS
)
_PHONE: Final = re.compile(r"\+?\d[\d\s()./-]{5,}\d")
_DANGLING: Final = re.compile(r"(?:على|عبر|on|via)\s*:?$", _FLAGS)
_BY_PHONE: Final = re.compile(
    r"\W*(?:عبر|و?ذلك عبر|من خلال|[أا]رسلوا?|للاشتراك|[إا]شتركوا?|بإرسال|text|send|sms|whatsapp)(?!\w).{0,80}"
    r"(?:اشتراك|[إا]شترك|كلمة|الخدمة|واتس|subscribe|join|start|stop).{0,60}\d[\d\s/+().-]{2,}\d.{0,80}",
    _FLAGS,
)
_LONGEST_LINE: Final = 260  # a longer line is a paragraph, whatever it resembles
_LONGEST_CLOSING_CALL: Final = 80
_LONGEST_ADDRESS: Final = 2000
_LONGEST_HEADING: Final = 100
_LONGEST_HEADLINE: Final = 160
_PROSE_CHARS: Final = 90
_SENTENCE_END: Final = re.compile(r"[.!؟?…۔:؛][\"'”»)\]]*$")


def _bare(line: str) -> str:
    """Return the line without the symbols around its words."""
    start, end = 0, len(line)
    while start < end and not (line[start].isalnum() or line[start] in "#@_"):
        start += 1
    while end > start and not (line[end - 1].isalnum() or line[end - 1] in ")]_"):
        end -= 1
    return line[start:end]


def is_link(line: str) -> bool:
    """Tell a line that is an address and nothing else."""
    return len(line) <= _LONGEST_ADDRESS and _LINK.fullmatch(line) is not None


def is_prose(line: str) -> bool:
    """Tell a paragraph of an article from a headline, a label or a list item: it is long, or long enough and a sentence."""
    return len(line) >= 2 * _PROSE_CHARS or (len(line) >= _PROSE_CHARS and _SENTENCE_END.search(line[-20:]) is not None)


def is_furniture(line: str) -> bool:
    """Tell a line that belongs to the page wherever it stands: an address, a share button, "add a comment", marks alone."""
    if not any(character.isalnum() for character in line) or is_link(line):
        return True
    if len(line) > _LONGEST_LINE:
        return False
    bare = _bare(line)
    return any(rule.fullmatch(bare) for rule in (_ACTION, _SHARE)) or (
        _PLATFORMS_ONLY.fullmatch(bare) is not None and len(bare.split()) > 1
    )


def is_platform(line: str) -> bool:
    """Tell a line that names a platform and nothing else: a button where it stands among others, else perhaps a heading."""
    return len(line) <= _LONGEST_HEADING and _PLATFORMS_ONLY.fullmatch(_bare(line)) is not None


def is_head_furniture(line: str) -> bool:
    """Tell a ticker, a menu entry or a path of sections that stands above an article."""
    if len(line) > _LONGEST_LINE:
        return False
    return _HEAD.fullmatch(_bare(line)) is not None or _TAGS.fullmatch(line) is not None


def closes_article(line: str) -> bool:
    """Tell a line that counts as furniture at the foot of an article only: tags, rights, numbers to subscribe, platforms."""
    if len(line) > _LONGEST_LINE:
        return False
    rules = (_TAGS, _RIGHTS, _BY_PHONE)
    return any(rule.fullmatch(line) for rule in rules) or is_platform(line) or _is_closing_call(line)


def _is_closing_call(line: str) -> bool:
    """Tell a short call to follow or subscribe that would prove nothing elsewhere: no link, no "our", but no sentence either."""
    if len(line) > _LONGEST_CLOSING_CALL or line.endswith((".", "؟")) or not _CALL.match(line):
        return False
    return any(rule.search(line) for rule in (_CHANNEL, _DANGLING)) or (
        _PHONE.search(line) is not None and _OUR_CHANNEL.search(line) is not None
    )


def is_call(line: str, following: str) -> bool:
    """Tell a call to follow, subscribe or download: it begins with the call, and names the outlet's own channel or a link.

    `following` is the next line: a call is often cut before its address.
    """
    if len(line) > _LONGEST_LINE or not _CALL.match(line):
        return False
    if _OUR_CHANNEL.search(line):
        return True
    if not _CHANNEL.search(line):
        return False
    points = _LINK_INSIDE.search(line) is not None or is_link(following)
    return points or (_IMPERATIVE_ONLY.match(line) is not None and _POINTS.search(line) is not None)


def points_elsewhere(line: str) -> bool:
    """Tell a line such as "اقرأ أيضا: ..." or "Read more: ..." that names another article and is no sentence."""
    return len(line) <= _LONGEST_LINE and not line.endswith(".") and _POINTER.fullmatch(line) is not None


def opens_comments(line: str) -> bool:
    """Tell the heading of a comment section, with or without the number of comments."""
    return len(line) <= 60 and _COMMENTS.fullmatch(_bare(_COUNT.sub("", _bare(line)))) is not None


def shows_comments(line: str) -> bool:
    """Tell a line that only a comment section has: how long ago it was, "reply", "like"."""
    return len(line) <= 60 and _COMMENT_SIGN.fullmatch(line) is not None


def opens_list(line: str) -> bool:
    """Tell the heading of a list of other articles: most read, related, latest."""
    return len(line) <= 60 and _LIST.fullmatch(_bare(line)) is not None


def opens_box(line: str) -> bool:
    """Tell the heading of a box inside an article that names one other article: "اقرأ أيضا"."""
    return len(line) <= 60 and _BOX.fullmatch(_bare(line)) is not None


def is_listed(line: str) -> bool:
    """Tell what may stand in a list of other articles: a headline, a number, a date; never a paragraph."""
    return len(line) <= _LONGEST_HEADLINE and not line.endswith((".", "،", ":"))
