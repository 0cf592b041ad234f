"""When a review is due, by the national rule and the council's own choices (rules/review_due.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from alongside.care_management.assessments.policy import within
from alongside.care_management.plans.models import Plan
from alongside.rules import council, registry

from .models import Review


@dataclass(frozen=True)
class Due:
    kind: str
    opens_on: date
    due_on: date
    because: str


def next_review(plan: Plan, *, last_review: date | None, on: date) -> Due:
    """The next planned review. While the support's own first day is not known, the plan's counts."""
    pack = council.load(settings.COUNCIL_PACK)
    facts = {
        "plan_start": _iso(plan.starts_on), "service_start": _iso(plan.support_starts_on or plan.starts_on),
        "last_review": _iso(last_review), "count_from": pack.policy("reviews.count_from", on),
        "months_between": pack.policy("reviews.months_between", on),
    }
    said = registry.decide("review.due", facts, on)
    due_on = said.figures["due_by"]
    assert isinstance(due_on, date), "a signed-off plan has its first day"
    opens = said.figures.get("window_opens")
    # The rule's last sentence says how it stands today; what is kept must be true on any day.
    because = " ".join([*said.because[:-1], f"({said.law[-1]})"])
    if isinstance(opens, date):
        return Due(Review.Kind.SETTLING_IN, opens, due_on, because)
    return Due(
        Review.Kind.YEARLY, due_on - timedelta(weeks=int(pack.policy("reviews.notice_weeks", on))), due_on, because
    )


def asked_for(on: date) -> Due:
    """Held soon: nobody waits for the calendar when something has changed."""
    return Due(Review.Kind.UNPLANNED, on, within("reviews.asked_for_days", on),
               "Somebody asked for it: a plan is reviewed on a reasonable request (Care Act 2014 s27(1)(b)).")


def choice_in_words(on: date) -> str:
    """What the council chose, said on screen: it is guidance and not statute."""
    counted = council.load(settings.COUNCIL_PACK).policy("reviews.count_from", on)
    start = "the start of the plan" if counted == "plan_start" else "the start of the support"
    return (f"The first review can be held from week 6 and is due by the end of week 8, counted from {start} "
            "(the council’s choice). Later ones come round within 12 months. These times are guidance, not statute.")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
