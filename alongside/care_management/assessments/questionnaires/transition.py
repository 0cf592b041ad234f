"""A child's needs assessment before 18 (Care Act 2014 s58): the adult outcomes as they are likely to be."""

from __future__ import annotations

from alongside.foundation.questionnaires import Questionnaire

from .sections.at_eighteen import AT_EIGHTEEN
from .sections.health import HEALTH
from .sections.help_now import WHO_HELPS
from .sections.in_sum import IN_SUM
from .sections.outcomes import ALL_IN_SHORT
from .sections.risks import RISK
from .sections.strengths import STRENGTHS_AND_WISHES
from .sections.taking_part import TAKING_PART
from .sections.wellbeing import WELLBEING
from .sections.who_took_part import WHO_IN_SHORT

TRANSITION = Questionnaire(
    "assessment_child_transition",
    1,
    "Child’s needs assessment before 18",
    (
        WHO_IN_SHORT,
        TAKING_PART,
        STRENGTHS_AND_WISHES,
        AT_EIGHTEEN,
        HEALTH,
        ALL_IN_SHORT,
        WELLBEING,
        WHO_HELPS,
        RISK,
        IN_SUM,
    ),
    law="Care Act 2014 ss58, 59, 66",
)
