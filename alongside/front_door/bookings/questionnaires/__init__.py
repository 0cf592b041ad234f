from alongside.foundation.questionnaires import Covered, register

from .wellbeing_plan import WELLBEING_PLAN

register(WELLBEING_PLAN, covered=Covered("bookings.record"))
