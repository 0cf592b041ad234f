"""Pages of eligibility: the decision, which needs the council will meet, the letter."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.carers.models import CarersAssessment
from alongside.foundation.access.opening import open_subject
from alongside.foundation.design import meanwhile
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.permissions import needs
from alongside.people.people.presenters import frame

from . import actions, letters, presenters
from .basis import basis, needs_in
from .forms import DecideForm, LetterForm, NeedsForm
from .models import Determination

TAB = "assessments"


@needs("eligibility.determine")
def decide(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "deciding eligibility")
    return _decide(
        request, Assessment.objects.of(subject).signed().with_people().filter(pk=assessment_id).first(), "assessments"
    )


@needs("eligibility.determine")
def decide_carer(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "deciding eligibility")
    return _decide(
        request, CarersAssessment.objects.of(subject).signed().with_people().filter(pk=assessment_id).first(), "carers"
    )


def _decide(request: HttpRequest, of: Assessment | CarersAssessment | None, room: str) -> HttpResponse:
    if of is None:
        raise Http404("No signed assessment with this number on this record.")
    found = basis(of, timezone.localdate())
    before = Determination.objects.standing_for(of).with_everything().newest_first().first()
    form = DecideForm(
        request.POST or None, basis=found, again=before is not None, initial={"outcome": found.decision.outcome}
    )
    now = {"decision": before.pk if before else None, "rests_on": found.response.pk}
    meanwhile.watch(form, now)
    valid = form.is_valid()
    if request.method == "POST" and meanwhile.overtaken(form, now):
        form.add_error(None, _meanwhile(before, found.response.pk))
        meanwhile.seen_now(form, now)
    elif request.method == "POST" and found.can_be_decided and valid:
        try:
            determination = actions.determine(basis=found, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request,
                "Decided. "
                + (
                    "Next: which needs the council will meet."
                    if determination.is_eligible
                    else "Next: tell them in writing, with advice."
                ),
            )
            return redirect(actions.page_of(determination, "needs" if determination.is_eligible else "letter"))
    return render(
        request,
        "eligibility/decide.jinja",
        {
            "frame": frame(of.subject, request.user, tab=TAB),
            "subject": of.subject,
            "basis": found,
            "form": form,
            "outcome_tag": presenters.outcome_tag(found.decision.outcome),
            "recommended": presenters.OUTCOMES[found.decision.outcome],
            "before": before,
            "before_tags": presenters.state(before) if before else [],
            "assessment_href": reverse(f"{room}:read", args=[of.subject_id, of.pk]),
            "correct_href": reverse("assessments:correct", args=[of.subject_id, of.pk])
            if room == "assessments"
            else "",
        },
    )


def _meanwhile(before: Determination | None, response_id: int) -> str:
    """What a colleague did while this decision was being written; the words stay in the form."""
    if before is None or before.response_id != response_id:
        return "The assessment was corrected meanwhile. Read what it says now, then decide."
    by, outcome = before.decision.decided_by, presenters.OUTCOMES[before.decision.decided_outcome].lower()
    return f"{by} decided this meanwhile: {outcome}. Read their decision; if you decide again, say why."


def _one(request: HttpRequest, subject_id: int, determination_id: int, what: str) -> Determination:
    subject = open_subject(request, subject_id, what)
    found = Determination.objects.of(subject).with_everything().filter(pk=determination_id).first()
    if found is None:
        raise Http404("No decision with this number on this record.")
    return found


@needs("eligibility.see")
def read(request: HttpRequest, subject_id: int, determination_id: int) -> HttpResponse:
    one = _one(request, subject_id, determination_id, "eligibility")
    return render(
        request,
        "eligibility/read.jinja",
        {
            "frame": frame(one.subject, request.user, tab=TAB),
            "subject": one.subject,
            "one": one,
            "tags": presenters.state(one),
            "facts": presenters.facts(one),
            "needs": presenters.need_lines(one),
            "stands": getattr(one, "superseded_by", None) is None,
            "again_href": reverse(
                "eligibility:decide_carer" if one.of_a_carer else "eligibility:decide",
                args=[one.subject_id, one.of_assessment.pk],
            ),
        },
    )


@needs("eligibility.determine")
def needs_to_meet(request: HttpRequest, subject_id: int, determination_id: int) -> HttpResponse:
    one = _one(request, subject_id, determination_id, "deciding needs")
    if not one.is_eligible:
        return redirect(actions.page_of(one))
    initial = {
        "residence": one.residence,
        "residence_note": one.residence_note,
        "self_funder": "yes" if one.self_funder_asks_council else "no",
    }
    for need in one.needs.all():
        initial |= {f"{need.outcome}_answer": need.answer, f"{need.outcome}_reasons": need.reasons}
    form = NeedsForm(
        request.POST or None,
        of_a_carer=one.of_a_carer,
        initial=initial,
        needs=needs_in(one.decision.facts, of_a_carer=one.of_a_carer),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_needs(
                determination=one,
                by=request.user,
                residence=form.cleaned_data["residence"],
                residence_note=form.cleaned_data["residence_note"],
                answers=form.answers,
                self_funder_asks_council=form.self_funder_asks,
            )
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Decided. Next: tell them in writing.")
            return redirect(actions.page_of(one, "letter"))
    return render(
        request,
        "eligibility/needs.jinja",
        {
            "frame": frame(one.subject, request.user, tab=TAB),
            "subject": one.subject,
            "one": one,
            "form": form,
            "carers": one.response.answers.get("carers") or [],
            "answers": one.response.answers,
        },
    )


@needs("eligibility.determine")
def letter(request: HttpRequest, subject_id: int, determination_id: int) -> HttpResponse:
    one = _one(request, subject_id, determination_id, "writing a decision letter")
    if one.letter_id:
        return redirect(reverse("desk:letter", args=[one.subject_id, one.letter_id]))
    if one.is_eligible and not one.needs_decided_on:
        messages.error(request, "Decide first which needs the council will meet: the letter says so.")
        return redirect(actions.page_of(one, "needs"))
    form = LetterForm(request.POST or None, initial={"advice": letters.advice_to_begin_with(one)})
    if request.method == "POST" and form.is_valid():
        try:
            document = letters.write(determination=one, by=request.user, **form.cleaned_data)
        except (actions.NotNow, CannotBePrinted) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The letter is written. Read it, then send it.")
            return redirect(reverse("desk:letter", args=[one.subject_id, document.pk]))
    return render(
        request,
        "eligibility/letter.jinja",
        {
            "frame": frame(one.subject, request.user, tab=TAB),
            "subject": one.subject,
            "one": one,
            "form": form,
            "tags": presenters.state(one),
            "needs": presenters.need_lines(one),
        },
    )
