"""Taking a snapshot of the records, by night or when somebody asks."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting
from alongside.insight.events.reading import read
from alongside.insight.returns.build import built, spreadsheet_safe
from alongside.insight.returns.scratch import scratch
from alongside.rules.national_return.columns import NAMES
from alongside.rules.national_return.row import Period

from .models import FOLDER, Snapshot
from .tasks import take_in_the_background

YEARS = 4  # figures of three years are asked for, and the first looks back over the one before it
KEPT = 3
SAID_EVERY = 2000  # rows


@transaction.atomic
def ask_for(*, by: User | None = None) -> Snapshot:
    """Put one to the worker, unless one is being taken."""
    if under_way := Snapshot.objects.under_way().newest_first().first():
        return under_way
    period = usual_period(timezone.localdate())
    asked = Snapshot.objects.create(starts_on=period.start, ends_on=period.end, asked_by=by)
    take_in_the_background.defer(snapshot_id=asked.pk)
    return asked


def usual_period(today: date) -> Period:
    """From the 1 April that began the financial year three before this one to today."""
    year = today.year if today >= date(today.year, 4, 1) else today.year - 1
    return Period(date(year - YEARS + 1, 4, 1), today)


def carry_out(snapshot_id: int) -> None:
    """Write the file. Doing it again after a killed worker replaces nothing that was finished."""
    asked = Snapshot.objects.select_related("asked_by").get(pk=snapshot_id)
    if not asked.is_under_way:
        return
    with acting(user=asked.asked_by, why="snapshot for measures"):
        try:
            asked.rows = _take(asked)
        except Exception:
            Snapshot.objects.filter(pk=asked.pk).update(
                finished_at=timezone.now(), failure="It could not be taken. Please ask for it again."
            )
            raise
        asked.finished_at = timezone.now()
        asked.save(update_fields=["rows", "finished_at"])
    _clear_away()


def latest() -> Snapshot | None:
    """The last one that was finished and whose file is there."""
    return next((one for one in Snapshot.objects.finished()[:KEPT] if one.path.exists()), None)


def _take(asked: Snapshot) -> int:
    with scratch() as place:
        file = place / "records.csv"
        with file.open("w", encoding="utf-8", newline="") as lines:
            _write(asked, lines)
        made = read([file], out=asked.path)
    if made.problems:
        first = made.problems.kept[0]  # whose value is nobody's business in a log
        raise ValueError(f"Row {first.row}, {first.field}: cannot be read")
    return made.rows


def _write(asked: Snapshot, lines: TextIO) -> None:
    writer = csv.DictWriter(lines, NAMES, lineterminator="\n")
    writer.writeheader()
    with transaction.atomic():  # in which the rows are read a batch at a time
        for number, (_, values) in enumerate(built(Period(asked.starts_on, asked.ends_on)), 1):
            writer.writerow(spreadsheet_safe(values))
            if number % SAID_EVERY == 0:
                asked.say_how_far(number)


def _clear_away() -> None:
    """The last few are kept: what was disposed of must not live on in old files.

    The files are listed before the records are read, and those in one query: a snapshot that somebody else begins or
    finishes meanwhile is then either not listed or known.
    """
    files = list((Path(settings.HOME) / FOLDER).glob("*.parquet"))
    unfailed = list(Snapshot.objects.filter(failure="").newest_first())
    under_way = [one for one in unfailed if one.is_under_way]
    finished = [one for one in unfailed if not one.is_under_way]
    kept = {one.path for one in under_way + finished[:KEPT]}
    for file in files:
        if file not in kept:
            file.unlink(missing_ok=True)
