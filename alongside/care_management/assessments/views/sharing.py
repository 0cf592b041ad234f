"""The person’s copy, paper, and naming an advocate."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.design import meanwhile
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.people.pages import task_page

from .. import actions, advocacy, letters
from ..forms import (
    AdvocateForm,
    ShareForm,
)
from ..models import AdvocacyCheck, Assessment
from .shared import TAB, home_of, one_of, task_for


@needs("assessments.record")
def share(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "sharing an assessment")
    form = ShareForm(request.POST or None, initial={"on": timezone.localdate(), "with_whom": str(assessment.subject)})
    now = {"on": assessment.shared_on, "how": assessment.shared_how, "with_whom": assessment.shared_with}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(
                request, form, now, what="that they have their copy", subject=assessment.subject,
                tables=(Assessment,), back=home_of(assessment),
            )
        try:
            actions.share(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is recorded that they have their copy.")
            return redirect(home_of(assessment))
    return task_for(request, assessment, form, title="They have their copy", verb="Save that it was shared")


@require_POST
@needs("documents.send")
def write_copy(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "writing their copy")
    if not assessment.signed_at:
        return redirect(home_of(assessment))
    try:
        document = letters.write_copy(assessment=assessment, by=request.user)
    except CannotBePrinted as problem:
        messages.error(request, str(problem))
        return redirect(home_of(assessment))
    return redirect(reverse("desk:letter", args=[subject_id, document.pk]))


@needs("assessments.see")
def on_paper(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "printing an assessment")
    if not assessment.response:
        return redirect(home_of(assessment))
    return render(
        request,
        "questionnaires/print.jinja",
        {"response": assessment.response, "sections": check_answers(assessment.response, for_the_person=True)},
    )


@needs("assessments.record")
def advocate(request: HttpRequest, subject_id: int, check_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "naming an advocate")
    check = (
        AdvocacyCheck.objects.visible_to(request.user)
        .select_related("decision")
        .filter(subject=subject, pk=check_id)
        .first()
    )
    if check is None:
        raise Http404("No check with this number on this record.")
    form = AdvocateForm(
        request.POST or None, initial={"on": check.named_on or timezone.localdate(), "advocate": check.advocate}
    )
    back = reverse("assessments:index", args=[subject.pk])
    now = {"advocate": check.advocate, "on": check.named_on}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(
                request, form, now, what="who the advocate is", subject=subject, tables=(AdvocacyCheck,), back=back
            )
        advocacy.name_advocate(check=check, by=request.user, **form.cleaned_data)
        messages.success(request, f"{check.subject}’s advocate is {form.cleaned_data['advocate']}.")
        return redirect(back)
    return task_page(
        request,
        subject,
        form,
        tab=TAB,
        title="Name the independent advocate",
        verb="Save the advocate",
        back=back,
        intro=" ".join(check.decision.because),
    )
