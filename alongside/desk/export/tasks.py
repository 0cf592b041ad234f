"""Making copies behind the pages, and forgetting them after their time."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting

from . import actions


@app.task(name="export.make_copy")
def make_copy(copy_id: int) -> None:
    actions.make(copy_id=copy_id)


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="export.forget", pass_context=False)
def forget(timestamp: int) -> int:
    with acting(why="forgetting copies of records after their time"):
        return actions.forget(now=timezone.now())
