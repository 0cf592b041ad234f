"""Giving it back to the council, and ending it without a signature."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.care_management.assessments.forms import EndForm
from alongside.foundation.access.conditions import may_open
from alongside.foundation.permissions import needs

from .. import actions
from ..forms import BringBackForm
from ..models import CarersAssessment
from .shared import one, task

CLOSES = "The other organisation’s work with this carer is closed, and it cannot open the record any more."


@needs("carers.assess")
def bring_back(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one(request, subject_id, assessment_id, "giving a carer's assessment")
    form = BringBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.bring_back(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{form.cleaned_data['team']} has it now.")
            return _on_from(request, assessment)
    return task(
        request,
        assessment,
        form,
        title="Give it to the council",
        verb="Give it to the council",
        intro="Highly complex work stays with the council. What has been written so far goes along. "
        + (CLOSES if assessment.delegated else ""),
    )


@needs("carers.assess")
def end(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one(request, subject_id, assessment_id, "ending a carer's assessment")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Ended. What was written stays readable.")
            return _on_from(request, assessment)
    return task(
        request,
        assessment,
        form,
        title="End it without signing",
        verb="End the assessment",
        intro=CLOSES if assessment.delegated else "",
    )


def _on_from(request: HttpRequest, assessment: CarersAssessment) -> HttpResponse:
    """Back to the assessment; whoever may not open the record any more goes back to their list, and is told why."""
    if may_open(request.user, assessment.subject_id):
        return redirect(actions.page_of(assessment))
    messages.info(request, f"Your work with {assessment.subject} is closed, so you cannot open their record any more.")
    return redirect("assessments:board")
