"""Pages of warnings for staff, and the list that is printed for the night."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs
from alongside.people.pages import part_page, task_page
from alongside.rules import council

from . import actions, presenters
from .forms import EndForm, KeepForm, SupportFailureForm, WarningForm
from .models import StaffWarning, SupportFailure, WarningReview

PER_PAGE = 50


def _home(subject_id: int) -> str:
    return reverse("warnings:index", args=[subject_id])


@needs("warnings.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "warnings")
    today = timezone.localdate()
    rows = [(row, presenters.review_tag(row, today), presenters.told_words(row))
            for row in subject.warnings.with_people().select_related("ended_by").prefetch_related("reviews__by")]
    return part_page(
        request, subject, "warnings/index.jinja", tab="overview", here="warnings:index", title="Warnings for staff",
        standing=[row for row in rows if not row[0].ended_on], ended=[row for row in rows if row[0].ended_on],
        failures=list(subject.support_failures.in_force(today).select_related("recorded_by")),
    )


@needs("warnings.record")
def record(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "warnings")
    form = WarningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "told"}
        actions.record(subject=subject, by=request.user, **given)
        messages.success(request, "The warning stands first on every page about them now.")
        return redirect(_home(subject.pk))
    return task_page(request, subject, form, tab="overview", title="Warn colleagues", verb="Save the warning",
                     back=_home(subject.pk), intro="Write what a colleague needs to stay safe, and what it is "
                     "based on. The person may ask to read it.")


def _warning(request: HttpRequest, pk: int) -> StaffWarning:
    """One that stands; to somebody who saves a page about it, also one that a colleague has ended meanwhile."""
    row = StaffWarning.objects.visible_to(request.user).with_people().filter(pk=pk).first()
    if row is None or (row.ended_on and request.method != "POST"):
        raise Http404("No warning with this number stands on a record that you may open.")
    open_subject(request, row.subject_id, "warnings")
    return row


@needs("warnings.record")
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    row = _warning(request, pk)
    form = KeepForm(request.POST or None)
    last = row.reviews.order_by("-pk").first()
    now = {"why": last.why_kept if last else "", "next_review_on": row.review_on}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=f"the review of “{row.headline}”", subject=row.subject,
                                  tables=(WarningReview,), back=_home(row.subject_id))
        try:
            actions.keep(warning=row, by=request.user, **form.cleaned_data)
        except actions.AlreadyEnded as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Looked at again: the warning stands.")
            return redirect(_home(row.subject_id))
    return task_page(request, row.subject, form, tab="overview", title=f"Look again: {row.headline}",
                     verb="Keep the warning", back=_home(row.subject_id))


@needs("warnings.record")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    row = _warning(request, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(warning=row, by=request.user, **form.cleaned_data)
        except actions.AlreadyEnded as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The warning has ended. It stays readable below.")
            return redirect(_home(row.subject_id))
    return task_page(request, row.subject, form, tab="overview", title=f"End: {row.headline}", verb="End the warning",
                     back=_home(row.subject_id))


@needs("warnings.record")
def support_failure(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "warnings")
    form = SupportFailureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_support_failure(subject=subject, by=request.user, **form.cleaned_data)
        messages.success(request, "They are on the emergency list now.")
        return redirect(_home(subject.pk))
    return task_page(request, subject, form, tab="overview", title="If support fails", verb="Save what to do",
                     back=_home(subject.pk))


@require_POST
@needs("warnings.record")
def end_support_failure(request: HttpRequest, pk: int) -> HttpResponse:
    failure = SupportFailure.objects.visible_to(request.user).filter(pk=pk).first()
    if failure is None:
        raise Http404("Nothing with this number on a record that you may open.")
    open_subject(request, failure.subject_id, "warnings")
    actions.end_support_failure(failure=failure, by=request.user)
    messages.success(request, "They are no longer on the emergency list for this.")
    return redirect(_home(failure.subject_id))


@needs("warnings.record")
def overdue(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = StaffWarning.objects.visible_to(request.user).overdue_for_review(today).with_people().order_by(
        "review_on", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    looked_at_list(request, [row.subject_id for row in page], "overdue warnings")
    return render(request, "warnings/overdue.jinja", {
        "page": page, "rows": [presenters.overdue_row(row, today) for row in page],
    })


@needs("warnings.print_list")
def emergency_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    warnings = list(StaffWarning.objects.visible_to(request.user).in_force(today).with_people().order_by(
        "subject__display_name", "pk"))
    failures = list(SupportFailure.objects.visible_to(request.user).in_force(today).select_related("subject").order_by(
        "within_hours", "subject__display_name", "pk"))
    looked_at_list(request, {row.subject_id for row in [*warnings, *failures]}, "emergency list")
    pack = council.load(settings.COUNCIL_PACK)
    return render(request, "warnings/emergency_list.jinja", {
        "printed_at": timezone.now(), "warnings": warnings, "failures": failures,
        "numbers": [pack.out_of_hours, *pack.emergency],
    })
