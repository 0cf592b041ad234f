"""Every night: lists that nobody has opened for the council's days are forgotten."""

from __future__ import annotations

from procrastinate.contrib.django import app

from .actions import forget_unused_lists


@app.periodic(cron="20 2 * * *")
@app.task(name="directory.forget_lists", queueing_lock="directory.forget_lists")
def forget_lists(timestamp: int) -> None:
    forget_unused_lists()
