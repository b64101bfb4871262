"""Say an amount in the asker's language: "10 to 15 days", "tens of thousands", «ثلثا», "more than 5 million dollars".

What stands in the text in the asker's language is kept as it stands; units of time, money, length and weight, magnitudes, parts and the words before a
number ("about") are told in his language; a noun in the other language is left to the quotation. No number is chosen here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from rag.language.analysis import stem
from rag.language.normalise import normalise
from rag.language.numbers import NumberMention
from rag.language.tables import table
from rag.values import Language

__all__ = ["amount_words", "known_unit", "own_script", "plain_value"]

# English singular, English plural, Arabic after 11 to 99 / 3 to 10 / any other number, then every form it stands in.
_UNITS: Final = """
second seconds ثانية/ثوان/ثانية second ثانية ثواني ثوان ثانيتين
minute minutes دقيقة/دقائق/دقيقة minute دقيقة دقائق دقيقتين
hour hours ساعة/ساعات/ساعة hour ساعة ساعات ساعتين
day days يوما/أيام/يوم day يوم يوما أيام يومين
night nights ليلة/ليال/ليلة night ليلة ليال ليالي
week weeks أسبوعا/أسابيع/أسبوع week أسبوع أسبوعا أسابيع أسبوعين
month months شهرا/أشهر/شهر month شهر شهرا أشهر شهور شهرين
year years سنة/سنوات/سنة year سنة سنوات سنين سنتين عام عاما أعوام عامين
decade decades عقدا/عقود/عقد decade عقد عقود عقدين
dollar dollars دولارا/دولارات/دولار dollar دولار دولارا دولارات
euro euros يورو/يورو/يورو euro يورو أورو
pound pounds جنيها/جنيهات/جنيه pound جنيه جنيها جنيهات
yen yen ينا/ين/ين yen ين
lira liras ليرة/ليرات/ليرة lira ليرة ليرات
rouble roubles روبلا/روبلات/روبل rouble ruble روبل
dinar dinars دينارا/دنانير/دينار dinar دينار دينارا دنانير
dirham dirhams درهما/دراهم/درهم dirham درهم درهما دراهم
riyal riyals ريالا/ريالات/ريال riyal ريال ريالا
metre metres مترا/أمتار/متر metre meter متر مترا أمتار
kilometre kilometres كيلومترا/كيلومترات/كيلومتر kilometre kilometer km كيلومتر كيلومترا كيلومترات كلم كم
mile miles ميلا/أميال/ميل mile ميل ميلا أميال
tonne tonnes طنا/أطنان/طن tonne ton طن طنا أطنان
kilogram kilograms كيلوغراما/كيلوغرامات/كيلوغرام kilogram kilo kg كيلوغرام كيلوغراما كيلو كغ
time times مرة/مرات/مرة time مرة مرات مرتين
person people شخصا/أشخاص/شخص person people شخص شخصا أشخاص شخصين
"""
_NOT_TRANSLATED: Final = frozenset({"second"})  # "the second" is seldom a time: only the Arabic form is told in English
_MAGNITUDES: Final = (
    (10**9, "billions", "مليارات"),
    (10**6, "millions", "ملايين"),
    (10**5, "hundreds of thousands", "مئات الآلاف"),
    (10**4, "tens of thousands", "عشرات الآلاف"),
    (1000, "thousands", "آلاف"),
    (100, "hundreds", "مئات"),
    (10, "dozens", "عشرات"),
    (2, "a couple", "بضعة"),
)
_PARTS: Final = {
    Decimal(1) / 2: ("half", "نصف"),
    Decimal(1) / 3: ("a third", "ثلث"),
    Decimal(2) / 3: ("two thirds", "ثلثا"),
    Decimal(1) / 4: ("a quarter", "ربع"),
    Decimal(3) / 4: ("three quarters", "ثلاثة أرباع"),
    Decimal(1) / 5: ("a fifth", "خمس"),
    Decimal(1) / 10: ("a tenth", "عشر"),
}
_SCALES: Final = ((10**9, "billion", "مليار"), (10**6, "million", "مليون"))
_MILLION: Final = 10**6
_PLACES: Final = 3  # of a scaled number: "28.081 million" reads well, "1.2345678 million" does not
# English, Arabic, and what stands before a number in either for it.
_HEDGES: Final = tuple(
    (english, arabic, re.compile(rf"(?:(?<!\w)(?:{words}))\s*(?:[$£€]|ال?[بل]?ـ?|ب|ل|عن|علي|من)?\s*$"))
    for english, arabic, words in (
        ("at least", "ما لا يقل عن", r"at least|no fewer than|no less than|[وبل]?ما لا يقل عن|لا يقل عددهم عن|لا تقل عن"),
        (
            "more than", "أكثر من",
            r"more than|over|above|upwards of|[وبل]?اكثر من|[وبل]?ازيد من|ما يزيد (?:عن|علي)|يزيد (?:عن|علي)|تزيد (?:عن|علي)|يفوق|تفوق",
        ),
        ("less than", "أقل من", r"less than|fewer than|under|below|[وبل]?اقل من|ما يقل عن|دون ال"),
        ("nearly", "قرابة", r"nearly|almost|close to|[وبل]?قرابه|[وبل]?زهاء|ما يقارب|يقارب|تقارب"),
        ("about", "نحو", r"about|around|some|roughly|approximately|an estimated|[وبل]?نحو|[وبل]?حوالي|تقريبا"),
        ("up to", "ما يصل إلى", r"up to|as many as|as much as|ما يصل الي"),
    )
)  # fmt: skip
_BEFORE: Final = 30  # characters in which a hedge stands


def amount_words(number: NumberMention, text: str, language: Language, unit: str = "") -> str:
    """Return the amount as the asker reads it; `unit` is his own word for what is counted, for a noun in the other language."""
    told = number.unit or ""
    if told == "%":
        return _hedged(number, text, language, f"{_value(number, language)}%")
    if told and own_script(told, language):
        dual = number.text == text[number.start : number.end] and _is_dual(number)
        hyphened = text[number.end : number.end + 1] in {"-", "\u2011"}  # "a three-day truce" lasts three days
        noun = "" if dual else (_translated(number, language) or told.split()[0]) if hyphened else told
    else:
        noun = _translated(number, language) or ("" if number.vague and language == "ar" else unit)
    return _hedged(number, text, language, f"{_value(number, language)} {noun}".strip())


def plain_value(value: Decimal) -> str:
    """Return a value in figures: "430", "2.5"."""
    return f"{value.normalize():f}" if value not in _PARTS else f"{value:.4g}"


def own_script(word: str, language: Language) -> bool:
    """Tell whether a word is written in the language's letters."""
    return bool(word) and _arabic(word) == (language == "ar")


