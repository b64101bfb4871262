"""Name months, weekdays, ordinals and units in Arabic and English, and the regular expressions made of them.

Arabic words stand in the plain spelling of `plain` (one alef, ya for alef maqsura, ha for ta marbuta, no diacritics).
Which words make a date together is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

__all__ = [
    "ARABIC_DAY_WORDS",
    "ARABIC_MONTHS",
    "ARABIC_NUMBERS",
    "ARABIC_WEEKDAYS",
    "DISPLAY_MONTHS",
    "ENGLISH_DAY_WORDS",
    "ENGLISH_MONTHS",
    "ENGLISH_NUMBERS",
    "ENGLISH_WEEKDAYS",
    "HIJRI_MONTHS",
    "HIJRI_NAMES",
    "alternatives",
]

# The first two names of each month are shown to readers: the Levantine and the international one.
DISPLAY_MONTHS: Final[tuple[tuple[str, str], ...]] = (
    ("كانون الثاني", "يناير"),
    ("شباط", "فبراير"),
    ("آذار", "مارس"),
    ("نيسان", "أبريل"),
    ("أيار", "مايو"),
    ("حزيران", "يونيو"),
    ("تموز", "يوليو"),
    ("آب", "أغسطس"),
    ("أيلول", "سبتمبر"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("كانون الأول", "ديسمبر"),
)

# Levantine and Iraqi; international with Egyptian and Gulf spellings; Tunisian and Algerian; Moroccan.
_ARABIC_MONTH_NAMES: Final[tuple[str, ...]] = (
    "كانون الثاني|كانون ثاني|كانون التاني|يناير|ينايير|جانفي|جانفيي",
    "شباط|فبراير|فيراير|فبرابر|فيفري|فيفريي|فيبراير",
    "آذار|اذار|مارس|مارت",
    "نيسان|ابريل|آبريل|افريل|آفريل",
    "ايار|آيار|مايو|ماي|مايس",
    "حزيران|يونيو|يونيه|جوان",
    "تموز|يوليو|يوليه|جويليه|جوليه|يوليوز",
    "آب|اب|اغسطس|آغسطس|اوغسطس|اغشت|غشت|اوت",
    "ايلول|سبتمبر|سيبتمبر|شتنبر",
    "تشرين الاول|تشرين اول|اكتوبر|آكتوبر|اوكتوبر",
    "تشرين الثاني|تشرين ثاني|تشرين التاني|نوفمبر|نونبر|نوفنبر",
    "كانون الاول|كانون اول|ديسمبر|ديسيمبر|دجنبر|دسمبر",
)
ARABIC_MONTHS: Final[Mapping[str, int]] = {
    name: number for number, names in enumerate(_ARABIC_MONTH_NAMES, 1) for name in names.split("|")
}

HIJRI_NAMES: Final[tuple[str, ...]] = (
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Ula",
    "Jumada al-Akhira",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qadah",
    "Dhu al-Hijjah",
)
_HIJRI_MONTH_NAMES: Final[tuple[str, ...]] = (
    "محرم|المحرم|محرم الحرام",
    "صفر",
    "ربيع الاول|ربيع الانور|ربيع اول",
    "ربيع الثاني|ربيع الآخر|ربيع الاخر|ربيع ثاني",
    "جمادي الاولي|جمادي الاول",
    "جمادي الآخره|جمادي الاخره|جمادي الثانيه|جمادي الثاني",
    "رجب",
    "شعبان",
    "رمضان|رمضان المبارك|رمضان المعظم",
    "شوال",
    "ذو القعده|ذي القعده",
    "ذو الحجه|ذي الحجه",
)
HIJRI_MONTHS: Final[Mapping[str, int]] = {
    name: number for number, names in enumerate(_HIJRI_MONTH_NAMES, 1) for name in names.split("|")
} | {
    name: number
    for number, names in enumerate(
        (
            "muharram",
            "safar",
            "rabi al-awwal|rabi i|rabi' al-awwal",
            "rabi al-thani|rabi ii|rabi' al-thani|rabi al-akhir",
            "jumada al-ula|jumada al-awwal|jumada i",
            "jumada al-akhira|jumada al-thani|jumada ii",
            "rajab",
            "shaban|sha'ban|shaaban",
            "ramadan|ramadhan",
            "shawwal",
            "dhu al-qadah|dhu al-qi'dah|dhul qadah|dhu al-qa'dah",
            "dhu al-hijjah|dhul hijjah|dhu al-hijja",
        ),
        1,
    )
    for name in names.split("|")
}

ARABIC_WEEKDAYS: Final[Mapping[str, int]] = {
    "الاثنين": 0,
    "الاتنين": 0,
    "الثلاثاء": 1,
    "الثلثاء": 1,
    "التلاتاء": 1,
    "الاربعاء": 2,
    "الخميس": 3,
    "الجمعه": 4,
    "السبت": 5,
    "الاحد": 6,
}

_ARABIC_UNITS: Final = ("الحادي", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")
ARABIC_DAY_WORDS: Final[Mapping[str, int]] = (
    {word: number for number, word in enumerate(("الاول", *_ARABIC_UNITS[1:], "العاشر"), 1)}
    | {f"{word} عشر": 10 + number for number, word in enumerate(_ARABIC_UNITS, 1)}
    | {
        f"{word} و{tens}": 20 + number
        for number, word in enumerate(_ARABIC_UNITS, 1)
        for tens in ("العشرين", "العشرون")
    }
    | {"العشرين": 20, "العشرون": 20, "الثلاثين": 30, "الثلاثون": 30}
    | {
        "الحادي والثلاثين": 31,
        "الحادي والثلاثون": 31,
        "الواحد والعشرين": 21,
        "الواحد والثلاثين": 31,
        "غره": 1,
        "الفاتح": 1,
    }
)

_ARABIC_SMALL: Final = (
    "واحد|واحده",
    "اثنان|اثنين|اثنتين|اثنتان",
    "ثلاثه|ثلاث",
    "اربعه|اربع",
    "خمسه|خمس",
    "سته|ست",
    "سبعه|سبع",
    "ثمانيه|ثماني|ثمان",
    "تسعه|تسع",
    "عشره|عشر",
)
_ARABIC_TEENS: Final[dict[str, int]] = {
    "احد عشر": 11, "احدي عشره": 11, "اثني عشر": 12, "اثنا عشر": 12, "اثنتي عشره": 12, "اثنتا عشره": 12,
    "ثلاثه عشر": 13, "ثلاث عشره": 13, "اربعه عشر": 14, "اربع عشره": 14, "خمسه عشر": 15, "خمس عشره": 15,
    "سته عشر": 16, "ست عشره": 16, "سبعه عشر": 17, "سبع عشره": 17, "ثمانيه عشر": 18, "ثماني عشره": 18,
    "تسعه عشر": 19, "تسع عشره": 19,
}  # fmt: skip
_ARABIC_TENS: Final[dict[str, int]] = {
    f"{stem}{end}": value
    for stem, value in (
        ("عشر", 20),
        ("ثلاث", 30),
        ("اربع", 40),
        ("خمس", 50),
        ("ست", 60),
        ("سبع", 70),
        ("ثمان", 80),
        ("تسع", 90),
    )
    for end in ("ين", "ون")
}
ARABIC_NUMBERS: Final[dict[str, int]] = (
    {word: number for number, words in enumerate(_ARABIC_SMALL, 1) for word in words.split("|")}
    | _ARABIC_TEENS
    | _ARABIC_TENS
)

ENGLISH_MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january|jan",
            "february|feb",
            "march|mar",
            "april|apr",
            "may",
            "june|jun",
            "july|jul",
            "august|aug",
            "september|sept|sep",
            "october|oct",
            "november|nov",
            "december|dec",
        ),
        1,
    )
    for name in names.split("|")
}
ENGLISH_WEEKDAYS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "monday|mon",
            "tuesday|tues|tue",
            "wednesday|wed",
            "thursday|thurs|thur|thu",
            "friday|fri",
            "saturday|sat",
            "sunday|sun",
        )
    )
    for name in names.split("|")
}
_ENGLISH_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ENGLISH_DAY_WORDS: Final[Mapping[str, int]] = (
    {word: number for number, word in enumerate(_ENGLISH_ORDINALS, 1)}
    | {f"twenty-{word}": 20 + number for number, word in enumerate(_ENGLISH_ORDINALS[:9], 1)}
    | {"thirtieth": 30, "thirty-first": 31}
)
ENGLISH_NUMBERS: Final[Mapping[str, int]] = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50}


def alternatives(words: Iterable[str]) -> str:
    r"""Return a regular expression for any of `words`, longest first, a space standing for any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(word.replace(".", r"\.").replace(" ", r"\s+") for word in ordered) + ")"
