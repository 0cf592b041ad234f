"""Checking and sending a plan, signing it off or sending it back, ending it; the board of what waits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.care_management.plans import actions, completeness, presenters, scheme
from alongside.care_management.plans.forms import EndForm, SendBackForm
from alongside.care_management.plans.models import Plan
from alongside.care_management.plans.needs import needs_of
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.design import words
from alongside.foundation.permissions import needs
from alongside.foundation.subjects.models import Subject
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame

from .opening import TAB, open_plan


@needs("plans.write")
def check(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    """The plan as it will stand, what it still lacks, and the button that sends it."""
    subject, plan = open_plan(request, subject_id, plan_id)
    draft = actions.draft_of(plan)
    if not plan.is_being_written or plan.is_awaiting_sign_off or draft is None or draft.owner_id != request.user.pk:
        return redirect("plans:read", subject.pk, plan.pk)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            actions.send_for_sign_off(plan=plan, by=request.user, seen=int(seen) if seen.isdecimal() else None)
        except actions.NotNow as refused:
            messages.error(request, str(refused))
            return redirect("plans:check", subject.pk, plan.pk)
        messages.success(request, "The plan is sent. You hear as soon as it is signed off or sent back.")
        return redirect("plans:read", subject.pk, plan.pk)
    words = presenters.in_words(draft.answers, subject)
    today = timezone.localdate()
    return render(request, "plans/check.jinja", {
        "frame": frame(subject, request.user, tab=TAB), "subject": subject, "plan": plan, "draft": draft,
        "words": words, "checks": completeness.checks(draft.answers, needs_of(plan.determination)),
        "signer": scheme.role_in_words(scheme.step_for(words.budget.total, today).signed_by), "source": scheme.source(),
    })


@needs("plans.sign_off")
def sign_off(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    if not plan.is_awaiting_sign_off or plan.response is None:
        return redirect("plans:read", subject.pk, plan.pk)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            plan = actions.sign_off(plan=plan, by=request.user, seen=int(seen) if seen.isdecimal() else None)
        except actions.NotNow as refused:
            messages.error(request, str(refused))
        else:
            later = presenters.stands_when(plan, timezone.localdate()).replace("This plan", "It", 1)
            messages.success(request, " ".join(filter(None, ["The plan is signed off. Its review is planned.", later])))
        return redirect("plans:read", subject.pk, plan.pk)
    return _to_decide(request, subject, plan, SendBackForm())


@needs("plans.sign_off")
@require_POST
def send_back(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    if not plan.is_awaiting_sign_off or plan.response is None:
        messages.error(request, "The plan is not waiting for sign-off any more.")
        return redirect("plans:read", subject.pk, plan.pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _to_decide(request, subject, plan, form)
    try:
        actions.send_back(plan=plan, by=request.user, note=form.cleaned_data["note"])
    except actions.NotNow as refused:
        form.add_error(None, str(refused))
        return _to_decide(request, subject, plan, form)
    messages.success(request, f"Sent back to {plan.written_by.get_full_name()}, with your note.")
    return redirect("plans:board")


def _to_decide(request: HttpRequest, subject: Subject, plan: Plan, form: SendBackForm) -> HttpResponse:
    assert plan.response is not None, "only a plan that was sent is decided on"
    today, cost = timezone.localdate(), plan.weekly_cost
    return render(request, "plans/sign_off.jinja", {
        "frame": frame(subject, request.user, tab=TAB), "subject": subject, "plan": plan, "form": form, "cost": cost,
        "words": presenters.in_words(plan.response.answers, subject), "facts": presenters.facts(plan, today),
        "refused": scheme.why_not(plan, request.user, cost, today), "source": scheme.source(),
        "before": presenters.budget_bar(plan.replaces)[0] if plan.replaces else None,
    })


@needs("plans.write")
def end(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    back = reverse("plans:read" if plan.response else "plans:index",
                   args=[subject.pk, plan.pk] if plan.response else [subject.pk])
    if plan.ended_on and request.method != "POST":
        return redirect(back)
    today = timezone.localdate()
    form = EndForm(request.POST or None, plan=plan, initial={"on": max(today, plan.starts_on or today)})
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.end(plan=plan, by=request.user, **form.cleaned_data)
        except actions.NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _ended(plan, today) if plan.signed_off_at else "The plan is set aside.")
            return redirect("plans:index", subject.pk)
    stands = plan.signed_off_at is not None
    return task_page(
        request, subject, form, tab=TAB, title="End the plan" if stands else "Set the plan aside",
        verb="End the plan" if stands else "Set the plan aside", back=back,
        intro="Reviews that were still to be held are called off with it. The plan stays in the record." if stands
        else "What was written is thrown away. A plan in force stays in force.",
    )


def _ended(plan: Plan, today: date) -> str:
    if plan.ended_on <= today:
        return "The plan has ended."
    if plan.ended_on <= plan.starts_on:
        return "The plan does not start. What it was to take the place of goes on."
    return f"The plan ends on {words.date(plan.ended_on)}."


@needs("plans.sign_off")
def board(request: HttpRequest) -> HttpResponse:
    """What waits for a signature, the longest first."""
    plans = list(Plan.objects.visible_to(request.user).awaiting_sign_off().with_weekly_cost().select_related(
        "subject", "written_by").order_by("sent_for_sign_off_at"))
    today = timezone.localdate()
    looked_at_list(request, [plan.subject_id for plan in plans], "plans to sign off")
    mine = [plan for plan in plans if not scheme.why_not(plan, request.user, plan.cost or Decimal(0), today)]
    others = [plan for plan in plans if plan not in mine]
    return render(request, "plans/board.jinja", {
        "mine": [presenters.sign_off_row(plan, today) for plan in mine],
        "others": [presenters.sign_off_row(plan, today) for plan in others],
        "scheme": [(scheme.role_in_words(step.signed_by), step.up_to_weekly) for step in scheme.scheme(today)],
        "source": scheme.source(),
    })
