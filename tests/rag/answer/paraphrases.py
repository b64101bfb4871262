"""Statements in words of their own beside what an article says: paraphrases as a good chat model writes them, and near misses of each kind.

Written before the rules that they measure were changed; `tests/rag/answer/test_paraphrases.py` tells how many pass.
"""

from __future__ import annotations

from typing import Final

# (what the article says, a statement that a careful reader would accept)
TRUE: Final[tuple[tuple[str, str], ...]] = (
    # English over English
    ("The reservoir ran dry in August after two winters with little rain.", "By August the reservoir was empty following two dry winters."),
    ("Fishermen blocked the harbour entrance on Monday to demand compensation.", "The entrance to the harbour was blockaded on Monday by fishermen seeking compensation."),
    ("The airline cancelled all 40 flights because of dense fog.", "Dense fog forced the airline to scrap all 40 flights."),
    ("Schools in the district will stay shut until Sunday.", "The district's schools remain closed until Sunday."),
    ("The museum's director, Hala Osman, stepped down over the missing coins.", "Hala Osman, who directed the museum, resigned because of the missing coins."),
    ("A gas leak set off the blast that tore through the bakery.", "The explosion at the bakery was caused by a gas leak."),
    ("The two countries agreed to reopen the crossing at Wadi Halfa next week.", "Both countries have agreed that the crossing at Wadi Halfa will reopen next week."),
    ("Police seized 300 kilograms of hashish hidden in a lorry of onions.", "Police confiscated 300 kilos of hashish concealed in an onion lorry."),
    ("The strike cost the port an estimated 2 million dollars a day.", "The strike cost the port an estimated 2 million dollars daily."),
    ("Doctors at the hospital said most of the injured were children.", "Most of the wounded were children, doctors at the hospital said."),
    ("Voters rejected the new constitution in Sunday's referendum.", "The new constitution was voted down in a referendum on Sunday."),
    ("The team finished last in its group and went home early.", "The team came last in its group and left early."),
    # Arabic over Arabic
    ("جف خزان المياه في آب بعد شتاءين قليلي المطر.", "أصبح خزان المياه فارغا في أغسطس بعد شتاءين شحيحي المطر."),
    ("أغلق الصيادون مدخل الميناء يوم الاثنين للمطالبة بتعويضات.", "قطع صيادون مدخل الميناء يوم الاثنين مطالبين بتعويضات."),
    ("ألغت الشركة جميع رحلاتها الأربعين بسبب الضباب الكثيف.", "تسبب الضباب الكثيف في إلغاء جميع رحلات الشركة الأربعين."),
    ("ستبقى مدارس المنطقة مغلقة حتى يوم الأحد.", "تظل المدارس في المنطقة مقفلة حتى الأحد."),
    ("قدمت مديرة المتحف هالة عثمان استقالتها على خلفية اختفاء القطع النقدية.", "استقالت هالة عثمان من إدارة المتحف بسبب اختفاء قطع نقدية."),
    ("نجم الانفجار الذي هز المخبز عن تسرب للغاز.", "كان تسرب الغاز سبب انفجار المخبز."),
    ("اتفق البلدان على إعادة فتح معبر وادي حلفا الأسبوع المقبل.", "توصل البلدان إلى اتفاق لإعادة فتح معبر وادي حلفا الأسبوع المقبل."),
    ("ضبطت الشرطة 300 كيلوغرام من الحشيش مخبأة في شاحنة بصل.", "صادرت الشرطة 300 كيلوغرام من الحشيش كانت مخفية داخل شاحنة بصل."),
    ("لقي سبعة عمال حتفهم في انهيار منجم للفحم.", "توفي سبعة عمال إثر انهيار منجم فحم."),
    ("رفض الناخبون الدستور الجديد في استفتاء الأحد.", "صوت الناخبون ضد الدستور الجديد في استفتاء يوم الأحد."),
    ("عبر آلاف اللاجئين الحدود هربا من القتال.", "فر آلاف اللاجئين من القتال عبر الحدود."),
    # English over Arabic
    ("جف خزان المياه في آب بعد شتاءين قليلي المطر.", "The water reservoir dried up in August after two winters of little rain."),
    ("أغلق الصيادون مدخل الميناء يوم الاثنين للمطالبة بتعويضات.", "On Monday fishermen blocked the entrance to the port, demanding compensation."),
    ("ألغت الشركة جميع رحلاتها الأربعين بسبب الضباب الكثيف.", "The company cancelled all forty of its flights owing to thick fog."),
    ("ضبطت الشرطة 300 كيلوغرام من الحشيش مخبأة في شاحنة بصل.", "Police seized 300 kilograms of hashish hidden in a truck of onions."),
    ("نجم الانفجار الذي هز المخبز عن تسرب للغاز.", "A gas leak caused the explosion at the bakery."),
    ("ستبقى مدارس المنطقة مغلقة حتى يوم الأحد.", "Schools in the area will remain closed until Sunday."),
    ("لقي سبعة عمال حتفهم في انهيار منجم للفحم.", "Seven workers died when a coal mine collapsed."),
    ("رفض الناخبون الدستور الجديد في استفتاء الأحد.", "Voters rejected the new constitution in Sunday's referendum."),
    ("أفرجت السلطات عن الصحفية نوال كامل بعد عامين من الاحتجاز.", "The authorities freed the journalist Nawal Kamel after two years in detention."),
    ("اتفق البلدان على إعادة فتح معبر وادي حلفا الأسبوع المقبل.", "The two countries agreed to reopen the Wadi Halfa crossing next week."),
    # Arabic over English
    ("The reservoir ran dry in August after two winters with little rain.", "جف الخزان في آب بعد شتاءين قليلي المطر."),
    ("Fishermen blocked the harbour entrance on Monday to demand compensation.", "أغلق صيادون مدخل الميناء يوم الاثنين للمطالبة بتعويضات."),
    ("The airline cancelled all 40 flights because of dense fog.", "ألغت شركة الطيران جميع رحلاتها الـ40 بسبب الضباب الكثيف."),
    ("A gas leak set off the blast that tore through the bakery.", "أدى تسرب للغاز إلى الانفجار الذي وقع في المخبز."),
    ("Police seized 300 kilograms of hashish hidden in a lorry of onions.", "صادرت الشرطة 300 كيلوغرام من الحشيش مخبأة في شاحنة بصل."),
    ("Doctors at the hospital said most of the injured were children.", "قال أطباء في المستشفى إن معظم الجرحى أطفال."),
    ("Voters rejected the new constitution in Sunday's referendum.", "رفض الناخبون الدستور الجديد في استفتاء الأحد."),
    ("The journalist Nawal Kamel was freed after two years in detention.", "أطلق سراح الصحفية نوال كامل بعد سنتين في الاحتجاز."),
    ("The two countries agreed to reopen the crossing at Wadi Halfa next week.", "اتفق البلدان على إعادة فتح معبر وادي حلفا الأسبوع المقبل."),
)  # fmt: skip

