"""Days within a wait in which the work about it stood with somebody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from alongside.foundation.work.models import Task

from .clocks import Wait
from .clocks.clock import day

Span = tuple[date, date]


def paused(waits: Iterable[Wait], today: date) -> list[Wait]:
    """The same waits with their pauses, asked for together."""
    waits = list(waits)
    spans: dict[str, list[Span]] = defaultdict(list)
    asked = Task.objects.filter(source__in={wait.source for wait in waits}).exclude(waiting_on="")
    for source, since, done_at in asked.values_list("source", "waiting_since", "done_at"):
        spans[source].append((since, day(done_at) or today))
    return [
        wait.with_pause(days_within(spans[wait.source], wait, today)) if wait.source in spans else wait
        for wait in waits
    ]


def days_within(spans: Iterable[Span], wait: Wait, today: date) -> int:
    """Each day once, however many pauses it falls in; only days of the wait itself."""
    last = wait.stopped_on or today
    days: set[date] = set()
    for start, end in spans:
        first = max(start, wait.started_on)
        days.update(first + timedelta(days=n) for n in range(max(0, (min(end, last) - first).days)))
    return len(days)
