"""Sending, behind the pages."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting

from . import actions

# One, two, four … minutes: a mail server that is down for the night is still reached in the morning.
TRIES = 10


@app.task(name="notifications.deliver", retry=RetryStrategy(max_attempts=TRIES, exponential_wait=60))
def deliver(notification_id: int) -> None:
    with acting(why="Sending a message"):
        again = actions.deliver(notification_id=notification_id, last_try=TRIES)
    if again:
        raise again
