"""The board of a team: how long people wait, its figures, its reviews and what is to be put right; and who they are."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from alongside.foundation.accounts.models import Team
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.insight.returns import presenters as returns
from alongside.insight.waiting import presenters as waiting
from alongside.insight.waiting.figures import figures as waits
from alongside.insight.waiting.teams import teams_of

from . import registry, team
from .models import Run
from .views import people_page


def _teams(request: HttpRequest) -> list[Team]:
    """Their own; every team for those who see the whole council's figures."""
    return teams_of(request.user)


@require_safe
@needs("insight.team")
def board(request: HttpRequest) -> HttpResponse:
    """One of the user's own teams as it stands; the waits ask again by themselves."""
    user: Any = request.user
    teams, asked, today = _teams(request), request.GET.get("team", ""), timezone.localdate()
    one = next((each for each in teams if asked in ("", each.key)), None)
    if one is None:
        raise Http404("You do not see the board of a team with this name.")
    latest = Run.objects.latest()
    lines, faults = team.faults(user, one)
    looked_at_list(request, {line.subject_id for line in lines if line.href}, "return: what fails", one.name)
    return render(request, "measures/team.jinja", {
        "team": one, "run": latest,
        "teams": [{"text": each.name, "href": f"?{urlencode({'team': each.key})}", "current": each == one}
                  for each in teams],
        "figures": waiting.board(waits(user, today, [one.pk]), {"team": one.key}),
        "again_of": one.key, "now": timezone.now(), "of_which_waits": waiting.of_which_waits(),
        "measures": team.figures(latest, one), "unknowns": team.unknowns(latest, one),
        "reviews": team.reviews(user, one, today),
        "problems": returns.cells(lines), "faults": faults,
    })


@require_safe
@needs("insight.team")
def people(request: HttpRequest, team_key: str, key: str) -> HttpResponse:
    """Who of the team's people stands behind a figure, and why; every page of it is a look."""
    one = next((each for each in _teams(request) if each.key == team_key), None)
    latest = Run.objects.latest()
    try:
        measure = registry.measure(key)
    except KeyError:
        raise Http404("There is no such measure.") from None
    if one is None or latest is None or not latest.has_people:
        raise Http404("You do not see the people of a team with this name, or nobody's figures are kept.")
    return people_page(request, measure, latest, one)
