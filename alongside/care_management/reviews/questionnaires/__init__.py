from alongside.foundation.questionnaires import Covered, register

from .plan_review import PLAN_REVIEW

register(PLAN_REVIEW, covered=Covered("reviews.record"))
