"""Codes go out behind the pages, and are forgotten when their time is over."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.task(name="one_time_codes.send", retry=RetryStrategy(max_attempts=4, wait=20))
def send_in_the_background(code_id: int) -> None:
    from .actions import send

    send(code_id=code_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="one_time_codes.forget", queueing_lock="one_time_codes.forget")
def forget(timestamp: int) -> None:
    from .actions import forget_old

    forget_old()
