"""The assessment of somebody who cares for an adult (Care Act 2014 s10)."""

from __future__ import annotations

from alongside.care_management.assessments.questionnaires.sections.taking_part import ADVOCACY
from alongside.care_management.assessments.questionnaires.sections.wellbeing import WELLBEING
from alongside.care_management.assessments.questionnaires.supported_self import SUPPORT
from alongside.foundation.questionnaires import Questionnaire

from .sections import CARING, CONTINGENCY, HEALTH, IN_SUM, INFORMATION, LIFE, OUTCOME_SECTION, WHO

# As the carer began it themselves: the same, and how they were supported and how the worker made sure.
SELF_ASSESSED = Questionnaire(
    "carers_assessment_supported_self",
    1,
    "Carer’s supported self-assessment",
    (WHO, ADVOCACY, LIFE, CARING, HEALTH, OUTCOME_SECTION, SUPPORT, WELLBEING, CONTINGENCY, INFORMATION, IN_SUM),
    law="Care Act 2014 s10; SI 2014/2827 reg 2",
)
CARER = Questionnaire(
    "carers_assessment",
    1,
    "Carer’s assessment",
    (WHO, ADVOCACY, LIFE, CARING, HEALTH, OUTCOME_SECTION, WELLBEING, CONTINGENCY, INFORMATION, IN_SUM),
    law="Care Act 2014 s10",
)
