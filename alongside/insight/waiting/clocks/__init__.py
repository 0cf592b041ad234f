"""The waits the council counts from its own records, one a file: what starts each, stops it and pauses it."""

from .allocation import CLOCK as ALLOCATION
from .assessment import CLOCK as ASSESSMENT
from .carers_assessment import CLOCK as CARERS_ASSESSMENT
from .clock import Clock, Wait
from .plan import CLOCK as PLAN
from .referral import CLOCK as REFERRAL
from .review import CLOCK as REVIEW

CLOCKS: dict[str, Clock] = {
    clock.key: clock for clock in (REFERRAL, ALLOCATION, ASSESSMENT, CARERS_ASSESSMENT, PLAN, REVIEW)
}

__all__ = ["CLOCKS", "Clock", "Wait"]
