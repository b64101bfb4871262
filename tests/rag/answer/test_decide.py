"""The decision: answer, refuse or contradict, and from which window."""

from __future__ import annotations

from rag.answer.decide import Decision, decide
from rag.answer.extract import judged
from tests.rag.answer.asking import QUESTION, request
from tests.rag.answer.passages import evidence

LIBRARY = evidence(
    "The Orla library in Vesk was opened again on Thursday after two years of repairs. Its director, Nadia Brin, said that readers had waited long.",
    name="library",
    title="Orla library opens again",
)
DENIAL = evidence(
    "The council of Vesk will not sell the library, the mayor said.", name="denial", title="Council of Vesk"
)


def decided(question: str, *passages: object, threshold: float = 0.22) -> Decision:
    """Return the decision on a question over `passages`."""
    asked = request(question, passages) if passages else request(question)  # type: ignore[arg-type]
    return decide(asked, asked.matcher(), judged(asked), threshold)


def test_a_question_that_is_met_is_answered_from_its_window() -> None:
    """The window that is answered from holds no hard reason."""
    decision = decided(QUESTION)
    assert decision.verdict == "answer"
    assert decision.judged is not None
    assert decision.judged.refused == ()


def test_no_threshold_lets_a_hard_reason_pass() -> None:
    """Another subject is refused whatever else is met."""
    decision = decided("When will the repairs of the Zorvak dam be finished?", threshold=0.0)
    assert decision.verdict == "refuse"
    assert decision.judged is not None
    assert "Zorvak" in {word for reason in decision.judged.refused for word in reason.words}


def test_a_window_that_is_refused_gives_way_to_the_next() -> None:
    """The best window names the library, the next its director."""
    decision = decided("Who is the director of the Orla library in Vesk?", LIBRARY)
    assert decision.verdict == "answer"
    assert decision.judged is not None
    assert "Nadia Brin" in decision.judged.window.text


def test_what_is_denied_is_contradicted_and_what_is_only_asked_is_answered() -> None:
    """ "When did they sell it?" supposes the sale; "will they sell it?" does not."""
    assert decided("When did the council of Vesk sell the library?", DENIAL).verdict == "contradict"
    assert decided("Will the council of Vesk sell the library?", DENIAL).verdict == "answer"


def test_how_somebody_answered_may_be_told_by_a_refusal() -> None:
    """A question that asks how takes nothing for granted that "refused" denies."""
    union = evidence("The union refused the offer of the ministry.", name="union", title="Offer to the union")
    assert decided("How did the union respond to the offer of the ministry?", union).verdict == "answer"


def test_nothing_to_judge_is_refused_without_a_nearest_window() -> None:
    """An empty archive has no window."""
    assert decide(request(QUESTION), request(QUESTION).matcher(), [], 0.0) == Decision("refuse")


def test_how_many_is_contradicted_by_none() -> None:
    """ "They will send none" tells no number, and says more than that none is told."""
    denial = evidence("The council of Vesk will not send lorries to the valley.", name="none", title="Council of Vesk")
    question = "How many lorries did the council of Vesk send to the valley?"
    assert decided(question, denial, threshold=0.15).verdict == "contradict"


def test_who_holds_an_office_supposes_no_deed() -> None:
    """What the minister denies contradicts nobody who asks who the minister is."""
    denial = evidence("نفى وزير الداخلية كريم حداد وجود شركة أجنبية في المرفأ.", name="none", title="الوزير ينفي")
    assert decided("من هو وزير الداخلية؟", denial).verdict == "answer"
