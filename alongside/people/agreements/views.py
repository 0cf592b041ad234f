"""Pages of what a person agrees to share."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.people.pages import part_page, task_page

from . import actions, presenters
from .forms import AgreementForm, AskForm, EffectForm, WithdrawForm
from .models import Agreement
from .sharing import may_share

TAB = "people"


def _home(subject_id: int) -> str:
    return reverse("agreements:index", args=[subject_id])


@needs("people.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "agreements to share")
    today = timezone.localdate()
    form = AskForm(request.GET if "recipient" in request.GET else None)
    answer = may_share(subject, on=today, **form.cleaned_data) if form.is_bound and form.is_valid() else None
    rows = subject.agreements.newest_first()
    return part_page(
        request, subject, "agreements/index.jinja", tab=TAB, here="agreements:index", title="Agreed to share",
        rows=[(row, presenters.state_tag(row, today), presenters.with_whom(row), presenters.how(row)) for row in rows],
        form=form, answer=answer, statutory=actions.STATUTORY_GOES_ON, taken_back=presenters.taken_back,
    )


@needs("agreements.record")
def record(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "agreements to share")
    form = AgreementForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        actions.record(subject=subject, by=request.user, **form.cleaned_data)
        messages.success(request, "It is recorded, with everybody named.")
        return redirect(_home(subject.pk))
    return task_page(request, subject, form, tab=TAB, title="Record what they agree to share",
                     verb="Save the agreement", back=_home(subject.pk))


@needs("agreements.record")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = Agreement.objects.visible_to(request.user).select_related("subject").filter(pk=pk).first()
    if row is None or (row.withdrawn_on and request.method != "POST"):
        raise Http404("No agreement with this number stands on a record that you may open.")
    open_subject(request, row.subject_id, "agreements to share")
    form = WithdrawForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(agreement=row, by=request.user, **form.cleaned_data)
        except actions.AlreadyWithdrawn as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Withdrawn. {actions.STATUTORY_GOES_ON}")
            return redirect(_home(row.subject_id))
    return task_page(request, row.subject, form, tab=TAB, title=f"Withdrawn: {row.purpose_words.lower()}",
                     verb="Save that it is withdrawn", back=_home(row.subject_id), intro=actions.STATUTORY_GOES_ON)


@needs("agreements.record")
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """They took it back themselves: what it means for their support."""
    row = Agreement.objects.visible_to(request.user).select_related("subject").filter(pk=pk).first()
    if row is None or not row.withdrawn_themselves or (not row.effect_to_say and request.method != "POST"):
        raise Http404("No agreement with this number waits for its effect to be said.")
    open_subject(request, row.subject_id, "agreements to share")
    form = EffectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_effect(agreement=row, by=request.user, **form.cleaned_data)
        except actions.AlreadyWithdrawn as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is said. They read it in My plan.")
            return redirect(_home(row.subject_id))
    return task_page(request, row.subject, form, tab=TAB, title=f"Taken back: {row.purpose_words.lower()}",
                     verb="Save what it means", back=_home(row.subject_id),
                     intro=" ".join(part for part in (presenters.taken_back(row), presenters.with_whom(row) + ".",
                                                      actions.STATUTORY_GOES_ON) if part))
