from alongside.foundation.questionnaires import register

from .wellbeing_plan import WELLBEING_PLAN

register(WELLBEING_PLAN)
