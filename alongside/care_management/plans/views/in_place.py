"""Support that is in place: what kind it is, that it ended; short-term support that begins without a plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.plans import in_place, presenters
from alongside.care_management.plans.actions import NotNow
from alongside.care_management.plans.forms_in_place import EndSupportForm, KindForm, ShortTermForm
from alongside.care_management.plans.models import Plan, ShortTermSupport, Support
from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.foundation.subjects.models import Subject
from alongside.people.pages import task_page

from .opening import TAB, open_plan


@needs("plans.write")
def kind(request: HttpRequest, subject_id: int, plan_id: int, support_id: int) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    line = _line(plan, support_id)
    form = KindForm(request.POST or None, support=line, initial=KindForm.known(line))
    if request.method == "POST" and form.is_valid():
        try:
            in_place.say_what_kind(support=line, by=request.user, **form.cleaned_data)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved: what the support counts as.")
            return redirect("plans:read", subject.pk, plan.pk)
    return task_page(
        request, subject, form, tab=TAB, title="What kind of support this is", verb="Save what kind it is",
        back=_page_of(subject, plan), intro=f"{line.what}: {line.who}. The plan stays as it was signed.",
    )


@needs("plans.write")
def end_support(request: HttpRequest, subject_id: int, plan_id: int, support_id: int) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    line = _line(plan, support_id)
    form = EndSupportForm(request.POST or None, first_day=line.first_day)
    if request.method == "POST" and form.is_valid():
        try:
            in_place.end_support(support=line, by=request.user, **form.cleaned_data)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved: this support has ended. The rest of the plan goes on.")
            return redirect("plans:read", subject.pk, plan.pk)
    return task_page(
        request, subject, form, tab=TAB, title="This support has ended", verb="Save that it ended",
        back=_page_of(subject, plan), intro=presenters.in_place_words(line),
    )


@needs("plans.write")
def start_short_term(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "plans")
    form = ShortTermForm(request.POST or None, initial={"first_day": timezone.localdate()})
    back = reverse("plans:index", args=[subject.pk])
    if request.method == "POST" and form.is_valid():
        try:
            in_place.start_short_term(subject=subject, by=request.user, **form.cleaned_data)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved: the short-term support. Say here when it ends.")
            return redirect(back)
    return task_page(
        request, subject, form, tab=TAB, title="Short-term support begins", verb="Save the support", back=back,
        intro="Reablement, a short stay or help in an emergency, with or without a plan.",
    )


@needs("plans.write")
def end_short_term(request: HttpRequest, subject_id: int, support_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "plans")
    support = _or_404(ShortTermSupport.objects.of(subject).newest_first().filter(pk=support_id).first())
    form = EndSupportForm(request.POST or None, first_day=support.first_day)
    back = reverse("plans:index", args=[subject.pk])
    if request.method == "POST" and form.is_valid():
        try:
            in_place.end_short_term(support=support, by=request.user, **form.cleaned_data)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved: the support has ended.")
            return redirect(back)
    return task_page(
        request, subject, form, tab=TAB, title="This support has ended", verb="Save that it ended", back=back,
        intro=presenters.in_place_words(support),
    )


def _page_of(subject: Subject, plan: Plan) -> str:
    return reverse("plans:read", args=[subject.pk, plan.pk])


def _line(plan: Plan, support_id: int) -> Support:
    line: Support = _or_404(
        plan.supports.of_the_council().select_related("plan", "subject").filter(pk=support_id).first()
        if plan.signed_off_at else None
    )
    return line


def _or_404(found: Any) -> Any:
    if found is None:
        raise Http404("There is no such support.")
    return found
