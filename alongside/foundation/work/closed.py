"""Work on restricted records of those who own it, or answer for it, and may not open them: initials and a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, DateField, Func, JSONField
from django.db.models.functions import Cast
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.database.prepared import Given
from alongside.foundation.design import shapes

from . import presenters
from .models import Task


def closed_work(users: Given, teams: Given, today: Any) -> Func:
    """To be asked together with something else in a prepared question: what these own, and what lies with the teams
    that `answered_for` names."""
    numbers: Any = ArrayField(BigIntegerField())
    return Func(
        Cast(users.whole, numbers), Cast(teams.whole, numbers), Cast(today, DateField()),
        function="alongside_closed_work", output_field=JSONField(),
    )


def answered_for(user: User, teams: Iterable[int]) -> list[int]:
    """Its owner learns of such work, and for a team whoever may know that a restricted record exists; nobody else."""
    return list(teams) if user.may("people.know_restricted") else []


def closed_rows(found: Iterable[dict[str, Any]], *, user: User, now: datetime) -> list[shapes.Row]:
    return [_row(one, user, now) for one in found]


def _row(one: dict[str, Any], user: User, now: datetime) -> shapes.Row:
    task = Task(
        due_on=date.fromisoformat(one["due_on"]) if one["due_on"] else None,
        due_at=time.fromisoformat(one["due_at"]) if one["due_at"] else None,
        raised_at=datetime.fromisoformat(one["raised_at"]),
    )
    day, note = presenters.day_of(task, now)
    return shapes.Row(
        day=day, day_note=note, name=one["initials"], why=f"Restricted. Ask {one['ask']} to name you on the record",
        late=one["urgent"] or task.is_late(timezone.localtime(now).date()),
        kind="Nobody’s yet" if not one["owner"] else one["owner"] if one["owner_id"] != user.pk else "",
    )
