"""The tab "Plan and reviews", one plan to read, and the plan on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.care_management.plans import actions, followers, overview, presenters
from alongside.care_management.plans.forms import CopyForm
from alongside.care_management.plans.models import Plan
from alongside.foundation.access.opening import open_subject
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.permissions import needs
from alongside.foundation.subjects.models import Subject
from alongside.people.about_me import presenters as about_me
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame

from .opening import TAB, open_plan


@needs("plans.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "plans")
    cards = [render_to_string(template, {"subject": subject, **context}, request)
             for template, context in followers.cards(subject, request.user)]
    return render(request, "plans/index.jinja", {
        "frame": frame(subject, request.user, tab=TAB), "subject": subject, "cards": cards,
        **overview.of(subject, request.user),
    })


@needs("plans.see")
def read(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    if plan.response is None:
        return redirect("plans:write", subject.pk, plan.pk)
    today = timezone.localdate()
    return render(request, "plans/read.jinja", {
        "frame": frame(subject, request.user, tab=TAB), "subject": subject, "plan": plan,
        "title": presenters.title(plan), "state": presenters.tag(plan, today), "facts": presenters.facts(plan, today),
        "stands_when": presenters.stands_when(plan, today),
        "copies": presenters.copies(plan), "words": presenters.in_words(plan.response.answers, subject),
        "in_place": presenters.in_place(line for line in plan.ordered_supports if line.from_the_council)
        if plan.signed_off_at else [],
        "has_own_copy": any(copy.to_the_person for copy in plan.copies.all()),
        "differs": about_me.beside_one(plan), "differing": about_me,
    })


def _printed(request: HttpRequest, subject_id: int, plan_id: int, template: str) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    if plan.response is None:
        raise Http404("This plan is still being written: there is nothing to print yet.")
    return render(request, template, {
        "subject": subject, "plan": plan, "title": presenters.title(plan),
        "state": presenters.tag(plan, timezone.localdate()),
        "words": presenters.in_words(plan.response.answers, subject),
    })


@needs("plans.see")
def on_paper(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    return _printed(request, subject_id, plan_id, "plans/print.jinja")


@needs("plans.see")
def easy_read(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    return _printed(request, subject_id, plan_id, "plans/easy_read.jinja")


@needs("documents.send")
@require_POST
def write_document(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    if plan.response is None:
        raise Http404("This plan is still being written: there is nothing to send yet.")
    try:
        document = actions.write_document(plan=plan, by=request.user)
    except CannotBePrinted as problem:
        messages.error(request, str(problem))
        return _back(subject, plan)
    messages.success(request, "The plan is written on the council’s paper. Read it, then send it.")
    return redirect("desk:letter", subject.pk, document.pk)


def _back(subject: Subject, plan: Plan) -> HttpResponse:
    return redirect("plans:read", subject.pk, plan.pk)


@needs("plans.write")
def give_copy(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    subject, plan = open_plan(request, subject_id, plan_id)
    form = CopyForm(request.POST or None, initial={"given_on": timezone.localdate(), "version": "full"})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        own = said["whom"] == "person"
        actions.give_copy(plan=plan, given_to=subject.display_name if own else said["name"], to_the_person=own,
                          how=said["how"], given_on=said["given_on"], easy_read=said["version"] == "easy",
                          by=request.user)
        messages.success(request, "It is written down who has a copy.")
        return _back(subject, plan)
    return task_page(
        request,
        subject,
        form,
        tab=TAB,
        title="Who has a copy",
        verb="Save who has a copy",
        back=reverse("plans:read", args=[subject.pk, plan.pk]),
        intro="The person is given a copy of their plan, and anybody else they ask for (section 25(9) to (11)).",
    )
