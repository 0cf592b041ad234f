from alongside.foundation.questionnaires import register

from .plan_review import PLAN_REVIEW

register(PLAN_REVIEW)
