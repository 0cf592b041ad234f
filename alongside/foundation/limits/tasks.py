"""Counts of windows that are over are forgotten."""

from __future__ import annotations

from procrastinate.contrib.django import app

from .counting import forget_old


@app.periodic(cron="7 * * * *")
@app.task(name="limits.forget", queueing_lock="limits.forget")
def forget(timestamp: int) -> None:
    forget_old()
