"""An occupational therapy assessment: daily living and equipment, and the outcomes in short."""

from __future__ import annotations

from alongside.foundation.questionnaires import Questionnaire

from .sections.daily_living import DAILY_LIVING
from .sections.health import HEALTH
from .sections.help_now import WHO_HELPS
from .sections.in_sum import IN_SUM
from .sections.outcomes import ALL_IN_SHORT
from .sections.risks import RISK
from .sections.strengths import STRENGTHS_AND_WISHES
from .sections.taking_part import TAKING_PART
from .sections.wellbeing import WELLBEING
from .sections.who_took_part import WHO_IN_SHORT

OCCUPATIONAL_THERAPY = Questionnaire(
    "assessment_occupational_therapy",
    1,
    "Occupational therapy assessment",
    (
        WHO_IN_SHORT,
        TAKING_PART,
        STRENGTHS_AND_WISHES,
        HEALTH,
        DAILY_LIVING,
        ALL_IN_SHORT,
        WELLBEING,
        WHO_HELPS,
        RISK,
        IN_SUM,
    ),
    law="Care Act 2014 s9",
)
