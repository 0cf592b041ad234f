"""The verbs of work: raise, promise, hand over, accept, hold, keep in touch, move, finish."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from django.db import models, transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.subjects.models import Subject

from .models import Task

PROMISED = events.Kind("work.promised", "contact")
PROMISE_KEPT = events.Kind("work.promise_kept", "contact")


class AlreadyDone(Exception):
    """Somebody finished this work first."""


@transaction.atomic
def raise_task(
    *,
    kind: str,
    title: str,
    by: User | None,
    subject: Subject | None = None,
    owner: User | None = None,
    team: Team | None = None,
    due_on: date | None = None,
    due_at: time | None = None,
    priority: str = Task.Priority.ROUTINE,
    why: str = "",
    verb: str = "Open",
    url: str = "",
    queue: str = "",
    source: models.Model | None = None,
) -> Task:
    """Put a piece of work on somebody's or a team's list."""
    return Task.objects.create(
        kind=kind, title=title, subject=subject, owner=owner, team=team, due_on=due_on, due_at=due_at,
        priority=priority, why=why, verb=verb, url=url, queue=queue, raised_by=by,
        source=events.source_of(source) if source is not None else "",
    )


@transaction.atomic
def promise(
    *, subject: Subject, what: str, owner: User, due_on: date, by: User, due_at: time | None = None,
    why: str = "", source: models.Model | None = None, url: str = "",
) -> Task:
    """A promise to a person: what, by whom, by when. It stays on the list until it is kept or answered for."""
    task = raise_task(
        kind="promise", title=what, subject=subject, owner=owner, due_on=due_on, due_at=due_at, by=by, why=why,
        verb="Record", source=source, url=url,
    )
    events.record(
        subject=subject, kind=PROMISED, title=f"Promised: {what}", detail=f"{owner.name}, by {due_on:%-d %B %Y}",
        by=by, source=task,
    )
    return task


@transaction.atomic
def finish(*, task: Task, outcome: str, by: User) -> Task:
    """Say that it is done and what came of it; refuses when somebody else finished it first."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.done_at:
        raise AlreadyDone(f"{task.done_by} finished this on {task.done_at:%-d %B %Y}.")
    task.done_at = timezone.now()
    task.done_by = by
    task.outcome = outcome
    task.save()
    if task.kind == "promise" and task.subject_id:
        events.record(subject=task.subject, kind=PROMISE_KEPT, title=f"Done: {task.title}", detail=outcome, by=by,
                      source=task)
    return task


@transaction.atomic
def hand_over(*, tasks: Iterable[Task], by: User, note: str, owner: User | None = None,
              team: Team | None = None) -> list[Task]:
    """Hand work to a colleague, who accepts it, or to a team's list."""
    moved = []
    for task in tasks:
        task.owner = owner
        task.team = team or task.team
        task.handed_by = by
        task.handed_at = timezone.now()
        task.hand_over_note = note
        task.accepted_at = None
        task.save()
        moved.append(task)
    return moved


@transaction.atomic
def accept(*, task: Task, by: User) -> Task:
    """Take on what was handed over."""
    task.owner = by
    task.accepted_at = timezone.now()
    task.save()
    return task


@transaction.atomic
def hold(*, task: Task, until: date, reason: str, by: User) -> Task:
    """Put work aside until a day, for a reason."""
    task.held_until = until
    task.hold_reason = reason
    task.save()
    return task


@transaction.atomic
def resume(*, task: Task, by: User) -> Task:
    task.held_until = None
    task.hold_reason = ""
    task.save()
    return task


@transaction.atomic
def wait_for(*, task: Task, on: str, keeps_in_touch: User, every_days: int, since: date, by: User) -> Task:
    """Wait for somebody else, with a named colleague who keeps in touch and how often."""
    task.waiting_on = on
    task.waiting_since = since
    task.keeps_in_touch = keeps_in_touch
    task.keep_in_touch_days = every_days
    task.save()
    return task


@transaction.atomic
def touch(*, task: Task, on: date, by: User) -> Task:
    """Somebody was in touch about a wait."""
    task.last_touch_on = on
    task.save()
    return task
