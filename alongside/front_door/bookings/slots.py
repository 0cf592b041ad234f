"""Free times: derived each time they are asked for, from workers' hours, what is booked and what their calendars fill.

Whoever looks sees times and places, never what fills the others. The hours people read are those of Europe/London,
whatever its clocks do; a session is as long as it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from alongside.foundation.audit.context import acting
from alongside.rules import bank_holidays, council
from alongside.rules.council_limits import AccessPoint

from . import hubs
from .models import AvailableHours, BusyTime, PlanningSession, Way

Span = tuple[datetime, datetime]


@dataclass(frozen=True, order=True)
class Slot:
    starts_at: datetime
    ends_at: datetime
    worker_id: int
    # The key of an access point; empty for a session by telephone or at home.
    place: str = ""

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)


def earliest(now: datetime) -> datetime:
    return now + timedelta(hours=_decided("session_notice_hours", now))


def days_ahead(now: datetime) -> tuple[date, date]:
    """From when to when somebody may book."""
    return (timezone.localdate(earliest(now)),
            timezone.localdate(now) + timedelta(days=_decided("session_ahead_days", now)))


def free(*, way: str, place: str = "", now: datetime, worker: Any = None, notice: bool = True,
         besides: PlanningSession | None = None) -> list[Slot]:
    """Every free time, the soonest first; of one worker where one is meant. A colleague may book without the notice.
    `besides` is a session that is being moved: what it fills is free."""
    first, last = days_ahead(now)
    if not notice:
        first = timezone.localdate(now)
    rows = AvailableHours.objects.between(first, last).for_sessions(way, place)
    if worker is not None:
        rows = rows.filter(worker=worker)
    rows = list(rows)
    point = hubs.access_point(place, first) if place else None
    if not rows or (place and point is None):
        return []
    may = _who_may(rows, point, first, last)
    begin = earliest(now) if notice else now
    found = {slot for row in rows for slot in _of(row, point, first, last)
             if slot.starts_at >= begin and (slot.worker_id, slot.day) in may}
    if not found:
        return []
    taken = _taken({slot.worker_id for slot in found}, min(found).starts_at, max(slot.ends_at for slot in found),
                   besides)
    return sorted(slot for slot in found if not _overlaps(slot, taken[slot.worker_id]))


def by_day(slots: Iterable[Slot]) -> dict[date, list[Slot]]:
    """One of each time: who holds it is settled when it is booked."""
    days: dict[date, dict[datetime, Slot]] = defaultdict(dict)
    for slot in slots:
        days[slot.day].setdefault(slot.starts_at, slot)
    return {day: list(times.values()) for day, times in days.items()}


def nearest(slots: Iterable[Slot], to: datetime, most: int = 4) -> list[Slot]:
    """The free times closest to one that is gone, in the order of the clock."""
    each = {slot.starts_at: slot for slot in slots}
    closest = sorted(each, key=lambda moment: (abs(moment - to), moment))[:most]
    return [each[moment] for moment in sorted(closest)]


def _of(row: AvailableHours, point: AccessPoint | None, first: date, last: date) -> Iterator[Slot]:
    """The times this row gives, whatever else is in the way."""
    for day in _days(row, first, last):
        if bank_holidays.name_of(day):
            continue
        begins = datetime.combine(day, row.starts)
        while (ends := begins + timedelta(minutes=row.minutes)) <= datetime.combine(day, row.ends):
            open_then = point is None or not point.hours or point.open_hours.holds(day, begins.time(), ends.time())
            if open_then and (starts_at := moment(day, begins.time())) is not None:
                yield Slot(starts_at, starts_at + timedelta(minutes=row.minutes), row.worker_id, row.place)
            begins = ends + timedelta(minutes=row.pause)


def _days(row: AvailableHours, first: date, last: date) -> Iterator[date]:
    if row.on_day:
        yield row.on_day
        return
    day, end = max(first, row.from_day), min(last, row.until_day or last)
    while day <= end:
        if day.weekday() == row.weekday:
            yield day
        day += timedelta(days=1)


def moment(day: date, at: time) -> datetime | None:
    """That hour of that day as it is in London; none where the clocks jump over it."""
    naive = datetime.combine(day, at)
    aware = timezone.make_aware(naive)
    there = aware.astimezone(UTC).astimezone(aware.tzinfo)
    return aware if there.replace(tzinfo=None) == naive else None


def _who_may(rows: list[AvailableHours], point: AccessPoint | None, first: date, last: date) -> set[tuple[int, date]]:
    """Which workers may hold a session on which of these days: at an access point only with the training in date."""
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    days += [row.on_day for row in rows if row.on_day and not first <= row.on_day <= last]
    workers = {row.worker_id for row in rows}

    def on(day: date) -> set[int]:
        held = hubs.who_may_hold(hubs.PLANNING_SESSION, day, at=point, anywhere=point is None)
        return set(held.filter(pk__in=workers).values_list("pk", flat=True))

    start, end = on(days[0]), on(days[-1])
    may = {(worker, day) for worker in start & end for day in days}
    for worker in start ^ end:  # whose training or place begins or ends on the way
        may |= {(worker, day) for day in days if worker in on(day)}
    return may


def _taken(workers: set[int], begin: datetime, end: datetime, besides: PlanningSession | None) -> dict[int, list[Span]]:
    """What fills the workers' hours. Read past the wall: whose session it is plays no part, and is not read."""
    taken: dict[int, list[Span]] = defaultdict(list)
    with acting(why="Finding free times for planning sessions"):
        for model, field in ((PlanningSession, "facilitator_id"), (BusyTime, "worker_id")):
            rows = model.objects.overlapping(begin, end).filter(**{f"{field}__in": workers})
            if besides is not None and model is PlanningSession:
                rows = rows.exclude(pk=besides.pk)
            for who, starts_at, ends_at in rows.values_list(field, "starts_at", "ends_at"):
                taken[who].append((starts_at, ends_at))
    return taken


def _overlaps(slot: Slot, spans: Iterable[Span]) -> bool:
    return any(starts < slot.ends_at and ends > slot.starts_at for starts, ends in spans)


def how_many(now: datetime) -> list[tuple[int, int]]:
    """How many sessions each worker has to come."""
    with acting(why="Sharing planning sessions out evenly"):
        return list(PlanningSession.objects.standing().filter(starts_at__gte=now).order_by().values_list(
            "facilitator_id").annotate(Count("pk")))


def key_of(session: PlanningSession) -> str:
    """The access point a session is at, by its key; empty elsewhere."""
    point = hubs.point_named(session.place, session.starts_at.date()) if session.way == Way.PLACE else None
    return point.key if point else ""


def label_of(way: str, place: str, on: date) -> str:
    """Where a session is, in words."""
    point = hubs.access_point(place, on) if place else None
    return point.label if point else str(Way(way).label)


def _decided(name: str, now: datetime) -> int:
    return int(council.load(settings.COUNCIL_PACK).policy(f"front_door.{name}", timezone.localdate(now)))
