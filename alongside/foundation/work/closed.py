"""Work on restricted records of those who own it, or answer for it, and may not open them: initials and a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, DateField, Func, JSONField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.design import shapes

from . import presenters
from .models import Task


def closed_work(user: User, teams: Iterable[int] = ()) -> Func:
    """To be asked together with something else. Its owner learns of it, and for a team whoever may know that a
    restricted record exists; nobody else."""
    numbers: Any = ArrayField(BigIntegerField())
    answered_for = list(teams) if user.may("people.know_restricted") else []
    return Func(
        Cast(Value([user.pk, *user.covering_ids()], output_field=numbers), numbers),
        Cast(Value(answered_for, output_field=numbers), numbers), Cast(Value(timezone.localdate()), DateField()),
        function="alongside_closed_work", output_field=JSONField(),
    )


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
