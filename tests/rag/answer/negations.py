"""Sentences with what they say told rightly, and told with the denial, the exception or the doubt dropped or made up.

Each row: what the article says, what may be said of it, what must not. The two statements are of one language, the article of either.
"""

from __future__ import annotations

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    # plain denials, English
    (
        "The government will not send troops to the valley.",
        "The government will not send troops to the valley.",
        "The government will send troops to the valley.",
    ),
    ("The board did not find any fraud.", "The board did not find fraud.", "The board found fraud."),
    (
        "No second round is needed, the board said.",
        "The board said no second round is needed.",
        "A second round is needed, the board said.",
    ),
    ("The reservoir has not been emptied.", "The reservoir has not been emptied.", "The reservoir has been emptied."),
    (
        "The prosecutor said that he would never appeal the verdict.",
        "The prosecutor said he would never appeal.",
        "The prosecutor said he would appeal the verdict.",
    ),
    (
        "Nobody was hurt in the fire at the mill.",
        "Nobody was hurt in the mill fire.",
        "People were hurt in the fire at the mill.",
    ),
    (
        "The convoy left without the wounded.",
        "The convoy left without the wounded.",
        "The convoy left with the wounded.",
    ),
    (
        "Neither the army nor the police entered the town.",
        "Neither the army nor the police entered the town.",
        "The army and the police entered the town.",
    ),
    (
        "The company can't repay the loan this year.",
        "The company cannot repay the loan this year.",
        "The company can repay the loan this year.",
    ),
    (
        "The envoy was unable to reach the village.",
        "The envoy was unable to reach the village.",
        "The envoy reached the village.",
    ),
    (
        "The factory no longer produces cement.",
        "The factory no longer produces cement.",
        "The factory produces cement.",
    ),
    (
        "There is a lack of clean water in the camp.",
        "There is no clean water in the camp.",
        "There is clean water in the camp.",
    ),
    # verbs that deny, English
    ("The mayor refused to resign.", "The mayor did not resign.", "The mayor resigned."),
    (
        "The minister denied that the government had accepted a federal plan.",
        "The minister denied that the government accepted a federal plan.",
        "The government accepted a federal plan, the minister said.",
    ),
    (
        "The two sides failed to agree on a date.",
        "The two sides did not agree on a date.",
        "The two sides agreed on a date.",
    ),
    ("The bank declined to name the buyer.", "The bank declined to name the buyer.", "The bank named the buyer."),
    (
        "The president ruled out early elections.",
        "The president ruled out early elections.",
        "The president announced early elections.",
    ),
    (
        "The union rejected the offer of the company.",
        "The union rejected the company's offer.",
        "The union accepted the offer of the company.",
    ),
    (
        "The council banned heavy lorries from the bridge.",
        "Heavy lorries are banned from the bridge.",
        "Heavy lorries are allowed on the bridge.",
    ),
    (
        "The report that the dam had burst was false.",
        "The report that the dam burst was false.",
        "The dam burst, according to the report.",
    ),
    # double denials and doubt
    (
        "The minister did not rule out sending troops.",
        "The minister did not rule out sending troops.",
        "The minister ruled out sending troops.",
    ),
    ("The minister did not rule out sending troops.", "The minister may send troops.", "The minister sent troops."),
    (
        "The spokesman did not deny that talks were held.",
        "The spokesman did not deny that talks were held.",
        "The spokesman denied that talks were held.",
    ),
    (
        "The port did not refuse to unload the ship.",
        "The port did not refuse to unload the ship.",
        "The port refused to unload the ship.",
    ),
    # exceptions and conditions
    (
        "The rebels will release the prisoners only if the truce holds.",
        "The rebels will release the prisoners only if the truce holds.",
        "The rebels will release the prisoners.",
    ),
    (
        "The army will not enter the town unless it is asked to.",
        "The army will not enter the town unless it is asked to.",
        "The army will enter the town.",
    ),
    (
        "All the villages except Nasra have water again.",
        "All villages except Nasra have water again.",
        "All the villages have water again.",
    ),
    (
        "The minister may resign in the autumn.",
        "The minister may resign in the autumn.",
        "The minister resigned in the autumn.",
    ),
    (
        "The vaccines are expected to arrive at the end of April.",
        "The vaccines are expected at the end of April.",
        "The vaccines arrived at the end of April.",
    ),
    (
        "If the talks fail, the delegation will leave the city.",
        "The delegation will leave the city if the talks fail.",
        "The delegation left the city.",
    ),
    # what only looks like a denial
    (
        "The minister not only visited the camp but stayed for two days.",
        "The minister visited the camp and stayed two days.",
        "The minister did not visit the camp.",
    ),
    ("No fewer than 40 houses were damaged.", "No fewer than 40 houses were damaged.", "No houses were damaged."),
    ("The bridge did not open until May.", "The bridge opened in May.", "The bridge did not open in May."),
    # plain denials, Arabic
    (
        "أكد وزير الدفاع أن الحكومة لن ترسل قوات إلى الوادي.",
        "The government will not send troops to the valley.",
        "The government will send troops to the valley.",
    ),
    (
        "أكد وزير الدفاع أن الحكومة لن ترسل قوات إلى الوادي.",
        "الحكومة لن ترسل قوات إلى الوادي.",
        "الحكومة سترسل قوات إلى الوادي.",
    ),
    ("لم يسجل المستشفى أي وفاة.", "The hospital did not record any deaths.", "The hospital recorded deaths."),
    ("لم يسجل المستشفى أي وفاة.", "لم تسجل أي وفاة في المستشفى.", "سجل المستشفى وفاة."),
    ("قال المدير إن المخابز لم تتوقف عن العمل.", "المخابز لم تتوقف عن العمل.", "المخابز توقفت عن العمل."),
    ("لا يشمل الاتفاق كتائب الصخر.", "الاتفاق لا يشمل كتائب الصخر.", "الاتفاق يشمل كتائب الصخر."),
    ("غادر الوفد دون توقيع الاتفاق.", "غادر الوفد دون توقيع الاتفاق.", "غادر الوفد بعد توقيع الاتفاق."),
    ("ليس لدى الشركة مال لدفع الأجور.", "الشركة ليس لديها مال لدفع الأجور.", "الشركة لديها مال لدفع الأجور."),
    (
        "أعلن الحزب عدم مشاركته في الانتخابات.",
        "The party announced it will not participate in the elections.",
        "The party announced it will participate in the elections.",
    ),
    # verbs that deny, Arabic
    (
        "نفت الوزيرة وجود نية لاستيراد الطحين من الخارج.",
        "نفت الوزيرة نية استيراد الطحين.",
        "تنوي الوزيرة استيراد الطحين من الخارج.",
    ),
    ("نفى المدرب أنه استقال.", "The coach denied that he resigned.", "The coach resigned."),
    ("رفضت النقابة عرض الشركة.", "رفضت النقابة عرض الشركة.", "قبلت النقابة عرض الشركة."),
    (
        "استبعد الرئيس إجراء انتخابات مبكرة.",
        "The president ruled out early elections.",
        "The president will hold early elections.",
    ),
    ("فشل الطرفان في الاتفاق على موعد.", "The two sides failed to agree on a date.", "The two sides agreed on a date."),
    ("ما نشر عن إغلاق المستشفى غير صحيح.", "ما نشر عن إغلاق المستشفى غير صحيح.", "نشر خبر إغلاق المستشفى وهو صحيح."),
    # double denials, exceptions, doubt, Arabic
    ("لم يستبعد الوزير إرسال قوات.", "الوزير لم يستبعد إرسال قوات.", "الوزير استبعد إرسال قوات."),
    (
        "لم ينف المتحدث إجراء محادثات.",
        "The spokesman did not deny that talks were held.",
        "The spokesman denied that talks were held.",
    ),
    (
        "الحكومة لن ترسل قوات إلى الوادي إلا بطلب من اللجنة.",
        "الحكومة لن ترسل قوات إلى الوادي إلا بطلب من اللجنة.",
        "الحكومة سترسل قوات إلى الوادي.",
    ),
    (
        "الحكومة لن ترسل قوات إلى الوادي إلا بطلب من اللجنة.",
        "The government will send troops to the valley only at the request of the committee.",
        "The government will not send troops to the valley.",
    ),
    ("لا يدخل المخيم إلا السكان.", "لا يدخل المخيم سوى السكان.", "يدخل المخيم السكان والزوار."),
    (
        "عادت الكهرباء إلى كل القرى باستثناء ناصرة.",
        "عادت الكهرباء إلى كل القرى باستثناء ناصرة.",
        "عادت الكهرباء إلى كل القرى.",
    ),
    ("قد يستقيل الوزير في الخريف.", "قد يستقيل الوزير في الخريف.", "استقال الوزير في الخريف."),
    ("من المقرر أن يصل الوفد غدا.", "من المقرر وصول الوفد غدا.", "وصل الوفد غدا."),
    # what was attempted and foiled
    ("أحبطت الشرطة محاولة لسرقة المتحف.", "أحبطت الشرطة سرقة المتحف.", "سرق لصوص المتحف."),
    ("أفشلت القوات هجوما على المخيم.", "منعت القوات هجوما على المخيم.", "شنت القوات هجوما على المخيم."),
    (
        "Guards foiled a plot to burn the library.",
        "Guards prevented the burning of the library.",
        "Guards burned the library.",
    ),
    # what only looks like a denial, Arabic
    (
        "لا تزال الهدنة صامدة في الوادي.",
        "The truce is still holding in the valley.",
        "The truce is not holding in the valley.",
    ),
    ("ما زالت الطريق مغلقة.", "الطريق ما زالت مغلقة.", "الطريق ليست مغلقة."),
    ("لا بد من إصلاح الجسر.", "لا بد من إصلاح الجسر.", "لن يتم إصلاح الجسر."),
    (
        "وافق كلا الطرفين على الاتفاق، إلا أن اللجنة لم تجتمع.",
        "وافق الطرفان على الاتفاق.",
        "لم يوافق الطرفان على الاتفاق.",
    ),
)
