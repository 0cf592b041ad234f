"""Check and sign, ask for a signature, send back, correct."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.actions import NotComplete
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.people.people.presenters import frame

from .. import actions, advocacy, following, presenters, signing
from ..forms import (
    CorrectForm,
    SendBackForm,
    SignerForm,
)
from .shared import TAB, home_of, one_of, task_for


@needs("assessments.record")
def to_sign(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    """Check your answers, then sign; or, where signing is kept for others, ask one of them."""
    assessment = one_of(request, subject_id, assessment_id, "signing an assessment")
    draft = actions.draft_of(assessment)
    if draft is None:
        return redirect(home_of(assessment))
    today = timezone.localdate()
    refusal = signing.why_not(assessment, draft.answers, request.user, today)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and not refusal:
        try:
            actions.sign(assessment=assessment, draft=draft, by=request.user, seen=_number(request.POST.get("seen")))
        except NotComplete as wrong:
            problems = [{"text": problem.words} for problem in wrong.problems]
        except actions.NotNow as problem:
            problems = [{"text": str(problem)}]
        else:
            messages.success(request, "Signed. Next: decide eligibility, and give the person their copy.")
            return redirect(home_of(assessment))
    return render(
        request,
        "assessments/to_sign.jinja",
        {
            "frame": frame(assessment.subject, request.user, tab=TAB),
            "subject": assessment.subject,
            "assessment": assessment,
            "draft": draft,
            "sections": check_answers(draft, blanks=False),
            "refusal": refusal,
            "problems": problems,
            "own": draft.owner_id == request.user.pk,
            "facts": presenters.facts(assessment),
            "advocacy": advocacy.so_far(draft.answers, following.process_of(assessment), today),
        },
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


@needs("assessments.record")
def send_to_sign(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "asking for a signature")
    draft = actions.draft_of(assessment)
    signers = signing.who_may(assessment, draft.answers if draft else {}, timezone.localdate())
    form = SignerForm(request.POST or None, signers=signers)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_to_sign(assessment=assessment, by=request.user, **form.cleaned_data)
        except NotComplete as wrong:
            form.add_error(None, f"It is not complete yet: {wrong.problems[0].words}.")
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            whom = form.cleaned_data["signer"] or "Your team"
            messages.success(request, f"{whom} is asked to read and sign it.")
            return redirect(home_of(assessment))
    return task_for(
        request,
        assessment,
        form,
        title="Ask for a signature",
        verb="Ask for a signature",
        intro=signing.why_not(assessment, draft.answers if draft else {}, request.user, timezone.localdate()),
    )


@needs("assessments.sign")
def send_back(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "signing an assessment")
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_back(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Sent back to {assessment.assessor}.")
            return redirect(home_of(assessment))
    return task_for(request, assessment, form, title="Send it back", verb="Send it back")


@needs("assessments.record")
def correct(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "correcting an assessment")
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin_correction(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(actions.page_of(assessment, "write"))
    return task_for(request, assessment, form, title="Correct what was signed", verb="Write the corrected version")
