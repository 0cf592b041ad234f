"""How long people wait: a live board, the people behind each figure, and the way the nation counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.insight.disclosure import policy

from . import actions, presenters
from .clocks import CLOCKS
from .figures import Figure, figures, of_clock, of_team
from .models import NationalRun
from .people_file import People
from .teams import NO_TEAM, names, teams_of

PER_PAGE = 50


def _chosen(request: HttpRequest) -> tuple[Any, list[Any], Any, list[int] | None]:
    """The user, their teams, the team that was asked for, and which teams are counted."""
    user: Any = request.user
    teams = teams_of(user)
    asked = request.GET.get("team", "")
    one = next((team for team in teams if team.key == asked), None)
    if asked and one is None and asked != NO_TEAM:
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
    whole = figures(user, timezone.localdate(), None if user.may("returns.see") else [team.pk for team in teams])
    found = [of_team(figure, one.pk) for figure in whole] if one else whole
    # Of all the council's teams, those that people wait for.
    waited_for = {wait.team_id for figure in whole for wait in figure.waits}
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
            "of_which_waits": presenters.of_which_waits(),
            "teams": [
                {
                    "text": "All my teams" if counted is not None or one else "All teams",
                    "href": request.path,
                    "current": one is None,
                }
            ]
            + [
                {"text": team.name, "href": f"?team={team.key}", "current": team == one}
                for team in teams
                if team.pk in waited_for or team == one
            ],
            "may_see_national": user.may("returns.see"),
        },
    )


def _narrowed(figure: Figure, request: HttpRequest) -> tuple[Figure, dict[str, str]]:
    """To what no team has yet, and to one kind, as the address asks; and what of it other addresses must keep."""
    team, kind = request.GET.get("team", ""), request.GET.get("kind", "")
    query = {"team": team} if team else {}
    if team == NO_TEAM:
        figure = replace(figure, waits=tuple(wait for wait in figure.waits if wait.team_id is None))
    if kind in figure.clock.kinds:
        figure = replace(figure, waits=tuple(wait for wait in figure.waits if wait.kind == kind))
        query["kind"] = kind
    return figure, query


@require_safe
@needs("work.see_team")
def clock(request: HttpRequest, key: str) -> HttpResponse:
    """The people behind one clock's figures."""
    if key not in CLOCKS:
        raise Http404("There is no such wait.")
    user, teams, one, counted = _chosen(request)
    whole = of_clock(CLOCKS[key], user, timezone.localdate(), None if counted is None else set(counted))
    figure, query = _narrowed(whole, request)
    show = "waited" if request.GET.get("show") == "waited" else "waiting"
    people = (
        figure.waiting
        if show == "waiting"
        else sorted(figure.waited, key=lambda wait: (-wait.days(figure.today), wait.pk))
    )
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    subjects = visible_subjects(user).in_bulk([wait.subject_id for wait in page])
    looked_at_list(request, [wait.subject_id for wait in page], f"waiting: {figure.clock.label}"[:100])
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
                presenters.row(wait, figure, subjects[wait.subject_id], named.get(wait.team_id or 0, ""), request.user)
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
            "by_team": presenters.by_team(whole, teams) if not query else [],
            "by_kind": presenters.by_kind(whole, query) if "kind" not in query else [],
            "kind": CLOCKS[key].kinds.get(query.get("kind", ""), ""),
            "days": presenters.days,
            "of_which_waits": presenters.of_which_waits(),
            "team": one,
            "back": urlencode(query),
        },
    )


@require_safe
@needs("returns.see")
def national(request: HttpRequest) -> HttpResponse:
    """The nation's figures from our own events as they were last worked out, beside the council's own."""
    user: Any = request.user
    today, may_open = timezone.localdate(), user.may("insight.people")
    run = NationalRun.objects.latest()
    # Whoever may open figures to their people sees them whole; nothing is subtracted, for nothing is summed.
    smallest = 0 if may_open else policy.smallest_anywhere(today)
    return render(
        request,
        "waiting/national.jinja",
        {
            "run": run,
            **presenters.national_tables(run, smallest, opens=may_open),
            "smallest": smallest,
            "under_way": NationalRun.objects.under_way(),
            "failure": NationalRun.objects.last_failure(),
            "own": presenters.board(figures(user, today), {}) if user.may("work.see_team") else [],
        },
    )


@require_POST
@needs("returns.see")
def work_out(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    actions.ask_for(by=user)
    return redirect("waiting:national")


@require_safe
@needs("insight.people")
def national_people(request: HttpRequest) -> HttpResponse:
    """The people behind one national figure, each with the two days that make the wait; every page of it is a look."""
    run = NationalRun.objects.latest()
    found = run.figures.newest_quarter_first() if run and run.people_file.exists() else ()
    one = next((each for each in found if presenters.is_of(each, request.GET)), None)
    if run is None or one is None:
        raise Http404("There is no such figure.")
    page = Paginator(People(run.people_file, one), PER_PAGE).get_page(request.GET.get("page"))
    open_ones = visible_subjects(request.user).in_bulk([wait.subject_id for wait in page if wait.subject_id])
    looked_at_list(request, sorted(open_ones), "people behind a figure", f"{one.measure}, {one.quarter}")
    chosen = request.GET.copy()
    chosen.pop("page", None)
    return render(
        request,
        "waiting/national_people.jinja",
        {
            "figure": one,
            "quarter": presenters.quarter(one),
            "run": run,
            "page": page,
            "query": chosen.urlencode(),
            "rows": presenters.national_rows(page, open_ones),
            "days": presenters.days,
        },
    )