# (what the article says, a statement that it does not bear out)
FALSE: Final[tuple[tuple[str, str], ...]] = (
    # English over English
    ("The reservoir ran dry in August after two winters with little rain.", "The reservoir overflowed in August after two wet winters."),
    ("The reservoir ran dry in August after two winters with little rain.", "The reservoir was poisoned in August after two winters."),
    ("Fishermen blocked the harbour entrance on Monday to demand compensation.", "Fishermen reopened the harbour entrance on Monday after receiving compensation."),
    ("Fishermen blocked the harbour entrance on Monday to demand compensation.", "Farmers blocked the harbour entrance on Monday to demand compensation."),
    ("The airline cancelled all 40 flights because of dense fog.", "The airline cancelled all 40 flights because of a strike."),
    ("Schools in the district will stay shut until Sunday.", "Schools in the district will open before Sunday."),
    ("The museum's director, Hala Osman, stepped down over the missing coins.", "The museum's director, Hala Osman, stole the missing coins."),
    ("A gas leak set off the blast that tore through the bakery.", "A bomb set off the blast that tore through the bakery."),
    ("The two countries agreed to reopen the crossing at Wadi Halfa next week.", "The two countries reopened the crossing at Wadi Halfa last week."),
    ("Police seized 300 kilograms of hashish hidden in a lorry of onions.", "Police sold 300 kilograms of hashish hidden in a lorry of onions."),
    ("Doctors at the hospital said most of the injured were children.", "Doctors at the hospital said most of the dead were children."),
    ("Voters rejected the new constitution in Sunday's referendum.", "Voters approved the new constitution in Sunday's referendum."),
    ("The team finished last in its group and went home early.", "The team finished first in its group and went home early."),
    ("The strike cost the port an estimated 2 million dollars a day.", "The strike cost the port an estimated 2 million dollars a week."),
    # Arabic over Arabic
    ("جف خزان المياه في آب بعد شتاءين قليلي المطر.", "فاض خزان المياه في آب بعد شتاءين غزيري المطر."),
    ("أغلق الصيادون مدخل الميناء يوم الاثنين للمطالبة بتعويضات.", "فتح الصيادون مدخل الميناء يوم الاثنين بعد حصولهم على تعويضات."),
    ("أغلق الصيادون مدخل الميناء يوم الاثنين للمطالبة بتعويضات.", "أغلق المزارعون مدخل الميناء يوم الاثنين للمطالبة بتعويضات."),
    ("ألغت الشركة جميع رحلاتها الأربعين بسبب الضباب الكثيف.", "ألغت الشركة جميع رحلاتها الأربعين بسبب إضراب الطيارين."),
    ("ستبقى مدارس المنطقة مغلقة حتى يوم الأحد.", "ستفتح مدارس المنطقة قبل يوم الأحد."),
    ("قدمت مديرة المتحف هالة عثمان استقالتها على خلفية اختفاء القطع النقدية.", "سرقت مديرة المتحف هالة عثمان القطع النقدية."),
    ("نجم الانفجار الذي هز المخبز عن تسرب للغاز.", "نجم الانفجار الذي هز المخبز عن عبوة ناسفة."),
    ("ضبطت الشرطة 300 كيلوغرام من الحشيش مخبأة في شاحنة بصل.", "باعت الشرطة 300 كيلوغرام من الحشيش مخبأة في شاحنة بصل."),
    ("لقي سبعة عمال حتفهم في انهيار منجم للفحم.", "نجا سبعة عمال من انهيار منجم للفحم."),
    ("رفض الناخبون الدستور الجديد في استفتاء الأحد.", "أقر الناخبون الدستور الجديد في استفتاء الأحد."),
    ("عبر آلاف اللاجئين الحدود هربا من القتال.", "عبر آلاف المقاتلين الحدود هربا من القتال."),
    # English over Arabic
    ("جف خزان المياه في آب بعد شتاءين قليلي المطر.", "The water reservoir overflowed in August after two rainy winters."),
    ("أغلق الصيادون مدخل الميناء يوم الاثنين للمطالبة بتعويضات.", "Fishermen reopened the port entrance on Monday after being paid compensation."),
    ("أغلق الصيادون مدخل الميناء يوم الاثنين للمطالبة بتعويضات.", "Smugglers blocked the entrance to the port on Monday, demanding compensation."),
    ("ألغت الشركة جميع رحلاتها الأربعين بسبب الضباب الكثيف.", "The company cancelled all forty of its flights because of a pilots' strike."),
    ("ضبطت الشرطة 300 كيلوغرام من الحشيش مخبأة في شاحنة بصل.", "Police burned 300 kilograms of hashish hidden in a truck of onions."),
    ("نجم الانفجار الذي هز المخبز عن تسرب للغاز.", "A car bomb caused the explosion at the bakery."),
    ("ستبقى مدارس المنطقة مغلقة حتى يوم الأحد.", "Schools in the area will reopen before Sunday."),
    ("لقي سبعة عمال حتفهم في انهيار منجم للفحم.", "Seven workers were rescued when a coal mine collapsed."),
    ("رفض الناخبون الدستور الجديد في استفتاء الأحد.", "Voters adopted the new constitution in Sunday's referendum."),
    ("أفرجت السلطات عن الصحفية نوال كامل بعد عامين من الاحتجاز.", "The authorities jailed the journalist Nawal Kamel for two years."),
    # Arabic over English
    ("The reservoir ran dry in August after two winters with little rain.", "فاض الخزان في آب بعد شتاءين غزيري المطر."),
    ("Fishermen blocked the harbour entrance on Monday to demand compensation.", "فتح الصيادون مدخل الميناء يوم الاثنين بعد نيل تعويضات."),
    ("The airline cancelled all 40 flights because of dense fog.", "ألغت شركة الطيران جميع رحلاتها الـ40 بسبب إضراب."),
    ("A gas leak set off the blast that tore through the bakery.", "أدت قنبلة إلى الانفجار الذي وقع في المخبز."),
    ("Police seized 300 kilograms of hashish hidden in a lorry of onions.", "أحرقت الشرطة 300 كيلوغرام من الحشيش مخبأة في شاحنة بصل."),
    ("Doctors at the hospital said most of the injured were children.", "قال أطباء في المستشفى إن معظم القتلى أطفال."),
    ("Voters rejected the new constitution in Sunday's referendum.", "أقر الناخبون الدستور الجديد في استفتاء الأحد."),
    ("The journalist Nawal Kamel was freed after two years in detention.", "هربت الصحفية نوال كامل بعد سنتين في الاحتجاز."),
)  # fmt: skip

