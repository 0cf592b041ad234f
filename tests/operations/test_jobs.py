"""Jobs belong to the transaction that asks for them, and survive the worker that is killed over them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from alongside.foundation.jobs.tasks import forget_finished, take_up_again


@pytest.mark.django_db
@pytest.mark.usefixtures("web_role")
def test_a_job_is_rolled_back_with_its_transaction() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        forget_finished.defer(timestamp=0)
        assert ProcrastinateJob.objects.count() == 1
        raise RuntimeError
    assert ProcrastinateJob.objects.count() == 0


def left_by_a_worker(silent_for: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id",
            [silent_for],
        )
        worker = cursor.fetchone()[0]
        job = forget_finished.defer(timestamp=0)
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job])
    return job


@pytest.mark.django_db(transaction=True)
def test_a_job_left_by_a_dead_worker_goes_back_to_the_queue() -> None:
    left = left_by_a_worker("5 minutes")
    assert sweep() == 1
    assert ProcrastinateJob.objects.get(pk=left).status == "todo"


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_living_worker_is_left_alone() -> None:
    being_done = left_by_a_worker("5 seconds")
    assert sweep() == 0
    assert ProcrastinateJob.objects.get(pk=being_done).status == "doing"


@pytest.mark.django_db(transaction=True)
def test_a_job_that_waits_again_already_is_not_queued_twice() -> None:
    left = left_by_a_worker("5 minutes")
    waiting = forget_finished.defer(timestamp=0)
    assert sweep() == 1
    assert dict(ProcrastinateJob.objects.values_list("pk", "status")) == {left: "failed", waiting: "todo"}


def sweep() -> int:
    async def once() -> int:
        with app.replace_connector(app.connector.get_worker_connector()):
            async with app.open_async():
                return await take_up_again(timestamp=0)

    # In a thread of its own: a browser test of the same process keeps a running loop in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, once()).result()
