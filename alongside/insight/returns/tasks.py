"""The return is built by the worker: a large council's takes minutes."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app


@app.task(name="returns.build")
def build_in_the_background(asked_id: int) -> None:
    from .actions import carry_out

    carry_out(asked_id)


@app.periodic(cron="11 2 * * *")
@app.task(name="returns.nightly", queueing_lock="returns.nightly", pass_context=False)
def keep_one_ready(timestamp: int) -> None:
    from alongside.foundation.audit.context import acting

    from .actions import ask_for_tonights

    with acting(why="national return, nightly"):
        ask_for_tonights(timezone.localdate())
