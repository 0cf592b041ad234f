"""Pages of risk assessments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.opening import open_subject
from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs
from alongside.people.pages import part_page, task_page

from . import actions, presenters
from .forms import EndForm, LookAgainForm, RiskForm
from .models import RiskAssessment

TAB = "notes"
KEPT = ("area", "wishes", "gains", "could_happen", "likelihood", "impact", "level", "what_helps", "contingency",
        "choice", "best_interests_words", "talked_through_on", "agreed_by")


def _home(subject_id: int) -> str:
    return reverse("risks:index", args=[subject_id])


def _words(row: RiskAssessment) -> dict[str, Any]:
    today = timezone.localdate()
    return {"row": row, "level": presenters.level_tag(row), "review": presenters.review_tag(row, today),
            "choice": presenters.choice_words(row), "signed": presenters.signed(row)}


def _row(request: HttpRequest, pk: int) -> RiskAssessment:
    """One that stands. Somebody who saves a page about it comes to the version that stands now, or to how it ended."""
    row = RiskAssessment.objects.visible_to(request.user).select_related("subject", "recorded_by", "ended_by").filter(
        pk=pk).first()
    if row is not None and request.method == "POST":
        row = row.newest()
    elif row is not None and (row.ended_on or row.newest() != row):
        row = None
    if row is None:
        raise Http404("No risk assessment with this number stands on a record that you may open.")
    open_subject(request, row.subject_id, "risks")
    return row


@needs("risks.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "risks")
    latest = list(subject.risk_assessments.latest_versions().highest_first().select_related("ended_by"))
    earlier = list(subject.risk_assessments.exclude(replaced_by=None).select_related("recorded_by").order_by("-pk"))
    return part_page(
        request, subject, "risks/index.jinja", tab=TAB, here="risks:index", title="Risks",
        standing=[_words(row) for row in latest if not row.ended_on],
        before=[_words(row) for row in [*(row for row in latest if row.ended_on), *earlier]],
    )


@needs("risks.record")
def record(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "risks")
    form = RiskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record(subject=subject, by=request.user, assessed_on=timezone.localdate(), **form.cleaned_data)
        messages.success(request, "The risk assessment is saved.")
        return redirect(_home(subject.pk))
    return task_page(request, subject, form, tab=TAB, title="Assess a risk", verb="Save the risk assessment",
                     back=_home(subject.pk))


@needs("risks.record")
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    now = {name: getattr(row, name) for name in KEPT}
    form = LookAgainForm(request.POST or None, initial=now)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if not row.ended_on and meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=f"the risk: {row.area_words.lower()}", subject=row.subject,
                                  tables=(RiskAssessment,), back=_home(row.subject_id))
        form.cleaned_data.pop(meanwhile.SEEN, None)
        try:
            actions.look_again(assessment=row, by=request.user, assessed_on=timezone.localdate(), **form.cleaned_data)
        except actions.NotLatest as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Saved as a new version. The one before stays readable.")
            return redirect(_home(row.subject_id))
    return task_page(request, row.subject, form, tab=TAB, title=f"Look again: {row.area_words.lower()}",
                     verb="Save the new version", back=_home(row.subject_id))


@needs("risks.record")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    now = {"reason": row.end_reason, "version": row.pk}
    form = EndForm(request.POST or None)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if not row.ended_on and meanwhile.overtaken(form, now):
            form.add_error(None, f"{row.recorded_by} has looked at it again meanwhile: it is {row.level_words.lower()} "
                                 "now. Read their version before you end it.")
            meanwhile.seen_now(form, now)
        else:
            form.cleaned_data.pop(meanwhile.SEEN, None)
            try:
                actions.end(assessment=row, by=request.user, **form.cleaned_data)
            except actions.NotLatest as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, "Ended, and why.")
                return redirect(_home(row.subject_id))
    return task_page(request, row.subject, form, tab=TAB, title=f"End: {row.area_words.lower()}",
                     verb="End the risk assessment", back=_home(row.subject_id))
