"""Every night, what was begun and not sent is forgotten after the council's days. And links go out behind the pages."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="40 2 * * *")
@app.task(name="self_assessment.forget", queueing_lock="self_assessment.forget")
def forget(timestamp: int) -> None:
    from .actions import forget_old

    forget_old()
