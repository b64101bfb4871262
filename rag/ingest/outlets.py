"""Know news outlets and agencies by the names they sign with, to read a credit line where an article carries one.

A credit is only taken from a line, a dateline or a bracket that holds nothing else: a report that mentions an agency is not
by that agency. The table is general knowledge of the Arab and world press, not of any one archive.
"""

from __future__ import annotations

import re
from typing import Final

from rag.language.normalise import normalise

__all__ = ["credit_line", "dateline_credit"]

_ARABIC: Final = """
سانا|الوكالة العربية السورية للأنباء|سيريانيوز|سيريا نيوز|عنب بلدي|زمان الوصل|أورينت نت|أورينت|شام|شبكة شام|الوطن|تشرين|الثورة
|البعث|الإخبارية السورية|تلفزيون سوريا|الوكالة الوطنية للإعلام|النشرة|النهار|السفير|الأخبار|المستقبل|الديار|اللواء|الجمهورية
|المدن|المنار|الميادين|بترا|عمون|الغد|الرأي|الدستور|السبيل|وفا|معا|صفا|شهاب|القدس|الأيام|الحياة الجديدة|دنيا الوطن|قدس برس|واع
|السومرية|السومرية نيوز|شفق نيوز|رووداو|الصباح|الزمان|المدى|واس|الرياض|عكاظ|الشرق الأوسط|الحياة|سبق|الجزيرة|الجزيرة نت
|الجزيرة مباشر|العربية|العربية نت|العربية.نت|الحدث|الإخبارية|وام|الإمارات اليوم|البيان|الخليج|الاتحاد|الرؤية|الرؤيا|سكاي نيوز عربية
|قنا|الراية|الشرق|العرب|العربي الجديد|القدس العربي|عربي21|عربي 21|رأي اليوم|كونا|القبس|الوسط|الأنباء|بنا|أخبار الخليج|العمانية|عمان
|أش أ|أ ش أ|وكالة أنباء الشرق الأوسط|الأهرام|بوابة الأهرام|اليوم السابع|المصري اليوم|الشروق|الوفد|الأخبار المسائي|مصراوي|سونا|وال
|وات|وكالة تونس إفريقيا للأنباء|الشروق التونسية|موزاييك|موزاييك أف أم|جوهرة أف أم|واج|وأج|الخبر|النهار أونلاين|ماب|هسبريس|وما
|سبأ|سبأ نت|المسيرة|رويترز|أ ف ب|أف ب|أ ف پ|فرانس برس|وكالة الصحافة الفرنسية|الصحافة الفرنسية|فرانس 24|أ ب|أسوشيتد برس|اسوشيتد برس
|أسوشييتد برس|د ب أ|الألمانية|الوكالة الألمانية|دويتشه فيله|دويتشه فيلة|بي بي سي|بي بي سي عربي|سي إن إن|سي ان ان|سي إن إن بالعربية
|سبوتنيك|تاس|نوفوستي|إنترفاكس|انترفاكس|روسيا اليوم|آر تي|شينخوا|الأناضول|وكالة الأناضول|إرنا|ارنا|فارس|تسنيم|مهر|العالم|إيفي|آكي
|يونهاب|كيودو|بلومبرغ|بلومبيرغ|الحرة|يورونيوز|مونت كارلو الدولية|صوت أمريكا|الغارديان|واشنطن بوست|نيويورك تايمز|لوموند
|وكالات|الوكالات|متابعات|مواقع|صحف|مواقع إلكترونية|صحف ووكالات|وكالات أنباء|وكالات الأنباء
"""
_LATIN: Final = """
SANA|Syrian Arab News Agency|Syria News|Syrianews|Enab Baladi|Zaman al-Wasl|Orient News|NNA|National News Agency|An-Nahar|Al-Akhbar
|Naharnet|Daily Star|L'Orient Today|Al-Manar|Al Mayadeen|Petra|Jordan Times|WAFA|Ma'an|Maan News|INA|Al-Sumaria|Rudaw|SPA|Arab News
|Al Arabiya|Asharq Al-Awsat|Asharq al-Awsat|Al-Hayat|Al Jazeera|Al-Jazeera|WAM|The National|Gulf News|Khaleej Times|QNA|KUNA|BNA|ONA|MENA
|Al-Ahram|Ahram Online|Egypt Independent|Mada Masr|SUNA|LANA|TAP|APS|MAP|Hespress|Saba|Reuters|AFP|Agence France-Presse|AP
|Associated Press|The Associated Press|UPI|DPA|Deutsche Welle|DW|BBC|BBC News|BBC Arabic|CNN|Sky News|Sputnik|TASS|ITAR-TASS|RIA Novosti
|Interfax|RT|Xinhua|Anadolu|Anadolu Agency|AA|IRNA|Fars|Tasnim|Mehr|Press TV|EFE|ANSA|AKI|Yonhap|Kyodo|PTI|ANI|IANS|Bloomberg
|France 24|Euronews|VOA|Voice of America|RFE/RL|NPR|The Guardian|Guardian|The New York Times|New York Times|The Washington Post
|Washington Post|The Times|The Independent|Financial Times|The Wall Street Journal|Wall Street Journal|Le Monde|Middle East Eye
|Al-Monitor|Haaretz|Times of Israel|Jerusalem Post|UN News|OCHA|Agencies|News agencies|Wire services|Wires
"""
# Names that are ordinary words, sections or places as well: they count with a kind ("صحيفة الوطن") or in brackets only.
_AMBIGUOUS: Final = """
الوطن|تشرين|الثورة|البعث|النهار|الأخبار|المستقبل|الجمهورية|اللواء|المدن|الغد|الرأي|الدستور|السبيل|معا|صفا|شام|القدس|الأيام|الصباح|الزمان
|المدى|الرياض|الحياة|سبق|العربية|الحدث|البيان|الخليج|الاتحاد|الرؤية|الرؤيا|الراية|الشرق|العرب|الوسط|الأنباء|عمان|العمانية|الشروق|الوفد
|الخبر|المسيرة|فارس|مهر|العالم|مواقع|صحف|الألمانية|وما|وال|ماب|بنا|واع|الحرة|الديار|السفير|الإخبارية|بترا|وفا|المنار|قنا
|Petra|Saba|Fars|Mehr|The National|The Times|The Independent|Guardian|Map|Wires|Al-Akhbar|Aki|Ani|Ina|Ona|Aps|Tap|Mena|Spa|Rt|Aa
"""
_KEEPING_WORDS: Final = re.compile(r"[^\w/]+")
_LABEL: Final = re.compile(r"^(?:المصدر|مصدر الخبر|نقلا عن|source)\s*[:：]\s*(.+)$", re.IGNORECASE)
_KIND: Final = re.compile(r"^(?:وكاله|صحيفه|جريده|موقع|قناه|شبكه|اذاعه|مجله)\s+(?:انباء\s+|الانباء\s+)?")
_BETWEEN: Final = re.compile(r"\s*(?:[-–—/\\|,،+&•:()\[\]]|\bو\b|\s\.\s)\s*")
_EDGES: Final = " \t-–—_/\\|()[]«»\"“”'*.:،,•…#"
_LONGEST_LINE: Final = 60  # a credit line names a place, an outlet or two, perhaps a date: never a sentence
_LONGEST_SOURCE: Final = 50
_PLACE_WORDS: Final = 3
# "عواصم-سانا", "London (Reuters) - ", "دمشق - رويترز: ": a place, then the agency set off by a dash or brackets.
_DATELINE: Final = re.compile(
    r"^(?P<place>[^\W\d_][^()\[\]:،.\n–—-]{1,40}?)\s*(?:[-–—]\s*(?P<dashed>[^()\[\]:\n–—-]{2,40}?)|[(\[](?P<bracketed>[^()\[\]\n]{2,40})[)\]])"
    r"\s*(?:[-–—:]|$)"
)


