"""The screening of a contact, and referring somebody on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.foundation.permissions.guards import NotAllowed
from alongside.foundation.subjects.models import Subject
from alongside.people.pages import part_page, task_page

from .. import actions, presenters
from ..forms.onward import AnswerForm, OutcomeForm, ReferOnForm, ScreeningForm
from ..models import Onward, Referral
from .staff import referral_of

ASKED = ("needs", "what_they_want", "what_goes_well", "everyday_life", "health", "home", "who_is_around", "risks")


@needs("referrals.see")
def screening(request: HttpRequest, pk: int) -> HttpResponse:
    """Written once, from what the referrer said; read by whoever it goes to."""
    referral = referral_of(request, pk)
    found = getattr(referral, "screening", None)
    fixed = found is not None and found.onward.exists()
    may_write = request.user.may("referrals.record") and not fixed and referral.subject_id is not None
    if request.method == "POST" and not request.user.may("referrals.record"):
        raise NotAllowed("referrals.record")
    kept = (
        {name: getattr(found, name) for name in ASKED}
        if found
        else {"needs": referral.needs, "what_they_want": referral.hopes, "risks": referral.harm_feared}
    )
    form = ScreeningForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.screen(referral=referral, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except (actions.NotYet, actions.AlreadyDone) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The screening is saved. It goes with every referral on from here.")
            return redirect("referrals:screening", referral.pk)
    return render(
        request,
        "referrals/screening.jinja",
        {
            "referral": referral,
            "form": form,
            "found": found,
            "may_write": may_write,
            "facts": presenters.screening(found) if found else [],
            "writing": "change" in request.GET or found is None,
        },
    )


def _subject(request: HttpRequest, subject_id: int) -> Subject:
    return open_subject(request, subject_id, "referred on")


def _back_to(request: HttpRequest, subject: Subject) -> Referral | None:
    """The referral of this person that they are referred on from, if there is one."""
    asked = request.GET.get("referral", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return None
    return Referral.objects.visible_to(request.user).filter(subject=subject, pk=int(asked)).first()


@needs("referrals.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = _subject(request, subject_id)
    rows = [presenters.onward_row(one) for one in Onward.objects.visible_to(request.user).of(subject)]
    return part_page(
        request,
        subject,
        "referrals/onward_index.jinja",
        tab="notes",
        here="referrals:onward_index",
        title="Referred on",
        rows=rows,
        may_record=request.user.may("referrals.record"),
    )


@needs("referrals.record")
def refer_on(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = _subject(request, subject_id)
    referral = _back_to(request, subject)
    form = ReferOnForm(
        request.POST if request.method == "POST" else None, initial={"why": referral.reason} if referral else None
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = [
                actions.refer_on(
                    subject=subject,
                    to=to,
                    why=said["why"],
                    by=request.user,  # type: ignore[arg-type]
                    agreed=said["agreed"] == "yes",
                    referral=referral,
                    without_agreement_because=said["without_agreement_because"],
                )
                for to in form.chosen()
            ]
        except actions.NotYet as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Referred on to " + " and ".join(one.to_name for one in made) + ".")
            if referral:
                return redirect("referrals:read", referral.pk)
            return redirect("referrals:onward_index", subject.pk)
    back = (
        reverse("referrals:read", args=[referral.pk])
        if referral
        else reverse("referrals:onward_index", args=[subject.pk])
    )
    return task_page(
        request,
        subject,
        form,
        tab="notes",
        title="Refer them on",
        verb="Refer them on",
        back=back,
        intro="You are asked after a week whether they have answered. It stays open until you know what came of it.",
    )


@needs("referrals.see")
def onward(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    """One of them: what they answer, then what came of it."""
    subject = _subject(request, subject_id)
    one = Onward.objects.visible_to(request.user).of(subject).filter(pk=pk).first()
    if one is None:
        raise Http404("Nothing that you may read was referred on under this number.")
    if request.method == "POST" and not request.user.may("referrals.record"):
        raise NotAllowed("referrals.record")
    data = request.POST if request.method == "POST" else None
    form: Any = None
    if not one.answer:
        form = AnswerForm(data)
    elif one.answer == Onward.Answer.ACCEPTED and not one.outcome:
        form = OutcomeForm(data, asks_admission_avoided=one.asks_admission_avoided)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            _save(one, form, request.user)
        except (actions.NotYet, actions.AlreadyDone) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Saved.")
            return redirect("referrals:onward", subject.pk, one.pk)
    return part_page(
        request,
        subject,
        "referrals/onward.jinja",
        tab="notes",
        here="referrals:onward_index",
        title=one.to_name,
        words=presenters.onward_words(one),
        facts=presenters.onward(one),
        form=form if request.user.may("referrals.record") else None,
    )


def _save(one: Onward, form: Any, by: Any) -> None:
    said = form.cleaned_data
    if isinstance(form, AnswerForm):
        actions.record_answer(onward=one, answer=said["answer"], because=said["because"], by=by)
    else:
        avoided = said.get("admission_avoided")
        actions.record_outcome(
            onward=one,
            outcome=said["outcome"],
            words=said["words"],
            by=by,
            admission_avoided=None if avoided is None else avoided == "yes",
        )
