"""The care and support plan of an adult (s25(1))."""

from __future__ import annotations

from alongside.foundation.questionnaires import Questionnaire, Section
from alongside.rules.eligibility_adult import OUTCOMES

from .outcomes import outcomes
from .parts import AGREEMENT, BUDGET, COMMUNICATION, IF_PLANS_FAIL, MATTERS, NETWORKS, NOT_MET, STRENGTHS

CARE_AND_SUPPORT_PLAN = Questionnaire(
    "care_and_support_plan", 1, "Care and support plan",
    (
        Section("matters_part", "What matters, and what is strong", short="What matters",
                questions=(MATTERS, STRENGTHS, NETWORKS, COMMUNICATION), hint="Begin here. The rest follows from it."),
        *outcomes(OUTCOMES), IF_PLANS_FAIL, NOT_MET, BUDGET, AGREEMENT,
    ),
    law="Care Act 2014 s25",
)
