"""Know words that say the opposite of each other, Arabic and English, so that "prices fell" is never borne out by "prices rose".

A list of common pairs of news language, compared as the analyser's terms; it is no dictionary and judges single words only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rag.language.analysis import stem
from rag.language.tables import table

__all__ = ["opposite_of"]

_PAIRS: Final = """
rise rose risen raise raised increase grew growth climb gain soar up higher ارتفع ارتفعت ارتفاع رفع رفعت يرفع زاد زادت زيادة ازداد صعد تصاعد يرتفع ترتفع | fall fell fallen cut reduce reduced decrease drop decline sink shrink down lower انخفض انخفضت انخفاض خفض خفضت تخفيض يخفض تراجع تراجعت هبط هبوط تناقص نقص ينخفض تنخفض
open opened reopen opening فتح فتحت افتتح افتتحت افتتاح يفتح تفتح فتحوا | close closed shut closure closing أغلق أغلقت إغلاق مغلق مغلقة يغلق تغلق أقفل
accept accepted agree approve approved approval قبل قبلت قبول وافق وافقت موافقة أقر صادق | reject rejected refuse refused veto rejection رفض رفضت رافض يرفض ترفض
win won winner victory beat defeated فاز فازت فوز انتصر انتصار | lose lost loser defeat خسر خسرت خسارة هزم هزيمة انهزم
praise praised commend hail applaud welcome أشاد أشادت أثنى رحب رحبت ترحيب | criticise criticize criticised criticized condemn denounce blame slam انتقد انتقدت انتقاد ندد نددت أدان إدانة هاجم
start begin began begun launch resume بدأ بدأت بداية بدء انطلق استأنف | end ended finish stop halt suspend cease انتهى انتهت نهاية أنهى توقف توقفت أوقف علق
arrive arrived enter entered come reach وصل وصلت وصول دخل دخلت دخول قدم | leave left depart withdraw withdrew exit flee غادر غادرت مغادرة خرج خروج انسحب انسحاب فر
arrest arrested detain jail imprison اعتقل اعتقلت اعتقال أوقف احتجز سجن | release released free freed acquit acquitted أفرج إفراج أطلق سراح برأ بريء براءة
convict convicted guilty أدين مذنب | acquit acquitted innocent برأت بريء براءة
allow permit let سمح سمحت يسمح تسمح أجاز | ban forbid prohibit prevent bar حظر منع منعت يمنع تمنع
support back favour favor endorse أيد أيدت دعم تأييد يدعم | oppose opposed resist عارض عارضت معارضة يعارض ناهض
buy bought purchase اشترى شراء | sell sold sale باع بيع
confirm confirmed أكد أكدت تأكيد | deny denied refute نفى نفت نفي ينفي
build built construct بنى بناء شيد | destroy destroyed demolish دمر دمرت تدمير هدم
import imported استورد استيراد يستورد | export exported صدر تصدير يصدر
appoint appointed hire عين تعيين | dismiss dismissed sack fire fired أقال إقالة عزل طرد
improve improved better تحسن تحسنت تحسين أفضل | worsen deteriorate worse تدهور تدهورت تفاقم أسوأ
succeed success successful نجح نجحت نجاح | fail failed failure فشل فشلت إخفاق
alive survive survived survivor survivors rescue rescued نجا نجت نجاة ناجيا حي أنقذ أنقذت إنقاذ | die died dead killed death drown drowned توفي مات قتل مقتل وفاة غرق غرقت غرقوا
join joined انضم انضمام | quit resign resigned استقال استقالة
strengthen عزز تعزيز | weaken أضعف إضعاف
before قبل | after بعد
early earlier مبكر مبكرة | late later متأخر متأخرة
north northern شمال شمالي شمالية | south southern جنوب جنوبي جنوبية
east eastern شرق شرقي شرقية | west western غرب غربي غربية
first أول أولى | last آخر أخير أخيرة
war حرب | peace سلام
true صحيح حقيقي | false كاذب
more أكثر | less fewer أقل
cheap cheaper رخيص | expensive dearer غال
advance advanced تقدم تقدمت | retreat retreated تراجع تقهقر
attack attacked هاجم هاجمت هجوم | defend defended دافع دفاع
father أب والد | mother أم والدة
men رجال | women نساء
day نهار | night ليل
"""


def opposite_of(term: str, held: Iterable[str]) -> str | None:
    """Return the term of `held` that says the opposite of `term`, None where there is none or where `term` itself is held."""
    present = frozenset(held)
    sides = _sides().get(term, ())
    if any(not present.isdisjoint(same) for same, _ in sides):
        return None
    return next((word for _, opposite in sides for word in sorted(present & opposite)), None)


@table
def _sides() -> dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]:
    found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for line in _PAIRS.strip().splitlines():
        left, right = (frozenset(map(stem, side.split())) for side in line.split("|"))
        left, right = left - right, right - left
        for own, other in ((left, right), (right, left)):
            for word in own:
                found.setdefault(word, []).append((own, other))
    return {word: tuple(sides) for word, sides in found.items()}
