"""On which days something is on, from its recurrence as in RFC 5545. Pure: a timing and two days in, days out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PART = re.compile(r"([+-]?\d{0,2})(MO|TU|WE|TH|FR|SA|SU)")
# A recurrence without an end is followed for this long from its start when it counts its times.
FURTHEST = 366 * 10


@dataclass(frozen=True)
class Timing:
    """What of a schedule says on which days it is."""

    freq: str = ""
    interval: int = 1
    byday: str = ""
    bymonthday: str = ""
    dtstart: date | None = None
    until: date | None = None
    count: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    opens: str = ""
    closes: str = ""

    @classmethod
    def of(cls, schedule: Any) -> Timing:
        return cls(
            schedule.freq, schedule.interval, schedule.byday, schedule.bymonthday, schedule.dtstart, schedule.until,
            schedule.count, schedule.valid_from, schedule.valid_to,
            f"{schedule.opens_at:%H:%M}" if schedule.opens_at else "",
            f"{schedule.closes_at:%H:%M}" if schedule.closes_at else "",
        )

    def packed(self) -> dict[str, Any]:
        """As plain values, without what is empty."""
        return {key: value.isoformat() if isinstance(value, date) else value
                for key, value in asdict(self).items() if value not in ("", None)}

    @classmethod
    def unpacked(cls, packed: dict[str, Any]) -> Timing:
        days = {"dtstart", "until", "valid_from", "valid_to"}
        return cls(**{key: date.fromisoformat(value) if key in days else value for key, value in packed.items()})


def weekdays(byday: str) -> list[tuple[int, int]]:
    """[(0, 1)] for "TU"; [(2, 0)] for "2MO". What cannot be read is left out."""
    found = (PART.fullmatch(part.strip().upper()) for part in byday.split(","))
    return [(int(one[1] or 0) if one[1] not in ("+", "-") else 0, DAYS.index(one[2])) for one in found if one]


def month_days(bymonthday: str) -> list[int]:
    found = [part.strip() for part in bymonthday.split(",")]
    return [int(part) for part in found if re.fullmatch(r"[+-]?\d{1,2}", part) and int(part)]


def last_day(timing: Timing) -> date | None:
    """The last day it can be on, where it has one."""
    if not timing.freq:
        return timing.valid_to if timing.dtstart is None else timing.dtstart
    ends = [day for day in (timing.until, timing.valid_to) if day]
    if timing.count and (start := timing.dtstart or timing.valid_from):
        counted = list(_counted(timing, start, start + timedelta(days=FURTHEST)))
        ends += counted[-1:]
    return min(ends, default=None)


def between(timing: Timing, first: date, last: date) -> Iterator[date]:
    """Its days from the first to the last, both included."""
    low = max(filter(None, (first, timing.valid_from, timing.dtstart)))
    high = min(filter(None, (last, timing.valid_to, timing.until)))
    if not timing.freq:
        if timing.dtstart and first <= timing.dtstart <= high:
            yield timing.dtstart
        return
    if timing.count and (start := timing.dtstart or timing.valid_from):
        yield from (day for day in _counted(timing, start, high) if day >= low)
        return
    day = low
    while day <= high:
        if _falls_on(timing, day):
            yield day
        day += timedelta(days=1)


def _counted(timing: Timing, start: date, last: date) -> Iterator[date]:
    left, day = timing.count or 0, start
    while left and day <= last:
        if _falls_on(timing, day):
            left -= 1
            yield day
        day += timedelta(days=1)


def _falls_on(timing: Timing, day: date) -> bool:
    start = timing.dtstart or timing.valid_from
    every = max(1, timing.interval)
    if timing.freq == "DAILY":
        in_turn = start is None or (day - start).days % every == 0
        return in_turn and (not timing.byday or day.weekday() in {one for _, one in weekdays(timing.byday)})
    if timing.freq == "WEEKLY":
        named = {one for _, one in weekdays(timing.byday)} or ({start.weekday()} if start else set())
        return day.weekday() in named and (start is None or _weeks(start, day) % every == 0)
    in_turn = start is None or (12 * (day.year - start.year) + day.month - start.month) % every == 0
    return in_turn and _in_month(timing, day, start)


def _weeks(start: date, day: date) -> int:
    return ((day - timedelta(days=day.weekday())) - (start - timedelta(days=start.weekday()))).days // 7


def _in_month(timing: Timing, day: date, start: date | None) -> bool:
    length = monthrange(day.year, day.month)[1]
    if numbers := month_days(timing.bymonthday):
        return day.day in numbers or day.day - length - 1 in numbers
    if named := weekdays(timing.byday):
        nth, from_end = (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)
        return any(one == day.weekday() and which in (0, nth, from_end) for which, one in named)
    return start is not None and day.day == start.day
