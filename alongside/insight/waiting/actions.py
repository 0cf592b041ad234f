"""Asking for the nation's waits of our own records, and working them out behind the pages."""

from __future__ import annotations

import os

from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting
from alongside.insight.returns.scratch import scratch
from alongside.insight.snapshots import actions as snapshots
from alongside.insight.snapshots.models import Snapshot

from .models import NationalMedian, NationalRun
from .national import figures
from .own_events import counted_since, rows_of
from .people_file import write
from .tasks import run_in_the_background

# Runs that stay, with the people behind their figures.
KEPT = 3


@transaction.atomic
def ask_for(*, by: User | None = None) -> NationalRun:
    """Put it to the worker, unless it is under way already."""
    if under_way := NationalRun.objects.under_way():
        return under_way
    asked = NationalRun.objects.create(asked_by=by)
    run_in_the_background.defer(run_id=asked.pk)
    return asked


def carry_out(run_id: int) -> None:
    """Work one run out. One that a killed worker left is begun again; one that came to an end is left alone."""
    run = NationalRun.objects.select_related("asked_by").get(pk=run_id)
    if not run.is_under_way:
        return
    with acting(user=run.asked_by, why="national waiting times"):
        try:
            _carry_out(run)
        except Exception:
            NationalRun.objects.filter(pk=run.pk).update(
                finished_at=timezone.now(), failure="They could not be worked out. Please ask for them again."
            )
            run.people_file.unlink(missing_ok=True)
            raise
        _forget_old()


def _carry_out(run: NationalRun) -> None:
    snapshot = snapshots.latest() or _taken(run.asked_by)
    run.snapshot_at, run.since = snapshot.asked_at, counted_since(snapshot.starts_on)
    with scratch() as place:
        # A name of its own for the file: newer snapshots clear older ones away while this goes on.
        events = place / "events.parquet"
        os.link(snapshot.path, events)
        found = figures(rows_of(events), run.since)
    write(run.people_file, found)
    with transaction.atomic():
        run.figures.all().delete()
        NationalMedian.objects.bulk_create(
            NationalMedian(
                run=run, measure=one.measure, quarter=one.quarter, age_band=one.age_band, median=one.median,
                longest=one.longest, waits=len(one.waits),
            )
            for one in found
        )
        run.finished_at = timezone.now()
        run.save()


def _taken(by: User | None) -> Snapshot:
    """The very first: no night has been yet."""
    period = snapshots.usual_period(timezone.localdate())
    asked = Snapshot.objects.create(starts_on=period.start, ends_on=period.end, asked_by=by)
    snapshots.carry_out(asked.pk)
    asked.refresh_from_db()
    return asked


def _forget_old() -> None:
    """Who waited is not kept for longer than the figures can be opened."""
    for run in NationalRun.objects.done().newest_first()[KEPT:]:
        run.people_file.unlink(missing_ok=True)
        run.delete()
