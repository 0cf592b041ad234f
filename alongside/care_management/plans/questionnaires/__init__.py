from alongside.foundation.questionnaires import Covered, register

from .care_and_support import CARE_AND_SUPPORT_PLAN
from .carers import CARERS_SUPPORT_PLAN

register(CARE_AND_SUPPORT_PLAN, CARERS_SUPPORT_PLAN, covered=Covered("plans.write"))
