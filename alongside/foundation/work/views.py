"""One piece of work: seeing it, and the acts on it. Lists and boards are composed on the desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import NotAllowed, needs

from . import actions, forms, presenters
from .models import Task

# More than this on one page is no longer a choice somebody makes with care.
MOST_AT_ONCE = 200


def _task(request: HttpRequest, task_id: int, *, to_act: bool = True) -> Task:
    """The task, if its record is open to this user, with the look; and if theirs to act on, where that is asked."""
    user: Any = request.user
    task = get_object_or_404(Task.objects.visible_to(user).with_people(), pk=task_id)
    if task.subject_id:
        open_subject(request, task.subject_id, "work")
    if to_act and not _may_act(user, task):
        raise NotAllowed("work.reassign")
    return task


def _may_act(user: Any, task: Task) -> bool:
    """Its owner, whoever covers for them or keeps in touch, the team it lies with, and those who move work."""
    theirs = {user.pk, *user.covering_ids()}
    return (
        task.owner_id in theirs or task.keeps_in_touch_id in theirs or task.raised_by_id == user.pk
        or (task.owner_id is None and task.team_id in user.team_ids()) or user.may("work.reassign")
    )


def _back(request: HttpRequest) -> str:
    """Where the worker came from, if it is ours; else their own work."""
    asked = request.POST.get("back") or request.GET.get("back") or ""
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/"):
        return asked
    return reverse(settings.HOME_URL_NAME)


def _changed(request: HttpRequest, changed: actions.ChangedMeanwhile) -> HttpResponse:
    """Somebody else was here first: say who and what, keep what was typed in sight, and lead on."""
    typed = [text for name in ("outcome", "words", "reason", "why", "note") if (text := request.POST.get(name, ""))]
    return render(request, "work/changed.jinja", {
        "sentence": str(changed), "task": changed.task, "typed": typed, "back": _back(request),
        "name": presenters.name_of(changed.task),
    }, status=409)


@require_safe
@needs("work.see")
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    shown = _task(request, task_id, to_act=False)
    return render(request, "work/task.jinja", {
        "task": shown, "name": presenters.name_of(shown), "tag": presenters.kind_tag(shown),
        "day": presenters.day_of(shown, timezone.now()), "may_act": _may_act(request.user, shown),
        "held": shown.is_held(timezone.localdate()), "today": timezone.localdate(), "back": _back(request),
    })


def _act(request: HttpRequest, task_id: int, form_class: type[forms.ActForm], said: str) -> HttpResponse:
    shown = _task(request, task_id)
    user: Any = request.user
    form = form_class(request.POST if request.method == "POST" else None, task=shown, user=user)
    if form.is_valid():
        try:
            form.apply()
        except actions.ChangedMeanwhile as changed:
            return _changed(request, changed)
        messages.success(request, said)
        return redirect(_back(request))
    return render(request, "work/act.jinja", {
        "form": form, "task": shown, "name": presenters.name_of(shown), "why": presenters.why_of(shown),
        "back": _back(request), "today": timezone.localdate(),
    })


@require_http_methods(["GET", "HEAD", "POST"])
@needs("work.see")
def finish(request: HttpRequest, task_id: int) -> HttpResponse:
    return _act(request, task_id, forms.FinishForm, "Recorded as done.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("work.see")
def touch(request: HttpRequest, task_id: int) -> HttpResponse:
    return _act(request, task_id, forms.TouchForm, "The call is on the record.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("work.see")
def wait(request: HttpRequest, task_id: int) -> HttpResponse:
    return _act(request, task_id, forms.WaitForm, "Saved. It stands under waiting, with who keeps in touch.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("work.see")
def hold(request: HttpRequest, task_id: int) -> HttpResponse:
    return _act(request, task_id, forms.HoldForm, "Put on hold. It comes back to the list on its day.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("work.see")
def day(request: HttpRequest, task_id: int) -> HttpResponse:
    return _act(request, task_id, forms.DayForm, "The day is changed.")


def _at_once(request: HttpRequest, task_id: int, verb: Any, said: str, *, anybody: bool = False) -> HttpResponse:
    shown = _task(request, task_id, to_act=not anybody)
    seen = request.POST.get("seen", "")
    try:
        verb(task=shown, by=request.user, seen=int(seen) if seen.isdecimal() else None)
    except actions.ChangedMeanwhile as changed:
        return _changed(request, changed)
    messages.success(request, said)
    return redirect(_back(request))


@require_POST
@needs("work.see")
def accept(request: HttpRequest, task_id: int) -> HttpResponse:
    return _at_once(request, task_id, actions.accept, "It is on your list now.")


@require_POST
@needs("work.see")
def resume(request: HttpRequest, task_id: int) -> HttpResponse:
    return _at_once(request, task_id, actions.resume, "Taken up again.")


@require_POST
@needs("work.see")
def stop_waiting(request: HttpRequest, task_id: int) -> HttpResponse:
    return _at_once(request, task_id, actions.stop_waiting, "The wait is over: it is to be done again.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("work.see")
def hand_over(request: HttpRequest) -> HttpResponse:
    """The user's own open work, or with `?of=` a colleague's, to hand over in one go."""
    user: Any = request.user
    of = request.GET.get("of", "")
    open_work = Task.objects.open().visible_to(user).with_people().soonest_first()
    if of.isdecimal() and int(of) != user.pk:
        if not user.may("work.reassign"):
            raise NotAllowed("work.reassign")
        open_work = open_work.filter(owner=int(of))
    else:
        open_work = open_work.mine(user)
    tasks = list(open_work[:MOST_AT_ONCE])
    looked_at_list(request, {task.subject_id for task in tasks if task.subject_id}, "work list")
    labels = {task.pk: f"{presenters.name_of(task)}: {presenters.why_of(task)}" for task in tasks}
    chosen = [pk for pk in request.GET.getlist("task") if pk.isdecimal()]
    form = forms.HandOverForm(request.POST if request.method == "POST" else None, tasks=tasks, labels=labels,
                              initial={"tasks": chosen})
    if form.is_valid():
        try:
            moved = form.apply(user)
        except actions.ChangedMeanwhile as changed:
            return _changed(request, changed)
        to = moved[0].owner or moved[0].team
        messages.success(request, f"Handed to {to}: {len(moved)} {'piece' if len(moved) == 1 else 'pieces'} of work.")
        return redirect(_back(request))
    whose = tasks[0].owner.name if tasks and tasks[0].owner and of.isdecimal() and int(of) != user.pk else ""
    return render(request, "work/hand_over.jinja", {
        "form": form, "tasks": tasks, "whose": whose, "back": _back(request), "most": MOST_AT_ONCE,
    })
