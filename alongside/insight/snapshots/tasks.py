"""Snapshots are taken by the worker: a large council's takes minutes."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.task(name="snapshots.take")
def take_in_the_background(snapshot_id: int) -> None:
    from .actions import carry_out

    carry_out(snapshot_id)


@app.periodic(cron="41 1 * * *")
@app.task(queueing_lock="snapshots.nightly", pass_context=False)
def take_every_night(timestamp: int) -> None:
    from alongside.foundation.audit.context import acting

    from .actions import ask_for

    with acting(why="snapshot for measures, nightly"):
        ask_for()
