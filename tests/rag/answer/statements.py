"""Statements beside sentences of invented articles: what a careful reader would accept, and what he would strike out."""

from __future__ import annotations

from typing import Final

# (what the article says, a statement that it bears out): paraphrases as a good model writes them.
GOOD: Final[tuple[tuple[str, str], ...]] = (
    # English over English
    (
        "Repairs of the Dahab dam will be finished on 15 May 2024, chief engineer Rana Saleh said on Sunday.",
        "The repairs of the Dahab dam will be completed on 15 May 2024, according to chief engineer Rana Saleh.",
    ),
    ("Workers are replacing three of the eight gates.", "Three of the eight gates are being replaced."),
    (
        "The repairs cost 12 million dinars and are paid by the water ministry.",
        "The water ministry pays for the repairs, which cost 12 million dinars.",
    ),
    (
        "Omar Shadid won the election for mayor of Harbour City with 52 percent of the vote.",
        "Omar Shadid was elected mayor of Harbour City with 52% of the vote.",
    ),
    (
        "The head of the board, Layla Nassar, put the turnout at 61 percent.",
        "Turnout was 61 percent, according to Layla Nassar, the head of the board.",
    ),
    (
        "Judge Karima Haddad on Thursday acquitted the journalist Sami Aoud of defamation.",
        "The journalist Sami Aoud was acquitted of defamation by Judge Karima Haddad.",
    ),
    (
        "The court fined his newspaper 300 dinars for a late correction.",
        "The newspaper was fined 300 dinars by the court over a late correction.",
    ),
    (
        "The Qasr bridge was opened on 18 May 2024, two years later than planned.",
        "The Qasr bridge opened on 18 May 2024, two years late.",
    ),
    (
        "It was the seventeenth storm of the year; nineteen people died on the coast.",
        "Nineteen people died on the coast.",
    ),
    ("Nineteen people died on the coast and 7 are missing.", "19 people died on the coast."),
    (
        "The talks in Marsa ended on Friday without a new deal, envoy Maria Holm said.",
        "The talks in Marsa ended on Friday without a deal, Maria Holm said.",
    ),
    (
        "The army put the number of people killed before the ceasefire at 31.",
        "According to the army, 31 people were killed before the ceasefire.",
    ),
    (
        "The river rose by two metres overnight and flooded the lower market.",
        "The lower market was flooded when the river rose two metres overnight.",
    ),
    (
        "The museum, which closed in 2019, has reopened after a five-year restoration.",
        "The museum reopened after five years of restoration.",
    ),
    (
        "Fishermen blame the new harbour wall for smaller catches.",
        "Fishermen say the new harbour wall has made their catches smaller.",
    ),
    (
        "The airline cancelled 40 flights on Monday because of fog.",
        "Fog led the airline to cancel 40 flights on Monday.",
    ),
    ("Sami Aoud accused Walid Tamer of lying.", "Walid Tamer was accused of lying by Sami Aoud."),
    ("The court fined his newspaper.", "The newspaper was fined by the court."),
    ("Police arrested two men after the fire at the mill.", "Two men were arrested by the police after the mill fire."),
    # Arabic over Arabic
    (
        "بدأت في سهل الريحان صباح الجمعة 10 تشرين الثاني 2023 هدنة تستمر أربعة أيام بين لواء النهر وحرس الجبل.",
        "بدأت الهدنة في سهل الريحان يوم 10 نوفمبر 2023.",
    ),
    (
        "بدأت في سهل الريحان صباح الجمعة 10 تشرين الثاني 2023 هدنة تستمر أربعة أيام بين لواء النهر وحرس الجبل.",
        "تستمر الهدنة بين لواء النهر وحرس الجبل 4 أيام.",
    ),
    (
        "وقال رئيس البلدية سامي درويش إن الهدنة تسمح بدخول سبع شاحنات محملة بالطحين.",
        "قال سامي درويش إن الهدنة تسمح بدخول سبع شاحنات طحين.",
    ),
    (
        "أفاد مستشفى الوادي بأن المعارك التي سبقت الاتفاق أسفرت عن مقتل ٢٣ شخصا.",
        "قتل 23 شخصا في المعارك بحسب مستشفى الوادي.",
    ),
    (
        "قالت وزيرة الاقتصاد هدى قاسم إن سعر ربطة الخبز سيبقى 500 ليرة.",
        "سيبقى سعر ربطة الخبز 500 ليرة، وفق وزيرة الاقتصاد هدى قاسم.",
    ),
    (
        "أعلنت الطبيبة سلمى بدر، مديرة مستشفى الأمل، تسجيل 18 إصابة بالكوليرا.",
        "سجل مستشفى الأمل 18 إصابة بالكوليرا، بحسب مديرته سلمى بدر.",
    ),
    ("ومن المنتظر أن تصل اللقاحات في نهاية نيسان، وهي هبة من جمعية بلسم.", "من المتوقع وصول اللقاحات في نهاية نيسان."),
    (
        "فاز فريق الميناء على فريق النهر بهدفين لهدف في نهائي الكأس أمام 8400 متفرج.",
        "فاز الميناء على النهر بهدفين مقابل هدف في نهائي الكأس.",
    ),
    ("وسجل رامي حداد هدفي الميناء.", "رامي حداد هو الذي سجل هدفي الميناء."),
    (
        "دخل وقف إطلاق النار حيز التنفيذ يوم 2 آذار 2024 بعد وساطة قادتها المبعوثة الأممية ماريا هولم.",
        "بدأ وقف إطلاق النار في 2 مارس 2024 بوساطة المبعوثة الأممية ماريا هولم.",
    ),
    ("خرق الاتفاق 14 مرة منذ بدئه، معظمها من جانب حرس الجبل.", "سجل 14 خرقا للاتفاق منذ بدئه."),
    ("أغلقت الشرطة الطريق الساحلي أمس بعد انهيار صخري.", "أغلقت الشرطة الطريق الساحلي بسبب انهيار صخري."),
    # English over Arabic
    (
        "أعلنت وزارة الدفاع أن خمسة جنود قتلوا في انفجار لغم قرب الحدود.",
        "Five soldiers were killed in a mine explosion near the border, the defence ministry announced.",
    ),
    (
        "قتل 23 شخصا في المعارك التي سبقت الاتفاق.",
        "Twenty-three people were killed in the fighting before the agreement.",
    ),
    (
        "قال وزير الخارجية الروسي سيرغي لافروف إن الهدنة بدأت في 27 شباط 2016.",
        "Russian Foreign Minister Sergei Lavrov said the truce began on 27 February 2016.",
    ),
    (
        "وصل المبعوث الأممي إلى العاصمة لإجراء محادثات مع الحكومة.",
        "The UN envoy arrived in the capital for talks with the government.",
    ),
    (
        "قالت وزيرة الاقتصاد هدى قاسم إن سعر ربطة الخبز سيبقى 500 ليرة.",
        "The price of bread will remain 500 lira, said Economy Minister Huda Qasim.",
    ),
    (
        "استقال رئيس الوزراء بعد احتجاجات استمرت ثلاثة أسابيع.",
        "The prime minister resigned after three weeks of protests.",
    ),
    (
        "فاز المنتخب التونسي على نظيره المغربي بثلاثة أهداف مقابل هدف.",
        "The Tunisian team beat the Moroccan team by three goals to one.",
    ),
    (
        "أعلنت منظمة الصحة العالمية تسجيل 18 إصابة بالكوليرا في المدينة.",
        "The World Health Organization announced 18 cases of cholera in the city.",
    ),
    ("ارتفعت أسعار النفط بنسبة 3 في المئة يوم الثلاثاء.", "Oil prices rose by 3 percent on Tuesday."),
    ("وافق البرلمان على الموازنة بأغلبية 120 صوتا.", "Parliament approved the budget with 120 votes."),
    # Arabic over English
    (
        "Five soldiers were killed when a mine exploded near the border, the defence ministry said.",
        "قالت وزارة الدفاع إن خمسة جنود قتلوا في انفجار لغم قرب الحدود.",
    ),
    (
        "The United Nations envoy arrived in the capital on Tuesday for talks with the government.",
        "وصل مبعوث الأمم المتحدة إلى العاصمة يوم الثلاثاء لإجراء محادثات مع الحكومة.",
    ),
    ("The truce began on 27 February 2016, Sergei Lavrov said.", "بدأت الهدنة في 27 فبراير 2016، بحسب سيرغي لافروف."),
    ("The earthquake killed 120 people and injured hundreds.", "أسفر الزلزال عن مقتل 120 شخصا وإصابة المئات."),
    ("Parliament approved the budget by 120 votes to 80.", "وافق البرلمان على الموازنة بـ120 صوتا مقابل 80."),
    ("The president and the king met in Amman to discuss the border.", "التقى الرئيس والملك في عمان لبحث الحدود."),
    (
        "The court sentenced the former minister to seven years in prison.",
        "حكمت المحكمة على الوزير السابق بالسجن سبع سنوات.",
    ),
)

