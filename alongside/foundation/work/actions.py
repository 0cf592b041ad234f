"""The verbs of work: raise, promise, hand over, accept, hold, keep in touch, move, finish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.subjects.models import Subject

from .models import Task

PROMISED = events.Kind("work.promised", "contact")
PROMISE_KEPT = events.Kind("work.promise_kept", "contact")
PROMISE_MOVED = events.Kind("work.promise_moved", "contact")
KEPT_IN_TOUCH = events.Kind("work.kept_in_touch", "contact")
OUTCOME_LENGTH = 300
# Work by which a colleague asks something of another and waits for the answer, which no record of theirs tells them.
ASKED = frozenset({"name_on_record", "return_fault"})


class ChangedMeanwhile(Exception):
    """Somebody else changed this work since the page was shown; the sentence says what they did."""

    def __init__(self, task: Task, sentence: str) -> None:
        self.task = task
        super().__init__(sentence)


class AlreadyDone(ChangedMeanwhile):
    """Somebody finished this work first."""


def _take(task: Task, seen: int | None) -> Task:
    """The task as it stands, locked until this change is kept; refused where `seen` is no longer how it stands."""
    task = Task.objects.select_for_update(of=("self",)).select_related(
        "owner", "team", "done_by", "handed_by", "raised_by", "subject").get(pk=task.pk)
    if task.done_at:
        day = timezone.localtime(task.done_at)
        raise AlreadyDone(task, f"{task.done_by} finished this on {day:%-d %B %Y}: {task.outcome or 'done'}")
    if seen is not None and seen != task.version:
        holder = f"It is now with {task.owner or task.team}."
        raise ChangedMeanwhile(task, f"Somebody changed this since you opened the page. {holder}")
    return task


def _keep(task: Task) -> Task:
    task.version += 1
    task.save()
    return task


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
    priority: str = "routine",
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
def finish(*, task: Task, outcome: str, by: User, seen: int | None = None) -> Task:
    """Say that it is done and what came of it; refuses when somebody else finished it first."""
    task = _take(task, seen)
    task.done_at = timezone.now()
    task.done_by = by
    task.outcome = outcome[:OUTCOME_LENGTH]
    if task.is_promise and task.subject:
        events.record(subject=task.subject, kind=PROMISE_KEPT, title=f"Done: {task.title}"[:300], detail=outcome, by=by,
                      source=task)
    if task.kind in ASKED:
        tell(user=task.raised_by, by=by, source=task, url=reverse("work:task", args=[task.pk]),
             title=f"{by.name} answered what you asked of them")
    return _keep(task)


@transaction.atomic
def hand_over(*, tasks: Iterable[Task], by: User, note: str, owner: User | None = None, team: Team | None = None,
              seen: Mapping[int, int] | None = None) -> list[Task]:
    """Hand work to a colleague, who accepts it, or to a team's list. All of it moves, or none.

    Taking it oneself needs no accepting.
    """
    moved, declined = [], []
    # In one order, so that two managers who move the same work wait for each other and do not lock up.
    for each in sorted(tasks, key=lambda task: task.pk):
        task = _take(each, (seen or {}).get(each.pk))
        if owner is None and task.owner_id == by.pk and task.handed_by and not task.accepted_at:
            declined.append((task, task.handed_by))
        task.owner = owner
        task.team = team or task.team
        task.handed_by = by
        task.handed_at = timezone.now()
        task.hand_over_note = note
        task.accepted_at = task.handed_at if owner == by else None
        moved.append(_keep(task))
    if owner and moved:
        _tell(owner, moved, by, f"{by.name} handed work over to you")
    for giver in sorted({giver for _, giver in declined}, key=lambda user: user.pk):
        theirs = [task for task, gave in declined if gave == giver]
        _tell(giver, theirs, by, f"{by.name} did not take on work you handed over: it is on a team’s list")
    return moved


def _tell(user: User, tasks: list[Task], by: User, title: str) -> None:
    """One message for all of it; with one piece of work, as long as its record is open to them."""
    one = tasks[0] if len(tasks) == 1 else None
    if one:
        tell(user=user, by=by, title=title, subject=one.subject, source=one, url=reverse("work:task", args=[one.pk]))
    else:
        tell(user=user, by=by, title=f"{title} ({len(tasks)} pieces)", url=reverse(settings.HOME_URL_NAME))


@transaction.atomic
def accept(*, task: Task, by: User, seen: int | None = None) -> Task:
    """Take on what was handed over, or what nobody has taken yet."""
    task = _take(task, seen)
    if task.owner_id not in {None, by.pk, *by.covering_ids()}:
        raise ChangedMeanwhile(task, f"{task.owner} has this now.")
    if task.handed_at is None:
        task.handed_by, task.handed_at = by, timezone.now()
    task.owner = by
    task.accepted_at = timezone.now()
    return _keep(task)


@transaction.atomic
def hold(*, task: Task, until: date, reason: str, by: User, seen: int | None = None) -> Task:
    """Put work aside until a day, for a reason. A promise stays promised: it is late when its day has gone."""
    task = _take(task, seen)
    task.held_until = until
    task.hold_reason = reason
    return _keep(task)


@transaction.atomic
def resume(*, task: Task, by: User, seen: int | None = None) -> Task:
    """Take work up again before its day."""
    task = _take(task, seen)
    task.held_until = None
    task.hold_reason = ""
    return _keep(task)


@transaction.atomic
def change_day(*, task: Task, due_on: date, why: str, by: User, seen: int | None = None) -> Task:
    """Move the day. For a promise the person is told, and the timeline says so."""
    task = _take(task, seen)
    before = task.due_on
    task.due_on = due_on
    task.due_at = None
    task.why = why[:300]
    if task.is_promise and task.subject:
        events.record(
            subject=task.subject, kind=PROMISE_MOVED, by=by, source=task, detail=why,
            title=f"Promise moved to {due_on:%-d %B %Y}: {task.title}"[:300],
            significant=before is not None and before < timezone.localdate(),
        )
    return _keep(task)


@transaction.atomic
def wait_for(*, task: Task, on: str, keeps_in_touch: User | None, every_days: int | None, since: date, by: User,
             seen: int | None = None) -> Task:
    """Wait for somebody else, with a named colleague who keeps in touch and how often.

    Without that name the wait stands under what cannot wait.
    """
    task = _take(task, seen)
    task.waiting_on = on
    task.waiting_since = since
    task.keeps_in_touch = keeps_in_touch
    task.keep_in_touch_days = every_days if keeps_in_touch else None
    task.last_touch_on = None
    return _keep(task)


@transaction.atomic
def touch(*, task: Task, on: date, by: User, words: str = "", seen: int | None = None) -> Task:
    """Somebody was in touch about a wait."""
    task = _take(task, seen)
    task.last_touch_on = on
    if task.subject:
        events.record(subject=task.subject, kind=KEPT_IN_TOUCH, title=f"Kept in touch: {task.title}"[:300],
                      detail=words, by=by, source=task)
    return _keep(task)


@transaction.atomic
def stop_waiting(*, task: Task, by: User, seen: int | None = None) -> Task:
    """What we waited for has come: the work is to be done again."""
    task = _take(task, seen)
    task.waiting_on = ""
    task.waiting_since = None
    task.keeps_in_touch = None
    task.keep_in_touch_days = None
    task.last_touch_on = None
    return _keep(task)
