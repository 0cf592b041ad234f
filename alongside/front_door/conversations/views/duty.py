"""The duty board: what came in and waits, against what the council promised."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

from .. import presenters
from ..models import Conversation

# Enough for a bad Monday; past it the board says how many more there are.
MOST = 200


@needs("duty.see")
def board(request: HttpRequest) -> HttpResponse:
    user, now = request.user, timezone.now()
    chosen = request.GET.get("whose", "")
    tasks = Task.objects.open().visible_to(user).filter(kind__in=presenters.DUTY).with_people().soonest_first()
    talks = Conversation.objects.visible_to(user).for_duty()
    if chosen == "mine":
        tasks, talks = tasks.mine(user), talks.filter(held_by=user)
    elif chosen == "nobody":
        tasks, talks = tasks.unowned(), talks.none()
    tasks, talks = list(tasks[:MOST]), list(talks[:MOST])
    looked_at_list(request, [one.subject_id for one in (*tasks, *talks) if one.subject_id], "duty board")
    return render(request, "conversations/duty.jinja", {
        "cards": presenters.duty_cards(tasks, talks, user, now), "waiting": len(tasks) + len(talks),
        "whose": [{"text": text, "href": f"?whose={key}" if key else "?", "current": chosen == key}
                  for key, text in (("", "Everything"), ("nobody", "Nobody has it"), ("mine", "Mine"))],
        "may_record_referral": user.may("referrals.record"),
    })


@require_POST
@needs("duty.see")
def take(request: HttpRequest, task_id: int) -> HttpResponse:
    """Take one piece of work off the board; whoever was first has it."""
    task = Task.objects.open().visible_to(request.user).filter(pk=task_id, kind__in=presenters.DUTY).first()
    if task is None:
        raise Http404("Nothing with this number waits on the duty board.")
    if task.subject_id:
        open_subject(request, task.subject_id, "taking work from the duty board")
    seen = request.POST.get("seen", "")
    try:
        work.accept(task=task, by=request.user, seen=int(seen) if seen.isdigit() else None)
    except work.ChangedMeanwhile as problem:
        messages.error(request, str(problem))
        return redirect("conversations:duty")
    return redirect(task.url or "conversations:duty")
