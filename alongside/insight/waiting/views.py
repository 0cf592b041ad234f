"""How long people wait: a live board, the people behind each figure, and the way the nation counts."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.insight.disclosure import policy

from . import presenters
from .clocks import CLOCKS
from .figures import figures, of_clock
from .national import figures as national_figures
from .own_events import latest_rows
from .teams import names, teams_of

PER_PAGE = 50


def _chosen(request: HttpRequest) -> tuple[Any, list[Any], Any, list[int] | None]:
    """The user, their teams, the team that was asked for, and which teams are counted."""
    user: Any = request.user
    teams = teams_of(user)
    asked = request.GET.get("team", "")
    one = next((team for team in teams if team.key == asked), None)
    if asked and one is None:
        raise Http404("You do not see the waits of a team with this name.")
    if one:
        return user, teams, one, [one.pk]
    return user, teams, None, None if user.may("returns.see") else [team.pk for team in teams]


@require_safe
@needs("work.see_team")
def board(request: HttpRequest) -> HttpResponse:
    """Every wait of the team as it stands this minute; the part asks again by itself."""
    user, teams, one, counted = _chosen(request)
    query = {"team": one.key} if one else {}
    found = figures(user, timezone.localdate(), counted)
    page = "waiting/board_part.jinja" if request.headers.get("HX-Request") else "waiting/board.jinja"
    return render(
        request,
        page,
        {
            "figures": presenters.board(found, query),
            "clocks": CLOCKS.values(),
            "team": one,
            "now": timezone.now(),
            "again": f"{request.path}?{urlencode(query)}",
            "looked_back": presenters.looked_back(),
            "teams": [
                {
                    "text": "All my teams" if counted is not None or one else "All teams",
                    "href": request.path,
                    "current": one is None,
                }
            ]
            + [{"text": team.name, "href": f"?team={team.key}", "current": team == one} for team in teams],
            "may_see_national": user.may("returns.see"),
        },
    )


@require_safe
@needs("work.see_team")
def clock(request: HttpRequest, key: str) -> HttpResponse:
    """The people behind one clock's figures."""
    if key not in CLOCKS:
        raise Http404("There is no such wait.")
    user, teams, one, counted = _chosen(request)
    figure = of_clock(CLOCKS[key], user, timezone.localdate(), None if counted is None else set(counted))
    show = "waited" if request.GET.get("show") == "waited" else "waiting"
    people = (
        figure.waiting
        if show == "waiting"
        else sorted(figure.waited, key=lambda wait: (-wait.days(figure.today), wait.pk))
    )
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    subjects = visible_subjects(user).in_bulk([wait.subject_id for wait in page])
    looked_at_list(request, [wait.subject_id for wait in page], f"waiting: {figure.clock.label}"[:100])
    query = {"team": one.key} if one else {}
    named = names(teams)
    return render(
        request,
        "waiting/clock.jinja",
        {
            "figure": figure,
            "clock": figure.clock,
            "page": page,
            "query": urlencode(query | {"show": show}),
            "rows": [
                presenters.row(wait, figure, subjects[wait.subject_id], named.get(wait.team_id or 0, ""))
                for wait in page
                if wait.subject_id in subjects
            ],
            "views": [
                {"text": text, "count": count, "href": f"?{urlencode(query | {'show': name})}", "current": show == name}
                for name, text, count in (
                    ("waiting", "Still waiting", len(figure.waiting)),
                    ("waited", presenters.looked_back(), len(figure.waited)),
                )
            ],
            "by_team": presenters.by_team(figure, named),
            "by_kind": presenters.by_kind(figure),
            "days": presenters.days,
            "team": one,
            "back": urlencode(query),
        },
    )


@require_safe
@needs("returns.see")
def national(request: HttpRequest) -> HttpResponse:
    """The nation's figures from our own events, beside the council's own."""
    user: Any = request.user
    rows = latest_rows()
    found = national_figures(rows) if rows is not None else []
    return render(
        request,
        "waiting/national.jinja",
        {
            # Whoever may open figures to their people sees them whole; nothing is subtracted, for nothing is summed.
            "national": presenters.national_table(
                found, 0 if user.may("insight.people") else policy.smallest_anywhere(timezone.localdate())
            ),
            "known": rows is not None,
            "own": presenters.board(figures(user, timezone.localdate()), {}) if user.may("work.see_team") else [],
        },
    )
