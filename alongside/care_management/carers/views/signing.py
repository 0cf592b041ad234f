"""Signing, and correcting what was signed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.care_management.assessments import advocacy
from alongside.foundation.design import words
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.actions import NotComplete
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.people.people.presenters import frame

from .. import actions
from ..forms import CorrectForm, LeaveForm
from .shared import TAB, one, process, task


@needs("carers.assess")
def to_sign(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    """Check your answers, then sign."""
    assessment = one(request, subject_id, assessment_id, "signing a carer's assessment")
    draft = actions.draft_of(assessment)
    if draft is None or draft.owner_id != request.user.pk:
        return redirect(actions.page_of(assessment))
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            actions.sign(assessment=assessment, draft=draft, by=request.user)
        except NotComplete as wrong:
            problems = [{"text": problem.words} for problem in wrong.problems]
        except actions.NotNow as problem:
            problems = [{"text": str(problem)}]
        else:
            messages.success(
                request,
                "Signed, with what it corrects beside it. The council looks at the decision again."
                if assessment.being_corrected_because
                else "Signed. Eligibility is decided next, by the council.",
            )
            return redirect(actions.page_of(assessment))
    complex_here = assessment.delegated and draft.answers.get("complex") == "yes"
    return render(
        request,
        "carers/to_sign.jinja",
        {
            "frame": frame(assessment.subject, request.user, tab=TAB),
            "subject": assessment.subject,
            "assessment": assessment,
            "draft": draft,
            "sections": check_answers(draft, blanks=False),
            "problems": problems,
            "refusal": actions.COMPLEX_STAYS if complex_here else "",
            "advocacy": advocacy.so_far(draft.answers, process(assessment), timezone.localdate()),
        },
    )


@needs("carers.assess")
def correct(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    """The carer, or somebody else, says that what was signed is wrong."""
    assessment = one(request, subject_id, assessment_id, "correcting a carer's assessment")
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin_correction(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(actions.page_of(assessment, "write"))
    return task(
        request,
        assessment,
        form,
        title="Somebody says this is wrong",
        verb="Write the corrected version",
        intro=f"{assessment.signed_by} signed it on {words.date(assessment.signed_at)}."
        if assessment.signed_at
        else "",
    )


@needs("carers.assess")
def leave(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    """It stays as it was signed after all."""
    assessment = one(request, subject_id, assessment_id, "correcting a carer's assessment")
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave_as_signed(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It stays as it was signed. Why is on the timeline.")
            return redirect(actions.page_of(assessment))
    return task(
        request,
        assessment,
        form,
        title="Leave it as it was signed",
        verb="Leave it as signed",
        intro=assessment.being_corrected_because,
    )
