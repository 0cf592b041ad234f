"""The measures are worked out by the worker: every night, and when somebody asks."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app


@app.task(name="measures.run")
def run_in_the_background(run_id: int) -> None:
    from .actions import carry_out

    carry_out(run_id)


@app.periodic(cron="40 3 * * *")
@app.task(name="measures.nightly", queueing_lock="measures.nightly")
def every_night(timestamp: int) -> None:
    from alongside.foundation.audit.context import acting

    from .actions import ask_for_tonights

    with acting(why="measures, nightly"):
        ask_for_tonights(timezone.localdate())
