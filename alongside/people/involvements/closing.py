"""Finishing the tasks that one of our records raised, when that record is answered or closed."""

from __future__ import annotations

from django.db import models

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task


def finish_tasks(record: models.Model, *, outcome: str, by: User) -> None:
    for task in Task.objects.open().filter(source=events.source_of(record)):
        work.finish(task=task, outcome=outcome, by=by)
