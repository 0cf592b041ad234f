"""Every ten minutes: does every message lie with somebody who reads it? Each night: what was left is forgotten."""

from django.utils import timezone
from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting

from . import actions


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="messages.keep_with_who_reads", pass_context=False)
def keep_with_who_reads(timestamp: int) -> int:
    with acting(why="seeing that every message lies with somebody who reads it"):
        return actions.keep_with_who_reads(now=timezone.now())


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="messages.forget_begun", pass_context=False)
def forget_begun(timestamp: int) -> int:
    with acting(why="forgetting messages that were begun and left"):
        return actions.forget_begun(now=timezone.now())
