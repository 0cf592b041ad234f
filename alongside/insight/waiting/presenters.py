"""Waits in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Row, Tag
from alongside.foundation.permissions.reach import first_open
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.presenters import initials_if_restricted
from alongside.rules.dates import add_months

from ..disclosure import is_few
from .clocks import Clock, Wait
from .figures import LOOKED_BACK, Figure, apart
from .models import NationalMedian, NationalRun
from .people_file import Waited
from .teams import NO_TEAM

HELD_BACK = "Held back"
# Quarters that stand open on the page.
RECENT = 4


def days(number: Decimal | int | None) -> str:
    if number is None:
        return "None yet"
    whole = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    if "." in whole:
        whole = whole.rstrip("0").rstrip(".")
    return f"{whole} {'day' if number == 1 else 'days'}"


def board(figures: list[Figure], query: dict[str, str]) -> list[list[Any]]:
    """A line a clock, each number opening to its people."""
    return [
        [
            {"text": one.clock.label, "href": address(one.clock, query, "waiting")},
            {"text": f"{len(one.waiting):,}", "href": address(one.clock, query, "waiting")} if one.waiting else "0",
            days(one.longest_waiting) if one.waiting else "Nobody",
            {"text": days(one.median), "href": address(one.clock, query, "waited")} if one.waited else "None yet",
            days(one.longest) if one.waited else "None yet",
        ]
        for one in figures
    ]


def address(clock: Clock, query: Mapping[str, str], show: str) -> str:
    return f"{reverse('waiting:clock', args=[clock.key])}?{urlencode({**query, 'show': show})}"


def by_team(figure: Figure, teams: Sequence[Team]) -> list[list[Any]]:
    """Each team's own waits; each number opens to its people."""
    names = {team.pk: (team.name, team.key) for team in teams}
    parts = apart(figure, lambda wait: names.get(wait.team_id or 0, ("No team yet", NO_TEAM)))
    return [_part(figure.clock, name, one, {"team": key}) for (name, key), one in sorted(parts.items())]


def by_kind(figure: Figure, query: Mapping[str, str]) -> list[list[Any]]:
    """Nothing for a clock that knows no kinds."""
    kinds = figure.clock.kinds
    if not kinds:
        return []
    parts = apart(figure, lambda wait: (kinds.get(wait.kind, "Not said"), wait.kind))
    return [_part(figure.clock, name, one, {**query, "kind": key}) for (name, key), one in sorted(parts.items())]


def _part(clock: Clock, name: str, one: Figure, query: Mapping[str, str]) -> list[Any]:
    waiting, waited = address(clock, query, "waiting"), address(clock, query, "waited")
    return [
        name,
        {"text": f"{len(one.waiting):,}", "href": waiting} if one.waiting else "0",
        days(one.longest_waiting) if one.waiting else "Nobody",
        {"text": days(one.median), "href": waited} if one.waited else "None yet",
        days(one.longest) if one.waited else "None yet",
    ]


def row(wait: Wait, figure: Figure, subject: Subject, team: str, user: User) -> Row:
    waited = days(wait.days(figure.today))
    paused = f" · {days(wait.paused)} paused" if wait.paused else ""
    middle = figure.median
    long = wait.is_waiting and middle is not None and wait.days(figure.today) > middle
    return Row(
        day=words.short_date(wait.started_on),
        day_note="since",
        name=initials_if_restricted(subject),
        why=f"{team or 'No team yet'}{paused}",
        kind="" if wait.is_waiting else f"Until {words.short_date(wait.stopped_on)}" if wait.stopped_on else "",
        tag=Tag(waited, "late" if long else "neutral"),
        late=long,
        href=_page(wait, user),
    )


def _page(wait: Wait, user: User) -> str:
    """The record's own page where its slice has a page for the person, and whoever looks may open it."""
    overview = reverse("desk:person", args=[wait.subject_id])
    if wait.path == "referrals:index":
        return overview
    return first_open(user, reverse(wait.path, args=[wait.subject_id]), overview)


def looked_back() -> str:
    return f"Stopped in the last {LOOKED_BACK} days"


def of_which_waits() -> str:
    return f"Median and longest of the waits that stopped in the last {LOOKED_BACK} days"


def national_tables(run: NationalRun | None, smallest: int, *, opens: bool) -> dict[str, list[list[Any]]]:
    """The last year's quarters, and those before."""
    found = list(run.figures.newest_quarter_first()) if run else []
    recent = sorted({one.quarter for one in found}, reverse=True)[:RECENT]
    return {
        "national": national_table((one for one in found if one.quarter in recent), smallest, opens=opens),
        "earlier": national_table((one for one in found if one.quarter not in recent), smallest, opens=opens),
    }


def national_table(found: Iterable[NationalMedian], smallest: int, *, opens: bool) -> list[list[Any]]:
    """Each number of waits opens to its people for those who may. `smallest`: of how many waits at least a figure is
    told."""
    page = reverse("waiting:national_people")
    rows: list[list[Any]] = []
    for one in found:
        number: Any = f"{one.waits:,}"
        if opens:
            number = {"text": number, "href": f"{page}?{urlencode(_of_figure(one))}"}
        told = (days(one.median), days(one.longest), number)
        rows.append([
            f"{quarter(one)}: {one.measure.lower()}",
            one.age_band,
            *((HELD_BACK,) * 3 if is_few(one.waits, smallest) else told),
        ])
    return rows


def quarter(one: NationalMedian) -> str:
    last = one.quarter.replace(month=one.quarter.month + 2)
    is_over = one.run.snapshot_at is None or timezone.localdate(one.run.snapshot_at) >= add_months(one.quarter, 3)
    return f"{one.quarter:%b} to {last:%b %Y}{'' if is_over else ', so far'}"


def _of_figure(one: NationalMedian) -> dict[str, str]:
    return {"measure": one.measure, "quarter": one.quarter.isoformat(), "age": one.age_band}


def is_of(one: NationalMedian, asked: Mapping[str, str]) -> bool:
    return all(asked.get(name) == value for name, value in _of_figure(one).items())


def national_rows(waits: Iterable[Waited], open_ones: Mapping[int, Subject]) -> list[list[Any]]:
    """Each with the request and the answer that make the wait; a record that is not open is counted and not named."""
    rows: list[list[Any]] = []
    for wait in waits:
        subject = open_ones.get(wait.subject_id or 0)
        rows.append([
            {"text": initials_if_restricted(subject), "href": reverse("desk:person", args=[subject.pk])}
            if subject
            else "A record that is not open to you",
            words.short_date(wait.requested_on),
            words.short_date(wait.answered_on),
            days(wait.days),
        ])
    return rows
