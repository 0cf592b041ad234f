"""The team's work: who carries how much, what is late, what nobody has taken. List and board are one query."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from alongside.desk.my_work.composed import counts, parts
from alongside.desk.my_work.views import segments, whole
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.foundation.work.closed import closed_rows
from alongside.foundation.work.models import Section

from . import composed


@require_safe
@needs("work.see_team")
def team(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    now = timezone.now()
    teams = composed.teams_of(user)
    if not teams:
        return render(request, "desk/team_none.jinja", {})
    asked = request.GET.get("team", "")
    shown = next((one for one in teams if one.key == asked), None) if asked else teams[0]
    if shown is None:
        raise Http404("You do not see the work of a team with this name.")
    work = parts(composed.work_of(shown, user), user=user, now=now)
    members = composed.members(shown, user, now)
    shown_people = {task.subject_id for part in work.values() for task in part.tasks if task.subject_id}
    _, untaken, closed = counts(user, [shown.pk])
    shown_people |= {one["subject"] for one in closed}
    looked_at_list(request, sorted(shown_people),
                   "team board", shown.name)
    board = request.GET.get("as") == "board"
    here = reverse("desk:team")
    keep = {"team": shown.key}
    return render(request, "desk/team_board.jinja" if board else "desk/team.jinja", {
        "team": shown, "work": work, "members": members, "late": sum(member.late for member in members),
        "over": [member for member in members if member.caseload.over], "may_move": user.may("work.reassign"),
        "segments": segments(user, "team" if shown == teams[0] else "", untaken),
        "closed": closed_rows(closed, user=user, now=now),
        "shapes": [{"text": "List", "href": f"{here}?{urlencode(keep)}", "current": not board},
                   {"text": "Board", "href": f"{here}?{urlencode(keep | {'as': 'board'})}", "current": board}],
        "teams": [{"text": one.name, "href": f"{here}?team={one.key}", "current": one == shown} for one in teams],
        "more_url": lambda key: reverse("desk:team_part", args=[shown.key, key]),
    })


@require_safe
@needs("work.see_team")
def part(request: HttpRequest, team_key: str, key: str) -> HttpResponse:
    """One part of a team's work in full."""
    user: Any = request.user
    shown = next((one for one in composed.teams_of(user) if one.key == team_key), None)
    if shown is None or key not in Section.values:
        raise Http404("There is no such part of a team’s work.")
    work = composed.work_of(shown, user).in_sections(timezone.localdate()).filter(section=key)
    return whole(request, work, f"{shown.name}: {Section(key).label.lower()}",
                 f"{reverse('desk:team')}?team={shown.key}", timezone.now())
