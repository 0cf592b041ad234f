"""Lists by email behind the pages; every night, lists that nobody opens and what was suggested are forgotten."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting

from .actions import forget_suggestions, forget_unused_lists, list_sent


@app.task(name="directory.send_list", retry=RetryStrategy(max_attempts=6, exponential_wait=30))
def send_list(number: int) -> None:
    with acting(why="Sending a list that somebody saved"):
        list_sent(number=number)


@app.periodic(cron="20 2 * * *")
@app.task(name="directory.forget_lists", queueing_lock="directory.forget_lists")
def forget_lists(timestamp: int) -> None:
    with acting(why="Forgetting lists that nobody opens, and suggestions that were answered"):
        forget_unused_lists()
        forget_suggestions()