def known_unit(unit: str | None) -> str:
    """Return the English name of a unit of time, money, length or weight, whatever its form; empty for another noun."""
    words = (unit or "").split()
    return _by_form().get(stem(words[0]), ("",))[0] if words else ""


def _arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def _is_dual(number: NumberMention) -> bool:
    """Tell whether a number is an Arabic dual, which holds its noun: «ساعتين»."""
    words = normalise(number.text)
    return number.value == 2 and _arabic(words) and number.unit is not None and normalise(number.unit)[:3] == words[:3]


def _value(number: NumberMention, language: Language) -> str:
    """Return the number itself: in figures, or in words where it has none that a reader would write."""
    if _is_dual(number) and language == "ar":
        return number.text
    if number.vague:
        return number.text if own_script(number.text, language) else _magnitude(number.value, language)
    if number.value in _PARTS and not any(letter.isdecimal() for letter in number.text):
        return number.text if own_script(number.text, language) else _PARTS[number.value][language == "ar"]
    if number.span is not None:
        least, most = (_figures(end, language) for end in number.span)
        return f"{least} to {most}" if language == "en" else f"من {least} إلى {most}"
    return _figures(number.value, language)


def _figures(value: Decimal, language: Language) -> str:
    """Return a number in figures, millions with their word: "5 million", «1.5 مليار»."""
    for scale, english, arabic in _SCALES:
        scaled = Decimal(value) / scale
        if scaled >= 1 and scaled == round(scaled, _PLACES):
            return f"{plain_value(scaled)} {english if language == 'en' else arabic}"
    return plain_value(value)


def _magnitude(value: Decimal, language: Language) -> str:
    return next(
        (english if language == "en" else arabic for least, english, arabic in _MAGNITUDES if value >= least),
        plain_value(value),
    )


def _hedged(number: NumberMention, text: str, language: Language, words: str) -> str:
    """Return the words with the "about" or "more than" that stands before the number."""
    if number.span is not None:
        return words
    before = normalise(text[max(0, number.start - _BEFORE) : number.start])
    for english, arabic, pattern in _HEDGES:
        if pattern.search(before):
            return f"{english if language == 'en' else arabic} {words}"
    return words


def _translated(number: NumberMention, language: Language) -> str:
    forms = _forms_of(number)
    if forms is None:
        return ""
    singular, plural, arabic = forms
    if language == "ar":
        return _arabic_noun(number, arabic)
    return singular if number.value == 1 and number.span is None else plural


def _arabic_noun(number: NumberMention, forms: str) -> str:
    """Return the noun as Arabic counts it: «3 أيام», «30 يوما», «300 يوم»; after a magnitude the definite noun is left unsaid."""
    accusative, plural, singular = forms.split("/")
    if number.vague:
        return ""
    value = number.value if number.value < _MILLION else Decimal(0)
    last = value % 100
    return plural if 3 <= last <= 10 else accusative if last == int(last) and last >= 11 else singular


def _forms_of(number: NumberMention) -> tuple[str, str, str] | None:
    words: Sequence[str] = (number.unit or "").split()
    return _by_form().get(stem(words[0])) if words else None


@table
def _by_form() -> dict[str, tuple[str, str, str]]:
    found: dict[str, tuple[str, str, str]] = {}
    for line in _UNITS.strip().splitlines():
        singular, plural, arabic, *forms = line.split()
        found |= {stem(form): (singular, plural, arabic) for form in forms if form not in _NOT_TRANSLATED}
    return found
