"""Name the number words of Arabic and English, in the plain spelling of dates and numbers; no grammar here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

__all__ = [
    "ARABIC_HUNDREDS",
    "ARABIC_PARTS",
    "ARABIC_SCALES",
    "ARABIC_SMALL",
    "ARABIC_THIRDS",
    "ARABIC_VAGUE",
    "CURRENCIES",
    "DUAL_NOUNS",
    "ENGLISH_ORDINALS",
    "ENGLISH_PARTS",
    "ENGLISH_SCALES",
    "ENGLISH_SMALL",
    "ENGLISH_VAGUE",
    "NO_UNIT",
    "PERCENT",
    "SPANNED_NOUNS",
    "WRITTEN_SCALES",
    "WRITTEN_UNITS",
]

_ONES: Final = (
    "واحد|واحده|واحدا",
    "اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني|اثنتا|اثنتي",
    "ثلاثه|ثلاث",
    "اربعه|اربع",
    "خمسه|خمس",
    "سته|ست",
    "سبعه|سبع",
    "ثمانيه|ثماني|ثمان|ثمانيا",
    "تسعه|تسع",
    "عشره|عشر",
)
_TENS: Final = ("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")


def _small() -> Iterator[tuple[str, int]]:
    for value, words in enumerate(_ONES, 1):
        yield from ((word, value) for word in words.split("|"))
    yield from (("احد", 1), ("احدي", 1))
    for value, stem in enumerate(_TENS, 2):
        yield from ((stem + ending, 10 * value) for ending in ("ون", "ين"))


def _hundreds() -> Iterator[tuple[str, int]]:
    for hundred in ("مئه", "مائه", "ميه", "مئة"):
        yield hundred, 100
        for value, stem in enumerate(("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"), 3):
            yield stem + hundred, 100 * value
        yield "ثماني" + hundred, 800
    for stem in ("مئت", "مائت", "ميت"):
        yield from ((stem + ending, 200) for ending in ("ان", "ين", "ا", "ي"))


# One to ten and the tens; أحد and إحدى count only before عشر.
ARABIC_SMALL: Final = dict(_small())
ARABIC_HUNDREDS: Final = dict(_hundreds())
_MILLION: Final = 10**6
_MILLIARD: Final = 10**9
# Scale words with what they count for when they stand for themselves: ألفان is two thousand.
ARABIC_SCALES: Final = {
    "الف": (1, 1000), "الفا": (1, 1000), "آلاف": (1, 1000), "الاف": (1, 1000),
    "الفان": (2, 1000), "الفين": (2, 1000), "الفي": (2, 1000), "الفا ": (2, 1000),
    "مليون": (1, _MILLION), "مليونا": (1, _MILLION), "ملايين": (1, _MILLION), "مليونان": (2, _MILLION),
    "مليونين": (2, _MILLION), "مليوني": (2, _MILLION),
    "مليار": (1, _MILLIARD), "مليارا": (1, _MILLIARD), "مليارات": (1, _MILLIARD), "ملياران": (2, _MILLIARD),
    "مليارين": (2, _MILLIARD), "ملياري": (2, _MILLIARD), "بليون": (1, _MILLIARD), "بلايين": (1, _MILLIARD),
    "تريليون": (1, 10**12), "تريليونات": (1, 10**12), "ترليون": (1, 10**12),
}  # fmt: skip
# Orders of magnitude that name no count.
ARABIC_VAGUE: Final = {
    "عشرات": 10,
    "مئات": 100,
    "مءات": 100,
    "مائات": 100,
    "الاف": 1000,
    "آلاف": 1000,
    "ملايين": _MILLION,
    "مليارات": _MILLIARD,
}

# Masculine dual nouns that are counted in news; feminine ones are known by their ending (طائرتين).
DUAL_NOUNS: Final = frozenset(
    stem + ending
    for stem in (
        "يوم اسبوع شهر عام عقد قرن شخص جندي طفل رجل شاب عنصر مواطن قتيل جريح صاروخ مسلح ارهابي حادث هجوم انفجار لاعب هدف تلميذ طالب "
        "وزير ضابط شرطي صحفي صحافي عامل مليون مركز مبني منزل مصنع مشروع اجتماع لقاء قرار ملف متهم مصاب مدني قائد حزب فريق باب طن متر كتاب شرط شقيق ابن"
    ).split()
    for ending in ("ين", "ان")
) - {
    "مسلحين",
    "مواطنين",
    "عناصرين",
    "لاعبين",
    "مصابين",
    "متهمين",
    "مدنيين",
    "صحفيين",
    "صحافيين",
    "ارهابيين",
    "مليونين",
    "مليونان",
}

_ENGLISH_ONES: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
ENGLISH_SMALL: Final = {word: value for value, word in enumerate(_ENGLISH_ONES, 1)} | {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
ENGLISH_SCALES: Final = {
    "hundred": 100, "thousand": 1000, "million": _MILLION, "billion": _MILLIARD, "trillion": 10**12, "dozen": 12,
    "bn": _MILLIARD, "mn": _MILLION, "k": 1000,
}  # fmt: skip
ENGLISH_VAGUE: Final = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": _MILLION, "billions": _MILLIARD,
}  # fmt: skip

# «ثلثا الأعضاء», "two thirds": parts of a whole. «نصف» and «ربع» are read with what follows them.
ARABIC_THIRDS: Final = {"ثلث": 1, "ثلثا": 2, "ثلثي": 2, "ثلثان": 2, "ثلثين": 2}
ARABIC_PARTS: Final = {"اثلاث": 3, "ارباع": 4, "اخماس": 5, "اسداس": 6, "اعشار": 10}
ENGLISH_PARTS: Final = {
    "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10,
}  # fmt: skip
ENGLISH_ORDINALS: Final = frozenset("first second third fourth fifth sixth seventh eighth ninth".split())

# A currency's mark names what is counted; Arabic wires write the same marks.
CURRENCIES: Final = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "₺": "liras", "₽": "roubles"}
# Written onto figures: "640m", "5km". After a currency's mark "m" is million.
WRITTEN_UNITS: Final = frozenset("m km kg cm mm ft mw gw".split())
WRITTEN_SCALES: Final = {"m": _MILLION, "b": _MILLIARD, "tn": 10**12}
# What spans of small figures are told of: "3-5 days"; with another word they may be a score.
SPANNED_NOUNS: Final = frozenset(
    (
        "minutes hours days weeks months years degrees metres meters km kilometres miles percent people times"
        " دقائق دقايق ساعات ايام اسابيع اشهر سنوات اعوام درجات امتار كلم كم كيلومترات مرات اشخاص"
    ).split()
)

PERCENT: Final = frozenset({"%", "٪", "percent", "pct", "بالمئه", "بالمائه", "بالميه"})
# Words that may follow a number without being what it counts.
NO_UNIT: Final = frozenset(
    (
        "في من الي علي عن مع بين حتي ان و او ثم لكن كما قبل بعد منذ خلال حيث التي الذي الذين بعدما بينما فقط ايضا هو هي تم لم لن قد كان كانت ضد دون مقابل مقارنه ضمن حسب وفق عند اي الا بعدما بدلا سنويا يوميا شهريا اسبوعيا تقريبا "
        "of and or in on at to from by for the a an with was were is are had has have that which who but as than per compared versus against after before since so last this only when while until because including"
    ).split()
)
