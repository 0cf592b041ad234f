"""Keeping the queue itself in order."""

import logging

from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from alongside.foundation.jobs.health import SILENCE

log = logging.getLogger(__name__)
KEPT_HOURS = 24 * 7


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="jobs.take_up_again", pass_context=False)
async def take_up_again(timestamp: int) -> int:
    """Give back to the queue the jobs of a worker that was killed: they would stay "doing" for ever."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE.total_seconds()))
    for job in stalled:
        log.warning("Job %s (%s) was left by a worker that died; it goes back to the queue", job.id, job.task_name)
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:  # a job that may wait only once, and another of its kind is waiting already
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
    return len(stalled)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="jobs.forget_finished", pass_context=False)
async def forget_finished(timestamp: int) -> None:
    """Jobs carry no record of care (the events do), so finished ones are not kept."""
    await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS, include_failed=False)