# Written when the rules stood: at the first run 7 of these 16 true ones passed, and one false one.
LATER_TRUE: Final[tuple[tuple[str, str], ...]] = (
    ("The orchestra postponed its tour after the conductor broke his wrist.", "The orchestra delayed its tour because its conductor had broken his wrist."),
    ("Two hikers were found alive in the gorge on Wednesday.", "On Wednesday two hikers were discovered alive in the gorge."),
    ("The bank froze the accounts of nine traders suspected of fraud.", "Nine traders suspected of fraud had their accounts frozen by the bank."),
    ("A storm uprooted hundreds of palm trees along the coast.", "Hundreds of palms on the coast were torn up by a storm."),
    ("The council sold the old mill to a brewery.", "A brewery bought the old mill from the council."),
    ("عطلت عاصفة ثلجية حركة القطارات بين المدينتين.", "توقفت القطارات بين المدينتين بسبب عاصفة ثلجية."),
    ("أحبطت الجمارك محاولة لتهريب 12 تمثالا أثريا.", "منعت الجمارك تهريب 12 تمثالا أثريا."),
    ("تراجع إنتاج الزيتون إلى النصف هذا العام.", "انخفض إنتاج الزيتون إلى النصف هذا العام."),
    ("سلم الجيش السيطرة على المطار إلى الشرطة.", "تولت الشرطة السيطرة على المطار بعد أن سلمها الجيش إياه."),
    ("أحبطت الجمارك محاولة لتهريب 12 تمثالا أثريا.", "Customs foiled an attempt to smuggle 12 ancient statues."),
    ("تراجع إنتاج الزيتون إلى النصف هذا العام.", "Olive production fell by half this year."),
    ("أوقفت السلطات بث القناة لمدة شهر.", "The authorities suspended the channel's broadcasts for a month."),
    ("The bank froze the accounts of nine traders suspected of fraud.", "جمد المصرف حسابات تسعة تجار يشتبه في تورطهم في الاحتيال."),
    ("Two hikers were found alive in the gorge on Wednesday.", "عثر على متنزهين اثنين على قيد الحياة في الوادي يوم الأربعاء."),
    ("The airport was handed over to the police by the army.", "سلم الجيش المطار إلى الشرطة."),
    ("Hundreds of nurses walked out over unpaid wages.", "أضربت مئات الممرضات بسبب عدم دفع الأجور."),
)  # fmt: skip
LATER_FALSE: Final[tuple[tuple[str, str], ...]] = (
    ("The orchestra postponed its tour after the conductor broke his wrist.", "The orchestra dismissed its conductor after he broke his wrist."),
    ("Two hikers were found alive in the gorge on Wednesday.", "Two hikers were found dead in the gorge on Wednesday."),
    ("The bank froze the accounts of nine traders suspected of fraud.", "The bank closed the accounts of nine traders convicted of fraud."),
    ("A storm uprooted hundreds of palm trees along the coast.", "A storm flooded hundreds of houses along the coast."),
    ("The council sold the old mill to a brewery.", "A brewery sold the old mill to the council."),
    ("عطلت عاصفة ثلجية حركة القطارات بين المدينتين.", "عطل إضراب حركة القطارات بين المدينتين."),
    ("أحبطت الجمارك محاولة لتهريب 12 تمثالا أثريا.", "نجح مهربون في تهريب 12 تمثالا أثريا."),
    ("تراجع إنتاج الزيتون إلى النصف هذا العام.", "تضاعف إنتاج الزيتون هذا العام."),
    ("سلم الجيش السيطرة على المطار إلى الشرطة.", "سلمت الشرطة السيطرة على المطار إلى الجيش."),
    ("أحبطت الجمارك محاولة لتهريب 12 تمثالا أثريا.", "Customs officers smuggled 12 ancient statues."),
    ("تراجع إنتاج الزيتون إلى النصف هذا العام.", "Wheat production fell by half this year."),
    ("أوقفت السلطات بث القناة لمدة شهر.", "The authorities resumed the channel's broadcasts after a month."),
    ("The bank froze the accounts of nine traders suspected of fraud.", "جمد المصرف حسابات تسعة سياسيين يشتبه في تورطهم في الاحتيال."),
    ("Two hikers were found alive in the gorge on Wednesday.", "عثر على جثتي متنزهين اثنين في الوادي يوم الأربعاء."),
    ("The airport was handed over to the police by the army.", "سلمت الشرطة المطار إلى الجيش."),
    ("Hundreds of nurses walked out over unpaid wages.", "عادت مئات الممرضات إلى العمل بعد دفع الأجور."),
)  # fmt: skip