# (what the article says, a statement that it does not bear out, what is wrong with it)
BAD: Final[tuple[tuple[str, str, str], ...]] = (
    # numbers
    ("Workers are replacing three of the eight gates.", "Four of the eight gates are being replaced.", "number"),
    (
        "Workers are replacing three of the eight gates.",
        "Eight of the three gates are being replaced, 24 in all.",
        "number",
    ),
    ("The fire killed 12 people and injured 40.", "The fire killed 40 people.", "number"),
    ("The fire killed 12 people and injured 40.", "أسفر الحريق عن مقتل 40 شخصا.", "number"),
    ("قتل 12 شخصا وأصيب 40 في الحريق.", "The fire killed 40 people.", "number"),
    ("قتل ٢٣ شخصا في المعارك.", "قتل ٣٢ شخصا في المعارك.", "number"),
    ("The repairs cost 12 million dinars.", "The repairs cost 12 dinars.", "number"),
    ("The repairs cost 12 million dinars.", "The repairs cost 12 billion dinars.", "number"),
    ("He won with 52 percent of the vote.", "He won with 52 votes.", "number"),
    ("About 3,000 people marched through the town.", "About 300 people marched through the town.", "number"),
    # dates
    ("The bridge was opened on 18 May 2024.", "The bridge was opened on 18 May 2023.", "date"),
    ("The bridge was opened on 18 May 2024.", "The bridge was opened on 19 May 2024.", "date"),
    ("The bridge was opened on 18 May 2024.", "افتتح الجسر في 18 حزيران 2024.", "date"),
    ("بدأت الهدنة في 27 شباط 2016.", "The truce began on 27 March 2016.", "date"),
    ("بدأت الهدنة في 27 شباط 2016.", "بدأت الهدنة في 27 آذار 2016.", "date"),
    ("The market closed on 3 May and reopened on 5 June.", "The market reopened on 3 May.", "date"),
    ("The talks ended on Friday.", "The talks ended on Thursday.", "date"),
    ("The truce began in 2016.", "The truce began on 27 February 2016.", "date"),
    # names
    (
        "Judge Karima Haddad acquitted the journalist Sami Aoud.",
        "Judge Karim Haddad acquitted the journalist Sami Aoud.",
        "name",
    ),
    (
        "Judge Karima Haddad acquitted the journalist Sami Aoud.",
        "Judge Karima Haddad acquitted the journalist Sami Nimr.",
        "name",
    ),
    (
        "قال وزير الخارجية سيرغي لافروف إن الهدنة صامدة.",
        "Foreign Minister John Kerry said the truce was holding.",
        "name",
    ),
    ("قال وزير الخارجية سيرغي لافروف إن الهدنة صامدة.", "قال وزير الخارجية جون كيري إن الهدنة صامدة.", "name"),
    ("قالت المديرة كريمة حداد إن المستشفى مفتوح.", "The director Karim Haddad said the hospital is open.", "name"),
    ("The envoy Maria Holm arrived in Marsa.", "The envoy Maria Holm arrived in Damascus.", "unsupported"),
    ("وصل المبعوث إلى دمشق.", "The envoy arrived in Beirut.", "unsupported"),
    ("The Russian foreign minister arrived in Cairo.", "The Turkish foreign minister arrived in Cairo.", "unsupported"),
    # the subject
    ("Yusuf Amin is the governor of the valley.", "Yusuf Amin was arrested.", "unsupported"),
    ("Repairs of the Dahab dam are on schedule.", "The Dahab dam has collapsed.", "unsupported"),
    ("Repairs of the Dahab dam are on schedule.", "انهار سد دهب.", "unsupported"),
    ("أعلنت الطبيبة سلمى بدر تسجيل إصابات بالكوليرا.", "سلمى بدر فرت من البلاد.", "unsupported"),
    ("أعلنت الطبيبة سلمى بدر تسجيل إصابات بالكوليرا.", "Salma Badr fled the country.", "unsupported"),
    ("The head of the board put the turnout at 61 percent.", "The head of the board resigned.", "unsupported"),
    (
        "Omar Shadid won the election for mayor of Harbour City.",
        "Omar Shadid bought the election for mayor of Harbour City with stolen money.",
        "unsupported",
    ),
    ("The company opened a mine near Qasr.", "The company closed a mine near Qasr.", "unsupported"),
    ("The minister praised the police.", "The minister criticised the police.", "unsupported"),
    ("أشاد الوزير بالشرطة.", "انتقد الوزير الشرطة.", "unsupported"),
    ("ارتفعت أسعار النفط يوم الثلاثاء.", "انخفضت أسعار النفط يوم الثلاثاء.", "unsupported"),
    ("Oil prices rose on Tuesday.", "Oil prices fell on Tuesday.", "unsupported"),
    ("ارتفعت أسعار النفط يوم الثلاثاء.", "Oil prices fell on Tuesday.", "unsupported"),
    ("The port beat the river in the final.", "The river beat the port in the final.", "roles"),
    ("فاز فريق الميناء على فريق النهر في النهائي.", "فاز فريق النهر على فريق الميناء في النهائي.", "roles"),
    ("Sami Aoud accused Walid Tamer of lying.", "Walid Tamer accused Sami Aoud of lying.", "roles"),
    ("Sami Aoud accused Walid Tamer of lying.", "Sami Aoud was accused by Walid Tamer of lying.", "roles"),
    ("اتهم سامي عودة وليد تامر بالكذب.", "Walid Tamer accused Sami Aoud of lying.", "roles"),
    (
        "قررت الحكومة رفع أسعار الوقود بنسبة 10 في المئة.",
        "The government decided to cut fuel prices by 10 percent.",
        "unsupported",
    ),
    ("A judge ordered the release of 12 protesters.", "A judge ordered the release of 12 soldiers.", "unsupported"),
    # what is still to come
    ("The exchange will take place on Monday.", "The exchange has taken place.", "certainty"),
    ("Repairs will be finished in May.", "Repairs were finished in May.", "certainty"),
    # addresses and markup
    (
        "The minister praised the police.",
        "The minister praised the police, see https://evil.example/login.",
        "unsupported",
    ),
    ("The minister praised the police.", "The minister <b>praised</b> the police.", "form"),
)
