"""Faults of the return sent to the workers who recorded them, as work; and come back once they are mended.

An analyst puts right the few facts of a person that the return asks for; what stands in an assessment, a review or a
conversation only those who recorded it can mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import Team, User
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

from .presenters import page_of

KIND = "return_fault"
WITHIN = timedelta(days=14)
PUT_RIGHT = "Put right: the return was looked at again"
Fault = Mapping[str, Any]
# What tells one piece of such work from another: whose record, what is to be done, and where.
Key = tuple[int, str, str]


@dataclass(frozen=True)
class Sent:
    new: int
    # Nobody who recorded it works here, and no team had it.
    nobody: int


def key(fault: Fault) -> Key:
    return fault["subject"], f"Put right for the national return: {fault['field']}", page_of(dict(fault))


@transaction.atomic
def send(*, faults: Iterable[Fault], by: User) -> Sent:
    """Each to the worker who recorded it, or to the team's list where that worker has left; once while it is open."""
    faults = list(faults)
    workers = {one.pk: one for one in User.objects.working().filter(pk__in={fault["worker"] for fault in faults})}
    teams = {one.pk: one for one in Team.objects.open().filter(pk__in={fault["team"] for fault in faults})}
    subjects = Subject.objects.in_bulk({fault["subject"] for fault in faults})
    there = {_key(task) for task in Task.objects.open().of_kind(KIND).filter(subject__in=subjects)}
    new = nobody = 0
    for fault in faults:
        subject_id, title, url = key(fault)
        owner, team = workers.get(fault["worker"]), teams.get(fault["team"])
        if (subject_id, title, url) in there:
            continue
        if owner is None and team is None:
            nobody += 1
            continue
        work.raise_task(
            kind=KIND, title=title, by=by, subject=subjects[subject_id], owner=owner, team=team,
            due_on=timezone.localdate() + WITHIN, why=str(fault["message"])[:300], verb="Put it right", url=url,
        )
        there.add((subject_id, title, url))
        new += 1
    return Sent(new, nobody)


@transaction.atomic
def come_back(*, looked_at: Iterable[Fault], left: Iterable[Fault], by: User) -> int:
    """Of the faults that were looked at again, the work on those that are gone is done."""
    gone = {key(fault) for fault in looked_at} - {key(fault) for fault in left}
    open_tasks = Task.objects.open().of_kind(KIND).filter(subject__in={subject for subject, _, _ in gone})
    mended = [task for task in open_tasks if _key(task) in gone]
    for task in mended:
        work.finish(task=task, outcome=PUT_RIGHT, by=by)
    return len(mended)


def told(faults: Iterable[Fault]) -> dict[Key, str]:
    """Of each fault that was sent, with whom it is; or that it was said to be done and is still there."""
    subjects = {fault["subject"] for fault in faults}
    tasks = Task.objects.of_kind(KIND).filter(subject__in=subjects).select_related("owner", "team", "done_by")
    found: dict[Key, str] = {}
    for task in tasks.order_by("raised_at", "pk"):
        since = f"{timezone.localtime(task.raised_at):%-d %B}"
        found[_key(task)] = (
            f"With {task.owner or task.team} since {since}"
            if task.done_at is None
            else f"{task.done_by} said it was done on {timezone.localtime(task.done_at):%-d %B}; it still fails"
        )
    return found


def _key(task: Task) -> Key:
    return task.subject_id or 0, task.title, task.url
