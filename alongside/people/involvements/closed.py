"""Those who wait on restricted records, for whoever answers for the waiting list and may not open them: initials, since
when, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, DateField, Func, JSONField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from alongside.foundation.access.conditions import by_name_of
from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Row


def closed_waits(user: User, team_ids: Iterable[int], today: date) -> list[dict[str, Any]]:
    """Of the user's own teams alone, and only to those who may know that a restricted record exists."""
    teams = sorted(set(team_ids) & set(user.team_ids()))
    if not teams or not user.may("people.know_restricted"):
        return []
    numbers: Any = ArrayField(BigIntegerField())
    asked = Func(
        Cast(Value(by_name_of(user), output_field=numbers), numbers), Cast(Value(teams, output_field=numbers), numbers),
        Cast(Value(today), DateField()), function="alongside_closed_waits", output_field=JSONField(),
    )
    return list(User.objects.filter(pk=user.pk).values_list(asked, flat=True).get())


def closed_rows(found: Iterable[dict[str, Any]], today: date) -> list[Row]:
    return [_row(one, date.fromisoformat(one["asked_on"]), today) for one in found]


def _row(one: dict[str, Any], asked_on: date, today: date) -> Row:
    return Row(
        day=words.plural((today - asked_on).days, "day"), day_note=f"since {words.short_date(asked_on, today)}",
        name=one["initials"], why=f"Restricted record · {one['team']} · {one['ask']} decides who is named on it",
        button=Button("Ask to be named", reverse("involvements:ask_to_be_named", args=[one["subject"]])),
    )
