"""The full needs assessment: each outcome on a page of its own."""

from __future__ import annotations

from alongside.foundation.questionnaires import Questionnaire

from .sections.at_eighteen import AT_EIGHTEEN_IF_CHOSEN
from .sections.daily_living import DAILY_LIVING_IF_CHOSEN
from .sections.health import HEALTH
from .sections.help_now import WHO_HELPS
from .sections.in_sum import IN_SUM
from .sections.outcomes import EACH_OUTCOME
from .sections.risks import RISK
from .sections.sight_and_hearing import SIGHT_AND_HEARING_IF_CHOSEN
from .sections.strengths import STRENGTHS_AND_WISHES
from .sections.taking_part import TAKING_PART
from .sections.wellbeing import WELLBEING
from .sections.who_took_part import WHO_TOOK_PART

FULL = Questionnaire(
    "assessment_full",
    1,
    "Needs assessment",
    (
        WHO_TOOK_PART,
        TAKING_PART,
        STRENGTHS_AND_WISHES,
        HEALTH,
        *EACH_OUTCOME,
        DAILY_LIVING_IF_CHOSEN,
        SIGHT_AND_HEARING_IF_CHOSEN,
        AT_EIGHTEEN_IF_CHOSEN,
        WELLBEING,
        WHO_HELPS,
        RISK,
        IN_SUM,
    ),
    law="Care Act 2014 s9; SI 2014/2827",
)
