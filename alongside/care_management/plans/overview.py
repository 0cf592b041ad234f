"""What stands on the tab "Plan and reviews"."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.care_management.eligibility.models import Determination
from alongside.front_door.bookings.models import PlanningSession

from . import presenters
from .models import Plan, ShortTermSupport


def of(subject: Any, user: Any) -> dict[str, Any]:
    today = timezone.localdate()
    plans = list(Plan.objects.of(subject).select_related(
        "subject", "written_by", "signed_off_by").with_support().newest_first())
    standing = [plan for plan in plans if plan.is_in_force(today) or plan.is_to_come(today)]
    writing = [plan for plan in plans if plan.is_being_written]
    return {
        "standing": presenters.cards(standing, today),
        "writing": [(plan, presenters.title(plan), presenters.tag(plan, today)) for plan in writing],
        "earlier": [(plan, presenters.title(plan), presenters.tag(plan, today)) for plan in plans
                    if plan.ended_on and plan not in standing],
        "short_term": presenters.in_place(ShortTermSupport.objects.of(subject).newest_first()),
        "to_plan": _to_plan(subject, plans) if user.may("plans.write") else [],
        "sessions": _wellbeing_plans(subject) if user.may("bookings.see") else [],
    }


def _to_plan(subject: Any, plans: list[Plan]) -> list[Determination]:
    """Decisions that say there are needs to meet, and no plan has been begun on them."""
    begun = {plan.determination_id for plan in plans if plan.signed_off_at or not plan.ended_on}
    return [one for one in Determination.objects.of(subject).standing().with_everything()
            if one.pk not in begun and any(need.council_meets_it for need in one.needs.all())]


def _wellbeing_plans(subject: Any) -> list[tuple[Any, list[str]]]:
    """Plans from planning sessions: no assessment, no statutory count; shown where somebody would look for a plan."""
    held = PlanningSession.objects.filter(subject=subject, held_at__isnull=False).select_related(
        "response", "facilitator").order_by("-held_at")
    return [(session, [row.get("outcome", "") for row in session.response.answers.get("outcomes") or []])
            for session in held]
