"""Pages of capacity and best interests."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.page import questionnaire_page
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame
from alongside.rules import registry

from . import actions, presenters
from . import facts as rule_facts
from .forms import EndForm, StartForm
from .models import CapacityAssessment

TAB = "assessments"


def _one(request: HttpRequest, subject_id: int, capacity_id: int, what: str) -> CapacityAssessment:
    subject = open_subject(request, subject_id, what)
    found = CapacityAssessment.objects.of(subject).with_people().filter(pk=capacity_id).first()
    if found is None:
        raise Http404("No assessment of capacity with this number on this record.")
    return found


@needs("capacity.record")
def start(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "starting a capacity assessment")
    form = StartForm(request.POST or None, initial={"the_decision": request.GET.get("decision", "")[:300]})
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.start(subject=subject, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(actions.page_of(one, "write"))
    return task_page(
        request,
        subject,
        form,
        tab=TAB,
        title="Assess capacity for one decision",
        verb="Begin the assessment",
        back=reverse("assessments:index", args=[subject.pk]),
        intro="Everybody is taken to have capacity until it is shown otherwise.",
    )


@needs("capacity.record")
def write(request: HttpRequest, subject_id: int, capacity_id: int, part: str = "") -> HttpResponse:
    one = _one(request, subject_id, capacity_id, "assessing capacity")
    if not one.is_open:
        return redirect(actions.page_of(one))
    place, today = [one.subject_id, one.pk], timezone.localdate()
    page = questionnaire_page(
        request,
        "mental_capacity",
        about=one.about,
        subject=one.subject,
        part=part,
        leave_url=actions.page_of(one),
        title=f"Capacity of {one.subject}: {one.the_decision}"[:200],
        sign_words="Sign the assessment",
        url=lambda part: reverse("capacity:write", args=[*place, part] if part else place),
    )
    if page.signing:
        try:
            actions.assess(one=one, draft=page.draft, by=request.user)
        except actions.NotNow as problem:
            page.refuse("their_words", str(problem))
        else:
            return redirect(actions.page_of(one))
    return page.answer or render(
        request,
        "capacity/write.jinja",
        {
            **page.context,
            "one": one,
            "refusal": actions.why_not(request.user, today),
            "so_far": registry.decide(
                "capacity.assessment", rule_facts.capacity(one.the_decision, page.draft.answers), today
            ),
            "holders": presenters.holders(one.subject, today, lacking=False),
        },
    )


@needs("capacity.see")
def read(request: HttpRequest, subject_id: int, capacity_id: int) -> HttpResponse:
    one = _one(request, subject_id, capacity_id, "capacity")
    today = timezone.localdate()
    decided = getattr(one, "best_interests", None)
    return render(
        request,
        "capacity/read.jinja",
        {
            "frame": frame(one.subject, request.user, tab=TAB),
            "subject": one.subject,
            "one": one,
            "tags": presenters.state(one, today),
            "facts": presenters.facts(one),
            "decided": decided,
            "sections": check_answers(one.response) if one.response else [],
            "decided_sections": check_answers(decided.response) if decided else [],
            "holders": presenters.holders(one.subject, today, lacking=one.lacks_capacity),
        },
    )


@needs("capacity.record")
def end(request: HttpRequest, subject_id: int, capacity_id: int) -> HttpResponse:
    one = _one(request, subject_id, capacity_id, "ending a capacity assessment")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(one=one, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Ended, with your reason.")
            return redirect(actions.page_of(one))
    return task_page(
        request,
        one.subject,
        form,
        tab=TAB,
        title="It is not needed any more",
        verb="End the assessment",
        back=actions.page_of(one),
    )


@needs("capacity.record")
def best_interests(request: HttpRequest, subject_id: int, capacity_id: int, part: str = "") -> HttpResponse:
    one = _one(request, subject_id, capacity_id, "best interests")
    if not one.lacks_capacity or hasattr(one, "best_interests"):
        return redirect(actions.page_of(one))
    place = [one.subject_id, one.pk]
    page = questionnaire_page(
        request,
        "best_interests",
        about=one.about,
        subject=one.subject,
        part=part,
        leave_url=actions.page_of(one),
        title=f"Best interests of {one.subject}: {one.the_decision}"[:200],
        sign_words="Sign the decision",
        url=lambda part: reverse("capacity:best_interests", args=[*place, part] if part else place),
        answers={"wishes": one.response.answers.get("their_words")},
    )
    if page.signing:
        try:
            actions.decide_best_interests(one=one, draft=page.draft, by=request.user)
        except actions.NotNow as problem:
            page.refuse("decided", str(problem))
        else:
            messages.success(request, "Decided in their best interests.")
            return redirect(actions.page_of(one))
    return page.answer or render(
        request,
        "capacity/best_interests.jinja",
        {
            **page.context,
            "one": one,
            "imca": rule_facts.imca_needed(page.draft.answers),
            "holders": presenters.holders(one.subject, timezone.localdate(), lacking=True),
        },
    )


@needs("capacity.see")
def on_paper(request: HttpRequest, subject_id: int, capacity_id: int) -> HttpResponse:
    one = _one(request, subject_id, capacity_id, "printing a capacity assessment")
    if not one.response:
        return redirect(actions.page_of(one))
    return render(
        request, "questionnaires/print.jinja", {"response": one.response, "sections": check_answers(one.response)}
    )
