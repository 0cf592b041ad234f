"""What was changed in a record, in words: each line of the audit as "what, from, to"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import who_by_themselves
from alongside.foundation.audit.models import Change
from alongside.foundation.design import words

# Whose values may be read here, and by whom. What else changed is named without its values: they are read where they
# are kept, by those who may.
READ_BY = {
    "people": "people.see", "relationships": "people.see", "circumstances": "people.see", "about_me": "people.see",
    "agreements": "people.see", "involvements": "involvements.see", "warnings": "warnings.see",
    "subjects": "people.see", "access": "people.see",
}
UNSAID = {"id", "subject_id", "display_name", "reference", "normal"}
VERBS = {"insert": "recorded", "update": "changed", "delete": "taken out", "load": "loaded"}


@dataclass(frozen=True)
class Value:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeLine:
    when: str
    who: str
    title: str
    why: str
    values: list[Value]


@cache
def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def shown(rows: Iterable[Change], viewer: User) -> list[ChangeLine]:
    rows = list(rows)
    people = _people_named_in(rows)
    return [line for row in rows if (line := _line(row, viewer, people))]


def _people_named_in(rows: list[Change]) -> dict[int, str]:
    ids = {row.user_id for row in rows if row.user_id}
    for row in rows:
        model = _models().get(row.table)
        for field in model._meta.concrete_fields if model else []:
            if field.related_model is User:
                ids |= {side[field.column] for side in (row.before, row.after) if side and side.get(field.column)}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def _line(row: Change, viewer: User, people: dict[int, str]) -> ChangeLine | None:
    model = _models().get(row.table)
    if model is None or getattr(model, "derived", False):
        return None
    permission = READ_BY.get(model._meta.app_label)
    readable = permission is not None and viewer.may(permission)
    title = f"{str(model._meta.verbose_name).capitalize()} {VERBS.get(row.operation, row.operation)}"
    values = _values(model, row, people) if readable else []
    if readable and not values and row.operation == "update":
        return None
    who = who_by_themselves(row.why)
    nobody = f"{who[:1].upper()}{who[1:]}, in My plan" if who else "The service itself"
    return ChangeLine(words.moment(row.at), people.get(row.user_id, nobody), title, row.why, values)


def _values(model: type[models.Model], row: Change, people: dict[int, str]) -> list[Value]:
    before, after = row.before or {}, row.after or {}
    lines = []
    for field in model._meta.concrete_fields:
        column = field.column
        if column in UNSAID or (column not in before and column not in after):
            continue
        old, new = (in_words(field, side.get(column), people) for side in (before, after))
        if old != new:
            lines.append(Value(str(field.verbose_name).capitalize(), old, new))
    return lines


def in_words(field: models.Field, value: Any, people: dict[int, str]) -> str:
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.related_model is User:
        return people.get(value, f"account {value}")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field, models.DateTimeField):
        return words.moment(field.to_python(value))
    if isinstance(field, models.DateField):
        return words.date(field.to_python(value))
    return str(value)
