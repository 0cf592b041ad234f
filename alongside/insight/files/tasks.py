"""Given files are checked by the worker, and deleted when their time is over."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app


# One at a time: each may take some gigabytes.
@app.task(name="files.check", lock="files.check")
def check_in_the_background(given_id: int) -> None:
    from .actions import carry_out

    carry_out(given_id)


@app.periodic(cron="37 * * * *")
@app.task(name="files.forget", queueing_lock="files.forget")
def forget(timestamp: int) -> int:
    from alongside.foundation.audit.context import acting

    from .actions import delete_after_their_time

    with acting(why="deleting other councils' files after their time"):
        return delete_after_their_time(timezone.now())
