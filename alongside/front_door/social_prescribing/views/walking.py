"""The pages of one person's time with a link worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.foundation.access.opening import open_subject
from alongside.foundation.design import meanwhile
from alongside.foundation.design.forms import DesignForm
from alongside.foundation.permissions import needs
from alongside.foundation.subjects.models import Subject
from alongside.front_door.referrals import actions as referrals
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame

from .. import actions, presenters
from .. import measure as measures
from ..forms import AnswerGoalForm, AskForm, EndForm, GiveForm, GoalForm, MeasureForm, StartForm, TryForm, WentForm
from ..models import Goal, LinkWork, Measured, Tried


def _found(request: HttpRequest, subject_id: int, pk: int, what: str) -> tuple[Subject, LinkWork]:
    subject = open_subject(request, subject_id, what)
    found = LinkWork.objects.of(subject).with_all().filter(pk=pk).first()
    if found is None:
        raise Http404("No link worker’s record with this number here.")
    return subject, found


def _theirs(request: HttpRequest, subject_id: int, pk: int, what: str) -> tuple[Subject, LinkWork]:
    """One that this colleague may write on: the link worker's own, or a manager's."""
    subject, found = _found(request, subject_id, pk, what)
    if found.worker_id != request.user.pk and not request.user.may("social_prescribing.manage"):
        raise Http404("Its link worker writes here, and whoever manages link workers.")
    return subject, found


def _post(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form(request: HttpRequest, subject: Subject, found: LinkWork, form: Any, title: str, verb: str, **context: Any
          ) -> HttpResponse:
    return task_page(request, subject, form, tab="overview", title=title, verb=verb,
                     back=presenters.address(found), **context)


@needs("social_prescribing.ask")
def ask(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "asking for a link worker")
    chosen = {name: int(value) for name in ("referral", "conversation")
              if (value := request.GET.get(name, "")).isdecimal() and len(value) < 19}
    form = AskForm(_post(request), subject=subject, user=request.user, initial={
        **chosen, "came_from": next(iter(chosen), None)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.ask(subject=subject, why=said["why"], came_from=said["came_from"], by=request.user,
                               referral=said.get("referral"), conversation=said.get("conversation"))
        except (actions.AlreadyRunning, referrals.NotYet, referrals.AlreadyDone) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "A link worker is asked for.")
            return redirect(presenters.address(made))
    return task_page(request, subject, form, tab="overview", title="Ask a link worker", verb="Ask for a link worker",
                     back=reverse("desk:person", args=[subject.pk]),
                     intro="A link worker walks alongside them for a while, to the people and groups they choose.")


@needs("social_prescribing.see")
def read(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, found = _found(request, subject_id, pk, "link work")
    mine = found.worker_id == request.user.pk or request.user.may("social_prescribing.manage")
    done = {one.when for one in found.measured.all()}
    return render(request, "social_prescribing/read.jinja", {
        "frame": frame(subject, request.user), "subject": subject, "link_work": found,
        "state": presenters.state_tag(found), "facts": presenters.facts(found),
        "may_write": mine and found.open and request.user.may("social_prescribing.record"),
        "may_give": found.open and request.user.may("social_prescribing.manage"),
        "goals": [(goal, presenters.goal_tag(goal)) for goal in found.goals.all()],
        "tried": [(one, presenters.tried_tag(one), presenters.tried_words(one)) for one in found.tried.all()],
        "charts": presenters.charts(found),
        "measured": [(one, presenters.answers(one)) for one in found.measured.all()],
        "next_measure": "start" if "start" not in done else "end" if "end" not in done else "between",
        "measure": measures.current()})


@needs("social_prescribing.manage")
def give(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, found = _found(request, subject_id, pk, "giving to a link worker")
    now = {"worker": found.worker_id}
    form = GiveForm(_post(request), initial=now)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="whose it is", tables=(LinkWork,), row=found.pk,
                                  back=presenters.address(found))
        if _did(form, lambda: actions.give_to(
                link_work=found, worker=form.cleaned_data["worker"], by=request.user)):
            return _done(request, found, "They can open the record now.")
    return _form(request, subject, found, form, "Give to a link worker", "Give it to them", intro=found.why)


@needs("social_prescribing.record")
def start(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, found = _theirs(request, subject_id, pk, "link work")
    form = StartForm(_post(request), link_work=found, initial={"on": presenters.today()})
    if request.method == "POST" and form.is_valid() and _did(form, lambda: actions.start(
            link_work=found, on=form.cleaned_data["on"], by=request.user)):
        return _done(request, found, "Ask what they want, and how they are.")
    return _form(request, subject, found, form, "You met", "Save the day")


@needs("social_prescribing.record")
def add_goal(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, found = _theirs(request, subject_id, pk, "link work")
    form = GoalForm(_post(request))
    if request.method == "POST" and form.is_valid() and _did(form, lambda: actions.set_goal(
            link_work=found, words=form.cleaned_data["words"], by=request.user)):
        return _done(request, found, "Saved.")
    return _form(request, subject, found, form, "What do they want?", "Save what they want")


@needs("social_prescribing.record")
def answer_goal(request: HttpRequest, subject_id: int, pk: int, goal: int) -> HttpResponse:
    subject, found = _theirs(request, subject_id, pk, "link work")
    row = found.goals.filter(pk=goal).select_related("link_work").first()
    if row is None:
        raise Http404("No goal with this number here.")
    now = {"reached": row.reached, "reached_by": row.reached_by_id}
    form = AnswerGoalForm(_post(request), goal=row, initial=now)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="how far they came", tables=(Goal,), row=row.pk,
                                  back=presenters.address(found))
        said = form.cleaned_data
        if _did(form, lambda: actions.answer_goal(
                goal=row, reached=said["reached"], reached_by=said["reached_by"], by=request.user)):
            return _done(request, found, "Saved.")
    return _form(request, subject, found, form, "How far did they come?", "Save how far they came",
                 intro=f"“{row.words}”")


@needs("social_prescribing.record")
def try_out(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, found = _theirs(request, subject_id, pk, "link work")
    looking = "look" in request.POST
    form = TryForm(_post(request), link_work=found, looking=looking)
    if request.method == "POST" and not looking and form.is_valid():
        said = form.cleaned_data
        if _did(form, lambda: actions.try_out(
                link_work=found, service=form.chosen, name=said["name"], goal=said["goal"], by=request.user)):
            return _done(request, found, "Saved.")
    return _form(request, subject, found, form, "Something to try", "Save what to try",
                 template="social_prescribing/try.jinja")


@needs("social_prescribing.record")
def went(request: HttpRequest, subject_id: int, pk: int, tried: int) -> HttpResponse:
    subject, found = _theirs(request, subject_id, pk, "link work")
    row = found.tried.filter(pk=tried).select_related("link_work").first()
    if row is None:
        raise Http404("Nothing tried with this number here.")
    now = {"state": row.state, "first_on": row.first_on, "liked": row.liked, "why_not_gone": row.why_not,
           "why_not_liked": row.why_not, "words": row.words}
    form = WentForm(_post(request), initial=now)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="how it went", tables=(Tried,), row=row.pk,
                                  back=presenters.address(found))
        said = form.cleaned_data
        if _did(form, lambda: actions.went(
                tried=row, state=said["state"], first_on=said["first_on"], liked=said["liked"] or "",
                why_not=form.why_not, words=said["words"].strip(), by=request.user)):
            return _done(request, found, "Saved.")
    return _form(request, subject, found, form, row.name, "Save how it went")


@needs("social_prescribing.record")
def measure(request: HttpRequest, subject_id: int, pk: int, when: str) -> HttpResponse:
    subject, found = _theirs(request, subject_id, pk, "link work")
    if when not in Measured.When.values:
        raise Http404("At the start, in between, or at the end.")
    there = next((one for one in found.measured.all() if one.when == when and when != "between"), None)
    form = MeasureForm(_post(request), initial={"on": presenters.today(), **(there.answers if there else {})})
    if request.method == "POST" and form.is_valid() and _did(form, lambda: actions.measure(
            link_work=found, when=when, answers=form.answers, on=form.cleaned_data["on"], by=request.user)):
        return _done(request, found, "Saved.")
    return _form(request, subject, found, form, f"How are they? {Measured.When(when).label}", "Save their answers",
                 intro=form.measure.introduction, measure=form.measure, template="social_prescribing/measure.jinja")


@needs("social_prescribing.record")
def end(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, found = _theirs(request, subject_id, pk, "link work")
    form = EndForm(_post(request), link_work=found, initial={"on": presenters.today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _did(form, lambda: actions.end(
                link_work=found, because=said["because"], words=said["words"].strip(), on=said["on"],
                by=request.user)):
            return _done(request, found,
                         "It has ended. Whoever referred them hears of it, within what they may be told.")
    unanswered = sum(1 for goal in found.goals.all() if not goal.reached)
    asked = {one.when for one in found.measured.all()}
    return _form(request, subject, found, form, "End the time together", "End it", intro=" ".join(filter(None, (
        f"{unanswered} of their goals have no answer yet." if unanswered else "",
        "Nobody has asked how they are at the end." if "start" in asked and "end" not in asked else ""))))


def _did(form: DesignForm, act: Callable[[], object]) -> bool:
    """Where somebody did something first, that is said over the form: what was written in it stays."""
    try:
        act()
    except actions.NotAsItWas as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _done(request: HttpRequest, found: LinkWork, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(presenters.address(found))
