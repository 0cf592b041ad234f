"""Behind the pages: links and outcomes by email, imports, and every night the keepers of what is due."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting

from .actions import keeping, uploading

AGAIN = RetryStrategy(max_attempts=6, exponential_wait=30)


@app.task(name="directory_feed.send_link", retry=AGAIN)
def send_link(link_id: int) -> None:
    with acting(why="Sending a keeper the link to their entries"):
        keeping.send_link(link_id=link_id)


@app.task(name="directory_feed.tell", retry=AGAIN)
def tell(change_id: int) -> None:
    with acting(why="Telling a keeper what became of their change"):
        keeping.tell(change_id=change_id)


@app.task(name="directory_feed.read_upload")
def read_upload(import_id: int) -> None:
    """Begun again after a stop, it starts anew: what was kept is found as it was."""
    uploading.read(import_id=import_id)


@app.periodic(cron="40 5 * * *")
@app.task(name="directory_feed.remind", queueing_lock="directory_feed.remind")
def remind(timestamp: int) -> None:
    with acting(why="Reminding keepers of entries that are due"):
        keeping.remind()


@app.periodic(cron="50 2 * * *")
@app.task(name="directory_feed.forget", queueing_lock="directory_feed.forget")
def forget(timestamp: int) -> None:
    with acting(why="Forgetting links, words and uploads that are over"):
        keeping.forget_links()
        keeping.forget_words()
        uploading.forget_abandoned()
