"""Waits in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Row, Tag
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.presenters import initials_if_restricted

from ..disclosure import is_few
from .clocks import Clock, Wait
from .figures import LOOKED_BACK, Figure, apart
from .national import NationalFigure


HELD_BACK = "Held back"


def days(number: Decimal | int | None) -> str:
    if number is None:
        return "None yet"
    whole = f"{number:,f}".rstrip("0").rstrip(".") if isinstance(number, Decimal) else f"{number:,}"
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


def address(clock: Clock, query: dict[str, str], show: str) -> str:
    return f"{reverse('waiting:clock', args=[clock.key])}?{urlencode(query | {'show': show})}"


def by_team(figure: Figure, names: Mapping[int, str]) -> list[list[Any]]:
    return _parts(apart(figure, lambda wait: names.get(wait.team_id or 0, "No team yet")))


def by_kind(figure: Figure) -> list[list[Any]]:
    """Nothing for a clock that knows no kinds."""
    kinds = figure.clock.kinds
    return _parts(apart(figure, lambda wait: kinds.get(wait.kind, "Not said"))) if kinds else []


def _parts(figures: Mapping[str, Figure]) -> list[list[Any]]:
    return [
        [
            name,
            f"{len(one.waiting):,}",
            days(one.longest_waiting) if one.waiting else "Nobody",
            days(one.median) if one.waited else "None yet",
            days(one.longest) if one.waited else "None yet",
        ]
        for name, one in sorted(figures.items())
    ]


def row(wait: Wait, figure: Figure, subject: Subject, team: str) -> Row:
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
        href=_page(wait),
    )


def _page(wait: Wait) -> str:
    """The record's own page where its slice has a page for the person."""
    if wait.path == "referrals:index":
        return reverse("desk:person", args=[wait.subject_id])
    return reverse(wait.path, args=[wait.subject_id])


def looked_back() -> str:
    return f"Stopped in the last {LOOKED_BACK} days"


def national_table(found: list[NationalFigure], smallest: int) -> list[list[Any]]:
    """`smallest`: of how many waits at least a figure is told."""
    return [
        [
            one.council,
            one.measure,
            words.short_date(one.quarter),
            one.age_band,
            *((HELD_BACK,) * 3 if is_few(len(one.waits), smallest) else (
                days(one.median), days(one.longest), f"{len(one.waits):,}")),
        ]
        for one in found
    ]
