"""Questions that take for granted what a sentence denies."""

from __future__ import annotations

import pytest

from rag.answer.premise import denied_words
from rag.search.question import read_question

DENIED = (
    ("Why did the army send troops into the valley?", "أكد الجيش أنه لن يدفع بقوات إلى الوادي."),
    ("When will the government send troops to the valley?", "The government will not send troops to the valley."),
    ("When will the government send troops to the valley?", "أكد الوزير أن الحكومة لن ترسل قوات إلى الوادي."),
    ("لماذا أرسلت الحكومة قوات إلى الوادي؟", "أكد الوزير أن الحكومة لن ترسل قوات إلى الوادي."),
    ("لماذا أرسلت الحكومة قوات إلى الوادي؟", "The government will not send troops to the valley."),
    ("What fraud did the board find?", "The board did not find any fraud."),
    ("When is the second round of the election?", "No second round is needed, the board said."),
    ("Why did the mayor resign?", "The mayor denied that he had resigned."),
    ("متى استقال المدرب؟", "نفى المدرب أنه استقال."),
    ("متى أغلق المستشفى أبوابه؟", "وأضافت أن المستشفى لم يغلق أبوابه."),
    ("How many prisoners did the two sides exchange?", "The two sides have not exchanged prisoners so far."),
    ("Why did the brigades sign the agreement?", "The brigades refused to sign the agreement."),
    ("متى تم تمديد الهدنة؟", "لم تعلن أي جهة تمديد الهدنة."),
    ("When was the reservoir emptied?", "The reservoir has not been emptied."),
    ("Why did the club buy the stadium?", "The club does not intend to buy the stadium."),
    ("لماذا اشترى النادي الملعب؟", "أكدت المديرة أن النادي لا ينوي شراء الملعب."),
    ("When did the company close the factory?", "استبعدت المديرة، وهي مهندسة سابقة، أن تغلق الشركة المصنع."),
    ("Which country will the lawyer's client leave for?", "The lawyer said her client would not leave the country."),
)
KEPT = (
    ("Why will the government not send troops?", "The government will not send troops to the valley."),
    ("لماذا لن ترسل الحكومة قوات؟", "أكد الوزير أن الحكومة لن ترسل قوات إلى الوادي."),
    ("Who refused to sign the agreement?", "The brigades refused to sign the agreement."),
    (
        "Who was acquitted of defamation?",
        "The judge acquitted the journalist of defamation. He had not been held in prison.",
    ),
    ("When was the bridge opened?", "The bridge was opened on 18 May. The minister did not say what it had cost."),
    ("When will the prisoners be exchanged?", "The two sides have not exchanged prisoners so far."),
    ("What is still holding in the valley?", "لا تزال الهدنة صامدة في الوادي."),
    ("كم عدد الإصابات بالكوليرا؟", "سجل المستشفى 18 إصابة بالكوليرا ولم يسجل أي وفاة."),
    ("Who is the governor of the valley?", "The governor of the valley, Yusuf Amin, has not left his post."),
    ("متى بدأت الهدنة؟", "بدأت الهدنة يوم الجمعة وهي لا تشمل طريق المطار."),
    ("Which two companies guarantee the loan?", "The two companies will not leave the loan without a guard."),
    ("متى زار الوفد تونس؟", "زار الوفد تونس يوم الأحد، وقال إن الخطة ليست تونسية."),
    ("Which country was condemned by the council?", "أدان المجلس تدخل مصر، وهو ما أثار رفض عدد من الدول."),
    ("What is the price of bread?", "The price of bread is 500 lira and will not change."),
)


@pytest.mark.parametrize(("question", "sentence"), DENIED)
def test_a_sentence_that_denies_what_a_question_supposes_is_found(question: str, sentence: str) -> None:
    """The denial is found in either language, and its words are the sentence's own."""
    words = denied_words(read_question(question), sentence)
    assert words is not None
    assert words in sentence


@pytest.mark.parametrize(("question", "sentence"), KEPT)
def test_a_denial_of_something_else_or_one_that_is_asked_for_contradicts_nothing(question: str, sentence: str) -> None:
    """A question is contradicted only by a denial of what it supposes."""
    assert denied_words(read_question(question), sentence) is None
