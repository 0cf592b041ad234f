"""The duty board: what came in and waits, against what the council promised."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

from .. import first_contact, presenters
from ..models import Conversation

# Enough for a bad Monday; past it the board says how many more there are.
MOST = 200
PER_PAGE = 50


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
        "first_contact": first_contact.figure(user, now) if user.may("conversations.see") else None,
        "days": first_contact.DAYS[0],
    })


@require_safe
@needs("conversations.see")
def first_contact_page(request: HttpRequest) -> HttpResponse:
    """The rate, opened to the people it counts and the reason each is in or out."""
    user, now = request.user, timezone.now()
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, first_contact.DAYS) else first_contact.DAYS[0]
    chosen = request.GET.get("which", "")
    rows = first_contact.ended(user, now, days)
    if chosen in ("resolved", "went_on"):
        rows = rows.filter(resolved=chosen == "resolved")
    page = Paginator(rows.select_related("subject").prefetch_related("next_steps").order_by("-finished_at", "-pk"),
                     PER_PAGE).get_page(request.GET.get("page"))
    looked_at_list(request, [one.subject_id for one in page], "first contacts")
    figure = first_contact.figure(user, now, days)
    counts = {"": figure.ended, "resolved": figure.resolved, "went_on": figure.ended - figure.resolved}
    return render(request, "conversations/first_contact.jinja", {
        "figure": figure, "days": days, "page": page, "rows": [presenters.first_contact_row(one) for one in page],
        "prevention": first_contact.prevention(user, now, days, timezone.localdate(now)),
        "periods": [{"text": f"{one} days", "href": f"?days={one}&which={chosen}", "current": one == days}
                    for one in first_contact.DAYS],
        "which": [{"text": text, "href": f"?days={days}&which={key}", "current": key == chosen, "count": counts[key]}
                  for key, text in (("", "All"), ("resolved", "Resolved"), ("went_on", "Went on"))],
        "query": f"days={days}&which={chosen}",
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
        work.accept(task=task, by=request.user, seen=int(seen) if seen.isdecimal() else None)
    except work.ChangedMeanwhile as problem:
        messages.error(request, str(problem))
        return redirect("conversations:duty")
    return redirect(task.url or "conversations:duty")
