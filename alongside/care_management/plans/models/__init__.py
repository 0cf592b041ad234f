"""Plans: a version with its outcomes and copies, its lines of support, and short-term support beside plans."""

from .plan import REACHES_ITS_FIRST_DAY, SET_ASIDE, Copy, Outcome, Plan, PlanQuerySet
from .support import ShortTermSupport, Support, SupportQuerySet

__all__ = [
    "REACHES_ITS_FIRST_DAY", "SET_ASIDE", "Copy", "Outcome", "Plan", "PlanQuerySet", "ShortTermSupport", "Support",
    "SupportQuerySet",
]
