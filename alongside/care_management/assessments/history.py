"""The assessments tab: what has been assessed and decided, newest first. Slices above add their own lines.

`capacity`, `carers` and `eligibility` call `also` in their `apps.py`, so that nothing here knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from alongside.foundation.design.shapes import Button, Tag
from alongside.front_door.conversations.models import AssessmentOffer


@dataclass(frozen=True)
class Line:
    """One piece of work: what, where it stands, who and when, where to read it and the one thing to do next."""

    on: date
    title: str
    href: str
    tags: Sequence[Tag] = ()
    words: str = ""
    open: bool = False
    button: Button | None = None


@dataclass(frozen=True)
class BoardRow:
    """One open piece of work on the team list; `sort` puts what is promised soonest first."""

    promised_by: date
    subject: Any
    what: str
    href: str
    team_id: int
    who: str = ""
    urgent: bool = False
    tag: Tag | None = None
    button: Button | None = None
    mine: bool = field(default=False)


Lines = Callable[[Any, Any], Sequence[Line]]
Rows = Callable[[Any, date, Sequence[AssessmentOffer]], Sequence[BoardRow]]

_lines: list[Lines] = []
_rows: list[Rows] = []


def also(lines: Lines | None = None, rows: Rows | None = None) -> None:
    """`lines(subject, user)` for a person's tab; `rows(user, today, offers)` for the team list."""
    if lines and lines not in _lines:
        _lines.append(lines)
    if rows and rows not in _rows:
        _rows.append(rows)


def lines_of(subject: Any, user: Any) -> list[Line]:
    """Newest first; of one day, what rests on something stands above it."""
    found = [line for source in reversed(_lines) for line in source(subject, user)]
    return sorted(found, key=lambda line: (line.open, line.on), reverse=True)


def accepted_and_not_begun(user: Any) -> QuerySet[AssessmentOffer]:
    """Beginning an assessment finishes the front door's task."""
    offers = AssessmentOffer.objects.to_assess().visible_to(user).filter(task__done_at=None, subject__died_on=None)
    return offers.exclude(task=None).select_related(
        "subject", "task__team", "task__owner", "asked_by_sending")


def board_rows(user: Any, today: date) -> list[BoardRow]:
    """What is open, and what was accepted at the front door and nobody has begun (read once for all)."""
    offers = list(accepted_and_not_begun(user))
    found = [row for source in _rows for row in source(user, today, offers)]
    return sorted(found, key=lambda row: (not row.urgent, row.promised_by, str(row.subject)))
