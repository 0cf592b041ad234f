"""A sensory assessment: sight and hearing, and the outcomes in short."""

from __future__ import annotations

from alongside.foundation.questionnaires import Questionnaire

from .sections.health import HEALTH
from .sections.help_now import WHO_HELPS
from .sections.in_sum import IN_SUM
from .sections.outcomes import ALL_IN_SHORT
from .sections.risks import RISK
from .sections.sight_and_hearing import SIGHT_AND_HEARING
from .sections.strengths import STRENGTHS_AND_WISHES
from .sections.taking_part import TAKING_PART
from .sections.wellbeing import WELLBEING
from .sections.who_took_part import WHO_IN_SHORT

SENSORY = Questionnaire(
    "assessment_sensory",
    1,
    "Sensory assessment",
    (
        WHO_IN_SHORT,
        TAKING_PART,
        STRENGTHS_AND_WISHES,
        HEALTH,
        SIGHT_AND_HEARING,
        ALL_IN_SHORT,
        WELLBEING,
        WHO_HELPS,
        RISK,
        IN_SUM,
    ),
    law="Care Act 2014 s9; SI 2014/2827 reg 6",
)
