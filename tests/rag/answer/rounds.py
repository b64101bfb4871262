"""Statements beside what an article says, of five rounds: each round was written before its faults were looked at, and then mended against.

Every false one must be dropped; of the true ones most are to be shown. What the first run of each round gave stands in docs/answers.md.
"""

from __future__ import annotations

from typing import Final

Pairs = tuple[tuple[str, str], ...]  # (what the article says, the statement)

FIRST_TRUE: Final[Pairs] = (
    (
        "أعلنت وزارة الصحة أمس تسجيل 45 إصابة جديدة بالكوليرا في محافظة حلب.",
        "The health ministry reported 45 new cholera cases in Aleppo province.",
    ),
    (
        "أعلنت وزارة الصحة أمس تسجيل 45 إصابة جديدة بالكوليرا في محافظة حلب.",
        "سجلت وزارة الصحة 45 حالة كوليرا جديدة في حلب.",
    ),
    (
        "وصل رئيس الوزراء الفرنسي إلى القاهرة يوم الثلاثاء في زيارة تستغرق يومين.",
        "The French prime minister arrived in Cairo on Tuesday for a two-day visit.",
    ),
    (
        "وصل رئيس الوزراء الفرنسي إلى القاهرة يوم الثلاثاء في زيارة تستغرق يومين.",
        "بدأ رئيس الوزراء الفرنسي زيارة للقاهرة تدوم يومين.",
    ),
    (
        "رفض البرلمان مشروع قانون الميزانية بأغلبية 112 صوتا مقابل 87.",
        "Parliament rejected the budget bill by 112 votes to 87.",
    ),
    ("رفض البرلمان مشروع قانون الميزانية بأغلبية 112 صوتا مقابل 87.", "لم يوافق البرلمان على مشروع الميزانية."),
    (
        "قتل ثلاثة جنود وأصيب سبعة آخرون في انفجار لغم شرقي مدينة سرت.",
        "Three soldiers were killed and seven wounded by a mine east of Sirte.",
    ),
    ("قتل ثلاثة جنود وأصيب سبعة آخرون في انفجار لغم شرقي مدينة سرت.", "أودى انفجار لغم قرب سرت بحياة ثلاثة جنود."),
    (
        "وقال المتحدث إن الشركة ستغلق مصنعها في صفاقس بحلول نهاية العام بسبب الخسائر.",
        "The company will close its plant in Sfax by the end of the year, its spokesman said.",
    ),
    (
        "وقال المتحدث إن الشركة ستغلق مصنعها في صفاقس بحلول نهاية العام بسبب الخسائر.",
        "المصنع في صفاقس سيغلق قبل نهاية السنة، وفق المتحدث باسم الشركة.",
    ),
    (
        "ارتفعت أسعار القمح بنسبة 12 في المئة منذ بداية الشهر.",
        "Wheat prices have risen by 12 percent since the beginning of the month.",
    ),
    ("ارتفعت أسعار القمح بنسبة 12 في المئة منذ بداية الشهر.", "زاد سعر القمح 12% منذ مطلع الشهر."),
    (
        "The court sentenced the former mayor to six years in prison for corruption.",
        "حكمت المحكمة على رئيس البلدية السابق بالسجن ست سنوات بتهمة الفساد.",
    ),
    (
        "The court sentenced the former mayor to six years in prison for corruption.",
        "The ex-mayor was jailed for six years for corruption.",
    ),
    (
        "Heavy rain forced the airport to cancel forty flights on Sunday.",
        "ألغى المطار أربعين رحلة يوم الأحد بسبب الأمطار الغزيرة.",
    ),
    (
        "Heavy rain forced the airport to cancel forty flights on Sunday.",
        "Forty flights were cancelled on Sunday because of heavy rain.",
    ),
    (
        "The two presidents signed an agreement on water sharing in Addis Ababa.",
        "وقع الرئيسان في أديس أبابا اتفاقا لتقاسم المياه.",
    ),
    (
        "Workers at the refinery ended their strike after the management agreed to raise wages.",
        "أنهى عمال المصفاة إضرابهم بعد موافقة الإدارة على زيادة الأجور.",
    ),
    (
        "Workers at the refinery ended their strike after the management agreed to raise wages.",
        "The refinery strike ended when management agreed to higher pay.",
    ),
    (
        "أكد وزير التربية أن امتحانات الثانوية ستبدأ في العاشر من حزيران.",
        "Secondary school exams will begin on 10 June, the education minister confirmed.",
    ),
    ("أكد وزير التربية أن امتحانات الثانوية ستبدأ في العاشر من حزيران.", "تنطلق امتحانات الثانوية يوم 10 يونيو."),
    (
        "نفت الرئاسة أن يكون الرئيس قد التقى قائد المعارضة.",
        "The presidency denied that the president had met the opposition leader.",
    ),
    (
        "تعهدت الدول المانحة بتقديم ملياري دولار لإعادة إعمار المدينة.",
        "Donor countries pledged two billion dollars to rebuild the city.",
    ),
    ("تعهدت الدول المانحة بتقديم ملياري دولار لإعادة إعمار المدينة.", "وعد المانحون بمليارَي دولار لإعمار المدينة."),
    (
        "فاز المنتخب المغربي على نظيره البرتغالي بهدف دون رد وتأهل إلى نصف النهائي.",
        "Morocco beat Portugal 1-0 and reached the semi-final.",
    ),
    (
        "استقال وزير المالية بعد خلاف مع رئيس الحكومة حول الضرائب.",
        "The finance minister resigned after a dispute with the prime minister over taxes.",
    ),
    ("لن تشارك الجزائر في القمة المقبلة.", "Algeria will not take part in the coming summit."),
    ("لن تشارك الجزائر في القمة المقبلة.", "ستغيب الجزائر عن القمة المقبلة."),
    (
        "أعيد فتح المعبر الحدودي أمام المسافرين بعد إغلاق دام أسبوعين.",
        "The border crossing reopened to travellers after being closed for two weeks.",
    ),
    ("عثرت فرق الإنقاذ على 14 ناجيا تحت الأنقاض.", "Rescue teams found 14 survivors under the rubble."),
)
FIRST_FALSE: Final[Pairs] = (
    (
        "أعلنت وزارة الصحة أمس تسجيل 45 إصابة جديدة بالكوليرا في محافظة حلب.",
        "The health ministry reported 45 deaths from cholera in Aleppo.",
    ),
    (
        "أعلنت وزارة الصحة أمس تسجيل 45 إصابة جديدة بالكوليرا في محافظة حلب.",
        "سجلت وزارة الصحة 54 إصابة جديدة بالكوليرا في حلب.",
    ),
    (
        "أعلنت وزارة الصحة أمس تسجيل 45 إصابة جديدة بالكوليرا في محافظة حلب.",
        "سجلت وزارة الصحة 45 إصابة جديدة بالكوليرا في حماة.",
    ),
    (
        "وصل رئيس الوزراء الفرنسي إلى القاهرة يوم الثلاثاء في زيارة تستغرق يومين.",
        "The French prime minister left Cairo on Tuesday.",
    ),
    (
        "وصل رئيس الوزراء الفرنسي إلى القاهرة يوم الثلاثاء في زيارة تستغرق يومين.",
        "The French prime minister arrived in Cairo on Wednesday.",
    ),
    (
        "وصل رئيس الوزراء الفرنسي إلى القاهرة يوم الثلاثاء في زيارة تستغرق يومين.",
        "وصل وزير الخارجية الفرنسي إلى القاهرة يوم الثلاثاء.",
    ),
    (
        "رفض البرلمان مشروع قانون الميزانية بأغلبية 112 صوتا مقابل 87.",
        "Parliament approved the budget bill by 112 votes to 87.",
    ),
    ("رفض البرلمان مشروع قانون الميزانية بأغلبية 112 صوتا مقابل 87.", "رفضت الحكومة مشروع قانون الميزانية."),
    (
        "قتل ثلاثة جنود وأصيب سبعة آخرون في انفجار لغم شرقي مدينة سرت.",
        "Seven soldiers were killed and three wounded by a mine east of Sirte.",
    ),
    ("قتل ثلاثة جنود وأصيب سبعة آخرون في انفجار لغم شرقي مدينة سرت.", "قتل ثلاثة مدنيين في انفجار لغم شرقي سرت."),
    (
        "وقال المتحدث إن الشركة ستغلق مصنعها في صفاقس بحلول نهاية العام بسبب الخسائر.",
        "The company will open a plant in Sfax by the end of the year.",
    ),
    (
        "وقال المتحدث إن الشركة قد تغلق مصنعها في صفاقس بحلول نهاية العام.",
        "The company will close its plant in Sfax by the end of the year.",
    ),
    (
        "ارتفعت أسعار القمح بنسبة 12 في المئة منذ بداية الشهر.",
        "Wheat prices have fallen by 12 percent since the beginning of the month.",
    ),
    ("ارتفعت أسعار القمح بنسبة 12 في المئة منذ بداية الشهر.", "ارتفعت أسعار الأرز بنسبة 12 في المئة منذ بداية الشهر."),
    (
        "The court sentenced the former mayor to six years in prison for corruption.",
        "برأت المحكمة رئيس البلدية السابق من تهمة الفساد.",
    ),
    (
        "The court sentenced the former mayor to six years in prison for corruption.",
        "The court sentenced the former mayor to six months in prison for corruption.",
    ),
    (
        "Heavy rain forced the airport to cancel forty flights on Sunday.",
        "ألغى المطار أربعين رحلة يوم السبت بسبب الأمطار.",
    ),
    (
        "Heavy rain did not force the airport to cancel any flights on Sunday.",
        "Heavy rain forced the airport to cancel flights on Sunday.",
    ),
    (
        "The two presidents refused to sign an agreement on water sharing in Addis Ababa.",
        "وقع الرئيسان في أديس أبابا اتفاقا لتقاسم المياه.",
    ),
    (
        "Workers at the refinery ended their strike after the management agreed to raise wages.",
        "بدأ عمال المصفاة إضرابا بعد موافقة الإدارة على زيادة الأجور.",
    ),
    (
        "Workers at the refinery will not end their strike until the management raises wages.",
        "Workers at the refinery will end their strike.",
    ),
    (
        "أكد وزير التربية أن امتحانات الثانوية ستبدأ في العاشر من حزيران.",
        "Secondary school exams will begin on 10 July, the education minister confirmed.",
    ),
    ("نفت الرئاسة أن يكون الرئيس قد التقى قائد المعارضة.", "The president met the opposition leader."),
    ("نفت الرئاسة أن يكون الرئيس قد التقى قائد المعارضة.", "التقى الرئيس قائد المعارضة."),
    (
        "تعهدت الدول المانحة بتقديم ملياري دولار لإعادة إعمار المدينة.",
        "Donor countries pledged two million dollars to rebuild the city.",
    ),
    (
        "تعهدت الدول المانحة بتقديم ملياري دولار لإعادة إعمار المدينة.",
        "Donor countries pledged two billion euros to rebuild the city.",
    ),
    (
        "فاز المنتخب المغربي على نظيره البرتغالي بهدف دون رد وتأهل إلى نصف النهائي.",
        "Portugal beat Morocco 1-0 and reached the semi-final.",
    ),
    (
        "استقال وزير المالية بعد خلاف مع رئيس الحكومة حول الضرائب.",
        "The prime minister resigned after a dispute with the finance minister over taxes.",
    ),
    ("لن تشارك الجزائر في القمة المقبلة.", "Algeria will take part in the coming summit."),
    ("لن تشارك الجزائر في القمة المقبلة.", "ستشارك الجزائر في القمة المقبلة."),
    (
        "أعيد فتح المعبر الحدودي أمام المسافرين بعد إغلاق دام أسبوعين.",
        "The border crossing was closed to travellers for two months.",
    ),
    ("عثرت فرق الإنقاذ على 14 ناجيا تحت الأنقاض.", "Rescue teams found 14 bodies under the rubble."),
    ("لم يسمح الجيش للصحفيين بدخول المخيم.", "The army allowed journalists into the camp."),
    (
        "يستبعد المحللون أن يرفع البنك المركزي الفائدة هذا العام.",
        "Analysts expect the central bank to raise rates this year.",
    ),
    ("قال شاهد عيان إن الشرطة أطلقت النار على المتظاهرين.", "The police said that demonstrators opened fire."),
    ("بعض المدارس أغلقت أبوابها بسبب الثلوج.", "All schools closed because of the snow."),
    ("توقفت المفاوضات دون التوصل إلى اتفاق.", "The negotiations ended with an agreement."),
    ("فشل المجلس في انتخاب رئيس جديد.", "The council elected a new president."),
    ("امتنعت روسيا عن التصويت على القرار.", "Russia voted for the resolution."),
    (
        "حذرت الأمم المتحدة من أن المساعدات قد لا تصل إلى المحاصرين.",
        "The United Nations said aid had reached the besieged.",
    ),
)
SECOND_TRUE: Final[Pairs] = (
    (
        "قالت رئيسة بلدية برلين إن المدينة لن تستضيف المعرض هذا العام بسبب نقص التمويل.",
        "Berlin will not host the fair this year for lack of funding, its mayor said.",
    ),
    (
        "اعتقلت السلطات التركية صحفيين اثنين في مطار إسطنبول يوم الخميس.",
        "Turkish authorities arrested two journalists at Istanbul airport on Thursday.",
    ),
    ("اعتقلت السلطات التركية صحفيين اثنين في مطار إسطنبول يوم الخميس.", "أوقف صحفيان في مطار إسطنبول الخميس."),
    (
        "تراجع إنتاج النفط الليبي إلى 700 ألف برميل يوميا بعد إغلاق حقل الشرارة.",
        "Libyan oil output fell to 700,000 barrels a day after the Sharara field was shut.",
    ),
    (
        "تراجع إنتاج النفط الليبي إلى 700 ألف برميل يوميا بعد إغلاق حقل الشرارة.",
        "انخفض إنتاج ليبيا من النفط إلى 700 ألف برميل في اليوم.",
    ),
    (
        "من المقرر أن تعقد الجولة الثانية من الانتخابات في 24 أبريل.",
        "The second round of the election is scheduled for 24 April.",
    ),
    ("من المقرر أن تعقد الجولة الثانية من الانتخابات في 24 أبريل.", "ستجرى الجولة الثانية من الانتخابات في 24 نيسان."),
    (
        "حذرت منظمة الصحة العالمية من أن اللقاح قد لا يكفي الجميع.",
        "The World Health Organization warned that there may not be enough vaccine for everyone.",
    ),
    (
        "استعاد الجيش السيطرة على مطار المدينة بعد ثلاثة أيام من القتال.",
        "The army regained control of the city's airport after three days of fighting.",
    ),
    (
        "استعاد الجيش السيطرة على مطار المدينة بعد ثلاثة أيام من القتال.",
        "المطار عاد إلى سيطرة الجيش عقب معارك دامت ثلاثة أيام.",
    ),
    (
        "أجرى الرئيس المصري محادثات هاتفية مع نظيره الروسي تناولت الأزمة الليبية.",
        "The Egyptian and Russian presidents discussed the Libyan crisis by phone.",
    ),
    (
        "The minister said the new airport would open in March, a year later than planned.",
        "قال الوزير إن المطار الجديد سيفتتح في مارس متأخرا عاما عن موعده.",
    ),
    (
        "The minister said the new airport would open in March, a year later than planned.",
        "The new airport will open in March, one year behind schedule, according to the minister.",
    ),
    (
        "At least 18 migrants drowned when their boat capsized off Zuwara.",
        "غرق 18 مهاجرا على الأقل بعد انقلاب قاربهم قبالة زوارة.",
    ),
    (
        "At least 18 migrants drowned when their boat capsized off Zuwara.",
        "No fewer than 18 migrants died when a boat overturned near Zuwara.",
    ),
    (
        "The bank said it had not lost any customer data in the attack.",
        "أكد المصرف أنه لم يفقد أي بيانات للعملاء خلال الهجوم.",
    ),
    (
        "The central bank left interest rates unchanged at 5 percent.",
        "أبقى البنك المركزي أسعار الفائدة دون تغيير عند 5 في المئة.",
    ),
    ("The central bank left interest rates unchanged at 5 percent.", "Interest rates stay at 5%."),
    ("لم يعلن أي طرف مسؤوليته عن الهجوم.", "No one has claimed responsibility for the attack."),
    ("ألغت محكمة الاستئناف قرار حل الحزب.", "The appeals court overturned the decision to dissolve the party."),
    (
        "تسلم العراق أول دفعة من طائرات إف-16 من الولايات المتحدة.",
        "Iraq received its first batch of F-16 jets from the United States.",
    ),
    (
        "طالب المتظاهرون باستقالة الحكومة وإجراء انتخابات مبكرة.",
        "Protesters demanded the government's resignation and early elections.",
    ),
    ("منع الأمن النساء من دخول الملعب.", "Security forces kept women out of the stadium."),
    ("وافق صندوق النقد على قرض بقيمة 3 مليارات دولار لتونس.", "The IMF approved a 3 billion dollar loan for Tunisia."),
)
SECOND_FALSE: Final[Pairs] = (
    (
        "قالت رئيسة بلدية برلين إن المدينة لن تستضيف المعرض هذا العام بسبب نقص التمويل.",
        "Berlin will host the fair this year, its mayor said.",
    ),
    (
        "اعتقلت السلطات التركية صحفيين اثنين في مطار إسطنبول يوم الخميس.",
        "Turkish authorities released two journalists at Istanbul airport on Thursday.",
    ),
    (
        "اعتقلت السلطات التركية صحفيين اثنين في مطار إسطنبول يوم الخميس.",
        "Turkish authorities arrested two lawyers at Istanbul airport on Thursday.",
    ),
    (
        "تراجع إنتاج النفط الليبي إلى 700 ألف برميل يوميا بعد إغلاق حقل الشرارة.",
        "Libyan oil output rose to 700,000 barrels a day.",
    ),
    (
        "تراجع إنتاج النفط الليبي إلى 700 ألف برميل يوميا بعد إغلاق حقل الشرارة.",
        "Libyan oil output fell by 700,000 barrels a day.",
    ),
    (
        "تراجع إنتاج النفط الليبي إلى 700 ألف برميل يوميا بعد إغلاق حقل الشرارة.",
        "Libyan gas output fell to 700,000 barrels a day after the Sharara field was shut.",
    ),
    (
        "من المقرر أن تعقد الجولة الثانية من الانتخابات في 24 أبريل.",
        "The second round of the election was held on 24 April.",
    ),
    (
        "من المقرر أن تعقد الجولة الثانية من الانتخابات في 24 أبريل.",
        "The first round of the election is scheduled for 24 April.",
    ),
    (
        "حذرت منظمة الصحة العالمية من أن اللقاح قد لا يكفي الجميع.",
        "The World Health Organization said there is not enough vaccine for everyone.",
    ),
    (
        "استعاد الجيش السيطرة على مطار المدينة بعد ثلاثة أيام من القتال.",
        "The army lost control of the city's airport after three days of fighting.",
    ),
    (
        "استعاد المتمردون السيطرة على مطار المدينة من الجيش بعد ثلاثة أيام من القتال.",
        "The army took the airport back from the rebels after three days of fighting.",
    ),
    (
        "The minister said the new airport would open in March, a year later than planned.",
        "The new airport opened in March.",
    ),
    (
        "The minister said the new airport would open in March, a year later than planned.",
        "The new airport will open in March, a year earlier than planned.",
    ),
    ("At least 18 migrants drowned when their boat capsized off Zuwara.", "At least 80 migrants drowned off Zuwara."),
    ("At least 18 migrants drowned when their boat capsized off Zuwara.", "At most 18 migrants drowned off Zuwara."),
    ("At least 18 migrants were rescued when their boat capsized off Zuwara.", "غرق 18 مهاجرا قبالة زوارة."),
    ("The bank said it had not lost any customer data in the attack.", "The bank lost customer data in the attack."),
    (
        "The central bank left interest rates unchanged at 5 percent.",
        "The central bank raised interest rates to 5 percent.",
    ),
    ("لم يعلن أي طرف مسؤوليته عن الهجوم.", "The group claimed responsibility for the attack."),
    ("ألغت محكمة الاستئناف قرار حل الحزب.", "The appeals court upheld the decision to dissolve the party."),
    (
        "تسلم العراق أول دفعة من طائرات إف-16 من الولايات المتحدة.",
        "The United States received its first batch of F-16 jets from Iraq.",
    ),
    (
        "تسلم العراق أول دفعة من طائرات إف-16 من الولايات المتحدة.",
        "Iraq received its last batch of F-16 jets from the United States.",
    ),
    ("طالب المتظاهرون باستقالة الحكومة وإجراء انتخابات مبكرة.", "The government resigned and called early elections."),
    ("منع الأمن النساء من دخول الملعب.", "Security forces let women into the stadium."),
    ("منع الأمن النساء من دخول الملعب.", "منعت النساء رجال الأمن من دخول الملعب."),
    ("وافق صندوق النقد على قرض بقيمة 3 مليارات دولار لتونس.", "The IMF rejected a 3 billion dollar loan for Tunisia."),
    (
        "وافق صندوق النقد على قرض بقيمة 3 مليارات دولار لتونس.",
        "The World Bank approved a 3 billion dollar loan for Tunisia.",
    ),
    ("وافق صندوق النقد على قرض بقيمة 3 مليارات دولار لتونس.", "The IMF approved a 3 billion dollar loan for Egypt."),
    (
        "أجرى الرئيس المصري محادثات هاتفية مع نظيره الروسي تناولت الأزمة الليبية.",
        "The Egyptian president met his Russian counterpart in Moscow.",
    ),
    (
        "أجرى الرئيس المصري محادثات هاتفية مع نظيره الروسي تناولت الأزمة الليبية.",
        "The Egyptian and Russian presidents discussed the Syrian crisis by phone.",
    ),
    ("قال السفير إن بلاده لا تعارض رفع العقوبات.", "The ambassador said his country opposes lifting the sanctions."),
    ("اتهمت الحكومة المعارضة بتمويل الاحتجاجات.", "The opposition accused the government of funding the protests."),
    ("كاد الفريق أن يخسر المباراة.", "The team lost the match."),
    ("لولا المطر لاحترق المصنع بالكامل.", "The factory burned down completely."),
    ("كان من المفترض أن يصل القطار في الثامنة لكنه تأخر.", "The train arrived at eight."),
    ("تأجلت المباراة التي كانت مقررة يوم السبت.", "The match was played on Saturday."),
    ("زعم المتهم أنه كان في بيته ليلة الجريمة.", "The accused was at home on the night of the crime."),
    ("أوصت اللجنة بإقالة المدير.", "The director was dismissed."),
    ("وعدت الحكومة بخفض الضرائب.", "The government cut taxes."),
    ("تدرس الشركة بيع فرعها في دبي.", "The company sold its Dubai branch."),
)
THIRD_TRUE: Final[Pairs] = (
    (
        "أعلنت هيئة الأرصاد أن عاصفة رملية ستضرب المنطقة الوسطى مساء الخميس.",
        "A sandstorm will hit the central region on Thursday evening, the weather service said.",
    ),
    (
        "أعلنت هيئة الأرصاد أن عاصفة رملية ستضرب المنطقة الوسطى مساء الخميس.",
        "من المتوقع هبوب عاصفة رملية على المنطقة الوسطى مساء الخميس.",
    ),
    (
        "قررت المحكمة الإفراج عن الناشطة بكفالة قدرها عشرة آلاف دينار.",
        "The court ordered the activist released on bail of 10,000 dinars.",
    ),
    (
        "قررت المحكمة الإفراج عن الناشطة بكفالة قدرها عشرة آلاف دينار.",
        "أخلت المحكمة سبيل الناشطة بكفالة 10 آلاف دينار.",
    ),
    (
        "أغلقت السلطات خمس مدارس في بيروت بعد اكتشاف إصابات بالحصبة.",
        "Five schools in Beirut were shut after measles cases were discovered.",
    ),
    ("أغلقت السلطات خمس مدارس في بيروت بعد اكتشاف إصابات بالحصبة.", "تم إغلاق 5 مدارس في بيروت بسبب الحصبة."),
    (
        "بلغ عدد الناخبين المسجلين 8.9 مليون ناخب، بحسب الهيئة العليا للانتخابات.",
        "There are 8.9 million registered voters, according to the electoral commission.",
    ),
    ("لم تستبعد أنقرة إرسال قوات إضافية إلى الحدود.", "Ankara did not rule out sending more troops to the border."),
    ("لم تستبعد أنقرة إرسال قوات إضافية إلى الحدود.", "Ankara may send additional forces to the border."),
    (
        "شكك خبراء في قدرة المصنع على بدء الإنتاج قبل عام 2027.",
        "Experts doubted that the factory could start production before 2027.",
    ),
    (
        "The parties failed to form a government, so new elections will be held in September.",
        "لم تتمكن الأحزاب من تشكيل حكومة وستجرى انتخابات جديدة في أيلول.",
    ),
    (
        "The parties failed to form a government, so new elections will be held in September.",
        "New elections will take place in September after the parties could not form a government.",
    ),
    (
        "Two of the five suspects have been released for lack of evidence.",
        "أفرج عن اثنين من المشتبه بهم الخمسة لعدم كفاية الأدلة.",
    ),
    (
        "Two of the five suspects have been released for lack of evidence.",
        "Two suspects were freed because there was not enough evidence.",
    ),
    (
        "The novel, translated into 30 languages, won the prize in 2019.",
        "فازت الرواية المترجمة إلى ثلاثين لغة بالجائزة عام 2019.",
    ),
    ("The novel, translated into 30 languages, won the prize in 2019.", "The book won the prize in 2019."),
    ("Unemployment fell from 15 to 12 percent last year.", "تراجعت البطالة من 15 إلى 12 في المئة العام الماضي."),
    ("Unemployment fell from 15 to 12 percent last year.", "Last year unemployment dropped to 12 percent."),
    (
        "قال ناجون إن القارب كان يقل نحو مئة شخص عندما غرق.",
        "The boat was carrying about a hundred people when it sank, survivors said.",
    ),
    ("أطلقت الشرطة الغاز المسيل للدموع لتفريق المحتجين.", "Police fired tear gas to disperse protesters."),
    ("أطلقت الشرطة الغاز المسيل للدموع لتفريق المحتجين.", "فرقت الشرطة المحتجين بالغاز المسيل للدموع."),
    (
        "توفي الكاتب في باريس عن 83 عاما بعد صراع طويل مع المرض.",
        "The writer died in Paris aged 83 after a long illness.",
    ),
    ("عينت الحكومة سفيرا جديدا لدى اليابان خلفا للسفير السابق.", "The government named a new ambassador to Japan."),
    (
        "لا تزال الطريق الساحلية مغلقة بسبب الانهيارات الأرضية.",
        "The coastal road is still closed because of landslides.",
    ),
)
THIRD_FALSE: Final[Pairs] = (
    (
        "أعلنت هيئة الأرصاد أن عاصفة رملية ستضرب المنطقة الوسطى مساء الخميس.",
        "A sandstorm hit the central region on Thursday evening.",
    ),
    (
        "أعلنت هيئة الأرصاد أن عاصفة رملية ستضرب المنطقة الوسطى مساء الخميس.",
        "A sandstorm will hit the central region on Friday evening.",
    ),
    (
        "قررت المحكمة الإفراج عن الناشطة بكفالة قدرها عشرة آلاف دينار.",
        "The court refused to release the activist on bail of 10,000 dinars.",
    ),
    (
        "قررت المحكمة الإفراج عن الناشطة بكفالة قدرها عشرة آلاف دينار.",
        "The court ordered the activist released on bail of 10,000 dollars.",
    ),
    (
        "قررت المحكمة الإفراج عن الناشطة بكفالة قدرها عشرة آلاف دينار.",
        "The activist paid 10,000 dinars to the court as a fine.",
    ),
    (
        "أغلقت السلطات خمس مدارس في بيروت بعد اكتشاف إصابات بالحصبة.",
        "Five hospitals in Beirut were shut after measles cases were discovered.",
    ),
    (
        "أغلقت السلطات خمس مدارس في بيروت بعد اكتشاف إصابات بالحصبة.",
        "Five schools in Beirut were reopened after measles cases were discovered.",
    ),
    ("أغلقت السلطات خمس مدارس في بيروت بعد اكتشاف إصابات بالحصبة.", "Five pupils died of measles in Beirut."),
    (
        "بلغ عدد الناخبين المسجلين 8.9 مليون ناخب، بحسب الهيئة العليا للانتخابات.",
        "8.9 million people voted, according to the electoral commission.",
    ),
    (
        "بلغ عدد الناخبين المسجلين 8.9 مليون ناخب، بحسب الهيئة العليا للانتخابات.",
        "There are more than 8.9 million registered voters.",
    ),
    ("لم تستبعد أنقرة إرسال قوات إضافية إلى الحدود.", "Ankara will not send additional troops to the border."),
    ("لم تستبعد أنقرة إرسال قوات إضافية إلى الحدود.", "Ankara sent additional troops to the border."),
    ("شكك خبراء في قدرة المصنع على بدء الإنتاج قبل عام 2027.", "The factory will start production before 2027."),
    (
        "The parties failed to form a government, so new elections will be held in September.",
        "The parties formed a government in September.",
    ),
    (
        "The parties failed to form a government, so new elections will be held in September.",
        "ستجرى انتخابات جديدة في تشرين الأول.",
    ),
    (
        "Two of the five suspects have been released for lack of evidence.",
        "The five suspects have been released for lack of evidence.",
    ),
    (
        "Two of the five suspects have been released for lack of evidence.",
        "Three suspects have been released for lack of evidence.",
    ),
    (
        "The novel, translated into 30 languages, won the prize in 2019.",
        "The novel was shortlisted for the prize in 2019.",
    ),
    ("The novel, translated into 30 languages, won the prize in 2019.", "The novel won 30 prizes in 2019."),
    ("Unemployment fell from 15 to 12 percent last year.", "Unemployment rose from 12 to 15 percent last year."),
    ("Unemployment fell from 15 to 12 percent last year.", "Unemployment fell from 15 to 12 percent this year."),
    ("Unemployment fell from 15 to 12 percent last year.", "Unemployment fell by 12 percent last year."),
    ("قال ناجون إن القارب كان يقل نحو مئة شخص عندما غرق.", "About a hundred people drowned when the boat sank."),
    ("أطلقت الشرطة الغاز المسيل للدموع لتفريق المحتجين.", "Police fired live bullets to disperse protesters."),
    ("أطلقت الشرطة الغاز المسيل للدموع لتفريق المحتجين.", "Protesters fired tear gas at the police."),
    ("توفي الكاتب في باريس عن 83 عاما بعد صراع طويل مع المرض.", "The writer died in London aged 83."),
    ("توفي الكاتب في باريس عن 83 عاما بعد صراع طويل مع المرض.", "The writer was born in Paris 83 years ago."),
    ("عينت الحكومة سفيرا جديدا لدى اليابان خلفا للسفير السابق.", "Japan named a new ambassador."),
    ("لا تزال الطريق الساحلية مغلقة بسبب الانهيارات الأرضية.", "The coastal road is no longer closed."),
    ("لا تزال الطريق الساحلية مغلقة بسبب الانهيارات الأرضية.", "The coastal road was reopened after the landslides."),
    ("لم يصب أحد في الحادث.", "Several people were injured in the accident."),
    ("قلل الوزير من أهمية التقارير عن استقالته.", "The minister resigned."),
    ("تتجه الحكومة إلى رفع الدعم عن الوقود.", "The government lifted fuel subsidies."),
    ("كان يفترض أن تنسحب القوات قبل شهر.", "The troops withdrew a month ago."),
    ("تراجعت الشركة عن قرار تسريح 300 عامل.", "The company laid off 300 workers."),
    ("ألغى البرلمان جلسة التصويت على الدستور.", "Parliament voted on the constitution."),
    ("باستثناء مصر، وافقت جميع الدول على الاتفاق.", "Egypt approved the agreement."),
    ("لم يعترض على القرار سوى نائب واحد.", "Nobody objected to the decision."),
    ("يواجه المدير تهمة الاختلاس.", "The manager embezzled money."),
    ("نجا الرئيس من محاولة اغتيال.", "The president was assassinated."),
)
FOURTH_TRUE: Final[Pairs] = (
    (
        "كشفت التحقيقات أن الحريق اندلع في الطابق الثالث نتيجة تماس كهربائي.",
        "An electrical fault on the third floor started the fire, investigators found.",
    ),
    (
        "كشفت التحقيقات أن الحريق اندلع في الطابق الثالث نتيجة تماس كهربائي.",
        "نجم الحريق عن تماس كهربائي في الطابق الثالث.",
    ),
    (
        "خصصت الحكومة 200 مليون درهم لدعم مربي الماشية المتضررين من الجفاف.",
        "The government set aside 200 million dirhams to support livestock farmers hit by the drought.",
    ),
    (
        "خصصت الحكومة 200 مليون درهم لدعم مربي الماشية المتضررين من الجفاف.",
        "سيتلقى مربو الماشية دعما حكوميا بقيمة 200 مليون درهم.",
    ),
    (
        "وصف المتحدث باسم الكرملين الاتهامات بأنها لا أساس لها.",
        "The Kremlin spokesman called the accusations baseless.",
    ),
    (
        "هبطت الليرة إلى أدنى مستوى لها منذ عشر سنوات أمام الدولار.",
        "The lira fell to its lowest level against the dollar in ten years.",
    ),
    (
        "هبطت الليرة إلى أدنى مستوى لها منذ عشر سنوات أمام الدولار.",
        "بلغت الليرة أدنى مستوياتها مقابل الدولار خلال عشر سنوات.",
    ),
    ("تنتهي مهلة تقديم الطلبات في 15 تشرين الثاني.", "The deadline for applications is 15 November."),
    (
        "أنقذ خفر السواحل 52 مهاجرا بينهم تسع نساء قبالة سواحل ليبيا.",
        "The coast guard rescued 52 migrants, including nine women, off Libya.",
    ),
    (
        "أنقذ خفر السواحل 52 مهاجرا بينهم تسع نساء قبالة سواحل ليبيا.",
        "كان بين المهاجرين الذين أنقذهم خفر السواحل تسع نساء.",
    ),
    ("The committee will publish its report after the elections.", "ستنشر اللجنة تقريرها بعد الانتخابات."),
    (
        "The committee will publish its report after the elections.",
        "The report will not be published before the elections.",
    ),
    (
        "Kenya won the final 2-1 against Uganda thanks to a late goal.",
        "فازت كينيا على أوغندا 2-1 في المباراة النهائية.",
    ),
    (
        "Thousands of tourists were evacuated from the island as the wildfire spread.",
        "أجلي آلاف السياح من الجزيرة مع اتساع حرائق الغابات.",
    ),
    (
        "Thousands of tourists were evacuated from the island as the wildfire spread.",
        "The wildfire forced the evacuation of thousands of tourists.",
    ),
    (
        "The mayor, Karim Nasser, said the bridge would be repaired by spring.",
        "Mayor Karim Nasser said repairs to the bridge would be finished by spring.",
    ),
    (
        "The mayor, Karim Nasser, said the bridge would be repaired by spring.",
        "قال رئيس البلدية كريم ناصر إن الجسر سيرمم بحلول الربيع.",
    ),
    (
        "The hospital has run out of anaesthetics, its director told reporters.",
        "نفدت أدوية التخدير من المستشفى، وفق مديره.",
    ),
    (
        "أصيب أربعة عمال بجروح طفيفة عندما انقلبت رافعة في الميناء.",
        "Four workers were slightly injured when a crane overturned at the port.",
    ),
    ("تعاني المدينة من انقطاع المياه منذ ثلاثة أيام.", "The city has been without water for three days."),
    ("طلبت المعارضة تأجيل الانتخابات شهرين.", "The opposition asked for the elections to be postponed by two months."),
    (
        "ينص الاتفاق على انسحاب القوات خلال 60 يوما.",
        "The agreement provides for the withdrawal of troops within 60 days.",
    ),
    ("لم يحضر الوزير جلسة الاستماع.", "The minister did not attend the hearing."),
    ("لم يحضر الوزير جلسة الاستماع.", "تغيب الوزير عن جلسة الاستماع."),
)
FOURTH_FALSE: Final[Pairs] = (
    (
        "كشفت التحقيقات أن الحريق اندلع في الطابق الثالث نتيجة تماس كهربائي.",
        "The fire was started deliberately on the third floor, investigators found.",
    ),
    (
        "كشفت التحقيقات أن الحريق اندلع في الطابق الثالث نتيجة تماس كهربائي.",
        "The fire broke out on the second floor because of an electrical fault.",
    ),
    (
        "خصصت الحكومة 200 مليون درهم لدعم مربي الماشية المتضررين من الجفاف.",
        "The government spent 200 million dirhams on importing livestock.",
    ),
    (
        "خصصت الحكومة 200 مليون درهم لدعم مربي الماشية المتضررين من الجفاف.",
        "The drought cost livestock farmers 200 million dirhams.",
    ),
    ("وصف المتحدث باسم الكرملين الاتهامات بأنها لا أساس لها.", "The Kremlin spokesman confirmed the accusations."),
    ("وصف المتحدث باسم الكرملين الاتهامات بأنها لا أساس لها.", "The accusations against the Kremlin are true."),
    (
        "هبطت الليرة إلى أدنى مستوى لها منذ عشر سنوات أمام الدولار.",
        "The lira rose to its highest level against the dollar in ten years.",
    ),
    (
        "هبطت الليرة إلى أدنى مستوى لها منذ عشر سنوات أمام الدولار.",
        "The dollar fell to its lowest level against the lira in ten years.",
    ),
    (
        "هبطت الليرة إلى أدنى مستوى لها منذ عشر سنوات أمام الدولار.",
        "The lira fell to its lowest level against the euro in ten years.",
    ),
    ("تنتهي مهلة تقديم الطلبات في 15 تشرين الثاني.", "Applications open on 15 November."),
    ("تنتهي مهلة تقديم الطلبات في 15 تشرين الثاني.", "The deadline for applications is 15 October."),
    ("أنقذ خفر السواحل 52 مهاجرا بينهم تسع نساء قبالة سواحل ليبيا.", "The coast guard rescued 52 women off Libya."),
    ("أنقذ خفر السواحل 52 مهاجرا بينهم تسع نساء قبالة سواحل ليبيا.", "The coast guard arrested 52 migrants off Libya."),
    ("أنقذ خفر السواحل 52 مهاجرا بينهم تسع نساء قبالة سواحل ليبيا.", "Nine migrants drowned off Libya."),
    (
        "The committee will publish its report after the elections.",
        "The committee will publish its report before the elections.",
    ),
    (
        "The committee will publish its report after the elections.",
        "The committee published its report after the elections.",
    ),
    ("The committee will publish its report after the elections.", "لن تنشر اللجنة تقريرها بعد الانتخابات."),
    ("Kenya won the final 2-1 against Uganda thanks to a late goal.", "Uganda won the final 2-1 against Kenya."),
    ("Kenya won the final 2-1 against Uganda thanks to a late goal.", "Kenya won the final 1-2 against Uganda."),
    ("Kenya won the final 2-1 against Uganda thanks to a late goal.", "Kenya lost the final 2-1 against Uganda."),
    (
        "Thousands of tourists were evacuated from the island as the wildfire spread.",
        "Hundreds of tourists were evacuated from the island.",
    ),
    (
        "Thousands of tourists were evacuated from the island as the wildfire spread.",
        "Thousands of residents were evacuated from the island.",
    ),
    (
        "Thousands of tourists were evacuated from the island as the wildfire spread.",
        "Thousands of tourists were trapped on the island as the wildfire spread.",
    ),
    (
        "The mayor, Karim Nasser, said the bridge would be repaired by spring.",
        "Karim Nasser repaired the bridge by spring.",
    ),
    (
        "The mayor, Karim Nasser, said the bridge would be repaired by spring.",
        "The mayor said the bridge would be demolished by spring.",
    ),
    (
        "The mayor, Karim Nasser, said the bridge would be repaired by spring.",
        "The governor, Karim Nasser, said the bridge would be repaired by spring.",
    ),
    (
        "The hospital has run out of anaesthetics, its director told reporters.",
        "The hospital has enough anaesthetics, its director told reporters.",
    ),
    (
        "أصيب أربعة عمال بجروح طفيفة عندما انقلبت رافعة في الميناء.",
        "Four workers were seriously injured when a crane overturned at the port.",
    ),
    (
        "أصيب أربعة عمال بجروح طفيفة عندما انقلبت رافعة في الميناء.",
        "Four workers were killed when a crane overturned at the port.",
    ),
    ("تعاني المدينة من انقطاع المياه منذ ثلاثة أيام.", "The city has had water for three days."),
    ("تعاني المدينة من انقطاع الكهرباء منذ ثلاثة أيام.", "The city has been without water for three days."),
    ("طلبت المعارضة تأجيل الانتخابات شهرين.", "The elections were postponed by two months."),
    ("طلبت المعارضة تأجيل الانتخابات شهرين.", "The government asked for the elections to be postponed by two months."),
    ("ينص الاتفاق على انسحاب القوات خلال 60 يوما.", "The troops withdrew within 60 days."),
    (
        "ينص الاتفاق على انسحاب القوات خلال 60 يوما.",
        "The agreement provides for the withdrawal of troops after 60 days.",
    ),
    ("لم يحضر الوزير جلسة الاستماع.", "The minister attended the hearing."),
    ("لم يحضر الوزير جلسة الاستماع.", "حضر الوزير جلسة الاستماع."),
    ("نفى النادي توقيع اللاعب عقدا مع فريق آخر.", "The player signed a contract with another team."),
    ("قتل الشرطي بالرصاص أثناء مطاردة اللصوص.", "The policeman shot the thieves dead during a chase."),
    ("اشترى رجل الأعمال الصحيفة من الحكومة.", "The government bought the newspaper from the businessman."),
)
FIFTH_TRUE: Final[Pairs] = (
    (
        "اتفق الوزيران خلال اتصال هاتفي على ضرورة وقف القصف على المدنيين.",
        "The two ministers agreed by phone that shelling of civilians must stop.",
    ),
    (
        "دخلت الهدنة حيز التنفيذ منتصف ليل الجمعة في عموم البلاد.",
        "The truce took effect across the country at midnight on Friday.",
    ),
    (
        "دخلت الهدنة حيز التنفيذ منتصف ليل الجمعة في عموم البلاد.",
        "بدأ سريان الهدنة في جميع أنحاء البلاد منتصف ليل الجمعة.",
    ),
    ("لا يشمل الاتفاق الجماعات المصنفة إرهابية.", "The agreement does not cover groups classed as terrorist."),
    ("لا يشمل الاتفاق الجماعات المصنفة إرهابية.", "الجماعات الإرهابية مستثناة من الاتفاق."),
    (
        "أعلن المبعوث الأممي أن المحادثات ستستأنف بعد عشرة أيام.",
        "The talks will resume in ten days, the UN envoy announced.",
    ),
    ("اتهمت موسكو واشنطن بعدم الوفاء بالتزاماتها.", "Moscow accused Washington of not meeting its commitments."),
    (
        "قال المرصد إن 23 شخصا بينهم أطفال قتلوا في غارات على السوق.",
        "According to the observatory, 23 people, children among them, were killed in air strikes on the market.",
    ),
    (
        "دعا الرئيس إلى عقد اجتماع طارئ لمجلس الأمن.",
        "The president called for an emergency meeting of the Security Council.",
    ),
    ("سيطرت القوات الحكومية على ثلاث قرى جنوب المدينة.", "Government forces took three villages south of the city."),
    (
        "عبرت قافلة من عشرين شاحنة محملة بالمساعدات الحدود صباح الأحد.",
        "A convoy of twenty lorries carrying aid crossed the border on Sunday morning.",
    ),
    (
        "نفت أنقرة أن تكون طائراتها قد قصفت مواقع داخل سوريا.",
        "Ankara denied that its aircraft had bombed positions inside Syria.",
    ),
)
FIFTH_FALSE: Final[Pairs] = (
    ("اتفق الوزيران خلال اتصال هاتفي على ضرورة وقف القصف على المدنيين.", "The shelling of civilians has stopped."),
    (
        "اتفق الوزيران خلال اتصال هاتفي على ضرورة وقف القصف على المدنيين.",
        "The two ministers met in Geneva and agreed to stop the shelling of civilians.",
    ),
    (
        "اتفق الوزيران خلال اتصال هاتفي على ضرورة وقف القصف على المدنيين.",
        "The two ministers disagreed on stopping the shelling of civilians.",
    ),
    ("دخلت الهدنة حيز التنفيذ منتصف ليل الجمعة في عموم البلاد.", "The truce took effect at midday on Friday."),
    ("دخلت الهدنة حيز التنفيذ منتصف ليل الجمعة في عموم البلاد.", "The truce ended at midnight on Friday."),
    ("دخلت الهدنة حيز التنفيذ منتصف ليل الجمعة في عموم البلاد.", "The truce collapsed across the country on Friday."),
    ("لا يشمل الاتفاق الجماعات المصنفة إرهابية.", "The agreement covers groups classed as terrorist."),
    ("لا يشمل الاتفاق الجماعات المصنفة إرهابية.", "The agreement covers only groups classed as terrorist."),
    ("أعلن المبعوث الأممي أن المحادثات ستستأنف بعد عشرة أيام.", "The talks resumed after ten days."),
    (
        "أعلن المبعوث الأممي أن المحادثات ستستأنف بعد عشرة أيام.",
        "The talks will last ten days, the UN envoy announced.",
    ),
    (
        "أعلن المبعوث الأممي أن المحادثات ستستأنف بعد عشرة أيام.",
        "The talks will resume in two weeks, the UN envoy announced.",
    ),
    ("اتهمت موسكو واشنطن بعدم الوفاء بالتزاماتها.", "Washington accused Moscow of not meeting its commitments."),
    ("اتهمت موسكو واشنطن بعدم الوفاء بالتزاماتها.", "Washington did not meet its commitments."),
    ("اتهمت موسكو واشنطن بعدم الوفاء بالتزاماتها.", "Moscow praised Washington for meeting its commitments."),
    (
        "قال المرصد إن 23 شخصا بينهم أطفال قتلوا في غارات على السوق.",
        "23 children were killed in air strikes on the market, according to the observatory.",
    ),
    (
        "قال المرصد إن 23 شخصا بينهم أطفال قتلوا في غارات على السوق.",
        "According to the observatory, 23 people were wounded in air strikes on the market.",
    ),
    (
        "قال المرصد إن 23 شخصا بينهم أطفال قتلوا في غارات على السوق.",
        "According to the army, 23 people were killed in air strikes on the market.",
    ),
    (
        "قال المرصد إن 23 شخصا بينهم أطفال قتلوا في غارات على السوق.",
        "According to the observatory, 32 people were killed in air strikes on the market.",
    ),
    (
        "قال المرصد إن 23 شخصا بينهم أطفال قتلوا في غارات على السوق.",
        "According to the observatory, 23 fighters were killed in air strikes on the market.",
    ),
    ("دعا الرئيس إلى عقد اجتماع طارئ لمجلس الأمن.", "The Security Council held an emergency meeting."),
    (
        "دعا الرئيس إلى عقد اجتماع طارئ لمجلس الأمن.",
        "The president cancelled an emergency meeting of the Security Council.",
    ),
    ("سيطرت القوات الحكومية على ثلاث قرى جنوب المدينة.", "Government forces lost three villages south of the city."),
    ("سيطرت القوات الحكومية على ثلاث قرى جنوب المدينة.", "The rebels took three villages south of the city."),
    ("سيطرت القوات الحكومية على ثلاث قرى جنوب المدينة.", "Government forces took three villages north of the city."),
    ("سيطرت القوات الحكومية على ثلاث قرى جنوب المدينة.", "Government forces shelled three villages south of the city."),
    (
        "عبرت قافلة من عشرين شاحنة محملة بالمساعدات الحدود صباح الأحد.",
        "A convoy of twenty lorries was stopped at the border on Sunday morning.",
    ),
    (
        "عبرت قافلة من عشرين شاحنة محملة بالمساعدات الحدود صباح الأحد.",
        "A convoy of twenty lorries carrying weapons crossed the border on Sunday morning.",
    ),
    ("نفت أنقرة أن تكون طائراتها قد قصفت مواقع داخل سوريا.", "Turkish aircraft bombed positions inside Syria."),
    (
        "نفت أنقرة أن تكون طائراتها قد قصفت مواقع داخل سوريا.",
        "Ankara confirmed that its aircraft had bombed positions inside Syria.",
    ),
    ("لم يتوصل الطرفان إلى اتفاق بشأن تبادل الأسرى.", "The two sides reached an agreement on exchanging prisoners."),
    ("لم يتوصل الطرفان إلى اتفاق بشأن تبادل الأسرى.", "توصل الطرفان إلى اتفاق لتبادل الأسرى."),
    ("قال لافروف إن بلاده ستسحب جزءا من قواتها.", "Russia withdrew all its forces, Lavrov said."),
    ("قال لافروف إن بلاده ستسحب جزءا من قواتها.", "Kerry said that Russia will withdraw part of its forces."),
    ("قال لافروف إن بلاده ستسحب جزءا من قواتها.", "Russia will send part of its forces, Lavrov said."),
    (
        "يشترط الوفد الإفراج عن المعتقلين قبل بدء المفاوضات.",
        "The detainees were released before the negotiations began.",
    ),
    (
        "يشترط الوفد الإفراج عن المعتقلين قبل بدء المفاوضات.",
        "The delegation will release the detainees before the negotiations begin.",
    ),
    ("لولا تدخل الجيش لسقطت المدينة.", "The city fell."),
    ("تراجعت حدة القتال في الغوطة لكنه لم يتوقف.", "The fighting in Ghouta has stopped."),
    ("ما زالت ثلاث قرى خارج سيطرة الحكومة.", "Three villages are under the control of the government."),
    ("قد تمدد الهدنة أسبوعا آخر إذا وافق الطرفان.", "The truce was extended for another week."),
)
