"""The assessment of somebody who cares for an adult (Care Act 2014 s10)."""

from __future__ import annotations

from alongside.care_management.assessments.questionnaires.sections.taking_part import ADVOCACY
from alongside.care_management.assessments.questionnaires.sections.wellbeing import WELLBEING
from alongside.foundation.questionnaires import Questionnaire

from .sections import CARING, CONTINGENCY, HEALTH, IN_SUM, INFORMATION, LIFE, OUTCOME_SECTION, WHO

CARER = Questionnaire(
    "carers_assessment",
    1,
    "Carer’s assessment",
    (WHO, ADVOCACY, LIFE, CARING, HEALTH, OUTCOME_SECTION, WELLBEING, CONTINGENCY, INFORMATION, IN_SUM),
    law="Care Act 2014 s10",
)
