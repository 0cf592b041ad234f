"""Finding the plan of an address, on a record that the user may open."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from alongside.care_management.plans.models import Plan
from alongside.foundation.access.opening import open_subject
from alongside.foundation.subjects.models import Subject

TAB = "plans"


def open_plan(request: HttpRequest, subject_id: int, plan_id: int) -> tuple[Subject, Plan]:
    subject = open_subject(request, subject_id, "plan")
    plan = Plan.objects.of(subject).with_everything().filter(pk=plan_id).first()
    if plan is None:
        raise Http404("This person has no plan with that number.")
    return subject, plan
