"""My work: what cannot wait, what is due, what waits, and the day. List and board are one query in two shapes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.notifications.models import Notification
from alongside.foundation.permissions import needs, signed_in
from alongside.foundation.work import presenters
from alongside.foundation.work.closed import closed_rows
from alongside.foundation.work.models import Section, Task
from alongside.rules import council

from . import composed
from .caseload import caseloads

ON_A_PAGE = 25


def segments(user: Any, current: str, untaken: int | None) -> list[dict[str, Any]]:
    """Mine, the team's, nobody's yet: one list seen from three sides."""
    sides = [{"text": "Mine", "href": reverse("desk:my_work"), "current": current == "mine"}]
    if user.may("work.see_team"):
        team = user.memberships_now[0].team.name if user.memberships_now else "Team"
        sides.append({"text": team, "href": reverse("desk:team"), "current": current == "team"})
    sides.append({"text": "Unallocated", "href": reverse("desk:unallocated"), "current": current == "unallocated",
                  "count": untaken})
    return sides


def shapes_of(address: str, board: bool) -> list[dict[str, Any]]:
    return [{"text": "List", "href": address, "current": not board},
            {"text": "Board", "href": f"{address}?as=board", "current": board}]


@require_safe
@needs("work.see")
def my_work(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    now = timezone.now()
    work = composed.parts_of_mine(user, now)
    drafts, of_drafts = composed.drafts(user)
    slots, of_visits = composed.day(user, now)
    mine, team = composed.weights(user, now)
    unread, untaken, closed = composed.counts(user)
    shown = {task.subject_id for part in work.values() for task in part.tasks if task.subject_id}
    shown |= {one["subject"] for one in closed}
    looked_at_list(request, sorted(shown | set(of_drafts) | set(of_visits)), "my work")
    board = request.GET.get("as") == "board"
    address = reverse("desk:my_work")
    urgent = work[Section.URGENT]
    return render(request, "desk/my_work_board.jinja" if board else "desk/my_work.jinja", {
        "greeting": composed.greeting(user, now), "intro": composed.intro(urgent.count, slots, now), "work": work,
        "rows_of_urgent": presenters.first_filled(urgent.rows), "drafts": drafts, "slots": slots, "caseload": mine,
        "closed": closed_rows(closed, user=user, now=now),
        "team": team, "over_words": composed.over_words(team), "unread": unread,
        "segments": segments(user, "mine", untaken),
        "shapes": shapes_of(address, board), "more_url": lambda key: reverse("desk:my_work_part", args=[key]),
        "may_see_team": user.may("work.see_team"),
    })


@require_safe
@needs("work.see")
def part(request: HttpRequest, key: str) -> HttpResponse:
    """One part of my work in full, by kind, a page at a time."""
    if key not in Section.values:
        raise Http404("My work has no such part.")
    user: Any = request.user
    now = timezone.now()
    within = Task.objects.open().mine(user).visible_to(user).in_sections(timezone.localdate()).filter(section=key)
    return whole(request, within, str(Section(key).label), reverse("desk:my_work"), now)


@require_safe
@needs("work.see")
def unallocated(request: HttpRequest) -> HttpResponse:
    """Work of the user's teams that nobody has taken, the most urgent first."""
    user: Any = request.user
    work = (Task.objects.open().unowned().filter(team__in=user.team_ids()).visible_to(user)
            .in_sections(timezone.localdate()))
    return whole(request, work, "Unallocated", reverse("desk:my_work"), timezone.now(),
                  sides=segments(user, "unallocated", None))


def whole(request: HttpRequest, work: Any, title: str, back: str, now: Any, sides: Any = ()) -> HttpResponse:
    """A part of a list in full, by kind, a page at a time."""
    user: Any = request.user
    kinds = list(work.kinds())
    kind = request.GET.get("kind", "")
    page = Paginator(work.of_kind(kind).with_people().soonest_first(), ON_A_PAGE).get_page(request.GET.get("page"))
    tasks = list(page.object_list)
    looked_at_list(request, [task.subject_id for task in tasks if task.subject_id], "work list")
    rows = [presenters.row(task, user=user, now=now, person_url=composed.person_url) for task in tasks]
    return render(request, "desk/work_part.jinja", {
        "title": title, "page": page, "rows": rows, "back": back, "segments": sides,
        "chips": presenters.kind_chips(kinds, kind), "query": f"kind={kind}" if kind else "",
    })


WHEN = {
    "complex": "Somebody may be unsafe: urgent work, a safeguarding concern or enquiry, or an urgent wait",
    "active": "Anything else is open besides a review",
    "settled": "Only a review is to come",
}


@require_safe
@needs("work.see")
def weights(request: HttpRequest) -> HttpResponse:
    """How a caseload is weighed, and what one's own comes to."""
    user: Any = request.user
    today = timezone.localdate()
    policy = council.load(settings.COUNCIL_PACK)
    (mine,) = caseloads([user], today)
    return render(request, "desk/weights.jinja", {
        "rows": [[weight.label, WHEN.get(weight.kind, ""), f"{weight.weight:.1f}"]
                 for weight in policy.policy("caseload.weights", today)],
        "source": policy.decided("caseload.weights").source, "today": today, "caseload": mine,
        "own_limit": user.caseload_limit,
    })


@require_safe
@signed_in
def told(request: HttpRequest) -> HttpResponse:
    """What Alongside told this colleague, newest first."""
    page = Paginator(Notification.objects.for_user(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    looked_at_list(request, [one.subject_id for one in page.object_list if one.subject_id], "notifications")
    return render(request, "desk/told.jinja", {"page": page})


@require_POST
@signed_in
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notification read and go where it leads, or mark all of them."""
    user: Any = request.user
    if not request.POST.get("notification"):
        count = notifications.mark_read(user=user)
        messages.success(request, f"{count} marked as read.")
        return redirect("desk:told")
    one = get_object_or_404(Notification.objects.for_user(user), pk=request.POST["notification"])
    notifications.mark_read(user=user, notification=one)
    return redirect(one.url or "desk:told")
