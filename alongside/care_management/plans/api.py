"""A person's plans over the API."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from alongside.foundation.api import (
    About,
    Coded,
    Listed,
    Pages,
    answers,
    chosen,
    coded,
    listed,
    local,
    name_of,
    room_router,
)
from alongside.foundation.permissions import needs
from alongside.people.people.opening import open_person

from .models import Plan

router = room_router("care management")


class PlanListed(Schema):
    id: int
    kind: Coded | None
    in_force: bool
    starts_on: date | None
    support_starts_on: date | None
    agreed: Coded | None
    agreed_on: date | None
    weekly_cost: str = Field(description="pounds a week")
    outcomes: list[str] = Field(description="what the person wants, in their words")
    written_by: str | None
    signed_off_at: datetime | None
    signed_off_by: str | None
    ended_on: date | None
    end_reason: Coded | None
    url: str


@router.get("/{int:subject_id}/plans", response=answers(Listed[PlanListed]), summary="Plans, newest first")
@needs("plans.see")
def plans(request: HttpRequest, subject_id: About, paging: Pages) -> Any:
    person = open_person(request, subject_id, "plans")
    today = timezone.localdate()
    rows = Plan.objects.of(person.subject).with_everything().newest_first()
    return listed(rows, paging, lambda plan: {
        "id": plan.pk, "kind": chosen(plan, "kind"), "in_force": plan.is_in_force(today), "starts_on": plan.starts_on,
        "support_starts_on": plan.support_starts_on, "agreed": chosen(plan, "agreed"), "agreed_on": plan.agreed_on,
        "weekly_cost": str(plan.weekly_cost), "outcomes": [outcome.words for outcome in plan.outcomes.all()],
        "written_by": name_of(plan.written_by), "signed_off_at": local(plan.signed_off_at),
        "signed_off_by": name_of(plan.signed_off_by), "ended_on": plan.ended_on,
        "end_reason": coded("plan_end_reason", plan.end_reason),
        "url": reverse("plans:read", args=[plan.subject_id, plan.pk]),
    })
