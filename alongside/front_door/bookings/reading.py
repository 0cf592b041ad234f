"""Reading a calendar: when somebody is busy in the weeks to come, and nothing else of it.

What a stranger's program wrote is read by a process of its own, with little time and little memory, so that a file
made to keep us busy ends itself. No title, place or name leaves it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MOST_BYTES = 2 * 1024 * 1024
# As far as anybody can book, and a little.
WEEKS = 14
MOST_EVENTS, MOST_BUSY = 5_000, 5_000
# A rule that began long ago is still followed; one from a made-up past is not.
LONGEST_AGO = 30 * 366
SECONDS, MEGABYTES = 20, 1024
OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
BY_THE_CLOCK = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
Busy = list[tuple[datetime, datetime]]


class NotRead(ValueError):
    """The calendar cannot be read: a sentence."""


def busy_apart(content: bytes, now: datetime) -> Busy:
    """Read in a process of its own."""
    if len(content) > MOST_BYTES:
        raise NotRead("The calendar is larger than 2 MB. Give us one that holds less of the past.")
    try:
        # Our own interpreter with our own module; the content goes in by its standard input.
        done = subprocess.run(
            [sys.executable, "-m", __name__, now.isoformat()], input=content, capture_output=True, check=False,
            timeout=SECONDS + 10)
    except subprocess.TimeoutExpired:
        raise NotRead("The calendar takes too long to read.") from None
    if done.returncode == 2:
        raise NotRead(done.stderr.decode(errors="replace").strip() or "This is not a calendar.")
    if done.returncode:
        raise NotRead("The calendar takes too long to read.")
    return [(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
            for start, end in json.loads(done.stdout)]


def busy(content: bytes, now: datetime) -> Busy:
    """The times between now and some weeks on that the calendar fills, joined where they touch."""
    import icalendar
    import recurring_ical_events

    if len(content) > MOST_BYTES:
        raise NotRead("The calendar is larger than 2 MB. Give us one that holds less of the past.")
    first, last = now, now + timedelta(weeks=WEEKS)
    try:
        calendar: Any = icalendar.Calendar.from_ical(content)
        events = calendar.walk("VEVENT")
        if len(events) > MOST_EVENTS:
            raise NotRead(f"The calendar holds more than {MOST_EVENTS:,} events. Give us one that holds less.")
        calendar.subcomponents = [
            one for one in calendar.subcomponents if one.name != "VEVENT" or _can_be_followed(one, now)]
        found = recurring_ical_events.of(calendar, skip_bad_series=True).between(first, last)
        spans = [span for one in found if _fills(one) and (span := _span(one))]
    except NotRead:
        raise
    except Exception as problem:  # whatever a library makes of what a stranger wrote
        raise NotRead("This is not a calendar that we can read.") from problem
    if len(spans) > MOST_BUSY * 4:
        raise NotRead("The calendar repeats itself too often.")
    joined = _joined((max(start, first), min(end, last)) for start, end in spans if start < last and end > first)
    if len(joined) > MOST_BUSY:
        raise NotRead("The calendar repeats itself too often.")
    return joined


def _can_be_followed(event: Any, now: datetime) -> bool:
    """Nothing that repeats by the hour or began in a made-up past: no meeting does, and each could run for ever."""
    start = event.decoded("DTSTART", None) if "DTSTART" in event else None
    if start is None:
        return False
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        frequency = {str(one).upper() for one in rule.get("FREQ", [])}
        if not frequency or frequency & OFTEN or set(rule) & BY_THE_CLOCK:
            return False
        if abs((_moment(start, now.tzinfo) - now).days) > LONGEST_AGO:
            return False
    return True


def _fills(event: Any) -> bool:
    """Whether it takes the worker's time: not what is cancelled, or shown as free."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return False
    return str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY")).upper() not in ("FREE", "WORKINGELSEWHERE")


def _span(event: Any) -> tuple[datetime, datetime] | None:
    """From when to when; a whole day is a day of London, and an hour without a zone is London's."""
    start, end = _moment(event.start, LONDON), _moment(event.end, LONDON)
    return (start, end) if end > start else None


def _moment(value: date | datetime, zone: Any) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _joined(spans: Any) -> Busy:
    joined: Busy = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _limited() -> None:
    """This process may use so much and no more."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024 * 1024, MEGABYTES * 1024 * 1024))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def main() -> int:
    _limited()
    try:
        found = busy(sys.stdin.buffer.read(MOST_BYTES + 1), datetime.fromisoformat(sys.argv[1]))
    except NotRead as problem:
        sys.stderr.write(str(problem))
        return 2
    sys.stdout.write(json.dumps([[start.timestamp(), end.timestamp()] for start, end in found]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