def _key(name: str) -> str:
    """Return the form under which outlets are compared: one spelling, letters and digits, single spaces."""
    return " ".join(_KEEPING_WORDS.sub(" ", normalise(name)).split())


def _keys(table: str) -> frozenset[str]:
    return frozenset(_key(name) for name in table.replace("\n", "").split("|"))


_KNOWN: Final = _keys(_ARABIC) | _keys(_LATIN)
_NEEDS_KIND: Final = _keys(_AMBIGUOUS)
# Initials stand with and without dots and spaces: أ.ف.ب, أ ف ب, ا ف ب, (أ ف ب).
_KNOWN_JOINED: Final = frozenset(name.replace(" ", "") for name in _KNOWN)


def _is_known(name: str, *, bracketed: bool = False) -> bool:
    key = _key(name)
    bare = _KIND.sub("", key)
    if bare in _KNOWN:
        written_so = len(key) > 4 or not name.isascii() or name.isupper()  # AP, not ap; MAP, not Map
        return written_so and (bracketed or bare != key or key not in _NEEDS_KIND or (name.isupper() and len(name) > 2))
    letters = key.split()
    return len(letters) > 1 and all(len(part) == 1 for part in letters) and "".join(letters) in _KNOWN_JOINED


def credit_line(line: str) -> str | None:
    """Return the outlet that `line` credits when it does nothing else: "سيريانيوز", "عواصم-سانا", "(AFP)", "المصدر: الأيام"."""
    if not line or len(line) > _LONGEST_LINE or line[-1] in "؟?!":
        return None
    bare = line.strip(_EDGES)
    if labelled := _LABEL.match(bare):
        name = labelled.group(1).strip(_EDGES)
        return name if 1 < len(name) <= _LONGEST_SOURCE and len(name.split()) <= 5 else None
    if _is_known(bare, bracketed=line[0] in "([" and line.rstrip(".")[-1:] in ")]"):
        return bare
    parts = [part for part in (part.strip(_EDGES) for part in _BETWEEN.split(line)) if part]
    known = [part for part in parts if _is_known(part)]
    unknown = [part for part in parts if not _is_known(part)]
    if not known or len(unknown) > 1 or (unknown and not (unknown[0] == parts[0] and _is_place(unknown[0]))):
        return None
    return "، ".join(known) if len(known) > 1 else known[0]


def _is_place(words: str) -> bool:
    """A dateline's place is a word or three, without digits; there is no table of places."""
    return 0 < len(words.split()) <= _PLACE_WORDS and not any(character.isdigit() for character in words)


def dateline_credit(paragraph: str) -> str | None:
    """Return the agency in the dateline that opens a paragraph: "London (Reuters) - The bridge ..."."""
    found = _DATELINE.match(paragraph)
    if not found:
        return None
    bracketed = found["bracketed"] is not None
    if not (_is_place(found["place"]) or (bracketed and len(found["place"].split()) <= 2 * _PLACE_WORDS)):
        return None  # before brackets a date may stand too: "PARIS, Jan 5 (AFP) - "
    name = (found["bracketed"] if bracketed else found["dashed"]).strip(_EDGES)
    return name if _is_known(name, bracketed=bracketed) else None
