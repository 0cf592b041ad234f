"""When a message is answered, by the council's own promise, and when the office is open."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from alongside.rules import bank_holidays, council
from alongside.rules.council import DAYS, OpeningHours


def answer_by(since: datetime, *, urgent: bool) -> datetime:
    """By when somebody answers what was written then. Days on which the office is shut do not count, unless it is
    urgent: then every hour does."""
    day = timezone.localdate(since)
    if urgent:
        return timezone.localtime(since + timedelta(hours=_hours("urgent_answer_within_hours", day)))
    return _counted(timezone.localtime(since), timedelta(hours=_hours("answer_within_hours", day)))


def is_open(now: datetime) -> bool:
    local = timezone.localtime(now)
    hours = _opening(local.date())
    return hours is not None and hours.opens <= f"{local:%H:%M}" < hours.closes


def _hours(name: str, on: date) -> int:
    return int(_pack().policy(f"messages.{name}", on))


def _pack() -> council.Council:
    return council.load(settings.COUNCIL_PACK)


def _opening(day: date) -> OpeningHours | None:
    name = DAYS[day.weekday()]
    if bank_holidays.name_of(day):
        return None
    return next((hours for hours in _pack().opening_hours if hours.day == name), None)


def _counted(since: datetime, left: timedelta) -> datetime:
    """So much later, counting open days whole."""
    at = since.replace(tzinfo=None)
    for _ in range(370):
        midnight = datetime.combine(at.date() + timedelta(days=1), time())
        if _opening(at.date()) is not None:
            if at + left <= midnight:
                return timezone.make_aware(at + left)
            left -= midnight - at
        at = midnight
    return timezone.make_aware(at)
