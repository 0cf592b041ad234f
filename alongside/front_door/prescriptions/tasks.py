"""Every morning: reminders, and what belongs to nobody is forgotten after the council's days."""

from __future__ import annotations

from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting

from . import actions


@app.periodic(cron="10 8 * * *")
@app.task(name="prescriptions.remind", queueing_lock="prescriptions.remind")
def remind(timestamp: int) -> None:
    with acting(why="Reminding people of information prescriptions"):
        actions.remind()


@app.periodic(cron="40 2 * * *")
@app.task(name="prescriptions.forget", queueing_lock="prescriptions.forget")
def forget(timestamp: int) -> None:
    with acting(why="Forgetting information prescriptions that nobody matched"):
        actions.forget_unmatched()
