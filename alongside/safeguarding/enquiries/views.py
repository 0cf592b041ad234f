"""Pages of safeguarding concerns."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import RaisedConcern
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame

from . import actions, presenters
from .forms import DecideForm, KeepCloseForm
from .models import Concern
from .queues import QUEUES

MOST = 200
LATELY = timedelta(days=28)


def _concern(request: HttpRequest, pk: int, what: str) -> Concern:
    found = Concern.objects.visible_to(request.user).with_people().filter(pk=pk).first()
    if found is None:
        raise Http404("No concern with this number that you may open.")
    open_subject(request, found.subject_id, what)
    return found


@needs("safeguarding.see")
def queue(request: HttpRequest) -> HttpResponse:
    user, now = request.user, timezone.now()
    waiting = list(
        Task.objects.open().visible_to(user).filter(kind=QUEUES[0].key).unowned().with_people().soonest_first()[:MOST])
    raised = {one.item_id: one for one in
              RaisedConcern.objects.visible_to(user).filter(item__in=waiting).select_related("raised_by")}
    at_work = list(
        Concern.objects.visible_to(user).at_work_or_decided_since(now - LATELY).with_people()[:MOST])
    taken = [one for one in at_work if not one.decided_at]
    decided = sorted((one for one in at_work if one.decided_at), key=lambda one: one.decided_at, reverse=True)
    looked_at_list(request, [one.subject_id for one in (*waiting, *taken, *decided) if one.subject_id],
                   "safeguarding queue")
    return render(request, "enquiries/queue.jinja", {
        "waiting": [presenters.waiting_row(task, raised.get(task.pk), user, now) for task in waiting],
        "taken": [presenters.taken_row(one, user, now) for one in taken],
        "decided": [presenters.decided_row(one) for one in decided],
    })


@require_POST
@needs("safeguarding.take")
def take(request: HttpRequest, task_id: int) -> HttpResponse:
    item = Task.objects.open().visible_to(request.user).in_queue(QUEUES[0].key).filter(pk=task_id).first()
    if item is None:
        messages.error(request, "This concern has been taken already.")
        return redirect("enquiries:queue")
    open_subject(request, item.subject_id, "safeguarding concern")
    try:
        concern = actions.take(item=item, by=request.user)
    except actions.AlreadyTaken as problem:
        messages.error(request, str(problem))
        return redirect("enquiries:queue")
    return redirect("enquiries:concern", concern.pk)


@needs("safeguarding.see")
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    found = _concern(request, pk, "safeguarding concern")
    # Whoever sends a decision second is told who decided, with their own words still in the form.
    may_decide = request.user.may("safeguarding.take") and (not found.decided_at or request.method == "POST")
    form = DecideForm(request.POST or None, initial=presenters.first_answers(found.raised)) if may_decide else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            actions.decide(concern=found, by=request.user, **form.said)
        except actions.NotYet as missing:
            form.add_error(missing.field, str(missing))
        except actions.AlreadyTaken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Decided. Whoever raised it sees the answer.")
            return redirect("enquiries:concern", found.pk)
    return render(request, "enquiries/concern.jinja", {
        "frame": frame(found.subject, request.user), "subject": found.subject, "concern": found, "form": form,
        "raised": presenters.raised_words(found.raised), "sections": check_answers(found.raised.response),
        "test": presenters.test_facts(found), "answer": found.item.outcome,
        "record": found.subject.decisions.filter(source=f"enquiries.concern:{found.pk}").first(),
        "may_restrict": request.user.may("access.restrict") and not found.subject.restricted,
        "worker_involved": found.raised.response.answers.get("worker_involved") == "yes",
    })


@needs("access.restrict")
def keep_close(request: HttpRequest, pk: int) -> HttpResponse:
    found = _concern(request, pk, "restricting a record")
    form = KeepCloseForm(request.POST or None)
    here = reverse("enquiries:concern", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        actions.keep_close(concern=found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The record opens only to you and whoever took the concern. Name others on it.")
        return redirect(here)
    return task_page(request, found.subject, form, tab="", title="Restrict the record to named people",
                     verb="Restrict the record", back=here,
                     intro="Do this where somebody who can open the record may be the risk.")
