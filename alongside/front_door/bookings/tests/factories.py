"""Workers with time, and sessions booked from outside."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.front_door.bookings import actions
from alongside.front_door.bookings.models import AvailableHours, PlanningSession, Way
from alongside.rules import bank_holidays

EMAIL, MOBILE = "edna@example.org", "07700 900123"


def open_day(after: int = 3, weekday: int | None = None) -> date:
    """An ordinary working day some days from now, no bank holiday."""
    day = timezone.localdate() + timedelta(days=after)
    while day.weekday() > 4 or bank_holidays.name_of(day) or weekday not in (None, day.weekday()):
        day += timedelta(days=1)
    return day


def hours(worker: User, day: date | None = None, **details: Any) -> AvailableHours:
    """From ten to twelve at Mill Lane hub: two sessions of 45 minutes."""
    said = {"starts": time(10), "ends": time(12), "way": Way.PLACE, "place": "mill_lane", "on_day": day or open_day()}
    if "weekday" in details or details.get("on_day", "") is None:
        said["on_day"] = None
    said |= details
    if said["way"] != Way.PLACE:
        said["place"] = ""
    return actions.publish(worker=worker, **said)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def times(page: str) -> list[str]:
    """The times that a page offers."""
    return re.findall(r'value="(\d{4}-\d\d-\d\dT[^"]+)"', page)


def booked(day: date, hour: int = 10, *, by: User | None = None, **about: Any) -> PlanningSession:
    said = {"name": "Edna Jones", "email": EMAIL, "wants": "Getting out more", **about}
    return actions.book_time(starts_at=at(day, hour), way=Way.PLACE, place="mill_lane", by=by,
                             about=actions.About(**said), link="https://here.example/book/mine/{secret}/")
