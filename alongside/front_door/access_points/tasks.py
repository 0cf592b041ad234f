"""Each morning: whoever goes along with somebody tomorrow is reminded, and so are they."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting

from . import actions


@app.periodic(cron="15 9 * * *")
@app.task(name="access_points.remind", queueing_lock="access_points.remind")
def remind(timestamp: int) -> None:
    with acting(why="Reminding whoever goes along tomorrow"):
        actions.remind(day=timezone.localdate() + timedelta(days=1))


@app.periodic(cron="58 2 * * *")
@app.task(name="access_points.forget_unmatched", queueing_lock="access_points.forget_unmatched")
def forget_unmatched(timestamp: int) -> None:
    with acting(why="Forgetting what desks wrote down that is on nobody’s record"):
        actions.forget_unmatched()
