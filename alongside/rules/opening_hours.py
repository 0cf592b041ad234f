"""Opening hours as a council writes them in its pack: "Mo-Fr 09:00-17:00; Sa 10:00-13:00"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from alongside.rules import bank_holidays

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_PART = re.compile(r"(?P<days>(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*) "
                   r"(?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)")
# As far as somebody looks for the next time a place is open.
FURTHEST = 21


class NotHours(ValueError):
    """These hours cannot be read: the end of one sentence."""


@dataclass(frozen=True)
class Span:
    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class Hours:
    """When a place is open in an ordinary week. On a bank holiday it is closed."""

    spans: tuple[Span, ...]

    def on(self, day: date) -> list[Span]:
        if bank_holidays.name_of(day):
            return []
        return [span for span in self.spans if span.weekday == day.weekday()]

    def open_at(self, moment: datetime) -> Span | None:
        """The hours that hold at a moment of local time."""
        now = moment.time()
        return next((span for span in self.on(moment.date()) if span.opens <= now < span.closes), None)

    def holds(self, day: date, begins: time, ends: time) -> bool:
        """Whether the place is open for all of it."""
        return any(span.opens <= begins and ends <= span.closes for span in self.on(day))

    def next_open(self, moment: datetime) -> tuple[date, Span] | None:
        """When it opens next, after a moment of local time."""
        for ahead in range(FURTHEST):
            day = moment.date() + timedelta(days=ahead)
            for span in self.on(day):
                if ahead or span.opens > moment.time():
                    return day, span
        return None


def read(written: str) -> Hours:
    """Refuses what it cannot read, naming the part."""
    spans = []
    for part in filter(None, (one.strip() for one in written.split(";"))):
        found = _PART.fullmatch(part)
        if not found:
            raise NotHours(f"has the hours {part!r}; write them like Mo-Fr 09:00-17:00; Sa 10:00-13:00")
        try:
            opens, closes = time.fromisoformat(found["opens"]), time.fromisoformat(found["closes"])
        except ValueError:
            raise NotHours(f"has the hours {part!r}, which are no time of a day") from None
        if closes <= opens:
            raise NotHours(f"closes before it opens in {part!r}")
        spans += [Span(day, opens, closes) for day in _days(found["days"])]
    return Hours(tuple(sorted(spans, key=lambda span: (span.weekday, span.opens))))


def _days(written: str) -> list[int]:
    found: list[int] = []
    for part in written.split(","):
        first, _, last = part.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        if end < start:
            raise NotHours(f"has the days {part!r} the wrong way round")
        found += range(start, end + 1)
    return sorted(set(found))
