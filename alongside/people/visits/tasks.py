"""Every few minutes: is everybody who visits alone safe?"""

from django.utils import timezone
from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting

from . import actions


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="visits.look_for_the_late", pass_context=False)
def look_for_the_late(timestamp: int) -> int:
    with acting(why="looking for lone workers who have not said they are safe"):
        return len(actions.look_for_the_late(now=timezone.now()))
