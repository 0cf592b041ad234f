"""Two records of one person joined into one, and parted again exactly.

Every row that points at the record given up moves to the one that goes on, in whatever slice it lives; each move is
written in a ledger with its values before and after. Parting puts those values back, unless somebody has changed them
since. A row that the record going on has its own of (one current address, say) comes across as no longer current
where its model says how (`when_joined`), and otherwise stays on the joined record, marked in the ledger.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.people.people.models import Join, JoinMove, Person
from alongside.people.people.search import refresh_search

from .rows import kept, pointing_at_subject, values_of

JOINED = events.Kind("people.joined", "details", significant=True)
PARTED = events.Kind("people.parted", "details", significant=True)
# Asked once of a person, so a blank on the record that goes on takes what the other knows.
FILLED = ["date_of_birth", "date_of_birth_estimated", "gender", "pronouns", "ethnicity", "first_language",
          "interpreter", "interpreter_language"]
TOGETHER = [["date_of_birth", "date_of_birth_estimated"], ["interpreter", "interpreter_language"]]


class CannotJoin(Exception):
    """Why these two records cannot be joined, in a sentence."""


class CannotPart(Exception):
    """Why this join cannot be undone now, in a sentence."""


@transaction.atomic
def join_records(*, survivor: Subject, other: Subject, reason: str, by: User) -> Join:
    """`other` turns out to be the same person as `survivor`: all it holds goes there, and it leads there."""
    both = {s.pk: s for s in Subject.objects.select_for_update().filter(pk__in=[survivor.pk, other.pk]).order_by("pk")}
    survivor, other = both[survivor.pk], both[other.pk]
    _refuse_what_cannot_be(survivor, other)
    join = Join.objects.create(subject=survivor, other=other, reason=reason, joined_by=by)
    today = timezone.localdate()
    for model, field in pointing_at_subject():
        for record in list(model._default_manager.filter(**{field.name: other}).order_by("pk")):
            _carry(join, record, field, survivor, today)
    _fill_blanks(join, survivor, other)
    other.merged_into = survivor
    other.save(update_fields=["merged_into"])
    events.record(
        subject=survivor, kind=JOINED, title=f"Joined with another record of {other.display_name}", detail=reason,
        by=by, source=join, url=reverse("people:joins", args=[survivor.pk]),
    )
    refresh_search([survivor.pk, other.pk])
    return join


def _refuse_what_cannot_be(survivor: Subject, other: Subject) -> None:
    if survivor.pk == other.pk:
        raise CannotJoin("These are the same record.")
    for one in (survivor, other):
        if one.merged_into_id:
            raise CannotJoin(f"The record of {one.display_name} is joined to another already.")
    if survivor.restricted != other.restricted:
        raise CannotJoin("One of the records is restricted and the other is not. Restrict both, or lift the "
                         "restriction, before joining them, so that nobody is shown what was closed to them.")
    if survivor.died_on and other.died_on and survivor.died_on != other.died_on:
        raise CannotJoin("The two records have different dates of death. Put one right first.")


def _carry(join: Join, record: models.Model, field: models.ForeignKey, survivor: Subject, today: date) -> None:
    """Move one row, as it is, or as no longer current, or not at all; write down which."""
    attempts: list[dict[str, Any]] = [{}]
    if hasattr(record, "when_joined"):
        attempts.append(record.when_joined(today))
    for extra in attempts:
        values = {field.attname: survivor.pk, **extra}
        before = values_of(record, list(values))
        try:
            with transaction.atomic():
                type(record)._default_manager.filter(pk=record.pk).update(**values)
        except DatabaseError:
            # The database holds that there is one of these: another attempt, or it stays where it is.
            continue
        JoinMove.objects.create(join=join, table=record._meta.label_lower, row=str(record.pk), before=before,
                                after={column: kept(value) for column, value in values.items()})
        return
    unchanged = values_of(record, [field.attname])
    JoinMove.objects.create(join=join, table=record._meta.label_lower, row=str(record.pk), before=unchanged,
                            after=unchanged, stayed=True)


def _fill_blanks(join: Join, survivor: Subject, other: Subject) -> None:
    person = Person.objects.get(subject=survivor)
    twin = Person.objects.get(subject=other)
    groups = [*TOGETHER, *([name] for name in FILLED if not any(name in group for group in TOGETHER))]
    values = {name: getattr(twin, name) for group in groups if not getattr(person, group[0]) for name in group
              if getattr(twin, group[0])}
    _put(join, person, values)
    if other.died_on and not survivor.died_on:
        _put(join, survivor, {"died_on": other.died_on})


def _put(join: Join, record: models.Model, values: dict[str, Any]) -> None:
    if not values:
        return
    JoinMove.objects.create(
        join=join, table=record._meta.label_lower, row=str(record.pk), before=values_of(record, list(values)),
        after={column: kept(value) for column, value in values.items()},
    )
    type(record)._default_manager.filter(pk=record.pk).update(**values)


@transaction.atomic
def part_records(*, join: Join, reason: str, by: User) -> Join:
    """The two were different people after all: everything that came across goes back as it was.

    What was recorded since the join stays where it was recorded, and can be moved entry by entry.
    """
    join = Join.objects.select_for_update().select_related("subject", "other").get(pk=join.pk)
    if join.parted_at:
        raise CannotPart("These records have been parted already.")
    if join.subject.merged_into_id:
        raise CannotPart("The record they were joined into has itself been joined to another. Part that join first.")
    later = Join.objects.standing().filter(subject=join.subject, pk__gt=join.pk).first()
    if later:
        raise CannotPart(f"{later.other.display_name} was joined to this record later. Part that join first.")
    with transaction.atomic():
        for move in join.moves.filter(stayed=False).order_by("-pk"):
            _put_back(move)
    other = join.other
    other.merged_into = None
    other.save(update_fields=["merged_into"])
    join.parted_at, join.parted_by, join.parted_reason = timezone.now(), by, reason
    join.save()
    for subject in (join.subject, other):
        events.record(subject=subject, kind=PARTED, title="Parted from a record joined in error", detail=reason, by=by,
                      source=join, url=reverse("people:joins", args=[subject.pk]))
    refresh_search([join.subject_id, other.pk])
    return join


def _put_back(move: JoinMove) -> None:
    model = apps.get_model(move.table)
    record = model._default_manager.filter(pk=move.row).first()
    if record is None:
        return
    now = values_of(record, list(move.after))
    # Values changed since the join were changed on purpose, and stand.
    values = {column: move.before[column] for column in move.after if now[column] == move.after[column]}
    if values:
        model._default_manager.filter(pk=move.row).update(**values)
