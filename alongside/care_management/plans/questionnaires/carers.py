"""The support plan of a carer (s25(1)): the same plan, around caring and a life beside it."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section
from alongside.rules.eligibility_carer import OUTCOMES

from .outcomes import outcomes
from .parts import AGREEMENT, BUDGET, COMMUNICATION, IF_PLANS_FAIL, MATTERS, NETWORKS, NOT_MET, STRENGTHS

CARERS_SUPPORT_PLAN = Questionnaire(
    "carers_support_plan", 1, "Carer’s support plan",
    (
        Section("matters_part", "What matters, and what is strong", short="What matters",
                questions=(MATTERS, STRENGTHS, NETWORKS, COMMUNICATION), hint="Begin here. The rest follows from it."),
        Section("caring", "The caring", questions=(
            Question("willing", "What they do for the person they care for, and are willing and able to go on doing",
                     "long_text", person_words=True, required=True,
                     missing="Write down what the carer is willing and able to do"),
            Question("life_beside", "What they want beside caring: work, learning, rest, friends", "long_text",
                     person_words=True),
        )),
        *outcomes(OUTCOMES, for_whom="carer"), IF_PLANS_FAIL, NOT_MET, BUDGET, AGREEMENT,
    ),
    law="Care Act 2014 s25",
)
