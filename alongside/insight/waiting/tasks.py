"""The nation's waits are worked out by the worker: every night after the snapshot, and when somebody asks."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.task(name="waiting.national")
def run_in_the_background(run_id: int) -> None:
    from .actions import carry_out

    carry_out(run_id)


@app.periodic(cron="20 4 * * *")
@app.task(name="waiting.nightly", queueing_lock="waiting.nightly")
def every_night(timestamp: int) -> None:
    from alongside.foundation.audit.context import acting

    from .actions import ask_for

    with acting(why="national waiting times, nightly"):
        ask_for()
