"""What stands on a team's board: its part of each measure, its reviews, and what is not known of its people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from alongside.care_management.reviews.models import Review
from alongside.foundation.accounts.models import Team
from alongside.insight.disclosure import outcome as worked_out
from alongside.insight.returns import presenters as returns
from alongside.insight.returns.models import BuiltReturn

from . import presenters
from .kept.people import People
from .models import Figure, Run
from .registry import computed, measure

TEAM = "team"
COMING = timedelta(days=28)
SHOWN = 12


def people_page(team: Team, key: str, **chosen: str) -> str:
    page = reverse("measures:team_people", args=[team.key, key])
    return f"{page}?{urlencode(chosen)}" if chosen else page


def figures(run: Run | None, team: Team) -> list[list[Any]]:
    """Each measure for the team's own people, whole: they are the people it works with. Each opens to them. Beside it
    the council's figure, as everybody may see it."""
    if run is None:
        return []
    found: dict[str, Figure] = {one.measure: one for one in run.figures.filter(split=TEAM, part=team.name)}
    released = Run.objects.release(run.year)
    councils = {one.measure: one for one in released.figures.headlines() if not one.held_back} if released else {}
    rows = []
    for one in computed():
        kept = found.get(one.code)
        top, below = (kept.numerator, kept.denominator) if kept else (0, None if one.needs_population else 0)
        whole = councils.get(one.code)
        said = worked_out(whole.numerator, whole.denominator, one.unit, one.places) if whole else None
        ours = worked_out(top, below, one.unit, one.places) if below else None
        counts = f"{top:,}" if below is None else f"{top:,} of {below:,}"
        rows.append([
            {"text": one.title, "href": people_page(team, one.code), "note": one.key},
            "Nobody" if not kept else "A count alone" if ours is None else f"{ours:,}{presenters.UNITS[one.unit]}",
            {"text": counts, "href": people_page(team, one.code, side="numerator" if below is None else "denominator")}
            if kept and run.has_people
            else counts,
            "Not shown" if said is None else f"{said:,}{presenters.UNITS[one.unit]}",
        ])
    return rows


def unknowns(run: Run | None, team: Team) -> list[list[Any]]:
    """What would change the team's figures, the commonest first, each leading to whom it concerns."""
    if run is None or not run.has_people:
        return []
    rows = []
    for key, code, number in People.unknown_in(run.people_file, TEAM, team.name)[:SHOWN]:
        one = measure(key)
        link = {"text": one.unknowns.get(code, code), "href": people_page(team, key, unknown=code), "note": key}
        rows.append([link, f"{number:,}"])
    return rows


def reviews(user: Any, team: Team, today: date) -> list[list[Any]]:
    """How many are due, each leading to the board of reviews."""
    those = Review.objects.visible_to(user).of_teams([team.pk])
    counts = (
        ("overdue", "Overdue", those.overdue(today).count()),
        ("due", "Can be held now", those.window_open(today).count()),
        ("coming", "Due in the next four weeks", those.outstanding().filter(
            due_on__gte=today, due_on__lte=today + COMING).count()),
        ("unallocated", "Nobody has it", those.unallocated().count()),
    )
    page = reverse("reviews:board")
    whose = {"whose": "team", "team": team.key}
    return [
        [{"text": words, "href": f"{page}?{urlencode({'show': show, **whose})}"}, f"{count:,}"]
        for show, words, count in counts
    ]


def faults(user: Any, team: Team) -> tuple[list[returns.ToPutRight], int]:
    """The first of what would fail in the national return and this team recorded, and how many there are."""
    built = BuiltReturn.objects.latest_whole()
    if built is None:
        return [], 0
    problems: Sequence[dict[str, Any]] = returns.Chosen(team=str(team.pk)).of(built)
    return returns.to_put_right(list(problems[:SHOWN]), user), len(problems)
