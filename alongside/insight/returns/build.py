"""The whole return, row by row: bounded memory, however many people a council has."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TextIO

from django.conf import settings
from django.db import transaction

from alongside.foundation.audit.models import Look
from alongside.rules import council, spreadsheet
from alongside.rules.national_return.check import check_row
from alongside.rules.national_return.columns import NAMES, WORDS
from alongside.rules.national_return.row import Period
from alongside.rules.national_return.wording import Wording

from . import official, rows
from .event import Event
from .events import batches

# How many failing values are kept one by one, of each field of a team, and in all; all are counted.
KEPT_OF_A_FIELD = 200
KEPT = 20_000
SAID_EVERY = 2000  # rows


@dataclass
class Summary:
    """What was built: how much of what, and what fails."""

    rows: int = 0
    by_type: Counter[str] = field(default_factory=Counter)
    failing: Counter[str] = field(default_factory=Counter)
    failing_rows: int = 0
    # How many failing values each worker and each team recorded, by their ids.
    by_worker: Counter[str] = field(default_factory=Counter)
    by_team: Counter[str] = field(default_factory=Counter)
    # One by one, with the record to put right: row, subject, source, field, code, message, worker, team.
    problems: list[dict[str, Any]] = field(default_factory=list)
    people: set[int] = field(default_factory=set)
    _kept: Counter[tuple[int | None, str]] = field(default_factory=Counter)

    def take(self, problems: list[dict[str, Any]]) -> None:
        """The failing values of one more row."""
        self.failing_rows += bool(problems)
        for one in problems:
            self.failing[one["field"]] += 1
            self.by_worker[str(one["worker"] or "")] += 1
            self.by_team[str(one["team"] or "")] += 1
            self._kept[one["team"], one["field"]] += 1
            if len(self.problems) < KEPT and self._kept[one["team"], one["field"]] <= KEPT_OF_A_FIELD:
                self.problems.append({"row": self.rows, **one})


def built(
    period: Period, subjects: Collection[int] | None = None
) -> Iterator[tuple[Event, dict[str, str]]]:
    """Every event of the period with its row; with `subjects`, of these people only."""
    for batch in batches(period, subjects):
        yield from written(batch, period)


def written(batch: Collection[Event], period: Period) -> Iterator[tuple[Event, dict[str, str]]]:
    """Some events with their rows: their people are read together."""
    la_code, words = council.load(settings.COUNCIL_PACK).la_code, official.wording()
    people = rows.people_of(batch, period)
    for event in batch:
        yield event, rows.row(event, people, period, la_code, words)


def problems_of(event: Event, values: dict[str, str], period: Period, words: Wording) -> list[dict[str, Any]]:
    """What fails in one row, each with the record, and who recorded it."""
    la_code = council.load(settings.COUNCIL_PACK).la_code
    return [
        {
            "subject": event.subject_id,
            "source": event.source,
            "field": failure.field,
            "code": failure.code,
            "message": failure.message,
            "worker": event.worker_id,
            "team": event.team_id,
        }
        for failure in check_row(values, period, rows.RELEASE, (la_code,), words)
    ]


def spreadsheet_safe(values: dict[str, str]) -> dict[str, str]:
    """The row as it is written to a file: words that would be a formula are escaped, nothing else is touched."""
    return values | {name: spreadsheet.escaped(values[name]) for name in WORDS}


def build(period: Period, file: TextIO | None, *, progress: Callable[[Summary], None] | None = None) -> Summary:
    """Write the return to the file (or to nothing, only to check it), and say what fails in it.

    Inside one transaction, in which the rows are read a batch at a time.
    """
    words = official.wording()
    summary = Summary()
    writer = csv.DictWriter(file, NAMES, lineterminator="\r\n") if file else None
    if writer:
        writer.writeheader()
    with transaction.atomic():
        for event, values in built(period):
            summary.rows += 1
            summary.by_type[values["Event Type"] or values["Client Type"]] += 1
            summary.people.add(event.subject_id)
            summary.take(problems_of(event, values, period, words))
            if writer:
                writer.writerow(spreadsheet_safe(values))
            if progress and summary.rows % SAID_EVERY == 0:
                progress(summary)
    return summary


def write_down_the_look(summary: Summary, period: Period, *, path: str = "") -> None:
    """One look for the whole file, with everybody who is in it: each person can be told that they were."""
    Look.objects.create(
        subject=None,
        what="national return",
        listed=sorted(summary.people),
        path=path[:300],
        detail=f"{summary.rows} rows, {rows.day(period.start)} to {rows.day(period.end)}",
    )


def usual_period(today: date) -> Period:
    """The twelve months to the end of the last whole quarter, as the return is sent."""
    month = (today.month - 1) // 3 * 3 + 1
    end = date(today.year, month, 1) - timedelta(days=1)
    return Period(
        date(end.year - 1, end.month, end.day) + timedelta(days=1) if end.month != 2 else date(end.year - 1, 3, 1), end
    )
