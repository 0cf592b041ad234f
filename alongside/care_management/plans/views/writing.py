"""Writing a plan: starting, going on, taking over, a new version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.care_management.eligibility.models import Determination
from alongside.care_management.plans import actions, completeness, editor
from alongside.care_management.plans.needs import needs_of
from alongside.care_management.plans.prefill import answers_for
from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.page import questionnaire_page
from alongside.people.people.presenters import frame

from .opening import TAB, open_plan


@needs("plans.write")
def start(request: HttpRequest, subject_id: int, determination_id: int) -> HttpResponse:
    """One button, so that nothing begins by looking: from the task "Write the plan" too."""
    subject = open_subject(request, subject_id, "plans")
    determination = Determination.objects.of(subject).with_everything().filter(pk=determination_id).first()
    if determination is None:
        raise Http404("This person has no decision on eligibility with that number.")
    if standing := determination.plans.being_written().first():
        return redirect("plans:write", subject.pk, standing.pk)
    if request.method == "POST":
        try:
            plan = actions.start(subject=subject, determination=determination, by=request.user)
        except actions.NotNow as refused:
            messages.error(request, str(refused))
            return redirect("plans:index", subject.pk)
        return redirect("plans:write", subject.pk, plan.pk)
    return render(request, "plans/start.jinja", {
        "frame": frame(subject, request.user, tab=TAB), "subject": subject, "determination": determination,
        "needs": needs_of(determination),
    })


@needs("plans.write")
@require_POST
def new_version(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    try:
        version = actions.start(subject=subject, determination=plan.determination, replaces=plan, by=request.user)
    except actions.NotNow as refused:
        messages.error(request, str(refused))
        return redirect("plans:read", subject.pk, plan.pk)
    return redirect("plans:write", subject.pk, version.pk)


@needs("plans.write")
@require_POST
def take_over(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    try:
        actions.take_over(plan=plan, by=request.user)
    except (actions.NotNow, ValueError) as refused:
        messages.error(request, str(refused))
        return redirect("plans:index", subject.pk)
    return redirect("plans:write", subject.pk, plan.pk)


@needs("plans.write")
def write(request: HttpRequest, subject_id: int, plan_id: int, part: str = "") -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    if not plan.is_being_written or plan.is_awaiting_sign_off:
        return redirect("plans:read", subject.pk, plan.pk)
    if plan.written_by_id != request.user.pk:
        return render(request, "plans/with_a_colleague.jinja", {
            "frame": frame(subject, request.user, tab=TAB), "subject": subject, "plan": plan})

    def address(part: str) -> str:
        return reverse("plans:write", args=[subject.pk, plan.pk, part] if part else [subject.pk, plan.pk])

    page = questionnaire_page(
        request, actions.QUESTIONNAIRES[plan.kind], about=actions.about(plan), subject=subject, url=address, part=part,
        title=f"{plan.get_kind_display()} for {subject.display_name}", sign_words="Check the plan",
        leave_url=reverse("plans:index", args=[subject.pk]), answers=_known(plan),
    )
    wanted = needs_of(plan.determination)
    if page.signing:
        lacking = completeness.missing(page.draft.answers, wanted)
        if not lacking:
            return redirect("plans:check", subject.pk, plan.pk)
        editor.refuse(page, lacking)
    if page.answer:
        return page.answer
    return render(request, "plans/write.jinja", {
        **editor.shown(page, plan, wanted), "plan": plan, "checks": completeness.checks(page.draft.answers, wanted),
    })


def _known(plan: Any) -> dict[str, Any] | None:
    """A draft is opened with the plan; only one thrown away is filled in anew."""
    if actions.draft_of(plan):
        return None
    return plan.response.answers if plan.response else answers_for(plan)
